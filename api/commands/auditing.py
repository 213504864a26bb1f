"""`audit` and `validate`: the completeness report of the store, and the same rules on somebody's own file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api.commands.options import lang_option, settings, store_option
from graph.generations import Generations

__all__ = ["audit", "validate"]

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "turtle", "jsonld"]),
    default="text",
    show_default=True,
)
_FAIL_ON = click.option(
    "--fail-on", type=click.Choice(["violation", "warning", "never"]), default="violation", show_default=True,
    help="Exit with 1 where something at least as grave was found.",
)  # fmt: skip
_PROFILE = click.option(
    "--profile",
    type=click.Choice(["default", "strict"]),
    default="default",
    show_default=True,
    help="What each rule weighs.",
)


@click.command()
@_FORMAT
@_FAIL_ON
@click.option("--plan", metavar="IRI", help="Only findings about this plan.")
@click.option("--agency", metavar="IRI", help="Only findings about measures that name this agency.")
@click.option("--rule", metavar="NAME", help="Only this rule.")
@click.option("--severity", type=click.Choice(["violation", "warning", "info"]), help="Only this severity.")
@_PROFILE
@store_option
@lang_option
def audit(
    form: str, fail_on: str, plan: str | None, agency: str | None, rule: str | None, severity: str | None, profile: str,
    store: Path | None, lang: str,
) -> int:  # fmt: skip
    """Check the plans of the store for completeness: who, by when, how much.

    Stated facts are audited by themselves; what is inferred counts for nothing.

    Example: crossplan audit --rule measure-has-lead --lang zh
    """
    from shapes.check import audit as run
    from shapes.data import Data
    from shapes.findings import exit_code, select
    from shapes.profile import profiles
    from shapes.reports import render
    from shapes.rules import rules

    generation = Generations(settings(store).store).current()
    found = run(Data.of_generation(generation), rules(), profiles()[profile], generation=generation.name)
    try:
        found = select(found, plan=plan, agency=agency, rule=rule, severity=severity)
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    sys.stdout.buffer.write(render(found, form, lang=lang))
    sys.stdout.buffer.flush()
    return exit_code(found, fail_on)  # type: ignore[arg-type]  # one of the choices


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ...")
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own shapes instead of the project's.",
)
@_FORMAT
@_FAIL_ON
@_PROFILE
@lang_option
def validate(
    files: tuple[Path, ...], shapes: tuple[Path, ...], form: str, fail_on: str, profile: str, lang: str
) -> int:
    """Check RDF files of your own against the project's rules, or against your --shapes.

    Example: crossplan validate 我的规划.ttl --fail-on warning
    """
    from shapes.check import validate as run
    from shapes.data import UnreadableData
    from shapes.findings import exit_code
    from shapes.profile import profiles
    from shapes.reports import render

    try:
        found = run(files, shapes, profiles()[profile])
    except UnreadableData as error:
        raise click.UsageError(str(error)) from error
    sys.stdout.buffer.write(render(found, form, lang=lang))
    sys.stdout.buffer.flush()
    return exit_code(found, fail_on)  # type: ignore[arg-type]  # one of the choices
