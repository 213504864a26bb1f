"""Records to N-Quads: each field says in its metadata which property it is and how its value is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from ontology.records import Record
from ontology.terms import CP, PREFIXES

__all__ = ["class_iri", "graph_lines", "statement"]

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


#: How a value of each kind is written: what stands before it, after it, and what makes its text (None: as it is).
_FORMS: dict[str, tuple[str, str, Callable[[Any], str] | None]] = {
    "iri": ("<", ">", None),
    "prose": ('"', '"@zh-Hans', _escaped),
    "plain": ('"', '"', _escaped),
    "integer": ('"', f'"^^<{_XSD}integer>', None),
    "decimal": ('"', f'"^^<{_XSD}decimal>', _decimal),
    "boolean": ('"', f'"^^<{_XSD}boolean>', lambda v: "true" if v else "false"),
    "date": ("", "", lambda v: f'"{v}"^^<{_XSD}{v.datatype}>'),
    "year": ('"', f'"^^<{_XSD}gYear>', lambda v: f"{v:04d}"),
    "term": ("<", ">", lambda v: str(getattr(CP, v))),
}


def class_iri(kind: type[Record]) -> str:
    """The IRI of the class that records of `kind` belong to."""
    return _FOREIGN.get(kind.__name__) or str(getattr(CP, kind.__name__))


class _Writer:
    """Writes records of one class into one graph: the lines of a record come out sorted, each once.

    Each line is encoded by itself: most are ASCII, for which that is a plain copy.
    """

    def __init__(self, kind: type[Record], graph: str) -> None:
        columns: list[tuple[str, str, str, str, Callable[[Any], str] | None]] = []
        for f in fields(kind):
            if f.name != "iri":
                prefix, local = f.metadata["term"].split(":")
                predicate = getattr(CP, local) if prefix == "cp" else PREFIXES[prefix] + local
                before, after, text = _FORMS[f.metadata["kind"]]
                columns.append(
                    (f"<{predicate}>", f.name, f" <{predicate}> {before}", f"{after} <{graph}> .\n", text)
                )
        columns.sort(key=itemgetter(0))  # predicates in the order that their lines sort in
        self._values = attrgetter(*[column[1] for column in columns])
        self._columns = [column[2:] for column in columns]
        self._type = f" <{_TYPE}> <{class_iri(kind)}> <{graph}> .\n"
        self._type_at = sum(column[0] < f"<{_TYPE}>" for column in columns)
        self._mixed = _TYPE in {column[0][1:-1] for column in columns}

    def __call__(self, record: Record) -> list[bytes]:
        subject = f"<{record.iri}>"
        written: list[bytes] = []
        for at, (value, (before, after, text)) in enumerate(
            zip(self._values(record), self._columns, strict=True)
        ):
            if at == self._type_at:
                written.append((subject + self._type).encode())
            if value is None or value == ():
                continue
            if not isinstance(value, tuple):
                written.append(f"{subject}{before}{value if text is None else text(value)}{after}".encode())
            else:
                many = [f"{subject}{before}{v if text is None else text(v)}{after}".encode() for v in value]
                written += many if len(many) == 1 else sorted(set(many))
        if self._type_at == len(self._columns):
            written.append((subject + self._type).encode())
        if self._mixed:  # a field that gives further types
            written.sort()
        return written


def statement(subject: str, predicate: str, other: str, graph: str) -> str:
    """The quad that links two records, a line without its end."""
    return f"<{subject}> <{predicate}> <{other}> <{graph}> ."


def graph_lines(found: Iterable[Record], graph: str, statements: Iterable[str] = ()) -> bytes:
    """The N-Quads of all records in `graph` and of further lines, sorted, each once.

    The same records give the same bytes.
    """
    writers: dict[type[Record], _Writer] = {}
    blocks: dict[str, list[bytes]] = {}
    for record in found:
        write = writers.get(type(record))
        if write is None:
            write = writers[type(record)] = _Writer(type(record), graph)
        # sorted by subject, each subject's lines sorted in themselves: the whole is sorted
        subject = f"<{record.iri}>"
        lines = write(record)
        known = blocks.get(subject)
        blocks[subject] = lines if known is None else sorted({*known, *lines})
    ordered = [line for subject in sorted(blocks) for line in blocks[subject]]
    further = {f"{line}\n".encode() for line in statements}
    return b"".join(sorted({*ordered, *further}) if further else ordered)
