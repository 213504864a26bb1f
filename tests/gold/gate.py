"""The gate: every hand-read document scored by kind of fact, against its floors; and the sums that are published.

A document is hand-read where a file NAME.json stands here or in a folder below; its text stands beside that file or in
the bundled corpus. Its floors stand in floors.toml under NAME, the folder in front (`["held/07"]`). What is measured is the reader alone: corrections by people are left out.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from loaders.catalogue import bundled_corpus, read_catalogue
from loaders.formats import Unreadable
from loaders.load import load
from loaders.recall import Measured, Sample, Share
from ontology.iri import Namer
from ontology.records import Record
from tests.gold.score import KINDS, Count, Score, score, section_targets
from tests.loaders.reading import Facts

__all__ = ["FLOORS", "Line", "Truth", "lines", "problems", "samples", "scored", "table", "truths"]

FLOORS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))

#: The kinds of fact that sections and boxes of a plan have, beside those of its measures.
_OF_SECTIONS = ("targets", "whole targets")


@dataclass(frozen=True, slots=True)
class Truth:
    """A document that a person read: `name` is that of its floors, `content` what is true of it."""

    name: str
    file: Path
    content: Mapping[str, Any] = field(compare=False)

    @property
    def sha256(self) -> str:
        """The hash of the document's bytes."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    @property
    def seen(self) -> bool:
        """Whether rules of the reader were made looking at the document."""
        return bool(self.content["seen"])


@dataclass(frozen=True, slots=True)
class Line:
    """What was counted of one kind of fact in one document, and the floor of its F1."""

    document: str
    kind: str
    count: Count
    floor: float

    @property
    def holds(self) -> bool:
        """Whether the kind is read at least as well as its floor says."""
        return self.count.f1 >= self.floor


@cache
def truths() -> tuple[Truth, ...]:
    """All hand-read documents, in the order of their names."""
    here = Path(__file__).parent
    return tuple(_truth(here, file) for file in sorted(here.rglob("*.json")))


def _truth(here: Path, file: Path) -> Truth:
    content = json.loads(file.read_text(encoding="utf-8"))
    beside = file.with_name(content["document"])
    document = beside if beside.is_file() else bundled_corpus() / content["document"]
    return Truth(file.relative_to(here).with_suffix("").as_posix(), document, content)


@cache
def _read(truth: Truth) -> Facts:
    records: tuple[Record, ...] = ()
    try:
        records = load(truth.file, read_catalogue(bundled_corpus()), Namer()).records
    except Unreadable:
        if truth.content["measures"]:
            raise
    return Facts(records)


@cache
def scored(name: str) -> Score:
    """The score of the document called `name`."""
    truth = next(t for t in truths() if t.name == name)
    return score(_read(truth), truth.content)


@cache
def _sections(name: str) -> Score:
    truth = next(t for t in truths() if t.name == name)
    return section_targets(_read(truth), truth.content)


def lines() -> Iterator[Line]:
    """Each document and kind of fact with its floor. A text without measures has to yield none: its floor is 1."""
    for truth in truths():
        floors = FLOORS.get(truth.name, {} if truth.content["measures"] else dict.fromkeys(KINDS, 1.0))
        result = scored(truth.name)
        for kind in KINDS:
            if kind in floors:
                yield Line(truth.name, kind, result.counts[kind], floors[kind])
        if "sections" in floors:
            counts = _sections(truth.name).counts
            for kind in _OF_SECTIONS:
                yield Line(truth.name, f"{kind} of sections", counts[kind], floors["sections"].get(kind, 1.0))


def problems() -> Iterator[str]:
    """What stands against the reader: a figure below its floor, or a floor that is not of these bytes. None is good."""
    for truth in truths():
        floors = FLOORS.get(truth.name)
        if floors is None:
            if truth.content["measures"]:
                yield f"{truth.name}: floors.toml has no floors for it"
            continue
        if floors["sha256"] != truth.sha256:
            yield f"{truth.name}: its floors are for other bytes (sha256 {floors['sha256']})"
        yield from (f"{truth.name}: no floor for {kind}" for kind in KINDS if kind not in floors)
    known = {truth.name for truth in truths()}
    yield from (f"{name}: floors without a hand-read document" for name in FLOORS if name not in known)
    for line in lines():
        if not line.holds:
            yield f"{line.document}: {line.kind} {line.count.f1:.3f} is below its floor {line.floor:.2f}"


def samples() -> tuple[Sample, ...]:
    """The sums that are published: of the documents that rules were made looking at, and of those held out."""
    found = []
    for seen in (True, False):
        chosen = [truth for truth in truths() if truth.seen is seen]
        if not chosen:
            continue
        total = Score()
        for truth in chosen:
            total.include(scored(truth.name))
        documents = tuple(Measured(truth.file.name, truth.sha256) for truth in chosen)
        shares = {kind: Share(c.right, c.wrong, c.missed) for kind, c in total.counts.items()}
        found.append(Sample(seen, documents, shares))
    return tuple(found)


def table() -> str:
    """What was measured, for people: a line each document and kind of fact, then the sums."""
    head = f"{'document':<12} {'kind':<26} {'right':>6} {'wrong':>6} {'missed':>6} {'P':>6} {'R':>6} {'F1':>6}  floor"
    out = [head]
    for line in lines():
        mark = "" if line.holds else "  BELOW"
        out.append(f"{line.document:<12} {line.kind:<26} {_figures(line.count)}  {line.floor:.2f}{mark}")
    for sample in samples():
        name = "all seen" if sample.seen else "all held out"
        for kind, share in sample.shares.items():
            count = Count(share.right, share.wrong, share.missed)
            out.append(f"{name:<12} {kind:<26} {_figures(count)}")
    return "\n".join(out)


def _figures(count: Count) -> str:
    return (
        f"{count.right:>6} {count.wrong:>6} {count.missed:>6}"
        f" {count.precision:>6.3f} {count.recall:>6.3f} {count.f1:>6.3f}"
    )
