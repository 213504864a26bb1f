"""Corrections by people: what the reader read wrongly of a document, typed row by row (`corrections.csv`).

A row says at which words of which document which fact was read as what, what is right, who says so, why and when.
Rows are applied after a document is read (see `loaders.corrections.amendments`), so that they survive every rebuild.
The form of the values is told in `corrections/README.md`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from loaders.formats.txt import reads
from ontology.dates import PartialDate

__all__ = [
    "CORRECTIONS",
    "FACTS",
    "REASONS",
    "CorrectionRow",
    "CorrectionsError",
    "Figure",
    "Unapplied",
    "When",
    "bundled_corrections",
    "figure",
    "read_corrections",
    "when",
]

#: What a file of corrections is called, beside the documents that it is about.
CORRECTIONS = "corrections.csv"
_COLUMNS = ("document", "quote", "fact", "was", "right", "who", "why", "date")
_REQUIRED = ("document", "quote", "fact", "who", "why", "date")

#: The kinds of fact that can be corrected.
FACTS = ("title", "lead", "cooperating", "responsible", "schedule", "target", "project", "region")

#: Why a row was not applied, in Chinese and English.
REASONS = {
    "absent": ("本次没有读取这份文件", "no such document is read"),
    "gone": ("文件中已没有这段引文", "the quote does not occur in the document any more"),
    "ambiguous": ("引文在文件中不止一处，须引得长些", "the quote occurs more than once; a longer one tells which"),
    "unowned": ("引文处没有可以有这种事实的措施、章节或规划", "nothing that can have such a fact stands at the quote"),
    "unread": ("程序在该处读出的不是这样", "what was read there is not what the row says was read"),
    "settled": ("程序已经如此读出，这一行可以删去", "the reader reads it so by itself now; the row can go"),
    "unknown": ("没有这个名称的地区", "there is no region of that name"),
}  # fmt: skip


class CorrectionsError(Exception):
    """A file of corrections that cannot be used; the text says the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction, and the file and line where it stands. `was` or `right` is empty where there is no fact."""

    document: str
    quote: str
    fact: str
    was: str
    right: str
    who: str
    why: str
    date: str
    file: str
    line: int

    def concerns(self, sha256: str, *names: str) -> bool:
        """Whether the row is about the document with that hash, or with one of these file names."""
        return self.document.lower() == sha256 or self.document in names


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A row that was not applied, and why: a key of `REASONS`."""

    row: CorrectionRow
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.row.file}:{self.row.line}: not applied: {REASONS[self.reason][1]}"
            f" ({self.row.document}, “{self.row.quote}”)"
        )


@dataclass(frozen=True, slots=True)
class When:
    """A schedule as a row writes it: `Due 2025-06 SubstantiallyCompleted`."""

    kind: str
    start: PartialDate | None = None
    due: PartialDate | None = None
    completion: str | None = None
    recurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A target as a row writes it: `智慧社区 >= 5000 个 by 2025`."""

    indicator: str
    comparator: str
    value: Decimal
    unit: str | None = None
    deadline: PartialDate | None = None


def bundled_corrections() -> Path:
    """The folder of the corrections that come with the project."""
    return Path(__file__).resolve().parents[2] / "corrections"


def read_corrections(folder: Path) -> list[CorrectionRow]:
    """The rows of `folder`/corrections.csv in their order; none where there is no such file.

    Raises:
        CorrectionsError: the file is not CSV with the columns of a file of corrections, or a row of it cannot be
            understood.
    """
    file = folder / CORRECTIONS
    if not file.is_file():
        return []
    try:
        content = _decoded(file.read_bytes())
    except OSError as error:
        raise CorrectionsError(f"{file}: cannot be opened ({error.strerror})") from error
    if content is None:
        raise CorrectionsError(f"{file}: not readable as UTF-8; save it as CSV UTF-8")
    return list(_rows(file, content))


def _decoded(content: bytes) -> str | None:
    """The text of a file of corrections: in UTF-8, or as spreadsheet programs save it (GB18030, UTF-16)."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if reads(text):
            return text
    return None


