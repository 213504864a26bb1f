"""Which measures the newspaper quotes, how faithfully, and which words it changes."""

from __future__ import annotations

import pytest

from graph.quotations import Official, Quoted, quotations
from ontology.records import Passage
from tests.gold.score import gold
from tests.loaders.reading import Facts, corpus


@pytest.fixture(scope="module")
def quoted() -> dict[str, Quoted]:
    plan, report = Facts(corpus("000").records), Facts(corpus("002").records)
    official = [Official(m.number or "", f"{m.title}。{m.text}", m.title or "") for m in plan.measures]
    passages = [(p.text or "", p.evidence[0]) for p in report.of(Passage)]
    return {q.measure: q for q in quotations(passages, official)}


def test_the_report_has_no_measures_of_its_own() -> None:
    assert corpus("002").measures == len(gold("002")["measures"]) == 0


def test_the_measures_that_are_quoted(quoted: dict[str, Quoted]) -> None:
    assert set(quoted) == {q["measure"] for q in gold("002")["quotations"]}


@pytest.mark.parametrize("truth", gold("002")["quotations"], ids=lambda q: q["measure"])
def test_fidelity_and_the_true_differences_of_words(
    truth: dict[str, object], quoted: dict[str, Quoted]
) -> None:
    found = quoted[str(truth["measure"])]
    assert found.fidelity == truth["fidelity"]
    differences = [{"report": said, "official": meant} for said, meant in found.differences]
    assert differences == truth["differences"]
