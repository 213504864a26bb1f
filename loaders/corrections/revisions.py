"""What a correction does to each kind of fact: added, taken away, or put in place of what was read.

What is changed keeps its IRI; it has the quoted words for evidence and the basis Corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from loaders.accountability.agencies import Directory
from loaders.corrections.rows import When, figure, when
from loaders.corrections.site import Site, Unfit
from loaders.documents.register import Register
from loaders.mentions.places import places
from ontology.dates import PartialDate
from ontology.records import (
    Assignment,
    Clause,
    Measure,
    Named,
    ProjectMention,
    Schedule,
    Section,
    Target,
    WorkItem,
)
from ontology.registry import units

__all__ = ["revise"]

#: The kinds of fact about units, which are fields of a work item too: the role, and how a label tells it.
_ROLES = {
    "lead": ("Lead", "牵头"),
    "cooperating": ("Cooperating", "配合"),
    "responsible": ("Responsible", "负责"),
}


def revise(site: Site) -> str:
    """Changes the records as the row of `site` says; the IRI of the record corrected, or of what had the fact.

    Raises:
        Unfit: the row does not fit what was read; nothing was changed.
    """
    acts: dict[str, Callable[[Site], str]] = {
        "title": _title, "schedule": _schedule, "target": _target, "project": _project, "region": _region,
    }  # fmt: skip
    return acts.get(site.row.fact, _unit)(site)


def _title(site: Site) -> str:
    (item,) = site.current()
    assert isinstance(item, Measure | Section)  # as amendments.py chose it
    if (item.title or "") == site.row.right:
        raise Unfit("settled")
    if (item.title or "") != site.row.was:
        raise Unfit("unread")
    site.ledger.put(replace(item, title=site.row.right or None, label=site.row.right or item.label))
    return item.iri


def _work_item(site: Site) -> Measure | Clause:
    item = site.current()[0]
    assert isinstance(item, Measure | Clause)  # as amendments.py chose it
    return item


def _unit(site: Site) -> str:
    role, word = _ROLES[site.row.fact]
    row, ledger = site.row, site.ledger
    item = _work_item(site)
    mine = [a for a in ledger.all(Assignment, item.assignment) if a.role == role]
    old = next((a for a in mine if row.was in (a.mention, *site.labels(a.agency))), None)
    new = next((a for a in mine if row.right in (a.mention, *site.labels(a.agency))), None)
    if row.was and old is None:
        raise Unfit("settled" if new is not None or not row.right else "unread")
    if new is not None and new is not old:
        raise Unfit("settled")
    if not row.right:
        assert old is not None  # one of the two is given
        site.lose("assignment", old.iri)
        _count_units(site, old.agency)
        ledger.drop(old.iri)
        return item.iri
    plan = site.plan
    directory = Directory(site.namer, site.area, site.day, plan.iri if plan is not None else "")
    agency = directory.find(row.right)
    site.name(directory.records())
    register = Register(site.namer)
    for code in sorted(directory.jurisdictions):
        register.region(code)
    site.name(register.records())
    made = Assignment(
        iri=old.iri if old is not None else site.free(item.iri, "assignment"), label=f"{row.right}（{word}）",
        agency=agency, role=role, rank=old.rank if old is not None else len(mine) + 1, mention=row.right,
        qualifier=old.qualifier if old is not None else None, basis="Corrected", evidence=site.evidence,
    )  # fmt: skip
    ledger.put(made)
    site.gain("assignment", made.iri)
    _count_units(site, *([old.agency] if old is not None else []), agency)
    if old is not None:
        ledger.drop_unused(old.agency)
    return made.iri


def _count_units(site: Site, *agencies: str) -> None:
    """Brings what items say of `agencies` directly in line with their assignments."""
    for item in site.with_clauses():
        if not isinstance(item, WorkItem):
            continue
        held = site.ledger.all(Assignment, item.assignment)
        changed: dict[str, tuple[str, ...]] = {}
        for field, (role, _) in _ROLES.items():
            now = dict.fromkeys(a.agency for a in held if a.role == role)
            before = [a for a in getattr(item, field) if a not in agencies or a in now]
            changed[field] = tuple(dict.fromkeys((*before, *(a for a in agencies if a in now))))
        stated = {a for units_ in changed.values() for a in units_}
        changed["inherited"] = tuple(a for a in item.inherited if a not in stated)
        site.ledger.change(item, **changed)


def _schedule(site: Site) -> str:
    row, ledger = site.row, site.ledger
    item = _work_item(site)
    held = [s for s in ledger.all(Schedule, item.schedule) if s.basis != "Inherited"]
    was, right = when(row.was) if row.was else None, when(row.right) if row.right else None
    old = next((s for s in held if was is not None and _says(s, was)), None)
    if right is not None and any(_says(s, right) for s in held if s is not old):
        raise Unfit("settled")
    if was is not None and old is None:
        raise Unfit("unread" if right is not None else "settled")
    if right is None:
        assert old is not None
        site.lose("schedule", old.iri)
        ledger.drop(old.iri)
        _inherit(site)
        return item.iri
    made = Schedule(
        iri=old.iri if old is not None else site.free(item.iri, "schedule"), label=site.words,
        schedule_kind=right.kind, start=right.start, due=right.due, completion=right.completion,
        recurrence=right.recurrence, of_target=old.of_target if old is not None else None, text=site.words,
        basis="Corrected", evidence=site.evidence,
    )  # fmt: skip
    if old is not None and was is not None and was.completion is None and right.completion is None:
        made = replace(made, completion=old.completion)
    ledger.put(made)
    site.gain("schedule", made.iri)
    measure = site.items[-1]
    assert isinstance(measure, WorkItem)
    for handed_on in [s for s in ledger.all(Schedule, measure.schedule) if s.basis == "Inherited"]:
        site.lose("schedule", handed_on.iri)
        ledger.drop(handed_on.iri)
    return made.iri


def _says(schedule: Schedule, asked: When) -> bool:
    """Whether a schedule is the one that a row writes; a row that does not say what completes it leaves it open."""
    return (
        (asked.kind, asked.start, asked.due, asked.recurrence)
        == (schedule.schedule_kind, schedule.start, schedule.due, schedule.recurrence)
    ) and asked.completion in (None, schedule.completion)


def _inherit(site: Site) -> None:
    """A measure of a one-year plan that names no time any more has the plan's year, as if it had named none."""
    plan, measure = site.plan, site.current()[-1]
    if (
        plan is not None
        and isinstance(measure, Measure)
        and not measure.schedule
        and plan.period_start
        and plan.period_start == plan.period_end
    ):
        year = plan.period_start
        iri = site.namer.part(measure.iri, "schedule", "inherited")
        site.ledger.put(
            Schedule(
                iri=iri, label=f"{year}年（据规划年度）", schedule_kind="Due", due=PartialDate(year),
                basis="Inherited",
            )
        )  # fmt: skip
        site.ledger.put(replace(measure, schedule=(iri,)))


