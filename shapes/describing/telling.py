"""Results of a rule to findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapes.describing.context import Context
from shapes.describing.messages import Messages
from shapes.describing.notes import doubts
from shapes.findings import Finding
from shapes.identity import identity
from shapes.results import Result
from shapes.rules import SEVERITIES, Rule, Severity, severity_of
from shapes.terms import Term

__all__ = ["findings"]

#: How many results are put into words together: what is looked up for them is in memory as long.
_TOGETHER = 5_000


def findings(results: Sequence[Result], rule: Rule, context: Context) -> Iterator[Finding]:
    """The results of `rule` as findings, in their order.

    Raises:
        UnreadableData: the query of a detail of the rule cannot be asked.
    """
    messages = Messages(context.data, context.facts, rule, results)
    raised = {(result.shape, result.constraint) for result in results}
    sources = {by: identity(rule.graph, *by) for by in raised}
    for start in range(0, len(results), _TOGETHER):
        yield from _some(results[start : start + _TOGETHER], rule, context, messages, sources)


def _some(
    results: Sequence[Result],
    rule: Rule,
    context: Context,
    messages: Messages,
    sources: Mapping[tuple[Term, Term | None], str],
) -> Iterator[Finding]:
    about = context.about(result.focus for result in results)
    quoted = context.quoted((r.focus, r.value) for r in results if r.value is not None)
    values: dict[Term | None, Term | None] = {}  # a unit is that of many
    for result in results:
        known = about[result.focus]
        measure = known.measure
        doubted = doubts(known.notes, rule.doubted_by)
        own = severity_of(result.severity.value)
        yield Finding(
            rule=rule.name,
            severity=own,
            focus=known.node,
            path=result.path,
            value=values.setdefault(result.value, result.value),
            message=messages.text(result, doubted),
            plan=known.plan,
            evidence=(quoted.get((result.focus, result.value)) if result.value else None) or known.evidence,
            label=known.label,
            agencies=measure.units if measure else (),
            component=result.component,
            shape=result.shape,
            measure=measure.iri if measure else None,
            number=measure.number if measure else None,
            title=measure.title if measure else None,
            doubts=doubted,
            own=own,
            cap=_cap(result, rule),
            constraint=result.constraint,
            source=sources[result.shape, result.constraint],
        )


def _cap(result: Result, rule: Rule) -> Severity | None:
    """The most that a result may weigh, by its shape or its constraint."""
    if not rule.caps:
        return None
    caps = {rule.caps.get(str(one)) for one in (result.shape, result.constraint) if one is not None}
    return next((severity for severity in reversed(SEVERITIES) if severity in caps), None)
