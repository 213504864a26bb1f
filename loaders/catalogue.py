"""The catalogue: what each document is, typed by a person, beside the documents (`catalogue.toml`).

It says what a document *is* (title, kind, which plans it carries, interprets or reports on, the issuer where the
text names none, where it came from). What is *in* a document is read, never typed in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ontology.dates import PartialDate

__all__ = [
    "CatalogueCitation",
    "CatalogueError",
    "CataloguePlan",
    "CatalogueRow",
    "bundled_corpus",
    "read_catalogue",
]


class CatalogueError(Exception):
    """A catalogue that cannot be used; the text says where and what to do."""


@dataclass(frozen=True, slots=True)
class CataloguePlan:
    """A plan that a document carries: its title as published, and what the text does not say of it."""

    title: str
    kind: str | None = None
    issuer: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogueCitation:
    """A plan that a document is about: its title, and its day of issue where that tells which of several it is."""

    title: str
    issued: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One document: `file` beside the catalogue, the hash of its bytes, and what it is."""

    file: str
    sha256: str
    title: str
    kind: str
    origin: str
    carries: tuple[CataloguePlan, ...] = ()
    interprets: tuple[CatalogueCitation, ...] = ()
    reports_on: tuple[CatalogueCitation, ...] = ()
    received: str | None = None


def bundled_corpus() -> Path:
    """The folder of the documents that come with the project, its catalogue among them."""
    return Path(__file__).resolve().parent.parent / "corpus"


def read_catalogue(folder: Path) -> dict[str, CatalogueRow]:
    """The rows of `folder`/catalogue.toml by the sha256 of their document; none where there is no such file.

    Raises:
        CatalogueError: the file is not TOML, or a row lacks a field or has one that is not known.
    """
    file = folder / "catalogue.toml"
    if not file.is_file():
        return {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{file}: not a readable catalogue ({error})") from error
    rows: dict[str, CatalogueRow] = {}
    for number, entry in enumerate(content.get("document", []), 1):
        row = _row(file, number, entry)
        if row.sha256 in rows:
            raise CatalogueError(f"{file}: document {number} ({row.file}) has the sha256 of another row")
        rows[row.sha256] = row
    return rows


def _row(file: Path, number: int, entry: dict[str, Any]) -> CatalogueRow:
    where = f"{file}: document {number}"
    _known(where, entry, CatalogueRow)
    for name in ("file", "sha256", "title", "kind", "origin"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise CatalogueError(f"{where}: “{name}” is missing")
    plans = []
    for plan in entry.get("carries", []):
        _known(f"{where}, carries", plan, CataloguePlan)
        if not plan.get("title"):
            raise CatalogueError(f"{where}: a plan in “carries” has no title")
        plans.append(CataloguePlan(**plan))
    given = {**entry, "carries": tuple(plans)}
    for name in ("interprets", "reports_on"):
        given[name] = tuple(_cited(f"{where}, {name}", one) for one in entry.get(name, ()))
    return CatalogueRow(**given)


def _cited(where: str, entry: object) -> CatalogueCitation:
    """A title alone, or a title and a day."""
    given = {"title": entry} if isinstance(entry, str) else entry
    if not isinstance(given, dict):
        raise CatalogueError(f"{where}: a plan is a title, or a table of title and issued, not: {given}")
    _known(where, given, CatalogueCitation)
    if not given.get("title"):
        raise CatalogueError(f"{where}: a plan has no title")
    issued = given.get("issued")
    if issued is not None:
        try:
            given = {**given, "issued": str(PartialDate.parse(str(issued)))}
        except ValueError as error:
            raise CatalogueError(f"{where}: “issued” is no date: {issued}") from error
    return CatalogueCitation(**given)


def _known(where: str, entry: dict[str, Any], kind: type) -> None:
    known = {f.name for f in fields(kind)}
    for name in entry:
        if name not in known:
            raise CatalogueError(
                f"{where}: “{name}” is no field of a catalogue (known: {', '.join(sorted(known))})"
            )
