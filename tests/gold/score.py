"""How well a document was read: its records against what a person read by hand, by kind of fact.

The form of the hand-made files, NUMBER.json beside this module:

    document, plan     the file's name, and what is true of the plan as a whole
    seen               whether rules of the reader were made looking at this document
    measures           each with number, title (or text where it has none), clauses, the units by role in order,
                       the stated schedule (or a list `schedules`), targets, projects, regions
    *_optional         borderline names: neither asked for nor held against the reader; so are targets with `optional`
    complete           false where the end of the text cuts a measure off: it is neither asked for nor held against it
    schedule, deadline a schedule that is but words leaves its kind open: `deadline` alone is asked for
    or_kind            further kinds of a schedule that are as right: whether several dates are stages of one work
                       is a matter of taste; `of_target` says that a time may be left to the target that it stands with
    or_comparator      further comparators of a target that are as right; `deadline_inherited` says that its deadline
                       stands elsewhere, so that its year is enough, or none

A target is *found* where value and indicator agree, and *whole* where comparator, unit, the whole indicator and
the deadline agree too. Of a project's name most must agree: where it begins and ends is a matter of taste.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ontology.records import Measure, Schedule, Section, Target
from tests.loaders.reading import SIGNS, Facts

__all__ = ["KINDS", "Count", "Score", "gold", "score", "section_targets"]

KINDS = (
    "measures",
    "titles",
    "agencies",
    "roles",
    "schedules",
    "targets",
    "whole targets",
    "projects",
    "regions",
)

Gold = Mapping[str, Any]


@dataclass(slots=True)
class Count:
    """How many facts were read rightly, read wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was read."""
        read = self.right + self.wrong
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        """The share of what there was to read that was read; 1 where there was nothing to read."""
        asked = self.right + self.missed
        return self.right / asked if asked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to read and nothing was read."""
        asked = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / asked if asked else 1.0


@dataclass(slots=True)
class Score:
    """The counts of each kind of fact, and what differs, in words."""

    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    differences: list[str] = field(default_factory=list)

    def include(self, other: Score) -> None:
        """Takes over the counts of another document."""
        for kind, count in other.counts.items():
            mine = self.counts[kind]
            mine.right += count.right
            mine.wrong += count.wrong
            mine.missed += count.missed

    def add(self, kind: str, where: str, right: int, wrong: Sequence[str], missed: Sequence[str]) -> None:
        """Counts facts of one kind, and notes those that are wrong or missed."""
        count = self.counts[kind]
        count.right += right
        count.wrong += len(wrong)
        count.missed += len(missed)
        if wrong or missed:
            self.differences.append(f"{kind}, measure {where}: wrong {list(wrong)}, missed {list(missed)}")


def gold(number: str) -> dict[str, Any]:
    """The hand-made truth of the document of the corpus whose name begins with `number`."""
    file = Path(__file__).with_name(f"{number}.json")
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def score(facts: Facts, truth: Gold) -> Score:
    """The records of a document against the truth about it."""
    result = Score()
    left = list(facts.measures)
    pairs = _taken(left, truth["measures"])
    for n, entry in enumerate(truth["measures"]):
        if not entry.get("complete", True):
            continue
        found = pairs.get(n)
        where = entry["number"] or entry.get("title") or entry.get("text", "")
        result.add("measures", where, int(found is not None), [], [] if found else ["measure"])
        if found is not None and entry.get("title"):
            same = _key(found.title or "") == _key(entry["title"])
            result.add(
                "titles",
                where,
                int(same),
                [] if same else [found.title or ""],
                [] if same else [entry["title"]],
            )
        _units(result, facts, entry, found, where)
        _schedules(result, facts, entry, found, where)
        _targets(
            result, facts, entry.get("targets", ()), facts.all(Target, found.target if found else ()), where
        )
        for kind in ("projects", "regions"):
            _places_or_projects(result, facts, entry, found, where, kind)
    result.add("measures", "of the document", 0, [m.title or m.text or m.iri for m in left], [])
    return result


def section_targets(facts: Facts, truth: Gold) -> Score:
    """The targets of goals, excerpts and boxed projects, in the kinds `targets` and `whole targets`."""
    result = Score()
    asked = [*truth["goals"], *truth["excerpts"], *truth["box"]["projects"]]
    read = [iri for section in facts.of(Section) for iri in section.target]
    _targets(
        result,
        facts,
        [t for entry in asked for t in entry["targets"]],
        facts.all(Target, read),
        "none, sections",
    )
    return result


