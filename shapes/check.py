"""Data and rules to findings: SHACL by pyshacl, one rule at a time."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

import pyshacl
from pyparsing import ParseBaseException
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph
from rdflib.namespace import SH

from shapes.context import Context
from shapes.data import UnreadableData, data_graph, read
from shapes.findings import Audit, Checked, Finding
from shapes.messages import Messages
from shapes.paths import path_text
from shapes.profile import Profile, profiles
from shapes.rules import SEVERITIES, Rule, rules, rules_of, severity_of

__all__ = ["audit", "validate"]

#: What shapes that cannot be run make pyshacl raise. TypeError: it compares values that have no order,
#: such as a year with a month; NotImplementedError: a query asks for $shapesGraph.
_REFUSALS = (ReportableRuntimeError, ParseBaseException, TypeError, NotImplementedError)

# what goes wrong in pyshacl is raised as well: standard error is for our own words
logging.getLogger("pyshacl-validate").disabled = True


def audit(data: Graph, rules: Sequence[Rule], profile: Profile, *, generation: str = "") -> Audit:
    """What `rules` find in `data`.

    Args:
        data: a graph in memory, made by `data_graph`.
        rules: the rules to run.
        profile: what each rule weighs.
        generation: the name of the state of the store that the data is from.

    Raises:
        UnreadableData: a rule is no shape that SHACL can run; the project's rules all are.
    """
    context = Context(data)
    findings = [(rank, f) for rank, rule in enumerate(rules) for f in _findings(data, rule, profile, context)]
    findings.sort(key=lambda pair: (SEVERITIES.index(pair[1].severity), pair[0], *_place(pair[1])))
    return Audit(
        findings=tuple(finding for _, finding in findings),
        checked=tuple(Checked(r, profile.severity(r), len(r.target.found_in(data))) for r in rules),
        plans=context.plans(),
        agencies=context.agencies(),
        profile=profile,
        generation=generation,
    )


def validate(files: Sequence[Path], shapes: Sequence[Path] = (), profile: Profile | None = None) -> Audit:
    """What the project's rules, or somebody's own `shapes`, find in RDF files.

    Raises:
        UnreadableData: a file is missing, is no RDF or holds no shape.
    """
    data = data_graph(read(files))
    return audit(data, rules_of(shapes) if shapes else rules(), profile or profiles()["default"])


def _findings(data: Graph, rule: Rule, profile: Profile, context: Context) -> list[Finding]:
    report = _run(data, rule)
    results = list(report.objects(None, SH.result))
    if not results:
        return []
    messages = Messages(data, rule)
    findings = []
    for result in results:
        said = dict(report.predicate_objects(result))
        focus, value, path = said[SH.focusNode], said.get(SH.value), said.get(SH.resultPath)
        # a SPARQL constraint may have a message of its own, before that of its shape
        speakers = [said[s] for s in (SH.sourceConstraint, SH.sourceShape) if s in said]
        templates = [[*rule.graph.objects(speaker, SH.message)] for speaker in speakers]
        message = messages.text(
            next(filter(None, templates), []), report.objects(result, SH.resultMessage), focus, value
        )
        findings.append(
            Finding(
                rule=rule.name,
                severity=profile.severities.get(rule.name, severity_of(said[SH.resultSeverity])),
                focus=focus,
                path=path_text(report, path) if path is not None else None,
                value=value,
                message=message,
                plan=context.plan(focus),
                evidence=context.evidence(focus, value),
                label=context.label(focus),
                agencies=context.agencies_of(focus),
                component=said[SH.sourceConstraintComponent],
                shape=said[SH.sourceShape],
            )
        )
    return findings


def _run(data: Graph, rule: Rule) -> Graph:
    """The W3C validation report of one rule.

    Rules are run one by one, so that a result says by where it was found which rule it belongs to.
    """
    shapes = Graph(bind_namespaces="none") + rule.graph  # pyshacl adds triples of its own
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none")
    except Exception as error:
        # a query that uses an undeclared prefix raises Exception itself, so only that one and _REFUSALS
        if type(error) is Exception or isinstance(error, _REFUSALS):
            raise UnreadableData(f"the shape {rule.name} cannot be run: {_line(error)}") from error
        raise
    if not isinstance(report, Graph):  # a failure of the validation itself is handed back, not raised
        raise UnreadableData(f"the shape {rule.name} cannot be run: {_line(text)}")
    return report


def _place(finding: Finding) -> tuple[object, ...]:
    """Where a finding stands in a report: by plan, then by IRI with numbers in their order."""
    parts = (finding.focus, finding.path, finding.value, finding.component)
    return (finding.plan or "", *map(_natural, parts))


def _natural(term: object) -> tuple[tuple[str, int], ...]:
    """A key by which measure/9 comes before measure/10."""
    found = re.findall(r"(\D*)(\d*)", "" if term is None else str(term))
    return tuple((words, int(number or 0)) for words, number in found)


def _line(message: object) -> str:
    return " ".join(str(message).split())
