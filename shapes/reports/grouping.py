"""Findings by rule and plan, as many of each as a page can show; how many there are is always known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shapes.findings import Audit, Checked, Finding
from shapes.rules import Severity

__all__ = ["OfPlan", "OfRule", "allotted", "grouped"]

#: How many plans a rule lists, those with the most findings.
_PLANS = 40


@dataclass(frozen=True, slots=True)
class OfPlan:
    """The findings of a rule in a plan, or in none: how many there are, and those that are shown."""

    plan: str | None
    title: str | None
    total: int
    severities: Mapping[Severity, int]
    shown: Sequence[Finding]

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True, slots=True)
class OfRule:
    """The findings of a rule: how many there are, by plan, and how many plans are not shown."""

    checked: Checked
    total: int
    severities: Mapping[Severity, int]
    plans: Sequence[OfPlan]
    more_plans: int

    @property
    def rest(self) -> int:
        """How many findings are in plans that are not shown."""
        return self.total - sum(plan.total for plan in self.plans)


def grouped(audit: Audit, most: int) -> list[OfRule]:
    """The findings by rule, in the order in which rules first occur in them, and by plan; at most `most` are shown.

    What can be shown is shared out evenly: a rule with few findings shows them all, and so does a plan.
    """
    checked = {one.rule.name: one for one in audit.checked}
    titles = {plan.iri: plan.title for plan in audit.plans}
    by_rule: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    room = allotted([len(found) for found in by_rule.values()], most)
    return [
        _of_rule(checked[name], found, titles, shown)
        for (name, found), shown in zip(by_rule.items(), room, strict=True)
    ]


def allotted(counts: Sequence[int], most: int) -> list[int]:
    """How many of each of `counts` to show, `most` in all: as evenly as can be, none more than there are."""
    given = [0] * len(counts)
    left = most
    open_ = [n for n, count in enumerate(counts) if count]
    while left and open_:
        each = max(left // len(open_), 1)
        for n in open_[:left]:
            more = min(each, counts[n] - given[n], left)
            given[n] += more
            left -= more
        open_ = [n for n in open_ if given[n] < counts[n]]
    return given


def _of_rule(checked: Checked, found: Sequence[Finding], titles: Mapping[str, str], most: int) -> OfRule:
    by_plan: dict[str | None, list[Finding]] = {}
    for finding in found:
        by_plan.setdefault(finding.plan, []).append(finding)
    largest = sorted(by_plan, key=lambda plan: -len(by_plan[plan]))[: min(_PLANS, most)]
    listed = [plan for plan in by_plan if plan in set(largest)]
    room = allotted([len(by_plan[plan]) for plan in listed], most)
    return OfRule(
        checked=checked,
        total=len(found),
        severities=Counter(finding.severity for finding in found),
        plans=[
            OfPlan(
                plan=plan,
                title=None if plan is None else titles.get(plan, plan),
                total=len(by_plan[plan]),
                severities=Counter(finding.severity for finding in by_plan[plan]),
                shown=by_plan[plan][:shown],
            )
            for plan, shown in zip(listed, room, strict=True)
        ],
        more_plans=len(by_plan) - len(listed),
    )
