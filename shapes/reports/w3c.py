"""An audit as the W3C's validation report (SHACL, section 3.6), in Turtle or JSON-LD.

A result stands for every finding, waived ones included, since a waiver does not undo what it accepts; what SHACL has
no words for is said in those of `vocabulary/shapes.ttl`. Both formats are written without a graph in between, so that
a hundred thousand findings take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count
from typing import Any, cast

import pyoxigraph as ox

from ontology.terms import CPS, PREFIXES
from shapes.findings import Audit, Finding, Waived
from shapes.paths import Path, parsed
from shapes.rules import Severity
from shapes.terms import Term

__all__ = ["as_jsonld", "as_turtle"]

_SH, _RDF, _XSD = PREFIXES["sh"], PREFIXES["rdf"], PREFIXES["xsd"]
_TYPE, _FIRST, _REST, _NIL = (ox.NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil"))
_SEVERITY: Mapping[Severity, ox.NamedNode] = {
    "violation": ox.NamedNode(_SH + "Violation"),
    "warning": ox.NamedNode(_SH + "Warning"),
    "info": ox.NamedNode(_SH + "Info"),
}
_KINDS = {
    "inverse": _SH + "inversePath",
    "*": _SH + "zeroOrMorePath",
    "+": _SH + "oneOrMorePath",
    "?": _SH + "zeroOrOnePath",
    "alternative": _SH + "alternativePath",
}


@dataclass(slots=True)
class _Node:
    """A node to be written: its name, its class, and what is said of it, which may be nodes again.

    A list in `said` is several values, a tuple a list in RDF.
    """

    name: ox.BlankNode
    kind: str | None
    said: dict[str, Any] = field(default_factory=dict)


def as_turtle(audit: Audit) -> bytes:
    """The validation report as Turtle, in UTF-8.

    Severities are those of the profile, and a message stands in both languages. Blank nodes are numbered in the order
    of the findings, so that one audit is always the same bytes.
    """
    names = ("cp", "cps", "rdf", "sh", "xsd")
    nodes = chain([_report(audit)], _results(audit))
    triples = (triple for node in nodes for triple in _triples(node))
    prefixes = {prefix: PREFIXES[prefix] for prefix in names}
    written = cast(bytes, ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes))
    # the engine writes the prefixes in an order of its own, another in every process
    lines = written.split(b"\n", len(names))
    return b"\n".join([*sorted(lines[:-1]), lines[-1]])


def as_jsonld(audit: Audit) -> bytes:
    """The validation report as JSON-LD, in UTF-8: the same triples as in Turtle, one result a line."""
    report = _report(audit)
    del report.said[_SH + "result"]
    head = {"@context": _context(), **_value(report)}
    results = ",\n".join(json.dumps(_value(one), ensure_ascii=False) for one in _results(audit))
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{text},\n "result": [\n{results}\n]}}\n'.encode()


def _report(audit: Audit) -> _Node:
    numbers = range(1, len(audit.findings) + len(audit.waived) + 1)
    hashes, changes = audit.hashes, audit.changes
    said: dict[str, Any] = {
        _SH + "conforms": ox.Literal(audit.conforms),
        CPS.profile: ox.Literal(audit.profile.name),
        CPS.factsAudited: ox.Literal(audit.facts),
        CPS.generation: ox.Literal(audit.generation) if audit.generation else None,
        CPS.lookedAtNothing: [ox.Literal(checked.rule.name) for checked in audit.idle],
        CPS.filter: [ox.Literal(f"{name}={value}") for name, value in sorted(audit.filters.items())],
        CPS.dataHash: hashes and ox.Literal(hashes.data),
        CPS.shapesHash: hashes and ox.Literal(hashes.shapes),
        CPS.software: hashes and ox.Literal(hashes.software),
        CPS.baseline: changes and ox.Literal(changes.baseline),
        CPS.mended: [ox.Literal(str(entry["key"])) for entry in changes.mended] if changes else [],
        _SH + "result": [_named("result", number) for number in numbers],
    }
    return _Node(ox.BlankNode("report"), _SH + "ValidationReport", said)


def _results(audit: Audit) -> Iterator[_Node]:
    number = count(1)
    for finding in audit.findings:
        yield _result(finding, next(number), audit)
    for waived in audit.waived:
        name = next(number)
        result = _result(waived.finding, name, audit)
        result.said[CPS.waiver] = _waiver(waived, name)
        yield result


def _result(finding: Finding, number: int, audit: Audit) -> _Node:
    name = f"{number:06}"
    said: dict[str, Any] = {
        _SH + "focusNode": _foreign(finding.focus),
        _SH + "resultSeverity": _SEVERITY[finding.severity],
        _SH + "sourceConstraintComponent": finding.component,
        _SH + "sourceShape": _foreign(finding.shape),
        _SH + "resultMessage": [
            ox.Literal(finding.message.zh, language="zh-Hans"),
            ox.Literal(finding.message.en, language="en"),
        ],
    }
    if finding.constraint is not None:
        said[_SH + "sourceConstraint"] = _foreign(finding.constraint)
    if finding.path is not None:
        said[_SH + "resultPath"] = _path(parsed(finding.path), f"path{name}", count(1))
    if finding.value is not None:
        said[_SH + "value"] = _foreign(finding.value)
    said[CPS.rule] = ox.Literal(finding.rule)
    said[CPS.key] = ox.Literal(finding.key)
    said[CPS.doubt] = [ox.Literal(doubt, language="zh-Hans") for doubt in dict.fromkeys(finding.doubts)]
    status = audit.changes and audit.changes.status(finding)
    said[CPS.status] = ox.Literal(status) if status else None
    return _Node(_named("result", number), _SH + "ValidationResult", said)


def _waiver(waived: Waived, number: int) -> _Node:
    said = {
        CPS.reason: ox.Literal(waived.reason),
        CPS.acceptedBy: ox.Literal(waived.by),
        CPS.acceptedUntil: ox.Literal(waived.until.isoformat(), datatype=ox.NamedNode(_XSD + "date")),
    }
    return _Node(_named("waiver", number), CPS.Waiver, said)


def _path(path: Path | str, name: str, numbers: count[int]) -> Any:
    """A path as SHACL writes it in RDF (section 2.3.1)."""
    if isinstance(path, str):
        return ox.NamedNode(path)
    parts = [_path(part, name, numbers) for part in path.parts]
    if path.kind == "sequence":
        return tuple(parts)
    value = tuple(parts) if path.kind == "alternative" else parts[0]
    return _Node(ox.BlankNode(f"{name}-{next(numbers)}"), None, {_KINDS[path.kind]: value})


def _named(kind: str, number: int) -> ox.BlankNode:
    return ox.BlankNode(f"{kind}{number:06}")


def _foreign(term: Term) -> Term:
    """A term of the data or the shapes, with a blank node called so that none of the report has its name."""
    return ox.BlankNode(f"the-{term.value}") if isinstance(term, ox.BlankNode) else term


def _triples(node: _Node) -> Iterator[ox.Triple]:
    if node.kind is not None:
        yield ox.Triple(node.name, _TYPE, ox.NamedNode(node.kind))
    parts: list[Iterator[ox.Triple]] = []
    for predicate, values in node.said.items():
        for value in values if isinstance(values, list) else [values]:
            if value is not None:
                term, inner = _term(value, f"{node.name.value}-{predicate.rsplit('#')[-1]}")
                yield ox.Triple(node.name, _iri(predicate), term)
                parts.append(inner)
    yield from chain.from_iterable(parts)


def _term(value: Any, name: str) -> tuple[Term, Iterator[ox.Triple]]:
    """What stands for `value` in a triple, and the triples that say what it is made of; lists are called `name`."""
    if isinstance(value, _Node):
        return value.name, _triples(value)
    if isinstance(value, tuple):
        return ox.BlankNode(f"{name}-1"), _cells(value, name)
    return cast(Term, value), iter(())


def _cells(values: tuple[Any, ...], name: str) -> Iterator[ox.Triple]:
    for n, value in enumerate(values, 1):
        cell = ox.BlankNode(f"{name}-{n}")
        term, inner = _term(value, f"{cell.value}-")
        yield ox.Triple(cell, _FIRST, term)
        yield ox.Triple(cell, _REST, ox.BlankNode(f"{name}-{n + 1}") if n < len(values) else _NIL)
        yield from inner


@cache
def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _context() -> dict[str, Any]:
    """Every word that the report says as a term, and none as a prefix: an IRI of the data stays what it is."""
    words = {
        _SH: (
            "ValidationReport", "ValidationResult", "conforms", "focusNode", "resultSeverity", "resultPath", "value",
            "sourceConstraintComponent", "sourceConstraint", "sourceShape", "resultMessage", "inversePath",
            "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "alternativePath",
        ),
        str(CPS): (
            "profile", "factsAudited", "generation", "lookedAtNothing", "filter", "dataHash", "shapesHash", "software",
            "baseline", "mended", "rule", "key", "doubt", "status", "waiver", "Waiver", "reason",
            "acceptedBy", "acceptedUntil",
        ),
    }  # fmt: skip
    terms = {name: {"@id": namespace + name} for namespace, names in words.items() for name in names}
    return {"@version": 1.1, **terms, "result": {"@id": _SH + "result", "@container": "@set"}}


def _value(value: Any) -> Any:
    match value:
        case _Node():
            kind = {} if value.kind is None else {"@type": value.kind.rsplit("#")[-1]}
            said = {
                predicate.rsplit("#")[-1]: _value(values)
                for predicate, values in value.said.items()
                if values is not None and values != []
            }
            return {"@id": f"_:{value.name.value}", **kind, **said}
        case tuple():
            return {"@list": [_value(part) for part in value]}
        case list():
            return [_value(part) for part in value]
        case ox.NamedNode():
            return {"@id": value.value}
        case ox.BlankNode():
            return {"@id": f"_:{value.value}"}
    return _literal(value)


def _literal(literal: ox.Literal) -> Any:
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    datatype = literal.datatype.value
    if datatype == _XSD + "boolean" and literal.value in ("true", "false"):
        return literal.value == "true"
    return literal.value if datatype == _XSD + "string" else {"@value": literal.value, "@type": datatype}
