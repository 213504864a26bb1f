"""An answer on its way from a worker to a client that may be slower: in memory first, then on disk."""

from __future__ import annotations

import tempfile
from typing import BinaryIO

__all__ = ["Spool"]


class Spool:
    """Bytes that are written once and read once, in order; beyond `most` of them they lie in a file.

    So a worker is free when its answer is made, not when the client has taken it, and an answer costs
    the server no more memory than `most`.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._memory = b""
        self._file: BinaryIO | None = None
        self._read = 0
        self.size = 0

    def write(self, data: bytes) -> None:
        """Adds `data` at the end.

        Raises:
            OSError: the disk has no room for it.
        """
        self.size += len(data)
        if self._file is None and len(self._memory) + len(data) <= self._most:
            self._memory += data  # mostly there is one part only, and nothing is copied
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="crossplan-", buffering=0)  # noqa: SIM115  # see close
        self._file.seek(0, 2)
        self._file.write(data)

    def read(self, size: int) -> bytes:
        """The next bytes that have not been read, at most `size`; none if there are no more yet."""
        taken = self._memory[self._read : self._read + size]
        if not taken and self._file is not None:
            self._file.seek(self._read - len(self._memory))
            taken = self._file.read(size)
        self._read += len(taken)
        return taken

    def whole(self) -> bytes:
        """All of it, read or not, for an answer known to be small."""
        if self._file is None:
            return self._memory
        self._file.seek(0)
        return self._memory + self._file.read()

    def close(self) -> None:
        """Lets the memory and the file go."""
        self._memory = b""
        if self._file is not None:
            self._file.close()
            self._file = None
