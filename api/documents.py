"""The documents of a build: the files that a person names, with what people say of each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.catalogue import CatalogueRow, bundled_corpus, read_catalogue
from loaders.corrections.rows import (
    CORRECTIONS,
    CorrectionRow,
    Unapplied,
    bundled_corrections,
    read_corrections,
)
from loaders.formats import ENDINGS

__all__ = ["Input", "Refused", "inputs", "unclaimed"]


@dataclass(frozen=True, slots=True)
class Input:
    """A document to build from: its name, the file that holds it, its row of a catalogue, and the corrections of it.

    Only the process that reads the document holds its bytes, so that any number of documents can stand in line.
    """

    name: str
    file: Path
    sha256: str
    row: CatalogueRow | None = None
    corrections: tuple[CorrectionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and why, in one line."""

    name: str
    reason: str


def inputs(paths: Sequence[Path]) -> tuple[list[Input], list[Refused]]:
    """The documents that `paths` name (files, and folders with an optional catalogue), and what cannot be opened.

    Of a folder, the files in formats that are read and those that its catalogue names are taken. The same bytes
    given twice are one document.

    Raises:
        CatalogueError: a catalogue cannot be used.
        CorrectionsError: a file of corrections cannot be used.
    """
    found: dict[str, Input] = {}
    refused: list[Refused] = []
    bundled, ours = read_catalogue(bundled_corpus()), read_corrections(bundled_corrections())
    for path in paths:
        folder = path if path.is_dir() else path.parent
        rows, theirs = bundled | read_catalogue(folder), read_corrections(folder)
        if path.is_dir():
            named = {row.file for row in read_catalogue(folder).values()}
            candidates = sorted({*_offered(path), *(path / name for name in named)})
            if not candidates:
                refused.append(Refused(str(path), f"the folder holds no documents ({', '.join(ENDINGS)})"))
        else:
            candidates = [path]
        for file in candidates:
            try:
                sha256 = _sha256(file)
            except OSError as error:
                reason = (
                    "there is no such file"
                    if isinstance(error, FileNotFoundError)
                    else error.strerror or "unreadable"
                )
                refused.append(Refused(str(file), reason))
                continue
            row = rows.get(sha256)
            name = row.file if row else file.name
            # a correction of ours by file name is about our document, not about any file called like it
            mine = [c for c in ours if c.concerns(sha256, *([name] if sha256 in bundled else []))]
            mine += [c for c in theirs if c.concerns(sha256, name, file.name)]
            found.setdefault(sha256, Input(name, file, sha256, row, tuple(mine)))
    return list(found.values()), refused


def _offered(folder: Path) -> Iterator[Path]:
    """The files of a folder that look like documents; those of programs (.name, ~$name) and corrections are none."""
    for file in folder.glob("*"):
        if file.name == CORRECTIONS or file.name.startswith((".", "~$")):
            continue
        if file.name.lower().endswith(ENDINGS) and file.is_file():
            yield file


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def unclaimed(paths: Iterable[Path], documents: Iterable[Input]) -> list[Unapplied]:
    """The corrections in the folders among `paths` that are about none of `documents`.

    Raises:
        CorrectionsError: a file of corrections cannot be used.
    """
    claimed = {(c.file, c.line) for document in documents for c in document.corrections}
    folders = [path for path in paths if path.is_dir()]
    if any(folder.resolve() == bundled_corpus() for folder in folders):
        folders.append(bundled_corrections())
    rows = (row for folder in folders for row in read_corrections(folder))
    return [Unapplied(row, "absent") for row in rows if (row.file, row.line) not in claimed]
