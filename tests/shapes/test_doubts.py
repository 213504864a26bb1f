"""Where the reader was in doubt, an absence weighs one step less and says so."""

from itertools import product

import pyoxigraph as ox
import pytest

from shapes.check import audit
from shapes.data import Data
from shapes.findings import Audit
from shapes.profile import profiles
from shapes.rules import SEVERITIES, rules

PREFIXES = """
@prefix cp: <https://w3id.org/crossplan/ontology#> .
@prefix ex: <https://example.org/> .
"""

PLAN = "ex:document a cp:Document ; cp:carries ex:plan . ex:plan a cp:Plan . "
PROJECT = (
    PLAN + "ex:measure a cp:Measure ; cp:plan ex:plan ; cp:project ex:project . ex:project a cp:Project ."
)
MEASURE = PLAN + "ex:measure a cp:Measure ; cp:plan ex:plan "
TARGET = MEASURE + "; cp:target ex:target . ex:target a cp:Target ."
UNIT = "ex:bureau a cp:Agency . "

#: For each rule about something absent: data in which it is absent, and the kinds of note that make that doubtful.
ABSENT = {
    "clause-has-lead": (
        MEASURE + "; cp:leadAgency ex:bureau ; cp:clause ex:clause . " + UNIT +
        "ex:clause a cp:Clause ; cp:responsibleAgency ex:bureau .",
        {"unread-unit", "unclosed-bracket", "unread-part"},
    ),
    "measure-has-lead": (
        MEASURE + "; cp:responsibleAgency ex:bureau . " + UNIT,
        {"unread-unit", "unclosed-bracket", "unheaded-column", "perhaps-merged-cell", "unread-part"},
    ),
    "measure-has-schedule": (MEASURE + ".", {"unread-part", "unread-time"}),
    "measure-has-target": (MEASURE + ".", {"unread-part"}),
    "measure-has-unit": (
        MEASURE + ".",
        {"unread-role", "unread-unit", "unclosed-bracket", "perhaps-merged-cell", "unheaded-column", "unread-part"},
    ),
    "measure-names-determined-unit": (
        MEASURE + "; cp:responsibleAgency ex:group . ex:group a cp:AgencyGroup .",
        {"unread-unit", "unclosed-bracket", "unheaded-column", "unread-part"},
    ),
    "measure-schedules-work": (
        MEASURE + "; cp:schedule ex:time . ex:time cp:basis cp:Stated ; cp:ofTarget ex:target .",
        {"unread-part"},
    ),
    "measure-states-schedule": (
        MEASURE + "; cp:schedule ex:time . ex:time cp:basis cp:Inherited .", {"unread-part", "unread-time"}
    ),
    "numbering-without-gaps": (
        MEASURE + "; cp:ordinal 2 ; cp:number '3' . ex:m1 a cp:Measure ; cp:plan ex:plan ; cp:ordinal 1 ; cp:number '1' .",
        {"unread-part"},
    ),
    "plan-has-issuer": (PLAN, {"unread-part"}),
    "plan-has-number": (PLAN, {"unread-part"}),
    "plan-has-period": (PLAN + "ex:plan cp:periodStart '2021' .", {"unread-part"}),
    "plan-has-title": (PLAN, {"unread-part"}),
    "project-has-unit": (
        PROJECT,
        {"unread-role", "unread-unit", "unclosed-bracket", "perhaps-merged-cell", "unheaded-column", "unread-part"},
    ),
    "schedule-says-when": (
        MEASURE + "; cp:schedule ex:time . ex:time a cp:Schedule ; cp:scheduleKind cp:Due .", {"undated-time"}
    ),
    "target-has-baseline": (TARGET, {"unread-part"}),
    "target-has-deadline": (TARGET, {"unread-part"}),
    "target-states-deadline": (TARGET + "ex:target cp:deadlineBasis cp:Inherited .", {"unread-part"}),
}  # fmt: skip

#: What notes of a kind concern.
CONCERNED = {"unread-part": "ex:document", "undated-time": "ex:time"}


def run(name: str, data: str, kind: str | None = None) -> Audit:
    note = (
        f"ex:note a cp:ReadingNote ; cp:kind '{kind}' ; cp:concerns {CONCERNED.get(kind, 'ex:measure')} ; "
        "cp:text '存疑之处'@zh-Hans ."
        if kind
        else ""
    )
    graph = Data.of(ox.parse(PREFIXES + data + note, format=ox.RdfFormat.TURTLE))
    return audit(graph, [rule for rule in rules() if rule.name == name], profiles()["default"])


def test_the_rules_that_doubts_bear_on() -> None:
    assert {rule.name: set(rule.doubted_by) for rule in rules() if rule.doubted_by} == {
        name: kinds for name, (_, kinds) in ABSENT.items()
    }


@pytest.mark.parametrize(
    ("name", "kind"), [(n, k) for n, (_, kinds) in ABSENT.items() for k in sorted(kinds)]
)
def test_a_doubt_lowers_the_finding_and_is_told(name: str, kind: str) -> None:
    data, _ = ABSENT[name]
    [sure] = run(name, data).findings
    [doubted] = run(name, data, kind).findings
    least = len(SEVERITIES) - 1
    assert SEVERITIES.index(doubted.severity) == min(SEVERITIES.index(sure.severity) + 1, least)
    assert doubted.doubts == ("存疑之处",)
    assert "读取存疑，可能是漏读：存疑之处。" in doubted.message.zh
    assert "may have been missed: 存疑之处." in doubted.message.en
    assert sure.doubts == ()
    # the same finding, whether doubted or not
    assert doubted.key == sure.key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (name, kind)
        for name, kind in product(("measure-has-unit", "measure-has-lead"), ("post-not-unit", "undated-time"))
        if kind not in ABSENT[name][1]
    ],
)
def test_a_note_of_another_kind_changes_nothing(name: str, kind: str) -> None:
    data, _ = ABSENT[name]
    [finding] = run(name, data, kind).findings
    [sure] = run(name, data).findings
    assert (finding.severity, finding.doubts) == (sure.severity, ())


def test_a_note_of_a_post_is_told_and_is_no_doubt() -> None:
    [finding] = run("measure-has-unit", ABSENT["measure-has-unit"][0], "post-not-unit").findings
    assert finding.severity == "violation"
    assert finding.message.zh == "没有写明责任单位。责任单位注中存疑之处。"
