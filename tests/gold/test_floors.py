"""The reader keeps its quality: each kind of fact of each document is read at least as well as its floor says.

A floor is what was reached when it was set, rounded down to two decimals. It is raised when the reader gets better,
and lowered only with the reason in the commit.
"""

from __future__ import annotations

import pytest

from loaders.recall import PUBLISHED, published, written
from tests.gold import gate
from tests.gold.gate import FLOORS, Line, lines, problems, samples, scored, table, truths
from tests.gold.score import KINDS, Count
from tests.loaders.reading import corpus

LINES = list(lines())

#: What is asked of the two documents whose truth is settled, whatever their floors.
REQUIRED = {"measures": 1.0, "agencies": 0.98, "roles": 0.97, "schedules": 0.97, "targets": 0.90}


def test_nothing_stands_against_the_reader() -> None:
    assert list(problems()) == []


def test_the_documents_of_the_corpus_are_read_by_hand_and_were_looked_at() -> None:
    corpus = {truth.name for truth in truths() if truth.seen and "/" not in truth.name}
    assert corpus == {"000", "001", "002", "003", "004"}
    # nine kinds of five documents, and two of the sections of one
    assert sum(line.document in ("000", "001", "002", "003", "004") for line in LINES) == 47


def test_what_rules_were_made_looking_at_is_not_called_held_out() -> None:
    for truth in truths():
        assert truth.seen is not truth.name.startswith("held/"), truth.name


#: What is asked of documents that nobody has looked at, over all of them.
HELD_OUT = {
    "measures": 0.97, "titles": 0.95, "agencies": 0.97, "roles": 0.95, "schedules": 0.92, "targets": 0.93,
    "whole targets": 0.85, "projects": 0.75, "regions": 0.80,
}  # fmt: skip


def test_documents_that_nobody_has_looked_at_are_read_well() -> None:
    (held,) = (s for s in samples() if not s.seen)
    found = {kind: Count(c.right, c.wrong, c.missed).f1 for kind, c in held.shares.items()}
    assert {kind: f1 for kind, f1 in found.items() if f1 < HELD_OUT[kind]} == {}


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.document} {line.kind}")
def test_quality_stays_above_its_floor(line: Line) -> None:
    differences = [d for d in scored(line.document).differences if d.startswith(line.kind)]
    assert line.holds, "\n".join(differences)


@pytest.mark.parametrize("number", ["003", "004"])
@pytest.mark.parametrize(("kind", "least"), REQUIRED.items())
def test_floors_are_not_below_what_is_asked(number: str, kind: str, least: float) -> None:
    assert FLOORS[number][kind] >= least


def test_the_corpus_has_105_measures() -> None:
    asked = {truth.name: len(truth.content["measures"]) for truth in truths() if "/" not in truth.name}
    assert asked == {"000": 27, "001": 6, "002": 0, "003": 21, "004": 51}
    assert sum(corpus(number).measures for number in asked) == 105


def test_the_table_names_every_kind_with_its_floor() -> None:
    rows = table().splitlines()
    assert len(rows) == 1 + len(LINES) + len(KINDS) * len(samples())
    assert not any(row.endswith("BELOW") for row in rows)


def test_the_published_figures_are_those_that_are_measured() -> None:
    assert published() == samples(), "make gate WRITE=1 publishes what is measured now"
    assert PUBLISHED.read_text(encoding="utf-8") == written(samples())


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"projects": 1.01}, "003: projects "),
        ({"sha256": "0" * 64}, "003: its floors are for other bytes"),
        ({"roles": None}, "003: no floor for roles"),
    ],
)
def test_the_gate_is_shut_where_something_is_amiss(
    changed: dict[str, object], problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    floors = {name: value for name, value in {**FLOORS["003"], **changed}.items() if value is not None}
    monkeypatch.setattr(gate, "FLOORS", {**FLOORS, "003": floors})
    (found,) = problems()
    assert found.startswith(problem)


def test_floors_and_documents_need_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    floors = {name: value for name, value in FLOORS.items() if name != "003"}
    monkeypatch.setattr(gate, "FLOORS", {**floors, "none": FLOORS["003"]})
    assert list(problems()) == [
        "003: floors.toml has no floors for it",
        "none: floors without a hand-read document",
    ]
