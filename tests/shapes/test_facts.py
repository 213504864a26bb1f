"""Stated facts are audited by themselves; where inherited and inferred ones count as well, some rules ask otherwise."""

from collections import Counter

import pyoxigraph as ox
import pytest

from graph.generations import Generation
from shapes.check import audit
from shapes.data import Data, Facts
from shapes.findings import words_of
from shapes.profile import profiles
from shapes.rules import rules

PREFIXES = """
@prefix cp: <https://w3id.org/crossplan/ontology#> .
@prefix ex: <https://example.org/> .
"""

#: For each rule that asks otherwise: data, and what is found with stated facts alone and with all.
ASKED_OTHERWISE = {
    "measure-has-unit": (
        "ex:none a cp:Measure . ex:inherited a cp:Measure ; cp:inheritedAgency ex:bureau .",
        {"none", "inherited"},
        {"none"},
    ),
    # a blanket sentence gives units and no lead
    "measure-has-lead": (
        "ex:none a cp:Measure . ex:inherited a cp:Measure ; cp:inheritedAgency ex:bureau . "
        "ex:list a cp:Measure ; cp:responsibleAgency ex:bureau . "
        "ex:led a cp:Measure ; cp:leadAgency ex:bureau ; cp:inheritedAgency ex:office .",
        {"list"},
        {"list", "inherited"},
    ),
    "measure-names-determined-unit": (
        "ex:group a cp:AgencyGroup . ex:stated a cp:Measure ; cp:responsibleAgency ex:group . "
        "ex:mended a cp:Measure ; cp:responsibleAgency ex:group ; cp:inheritedAgency ex:bureau . "
        "ex:inherited a cp:Measure ; cp:inheritedAgency ex:group .",
        {"stated", "mended"},
        {"stated", "inherited"},
    ),
    "measure-states-schedule": (
        "ex:inherited a cp:Measure ; cp:schedule ex:time . ex:time cp:basis cp:Inherited .",
        {"inherited"},
        None,
    ),
    "measure-schedules-work": (
        "ex:of-target a cp:Measure ; cp:schedule ex:stated . ex:stated cp:basis cp:Stated ; cp:ofTarget ex:target . "
        "ex:and-inherited a cp:Measure ; cp:schedule ex:stated , ex:year . ex:year cp:basis cp:Inherited . "
        "ex:inferred a cp:Measure ; cp:schedule ex:some-time . ex:some-time cp:basis cp:Inferred ; cp:ofTarget ex:target . "
        "ex:none a cp:Measure .",
        {"of-target", "and-inherited"},
        {"of-target", "inferred"},
    ),
    "target-states-deadline": (
        "ex:stated a cp:Target ; cp:deadline '2025' ; cp:deadlineBasis cp:Stated . "
        "ex:inherited a cp:Target ; cp:deadline '2025' ; cp:deadlineBasis cp:Inherited .",
        {"inherited"},
        None,
    ),
    "project-has-unit": (
        "ex:none a cp:Project . ex:inherited a cp:Project . ex:section a cp:Section ; cp:project ex:none . "
        "ex:measure a cp:Measure ; cp:project ex:inherited ; cp:inheritedAgency ex:bureau .",
        {"none", "inherited"},
        {"none"},
    ),
}


def run(name: str, data: str, facts: Facts) -> set[str] | None:
    graph = Data.of(ox.parse(PREFIXES + data, format=ox.RdfFormat.TURTLE))
    asked = [rule for rule in rules(facts) if rule.name == name]
    if not asked:
        return None
    found = audit(graph, asked, profiles()["default"], facts=facts)
    return {words_of(finding.focus).rsplit("/", 1)[1] for finding in found.findings}


@pytest.mark.parametrize("name", ASKED_OTHERWISE)
def test_what_is_found_with_stated_facts_and_with_all(name: str) -> None:
    data, stated, with_all = ASKED_OTHERWISE[name]
    assert run(name, data, "stated") == stated
    assert run(name, data, "all") == with_all


def test_the_other_rules_are_the_same_with_all_facts() -> None:
    stated = {rule.name: rule.shape for rule in rules("stated")}
    with_all = {rule.name: rule.shape for rule in rules("all")}
    assert with_all.keys() <= stated.keys()
    assert {name for name in stated if with_all.get(name) != stated[name]} == ASKED_OTHERWISE.keys()


def test_a_rule_is_told_in_the_same_words_with_all_facts() -> None:
    told = {rule.name: rule for rule in rules("stated")}
    for rule in rules("all"):
        other = told[rule.name]
        assert (rule.title, rule.why, rule.fix, rule.limits) == (
            other.title,
            other.why,
            other.fix,
            other.limits,
        )
        assert (rule.severity, rule.set, rule.element) == (other.severity, other.set, other.element)
        assert (rule.doubted_by, rule.target) == (other.doubted_by, other.target)


def test_rules_for_stated_facts_find_the_same_where_inferred_triples_stand_beside_them(
    corpus_generation: Generation,
) -> None:
    # a store too large for memory is audited in the union of its graphs
    without, beside = (Data.of_generation(corpus_generation, facts) for facts in ("stated", "all"))
    assert len(without) < len(beside)
    found = [audit(data, rules(), profiles()["default"]) for data in (without, beside)]
    keys = [Counter((f.key, f.severity) for f in one.findings) for one in found]
    assert keys[0] == keys[1]
    assert sum(keys[0].values()) > 200
    assert [c.looked_at for c in found[0].checked] == [c.looked_at for c in found[1].checked]
