"""A document's records as a text that a person can read beside the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loaders.load import Loaded
from ontology.records import (
    Agency,
    AgencyGroup,
    Assignment,
    Clause,
    Document,
    Indicator,
    Measure,
    Passage,
    Plan,
    Project,
    ProjectMention,
    ReadingNote,
    Region,
    Section,
    Target,
    WorkItem,
)
from tests.loaders.reading import Facts

__all__ = ["dump"]


def dump(loaded: Loaded) -> str:
    """Everything that was read, in the order of the document, a fact a line; ends in a line end."""
    facts = Facts(loaded.records)
    lines = [*_documents(facts), *_sections(facts), *_measures(facts), *_passages(facts), *_register(facts)]
    return "\n".join(lines) + "\n"


def _named(facts: Facts, word: str, iris: Iterable[str]) -> Iterator[str]:
    if names := facts.names(iris):
        yield f"  {word}: {'、'.join(names)}"


def _plan_name(facts: Facts, iri: str) -> str:
    return next((p.title or p.label or p.iri for p in facts.plans if p.iri == iri), iri.rsplit("/", 1)[1])


def _documents(facts: Facts) -> Iterator[str]:
    for document in facts.of(Document):
        yield f"DOCUMENT {document.source_name}"
        for word, iris in (
            ("carries", document.carries),
            ("interprets", document.interprets),
            ("reports on", document.reports_on),
        ):
            yield from (f"  {word}: {_plan_name(facts, iri)}" for iri in iris)
    for plan in facts.plans:
        yield f"PLAN {plan.title}"
        yield from _plan(facts, plan)


def _plan(facts: Facts, plan: Plan) -> Iterator[str]:
    for word, value in (("kind", plan.plan_kind), ("issued", plan.issued), ("number", plan.document_number)):
        if value is not None:
            yield f"  {word}: {value}"
    if plan.period_start:
        yield f"  period: {plan.period_start} to {plan.period_end}"
    yield from _named(facts, "issuer", plan.issuer)
    yield from _named(facts, "sealed by", plan.sealed_by)
    yield from (f"  implements: {_plan_name(facts, iri)}" for iri in plan.implements)
    yield from _named(facts, "covers", plan.covers_region)
    yield from _content(facts, plan)


def _sections(facts: Facts) -> Iterator[str]:
    depth: dict[str, int] = {}
    for section in facts.of(Section):
        depth[section.iri] = depth.get(section.parent or "", -1) + 1
        yield f"{'  ' * depth[section.iri]}SECTION {section.number or '-'} {section.title or '-'}"
        if section.text:
            yield f"  text: {_short(section.text)}"
        yield from _content(facts, section)


def _short(text: str) -> str:
    flat = text.replace("\n", "⏎")
    return flat if len(flat) <= 60 else f"{flat[:28]} … {flat[-28:]} ({len(flat)})"


def _measures(facts: Facts) -> Iterator[str]:
    for measure in facts.measures:
        yield f"MEASURE {measure.number or '-'} {measure.title or '-'}"
        yield from _work(facts, measure)
        whole = [line for line in _work(facts, measure) if not line.endswith(" inherited")]
        for clause in facts.all(Clause, measure.clause):
            below = list(_work(facts, clause))
            yield f" CLAUSE {clause.ordinal}" + (" as the measure" if below == whole else "")
            yield from below if below != whole else ()


def _work(facts: Facts, item: Measure | Clause) -> Iterator[str]:
    if item.text:
        yield f"  text: {_short(item.text)}"
    yield from _agencies(facts, item)
    yield from _named(facts, "inherited", item.inherited)
    yield from (f"  schedule: {line}" for line in facts.schedules(item))
    yield from _content(facts, item)


def _agencies(facts: Facts, item: WorkItem) -> Iterator[str]:
    for word, iris in (
        ("lead", item.lead),
        ("cooperating", item.cooperating),
        ("responsible", item.responsible),
    ):
        yield from _named(facts, word, iris)
    if assignments := facts.all(Assignment, item.assignment):
        yield f"  as written: {'、'.join(_mention(a) for a in assignments)}"


def _mention(assignment: Assignment) -> str:
    marks = [assignment.qualifier or "", "repaired" if assignment.repaired else ""]
    told = ", ".join(mark for mark in marks if mark)
    return f"{assignment.mention} ({told})" if told else assignment.mention


def _content(facts: Facts, owner: Plan | Section | WorkItem) -> Iterator[str]:
    for target in facts.all(Target, owner.target):
        yield f"  target: {facts.target(target)} | {target.quote}"
    yield from _named(facts, "project", owner.project)
    for mention in facts.all(ProjectMention, owner.mention):
        yield f"  mention: {mention.mention} | {mention.progress or '-'} | {mention.stage or '-'}"
    yield from _named(facts, "region", owner.region)


def _passages(facts: Facts) -> Iterator[str]:
    for passage in facts.of(Passage):
        yield f"PASSAGE {passage.ordinal} {_short(passage.text)}"


def _register(facts: Facts) -> Iterator[str]:
    for kind in (Agency, Project, Indicator, Region):
        found = sorted(facts.of(kind), key=lambda named: named.iri)
        for named in found:
            tail = named.iri.rsplit("/", 1)[1]
            marks = " (indefinite)" if isinstance(named, AgencyGroup) and named.indefinite else ""
            others = f" = {'、'.join(named.alt_label)}" if named.alt_label else ""
            yield f"{type(named).__name__.upper()} {tail} {named.pref_label}{others}{marks}"
    for note in facts.of(ReadingNote):
        yield f"NOTE {note.kind} {note.concerns.rsplit('/id/', 1)[1]} {note.text}"
