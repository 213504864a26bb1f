"""An audit as the W3C's validation report (SHACL, section 3.6), in Turtle or JSON-LD."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from ontology.terms import PREFIXES
from shapes.findings import Audit, Finding
from shapes.rules import Severity
from shapes.terms import to_rdflib

__all__ = ["as_jsonld", "as_turtle", "report_graph"]

_SEVERITY: dict[Severity, Node] = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}

#: What a path is made of besides predicates: only these lead to further nodes of it.
_STEPS = (
    RDF.first,
    RDF.rest,
    SH.alternativePath,
    SH.inversePath,
    SH.zeroOrMorePath,
    SH.oneOrMorePath,
    SH.zeroOrOnePath,
)


def report_graph(audit: Audit) -> Graph:
    """The sh:ValidationReport of `audit`, a result for each finding.

    Severities are those of the profile, and a message stands in both languages. Blank nodes are
    numbered in the order of the findings, so that one audit is always the same text.
    """
    graph = Graph(bind_namespaces="none")
    for prefix in ("cp", "cps", "rdf", "sh", "xsd"):
        graph.bind(prefix, PREFIXES[prefix])
    shapes = {checked.rule.name: checked.rule.graph for checked in audit.checked}
    report = BNode("report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(audit.conforms)))
    for number, finding in enumerate(audit.findings, 1):
        result = BNode(f"result{number:06}")
        graph.add((report, SH.result, result))
        _add(graph, result, finding, shapes[finding.rule])
    return graph


def as_turtle(audit: Audit) -> str:
    """The validation report as Turtle."""
    return report_graph(audit).serialize(format="turtle")


def as_jsonld(audit: Audit) -> str:
    """The validation report as JSON-LD, with the project's prefixes as its context."""
    context = {prefix: PREFIXES[prefix] for prefix in ("cp", "cps", "rdf", "sh", "xsd")}
    return report_graph(audit).serialize(format="json-ld", context=context, indent=1, ensure_ascii=False)


def _add(graph: Graph, result: BNode, finding: Finding, shapes: Graph) -> None:
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, to_rdflib(finding.focus)))
    graph.add((result, SH.resultSeverity, _SEVERITY[finding.severity]))
    graph.add((result, SH.sourceConstraintComponent, to_rdflib(finding.component)))
    graph.add((result, SH.sourceShape, to_rdflib(finding.shape)))
    graph.add((result, SH.resultMessage, Literal(finding.message.zh, lang="zh-Hans")))
    graph.add((result, SH.resultMessage, Literal(finding.message.en, lang="en")))
    if finding.value is not None:
        graph.add((result, SH.value, to_rdflib(finding.value)))
    if finding.path is not None:
        path = shapes.value(to_rdflib(finding.shape), SH.path)
        # a SPARQL constraint on a node shape names a predicate of its own
        copied = URIRef(finding.path) if path is None else _copy(graph, shapes, path, f"{result}path")
        graph.add((result, SH.resultPath, copied))


def _copy(graph: Graph, shapes: Graph, node: Node, name: str) -> Node:
    """Copies a path into `graph`; its blank nodes are called `name` and numbered from there."""
    if not isinstance(node, BNode):
        return node
    copied = BNode(name)
    for number, (step, part) in enumerate(sorted(shapes.predicate_objects(node))):
        if step in _STEPS:
            graph.add((copied, step, _copy(graph, shapes, part, f"{name}-{number}")))
    return copied