def _rows(file: Path, content: str) -> Iterator[CorrectionRow]:
    signs = (sign for sign in ",;\t" if content.startswith((f"document{sign}", f'"document"{sign}')))
    reader = csv.reader(io.StringIO(content, newline=""), strict=True, delimiter=next(signs, ","))
    line = 1
    try:
        for cells in reader:
            if line == 1:
                if tuple(_used(cells)) != _COLUMNS:
                    raise ValueError(f"the first line must be: {','.join(_COLUMNS)}")
            elif any(cell.strip() for cell in cells):
                yield _row(file, line, [*cells[: len(_COLUMNS)], *_used(cells[len(_COLUMNS) :])])
            line = reader.line_num + 1
        if line == 1:
            raise ValueError("the file is empty")
    except (csv.Error, ValueError) as error:
        raise CorrectionsError(f"{file}:{line}: {error}") from error


def _used(cells: list[str]) -> list[str]:
    """The cells without empty ones at the end, which spreadsheet programs write for columns once touched."""
    return cells[: max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)]


def _row(file: Path, line: int, cells: list[str]) -> CorrectionRow:
    if len(cells) != len(_COLUMNS):
        raise ValueError(f"a row has {len(_COLUMNS)} cells, this one {len(cells)}")
    given = {name: cell.strip() for name, cell in zip(_COLUMNS, cells, strict=True)}
    for name in _REQUIRED:
        if not given[name]:
            raise ValueError(f"“{name}” is empty")
    if given["fact"] not in FACTS:
        raise ValueError(f"“{given['fact']}” is no kind of fact (known: {', '.join(FACTS)})")
    if given["was"] == given["right"]:
        raise ValueError("“was” and “right” are the same")
    # 2025/3/31 is what spreadsheet programs make of 2025-03-31
    given["date"] = "-".join(part.zfill(2) for part in given["date"].replace("/", "-").split("-"))
    date.fromisoformat(given["date"])
    read = {"schedule": when, "target": figure}.get(given["fact"])
    for value in (given["was"], given["right"]):
        if read is not None and value:
            read(value)
    return CorrectionRow(**given, file=str(file), line=line)


_WHEN = re.compile(
    r"(?P<kind>Due|Ongoing|Recurring|Staged)(?: from (?P<start>\d{4}[\d-]*))?(?: (?P<due>\d{4}[\d-]*))?"
    r"(?: (?P<completion>Completed|SubstantiallyCompleted))?"
    r"(?: (?P<recurrence>Yearly|HalfYearly|Quarterly|Monthly|Weekly|Irregular))?"
)
_FIGURE = re.compile(
    r"(?P<indicator>[^<>=~]{1,200}?) (?P<sign>>=|>|<=|<|~|=) (?P<value>-?\d{1,30}(?:\.\d{1,30})?)"
    r"(?: (?P<unit>(?!by )[^ ]{1,40}))?(?: by (?P<deadline>\d{4}[\d-]*))?"
)
_SIGNS = {
    ">=": "AtLeast",
    ">": "MoreThan",
    "<=": "AtMost",
    "<": "LessThan",
    "~": "About",
    "=": "Exactly",
}


def when(text: str) -> When:
    """The schedule that `text` writes.

    Raises:
        ValueError: it writes none.
    """
    found = _WHEN.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is no schedule; write: Due 2025-06, or Recurring Quarterly, or Ongoing")
    return When(
        found["kind"], _date(found["start"]), _date(found["due"]), found["completion"], found["recurrence"]
    )


def figure(text: str) -> Figure:
    """The target that `text` writes.

    Raises:
        ValueError: it writes none.
    """
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is no target; write: 智慧社区 >= 5000 个 by 2025")
    return Figure(
        found["indicator"], _SIGNS[found["sign"]], Decimal(found["value"]), found["unit"],
        _date(found["deadline"]),
    )  # fmt: skip


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
