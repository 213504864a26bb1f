"""`build`, `add`, `remove`, `generations`, `rollback`: what is in the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from api import build as building
from api.commands.options import lang_option, progress_bar, settings, store_option
from graph.generations import Generation, Generations
from loaders.catalogue import bundled_corpus
from ontology.iri import Namer

__all__ = ["add", "build", "generations", "remove", "rollback"]

_SEVERITIES: tuple[tuple[Literal["violation", "warning", "info"], str], ...] = (
    ("violation", "违规"),
    ("warning", "警告"),
    ("info", "提示"),
)
_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
_SKIP = click.option("--skip-bad", is_flag=True, help="Publish without the documents that cannot be read.")
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many processes read (default: by the number of documents).",
)


@click.command()
@_PATHS
@click.option("--base", metavar="IRI", help="Base of all IRIs, ending in a slash.")
@_JOBS
@_SKIP
@store_option
@lang_option
def build(
    paths: tuple[Path, ...], base: str | None, jobs: int | None, skip_bad: bool, store: Path | None, lang: str
) -> int:
    """Make the store exactly the documents given, as a new generation, and switch to it.

    PATH is a file or a folder; a folder may hold a catalogue.toml and a corrections.csv. Without a PATH the
    bundled corpus is built.
    A document that has not changed is not read again. If any document cannot be read, nothing is published
    unless --skip-bad is given; what was in service stays so.

    Example: crossplan build 数字山东2021行动方案.txt ~/plans
    """
    if base is not None:
        try:
            Namer(base)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    conf = settings(store, base=base)
    paths = paths or (bundled_corpus(),)
    documents, refused = building.inputs(paths)
    outcome = building.build(
        conf.store,
        documents,
        conf.base,
        refused=refused,
        unapplied=building.unclaimed(paths, documents),
        jobs=jobs,
        skip_bad=skip_bad,
        progress=progress_bar("reading"),
    )
    return _report(outcome, conf.store, skip_bad, lang)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH ...")
@_JOBS
@_SKIP
@store_option
@lang_option
def add(paths: tuple[Path, ...], jobs: int | None, skip_bad: bool, store: Path | None, lang: str) -> int:
    """Add documents to the store, as a new generation; one with the file name of a kept one replaces it."""
    conf = settings(store)
    documents, refused = building.inputs(paths)
    outcome = building.add(
        conf.store,
        documents,
        refused=refused,
        unapplied=building.unclaimed(paths, documents),
        jobs=jobs,
        skip_bad=skip_bad,
        progress=progress_bar("reading"),
    )
    return _report(outcome, conf.store, skip_bad, lang)


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT ...")
@click.option(
    "--reason", default="", metavar="TEXT", help="Why: the server tells it where they are asked for."
)
@store_option
@lang_option
def remove(documents: tuple[str, ...], reason: str, store: Path | None, lang: str) -> int:
    """Take documents out of the store, as a new generation. DOCUMENT is a file name, slug or IRI.

    The server answers 410 for them from then on, and says since when.

    Example: crossplan remove 数字山东2021行动方案.txt --reason "已由2022年版代替"
    """
    conf = settings(store)
    return _report(building.remove(conf.store, documents, reason=reason), conf.store, False, lang)


@click.command()
@store_option
def generations(store: Path | None) -> None:
    """List the generations that are kept, the newest first; * marks the one in service."""
    kept = Generations(settings(store).store)
    current = kept.current().name
    for generation in kept.kept():
        manifest = generation.manifest
        mark = "*" if generation.name == current else " "
        click.echo(
            f"{mark} {generation.name}  {len(manifest['documents'])} documents  {manifest['triples']} triples"
        )


@click.command()
@click.argument("generation", required=False, metavar="[ID]")
@store_option
def rollback(generation: str | None, store: Path | None) -> None:
    """Put an earlier generation back in service: the one named, else the one before the current."""
    kept = Generations(settings(store).store)
    current = kept.current().name
    if generation is None:
        names = [g.name for g in kept.kept()]
        after = names[names.index(current) + 1 :] if current in names else names
        if not after:
            raise click.UsageError("no earlier generation is kept")
        generation = after[0]
    kept.switch(generation)
    click.echo(f"{generation} is in service (it was {current})")


_HEADS = {
    "zh": ("文件", "措施", "三元组", "疑点", "读取"),
    "en": ("document", "measures", "triples", "notes", "reading"),
}


def _report(outcome: building.Outcome, store: Path, skip_bad: bool, lang: str) -> int:
    unchanged, fresh = ("沿用", "新读") if lang == "zh" else ("kept", "read")
    rows = [
        (b.source_name, str(b.measures), str(b.triples), str(b.notes), unchanged if b.reused else fresh)
        for b in outcome.built
    ]
    if rows:
        click.echo(table([_HEADS[lang], *rows]))
    for unapplied in outcome.unapplied:
        click.echo(f"crossplan: {unapplied}", err=True)
    for refused in outcome.refused:
        click.echo(f"crossplan: {refused.name}: {refused.reason}", err=True)
    if outcome.generation is None:
        kept = "nothing was published; the store in service is as it was"
        click.echo(
            f"crossplan: {kept}"
            + ("" if skip_bad or not outcome.built else " (--skip-bad publishes without them)"),
            err=True,
        )
        return 2
    words = f"{outcome.triples} 条三元组，世代 {outcome.generation.name} 已启用：{store}"
    if lang == "en":
        words = f"{outcome.triples} triples; generation {outcome.generation.name} is in service: {store}"
    click.echo(words)
    click.echo(_audited(outcome.generation, Generations(store), lang))
    return 0


def _audited(generation: Generation, generations: Generations, lang: str) -> str:
    """What the audit of a new generation comes to, in a line; the whole is kept beside it."""
    from shapes.profile import profiles
    from shapes.stored import audit_of

    others = [other for other in generations.kept() if other.name != generation.name]
    found = audit_of(generation, profiles()["default"], earlier=others, progress=progress_bar("auditing"))
    count = Counter(finding.severity for finding in found.findings)
    if lang == "en":
        return "audit: " + ", ".join(f"{count[en]} {en}" for en, _ in _SEVERITIES) + "; see crossplan audit"
    return "审计：" + "，".join(f"{zh} {count[en]}" for en, zh in _SEVERITIES) + "；详见 crossplan audit"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns; a Chinese character is two columns wide. Numbers stand to the right."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    out = []
    for row in rows:
        cells = [
            " " * (widths[i] - _width(c)) + c if c.isdigit() else c + " " * (widths[i] - _width(c))
            for i, c in enumerate(row)
        ]
        out.append("  ".join(cells).rstrip())
    return "\n".join(out)


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
