"""Options that several commands share, and the settings behind them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from api.settings import Settings

__all__ = ["lang_option", "progress_bar", "settings", "store_option"]

store_option = click.option(
    "--store", type=click.Path(path_type=Path), metavar="DIR",
    help="Folder of the store (else CROSSPLAN_STORE, crossplan.toml, or your data folder).",
)  # fmt: skip
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the answer."
)


def settings(store: Path | None = None, **given: Any) -> Settings:
    """The settings of the environment and crossplan.toml, with what the command line gives put over them.

    Raises:
        SettingsError: a setting cannot be used.
    """
    found = Settings.load(os.environ)
    over = {name: value for name, value in {"store": store, **given}.items() if value is not None}
    return replace(found, **over)


def progress_bar(label: str) -> Callable[[int, int], None] | None:
    """What shows progress on a terminal, on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        width = 30
        filled = width * done // max(total, 1)
        end = "\n" if done == total else ""
        click.echo(
            f"\r{label} [{'#' * filled}{'.' * (width - filled)}] {done}/{total}{end}", err=True, nl=False
        )

    return show
