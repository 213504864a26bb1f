"""Reading the registries' tables: UTF-8, tab-separated, one header row, sorted by a key."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ontology.dates import PartialDate

__all__ = ["Line", "RegistryError", "read"]

_OUTER_SPACES = ("\t ", " \t", " \n")


class RegistryError(ValueError):
    """A registry file that cannot be relied on; the text begins with file and line."""


@dataclass(slots=True)  # not frozen: some thousand are made, and none outlives the reading
class Line:
    """One row of a table, which knows where it stands, so that whatever is wrong with it can say so."""

    file: str
    number: int
    cells: dict[str, str]

    def error(self, reason: str) -> RegistryError:
        """The error to raise for this row."""
        return RegistryError(f"{self.file}:{self.number}: {reason}")

    def text(self, column: str) -> str | None:
        """The cell's text, or None where it is empty."""
        return self.cells[column] or None

    def required(self, column: str) -> str:
        """The cell's text.

        Raises:
            RegistryError: the cell is empty.
        """
        if not self.cells[column]:
            raise self.error(f"{column} is empty")
        return self.cells[column]

    def names(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """The names in a cell that holds several.

        Raises:
            RegistryError: one of them is empty, or stands there twice.
        """
        cell = self.cells[column]
        if not cell:
            return ()
        names = tuple(cell.split(separator))
        if "" in names or len(set(names)) < len(names):
            raise self.error(f"{column} has an empty or repeated entry: {cell}")
        return names

    def flag(self, column: str) -> bool:
        """The cell as a boolean.

        Raises:
            RegistryError: it is neither true nor false.
        """
        cell = self.cells[column]
        if cell not in ("true", "false"):
            raise self.error(f"{column} must be true or false, not “{cell}”")
        return cell == "true"

    def date(self, column: str) -> PartialDate | None:
        """The cell as a year, month or day, or None where it is empty.

        Raises:
            RegistryError: it is no date.
        """
        cell = self.cells[column]
        if not cell:
            return None
        try:
            return PartialDate.parse(cell)
        except (ValueError, TypeError) as error:  # TypeError: more parts than a date has
            raise self.error(f"{column} is no date: “{cell}” (2018, 2018-10 or 2018-10-31)") from error

    def one_of(self, column: str, among: Sequence[str]) -> str:
        """The cell, which must be a word of `among`.

        Raises:
            RegistryError: it is none of them.
        """
        cell = self.cells[column]
        if cell not in among:
            raise self.error(f"{column} must be one of {', '.join(among)}, not “{cell}”")
        return cell


def read(folder: Traversable, file: str, columns: Sequence[str], key: Sequence[str]) -> Iterator[Line]:
    """The rows of `file` in `folder`.

    Args:
        folder: where the tables lie.
        file: the file's name.
        columns: what the header row must be.
        key: the columns that no two rows have alike and that the rows are sorted by; a fixed order
            makes changes readable.

    Raises:
        RegistryError: not UTF-8, another header, a row of another length, a cell with outer spaces, no source,
            rows out of order or doubled.
    """
    content = folder.joinpath(file).read_bytes()
    try:
        text = content.decode("utf-8-sig").replace(
            "\r\n", "\n"
        )  # some editors write a mark and other line ends
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise RegistryError(f"{file}:{number}: not UTF-8 ({error.reason})") from error
    for stray in _OUTER_SPACES:
        if stray in text:
            number = text.count("\n", 0, text.index(stray)) + 1
            raise RegistryError(f"{file}:{number}: a cell begins or ends with a space")
    reader = csv.reader(text.removesuffix("\n").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(reader, None) != list(columns):
        raise RegistryError(f"{file}:1: the header row must be: {' '.join(columns)}")
    previous: list[str] = []
    for number, cells in enumerate(reader, start=2):
        line = Line(file, number, dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            raise line.error(f"{len(cells)} cells where the header has {len(columns)}")
        here = [line.cells[column] for column in key]
        if here <= previous:
            what = "stands there twice" if here == previous else "is out of order"
            raise line.error(f"{' '.join(here)} {what}")
        if not line.cells["source"]:
            raise line.error("source is empty")
        previous = here
        yield line
