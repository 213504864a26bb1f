"""Shapes run by pyshacl: the engine of reference, for small graphs and for what the compiler does not cover."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pyshacl
from pyparsing import ParseBaseException
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.data import UnreadableData
from shapes.paths import path_text
from shapes.results import Result, Term

__all__ = ["reference_results"]

#: What shapes that cannot be run make pyshacl raise. TypeError: it compares values that have no order,
#: such as a year with a month; NotImplementedError: a query asks for $shapesGraph.
_REFUSALS = (ReportableRuntimeError, ParseBaseException, TypeError, NotImplementedError)
_PLACE = re.compile(r"\{[?$]\w+\}")

# what goes wrong in pyshacl is raised as well: standard error is for our own words
logging.getLogger("pyshacl-validate").disabled = True


def reference_results(data: Graph, shapes: Graph, name: str) -> Iterator[Result]:
    """What the shapes called `name` find in `data`, in no particular order.

    Raises:
        UnreadableData: they are no shapes that can be run.
    """
    report = _report(data, shapes, name)
    for result in report.objects(None, SH.result):
        said = dict(report.predicate_objects(result))
        # a SPARQL constraint may have a message of its own, before that of its shape
        speakers = [said[s] for s in (SH.sourceConstraint, SH.sourceShape) if s in said]
        templates: list[Node] = next(
            filter(None, ([*shapes.objects(speaker, SH.message)] for speaker in speakers)), []
        )
        constraint, path = said.get(SH.sourceConstraint), said.get(SH.resultPath)
        value = said.get(SH.value)
        yield Result(
            focus=_term(said[SH.focusNode]),
            path=None if path is None else path_text(report, path),
            value=None if value is None else _term(value),
            component=ox.NamedNode(str(said[SH.sourceConstraintComponent])),
            severity=ox.NamedNode(str(said[SH.resultSeverity])),
            shape=_term(said[SH.sourceShape]),
            constraint=None if constraint is None else _term(constraint),
            messages=tuple(_messages(templates, report.objects(result, SH.resultMessage))),
        )


def _report(data: Graph, shapes: Graph, name: str) -> Graph:
    alone = Graph(bind_namespaces="none") + shapes  # pyshacl adds triples of its own
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=alone, inplace=True, inference="none")
    except Exception as error:
        # a query that uses an undeclared prefix raises Exception itself, so only that one and _REFUSALS
        if type(error) is Exception or isinstance(error, _REFUSALS):
            raise UnreadableData(f"the shape {name} cannot be run: {_line(error)}") from error
        raise
    if not isinstance(report, Graph):  # a failure of the validation itself is handed back, not raised
        raise UnreadableData(f"the shape {name} cannot be run: {_line(text)}")
    return report


def _messages(templates: Iterable[Node], said: Iterable[Node]) -> Iterator[ox.Literal]:
    """The words of `said`, with the language of the template that they fit.

    pyshacl drops the language of a message whose places a query fills.
    """
    words = [str(one) for one in said]
    fitting = [
        ox.Literal(w, language=template.language)
        for template in templates
        if isinstance(template, Literal) and template.language
        for w in words
        if re.fullmatch(".*".join(map(re.escape, _PLACE.split(template))), w, re.DOTALL)
    ]
    return iter(fitting or [ox.Literal(w) for w in words])


def _term(node: Node) -> Term:
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    assert isinstance(node, URIRef)
    return ox.NamedNode(str(node))


def _line(message: object) -> str:
    return " ".join(str(message).split())
