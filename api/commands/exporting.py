"""`export`: the whole graph in a folder, for those who take the data elsewhere."""

from __future__ import annotations

import hashlib
import shutil
from importlib.resources import files
from pathlib import Path

import click

from api.commands.options import settings, store_option
from api.describing.void import void
from graph.formats import GRAPH, RESULTS, find
from graph.generations import Generations
from graph.local import LocalStore
from ontology.terms import PREFIXES

__all__ = ["export"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@store_option
def export(folder: Path, store: Path | None) -> None:
    """Write the whole graph to the folder DIR, which must be new or empty.

    As N-Quads (crossplan.nq, a named graph each document), Turtle (crossplan.ttl), CSV tables (plans, measures,
    assignments, schedules, targets, projects as they are named, continuations), a description (void.ttl), and
    checksums (SHA256SUMS).
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder}: is there already and not empty; name a new folder")
    conf = settings(store)
    generation = Generations(conf.store).current()
    # made beside and renamed at the end, so that a half-written export is never taken for a whole one
    draft = folder.with_name(f".{folder.name}-draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    with (draft / "crossplan.nq").open("wb") as out:
        for graph in generation.graphs:
            out.write(graph.read_bytes())
    opened = generation.open()
    _turtle(opened, draft / "crossplan.ttl")
    for table in sorted(files("graph").joinpath("tables").iterdir(), key=lambda t: t.name):
        with (draft / f"{table.name.removesuffix('.rq')}.csv").open("wb") as out:
            out.write(b"\xef\xbb\xbf")  # without it, spreadsheets show Chinese as noise
            opened.write(table.read_text(encoding="utf-8"), out, [find("csv", RESULTS)])
    summary = generation.summary
    (draft / "void.ttl").write_bytes(void(summary, summary.base, conf.licence, find("turtle", GRAPH)))
    names = sorted(f.name for f in draft.iterdir())
    sums = [f"{hashlib.sha256((draft / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
    (draft / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    click.echo(f"generation {generation.name}: {len(names) + 1} files in {folder}")


def _turtle(store: LocalStore, file: Path) -> None:
    """The union of all graphs, subjects in order, with the project's prefixes."""
    import pyoxigraph as ox

    quads = store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())
    triples = sorted(
        (q.triple for q in quads), key=lambda t: (str(t.subject), str(t.predicate), str(t.object))
    )
    ox.serialize(triples, str(file), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
