"""How complete plans are: what counts, what is told apart, and that nothing hidden makes them better."""

from dataclasses import replace

import pytest

from shapes.completeness import Having, completeness, percent
from shapes.findings import Audit, AuditedMeasure
from shapes.selection import select
from tests.shapes.reports.sample import BUREAU, EMPTY, EX, OFFICE, OTHER, PLAN, finding, rule, sample


def of(audit: Audit) -> tuple[int, int, int, int]:
    found = completeness(audit)
    assert found is not None
    share = found.overall
    return share.measures, share.complete, share.accepted, share.incomplete


def test_a_measure_is_complete_without_violation_or_warning_of_the_audit_set() -> None:
    # 1, 3, 4 and 6 have one that stands, 2 has one that is waived; 5 and the one in doubt have notes
    assert of(sample()) == (12, 7, 1, 4)


def test_what_is_in_doubt_counts_by_its_severity_and_is_told_apart() -> None:
    found = completeness(sample())
    assert found is not None
    assert found.plans[OTHER].complete == 2
    assert found.plans[OTHER].doubtful == 1
    assert found.plans[PLAN].doubtful == 0  # 4 is a warning even in doubt, and so not complete


def test_a_waived_finding_leaves_a_measure_incomplete() -> None:
    audit = sample()
    waived = replace(
        audit, findings=(), waived=tuple(replace(audit.waived[0], finding=f) for f in audit.findings)
    )
    share = completeness(waived).overall  # type: ignore[union-attr]
    assert (share.measures, share.complete, share.accepted, share.incomplete) == (12, 8, 4, 0)


def test_what_is_well_formed_does_not_count() -> None:
    audit = replace(sample(), findings=(finding("well-formed", 8, "violation"),), waived=())
    assert of(audit) == (12, 12, 0, 0)


def test_a_plan_without_measures_has_a_share_of_nothing() -> None:
    found = completeness(sample())
    assert found is not None
    assert found.plans[EMPTY].measures == 0
    assert percent(found.plans[EMPTY].complete, found.plans[EMPTY].measures) is None


def test_by_plan_and_agency_the_numbers_add_up() -> None:
    found = completeness(sample())
    assert found is not None
    assert sum(share.measures for share in found.plans.values()) == found.overall.measures
    assert sum(share.complete for share in found.plans.values()) == found.overall.complete
    assert found.agencies[BUREAU.iri] == replace(
        found.plans[PLAN], elements=found.agencies[BUREAU.iri].elements
    )
    assert found.agencies[OFFICE.iri].measures == 2


def test_an_element_is_lacking_at_whatever_severity_waived_or_not() -> None:
    found = completeness(sample())
    assert found is not None
    elements = found.overall.elements
    assert elements["unit"] == Having(11, 0)
    assert elements["time"] == Having(9, 1)  # 3, 4 and 5
    # 1, 2 and the one in doubt; and 6, which names no unit and so no lead either
    assert elements["lead"] == Having(8, 1)
    assert elements["target"] == Having(12, 0)


def test_an_element_that_no_rule_was_asked_about_has_no_share() -> None:
    audit = replace(sample(), checked=tuple(c for c in sample().checked if c.rule.element != "target"))
    assert set(completeness(audit).overall.elements) == {"unit", "lead", "time"}  # type: ignore[union-attr]


def test_without_a_rule_of_the_audit_set_nothing_is_known() -> None:
    audit = sample()
    own = tuple(replace(c, rule=rule(c.rule.name, set_="own")) for c in audit.checked)
    assert completeness(replace(audit, checked=own)) is None


@pytest.mark.parametrize("filters", [{"severity": "info"}, {"rule": "has-time"}, {"rule": "idle"}])
def test_what_a_filter_hides_is_not_mended(filters: dict[str, str]) -> None:
    selected = select(sample(), **filters)
    assert completeness(selected) == completeness(sample())
    assert completeness(select(selected, severity="info")) == completeness(sample())


def test_a_plan_or_an_agency_narrows_what_is_counted() -> None:
    by_plan = completeness(select(sample(), plan=OTHER, severity="violation"))
    assert by_plan is not None
    assert set(by_plan.plans) == {OTHER}
    assert (by_plan.overall.measures, by_plan.overall.complete) == (2, 2)
    by_agency = completeness(select(sample(), agency=BUREAU.iri))
    assert by_agency is not None
    assert set(by_agency.agencies) == {BUREAU.iri}
    assert by_agency.overall.measures == 10


def test_a_measure_of_two_plans_is_counted_once_in_all() -> None:
    audit = sample()
    twice = AuditedMeasure(f"{PLAN}/measure/1", OTHER, frozenset())
    found = completeness(replace(audit, measures=(*audit.measures, twice)))
    assert found is not None
    assert found.overall.measures == 12
    assert found.plans[OTHER].measures == 3


def test_a_share_is_cut_so_that_a_hundred_percent_lacks_nothing() -> None:
    assert percent(9999, 10000) == "99.9"
    assert percent(10000, 10000) == "100.0"
    assert percent(2, 3) == "66.6"
    assert percent(0, 7) == "0.0"
    assert percent(0, 0) is None


def test_findings_about_what_is_no_measure_count_for_no_measure() -> None:
    audit = replace(
        sample(), findings=(replace(finding("has-lead", 1), measure=EX + "elsewhere"),), waived=()
    )
    assert of(audit) == (12, 12, 0, 0)
