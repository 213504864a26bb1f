"""The process that runs queries, one at a time, on one generation; started and killed by `api.process`.

It opens the store, says so, and answers queries in the frames of `api.channel`. A worker whose server is
gone ends by itself: at once when idle, and by an alarm of the kernel when a query is running.

It loads nothing besides the engine and its wrapping, so that one starts in a tenth of a second.
"""

from __future__ import annotations

import contextlib
import json
import resource
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO, cast

from api.channel import DATA, END, FAILURE, FORMATS, HEAD, READY, frame, told
from api.limits import ResultTooLarge
from graph.local import LocalStore
from graph.store import Dataset, StoreError

__all__ = ["main"]

#: What the alarm leaves the server to kill the worker itself and say why.
_GRACE = 1.0


class _Frames:
    """A file to write to whose bytes leave as DATA frames, `limit` of them at most."""

    def __init__(self, channel: socket.socket, limit: int) -> None:
        self._channel, self._limit, self._sent = channel, limit, 0

    def write(self, data: bytes) -> int:
        """Sends `data`, as soon as the other side has room for it."""
        self._sent += len(data)
        if self._sent > self._limit:
            raise ResultTooLarge(self._limit)
        self._channel.sendall(frame(DATA, data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def _answer(store: LocalStore, channel: socket.socket, asked: dict[str, Any]) -> None:
    signal.setitimer(signal.ITIMER_REAL, asked["seconds"] + _GRACE)  # its default action ends the process
    try:
        taken = store.write(
            asked["query"],
            cast(BinaryIO, _Frames(channel, asked["limit"])),  # the engine needs write and flush only
            [FORMATS[name] for name in asked["formats"]],
            Dataset(tuple(asked["default"]), tuple(asked["named"])),
        )
        channel.sendall(frame(END, {"format": taken.name}))
    except StoreError as error:
        channel.sendall(frame(FAILURE, told(error)))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _run(folder: Path, channel: socket.socket) -> None:
    requests = channel.makefile("rb")
    try:
        store = LocalStore.open(folder)
    except StoreError as error:
        channel.sendall(frame(FAILURE, told(error)))
        return
    channel.sendall(frame(READY, b""))
    while head := requests.read(HEAD.size):
        _, length = HEAD.unpack(head)
        _answer(store, channel, json.loads(requests.read(length)))


def main(arguments: list[str]) -> int:
    """Serves queries until the other side hangs up; returns the exit code.

    Args:
        arguments: the folder of the engine, the number of the inherited socket, and the bytes of
            address space.
    """
    folder, descriptor, memory = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker out of memory aborts: no dump for that
    with (
        socket.socket(fileno=int(descriptor)) as channel,
        contextlib.suppress(BrokenPipeError, ConnectionResetError, struct.error),  # the server is gone
    ):
        _run(Path(folder), channel)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
