"""Copies of one document: noise changes nothing that it says, and what stands before a cut is read as in the whole.

The documents are those of the corpus, and those written by hand in the shapes and kinds of many offices.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from loaders.catalogue import bundled_corpus
from loaders.clean.alignment import realigned
from loaders.formats import Unreadable
from loaders.load import load_bytes
from loaders.text import Text
from ontology.iri import Namer
from ontology.records import Assignment, Measure, Schedule, Span, Target
from tests.loaders.reading import Facts
from tests.writer.noise import HARMLESS, NOISES

_WRITTEN = Path(__file__).parents[1] / "gold" / "written"
_CUTS = (0.35, 0.5, 0.65, 0.8, 0.9)
#: How many measures may be read otherwise before a cut: at which widths lines were broken, many of them must tell.
_OTHERWISE = 0.04

Told = tuple[object, ...]


def told(text: str, name: str) -> dict[Told, int]:
    """What each measure says (who, how much, by when), and where it ends; nothing of a text that is refused."""
    try:
        facts = Facts(tuple(load_bytes(text.encode(), name, {}, Namer()).records))
    except Unreadable:
        return {}
    return dict(_told(facts))


def _told(facts: Facts) -> Iterator[tuple[Told, int]]:
    for measure in facts.of(Measure):
        units = frozenset(
            (a.role, facts.names([a.agency])[0]) for a in facts.all(Assignment, measure.assignment)
        )
        figures = frozenset(t.quote for t in facts.all(Target, measure.target))
        dues = frozenset(str(s.due) for s in facts.all(Schedule, measure.schedule) if s.basis == "Stated")
        end = max(span.end for span in facts.all(Span, measure.evidence))
        yield (measure.number, measure.title, units, figures, dues), end


@cache
def documents(folder: Path) -> dict[str, tuple[str, dict[Told, int]]]:
    """The documents of a folder by their names: their text, and what it tells."""
    texts = {file.name: file.read_bytes().decode("utf-8-sig") for file in sorted(folder.glob("*.txt"))}
    return {name: (text, told(text, name)) for name, text in texts.items()}


@pytest.mark.parametrize("noise", HARMLESS)
def test_noise_changes_nothing_that_is_said(noise: str) -> None:
    changed = [
        name
        for name, (text, whole) in documents(_WRITTEN).items()
        # what bytes out of step have made wrong stays so, and a page of a site has its noise
        if realigned(Text.of(text)).clean == text
        and not text.startswith("<html")
        and told(NOISES[noise](text), name).keys() != whole.keys()
    ]
    assert changed == []


@pytest.mark.parametrize("folder", [bundled_corpus(), _WRITTEN], ids=["corpus", "written"])
def test_what_stands_before_a_cut_is_read_alike(folder: Path) -> None:
    expected = missed = 0
    for name, (text, whole) in documents(folder).items():
        for share in _CUTS:
            cut = int(share * len(text))
            before = [measure for measure, end in whole.items() if end < cut - 5][:-1]
            found = told(text[:cut], name)
            expected += len(before)
            missed += sum(measure not in found for measure in before)
    assert expected > 100
    assert missed <= _OTHERWISE * expected
