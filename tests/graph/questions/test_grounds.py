"""What answers rest on: how much of it is stated, and the words of the documents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest

from graph.ask import Question, QuestionError, questions, read_question
from graph.local import LocalStore
from tests.graph.questions.asked import ACTION, POINTS
from tests.graph.test_ask import FILE

OWN = 9  # columns that say what a row rests on
#: Questions of which some rows rest on nothing that has words.
_WITHOUT = ("plans", "implementation-chain", "continued-measures")


def share(store: LocalStore, name: str, **values: str) -> dict[str, tuple[Any, ...]]:
    """By kind of fact: how many, stated, inherited, inferred, corrected, and the share of those not stated."""
    table = store.select(questions()[name].grounded("share", **values))
    return {row[0].value: tuple(one and float(one.value) for one in row[1:]) for row in table.rows}  # type: ignore[union-attr]


def words(store: LocalStore, name: str, **values: str) -> list[dict[str, str]]:
    table = store.select(questions()[name].grounded("words", **values))
    return [
        {c: "" if t is None else str(t.value) for c, t in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]  # type: ignore[union-attr]


def test_every_question_says_what_it_rests_on() -> None:
    for question in questions().values():
        assert question.grounds, question.name
        for one in question.grounds:
            assert one.zh
            assert one.en


@pytest.mark.parametrize("question", questions().values(), ids=str)
def test_the_facts_are_of_the_rows_of_the_answer(question: Question, corpus_store: LocalStore) -> None:
    answer = corpus_store.select(question.text)
    found = corpus_store.select(question.grounded("words"))
    assert found.columns[: len(answer.columns)] == answer.columns
    rows = {row[:-OWN] for row in found.rows}
    # a plan that others only name has no words of its own, and a measure that continues none no claim
    assert rows <= set(answer.rows)
    if any(one.fact for one in question.grounds) and question.name not in _WITHOUT:
        assert rows == set(answer.rows)
    for row in found.rows:
        assert all(row[-OWN:])
    # the one says as many facts as the other shows
    kinds = Counter((row[-8], row[-7]) for row in {row[-OWN:-6]: row for row in found.rows}.values())
    counted: Counter[Any] = Counter()
    for kind, facts, *bases, part in corpus_store.select(question.grounded("share")).rows:
        if facts is None:
            continue
        numbers = [int(one.value) for one in bases]  # type: ignore[union-attr]
        assert sum(numbers) == int(facts.value)  # type: ignore[union-attr]
        assert float(part.value) == pytest.approx(sum(numbers[1:3]) / sum(numbers), abs=0.0005)  # type: ignore[union-attr]
        for name, number in zip(("Stated", "Inherited", "Inferred", "Corrected"), numbers, strict=True):
            if number:
                counted[kind, ox.NamedNode(f"https://w3id.org/crossplan/ontology#{name}")] = number
    assert kinds == counted


@pytest.mark.parametrize(
    ("name", "kind", "numbers"),
    [
        # of the five targets for smart communities, two state their year
        ("indicator-targets", "目标的期限", (5, 2, 3, 0, 0, 0.6)),
        ("indicator-targets", "目标", (5, 5, 0, 0, 0, 0)),
        ("measures-with-targets", "目标的期限", (18, 3, 15, 0, 0, 0.833)),
        ("agency-leads", "该部门牵头的单位注", (13, 13, 0, 0, 0, 0)),
        # which measure is quoted is never stated
        ("report-departures", "引述", (20, 0, 0, 20, 0, 1)),
        # that nothing is there has no words
        ("measures-without-lead", "原文没有写明牵头单位", (None,) * 6),
    ],
)
def test_shares_of_the_corpus(
    corpus_store: LocalStore, name: str, kind: str, numbers: tuple[Any, ...]
) -> None:
    assert share(corpus_store, name)[kind] == numbers


def test_the_words_behind_a_figure(corpus_store: LocalStore) -> None:
    rows = [row for row in words(corpus_store, "indicator-targets") if row["plan_title"] == ACTION]
    assert [
        (row["ground_kind"], row["ground_basis_label"], row["ground_words"], row["ground_source_name"][:3])
        for row in rows
    ] == [
        ("目标", "写明", "打造300个左右智慧社区（村居）", "003"),
        ("目标的期限", "承接", "打造300个左右智慧社区（村居）", "003"),
    ]
    assert all(int(row["ground_end"]) > int(row["ground_start"]) for row in rows)


def test_facts_are_those_of_what_was_asked_about(corpus_store: LocalStore) -> None:
    """Also where the rows of the answer do not name the plan, since they count over it."""
    for name, values in (("no-deadline-by-agency", {}), ("co-responsibility", {"least": "2"})):
        rows = words(corpus_store, name, plan=POINTS, **values)
        assert rows
        assert {row["ground_source_name"][:3] for row in rows} <= {"000", "002"}, name


def test_a_header_says_what_an_answer_rests_on() -> None:
    file = FILE.replace(
        "\n\n",
        "\n# rests on ?x by cp:yearBasis: ?x cp:agency|cp:name\n#     ?agency | 单位注 | notes\n# rests on ?agency | 部门 | agencies\n\n",
        1,
    )
    first, second = read_question("leads.rq", file).grounds
    assert (first.fact, first.basis, first.pattern) == ("x", "cp:yearBasis", "?x cp:agency|cp:name ?agency")
    assert (second.fact, second.basis, second.pattern, second.zh, second.en) == (
        "agency",
        "",
        "",
        "部门",
        "agencies",
    )
    for old, new in (
        ("rests on ?agency |", "rests on agency |"),
        ("rests on ?agency |", "rests on ?agent |"),
    ):
        with pytest.raises(QuestionError, match=r"a ground is|no column agent"):
            read_question("leads.rq", file.replace(old, new))
