"""`serve`: the endpoint, linked data and pages."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from api.commands.options import settings, store_option
from graph.generations import Generations

__all__ = ["serve"]


@click.command()
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (default 8000).")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes answer queries.")
@store_option
def serve(host: str | None, port: int | None, workers: int | None, store: Path | None) -> int:
    """Serve the store: SPARQL at /sparql, every IRI of the data, pages for people.

    A new build is taken up without a restart.
    """
    from api.app import serve as run

    conf = settings(store, host=host, port=port, workers=workers)
    generation = Generations(conf.store).current()

    def announce(address: str) -> None:
        click.echo(f"crossplan serves generation {generation.name} at {address}")
        click.echo(f"  pages      {address}")
        click.echo(f"  SPARQL     {address}sparql")
        click.echo(f"  questions  {address}questions")
        click.echo("Three things to try:")
        click.echo(f"  1. open {address}questions/agency-leads  (what an agency leads)")
        click.echo(f"  2. curl -H 'Accept: text/turtle' -L {address}id/region/370100")
        audit = shlex.join([sys.argv[0], "audit", "--store", str(conf.store)])
        click.echo(f"  3. {audit}  (which measures name no lead, no time)")
        click.echo("Stop with Ctrl+C.")

    return run(conf, announce)
