"""No dictionary of the reader holds a project, an indicator or a title of the corpus: renamed, it is read as well."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from loaders.catalogue import bundled_corpus, read_catalogue
from loaders.clean import clean
from loaders.load import load_bytes
from ontology.iri import Namer
from tests.gold.score import KINDS, Score, gold, score, section_targets
from tests.loaders.reading import Facts, corpus
from tests.renaming import renamed, renamed_truth

DOCUMENTS = ("000", "001", "003", "004")


@cache
def facts(number: str, *, other: bool) -> Facts:
    """The records of a document as it was cleaned, with its own names or with others."""
    original = corpus(number)
    text = clean(original.received).clean
    change = renamed if other else str
    content = change(text).encode()
    row = read_catalogue(bundled_corpus())[original.sha256]
    row = replace(
        row,
        sha256=hashlib.sha256(content).hexdigest(),
        carries=tuple(
            replace(p, title=change(p.title), issuer=p.issuer and change(p.issuer)) for p in row.carries
        ),
        interprets=tuple(replace(p, title=change(p.title)) for p in row.interprets),
    )
    return Facts(load_bytes(content, original.name, {row.sha256: row}, Namer()).records)


@cache
def scores(number: str) -> tuple[Score, Score]:
    """The scores with the names of the corpus and with others."""
    return score(facts(number, other=False), gold(number)), score(
        facts(number, other=True), renamed_truth(gold(number))
    )


def names(truth: dict[str, Any]) -> set[str]:
    """The projects and regions of a document."""
    return {name for m in truth["measures"] for name in (*m["projects"], *m["regions"])}


def test_names_and_figures_are_others_throughout() -> None:
    texts = [clean(corpus(number).received).clean for number in DOCUMENTS]
    for name in ("山东", "济南", "青岛", "晨星工厂", "智慧社区", "人工智能"):
        assert name in "".join(texts)
        assert name not in renamed("".join(texts))
    own = {name for number in DOCUMENTS for name in names(gold(number))}
    kept = own & {name for number in DOCUMENTS for name in names(renamed_truth(gold(number)))}
    assert len(own) > 100
    assert 6 * len(kept) <= len(own), kept
    before = [t["value"] for number in DOCUMENTS for m in gold(number)["measures"] for t in m["targets"]]
    after = [
        t["value"]
        for number in DOCUMENTS
        for m in renamed_truth(gold(number))["measures"]
        for t in m["targets"]
    ]
    assert len(before) > 40
    assert 10 * sum(a == b for a, b in zip(before, after, strict=True)) <= len(before)


@pytest.mark.parametrize("number", DOCUMENTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_facts_follow(number: str, kind: str) -> None:
    before, after = (s.counts[kind] for s in scores(number))
    differences = "\n".join(d for d in scores(number)[1].differences if d.startswith(kind))
    if kind == "projects":  # whether a word within a name makes it one is a matter of taste
        assert after.f1 >= before.f1 - 0.02, differences
    else:
        assert after.right >= before.right, differences
        assert after.wrong + after.missed <= before.wrong + before.missed, differences


@pytest.mark.parametrize("kind", ["targets", "whole targets"])
def test_the_targets_of_sections_follow(kind: str) -> None:
    before = section_targets(facts("001", other=False), gold("001")).counts[kind]
    after = section_targets(facts("001", other=True), renamed_truth(gold("001")))
    assert after.counts[kind].f1 >= before.f1, "\n".join(after.differences)
