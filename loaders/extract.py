"""One document: its texts, and the records that each of them states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.agencies import Directory
from loaders.catalogue import CataloguePlan, CatalogueRow
from loaders.context import Context
from loaders.facts import content, measure_records
from loaders.formats import Unreadable
from loaders.measures import Draft, measures, row_measures
from loaders.mentions.places import area_of, main_province
from loaders.mentions.quantities import quantities
from loaders.notes import first_leads
from loaders.outline import Node, Range, outline, walk
from loaders.parts import Part, parts
from loaders.plans import cited_plan, frame, implemented, plan_record, with_targets
from loaders.register import Register
from loaders.sections import section_records
from loaders.spans import Spans
from loaders.tables import table_rows
from loaders.text import Text
from loaders.titles import Citation, citations, plan_kind, same_title, title_key
from ontology.iri import Namer
from ontology.records import Document, Passage, Plan, Record, Target

__all__ = ["Source", "extract"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read: its file name, the hash of its bytes, and what the catalogue says of it."""

    name: str
    stem: str
    sha256: str
    row: CatalogueRow | None = None


@dataclass(slots=True)
class _Reading:
    """A document under reading: what its texts share."""

    text: Text
    source: Source
    namer: Namer
    document: str
    spans: Spans
    register: Register
    area: str
    plans: dict[str, Plan] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    carries: dict[str, None] = field(default_factory=dict)
    interprets: dict[str, None] = field(default_factory=dict)
    reports_on: dict[str, None] = field(default_factory=dict)
    passages: list[str] = field(default_factory=list)
    ordinals: dict[str, tuple[int, int]] = field(default_factory=dict)


def extract(text: Text, source: Source, namer: Namer) -> list[Record]:
    """The records of a document.

    Args:
        text: the document, cleaned.
        source: what file it is; names in `source.row` apply where the text gives none.
        namer: makes the IRIs.

    Raises:
        Unreadable: the document is no plan, nor about one.
    """
    document = namer.document(source.stem, source.sha256)
    found = parts(text.clean)
    reading = _Reading(
        text,
        source,
        namer,
        document,
        Spans(text, document),
        Register(namer),
        _document_area(text.clean, found, source),
    )
    said = _said(found, source.row)
    for part in found:
        if part.kind == "plan":
            _read_plan(reading, part, said.get(id(part)))
    for part in found:
        if part.kind == "interpretation":
            _read_interpretation(reading, part)
        elif part.kind == "report":
            _read_report(reading, part)
    _close(reading)
    return reading.records


def _document_area(text: str, found: Sequence[Part], source: Source) -> str:
    """The region that the document speaks for: of its issuers and titles, else of its opening words."""
    names = [text[a:b] for part in found for a, b in part.issuer]
    if source.row is not None:
        names += [p.issuer for p in source.row.carries if p.issuer]
        names += [*(p.title for p in source.row.carries), *source.row.reports_on, *source.row.interprets]
    names += [part.title for part in found if part.title]
    governments = re.findall(r"[\u4e00-\u9fff]{2,8}?(?:省|市|县|区)(?=人民政府|委|政府)", text[:1500])
    return area_of(names) or area_of(governments) or main_province(text)


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


def _read_plan(reading: _Reading, part: Part, said: CataloguePlan | None) -> None:
    text = reading.text.clean
    preamble, roots = _outlined(text, part)
    rows = table_rows(text, part.body, part.end)
    drafts = measures(text, part, roots)
    in_rows = len(rows) >= 2 and not any(p.note for d in drafts for p in d.passages)
    if in_rows:
        drafts = row_measures(text, rows)
    if not _is_plan(part, said, drafts, roots):
        return
    where = frame(text, part, said, reading.area, reading.source.stem, reading.namer)
    directory = Directory(reading.namer, where.area, where.as_of, where.iri)
    ctx = Context(text, reading.namer, where, reading.spans, directory, reading.register)
    ctx.first_leads_from = _first_leads(text, part)
    section_first, measure_first = reading.ordinals.get(where.iri, (1, 1))
    nodes = [] if in_rows else roots
    sections = section_records(ctx, nodes, [] if in_rows else drafts, section_first)
    after = measure_records(ctx, drafts, lambda d: _section_of(d, sections), measure_first)
    reading.ordinals[where.iri] = (section_first + len(sections), after)
    _whole(reading, ctx, part, preamble, roots, in_rows=in_rows)
    reading.records += [*ctx.records, *directory.records()]
    for code in directory.jurisdictions:
        reading.register.region(code)


def _outlined(text: str, part: Part) -> tuple[list[Range], list[Node]]:
    """The lines before the first number and the tree; excerpts are a tree of their own beside the rest."""
    if part.excerpt is None:
        return outline(text, part.body, part.end)
    preamble, roots = outline(text, part.body, part.excerpt[0])
    loose, excerpts = outline(text, part.excerpt[1], part.end)
    return preamble, [*roots, *(Node("plain", None, "", line[0], [line]) for line in loose), *excerpts]


