"""The version of this software, as its distribution names it."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["VERSION"]


def _version() -> str:
    try:
        return version("crossplan")
    except PackageNotFoundError:  # run from a source tree that was not installed
        project = Path(__file__).resolve().parent.parent / "pyproject.toml"
        number: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
        return number


VERSION = _version()
