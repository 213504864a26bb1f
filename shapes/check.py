"""Data and rules to findings, one rule at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from shapes.context import Context
from shapes.data import Data, Facts, read
from shapes.findings import Audit, Checked, Finding
from shapes.messages import Messages
from shapes.profile import Profile, profiles
from shapes.reference import reference_results
from shapes.results import Result
from shapes.rules import SEVERITIES, Rule, Severity, rules, rules_of, severity_of

__all__ = ["audit", "validate"]


def audit(
    data: Data, rules: Sequence[Rule], profile: Profile, *, facts: Facts = "stated", generation: str = ""
) -> Audit:
    """What `rules` find in `data`.

    Args:
        data: what is audited.
        rules: the rules to run, those for `facts`.
        profile: what each rule weighs.
        facts: what `data` holds and the rules ask for, see `shapes.rules.rules`.
        generation: the name of the state of the store that the data is from.

    Raises:
        UnreadableData: a rule is no shape that SHACL can run; the project's rules all are.
    """
    context = Context(data)
    findings = [(rank, f) for rank, rule in enumerate(rules) for f in _findings(data, rule, profile, context)]
    findings.sort(key=lambda pair: (SEVERITIES.index(pair[1].severity), pair[0], *_place(pair[1])))
    return Audit(
        findings=tuple(finding for _, finding in findings),
        checked=tuple(Checked(r, profile.severity(r), len(r.target.found_in(data.graph))) for r in rules),
        plans=context.plans(),
        measures=context.measures(),
        agencies=context.agencies(),
        profile=profile,
        facts=facts,
        generation=generation,
    )


def validate(files: Sequence[Path], shapes: Sequence[Path] = (), profile: Profile | None = None) -> Audit:
    """What the project's rules, or somebody's own `shapes`, find in RDF files.

    Raises:
        UnreadableData: a file is missing, is no RDF or holds no shape.
    """
    data = Data.of(read(files))
    return audit(data, rules_of(shapes) if shapes else rules(), profile or profiles()["default"])


def _findings(data: Data, rule: Rule, profile: Profile, context: Context) -> list[Finding]:
    results = list(reference_results(data.graph, rule.graph, rule.name))
    if not results:
        return []
    messages = Messages(data, rule)
    return [_finding(result, rule, profile, context, messages) for result in results]


def _finding(result: Result, rule: Rule, profile: Profile, context: Context, messages: Messages) -> Finding:
    measure = context.measure(result.focus)
    doubts = context.doubts(result.focus, rule.doubted_by)
    return Finding(
        rule=rule.name,
        severity=_weight(result, rule, profile, doubted=bool(doubts)),
        focus=result.focus,
        path=result.path,
        value=result.value,
        message=messages.text(result, doubts),
        plan=context.plan(result.focus),
        evidence=context.evidence(result.focus, result.value),
        label=context.label(result.focus),
        agencies=measure.units if measure else (),
        component=result.component,
        shape=result.shape,
        measure=measure.iri if measure else None,
        number=measure.number if measure else None,
        title=measure.title if measure else None,
        doubts=doubts,
    )


def _weight(result: Result, rule: Rule, profile: Profile, *, doubted: bool) -> Severity:
    """What a result weighs: by the profile or its shape, one step less for a doubt, and never above a cap."""
    rank = SEVERITIES.index(profile.severities.get(rule.name, severity_of(result.severity.value)))
    caps = [rule.caps.get(str(one)) for one in (result.shape, result.constraint) if one is not None]
    ranks = [rank + doubted, *(SEVERITIES.index(cap) for cap in caps if cap)]
    return SEVERITIES[min(max(ranks), len(SEVERITIES) - 1)]


def _place(finding: Finding) -> tuple[object, ...]:
    """Where a finding stands in a report: by plan, then by IRI with numbers in their order."""
    parts = (finding.focus, finding.path, finding.value, finding.component)
    return (finding.plan or "", *map(_natural, parts))


def _natural(term: object) -> tuple[tuple[str, int], ...]:
    """A key by which measure/9 comes before measure/10."""
    found = re.findall(r"(\D*)(\d*)", "" if term is None else str(term))
    return tuple((words, int(number or 0)) for words, number in found)
