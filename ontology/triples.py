"""Records to N-Quads: each field says in its metadata which property it is and how its value is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ontology.records import Record
from ontology.terms import CP, PREFIXES

__all__ = ["class_iri", "graph_lines", "lines", "statement"]

_XSD = PREFIXES["xsd"]
_ORG_CLASSES = {"ChangeEvent": PREFIXES["org"] + "ChangeEvent"}
_ESCAPE = re.compile(r'[\\"\n\r\t\x00-\x1f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _quoted(text: str) -> str:
    """A string as N-Quads writes it (RDF 1.1 N-Quads, section 3, canonical escapes)."""
    if _ESCAPE.search(text):
        text = _ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)
    return f'"{text}"'


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_WRITERS: dict[str, Callable[[Any], str]] = {
    "iri": lambda v: f"<{v}>",
    "prose": lambda v: _quoted(v) + "@zh-Hans",
    "plain": _quoted,
    "integer": lambda v: f'"{v}"^^<{_XSD}integer>',
    "decimal": lambda v: f'"{_decimal(v)}"^^<{_XSD}decimal>',
    "boolean": lambda v: f'"{"true" if v else "false"}"^^<{_XSD}boolean>',
    "date": lambda v: f'"{v}"^^<{_XSD}{v.datatype}>',
    "year": lambda v: f'"{v:04d}"^^<{_XSD}gYear>',
    "term": lambda v: f"<{getattr(CP, v)}>",
}


def class_iri(kind: type[Record]) -> str:
    """The IRI of the class that records of `kind` belong to."""
    return _ORG_CLASSES.get(kind.__name__) or str(getattr(CP, kind.__name__))


_Plan = tuple[str, tuple[tuple[str, str, Callable[[Any], str]], ...]]
_plans: dict[type[Record], _Plan] = {}


def _plan(kind: type[Record]) -> _Plan:
    """How records of `kind` are written: the type triple's end, and (attribute, predicate, writer) each."""
    known = _plans.get(kind)
    if known is not None:
        return known
    columns = []
    for f in fields(kind):
        if f.name != "iri":
            prefix, local = f.metadata["term"].split(":")
            predicate = getattr(CP, local) if prefix == "cp" else PREFIXES[prefix] + local
            columns.append((f.name, f"<{predicate}>", _WRITERS[f.metadata["kind"]]))
    plan = _plans[kind] = (f"<{PREFIXES['rdf']}type> <{class_iri(kind)}>", tuple(columns))
    return plan


def lines(record: Record, graph: str) -> Iterator[str]:
    """The quads of one record in the named graph `graph`, a line each, without line ends."""
    kind, columns = _plan(type(record))
    subject, end = f"<{record.iri}>", f"<{graph}> ."
    yield f"{subject} {kind} {end}"
    for attribute, predicate, write in columns:
        value = getattr(record, attribute)
        if value is None:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield f"{subject} {predicate} {write(one)} {end}"


def statement(subject: str, predicate: str, other: str, graph: str) -> str:
    """The quad that links two records, a line without its end."""
    return f"<{subject}> <{predicate}> <{other}> <{graph}> ."


def graph_lines(found: Iterable[Record], graph: str, statements: Iterable[str] = ()) -> bytes:
    """The N-Quads of all records in `graph` and of further lines, sorted, each once.

    The same records give the same bytes.
    """
    unique = {line for record in found for line in lines(record, graph)} | set(statements)
    return "".join(f"{line}\n" for line in sorted(unique)).encode()
