"""Headings, outlines, goals, boxes and excerpts as sections, with their words and the facts in them."""

from __future__ import annotations

import re

from loaders.facts.content import content
from loaders.facts.context import Content, Context, Mentioned
from loaders.facts.project_mentions import mention_projects
from loaders.measures.drafts import Draft
from loaders.measures.headings import own_title
from loaders.measures.passages import LineNotes
from loaders.structure.outline import Node, walk
from loaders.text import Range
from ontology.records import Section

__all__ = ["section_records"]


def section_records(ctx: Context, roots: list[Node], drafts: list[Draft], first: int = 1) -> dict[int, str]:
    """Makes a section of every node that is no measure and no part of one; their IRIs by the node's identity.

    A heading that is a measure too, because it has a note of its own, becomes a section as well, its
    facts standing at the measure. A paragraph that is a measure has no mark, and is no section.
    """
    made: dict[int, str] = {}
    notes_of = LineNotes(ctx.text)
    measured = {id(d.node): d for d in drafts if d.node is not None}
    inside = {id(below) for d in drafts if d.node is not None and d.whole for below in walk(d.node.children)}
    ordinal = first
    for node in walk(roots):
        draft = measured.get(id(node))
        if id(node) in inside or (draft is not None and (draft.number is not None or not node.printed)):
            continue
        iri = ctx.namer.part(ctx.frame.iri, "section", ordinal)
        parent = made.get(id(node.parent)) if node.parent is not None else None
        _section(ctx, iri, ordinal, node, parent, notes_of, with_facts=draft is None)
        made[id(node)] = iri
        ordinal += 1
    return made


def _section(
    ctx: Context,
    iri: str,
    ordinal: int,
    node: Node,
    parent: str | None,
    notes_of: LineNotes,
    *,
    with_facts: bool,
) -> None:
    title, body = _words(ctx, node, notes_of)
    facts = content(ctx, iri, body, scheduled=False) if with_facts else None
    heading = ctx.words([title]) if title else None
    if facts is not None and node.kind == "box":
        _add_entries(ctx, iri, body, facts)
    text = ctx.words(body) if with_facts else None
    runs = [*([title] if title else []), *(body if with_facts else [])]
    ctx.records.append(
        Section(
            iri=iri, label=heading or node.printed or (text or "")[:40], plan=ctx.frame.iri, parent=parent,
            number=node.printed or None, ordinal=ordinal, title=heading, text=text,
            target=tuple(facts.target) if facts else (), project=tuple(facts.project) if facts else (),
            mention=tuple(facts.mention) if facts else (), region=tuple(facts.region) if facts else (),
            evidence=ctx.spans.at(*runs),
        )
    )  # fmt: skip


_ENTRY = re.compile(r"(?P<name>[^。，；：、！？\n]{2,24})。(?=\S)")


def _add_entries(ctx: Context, box: str, body: list[Range], facts: Content) -> None:
    """Takes in the projects that a box lists, and the mentions of them that running text would not make."""
    read = {place: m.project for m in facts.mention.values() for place in range(m.start, m.end)}
    for line in body:
        entry = _entry(ctx, line)
        if entry is not None:
            facts.project[entry.project] = None
            if entry.project not in {read.get(place) for place in range(entry.start, entry.end)}:
                mention_projects(ctx, box, line, [entry], facts)


def _entry(ctx: Context, line: Range) -> Mentioned | None:
    """What a box (专栏) lists are projects: each paragraph begins with the name of one, `宽带乡村。实现……`."""
    entry = _ENTRY.match(ctx.text, *line)
    if entry is None:
        return None
    name = entry["name"]
    if name.startswith("“"):
        name = name.removesuffix("建设")
    start = entry.start("name")
    end = start + len(name)
    return Mentioned(ctx.register.project(name, ctx.spans.at((start, end))), name, start, end)


def _words(ctx: Context, node: Node, notes_of: LineNotes) -> tuple[Range | None, list[Range]]:
    """The heading and the words below it; a word in 【】 is the heading itself."""
    if node.kind == "bracket":
        at = ctx.text.index("【", node.start)
        return (at + 1, ctx.text.index("】", at)), node.lines
    title, body = own_title(ctx.text, node.lines, notes_of, more=bool(node.children))
    if title is None and len(body) == 1 and body[0][1] - body[0][0] <= 40 and node.kind != "plain":
        start, end = body[0]  # a heading that ends in a full stop
        return (start, end - 1 if ctx.text[end - 1] == "。" else end), []
    return title, body
