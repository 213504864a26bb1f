"""The answers are those of the documents: of these bytes, on these lines, in these words."""

import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from tests.shapes.known.answers import HERE, Plan, plans

EACH = pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.source)
FACTS = {"title", "issuer", "number", "period", "issued"}
NUMERALS = [*"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六七八九"), "二十"]


def lines(folder: Path, plan: Plan) -> list[str]:
    """The lines of the document without the romanisation in brackets that a page may put after characters."""
    text = (folder / plan.file).read_text(encoding="utf-8")
    return [re.sub(r"\([a-z]+\)", "", line) for line in text.split("\n")]


def numeral(printed: str) -> int:
    bare = printed.strip("（）.、")
    return int(bare) if bare.isascii() else NUMERALS.index(bare) + 1


def test_every_plan_of_the_corpus_has_its_answers(corpus_folder: Path) -> None:
    catalogue = tomllib.loads((corpus_folder / "catalogue.toml").read_text(encoding="utf-8"))
    carried = [document["file"] for document in catalogue["document"] for _ in document.get("carries", ())]
    assert sorted(carried) == sorted(plan.file for plan in plans())
    assert [plan.totals["measures"] for plan in plans()] == [27, 0, 6, 21, 51]


@EACH
def test_the_document_is_the_one_that_was_read(plan: Plan, corpus_folder: Path) -> None:
    assert sha256((corpus_folder / plan.file).read_bytes()).hexdigest() == plan.sha256


@EACH
def test_the_words_stand_on_their_lines(plan: Plan, corpus_folder: Path) -> None:
    text = lines(corpus_folder, plan)
    elsewhere = [quoted for quoted in plan.quoted() if quoted.words not in text[quoted.line - 1]]
    assert elsewhere == []


@EACH
def test_a_measure_begins_with_its_number_and_its_notes_stand_in_order(
    plan: Plan, corpus_folder: Path
) -> None:
    text = lines(corpus_folder, plan)
    for measure in plan.measures:
        begun = text[measure.title.line - 1].lstrip()
        assert begun.startswith(measure.number or "")
        places = []
        for note in measure.notes:
            after = places[-1] + 1 if places else 0
            places.append(text[note.line - 1].index(note.words, after))
        for note in measure.notes:
            assert all(unit in note.words for unit in (*note.lead, *note.cooperating))


@EACH
def test_the_totals_counted_by_hand_come_out_of_the_list(plan: Plan) -> None:
    assert plan.counted() == plan.totals
    assert [measure.ordinal for measure in plan.measures] == list(range(1, len(plan.measures) + 1))


@EACH
def test_gaps_and_duplicates_are_those_of_the_printed_numbers(plan: Plan) -> None:
    printed = [numeral(measure.number) for measure in plan.measures if measure.number]
    assert tuple(n for n in range(1, max(printed, default=0)) if n not in printed) == plan.numbers_missing
    assert tuple(sorted({n for n in printed if printed.count(n) > 1})) == plan.numbers_twice


@EACH
def test_what_the_text_lacks_is_said(plan: Plan) -> None:
    assert plan.stated.keys() | plan.not_in_text == FACTS
    assert not plan.stated.keys() & plan.not_in_text
    assert plan.from_catalogue <= plan.not_in_text


def test_the_guide_names_every_file() -> None:
    assert set(re.findall(r"`(\S+\.toml)`", (HERE / "README.md").read_text(encoding="utf-8"))) == {
        plan.source for plan in plans()
    }
