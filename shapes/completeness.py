"""How complete plans are: the share of their measures that the rules object to nothing in, and that have each element.

Shares are counted over the whole audit, never over a selection of its findings: what a filter hides is not mended.
A filter by plan or agency narrows the measures that are counted, not the findings about them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal as Either
from typing import get_args

from shapes.findings import Audit, AuditedMeasure, Finding

__all__ = ["ELEMENTS", "Completeness", "Element", "Having", "Share", "completeness", "percent"]

Element = Either["unit", "lead", "time", "target"]

#: What a measure should have, in the order in which an auditor asks.
ELEMENTS: tuple[Element, ...] = get_args(Element)

#: The rules for leads are silent where no unit is named at all, so that no measure is counted twice for one gap;
#: but a measure that names nobody has no lead either.
_NEEDS: Mapping[Element, Element] = {"lead": "unit"}


@dataclass(frozen=True, slots=True)
class Having:
    """How many measures have an element, and in how many of the others the reader doubts that it is not there."""

    having: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `measures` are complete, and why the others are not.

    A measure is complete where no rule of the audit set has a violation or a warning about it. `doubtful` are those
    of the complete ones where a warning became a note only because the reader was in doubt. `accepted` are measures
    that only waived findings keep from being complete: they are not, and are told apart.

    `elements` holds the elements that a rule was asked about.
    """

    measures: int
    complete: int
    doubtful: int
    accepted: int
    elements: Mapping[Element, Having]

    @property
    def incomplete(self) -> int:
        """The measures that are neither complete nor only kept from it by what is waived."""
        return self.measures - self.complete - self.accepted


@dataclass(frozen=True, slots=True)
class Completeness:
    """The shares of all measures, by plan and by agency (both by IRI), and the rules that they rest on.

    A plan without a measure has a share of nothing, which is no 100 %. An agency has the measures that name it in
    whatever role. Where no rule of the audit set was run there are no `rules`, and the shares mean nothing.
    """

    overall: Share
    plans: Mapping[str, Share]
    agencies: Mapping[str, Share]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What is found about one measure."""

    objected: bool = False  # a violation or a warning, waived or not
    standing: bool = False  # one that is not waived
    doubted: bool = False
    lacking: frozenset[Element] = frozenset()
    #: lacking elements of which every finding is in doubt
    questioned: frozenset[Element] = frozenset()


def completeness(audit: Audit) -> Completeness | None:
    """The completeness of what was audited; None where no rule of the audit set was run, so that nothing is known."""
    whole = audit.whole or audit
    ours = {c.rule.name: c for c in whole.checked if c.rule.set == "audit"}
    if not ours:
        return None
    asked = tuple(e for e in ELEMENTS if any(c.rule.element == e for c in ours.values()))
    about: dict[str, list[tuple[Finding, bool]]] = {}
    for finding, waived in (
        *((finding, False) for finding in whole.findings),
        *((waived.finding, True) for waived in whole.waived),
    ):
        if finding.measure is not None and finding.rule in ours:
            about.setdefault(finding.measure, []).append((finding, waived))
    severities = {name: checked.severity for name, checked in ours.items()}
    element_of = {name: element for name, c in ours.items() if (element := _element(c.rule.element))}
    states = {iri: _state(found, severities, element_of) for iri, found in about.items()}
    by_plan: dict[str, list[AuditedMeasure]] = {plan.iri: [] for plan in audit.plans}
    by_agency: dict[str, list[AuditedMeasure]] = {}
    for measure in audit.measures:
        by_plan.setdefault(measure.plan, []).append(measure)
        for unit in measure.units:
            by_agency.setdefault(unit, []).append(measure)
    asked_of = audit.filters.get("agency")

    def share(measures: Iterable[AuditedMeasure]) -> Share:
        return _share({m.iri for m in measures}, states, asked)

    return Completeness(
        overall=share(audit.measures),
        plans={iri: share(measures) for iri, measures in sorted(by_plan.items())},
        agencies={
            iri: share(measures)
            for iri, measures in sorted(by_agency.items())
            if asked_of is None or iri == asked_of
        },
        rules=tuple(ours),
    )


def percent(having: int, of: int) -> str | None:
    """A share in percent with one digit, cut and not rounded: 100 only where nothing is lacking. None of nothing."""
    return None if not of else f"{having * 1000 // of / 10:.1f}"


def _element(name: str | None) -> Element | None:
    return next((element for element in ELEMENTS if element == name), None)


def _state(
    found: list[tuple[Finding, bool]], severities: Mapping[str, str], element_of: Mapping[str, Element]
) -> _State:
    grave = [waived for f, waived in found if f.severity != "info"]
    lacking: dict[Element, bool] = {}  # and whether it is certain
    for finding, _ in found:
        if element := element_of.get(finding.rule):
            lacking[element] = lacking.get(element, False) or not finding.doubts
    for element, needed in _NEEDS.items():
        if needed in lacking:
            lacking[element] = lacking.get(element, False) or lacking[needed]
    return _State(
        objected=bool(grave),
        standing=not all(grave),
        doubted=any(f.doubts and f.severity == "info" and severities[f.rule] != "info" for f, _ in found),
        lacking=frozenset(lacking),
        questioned=frozenset(element for element, certain in lacking.items() if not certain),
    )


def _share(measures: set[str], states: Mapping[str, _State], asked: tuple[Element, ...]) -> Share:
    # most measures have nothing found about them, and need not be looked at one by one
    met = [state for iri in measures if (state := states.get(iri))]
    objected = [one for one in met if one.objected]
    lacking = Counter(element for one in met for element in one.lacking)
    questioned = Counter(element for one in met for element in one.questioned)
    return Share(
        measures=len(measures),
        complete=len(measures) - len(objected),
        doubtful=sum(one.doubted and not one.objected for one in met),
        accepted=sum(not one.standing for one in objected),
        elements={e: Having(len(measures) - lacking[e], questioned[e]) for e in asked},
    )
