"""Data and shapes to results by pyshacl: the engine that conformance is held against, for graphs of a small size."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import pyshacl
from pyparsing import ParseBaseException
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph, Literal
from rdflib.namespace import SH, XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Node

from shapes.compiled.reading import Reader, targeted
from shapes.compiled.refusals import IllFormed, Uncovered
from shapes.paths import path_text
from shapes.results import Result
from shapes.terms import from_rdflib

__all__ = ["reference_results"]

#: What shapes that cannot be run make pyshacl raise. TypeError: it compares values that have no order,
#: such as a year with a month; NotImplementedError: a query asks for $shapesGraph; re.error: a pattern is none;
#: ArithmeticError, ValueError: a number has more digits than Python compares.
_REFUSALS = (
    ReportableRuntimeError, ParseBaseException, TypeError, NotImplementedError, re.error, ArithmeticError, ValueError
)  # fmt: skip

#: The functions with an IRI that rdflib has: casts (SPARQL 1.1, section 17.5).
_FUNCTIONS = frozenset(
    XSD[name] for name in ("string", "dateTime", "float", "double", "decimal", "integer", "boolean")
)

_PLACE = re.compile(r"\{[?$](\w+)\}")

# what goes wrong in pyshacl is raised as well: standard error is for our own words
logging.getLogger("pyshacl-validate").disabled = True


def reference_results(data: Graph, shapes: Graph) -> list[Result]:
    """What pyshacl finds in `data`, an rdflib graph in memory that holds the class tree too.

    On a graph backed by Oxigraph pyshacl finds false violations of sh:in and sh:hasValue.

    Raises:
        IllFormed: the shapes break a rule of syntax, or pyshacl cannot run them.
    """
    roots = targeted(shapes)
    for root in roots:
        reader = Reader(shapes, root)
        try:
            reader.target()
            reader.shape()
        except Uncovered:
            pass  # beyond the compiler, not beyond pyshacl
    alone = Graph(bind_namespaces="none") + shapes  # pyshacl adds triples of its own
    try:
        _, report, text = pyshacl.validate(_Asked(data), shacl_graph=alone, inplace=True, inference="none")
    except Exception as error:
        # a query that uses an undeclared prefix raises Exception itself, so only that one and _REFUSALS
        if type(error) is Exception or isinstance(error, _REFUSALS):
            raise _refused(roots, str(error)) from error
        raise
    if not isinstance(report, Graph):  # a failure of the validation itself is handed back, not raised
        raise _refused(roots, str(text))
    return [_result(report, shapes, one) for one in report.objects(None, SH.result)]


class _Asked(Graph):
    """A graph that keeps its queries parsed: pyshacl asks each anew for every focus node, and parsing one takes longer
    than answering it."""

    def __init__(self, data: Graph) -> None:
        super().__init__(store=data.store, identifier=data.identifier, bind_namespaces="none")
        self._parsed: dict[tuple[str, ...], Query] = {}

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> QueryResult:
        """As `Graph.query`."""
        if isinstance(query_object, str):
            prefixes = {str(prefix): str(iri) for prefix, iri in (kwargs.get("initNs") or {}).items()}
            key = (query_object, *(f"{prefix} {iri}" for prefix, iri in sorted(prefixes.items())))
            if key not in self._parsed:
                self._parsed[key] = prepareQuery(query_object, initNs=prefixes)
                _refuse_functions(self._parsed[key])
            query_object = self._parsed[key]
        return super().query(query_object, *args, **kwargs)


def _refuse_functions(query: Query) -> None:
    """Raises for a function that rdflib does not have: it would leave the rows out that ask for it."""

    def look(part: object) -> None:
        if isinstance(part, CompValue) and part.name == "Function" and part.iri not in _FUNCTIONS:
            raise ReportableRuntimeError(f"The custom function {part.iri.n3()} is not supported")

    traverse(query.algebra, visitPre=look)


def _refused(roots: list[Node], why: str) -> IllFormed:
    return IllFormed(from_rdflib(roots[0]), f"pyshacl cannot run it: {' '.join(why.split())}")


def _result(report: Graph, shapes: Graph, node: Node) -> Result:
    said = dict(report.predicate_objects(node))
    path, shape, constraint = (said.get(p) for p in (SH.resultPath, SH.sourceShape, SH.sourceConstraint))
    assert shape is not None
    value = said.get(SH.value)
    return Result(
        focus=from_rdflib(said[SH.focusNode]),
        path=path_text(report, path) if path is not None else None,
        value=from_rdflib(value) if value is not None else None,
        component=from_rdflib(said[SH.sourceConstraintComponent]),  # type: ignore[arg-type]
        severity=from_rdflib(said[SH.resultSeverity]),  # type: ignore[arg-type]
        shape=from_rdflib(shape),
        constraint=from_rdflib(constraint) if constraint is not None else None,
        messages=tuple(from_rdflib(m) for m in _messages(report, shapes, node, shape, constraint)),  # type: ignore[misc]
    )


def _messages(
    report: Graph, shapes: Graph, node: Node, shape: Node, constraint: Node | None
) -> Iterator[Literal]:
    """The messages of a result in the languages of their templates; none of pyshacl's own words.

    pyshacl drops the language of a message whose places a query fills, so it is taken from the template.
    """
    words = sorted(str(one) for one in report.objects(node, SH.resultMessage))
    speakers = [one for one in (constraint, shape) if one is not None]
    templates = next(filter(None, ([*shapes.objects(one, SH.message)] for one in speakers)), [])
    for template in sorted(templates, key=lambda t: t.n3()):
        if isinstance(template, Literal):
            pattern = ".*".join(re.escape(part) for part in _PLACE.split(template)[::2])
            for said in words:
                if re.fullmatch(pattern, said, re.DOTALL):
                    yield Literal(said, lang=template.language)
