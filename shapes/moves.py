"""Measures that stand elsewhere in their plan than at an earlier audit, known again by their titles, and their parts.

The IRI of a measure counts its place: where one is put in, the findings about all after it would pass for mended, and
for new at the next place. Titles tell who stood where, as far as they are told: those of measures with findings.

The IRI of a target or schedule counts its place too, within its measure, clause or section: what is found of one of the
same words is the same finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from shapes.findings import Finding

__all__ = ["Moves"]

_Title = tuple[str | None, str | None]


class _Places:
    """Which title stood at which place; a title that two measures of a plan have tells nothing."""

    def __init__(self, told: Iterable[tuple[str | None, str | None, str | None]]) -> None:
        self.at: dict[str, _Title] = {}
        self._of: dict[_Title, set[str]] = {}
        for plan, measure, title in told:
            if measure is not None and title is not None:
                self.at[measure] = (plan, title)
                self._of.setdefault((plan, title), set()).add(measure)

    def knows(self, title: _Title) -> bool:
        return title in self._of

    def of(self, title: _Title) -> str | None:
        found = self._of.get(title, set())
        return next(iter(found)) if len(found) == 1 else None


class Moves:
    """What stood where: `entries` are the findings of a baseline as it reported them, `findings` those of now.

    A title that is not known from before is another wording of the one that stood there, unless measures of the plan
    stand elsewhere: then it is taken for another measure, since to call something mended needs to be sure.
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]], findings: Iterable[Finding]) -> None:
        self._before = _Places((e["plan"], e["measure"], e.get("title")) for e in entries)
        self._now = _Places((f.plan, f.measure, f.title) for f in findings)
        self._moved = {
            measure: title[0]
            for measure, title in self._now.at.items()
            if self._before.of(title) not in (None, measure)
        }
        self._plans = set(self._moved.values())

    def before(self, measure: str) -> str | None:
        """The IRI that `measure`, one of now, had in the baseline; None where another one stood in its place, and it
        in none."""
        title, other = self._now.at.get(measure), self._before.at.get(measure)
        if title is None or title == other:
            return measure
        if self._before.knows(title):
            return self._before.of(title) or measure
        return None if other is not None and title[0] in self._plans else measure

    def displaced(self, measure: str) -> bool:
        """Whether what stood at `measure` in the baseline made way for another, so that it is gone or stands, without
        a finding, nobody knows where."""
        title, other = self._before.at.get(measure), self._now.at.get(measure)
        if title is None or other is None or title == other or self._now.knows(title):
            return False
        return title[0] in self._plans

    def of_parts(
        self, findings: Iterable[Finding], entries: Iterable[Mapping[str, Any]]
    ) -> tuple[frozenset[str], list[Mapping[str, Any]]]:
        """The keys of `findings` that `entries` have about a part of the same words; and the entries that are left."""
        told: dict[tuple[str | None, ...], list[str]] = {}
        for f in findings:
            if isinstance(f.focus, ox.NamedNode) and f.focus.value not in (f.measure, f.plan):
                measure = self.before(f.measure) if f.measure else None
                if measure is not None or f.measure is None:
                    part = (f.rule, f.component.value, f.path, f.plan, measure, f.label)
                    told.setdefault(part, []).append(f.key)
        again: set[str] = set()
        left = []
        # those that stand where they stood come first: of two shapes of a rule each is known again as itself
        for entry in sorted(entries, key=lambda e: e["key"] not in told.get(_part(e), ())):
            keys = told.get(_part(entry))
            if keys and entry["focus"] not in (entry["measure"], entry["plan"]):
                again.add(keys.pop(keys.index(entry["key"]) if entry["key"] in keys else 0))
            else:
                left.append(entry)
        return frozenset(again), left

    @property
    def plans(self) -> Mapping[str, int]:
        """How many measures of each plan are known to stand elsewhere than they did."""
        return Counter(plan or "" for plan in self._moved.values())


def _part(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(entry.get(field) for field in ("rule", "component", "path", "plan", "measure", "label"))