def _taken(left: list[Measure], entries: Sequence[Gold]) -> dict[int, Measure]:
    """Takes the measures that entries speak of: by number and beginning, else by the beginning, else by the number."""
    found: dict[int, Measure] = {}
    for agrees in (
        lambda m, e: _numbered(m, e) and _begins(m, e),
        _begins,
        lambda m, e: e["number"] is not None and _numbered(m, e),
    ):
        for n, entry in enumerate(entries):
            measure = next((m for m in left if n not in found and agrees(m, entry)), None)
            if measure is not None:
                left.remove(measure)
                found[n] = measure
    return found


def _numbered(measure: Measure, entry: Gold) -> bool:
    number: str | None = entry["number"]
    return measure.number == number


def _begins(measure: Measure, entry: Gold) -> bool:
    words = _key(entry.get("title") or entry.get("text") or "")[:8]
    return bool(words) and _key((measure.title or "") + (measure.text or "")).startswith(words)


def _units(result: Score, facts: Facts, entry: Gold, found: Measure | None, where: str) -> None:
    roles = ("lead", "cooperating", "responsible")
    read = {role: list(getattr(found, role)) if found else [] for role in roles}
    _names(result, "agencies", where, facts, [u for role in roles for u in entry[role]],
           [iri for role in roles for iri in read[role]], _agency_key)  # fmt: skip
    for role in roles:
        _names(result, "roles", f"{where} ({role})", facts, entry[role], read[role], _agency_key)


def _places_or_projects(
    result: Score, facts: Facts, entry: Gold, found: Measure | None, where: str, kind: str
) -> None:
    read = getattr(found, kind.removesuffix("s")) if found else ()
    key, near = (_key, _near) if kind == "projects" else (_place_key, _same)
    _names(
        result,
        kind,
        where,
        facts,
        entry.get(kind, ()),
        read,
        key,
        near=near,
        optional=entry.get(f"{kind}_optional", ()),
    )


def _same(a: str, b: str) -> bool:
    return a == b


def _near(a: str, b: str) -> bool:
    """One name holds the other, and most of it."""
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 3 and short in long and 2 * len(short) >= len(long))


def _names(
    result: Score, kind: str, where: str, facts: Facts, asked: Iterable[str], read: Iterable[str],
    key: Callable[[str], str], *, near: Callable[[str, str], bool] = _same, optional: Iterable[str] = (),
) -> None:  # fmt: skip
    """Counts names: those asked for against the labels of what was read, one to one."""
    wanted = list(dict.fromkeys(key(name) for name in asked))
    labels = [{key(name) for name in facts.labels(iri)} for iri in dict.fromkeys(read)]
    edges = [
        (int(name in names), i, j)
        for i, name in enumerate(wanted)
        for j, names in enumerate(labels)
        if any(near(name, other) for other in names)
    ]
    pairs = _pairs(edges)
    used, borderline = set(pairs.values()), [key(name) for name in optional]
    wrong = [
        min(names)
        for j, names in enumerate(labels)
        if j not in used and not any(near(b, name) for b in borderline for name in names)
    ]
    result.add(kind, where, len(pairs), wrong, [name for i, name in enumerate(wanted) if i not in pairs])


def _schedules(result: Score, facts: Facts, entry: Gold, found: Measure | None, where: str) -> None:
    """The stated times of the work itself; those of targets are judged as deadlines, unless the truth has one of them.

    Where the truth has one schedule or none, recurring ones count only if it has one: it does not list them all.
    """
    said = [s for s in facts.all(Schedule, found.schedule if found else ()) if s.basis == "Stated"]
    if "schedule" not in entry and "schedules" not in entry:
        return
    if isinstance(entry.get("schedule"), str):
        _due(result, facts, entry, said, where)
        return
    truths = entry.get("schedules") or ([entry["schedule"]] if entry["schedule"] else [])
    if "schedules" not in entry and not any(t["kind"] == "Recurring" for t in truths):
        said = [s for s in said if s.schedule_kind != "Recurring"]
    edges = [
        (1, i, j)
        for i, t in enumerate(truths)
        for j, s in enumerate(said)
        if _same_schedule(t, s) and (s.of_target is None or t.get("of_target"))
    ]
    pairs = _pairs(edges)
    met = {*pairs.values()}
    result.add(
        "schedules", where, len(pairs),
        [facts.schedule(s) for j, s in enumerate(said) if j not in met and not s.of_target],
        [t.get("text", str(t["due"])) for i, t in enumerate(truths) if i not in pairs and not t.get("of_target")],
    )  # fmt: skip