def _whole(
    reading: _Reading, ctx: Context, part: Part, preamble: list[Range], roots: list[Node], *, in_rows: bool
) -> None:
    """The plan as a whole: what it carries out, and the facts of its preface."""
    first = next((n for n in roots if n.kind != "bracket"), None)
    stop = min(part.end, first.start if first else part.body + 1500)
    reach = max(stop, _preface_end(roots, part))
    basis = implemented(ctx.text, part, ctx.frame, reach, ctx.namer)
    runs = [] if in_rows else [r for r in preamble if r[1] <= stop and r[0] >= part.body and r[1] - r[0] > 30]
    ctx.spans.at(*((c.start, c.end) for _, c in basis))
    plan = plan_record(
        ctx.text, part, ctx.frame, ctx.spans, ctx.directory, ctx.register, [p for p, _ in basis]
    )
    facts = content(ctx, ctx.frame.iri, runs, scheduled=False)
    plan = with_targets(plan, tuple(facts.target), tuple(facts.project), tuple(facts.region))
    plan = replace(plan, evidence=(*plan.evidence, *ctx.spans.at(*((c.start, c.end) for _, c in basis))))
    for cited, _ in basis:
        if cited.iri != plan.iri:
            reading.plans.setdefault(cited.iri, cited)
    known = reading.plans.get(plan.iri)
    if known is None or known.evidence == ():
        reading.plans[plan.iri] = plan
    reading.carries[plan.iri] = None


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


def _is_plan(part: Part, said: CataloguePlan | None, drafts: list[Draft], roots: list[Node]) -> bool:
    """Whether a text is a plan: the catalogue or its title says so, or its items name who is accountable."""
    if said is not None:
        return True
    accountable = sum(any(p.note and p.note.mentions for p in d.passages) or bool(d.cells) for d in drafts)
    if accountable >= 2:
        return True
    return bool(part.title and plan_kind(part.title) and (len(drafts) >= 2 or len(list(walk(roots))) >= 5))


def _first_leads(text: str, part: Part) -> int | None:
    for m in re.finditer(r"[^。\n（）；]*(?:第一|首位)[^。\n（）；]*", text[part.start : part.end]):
        if first_leads(m[0]):
            return part.start + m.start()
    return None


def _section_of(draft: Draft, sections: dict[int, str]) -> str | None:
    if draft.node is not None and id(draft.node) in sections:
        return sections[id(draft.node)]
    return sections.get(id(draft.parent)) if draft.parent is not None else None


def _read_interpretation(reading: _Reading, part: Part) -> None:
    """An interpretation repeats targets of its plan: it adds evidence to them, not targets."""
    text = reading.text.clean
    row = reading.source.row
    if row and row.interprets:
        for title in row.interprets:
            _mentioned(reading, title, reading.interprets)
    else:
        for iri in reading.carries:
            reading.interprets[iri] = None
        if not reading.carries:
            for title in _main_titles(text, part)[:1]:
                _mentioned(reading, title, reading.interprets)
    seen: dict[tuple[str, str | None, str], str] = {}
    for figure in quantities(text, part.start, part.end):
        key = (str(figure.value), figure.unit or None, reading.namer.indicator(figure.indicator))
        seen[key] = reading.spans.at(figure.quote)[0]
    for n, record in enumerate(reading.records):
        if isinstance(record, Target):
            span = seen.get((str(record.value), record.unit, record.indicator))
            if span is not None:
                reading.records[n] = replace(record, evidence=(*record.evidence, span))


def _read_report(reading: _Reading, part: Part) -> None:
    """A news report: which plans it is about, and its passages, in which quotations are looked for later."""
    text = reading.text.clean
    row = reading.source.row
    titles = row.reports_on if row and row.reports_on else _main_titles(text, part)[:1]
    for title in titles:
        _mentioned(reading, title, reading.reports_on)
    if not titles:
        return
    for m in re.finditer(r"[^。！？\n]+[。！？]?[”]?", text[part.start : part.end]):
        start, end = part.start + m.start(), part.start + m.end()
        words = text[start:end].strip()
        if len(words) < 6:
            continue
        iri = reading.namer.part(reading.document, "passage", len(reading.passages) + 1)
        label = words if len(words) <= 40 else words[:40] + "……"
        reading.records.append(
            Passage(
                iri=iri,
                label=label,
                ordinal=len(reading.passages) + 1,
                text=words,
                evidence=reading.spans.at((start, end)),
            )
        )
        reading.passages.append(iri)


def _main_titles(text: str, part: Part) -> list[str]:
    """The titles of plans that a text cites, the most cited first."""
    count: dict[str, int] = {}
    named: dict[str, str] = {}
    for c in citations(text, part.start, part.end):
        if plan_kind(c.title) and len(c.title) > 5:
            key = title_key(c.title)
            count[key] = count.get(key, 0) + 1
            named.setdefault(key, c.title)
    return [named[k] for k in sorted(count, key=lambda k: -count[k])]


def _mentioned(reading: _Reading, title: str, among: dict[str, None]) -> None:
    plan = cited_plan(Citation(title, 0, 0), reading.area, reading.namer)
    known = next((p for p in reading.plans.values() if p.title and same_title(p.title, title)), None)
    if known is None:
        reading.plans[plan.iri] = plan
    among[(known or plan).iri] = None


def _close(reading: _Reading) -> None:
    """The document's own record, and the named things met in it."""
    if not (reading.carries or reading.interprets or reading.reports_on):
        raise Unreadable("this is not a plan, nor a text about one: no measures, no title of a plan")
    row = reading.source.row
    reading.records.append(
        Document(
            iri=reading.document, label=row.title if row else reading.source.name, source_name=reading.source.name,
            sha256=reading.source.sha256, carries=tuple(reading.carries), interprets=tuple(reading.interprets),
            reports_on=tuple(reading.reports_on), passage=tuple(reading.passages),
        )
    )  # fmt: skip
    reading.records += [*reading.plans.values(), *reading.register.records(), *reading.spans.records()]
