"""The rows of an answer, counted while the engine writes it, so that a limit on them holds to the row.

The engine serialises tables itself and tells no numbers. Its rows can be told apart in what it writes,
since no value can hold what stands between two rows: JSON and XML escape it, TSV has no line ends in
values, and CSV has them in quotation marks only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyoxigraph as ox

from graph.store import TooManyRows

__all__ = ["CountedTable", "counted"]

#: What stands between two rows, and how many more of it there are than rows.
_BETWEEN: dict[str, tuple[bytes, int]] = {
    "json": (b'}},{"', -1),
    "xml": (b"</result>", 0),
    "tsv": (b"\n", 1),
    "csv": (b"\n", 1),
}


class CountedTable:
    """A file for the serialisation of a table in a format of the ending `name`; `most` rows may pass.

    Rows without any value count for nothing in JSON: there they cannot be told from text.
    """

    def __init__(self, out: BinaryIO, name: str, most: int) -> None:
        self._out, self._most = out, most
        self._mark, self._more = _BETWEEN[name]
        self._quoted = name == "csv"
        self._within = False  # a quoted value that began in what was written before
        self._rest = b""
        self._seen = 0

    def write(self, data: bytes) -> int:
        """Passes `data` on.

        Raises:
            TooManyRows: with it, there are more rows than may pass; it is not passed on.
        """
        self._seen += self._unquoted(data) if self._quoted else self._plain(data)
        if self._seen - self._more > self._most:
            raise TooManyRows(self._most)
        return self._out.write(data)

    def _plain(self, data: bytes) -> int:
        text = self._rest + data  # a mark may be divided between two writes
        keep = len(self._mark) - 1
        self._rest = text[-keep:] if keep else b""
        return text.count(self._mark)

    def _unquoted(self, data: bytes) -> int:
        parts = data.split(b'"')
        found = sum(part.count(self._mark) for part in parts[self._within :: 2])
        self._within ^= (len(parts) - 1) % 2 == 1
        return found

    def flush(self) -> None:
        """Nothing is held back."""


def counted(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    """The triples as they are.

    Raises:
        TooManyRows: there are more than `most`.
    """
    for number, triple in enumerate(triples):
        if number >= most:
            raise TooManyRows(most)
        yield triple
