"""What tests ask of a document that was read: its records by kind, and each fact in one short line.

A schedule is written `Due 2025-06 SubstantiallyCompleted`, a target `智慧社区 >= 5000 个 by 2025`, so that a test
is a table of words and lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from loaders.catalogue import bundled_corpus, read_catalogue
from loaders.load import Loaded, load, load_bytes
from ontology.iri import Namer
from ontology.records import (
    Agency,
    Assignment,
    Measure,
    Named,
    Plan,
    Record,
    Schedule,
    Span,
    Target,
    TargetPart,
    WorkItem,
)

__all__ = ["CORPUS", "Facts", "corpus", "corpus_file", "measure", "read"]

#: The documents that come with the project, by the number that begins their file names.
CORPUS = ("000", "001", "002", "003", "004")

SIGNS = {"AtLeast": ">=", "MoreThan": ">", "AtMost": "<=", "LessThan": "<", "About": "~", "Exactly": "="}

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Facts:
    """The records of one document, and how tests look at them."""

    records: tuple[Record, ...]

    def of(self, kind: type[R]) -> list[R]:
        """The records of one class, in the order in which they were made."""
        return [r for r in self.records if isinstance(r, kind)]

    def all(self, kind: type[R], iris: Iterable[str]) -> list[R]:
        """The records of one class with these IRIs, in the order of the IRIs."""
        found = {r.iri: r for r in self.of(kind)}
        return [found[iri] for iri in iris]

    @property
    def measures(self) -> list[Measure]:
        """The measures, plan by plan, in their order."""
        return self.of(Measure)

    @property
    def plans(self) -> list[Plan]:
        """The plans of the document and those that it cites."""
        return self.of(Plan)

    def names(self, iris: Iterable[str]) -> list[str]:
        """The preferred names of agencies, regions, projects or indicators."""
        return [r.pref_label for r in self.all(Named, iris)]

    def labels(self, iri: str) -> set[str]:
        """All names of an agency, region, project or indicator."""
        (named,) = self.all(Named, [iri])
        return {named.pref_label, *named.alt_label}

    def mentions(self, item: WorkItem, role: str) -> list[str]:
        """The units of a work item in one role, as the document writes them."""
        return [a.mention for a in self.all(Assignment, item.assignment) if a.role == role]

    def schedules(self, item: WorkItem) -> list[str]:
        """The schedules of a work item, each a line."""
        return [self.schedule(s) for s in self.all(Schedule, item.schedule)]

    def schedule(self, s: Schedule) -> str:
        """One schedule as a line: its kind, times, what completes it, and marks of what is not stated outright."""
        words = [s.schedule_kind]
        words += [f"from {s.start}"] if s.start else []
        words += [str(s.due)] if s.due else []
        words += [w for w in (s.completion, s.recurrence) if w]
        words += ["year-inferred"] if s.year_basis == "Inferred" else []
        words += ["of-target"] if s.of_target else []
        words += [s.basis.lower()] if s.basis != "Stated" else []
        return " ".join(words)

    def targets(self, iris: Iterable[str]) -> list[str]:
        """Targets, each a line."""
        return [self.target(t) for t in self.all(Target, iris)]

    def target(self, t: Target) -> str:
        """One target as a line: indicator, comparator, value, unit, deadline and marks."""
        (indicator,) = self.names([t.indicator])
        words = [indicator, SIGNS[t.comparator], f"{t.value.normalize():f}"]
        words += [t.unit] if t.unit else []
        words += [f"by {t.deadline}"] if t.deadline and t.deadline_basis != "Inherited" else []
        words += [f"from {t.baseline_value:f}"] if t.baseline_value is not None else []
        words += [f"base {t.baseline_year}"] if t.baseline_year else []
        words += [w for w, set_ in (("cumulative", t.cumulative), ("soft", t.soft)) if set_]
        words += [t.binding] if t.binding else []
        words += ["in " + "、".join(self.names(t.region))] if t.region else []
        for part in self.all(TargetPart, t.part):
            name = "、".join(self.names(part.region)) or part.label
            words += [f"[{name} {part.value.normalize():f}]"]
        return " ".join(words)

    def spans(self, record: Record) -> list[Span]:
        """The places in the document where a record was read."""
        return self.all(Span, getattr(record, "evidence", ()))

    def agency(self, name: str) -> Agency:
        """The agency that has `name` among its names."""
        (found,) = [a for a in self.of(Agency) if name in (a.pref_label, *a.alt_label)]
        return found


@cache
def corpus_file(number: str) -> Path:
    """The file of the corpus whose name begins with `number`."""
    (file,) = bundled_corpus().glob(f"{number}_*.txt")
    return file


@cache
def corpus(number: str) -> Loaded:
    """A document of the corpus, read with its catalogue row."""
    return load(corpus_file(number), read_catalogue(bundled_corpus()), Namer())


def read(text: str, name: str = "sample.txt") -> Facts:
    """The records of an invented document."""
    return Facts(load_bytes(text.encode(), name, {}, Namer()).records)


def measure(
    body: str, *, title: str = "云岭省2025年数字化工作要点", rest: Sequence[str] = ()
) -> tuple[Facts, Measure]:
    """The first measure of a plan of one heading, where `body` is that measure and `rest` are further ones."""
    items = [body, *rest, "做好日常保障工作。保持各项系统平稳运行。（责任单位：省教育厅）"]
    lines = [title, "一、主要任务", *(f"{n}.{words}" for n, words in enumerate(items, 1))]
    facts = read("\n".join(lines) + "\n")
    return facts, facts.measures[0]
