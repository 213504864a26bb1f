"""The data of a resource in each of the formats; all of them hold the same triples."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pyoxigraph as ox

from api.errors import Problem
from api.languages import Words
from api.resources.alternates import DATA
from api.resources.jsonld import jsonld
from api.resources.neighbourhood import REFERENCES, Neighbourhood
from api.resources.turtle import trig, turtle
from graph import markup
from graph.formats import Format
from graph.store import Unwritable
from ontology.terms import PREFIXES

__all__ = ["rdf_xml", "written"]


def written(data: Neighbourhood, taken: Format, context: str) -> bytes:
    """The data in the format `taken`.

    Args:
        data: of a resource.
        taken: one of `DATA`.
        context: the address of the JSON-LD context.

    Raises:
        Problem: the format cannot hold it (406).
    """
    match taken.name:
        case "turtle":
            return turtle(data.triples, data.base, _note(data)).encode("utf-8")
        case "trig":
            return trig(data.quads, data.base, _note(data)).encode("utf-8")
        case "jsonld":
            return jsonld(data.triples, context)
        case "rdfxml":
            return rdf_xml(data.triples)
        case "nquads":
            return ox.serialize(data.quads, format=ox.RdfFormat.N_QUADS) or b""
        case "ntriples":
            return ox.serialize(data.triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return _csv(data.triples)


def _note(data: Neighbourhood) -> str:
    """Where only a part of the references is told, that is told too."""
    if data.page == 1 and not data.more:
        return ""
    first, last = REFERENCES * (data.page - 1) + 1, REFERENCES * data.page
    if not data.more:
        return f"从第 {first} 个引用起，到此为止 · the references from number {first} to the last"
    return (
        f"第 {first}–{last} 个引用，其余见 ?page={data.page + 1} · "
        f"references {first}–{last}; the others: ?page={data.page + 1}"
    )


def _used_prefixes(ntriples: bytes) -> dict[str, str]:
    """The project's prefixes whose namespaces occur in some N-Triples."""
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}".encode() in ntriples}


def rdf_xml(triples: Sequence[ox.Triple]) -> bytes:
    """The triples in RDF/XML.

    Raises:
        Problem: the triples cannot be written in XML (406).
    """
    prefixes = _used_prefixes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    try:
        return markup.rdf_xml(triples, prefixes)
    except Unwritable as error:
        others = ", ".join(one.ending for one in DATA if one.name != "rdfxml")
        raise Problem(
            "not-acceptable",
            Words(
                f"其中有 XML 无法表示的字符或属性，不能写成 RDF/XML。其他格式都可以：{others}。",
                f"It has characters or properties that XML has no place for. Every other format holds it: {others}.",
            ),
        ) from error


def _csv(triples: Sequence[ox.Triple]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("subject", "predicate", "object"))
    table.writerows(tuple(_plain(one) for one in (t.subject, t.predicate, t.object)) for t in triples)
    return out.getvalue().encode("utf-8")


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
