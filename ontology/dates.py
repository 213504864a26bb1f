"""Partial dates: as precise as the words they were read from, and no more."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import Self

__all__ = ["PartialDate"]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day: xsd:gYear, xsd:gYearMonth or xsd:date.

    Raises:
        ValueError: there is no such month or day.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999 or not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError(f"no such date: {self.year}-{self.month}-{self.day}")
        if self.day and not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise ValueError(f"no such day: {self.year}-{self.month}-{self.day}")

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema datatype."""
        return "date" if self.day else "gYearMonth" if self.month else "gYear"

    def __str__(self) -> str:
        """The lexical form: 2025, 2025-06 or 2025-06-30."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date of a lexical form, the inverse of `str`.

        Raises:
            ValueError: `text` is none.
        """
        return cls(*(int(part) for part in text.split("-")))
