"""Copies that are cut off: what stands before the cut is read as in the whole document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.catalogue import bundled_corpus
from loaders.formats import Unreadable
from loaders.load import load_bytes
from ontology.iri import Namer
from ontology.records import Assignment, Measure, Schedule, Span, Target
from tests.loaders.reading import Facts

_WRITTEN = Path(__file__).parents[1] / "gold" / "written"
_CUTS = (0.35, 0.5, 0.65, 0.8, 0.9)
#: How many measures may be read otherwise: at which widths lines or cells were broken, many of them must tell.
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
        units = frozenset((a.role, a.mention) for a in facts.all(Assignment, measure.assignment))
        figures = frozenset(t.quote for t in facts.all(Target, measure.target))
        dues = frozenset(str(s.due) for s in facts.all(Schedule, measure.schedule) if s.basis == "Stated")
        end = max(span.end for span in facts.all(Span, measure.evidence))
        yield (measure.number, measure.title, units, figures, dues), end


@pytest.mark.parametrize("folder", [bundled_corpus(), _WRITTEN], ids=["corpus", "written"])
def test_what_stands_before_the_cut_is_read_alike(folder: Path) -> None:
    expected = missed = 0
    for file in sorted(folder.glob("*.txt")):
        text = file.read_bytes().decode("utf-8-sig")
        whole = told(text, file.name)
        for share in _CUTS:
            cut = int(share * len(text))
            before = [measure for measure, end in whole.items() if end < cut - 5][:-1]
            found = told(text[:cut], file.name)
            expected += len(before)
            missed += sum(measure not in found for measure in before)
    assert expected > 100
    assert missed <= _OTHERWISE * expected
