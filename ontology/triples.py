"""Records to N-Quads: each field says in its metadata which property it is and how its value is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from ontology.records import Record
from ontology.terms import CP, PREFIXES

__all__ = ["blocks", "class_iri", "graph_lines", "statement"]

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
#: Records of classes of other vocabularies.
_FOREIGN = {
    "ChangeEvent": PREFIXES["org"] + "ChangeEvent",
    "Metric": PREFIXES["dqv"] + "Metric",
    "QualityMeasurement": PREFIXES["dqv"] + "QualityMeasurement",
}
_ESCAPE = re.compile(r'[\\"\n\r\t\x00-\x1f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(text: str) -> str:
    """A string as N-Quads writes it between its quotes (RDF 1.1 N-Quads, section 3, canonical escapes)."""
    if text.isprintable() and '"' not in text and "\\" not in text:  # most strings, told without a search
        return text
    return _ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


#: How a value of each kind is written: what stands before it, after it, and what makes its text.
_FORMS: dict[str, tuple[str, str, Callable[[Any], str]]] = {
    "iri": ("<", ">", str),
    "prose": ('"', '"@zh-Hans', _escaped),
    "plain": ('"', '"', _escaped),
    "integer": ('"', f'"^^<{_XSD}integer>', str),
    "decimal": ('"', f'"^^<{_XSD}decimal>', _decimal),
    "boolean": ('"', f'"^^<{_XSD}boolean>', lambda v: "true" if v else "false"),
    "date": ("", "", lambda v: f'"{v}"^^<{_XSD}{v.datatype}>'),
    "year": ('"', f'"^^<{_XSD}gYear>', lambda v: f"{v:04d}"),
    "term": ("<", ">", lambda v: str(getattr(CP, v))),
}


def class_iri(kind: type[Record]) -> str:
    """The IRI of the class that records of `kind` belong to."""
    return _FOREIGN.get(kind.__name__) or str(getattr(CP, kind.__name__))


class _Column(NamedTuple):
    """A field of a class of records: its property, and what is written of a value."""

    predicate: str
    field: str
    before: str
    after: str
    text: Callable[[Any], str]


@cache
def _columns(kind: type[Record]) -> tuple[_Column, ...]:
    """The fields of a class, in the order in which their lines sort."""
    found = []
    for f in fields(kind):
        if f.name != "iri":
            prefix, local = f.metadata["term"].split(":")
            predicate = f"<{getattr(CP, local) if prefix == 'cp' else PREFIXES[prefix] + local}>"
            before, after, text = _FORMS[f.metadata["kind"]]
            found.append(_Column(predicate, f.name, f" {predicate} {before}", after, text))
    return tuple(sorted(found, key=attrgetter("predicate")))


class _Writer:
    """Writes records of one class into one graph: the lines of a record come out sorted, each once.

    Every piece is encoded by itself and the record joined once: most pieces are ASCII, for which encoding is a plain
    copy, and what stands before and after a value is encoded already.
    """

    def __init__(self, kind: type[Record], graph: str) -> None:
        columns = _columns(kind)  # type: ignore[arg-type]  # a class is hashable
        end = f" <{graph}> .\n"
        self._values = attrgetter(*[column.field for column in columns])
        self._columns = [(c.before.encode(), f"{c.after}{end}".encode(), c.text) for c in columns]
        self._type = f" <{_TYPE}> <{class_iri(kind)}>{end}".encode()
        predicates = [column.predicate for column in columns]
        self._type_at = sum(predicate < f"<{_TYPE}>" for predicate in predicates)
        self._mixed = f"<{_TYPE}>" in predicates

    def __call__(self, record: Record) -> bytes:
        subject = f"<{record.iri}>".encode()
        pieces: list[bytes] = []
        at, type_at = 0, self._type_at
        for value, (before, after, text) in zip(self._values(record), self._columns, strict=True):
            if at == type_at:
                pieces += (subject, self._type)
            at += 1
            if value is None:
                continue
            if type(value) is not tuple:
                pieces += (subject, before, text(value).encode(), after)
            elif len(value) == 1:
                pieces += (subject, before, text(value[0]).encode(), after)
            elif value:
                pieces += sorted({subject + before + text(v).encode() + after for v in value})
        if at == type_at:
            pieces += (subject, self._type)
        written = b"".join(pieces)
        # a field may give further types
        return b"".join(sorted(set(_lines(written)))) if self._mixed else written


def statement(subject: str, predicate: str, other: str, graph: str) -> str:
    """The quad that links two records, a line without its end."""
    return f"<{subject}> <{predicate}> <{other}> <{graph}> ."


def blocks(found: Iterable[Record], graph: str) -> Iterator[bytes]:
    """The N-Quads of records in `graph`, sorted, each line once: a block for each subject.

    A block is made when its turn comes, so that no more than one needs room: the quads of a document take many
    times the room of its records.
    """
    writers: dict[type[Record], _Writer] = {}
    subject, lines = None, b""
    # sorted by subject as it is written, each subject's lines sorted in themselves: the whole is sorted
    for record in sorted(found, key=lambda r: f"{r.iri}>"):
        write = writers.get(type(record))
        if write is None:
            write = writers[type(record)] = _Writer(type(record), graph)
        if record.iri == subject:
            lines = b"".join(sorted({*_lines(lines), *_lines(write(record))}))
            continue
        if subject is not None:
            yield lines
        subject, lines = record.iri, write(record)
    if subject is not None:
        yield lines


def graph_lines(found: Iterable[Record], graph: str, statements: Iterable[str] = ()) -> bytes:
    """The N-Quads of all records in `graph` and of further lines, sorted, each once.

    The same records give the same bytes.
    """
    if not statements:
        return b"".join(blocks(found, graph))
    further = (f"{line}\n".encode() for line in statements)
    return b"".join(sorted({*further, *(line for block in blocks(found, graph) for line in _lines(block))}))


def _lines(block: bytes) -> list[bytes]:
    # every character below U+0020 is escaped: no other byte ends a line
    return block.splitlines(keepends=True)
