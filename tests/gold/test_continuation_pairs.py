"""The labelled pairs of continuation/pairs.toml: their form, and that what they name and quote is there."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.gold.score import gold
from tests.loaders.reading import Facts, corpus

FOLDER = Path(__file__).parent / "continuation"
DATA: dict[str, Any] = tomllib.loads((FOLDER / "pairs.toml").read_text(encoding="utf-8"))
PAIRS: list[dict[str, Any]] = DATA["pair"]
SIDES = ("later", "earlier")

#: From the earliest plan to the latest.
ORDER = ("004", "003", "001", "000")
BY_HAND = {"same", "narrowed", "widened", "raised", "lowered"}


def plans(pair: dict[str, Any]) -> tuple[str, str]:
    return pair["later"]["document"], pair["earlier"]["document"]


def place(pair: dict[str, Any]) -> tuple[str, str, int, int]:
    return (*plans(pair), pair["later"]["ordinal"], pair["earlier"]["ordinal"])


def name(pair: dict[str, Any]) -> str:
    return "{0}/{2}-{1}/{3}".format(*place(pair))


def continuing(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [p for p in pairs if p["label"] == "continues"]


@cache
def words(document: str, ordinal: int) -> str:
    """The title and the text of a measure: as the gold file has it, else as it is read."""
    truth = gold(document)["measures"][ordinal - 1]
    (read,) = [m for m in Facts(corpus(document).records).measures if m.ordinal == ordinal]
    return f"{truth['title'] or ''}\n{truth.get('text') or read.text}"


def test_every_document_has_the_plan_that_is_named() -> None:
    assert {document: gold(document)["plan"]["title"] for document in ORDER} == DATA["plan"]


@pytest.mark.parametrize("pair", PAIRS, ids=name)
def test_the_form_of_a_pair(pair: dict[str, Any]) -> None:
    later, earlier = plans(pair)
    assert ORDER.index(later) > ORDER.index(earlier)
    assert pair["label"] in {"continues", "not"}
    assert pair["certainty"] in {"sure", "arguable"}
    assert pair["why"].endswith("。")
    assert all(pair[f"{side}_words"] for side in SIDES)
    if pair["label"] == "continues":
        assert BY_HAND & set(pair["kind"])
        assert set(pair["kind"]) <= BY_HAND | {"split", "merged"}
        assert "near" not in pair
    else:
        assert isinstance(pair["near"], bool)
        assert "kind" not in pair
    if "first" in pair:
        assert pair["first"] != {key: pair[key] for key in ("label", "certainty")}


@pytest.mark.parametrize("pair", PAIRS, ids=name)
@pytest.mark.parametrize("side", SIDES)
def test_the_measure_is_there_and_has_the_words(pair: dict[str, Any], side: str) -> None:
    named = pair[side]
    truth = gold(named["document"])["measures"][named["ordinal"] - 1]
    assert named.get("number") == truth["number"]
    assert named.get("title") == truth["title"]
    for excerpt in pair[f"{side}_words"]:
        assert excerpt in words(named["document"], named["ordinal"])


def test_no_pair_stands_twice_and_all_are_in_order() -> None:
    places = [place(p) for p in PAIRS]
    assert places == sorted(set(places))


def test_split_and_merged_are_counted() -> None:
    earlier = Counter((*plans(p), p["earlier"]["ordinal"]) for p in continuing(PAIRS))
    later = Counter((*plans(p), p["later"]["ordinal"]) for p in continuing(PAIRS))
    for pair in continuing(PAIRS):
        assert ("split" in pair["kind"]) == (earlier[(*plans(pair), pair["earlier"]["ordinal"])] > 1)
        assert ("merged" in pair["kind"]) == (later[(*plans(pair), pair["later"]["ordinal"])] > 1)


@pytest.mark.parametrize("split", DATA["split"], ids=lambda s: f"{s['later']}-{s['earlier']}")
def test_each_pair_of_plans_is_in_one_part_and_has_as_many_as_said(split: dict[str, Any]) -> None:
    pairs = [p for p in PAIRS if plans(p) == (split["later"], split["earlier"])]
    positive = continuing(pairs)
    negative = [p for p in pairs if p["label"] == "not"]
    assert {p["part"] for p in pairs} == {split["part"]}
    assert (len(positive), len(negative)) == (split["continues"], split["not"])
    sure = sum(p["certainty"] == "sure" for p in positive)
    near = sum(p["near"] for p in negative)
    row = (
        split["later"],
        split["earlier"],
        split["part"],
        len(pairs),
        len(positive),
        sure,
        len(negative),
        near,
    )
    assert f"| {' | '.join(map(str, row))} |" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_all_pairs_of_plans_are_there_and_both_parts_have_both_labels() -> None:
    assert {(s["later"], s["earlier"]) for s in DATA["split"]} == {
        (later, earlier) for n, later in enumerate(ORDER) for earlier in ORDER[:n]
    }
    assert len(PAIRS) >= 200
    for part in ("choose", "report"):
        pairs = [p for p in PAIRS if p["part"] == part]
        assert len(continuing(pairs)) >= 40
        assert sum(p["label"] == "not" and p["near"] for p in pairs) >= 100
