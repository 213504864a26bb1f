"""Findings as lines of JSON: what those about the same node have in common is written once, and shared when read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from shapes.findings import Evidence, Finding, Unit
from shapes.rules import Text
from shapes.terms import Term

__all__ = ["read", "written"]


class _About(NamedTuple):
    """What findings have in common."""

    plan: str | None
    measure: str | None
    number: str | None
    title: str | None
    label: str
    agencies: tuple[Unit, ...]
    evidence: tuple[Evidence, ...]


def written(findings: Iterable[Finding]) -> Iterator[Any]:
    """Each finding as an array, which ends with a number: that of the object before it which says what it is about."""
    numbers: dict[_About, int] = {}
    for f in findings:
        about = _About(f.plan, f.measure, f.number, f.title, f.label, f.agencies, f.evidence)
        number = numbers.get(about)
        if number is None:
            number = numbers[about] = len(numbers)
            units = [[unit.name, unit.iri] for unit in f.agencies]
            quotes = [[e.document, e.file, e.start, e.end, e.words, e.place] for e in f.evidence]
            yield {"about": [*about[:5], units, quotes]}
        yield [
            f.rule,
            f.own,
            f.cap,
            _told(f.focus),
            f.path,
            None if f.value is None else _told(f.value),
            f.message.zh,
            f.message.en,
            f.component.value,
            _told(f.shape),
            None if f.constraint is None else _told(f.constraint),
            f.source,
            f.doubts,
            number,
        ]


def read(lines: Iterable[Any]) -> Iterator[Finding]:
    """The findings that `written` has made lines of, each with the severity of its shape.

    Raises:
        ValueError, TypeError, KeyError, IndexError: they are no such lines.
    """
    common: list[_About] = []
    units: dict[tuple[str, str], Unit] = {}
    terms: dict[tuple[str, ...], Term] = {}
    texts: dict[tuple[str, str], Text] = {}
    words: dict[Any, Any] = {}  # as they come from JSON

    def term(told: Sequence[str]) -> Term:
        key = tuple(told)
        known = terms.get(key)
        if known is None:
            known = terms[key] = _term(told)
        return known

    for line in lines:
        if isinstance(line, dict):
            plan, measure, number, title, label, named, quotes = line["about"]
            agencies = tuple([units.setdefault((name, iri), Unit(name, iri)) for name, iri in named])
            evidence = tuple(
                [Evidence(words.setdefault(d, d), words.setdefault(f, f), *rest) for d, f, *rest in quotes]
            )
            plan = words.setdefault(plan, plan)
            common.append(_About(plan, measure, number, title, label, agencies, evidence))
            continue
        rule, own, cap, focus, path, value, zh, en, component, shape, constraint, source, doubts, place = line
        about = common[place]
        kind = term([component])
        if not isinstance(kind, ox.NamedNode):
            raise ValueError(component)
        yield Finding(
            rule=words.setdefault(rule, rule),
            severity=own,
            focus=term(focus),
            path=words.setdefault(path, path),
            value=None if value is None else term(value),
            message=texts.setdefault((zh, en), Text(zh, en)),
            plan=about.plan,
            evidence=about.evidence,
            label=about.label,
            agencies=about.agencies,
            component=kind,
            shape=term(shape),
            measure=about.measure,
            number=about.number,
            title=about.title,
            doubts=tuple(doubts),
            own=words.setdefault(own, own),
            cap=cap,
            constraint=None if constraint is None else term(constraint),
            source=words.setdefault(source, source),
        )


def _told(term: Term) -> list[str | None]:
    if isinstance(term, ox.Literal):
        return [term.value, term.language, term.datatype.value]
    return [term.value] if isinstance(term, ox.NamedNode) else ["_:", term.value]


def _term(told: Sequence[str]) -> Term:
    match told:
        case [iri]:
            return ox.NamedNode(iri)
        case [_, name]:
            return ox.BlankNode(name)
        case [words, language, datatype]:
            return (
                ox.Literal(words, language=language)
                if language
                else ox.Literal(words, datatype=ox.NamedNode(datatype))
            )
    raise ValueError(told)
