"""One document: its texts, and the records that each of them states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.accountability.agencies import Directory
from loaders.accountability.standing import standing
from loaders.catalogue import CataloguePlan, CatalogueRow
from loaders.documents.areas import area_of, main_province, neighbourhood, opening_area
from loaders.documents.commentary import read_interpretation, read_report
from loaders.documents.parts import Part, parts
from loaders.documents.plans import Frame, frame, implemented, plan_record
from loaders.documents.reading import Reading, Source
from loaders.documents.register import Register
from loaders.documents.signs import is_plan
from loaders.facts.common_times import common_times
from loaders.facts.content import content, measure_records
from loaders.facts.context import Context
from loaders.facts.goals import goal_records
from loaders.facts.sections import section_records
from loaders.formats import Unreadable
from loaders.measures.drafts import Draft, measures
from loaders.measures.headed import answer_by_headings, answer_by_sentences
from loaders.measures.rows import placed_below, row_measures, with_rows
from loaders.spans import Spans
from loaders.structure.contents import without_contents
from loaders.structure.outline import Node, outline, walk
from loaders.structure.titles import is_title, same_title, title_key
from loaders.tables import Table, tables, tabulated, without
from loaders.tables.goals import is_planned
from loaders.text import Range, Text
from ontology.iri import Namer
from ontology.records import Document, ReadingNote, Record

__all__ = ["Source", "extract"]


def extract(text: Text, source: Source, namer: Namer) -> list[Record]:
    """The records of a document.

    Args:
        text: the document, cleaned.
        source: what file it is; names in `source.row` apply where the text gives none.
        namer: makes the IRIs.

    Raises:
        Unreadable: the document is no plan, nor about one.
    """
    text = tabulated(text)
    document = namer.document(source.stem, source.sha256)
    found = parts(text.clean)
    area = _document_area(text.clean, found, source)
    reading = Reading(
        text,
        source,
        namer,
        document,
        Spans(text, document, source.places),
        Register(namer, area),
        area,
    )
    said = _said(found, source.row)
    for part in found:
        if part.kind == "plan":
            _read_plan(reading, part, said.get(id(part)))
    _cited_here(reading)
    for part in found:
        if part.kind == "interpretation":
            read_interpretation(reading, part)
        elif part.kind == "report":
            read_report(reading, part)
    _close(reading)
    return reading.records


def _document_area(text: str, found: Sequence[Part], source: Source) -> str:
    """The region that the document speaks for: of its issuers and titles, else of its opening words."""
    names = [text[a:b] for part in found for a, b in part.issuer]
    if (row := source.row) is not None:
        names += [p.issuer for p in row.carries if p.issuer]
        names += [p.title for p in row.carries]
        names += [p.title for p in (*row.reports_on, *row.interprets)]
    names += [part.title for part in found if part.title]
    return area_of(names) or opening_area(text) or main_province(text)


def _said(found: Sequence[Part], row: CatalogueRow | None) -> dict[int, CataloguePlan]:
    """What the catalogue says of each text: by title, or as the one plan of the document that has none."""
    if row is None:
        return {}
    said: dict[int, CataloguePlan] = {}
    texts = [p for p in found if p.kind == "plan"]
    left = list(row.carries)
    for part in texts:
        plan = next((c for c in left if part.title and same_title(c.title, part.title)), None)
        if plan is not None:
            said[id(part)] = plan
            left.remove(plan)
    rest = [p for p in texts if id(p) not in said]
    if len(rest) == 1 and len(left) == 1:
        said[id(rest[0])] = left[0]
    return said


def _read_plan(reading: Reading, part: Part, said: CataloguePlan | None) -> None:
    text = reading.text.clean
    grids = tables(text, part.body, part.end)
    prose = without_contents(without(text, grids), part.body, part.end)
    preamble, roots = _outlined(prose, part)
    drafts = measures(prose, roots, preamble, part.excerpt[0] if part.excerpt else part.end)
    rows, headings = row_measures(text, grids)
    placed_below(rows, roots)
    drafts = with_rows(text, drafts, rows)
    outlined, roots = roots, sorted([*roots, *headings], key=lambda n: n.start)
    answer_by_headings(text, drafts)
    goals = [t for t in grids if t.goals]
    planned = next((t.start for t in goals if is_planned(text, t)), None) if not drafts else None
    if said is None and not is_plan(
        text, (part.start, part.end), part.title, drafts, roots, tabled=bool(goals), planned=planned
    ):
        return
    answer_by_sentences(text, drafts)
    where = frame(text, part, said, reading.area, reading.source.stem, reading.namer, reading.text.received)
    where.iri = next((known.iri for known in reading.frames if where.is_again(known)), where.iri)
    new = all(known.iri != where.iri for known in reading.frames)
    if new and part.title is None and said is None and not is_title(where.title):
        reading.records.append(_untitled(where, reading.namer))
    reading.frames.append(where)
    directory = Directory(reading.namer, where.area, where.as_of, where.iri)
    ctx = Context(text, reading.namer, where, reading.spans, directory, reading.register)
    ctx.standing = standing(text, part.start, part.end, roots)
    ctx.common = common_times(text, (part.start, part.end), outlined, drafts, where)
    ctx.around = "" if where.area else neighbourhood(text, part.start, part.end)
    section_first, measure_first = reading.ordinals.get(where.iri, (1, 1))
    sections = section_records(ctx, roots, drafts, section_first)
    after = measure_records(ctx, drafts, lambda d: _section_of(d, sections), measure_first)
    reading.ordinals[where.iri] = (section_first + len(sections), after)
    _whole(reading, ctx, part, preamble, roots, grids)
    reading.records += [*ctx.records, *directory.records()]
    for code in directory.jurisdictions:
        reading.register.region(code)


def _untitled(where: Frame, namer: Namer) -> ReadingNote:
    """Says that a plan is called by the name of its file: no line was read as its title."""
    return ReadingNote(
        iri=namer.part(where.iri, "note", 1), label="标题未读出", concerns=where.iri, kind="untitled",
        text=f"原文中没有读出规划的标题，暂以文件名“{where.title}”称之",
    )  # fmt: skip


def _outlined(text: str, part: Part) -> tuple[list[Range], list[Node]]:
    """The lines before the first number and the tree; excerpts are a tree of their own beside the rest."""
    if part.excerpt is None:
        return outline(text, part.body, part.end)
    preamble, roots = outline(text, part.body, part.excerpt[0])
    headings = {text[slice(*n.lines[0])] for n in walk(roots) if n.lines}
    loose, excerpts = outline(text, part.excerpt[1], part.end, headings)
    return preamble, [*roots, *(Node("plain", None, "", line[0], [line]) for line in loose), *excerpts]


def _whole(
    reading: Reading, ctx: Context, part: Part, preamble: list[Range], roots: list[Node], grids: list[Table]
) -> None:
    """The plan as a whole: what it carries out, and the facts of its preface."""
    first = next((n for n in roots if n.kind != "bracket"), None)
    stop = min(part.end, first.start if first else part.body + 1500, *(t.start for t in grids[:1]))
    reach = max(stop, _preface_end(roots, part))
    basis = implemented(ctx.text, part, ctx.frame, reach, ctx.namer)
    runs = [r for r in preamble if r[1] <= stop and r[0] >= part.body and r[1] - r[0] > 30]
    ctx.spans.at(*((c.start, c.end) for _, c in basis))
    plan = plan_record(
        ctx.text, part, ctx.frame, ctx.spans, ctx.directory, ctx.register, [p for p, _ in basis]
    )
    facts = content(ctx, ctx.frame.iri, runs, scheduled=False)
    facts.target.update(dict.fromkeys(goal_records(ctx, ctx.frame.iri, grids, len(facts.target) + 1)))
    plan = replace(
        plan, target=tuple(facts.target), project=tuple(facts.project), mention=tuple(facts.mention),
        region=tuple(facts.region),
        evidence=(*plan.evidence, *ctx.spans.at(*((c.start, c.end) for _, c in basis))),
    )  # fmt: skip
    for cited, _ in basis:
        if cited.iri != plan.iri:
            reading.plans.setdefault(cited.iri, cited)
    known = reading.plans.get(plan.iri)
    if known is None or known.evidence == ():
        reading.plans[plan.iri] = plan
    reading.carries[plan.iri] = None


def _cited_here(reading: Reading) -> None:
    """A plan cited by its title, which tells less than the plan itself does, is the one of that title at hand."""
    at_hand = {title_key(f.title): f.iri for f in reversed(reading.frames)}
    same = {
        i: at_hand.get(title_key(p.title or ""), i)
        for i, p in reading.plans.items()
        if i not in reading.carries
    }
    for iri in [i for i, here in same.items() if here != i]:
        del reading.plans[iri]
    for iri, plan in reading.plans.items():
        bases = dict.fromkeys(same.get(i, i) for i in plan.implements)
        reading.plans[iri] = replace(plan, implements=tuple(i for i in bases if i != iri))


def _preface_end(roots: list[Node], part: Part) -> int:
    """The end of a paragraph on purpose (【目的】) that stands below an outline, in place of a preface."""
    node = next(
        (
            n
            for n in roots
            if n.kind == "bracket" and n.printed.strip("【】") in ("目的", "依据", "总则", "前言")
        ),
        None,
    )
    return node.end if node is not None else part.body


def _section_of(draft: Draft, sections: dict[int, str]) -> str | None:
    if draft.node is not None and id(draft.node) in sections:
        return sections[id(draft.node)]
    return sections.get(id(draft.parent)) if draft.parent is not None else None


def _close(reading: Reading) -> None:
    """The document's own record, and the named things met in it."""
    if not (reading.carries or reading.interprets or reading.reports_on):
        raise Unreadable("this is not a plan, nor a text about one: no measures, no title of a plan")
    row = reading.source.row
    reading.records.append(
        Document(
            iri=reading.document, label=row.title if row else reading.source.name, source_name=reading.source.name,
            sha256=reading.source.sha256, carries=tuple(reading.carries), interprets=tuple(reading.interprets),
            reports_on=tuple(reading.reports_on), passage=tuple(reading.passages), issued=reading.printed,
            evidence=reading.spans.at(*reading.printed_at),
        )
    )  # fmt: skip
    reading.records += [*reading.plans.values(), *reading.register.records(), *reading.spans.records()]
