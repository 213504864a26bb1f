"""The command line: `crossplan COMMAND`. Commands load what they need when they run, so that help is quick."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

__all__ = ["main"]

#: The commands in the order of help, each with the module that holds it.
_COMMANDS: dict[str, str] = {
    "build": "building",
    "add": "building",
    "remove": "building",
    "generations": "building",
    "rollback": "building",
    "extract": "extracting",
    "query": "asking",
    "ask": "asking",
    "audit": "auditing",
    "validate": "auditing",
    "export": "exporting",
    "serve": "serving",
    "check-ontology": "checking",
}


class _Commands(click.Group):
    """The group of commands; a command's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"api.commands.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # from the table, not from the commands: help must not load them all
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SHORT[name]) for name in _COMMANDS])


_SHORT = {
    "build": "Make the store from documents (default: the bundled corpus).",
    "add": "Add documents to the store.",
    "remove": "Take documents out of the store.",
    "generations": "List the generations that are kept.",
    "rollback": "Put an earlier generation back in service.",
    "extract": "Read one document and print its graph; no store needed.",
    "query": "Run a SPARQL query on the store or an endpoint.",
    "ask": "List the stored questions, or answer one.",
    "audit": "Check the plans for completeness.",
    "validate": "Check an RDF file of your own against the rules.",
    "export": "Write the whole graph to a folder.",
    "serve": "Serve the SPARQL endpoint, linked data and pages.",
    "check-ontology": "Check the ontology: profile, consistency, questions.",
}


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Examples: crossplan build · crossplan ask agency-leads agency=省大数据局 · crossplan audit --lang zh",
)
@click.version_option(package_name="crossplan", message="crossplan %(version)s")
def crossplan() -> None:
    """Read the plans that Chinese governments publish into one knowledge graph, ask it questions and audit it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the program and exits: 0 done, 1 the answer is no, 2 wrong use or unreadable input, 3 the engine failed."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with `arguments` (default: those of the process); the exit code. Never a traceback."""
    try:
        code = crossplan.main(
            list(arguments) if arguments is not None else None, "crossplan", standalone_mode=False
        )
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        click.echo("interrupted", err=True)
        return 130
    except click.ClickException as error:
        hint = (
            f" (see {error.ctx.command_path} --help)"
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        click.echo(f"crossplan: {error.format_message()}{hint}", err=True)
        return 2
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last word to a person is never a traceback
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: Exception) -> int:
    """One line for an error of the project's own, and the exit code that it means."""
    from graph.store import EngineError, StoreError
    from loaders.catalogue import CatalogueError
    from loaders.corrections.rows import CorrectionsError
    from ontology.registry import RegistryError

    if os.environ.get("CROSSPLAN_DEBUG"):
        raise error
    known = (
        isinstance(error, StoreError | CatalogueError | CorrectionsError | RegistryError)
        or type(error).__name__ == "SettingsError"
    )
    if known and not isinstance(error, EngineError):
        click.echo(f"crossplan: {error}", err=True)
        return 2
    what = (
        str(error) if isinstance(error, EngineError) else f"internal error: {type(error).__name__}: {error}"
    )
    click.echo(f"crossplan: {what.splitlines()[0]} (CROSSPLAN_DEBUG=1 shows where)", err=True)
    return 3


if __name__ == "__main__":
    main()
