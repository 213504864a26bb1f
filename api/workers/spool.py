"""An answer on its way from a worker to a client that may be slower: in memory first, then on disk."""

from __future__ import annotations

import tempfile
from typing import BinaryIO
from weakref import WeakKeyDictionary

from api.workers.limits import NoRoom

__all__ = ["Room", "Spool"]


class Room:
    """The disk that all spools together may take: `most` bytes.

    A client that takes its answer slowly holds it on the disk for as long, up to days. So where there is no more room,
    that spool is given up which was begun first: whoever takes an answer at any speed of today was done before.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        #: The one that was begun first comes first; one that nobody reads any more is none.
        self._taken: WeakKeyDictionary[Spool, int] = WeakKeyDictionary()

    def take(self, spool: Spool, size: int) -> None:
        """Lets `spool` have so many bytes more, if need be at the cost of others.

        Raises:
            NoRoom: it has all the others' room already.
        """
        while sum(self._taken.values()) + size > self._most:
            first = next(iter(self._taken), spool)
            if first is spool:
                raise NoRoom("an answer is larger than all the disk for answers on their way")
            first.give_up()
        self._taken[spool] = self._taken.get(spool, 0) + size

    def give(self, spool: Spool) -> None:
        """Takes back what `spool` had."""
        self._taken.pop(spool, None)


class Spool:
    """Bytes that are written once and read once, in order; beyond `most` of them they lie in a file, in `room`.

    So a worker is free when its answer is made, not when the client has taken it, and an answer costs
    the server no more memory than `most`.
    """

    def __init__(self, most: int, room: Room) -> None:
        self._most, self._room = most, room
        self._memory = b""
        self._file: BinaryIO | None = None
        self._read = 0
        self._given_up = False
        self.size = 0

    def write(self, data: bytes) -> None:
        """Adds `data` at the end.

        Raises:
            OSError, NoRoom: the disk has no room for it.
        """
        self.check()
        self.size += len(data)
        if self._file is None and len(self._memory) + len(data) <= self._most:
            self._memory += data  # mostly there is one part only, and nothing is copied
            return
        self._room.take(self, len(data))
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="crossplan-", buffering=0)  # noqa: SIM115  # see close
        self._file.seek(0, 2)
        self._file.write(data)

    def read(self, size: int) -> bytes:
        """The next bytes that have not been read, at most `size`; none if there are no more yet.

        Raises:
            NoRoom: they were given up.
        """
        self.check()
        taken = self._memory[self._read : self._read + size]
        if not taken and self._file is not None:
            self._file.seek(self._read - len(self._memory))
            taken = self._file.read(size)
        self._read += len(taken)
        return taken

    def whole(self) -> bytes:
        """All of it, read or not, for an answer known to be small.

        Raises:
            NoRoom: it was given up.
        """
        self.check()
        if self._file is None:
            return self._memory
        self._file.seek(0)
        return self._memory + self._file.read()

    def give_up(self) -> None:
        """Lets it all go for others; who reads or writes it next is told."""
        self._given_up = True
        self.close()

    def check(self) -> None:
        """Makes sure that it is all there.

        Raises:
            NoRoom: it was given up.
        """
        if self._given_up:
            raise NoRoom("the answer had to make room for others on the disk")

    def close(self) -> None:
        """Lets the memory and the file go."""
        self._room.give(self)
        self._memory = b""
        if self._file is not None:
            self._file.close()
            self._file = None
