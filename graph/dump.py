"""The whole data set as one file for those who take it elsewhere: every named graph, as N-Quads, compressed.

N-Quads of plans repeat themselves so much that gzip leaves a twenty-fifth of them.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FILE", "Dump", "write"]

#: The name of the file in the folder of a generation, and of what people download.
FILE = "crossplan.nq.gz"

#: Higher levels take several times as long for a few per cent.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Dump:
    """How many bytes the file has, and their SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


def write(graphs: Iterable[Path], file: Path) -> Dump:
    """Writes the N-Quads files `graphs` one after the other to `file`, compressed (RFC 1952).

    The same graphs give the same bytes: the head of the file names neither a time nor a file.
    """
    with file.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as out:
        for graph in graphs:
            with graph.open("rb") as quads:
                shutil.copyfileobj(quads, out, 1 << 20)
    with file.open("rb") as written:
        return Dump(file.stat().st_size, hashlib.file_digest(written, "sha256").hexdigest())
