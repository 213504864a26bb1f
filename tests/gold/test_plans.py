"""What the documents of the corpus say of their plans as a whole, against what a person read."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.structure.titles import title_key
from ontology.records import Plan, Section, Target
from tests.gold.score import gold
from tests.loaders.reading import CORPUS, Facts, corpus

ENTRIES = [
    (number, gold(number)[key])
    for number in CORPUS
    for key in ("plan", "outlined_plan")
    if key in gold(number)
]


def plan(facts: Facts, title: str) -> Plan:
    (found,) = [p for p in facts.plans if title_key(p.title or "") == title_key(title)]
    return found


@pytest.mark.parametrize(("number", "entry"), ENTRIES, ids=lambda v: v if isinstance(v, str) else v["title"])
def test_title_issuer_seal_number_and_date(number: str, entry: dict[str, Any]) -> None:
    facts = Facts(corpus(number).records)
    found = plan(facts, entry["title"])
    if entry.get("issuer"):
        assert entry["issuer"] in {name for iri in found.issuer for name in facts.labels(iri)}
    if entry.get("seal"):
        assert entry["seal"] in {name for iri in found.sealed_by for name in facts.labels(iri)}
    assert (str(found.issued) if found.issued else None) == entry.get("issue_date")
    assert found.document_number == entry.get("doc_number")
    assert facts.names(found.covers_region) == [entry["region"]]
    if entry["period_start"]:
        assert (found.period_start, found.period_end) == (entry["period_start"], entry["period_end"])


@pytest.mark.parametrize(("number", "entry"), ENTRIES, ids=lambda v: v if isinstance(v, str) else v["title"])
def test_what_a_plan_carries_out(number: str, entry: dict[str, Any]) -> None:
    facts = Facts(corpus(number).records)
    cited = facts.all(Plan, plan(facts, entry["title"]).implements)
    assert {title_key(p.title or "") for p in cited} == {title_key(t) for t in entry.get("based_on", [])}


def test_the_outline_has_its_104_headings() -> None:
    truth = gold("001")["outline"]
    sections = Facts(corpus("001").records).of(Section)
    top = [s for s in sections if s.parent is None and s.number in tuple("一二三四五六七八九")]
    second = [s for s in sections if s.parent in {t.iri for t in top}]
    third = [s for s in sections if s.parent in {t.iri for t in second}]
    levels = truth["levels"]
    assert (len(top), len(second), len(third)) == (levels["一、"], levels["（一）"], levels["1"])
    assert len(top) + len(second) + len(third) == truth["headings"]


def test_the_six_goals_are_sections_below_the_goal_and_no_measures() -> None:
    facts = Facts(corpus("001").records)
    (goal,) = [s for s in facts.of(Section) if s.title == "目标"]
    below = [s.title for s in facts.of(Section) if s.parent == goal.iri]
    assert below == [entry["title"] for entry in gold("001")["goals"]]
    assert not {m.title for m in facts.measures} & set(below)


def test_the_box_is_a_section_with_its_number_and_words() -> None:
    facts = Facts(corpus("001").records)
    truth = gold("001")["box"]
    (box,) = [s for s in facts.of(Section) if s.title == truth["title"]]
    assert box.number == truth["number"]
    assert box.text
    assert all(entry["title"] in box.text for entry in truth["projects"])
    named = {region for regions in truth["regions"].values() for region in regions}
    assert named <= set(facts.names(box.region))


def test_an_interpretation_adds_evidence_to_targets_and_no_targets() -> None:
    facts = Facts(corpus("001").records)
    owned = {iri for s in facts.of(Section) for iri in s.target} | {
        iri for m in facts.measures for iri in m.target
    }
    assert {t.iri for t in facts.of(Target)} == owned
    repeated = [
        t for t in facts.of(Target) if "规模以上工业企业智能化改造覆盖面" in facts.labels(t.indicator)
    ]
    assert len(repeated) == 1
    assert len(facts.spans(repeated[0])) == 2
