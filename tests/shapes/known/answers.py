"""The answers of this folder as records, and the questions that they settle (see README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Measure", "Note", "Plan", "Target", "Time", "Words", "plans"]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Words:
    """Words as printed, and the line of the document that they stand on, counted from 1."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Note(Words):
    """A note of units, or the cell of a table that names them."""

    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    only_collective: bool


@dataclass(frozen=True, slots=True)
class Time(Words):
    """A stated time; `of_target` where it stands in a target's sentence."""

    of_target: bool


@dataclass(frozen=True, slots=True)
class Target(Words):
    """A quantified goal, and the words of its own deadline where it has one."""

    deadline: Words | None
    whose: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What one measure states."""

    ordinal: int
    number: str | None
    title: Words
    notes: tuple[Note, ...]
    times: tuple[Time, ...]
    targets: tuple[Target, ...]

    @property
    def led(self) -> bool:
        return any(note.lead for note in self.notes)

    @property
    def only_collective(self) -> bool:
        return bool(self.notes) and all(note.only_collective for note in self.notes)

    @property
    def times_only_of_targets(self) -> bool:
        return bool(self.times) and all(time.of_target for time in self.times)

    def quoted(self) -> Iterator[Words]:
        """All the words that the document must hold where it is said."""
        yield self.title
        yield from (*self.notes, *self.times)
        for target in self.targets:
            yield from _quoted(target)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document states of one plan. `targets` are those outside its measures."""

    source: str
    file: str
    sha256: str
    slug: str
    stated: dict[str, Words]
    years: tuple[int, int] | None
    issued: date | None
    not_in_text: frozenset[str]
    from_catalogue: frozenset[str]
    numbers_missing: tuple[int, ...]
    numbers_twice: tuple[int, ...]
    totals: dict[str, int]
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]

    @property
    def lends_its_year(self) -> bool:
        """Whether measures that state no time inherit one: the plan is for a single year."""
        return self.years is not None and self.years[0] == self.years[1]

    def knows(self, fact: str) -> bool:
        return fact in self.stated or fact in self.from_catalogue

    def quoted(self) -> Iterator[Words]:
        """All the words that the document must hold where it is said."""
        yield from self.stated.values()
        for target in self.targets:
            yield from _quoted(target)
        for measure in self.measures:
            yield from measure.quoted()

    def counted(self) -> dict[str, int]:
        """The totals that come out of the measures; those of the file were counted by a person."""
        untimed = [m for m in self.measures if not m.times]
        return {
            "measures": len(self.measures),
            "without_lead": sum(not m.led for m in self.measures),
            "partly_led": sum(m.led and not all(n.lead for n in m.notes) for m in self.measures),
            "without_any_time": 0 if self.lends_its_year else len(untimed),
            "inherited_time_only": len(untimed) if self.lends_its_year else 0,
            "target_time_only": sum(m.times_only_of_targets for m in self.measures),
            "only_collective": sum(m.only_collective for m in self.measures),
            "co_led_notes": sum(len(n.lead) > 1 for m in self.measures for n in m.notes),
            "without_target": sum(not m.targets for m in self.measures),
        }


@cache
def plans() -> tuple[Plan, ...]:
    """The answers for every plan of the corpus, by the name of their file."""
    return tuple(_plan(file) for file in sorted(HERE.glob("*.toml")))


def _plan(file: Path) -> Plan:
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    plan = read["plan"]
    stated = {key: plan[key] for key in ("title", "issuer", "number", "period", "issued") if key in plan}
    period = plan.get("period")
    return Plan(
        source=file.name,
        file=read["document"]["file"],
        sha256=read["document"]["sha256"],
        slug=plan["slug"],
        stated={key: Words(fact["words"], fact["line"]) for key, fact in stated.items()},
        years=(period["start"], period["end"]) if period else None,
        issued=plan["issued"]["on"] if "issued" in plan else None,
        not_in_text=frozenset(plan["not_in_text"]),
        from_catalogue=frozenset(plan["from_catalogue"]),
        numbers_missing=tuple(plan["numbers_missing"]),
        numbers_twice=tuple(plan["numbers_twice"]),
        totals=read["totals"],
        measures=tuple(_measure(one) for one in read.get("measure", [])),
        targets=tuple(_target(one, one["line"]) for one in read.get("target", [])),
    )


def _measure(one: dict[str, Any]) -> Measure:
    line = one["line"]
    return Measure(
        ordinal=one["ordinal"],
        number=one.get("number"),
        title=Words(one["title"], line),
        notes=tuple(
            Note(
                note["words"],
                note.get("line", line),
                tuple(note.get("lead", ())),
                tuple(note.get("cooperating", ())),
                note.get("only_collective", False),
            )
            for note in one["notes"]
        ),
        times=tuple(
            Time(t["words"], t.get("line", line), {"target": True, "work": False}[t["of"]])
            for t in one["times"]
        ),
        targets=tuple(_target(target, line) for target in one["targets"]),
    )


def _target(one: dict[str, Any], line: int) -> Target:
    line = one.get("line", line)
    own = one.get("deadline")
    deadline = Words(own, one.get("deadline_line", line)) if own else None
    return Target(one["words"], line, deadline, one.get("whose"))


def _quoted(target: Target) -> Iterator[Words]:
    yield target
    if target.deadline:
        yield target.deadline
    if target.whose:
        yield Words(target.whose, target.line)
