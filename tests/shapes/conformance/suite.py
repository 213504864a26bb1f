"""The W3C's SHACL test suite: its cases, and what they expect."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH, Namespace
from rdflib.term import Node

from shapes.data import graph_of
from shapes.paths import path_text
from shapes.results import Key
from shapes.terms import Term, from_rdflib

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

#: Beside the project's folder, or wherever SHACL_SUITE says.
SUITE = Path(
    os.environ.get("SHACL_SUITE") or Path(__file__).resolve().parents[4] / "shared" / "conformance" / "shacl"
)


@dataclass(frozen=True)
class Case:
    """A test of the suite; `expected` is None where the shapes must be refused."""

    name: str
    approved: bool
    data: Graph
    shapes: Graph
    expected: list[Key] | None


def cases(part: str) -> list[Case]:
    """The cases of `part`, which is core or sparql, by name: those of its manifests, and the one that is in none."""
    return sorted(
        (case for file in (SUITE / part).rglob("*.ttl") for case in _cases(file)), key=lambda c: c.name
    )


def _cases(file: Path) -> Iterator[Case]:
    graph = _read(file)
    for case in graph.subjects(RDF.type, SHT.Validate):
        yield _case(graph, case, file)


def _case(graph: Graph, case: Node, file: Path) -> Case:
    action, result = graph.value(case, MF.action), graph.value(case, MF.result)
    data, shapes = (_file(graph.value(action, p)) for p in (SHT.dataGraph, SHT.shapesGraph))
    expected = (
        None if result == SHT.Failure else [_key(graph, one) for one in graph.objects(result, SH.result)]
    )
    return Case(
        str(file.relative_to(SUITE).with_suffix("")),
        graph.value(case, MF.status) == SHT.approved,
        graph if data == file else _read(data),
        graph if shapes == file else _read(shapes),
        expected,
    )


def _key(graph: Graph, result: Node) -> Key:
    path, value = graph.value(result, SH.resultPath), graph.value(result, SH.value)
    focus, component, severity, shape = (
        from_rdflib(graph.value(result, p))
        for p in (SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity, SH.sourceShape)
    )
    return (
        focus,
        None if path is None else path_text(graph, path),
        None if value is None else from_rdflib(value),
        component,
        severity,
        shape,
    )


def _read(file: Path) -> Graph:
    return graph_of(ox.parse(path=file, format=ox.RdfFormat.TURTLE, base_iri=file.resolve().as_uri()))


def _file(node: Node | None) -> Path:
    assert isinstance(node, URIRef), node
    return Path(node.removeprefix("file://"))


def as_stored(keys: Iterable[Key]) -> Counter[Key]:
    """The keys with their literals as a store of ours holds them, where 1.10 is 1.1."""
    store, any_iri = ox.Store(), ox.NamedNode("urn:any")

    def stored(term: Term | None) -> Term | None:
        if not isinstance(term, ox.Literal):
            return term
        store.clear()
        store.add(ox.Quad(any_iri, any_iri, term))
        return next(iter(store)).object  # type: ignore[return-value]

    return Counter((stored(k[0]), k[1], stored(k[2]), *k[3:]) for k in keys)  # type: ignore[misc]
