"""`extract`: one document to standard output."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from api.commands.options import settings
from api.documents import Input, inputs
from loaders.load import Loaded, Unreadable, load_bytes
from ontology.iri import Namer
from ontology.terms import PREFIXES

__all__ = ["extract"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", default="turtle", show_default=True,
    type=click.Choice(["nquads", "trig", "turtle", "jsonld", "json"]),
    help="json is the records as they were read; the others are RDF.",
)  # fmt: skip
@click.option("--base", metavar="IRI", help="Base of all IRIs, ending in a slash.")
def extract(file: Path, form: str, base: str | None) -> int:
    """Read one document and print what it says: no store, no links to other documents.

    A catalogue.toml and corrections.csv beside the file apply to it, and those of the bundled corpus to its files.

    Example: crossplan extract 数字山东2021行动方案.txt --format turtle
    """
    conf = settings(base=base)
    try:
        document = _document(file)
        rows = {document.sha256: document.row} if document.row else {}
        loaded = load_bytes(
            document.file.read_bytes(), document.name, rows, Namer(conf.base), document.corrections
        )
    except Unreadable as error:
        click.echo(f"crossplan: {file}: {error}", err=True)
        return 2
    for unapplied in loaded.unapplied:
        click.echo(f"crossplan: {unapplied}", err=True)
    if form == "nquads":
        loaded.write(sys.stdout.buffer)
    else:
        sys.stdout.buffer.write(_written(loaded, form))
    sys.stdout.buffer.flush()
    return 0


def _document(file: Path) -> Input:
    """The file with what people say of it.

    Raises:
        Unreadable: it is no file that can be opened.
    """
    if file.is_dir():
        raise Unreadable("this is a folder; name a file in it")
    documents, refused = inputs([file])
    if refused:
        raise Unreadable(refused[0].reason)
    return documents[0]


def _written(loaded: Loaded, form: str) -> bytes:
    if form == "json":
        return (json.dumps(list(_plain(loaded)), ensure_ascii=False, indent=1) + "\n").encode()
    import pyoxigraph as ox

    quads = ox.parse(loaded.quads, format=ox.RdfFormat.N_QUADS)
    out = io.BytesIO()
    if form == "trig":
        ox.serialize(quads, out, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    else:
        rdf = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.JSON_LD
        ox.serialize((q.triple for q in quads), out, format=rdf, prefixes=PREFIXES)
    return out.getvalue()


def _plain(loaded: Loaded) -> Iterator[dict[str, Any]]:
    """The records with their fields by name, in the order in which they were read; absent fields left out."""
    for record in loaded.records:
        row: dict[str, Any] = {"type": type(record).__name__}
        for f in fields(record):
            value = getattr(record, f.name)
            if value is None or value == ():
                continue
            row[f.name] = (
                value
                if isinstance(value, str | int | bool)
                else list(value)
                if isinstance(value, tuple)
                else str(value)
            )
        yield row
