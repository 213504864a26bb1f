"""Queries and what their rows say: validation results (SHACL, sections 3.6.2 and 5.3.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from shapes.compiled import model
from shapes.compiled.asking import FUNCTION
from shapes.compiled.laterals import planned
from shapes.compiled.refusals import IllFormed
from shapes.results import Result
from shapes.terms import Term

__all__ = ["OneByOne", "Query", "Rows", "Solutions"]

_PLACE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Rows:
    """A SELECT that finds the results of one constraint, one row each.

    Attributes:
        text: SPARQL 1.1.
        shape: the source shape.
        constraint: what is demanded.
        focus: the variable of the focus node; `value` and `path` likewise, where a result has one. Without `path`,
            the path is that of the shape.
        embeds: whether a query of the shapes graph stands in it.
    """

    text: str
    shape: model.Shape
    constraint: model.Constraint
    focus: str
    value: str | None = None
    path: str | None = None
    embeds: bool = False

    def results(self, store: ox.Store) -> Iterator[Result]:
        """The results on the default graph of a store."""
        shape, constraint = self.shape, self.constraint
        component = ox.NamedNode(constraint.component)
        focus, value, path = (None if v is None else v[1:] for v in (self.focus, self.value, self.path))
        asked = constraint if isinstance(constraint, model.Asked) else None
        for row in _select(store, planned(self.text) if self.embeds else self.text):
            term = None if value is None else row[value]
            messages = shape.messages
            if asked is not None:
                known = {"this": row[focus], "value": term, **dict(asked.asking.constants)}
                messages = _messages(asked, shape, known)
            yield Result(
                focus=row[focus],
                path=shape.path_text if path is None else row[path].value,
                value=term,
                component=component,
                severity=shape.severity,
                shape=shape.node,
                messages=messages,
            )


@dataclass(frozen=True, slots=True)
class Solutions:
    """The SELECT of the shapes graph over all focus nodes at once, each solution a result.

    Attributes:
        text: the query, with the targets joined to it.
        shape: the source shape.
        constraint: what is demanded.
        foci: where a focus node may be reached more than once, the SELECT of the ways to it, itself the last of
            the variables: each way has results of its own.
    """

    text: str
    shape: model.Shape
    constraint: model.Asked
    foci: str | None

    def results(self, store: ox.Store) -> Iterator[Result]:
        """The results on the default graph of a store."""
        ways: Counter[Term] | None = None
        for row in _distinct(_select(store, planned(self.text))):
            if self.foci is not None and ways is None:
                ways = Counter(way[len(way) - 1] for way in _select(store, self.foci))
            result = _solution(row, row["this"], self.shape, self.constraint)
            for _ in range(1 if ways is None else ways[result.focus]):
                yield result


@dataclass(frozen=True, slots=True)
class OneByOne:
    """A query of the shapes graph asked of one focus node, or one value, after the other.

    Attributes:
        text: the query, the nodes in the place of functions (see `Asking.for_one`).
        shape: the source shape.
        constraint: what is demanded.
        foci: the SELECT of the ways to the focus nodes, the focus node the last of its variables; for an ASK the
            last but one, and the value the last.
    """

    text: str
    shape: model.Shape
    constraint: model.Asked
    foci: str

    def results(self, store: ox.Store) -> Iterator[Result]:
        """The results on the default graph of a store."""
        asking = self.constraint.asking
        count, text = len(asking.variables), planned(self.text)
        ways = Counter(tuple(way)[-count:] for way in _select(store, self.foci))
        for nodes, number in ways.items():
            known = dict(zip(asking.variables, nodes, strict=True))
            functions: dict[ox.NamedNode, Callable[..., Term | ox.Triple | None]] = {
                ox.NamedNode(f"{FUNCTION}{name}"): partial(_same, term)
                for name, term in {**dict(asking.constants), **known}.items()
            }
            answer = store.query(text, custom_functions=functions)
            if asking.form == "ASK":
                found = [] if answer else [_no(known, self.shape, self.constraint)]
            else:
                rows = _distinct(answer)  # type: ignore[arg-type]
                found = [_solution(row, known["this"], self.shape, self.constraint) for row in rows]
            for result in found:
                for _ in range(number):
                    yield result


#: What finds results of a shape.
Query = Rows | Solutions | OneByOne


def _same(term: Term) -> Term:
    return term


def _select(store: ox.Store, text: str) -> ox.QuerySolutions:
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _distinct(rows: ox.QuerySolutions) -> Iterator[Mapping[str, Term | None]]:
    """Each solution once: two that are the same in all that is selected say the same of the focus node."""
    names = [variable.value for variable in rows.variables]
    met = set()
    for row in rows:
        terms = tuple(row)
        if terms not in met:
            met.add(terms)
            yield dict(zip(names, terms, strict=True))


def _solution(
    row: Mapping[str, Term | None], focus: Term | None, shape: model.Shape, constraint: model.Asked
) -> Result:
    """A solution as a result (section 5.3.2)."""
    assert focus is not None
    failure = row.get("failure")
    if isinstance(failure, ox.Literal) and failure.value == "true":
        raise IllFormed(shape.node, f"a query reports a failure for {focus}")
    path, value = row.get("path"), row.get("value")
    if value is None and shape.path is None:
        value = focus
    message = row.get("message")
    known = {**dict(constraint.asking.constants), **row, "this": focus, "value": value}
    return Result(
        focus=focus,
        path=path.value if isinstance(path, ox.NamedNode) else shape.path_text,
        value=value,
        component=ox.NamedNode(constraint.component),
        severity=shape.severity,
        shape=shape.node,
        constraint=constraint.node,
        messages=(message,) if isinstance(message, ox.Literal) else _messages(constraint, shape, known),
    )


def _no(known: Mapping[str, Term], shape: model.Shape, constraint: model.Asked) -> Result:
    """The no of an ASK as a result (section 6.2.3)."""
    return Result(
        focus=known["this"],
        path=shape.path_text,
        value=known["value"],
        component=ox.NamedNode(constraint.component),
        severity=shape.severity,
        shape=shape.node,
        messages=_messages(constraint, shape, {**dict(constraint.asking.constants), **known}),
    )


def _messages(
    constraint: model.Asked, shape: model.Shape, known: Mapping[str, Term | None]
) -> tuple[ox.Literal, ...]:
    """The messages with their places filled; a place without a term stays as it is."""
    words: dict[str, str] = {
        "path": shape.path_text or "",
        **{n: _said(t) for n, t in known.items() if t is not None},
    }
    return tuple(
        _filled(one, lambda place: words.get(place[1]) or place[0])
        for one in constraint.messages or shape.messages or constraint.instead
    )


def _filled(message: ox.Literal, fill: Callable[[re.Match[str]], str]) -> ox.Literal:
    text = _PLACE.sub(fill, message.value)
    return ox.Literal(text, language=message.language) if message.language else ox.Literal(text)


def _said(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else term.value
