"""Records to N-Quads: each field says in its metadata which property it is and how its value is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, NamedTuple

from ontology.records import Record
from ontology.terms import CP, PREFIXES

__all__ = ["blocks", "class_iri", "graph_lines", "statement"]

_XSD = PREFIXES["xsd"]
_RDF_TYPE = f"<{PREFIXES['rdf']}type>"
#: Records of classes of other vocabularies.
_FOREIGN = {
    "ChangeEvent": PREFIXES["org"] + "ChangeEvent",
    "Metric": PREFIXES["dqv"] + "Metric",
    "QualityMeasurement": PREFIXES["dqv"] + "QualityMeasurement",
    "Unit": PREFIXES["qudt"] + "Unit",
}
_ESCAPE = re.compile(r'[\\"\x00-\x1f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: Parts texts that are escaped and encoded together: printable, and hardly ever in a text.
_PART = "\xa6"


def _escaped(text: str) -> str:
    """A string as N-Quads writes it between its quotes (RDF 1.1 N-Quads, section 3, canonical escapes)."""
    if text.isprintable() and '"' not in text and "\\" not in text:  # most strings, told without a search
        return text
    return _ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def _words(texts: Sequence[str]) -> list[bytes]:
    """Strings as they stand between the quotes: all of a column in one go, which a call for each would cost."""
    pieces = _escaped(_PART.join(texts)).encode().split(_PART.encode())
    return pieces if len(pieces) == len(texts) else [_escaped(text).encode() for text in texts]


def _iris(values: Sequence[str]) -> list[bytes]:
    return [value.encode() for value in values]


def _by(text: Callable[[Any], str]) -> Callable[[Sequence[Any]], list[bytes]]:
    """Values whose text `text` makes."""
    return lambda values: [text(value).encode() for value in values]


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _term(name: str) -> str:
    return str(getattr(CP, name))


#: How the values of each kind are written: what stands before one, after it, and what makes their texts.
_FORMS: dict[str, tuple[str, str, Callable[[Sequence[Any]], list[bytes]]]] = {
    "iri": ("<", ">", _iris),
    "prose": ('"', '"@zh-Hans', _words),
    "plain": ('"', '"', _words),
    "integer": ('"', f'"^^<{_XSD}integer>', _by(str)),
    "decimal": ('"', f'"^^<{_XSD}decimal>', _by(_decimal)),
    "boolean": ('"', f'"^^<{_XSD}boolean>', _by(lambda v: "true" if v else "false")),
    "date": ("", "", _by(lambda v: f'"{v}"^^<{_XSD}{v.datatype}>')),
    "year": ('"', f'"^^<{_XSD}gYear>', _by(lambda v: f"{v:04d}")),
    "term": ("<", ">", _by(_term)),
}


def class_iri(kind: type[Record]) -> str:
    """The IRI of the class that records of `kind` belong to."""
    return _FOREIGN.get(kind.__name__) or str(getattr(CP, kind.__name__))


class _Column(NamedTuple):
    """A field of a class of records: its property, and what is written of its values."""

    predicate: str
    field: str
    before: bytes
    after: str
    texts: Callable[[Sequence[Any]], list[bytes]]
    #: Whether a record may have several values of it.
    several: bool


class _Layout(NamedTuple):
    """The IRI of a class of records, and their fields in the order in which their lines sort."""

    iri: str
    columns: tuple[_Column, ...]
    #: What takes the IRI of a record and the values of its columns.
    row: Callable[[Record], tuple[Any, ...]]
    #: How many columns stand before the line of the class itself; None where a column that gives further classes
    #: has that line too.
    type_at: int | None


class _Layouts(dict[type[Record], _Layout]):
    """The layouts of the classes met."""

    def __missing__(self, kind: type[Record]) -> _Layout:
        columns = []
        for f in fields(kind):
            if f.name != "iri":
                prefix, local = f.metadata["term"].split(":")
                predicate = f"<{getattr(CP, local) if prefix == 'cp' else PREFIXES[prefix] + local}>"
                before, after, texts = _FORMS[f.metadata["kind"]]
                several = f.default == ()
                columns.append(
                    _Column(predicate, f.name, f" {predicate} {before}".encode(), after, texts, several)
                )
        columns.sort(key=attrgetter("predicate"))
        predicates = [column.predicate for column in columns]
        self[kind] = _Layout(
            class_iri(kind),
            tuple(columns),
            attrgetter("iri", *(column.field for column in columns)),
            None if _RDF_TYPE in predicates else sum(predicate < _RDF_TYPE for predicate in predicates),
        )
        return self[kind]


_LAYOUTS = _Layouts()


#: How many records are written together, of which each class is written column by column.
_TOGETHER = 1024


def _written(records: Sequence[Record], graph: str) -> list[bytes]:
    """The lines of each record, sorted, each once."""
    alike: dict[type[Record], list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        alike[type(record)].append(at)
    written = [b""] * len(records)
    for kind, places in alike.items():
        for at, lines in zip(places, _alike(kind, [records[at] for at in places], graph), strict=True):
            written[at] = lines
    return written


def _alike(kind: type[Record], records: Sequence[Record], graph: str) -> Iterator[bytes]:
    """The lines of each of some records of one class, sorted, each once.

    They are written column by column: what a call for each value would cost is paid once for all of them.
    """
    layout, end = _LAYOUTS[kind], f" <{graph}> .\n"
    iris, *values = zip(*map(layout.row, records), strict=True)
    subjects = _iris([f"<{iri}>" for iri in iris])
    pieces: list[tuple[Iterable[bytes], ...]] = []
    for column, found in zip(layout.columns, values, strict=True):
        if column.predicate == _RDF_TYPE:
            found = tuple((layout.iri, *further) for further in found)
        pieces.append(_field(subjects, column, end, found))
    if layout.type_at is not None:
        pieces.insert(layout.type_at, (subjects, repeat(f" {_RDF_TYPE} <{layout.iri}>{end}".encode())))
    return map(b"".join, zip(*chain.from_iterable(pieces), strict=False))


def _field(
    subjects: Sequence[bytes], column: _Column, end: str, found: Sequence[Any]
) -> tuple[Iterable[bytes], ...]:
    """What the lines of a field are joined of, for each subject: nothing where none has a value."""
    if column.several:
        if not any(found):
            return ()
        if set(map(len, found)) != {1}:
            return (_several(subjects, column, end, found),)
        found = [value for (value,) in found]
    elif missing := found.count(None):
        if missing == len(found):
            return ()
        said = [() if value is None else (value,) for value in found]
        return (_several(subjects, column, end, said),)
    return subjects, repeat(column.before), column.texts(found), repeat(f"{column.after}{end}".encode())


def _several(
    subjects: Sequence[bytes], column: _Column, end: str, found: Sequence[tuple[Any, ...]]
) -> list[bytes]:
    """The lines of a field that each subject has any number of values of."""
    before, after = column.before, f"{column.after}{end}".encode()
    texts = column.texts(list(chain.from_iterable(found)))
    lines: list[bytes] = []
    at = 0
    for subject, values in zip(subjects, found, strict=True):
        following = at + len(values)
        if len(values) > 1:
            begin = subject + before
            ends = sorted({text + after for text in texts[at:following]})
            lines.append(begin + begin.join(ends))
        else:
            lines.append(subject + before + texts[at] + after if values else b"")
        at = following
    return lines


def statement(subject: str, predicate: str, other: str, graph: str) -> str:
    """The quad that links two records, a line without its end."""
    return f"<{subject}> <{predicate}> <{other}> <{graph}> ."


def blocks(found: Iterable[Record], graph: str) -> Iterator[bytes]:
    """The N-Quads of records in `graph`, sorted, each line once: a block for each subject.

    Blocks are made when their turn comes, so that no more than some hundreds need room: the quads of a document take
    many times the room of its records.
    """
    # sorted by subject as it is written, each subject's lines sorted in themselves: the whole is sorted
    ordered = sorted(found, key=lambda r: f"{r.iri}>")
    subject, lines = "", b""
    for at in range(0, len(ordered), _TOGETHER):
        together = ordered[at : at + _TOGETHER]
        for record, written in zip(together, _written(together, graph), strict=True):
            if record.iri == subject:
                lines = b"".join(sorted({*_lines(lines), *_lines(written)}))
                continue
            if lines:
                yield lines
            subject, lines = record.iri, written
    if lines:
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