def _due(result: Score, facts: Facts, entry: Gold, said: Sequence[Schedule], where: str) -> None:
    """A time of which only the words and the date are known: one schedule is due then, none in a year not named.

    Whether it is the work's or its target's is left open too.
    """
    due, words = entry.get("deadline"), entry["schedule"]
    right = any(_time(s.due) == due for s in said)
    wrong = [
        s for s in said if not s.of_target and s.due is not None and str(s.due.year) not in f"{due} {words}"
    ]
    result.add("schedules", where, int(right), [facts.schedule(s) for s in wrong], [] if right else [words])


def _same_schedule(truth: Gold, read: Schedule) -> bool:
    recurrence = truth.get("recurrence")
    return (
        read.schedule_kind in (truth["kind"], *truth.get("or_kind", ()))
        and _time(read.due) == truth["due"]
        and read.completion == truth["completion"]
        and recurrence in (None, read.recurrence)
    )


def _time(value: object) -> str | None:
    return str(value) if value is not None else None


def _targets(result: Score, facts: Facts, truths: Sequence[Gold], read: Sequence[Target], where: str) -> None:
    edges = [
        (2 * _whole(facts, t, x) + (not t.get("optional")), i, j)
        for i, t in enumerate(truths)
        for j, x in enumerate(read)
        if _found(facts, t, x)
    ]
    pairs = _pairs(edges)
    extra = [facts.target(x) for j, x in enumerate(read) if j not in set(pairs.values())]
    asked = {i: t for i, t in enumerate(truths) if not t.get("optional")}
    missed = [t["quote"] for i, t in asked.items() if i not in pairs]
    half = [i for i in asked if i in pairs and not _whole(facts, asked[i], read[pairs[i]])]
    hits = len(asked) - len(missed)
    result.add("targets", where, hits, extra, missed)
    result.add("whole targets", where, hits - len(half), extra + [facts.target(read[pairs[i]]) for i in half],
               missed + [asked[i]["quote"] for i in half])  # fmt: skip


def _indicators(facts: Facts, target: Target) -> list[str]:
    return [_key(name) for name in facts.labels(target.indicator)]


def _found(facts: Facts, truth: Gold, read: Target) -> bool:
    asked = _key(truth["indicator"])
    names = _indicators(facts, read)
    agrees = any(asked[-4:] in text for text in (*names, _key(read.quote or ""))) or any(
        n[-4:] in asked for n in names
    )
    return float(read.value) == float(truth["value"]) and agrees


def _whole(facts: Facts, truth: Gold, read: Target) -> bool:
    asked = _key(truth["indicator"])
    alike = any(
        asked in n or n in asked or SequenceMatcher(None, asked, n).ratio() >= 0.6
        for n in _indicators(facts, read)
    )
    stated = _time(read.deadline) if read.deadline_basis != "Inherited" else None
    return (
        alike
        and SIGNS[read.comparator] in (truth["comparator"], *truth.get("or_comparator", ()))
        and (read.unit or "") == (truth["unit"] or "")
        and (
            stated == truth.get("deadline")
            or (bool(truth.get("deadline_inherited")) and _year_agrees(read, truth))
        )
    )


def _year_agrees(read: Target, truth: Gold) -> bool:
    return read.deadline is None or str(read.deadline.year) == str(truth["deadline"])[:4]


_MARKS = re.compile(r"[\s\W_]+")


def _key(name: str) -> str:
    """A name without marks and spaces; 1+N and “1+N” alike."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def _agency_key(name: str) -> str:
    return re.sub(r"^山东(?=省)", "", _key(name)).replace("人民政府", "政府")


def _place_key(name: str) -> str:
    return re.sub(r"(?<=..)[市省县区]$", "", _key(name))


def _pairs(edges: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """As many pairs (left: right) as can be made of edges (weight, left, right), heavier edges first."""
    ways: dict[int, list[int]] = defaultdict(list)
    for _, left, right in sorted(edges, key=lambda edge: -edge[0]):
        ways[left].append(right)
    owner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in ways[left]:
            if right not in tried:
                tried.add(right)
                if right not in owner or place(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    for left in ways:
        place(left, set())
    return {left: right for right, left in owner.items()}
