"""`audit` and `validate`: the completeness report of the store, and the same rules on somebody's own file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.commands.options import lang_option, progress_bar, settings, store_option
from graph.generations import Generations, today

if TYPE_CHECKING:
    from shapes.findings import Audit

__all__ = ["audit", "validate"]

#: The formats, as `shapes.reports` has them: a test holds the two together, so that help need not load it.
_FORMATS = ("text", "json", "turtle", "jsonld", "csv", "csv-excel", "xlsx", "html", "junit")
#: What is no text, and so not for a terminal.
_BINARY = ("xlsx",)


def _reporting(command: Callable[..., int]) -> Callable[..., int]:
    """The options of a report, whatever was audited."""
    for option in reversed(
        (
            click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True),
            click.option(
                "--fail-on",
                type=click.Choice(["violation", "warning", "never"]),
                default="violation",
                show_default=True,
                help="Exit with 1 where something at least as grave is listed: not waived, nor left out by a filter.",
            ),
            click.option(
                "--profile",
                default="default",
                show_default=True,
                metavar="NAME|FILE",
                help="What each rule weighs: default, strict, or a TOML file of your own.",
            ),
            click.option(
                "--waivers",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="A TOML file of findings that somebody has accepted; they are listed apart.",
            ),
            click.option(
                "--baseline",
                type=click.Path(path_type=Path),
                metavar="REPORT.json",
                help="Say what is new, mended or persisting since an earlier report.",
            ),
        )
    ):
        command = option(command)
    return command


@click.command()
@_reporting
@click.option("--plan", metavar="IRI", help="Only findings about this plan.")
@click.option("--agency", metavar="IRI", help="Only findings about measures that name this agency.")
@click.option("--rule", metavar="NAME", help="Only this rule.")
@click.option("--severity", type=click.Choice(["violation", "warning", "info"]), help="Only this severity.")
@click.option(
    "--facts",
    type=click.Choice(["stated", "all"]),
    default="stated",
    show_default=True,
    help="Count what the texts state, or what is inherited and inferred as well.",
)
@click.option("--generation", metavar="ID", help="An earlier generation than the one in service.")
@click.option("--since", metavar="ID", help="Compare with the audit of this generation.")
@click.option("--site", metavar="URL", help="Let the links of the report lead to this server.")
@click.option("--anew", is_flag=True, help="Look at everything again, whatever was found before.")
@store_option
@lang_option
def audit(
    plan: str | None, agency: str | None, rule: str | None, severity: str | None, facts: str,
    generation: str | None, since: str | None, site: str | None, anew: bool, store: Path | None, **report: Any,
) -> int:  # fmt: skip
    """Check the plans of the store for completeness: who, by when, how much.

    Stated facts are audited by themselves; --facts all counts what is inherited and inferred too.

    Example: crossplan audit --rule measure-has-lead --lang zh

    Example: crossplan audit --format xlsx > 审计.xlsx
    """
    from api.reporting import Wanted, found, links_to
    from shapes.data import UnreadableData
    from shapes.selection import NotAudited, select

    _refuse_terminal(report["form"])
    wanted = Wanted(generation, report["profile"], facts, since, plan, agency, rule, severity)  # type: ignore[arg-type]
    try:
        audited, where = found(
            Generations(settings(store).store), wanted, anew=anew, progress=progress_bar("auditing")
        )
        part = select(_told(audited, **report), **wanted.part)
    except (NotAudited, UnreadableData) as error:
        raise click.UsageError(str(error)) from error
    return _write(part, report, links_to(site, where.manifest["base"]) if site else None)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ...")
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own shapes instead of the project's.",
)
@_reporting
@click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "pyshacl"]),
    default="auto",
    show_default=True,
    help="What runs the shapes: SPARQL compiled from them, pyshacl, or the first that can.",
)
@lang_option
def validate(files: tuple[Path, ...], shapes: tuple[Path, ...], engine: str, **report: Any) -> int:
    """Check RDF files of your own against the project's rules, or against your --shapes.

    Example: crossplan validate 我的规划.ttl --fail-on warning
    """
    from shapes.check import validate as run
    from shapes.data import UnreadableData
    from shapes.profile import profile_of
    from shapes.rules import rules, rules_of

    _refuse_terminal(report["form"])
    try:
        known = {rule.name for rule in (rules_of(shapes) if shapes else rules())}
        profile = profile_of(report["profile"], known)
        found = _told(run(files, shapes, profile, engine=engine), **report)  # type: ignore[arg-type]  # a choice
    except UnreadableData as error:
        raise click.UsageError(str(error)) from error
    return _write(found, report)


def _told(found: Audit, *, waivers: Path | None, baseline: Path | None, **_: object) -> Audit:
    """What was found, with what was accepted apart and with what has changed since an earlier report.

    Raises:
        UnreadableData: a file cannot be read, or is no baseline of this audit.
    """
    from shapes import baseline as baselines
    from shapes import waivers as accepted

    if waivers:
        found = accepted.apply(found, accepted.read(waivers), today())
    if baseline:
        found = baselines.compare(found, baselines.read(baseline))
    return found


def _write(found: Audit, report: dict[str, Any], links: Callable[[str], str] | None = None) -> int:
    from shapes.reports import render
    from shapes.reports.links import themselves
    from shapes.selection import exit_code

    sys.stdout.buffer.write(render(found, report["form"], lang=report["lang"], links=links or themselves))
    sys.stdout.buffer.flush()
    return exit_code(found, report["fail_on"])


def _refuse_terminal(form: str) -> None:
    if form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text: write it to a file, as with > audit.{form}")
