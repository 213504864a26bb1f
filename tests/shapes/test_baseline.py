"""What has changed since an earlier audit, and with what it cannot be compared."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from shapes.baseline import compare, read
from shapes.data import UnreadableData
from shapes.findings import Audit, AuditedMeasure, AuditedPlan, Checked, Finding, Hashes
from shapes.profile import profiles
from shapes.reports import as_dict, render
from shapes.selection import select
from shapes.waivers import Waiver, apply
from tests.shapes.compared import changes, kept
from tests.shapes.reports.sample import BUREAU, EX, OFFICE, OTHER, PLAN, RULES, TODAY, finding, rule, sample


def keys(audit: Audit) -> set[str]:
    return {f.key for f in audit.findings} | {w.finding.key for w in audit.waived}


def test_what_a_report_says_is_read_again(tmp_path: Path) -> None:
    baseline = kept(select(sample(), rule="has-lead"), tmp_path)
    assert (baseline.generation, baseline.profile, baseline.facts) == (
        "0123456789abcdef",
        "default",
        "stated",
    )
    assert baseline.filters == {"rule": "has-lead"}
    assert (baseline.data, baseline.shapes) == ("d" * 64, "5" * 64)
    assert {PLAN, OTHER} <= baseline.plans
    assert baseline.rules == {"has-lead"}
    assert len(baseline.findings) == 3  # the waived one is a finding too


def test_nothing_changed(tmp_path: Path) -> None:
    found = changes(sample(), sample(), tmp_path)
    assert found.persisting == keys(sample())
    assert not any((found.new, found.mended, found.gone, found.unchecked, found.unseen))
    assert [w.en for w in found.warnings] == [
        "The data is the same, to the byte, as when the baseline was made."
    ]


def test_new_mended_and_persisting(tmp_path: Path) -> None:
    before = sample()
    fresh = finding("has-lead", 7)
    now = replace(before, findings=(*before.findings[1:], fresh), hashes=Hashes("e" * 64, "5" * 64, "0.1.0"))
    audit = compare(now, kept(before, tmp_path))
    found = audit.changes
    assert found is not None
    assert found.new == {fresh.key}
    assert not found.unseen
    assert [entry["key"] for entry in found.mended] == [before.findings[0].key]
    assert found.mended[0]["message"] == {"zh": "第3条措施有问题。", "en": "Measure 3 has a problem."}
    assert found.persisting == keys(before) - {before.findings[0].key}
    assert (found.status(fresh), found.status(before.findings[1])) == ("new", "persisting")
    assert found.status(finding("has-lead", 8)) is None
    # the document of what is mended is the one that it was
    assert [w.en.split(":")[0] for w in found.warnings] == [
        "1 of what is mended stand in documents that are the same to the byte"
    ]
    (here,) = before.findings[0].evidence
    elsewhere = replace(
        before.findings[0], evidence=(here, replace(here, document=EX + "document-as-it-was"))
    )
    assert not changes(now, replace(before, findings=(elsewhere, *before.findings[1:])), tmp_path).warnings


def test_other_words_and_another_weight_leave_it_the_same_finding(tmp_path: Path) -> None:
    before = sample()
    now = replace(
        before, findings=tuple(replace(f, severity="info", label="x", doubts=()) for f in before.findings)
    )
    assert changes(now, before, tmp_path).persisting == keys(before)


def test_what_is_waived_now_persists(tmp_path: Path) -> None:
    accepted = apply(sample(), [Waiver("plan", PLAN, "x", "y", TODAY, "has-lead")], TODAY)
    found = changes(accepted, sample(), tmp_path)
    assert not found.mended
    assert found.persisting == keys(sample())


def test_a_finding_whose_plan_or_measure_has_left_is_not_mended(tmp_path: Path) -> None:
    before = sample()
    without_plan = replace(
        before,
        findings=tuple(f for f in before.findings if f.plan != OTHER),
        plans=tuple(p for p in before.plans if p.iri != OTHER),
        measures=tuple(m for m in before.measures if m.plan != OTHER),
    )
    found = changes(without_plan, before, tmp_path)
    assert ([e["plan"] for e in found.gone], found.mended) == ([OTHER], ())
    without_measure = replace(
        before,
        findings=before.findings[1:],
        measures=tuple(m for m in before.measures if not m.iri.endswith("/3")),
    )
    found = changes(without_measure, before, tmp_path)
    assert ([e["number"] for e in found.gone], found.mended) == (["3"], ())


def test_a_finding_whose_rule_was_not_run_is_not_mended(tmp_path: Path) -> None:
    before = sample()
    fewer = replace(
        before,
        checked=tuple(c for c in before.checked if c.rule.name != "has-time"),
        findings=tuple(f for f in before.findings if f.rule != "has-time"),
    )
    found = changes(fewer, before, tmp_path)
    assert ([e["rule"] for e in found.unchecked], found.mended) == (["has-time", "has-time"], ())


def test_new_is_told_apart_where_the_baseline_could_not_have_it(tmp_path: Path) -> None:
    before = sample()
    measure, plan = (
        AuditedMeasure(EX + "new/measure/1", EX + "new", frozenset()),
        AuditedPlan(EX + "new", "新", 1),
    )
    of_new_plan = finding("has-lead", 1, plan=EX + "new")
    of_new_rule = finding("new-rule", 1)
    now = replace(
        before,
        findings=(*before.findings, of_new_plan, of_new_rule, finding("has-lead", 7)),
        measures=(*before.measures, measure),
        plans=(*before.plans, plan),
        checked=(*before.checked, replace(before.checked[0], rule=rule("new-rule"))),
    )
    found = changes(now, before, tmp_path)
    assert len(found.new) == 3
    assert found.unseen == {of_new_plan.key, of_new_rule.key}


def test_findings_about_nodes_without_a_name_are_not_followed(tmp_path: Path) -> None:
    before, blank = sample(), replace(finding("has-lead", 1), focus=ox.BlankNode("b1"))
    other = replace(blank, focus=ox.BlankNode("b2"))
    found = changes(
        replace(before, findings=(*before.findings, other)), replace(before, findings=(*before.findings, blank)), tmp_path
    )  # fmt: skip
    assert (found.new, found.mended, len(found.unchecked)) == (frozenset(), (), 1)
    assert "1 findings are about nodes without a name" in found.warnings[-1].en


@pytest.mark.parametrize(
    "filters", [{"plan": OTHER}, {"agency": BUREAU.iri}, {"rule": "has-time"}, {"severity": "violation"}]
)
def test_a_selection_is_compared_by_the_whole(tmp_path: Path, filters: dict[str, str]) -> None:
    before = sample()
    now = replace(before, findings=before.findings[1:])
    baseline = kept(before, tmp_path)
    one_way, other_way = compare(select(now, **filters), baseline), select(compare(now, baseline), **filters)
    assert one_way.changes is not None
    assert other_way.changes is not None
    assert one_way.changes.mended == other_way.changes.mended
    mended = before.findings[0]  # of PLAN, of BUREAU, has-time, a violation
    assert [e["key"] for e in one_way.changes.mended] == (
        [] if filters.get("plan") == OTHER else [mended.key]
    )
    assert not one_way.changes.new
    assert one_way.changes.persisting == keys(select(now, **filters))


def test_a_baseline_that_lists_less_is_refused_unless_this_audit_lists_as_little(tmp_path: Path) -> None:
    narrow = kept(select(sample(), severity="violation", agency=OFFICE.iri), tmp_path)
    with pytest.raises(UnreadableData, match=r"it lists only agency=.*office, severity=violation"):
        compare(sample(), narrow)
    with pytest.raises(UnreadableData, match="it lists only severity=violation, "):
        compare(select(sample(), agency=OFFICE.iri), narrow)
    compare(select(sample(), severity="violation", agency=OFFICE.iri), narrow)


def test_a_baseline_of_another_data_set_is_refused(tmp_path: Path) -> None:
    elsewhere = replace(
        sample(), plans=(AuditedPlan("https://other.org/plan", "别处", 1),), findings=(), waived=()
    )
    with pytest.raises(
        UnreadableData, match=r"another data set.*https://other\.org/plan>, here <https://example"
    ):
        compare(sample(), kept(elsewhere, tmp_path))
    with pytest.raises(UnreadableData, match="there no plan, here"):
        compare(sample(), kept(replace(elsewhere, plans=()), tmp_path))


def test_a_baseline_by_another_set_of_rules_is_refused(tmp_path: Path) -> None:
    theirs = replace(
        sample(),
        checked=(Checked(rule("theirs"), "violation", 1),),
        findings=(finding("theirs", 1),),
        waived=(),
    )
    with pytest.raises(UnreadableData, match=r"another set of rules.*\(there theirs, here has-lead\)"):
        compare(sample(), kept(theirs, tmp_path))


def test_without_plans_nobody_can_tell_whether_the_data_is_the_same(tmp_path: Path) -> None:
    bare = replace(sample(), plans=(), findings=(), waived=(), measures=())
    assert any("may be another data set" in warning.en for warning in changes(bare, bare, tmp_path).warnings)


# two shapes of one rule that ask for different things of one path


def two_shapes() -> tuple[Finding, Finding]:
    one = finding("has-lead", 1)
    return one, replace(one, shape=ox.NamedNode(EX + "another"))


@pytest.mark.parametrize("place", ["", "/target/1"])
def test_what_two_shapes_of_a_rule_find_at_one_place_are_two_findings(tmp_path: Path, place: str) -> None:
    one, other = (replace(f, focus=ox.NamedNode(f"{f.measure}{place}")) for f in two_shapes())
    both = replace(sample(), findings=(one, other), waived=())
    found = changes(replace(both, findings=(one,)), both, tmp_path)
    assert (found.persisting, [entry["key"] for entry in found.mended]) == ({one.key}, [other.key])


def test_a_baseline_of_the_first_version_is_still_read(tmp_path: Path) -> None:
    one, other = two_shapes()
    both = replace(sample(), findings=(one, other), waived=())
    report = as_dict(both)
    assert one.former_key == other.former_key
    for entry in report["findings"]:
        entry["key"] = one.former_key
        del entry["constraint"]
    file = tmp_path / "before.json"
    file.write_text(json.dumps({**report, "version": 1}), encoding="utf-8")
    found = compare(replace(both, findings=(other,)), read(file)).changes
    assert found is not None
    assert (found.new, found.persisting) == (frozenset(), {other.key})
    assert [entry["shape"] for entry in found.mended] == [EX + "has-lead"]


def test_a_baseline_of_other_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData, match="an audit of all facts, and this is one of stated facts"):
        compare(sample(), kept(replace(sample(), facts="all"), tmp_path))


def test_another_profile_and_other_rules_are_told_of(tmp_path: Path) -> None:
    before = replace(sample(), profile=profiles()["strict"], hashes=Hashes("e" * 64, "6" * 64, "0.0.9"))
    said = [warning.en for warning in changes(sample(), before, tmp_path).warnings]
    assert len(said) == 3
    assert "profile “strict”, this audit by “default”" in said[0]
    assert "The rules have changed since the baseline" in said[1]
    assert "by version 0.0.9, this audit by 0.1.0: the same text may be read otherwise" in said[2]


def damaged(change: Callable[[dict[str, Any]], object]) -> bytes:
    report = as_dict(sample())
    change(report)
    return json.dumps(report).encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no JSON, or cut off .*line 1, column 1"),
        (b"# a report", "no JSON, or cut off"),
        (render(sample(), "json")[:5000], "or cut off"),
        (render(sample(), "json")[:-3], "no JSON, or cut off"),
        ("{}".encode("utf-16"), "no JSON in UTF-8"),
        (b"[" * 100_000, "nested too deeply|no JSON"),
        (b"[]", "no report of an audit; write one with: crossplan audit --format json"),
        (b'{"findings": []}', "no report of an audit"),
        (damaged(lambda r: r.update(version=3)), "a report of version 3, and only up to 2 is read here"),
        (b'{"report": "crossplan-audit", "version": ' + b"9" * 5000 + b"}", "numbers beyond all"),
        (damaged(lambda r: r.pop("version")), "a report of version None"),
        (damaged(lambda r: r.pop("findings")), "not whole: no findings"),
        (damaged(lambda r: r["findings"].pop()), "not whole: it speaks of 8 findings and holds 7"),
        (damaged(lambda r: r["findings"][2].pop("key")), "not whole: no key"),
        (damaged(lambda r: r["findings"][2].update(rule=None)), "not whole: finding 3: rule is None"),
        (damaged(lambda r: r.update(findings=[1] * 7)), "not whole: "),
        (damaged(lambda r: r.update(plans=5)), "not whole: "),
        (damaged(lambda r: r.update(counts={})), "not whole: no total"),
        (damaged(lambda r: r.update(filters=[1])), "not whole: "),
        (damaged(lambda r: r.update(hashes="x")), "not whole: "),
        (damaged(lambda r: r["findings"][0].update(agencies=[1])), "not whole: finding 1: agencies"),
        (
            damaged(lambda r: r["findings"][0].update(severity="fatal")),
            "not whole: finding 1: severity is 'fatal'",
        ),
        (
            damaged(lambda r: r["findings"][0].update(label=[])),
            "not whole: finding 1: message or label is no text",
        ),
        (
            damaged(lambda r: r["findings"][0].update(message={"zh": 1})),
            "not whole: finding 1: message or label",
        ),
    ],
)
def test_a_bad_baseline_is_one_line_that_says_what(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "before.json"
    file.write_bytes(content)
    with pytest.raises(UnreadableData, match=says) as error:
        read(file)
    assert str(error.value).startswith(str(file))
    assert "\n" not in str(error.value)


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData, match=r"none\.json: No such file"):
        read(tmp_path / "none.json")


def test_the_sample_has_what_these_tests_speak_of() -> None:
    assert [r.name for r in RULES] == ["well-formed", "has-lead", "has-time", "has-unit", "says-time", "idle"]
