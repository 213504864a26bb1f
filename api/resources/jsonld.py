"""JSON-LD that reads well: compacted against the published context, an object for each resource."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from api.resources.context import Property, name_of, properties
from ontology.terms import PREFIXES

__all__ = ["jsonld"]

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
#: Beyond this, a number is not the same number in every program that reads JSON (RFC 8259, section 6).
_EXACT = 2**53

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def jsonld(triples: Sequence[ox.Triple], context: str) -> bytes:
    """The triples in JSON-LD 1.1, in the order given; those of one subject and property are to stand together.

    Args:
        triples: what to write.
        context: the address of the published context.
    """
    if any(
        _confusable(term) for triple in triples for term in (triple.subject, triple.predicate, triple.object)
    ):
        return ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b""
    document = {
        "@context": context,
        "@graph": [_node(subject, same) for subject, same in groupby(triples, key=lambda t: t.subject)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _confusable(term: Term) -> bool:
    """Whether a processor would take a term for another one: an IRI whose scheme is one of our prefixes."""
    if isinstance(term, ox.Triple):
        return True
    scheme, _, rest = term.value.partition(":") if isinstance(term, ox.NamedNode) else ("", "", "")
    return scheme in PREFIXES and not rest.startswith("//")


def _node(subject: ox.NamedNode | ox.BlankNode | ox.Triple, triples: Iterable[ox.Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _id(subject)}
    for predicate, same in groupby(triples, key=lambda t: t.predicate.value):
        values = [triple.object for triple in same]
        if predicate == _TYPE:
            node["type"] = _one_or_all([_name(value) for value in values])
            continue
        known = properties().get(predicate) or Property(predicate, name_of(predicate), "", False)
        if known.kind == "prose":
            words = [one for one in values if isinstance(one, ox.Literal) and one.language is not None]
            if words:
                node[known.name] = _by_language(words, several=known.several)
            values = [one for one in values if one not in words]
            if not values:
                continue
            known = Property(predicate, predicate, "", False)  # by its IRI, the context knows nothing of it
        written = [_value(value, known.kind) for value in values]
        node[known.name] = written if known.several else _one_or_all(written)
    return node


def _by_language(words: list[ox.Literal], *, several: bool) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for one in words:
        found.setdefault(one.language or "", []).append(one.value)
    return {tag: texts if several else _one_or_all(texts) for tag, texts in found.items()}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _id(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _name(term: Term) -> str:
    return name_of(term.value) if isinstance(term, ox.NamedNode) else _id(term)


def _value(term: Term, kind: str) -> Any:
    """A value as short as the context allows: in full, it is right whatever the context says of its property."""
    if not isinstance(term, ox.Literal):
        if kind == "iri":
            return _id(term)
        return _name(term) if kind == "term" else {"@id": _id(term)}
    text, datatype = term.value, term.datatype.value
    if term.language is not None:
        return {"@language": term.language, "@value": text}
    coerced = kind in ("iri", "term", "decimal", "year")
    if datatype == _XSD + "string":
        return {"@value": text} if coerced else text
    if datatype == _XSD + "boolean" and text in ("true", "false") and not coerced:
        return text == "true"
    if datatype == _XSD + "integer" and not coerced and _plain(text):
        return int(text)
    if (kind, datatype) in (("decimal", _XSD + "decimal"), ("year", _XSD + "gYear")):
        return text
    return {"@type": name_of(datatype), "@value": text}


def _plain(text: str) -> bool:
    """Whether a number is written as JSON-LD would write it (JSON-LD 1.1 API, section 8.6)."""
    return (
        len(text) < 17 and text.lstrip("-").isdecimal() and str(int(text)) == text and abs(int(text)) < _EXACT
    )
