"""The records of mentions: what a work item, section or plan says of a project, and how far it puts it."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.facts.context import Content, Context, Mentioned
from loaders.mentions.progress import Progress, progress
from loaders.text import Range
from ontology.records import ProjectMention, maker

__all__ = ["mention_projects"]

_mention = maker(ProjectMention)


def mention_projects(
    ctx: Context, owner: str, run: Range, mentioned: Sequence[Mentioned], found: Content
) -> None:
    """Makes a record of each project that is `mentioned` in a run of text of `owner`, in the order of the text."""
    told = progress(ctx.text, *run, [(m.start, m.end) for m in mentioned])
    for mention, words in zip(mentioned, told, strict=True):
        iri = ctx.namer.part(owner, "mention", len(found.mention) + 1)
        ctx.records.append(_record(ctx, iri, mention, words))
        found.mention[iri] = mention


def _record(ctx: Context, iri: str, mention: Mentioned, told: Progress) -> ProjectMention:
    words = "…".join(ctx.text[a:b] for a, b in told.runs) or None
    return _mention(
        iri=iri, label=f"{mention.name}（{words}）" if words else mention.name, of_project=mention.project,
        mention=ctx.text[mention.start : mention.end], progress=words, stage=told.stage,
        text=ctx.text[slice(*told.clause)].strip(), basis="Stated",
        evidence=ctx.spans.at((mention.start, mention.end), *told.runs),
    )  # fmt: skip