def _target(site: Site) -> str:
    row, ledger = site.row, site.ledger
    item = site.current()[0]
    held = ledger.all(Target, item.target)
    old = next((t for t in held if row.was and _states(site, t, row.was)), None)
    if row.right and any(_states(site, t, row.right) for t in held if t is not old):
        raise Unfit("settled")
    if row.was and old is None:
        raise Unfit("unread" if row.right else "settled")
    if not row.right:
        assert old is not None
        site.lose("target", old.iri)
        for schedule in [s for s in ledger.of(Schedule) if s.of_target == old.iri]:
            ledger.put(replace(schedule, of_target=None))
        ledger.drop(old.iri)
        return item.iri
    right = figure(row.right)
    register = Register(site.namer, site.area, site.ledger.of(Named))
    indicator = register.indicator(right.indicator, site.evidence, right.unit or "")
    site.name(register.records())
    unit = units().get(right.unit or "")
    made = old or Target(
        iri=site.free(item.iri, "target"), label=site.words, indicator=indicator, comparator=right.comparator,
        value=right.value, quote=site.words,
    )  # fmt: skip
    dated = right.deadline is not None or (old is not None and figure(row.was).deadline is not None)
    made = replace(
        made, indicator=indicator, comparator=right.comparator, value=right.value, unit=right.unit,
        qudt_unit=unit.qudt if unit else None, deadline=right.deadline if dated else made.deadline,
        deadline_basis=("Corrected" if right.deadline else None) if dated else made.deadline_basis,
        basis="Corrected", evidence=tuple(dict.fromkeys((*made.evidence, *site.evidence))),
    )  # fmt: skip
    ledger.put(made)
    site.gain("target", made.iri)
    if old is not None and old.indicator != indicator:
        ledger.drop_unused(old.indicator)
    return made.iri


