"""The version of this software: as its distribution names it, and down to the code itself."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

__all__ = ["VERSION", "code_version"]


def _version() -> str:
    try:
        return version("crossplan")
    except PackageNotFoundError:  # run from a source tree that was not installed
        project = Path(__file__).resolve().parent.parent / "pyproject.toml"
        number: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
        return number


VERSION = _version()


@cache
def code_version(*packages: str) -> str:
    """The release, and the hash of the code of `packages` and of their word lists: what they make is made anew when
    any of it changes."""
    total = hashlib.sha256(VERSION.encode())
    for package in packages:
        root = Path(str(files(package)))
        for file in sorted(f for f in root.rglob("*") if f.suffix in (".py", ".txt")):
            total.update(f"{file.relative_to(root)}\n".encode() + file.read_bytes())
    return f"{VERSION}+{total.hexdigest()[:12]}"