def _states(site: Site, target: Target, text: str) -> bool:
    """Whether a target is the one that a row writes; a row that names no deadline leaves it open."""
    asked = figure(text)
    return (
        asked.indicator in site.labels(target.indicator)
        and (asked.comparator, asked.value, asked.unit) == (target.comparator, target.value, target.unit)
        and asked.deadline in (None, target.deadline)
    )


def _project(site: Site) -> str:
    def found(name: str) -> str:
        register = Register(site.namer, site.area, site.ledger.of(Named))
        iri = register.project(name, site.evidence)
        site.name(register.records())
        return iri

    before = site.current()[0].project
    made = _place_or_project(site, "project", found)
    gone = set(before).difference(site.current()[0].project)
    _mention(site, made if site.row.right else None, gone)
    for project in gone:
        site.ledger.drop_unused(project)
    return made


def _mention(site: Site, project: str | None, gone: set[str]) -> None:
    """What was said of projects that are `gone` is said of the right one, or of none where there is none."""
    item = site.current()[0]
    held = [m for m in site.ledger.all(ProjectMention, item.mention) if m.of_project in gone]
    for mention in held:
        if project is None:
            site.lose("mention", mention.iri)
            site.ledger.drop(mention.iri)
        else:
            evidence = tuple(dict.fromkeys((*mention.evidence, *site.evidence)))
            site.ledger.change(
                mention, of_project=project, label=site.row.right, basis="Corrected", evidence=evidence
            )
    if project is not None and not held:
        written = site.row.right if site.row.right in site.words else site.words
        iri = site.free(item.iri, "mention")
        site.ledger.put(
            ProjectMention(
                iri=iri, label=site.row.right, of_project=project, mention=written, basis="Corrected",
                evidence=site.evidence,
            )
        )  # fmt: skip
        site.gain("mention", iri)


def _region(site: Site) -> str:
    def found(name: str) -> str:
        register = Register(site.namer, known=site.ledger.of(Named))
        mentions = places(name, [(0, len(name))], site.area)
        if len(mentions) != 1:
            raise Unfit("unknown")
        iri = register.place(mentions[0], site.evidence, site.day)
        site.name(register.records())
        return iri

    return _place_or_project(site, "region", found)


def _place_or_project(site: Site, field: str, found: Callable[[str], str]) -> str:
    row, ledger = site.row, site.ledger
    item = site.current()[0]
    held: tuple[str, ...] = getattr(item, field)
    old = next((iri for iri in held if row.was and row.was in site.labels(iri)), None)
    if row.right and any(row.right in site.labels(iri) for iri in held):
        raise Unfit("settled")
    if row.was and old is None:
        raise Unfit("unread" if row.right else "settled")
    made = item.iri
    if row.right:
        made = found(row.right)
        site.gain(field, made)
    if old is not None:
        site.lose(field, old)
        ledger.drop_unused(old)
    return str(made)
