"""The process that runs queries, one at a time, on one generation; forked by `api.workers.nursery`.

It opens the store, says so, and answers queries in the frames of `api.workers.channel`. A worker whose server is
gone ends: when idle by itself, in the midst of a query with the nursery, or by an alarm where the kernel does
not end children with their parents.

Modules are loaded by the nursery, once for all workers: one is there in some hundredths of a second.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, cast

from api.workers.channel import (
    DATA,
    END,
    FAILURE,
    FORMATS,
    GRAPH,
    HEAD,
    READY,
    SEARCH,
    START,
    WHOLE,
    asked,
    frame,
    heading,
    told,
)
from api.workers.confinement import end_with_parent, leave_the_network
from api.workers.limits import ResultTooLarge
from graph.generations import Generation
from graph.store import Dataset, StoreError

__all__ = ["main"]

#: What the alarm leaves the server to kill the worker itself and say why.
_GRACE = 1.0
#: Bytes of an answer that travel together.
_BATCH = 64 << 10
#: A worker that has lived so long without a pause copies the graph into memory: it will not be killed soon.
_ESTABLISHED_SECONDS = 2.0
#: Priorities: the server goes before the workers, and what can wait comes last.
_LESS, _LEAST = 5, 19


class _Frames:
    """A file to write to whose bytes leave as frames of an answer in a format, `limit` of them at most."""

    def __init__(self, channel: socket.socket, name: str, limit: int, *, in_memory: bool = False) -> None:
        self._channel, self._heading, self._limit = channel, heading(name, in_memory=in_memory), limit
        self._held: list[bytes] = []
        self._batch = self._sent = 0

    def write(self, data: bytes) -> int:
        """Sends `data`, some of it together, as soon as the other side has room for it."""
        self._held.append(data)
        self._batch += len(data)
        if self._sent + self._batch > self._limit:
            raise ResultTooLarge(self._limit)
        if self._batch >= _BATCH:
            self._leave()
        return len(data)

    def _leave(self, last: bytes = b"") -> None:
        start = b"" if self._sent else frame(START, self._heading)
        self._channel.sendall(start + frame(DATA, b"".join(self._held)) + last)
        self._sent += self._batch
        self._held.clear()
        self._batch = 0

    def end(self) -> None:
        """Sends what is held back: the answer is whole."""
        if self._sent:
            self._leave(frame(END))
        else:
            self._channel.sendall(frame(WHOLE, b"\n".join((self._heading, b"".join(self._held)))))

    def flush(self) -> None:
        """Nothing is to be sent in smaller parts."""


class _Desk:
    """The store of a worker, and the answering of queries from it.

    `guarded` says that something else ends this process when nobody is there any more who could.
    """

    def __init__(self, folder: Path, channel: socket.socket, memory_quads: int, guarded: bool) -> None:
        self._channel, self._memory_quads, self._guarded = channel, memory_quads, guarded
        self._store = Generation(folder.parent).open()
        #: Whether the graph is in memory, or on its way there, or not to be there.
        self.settled = not memory_quads

    def answer(self, kind: bytes, asked: dict[str, Any]) -> None:
        """Sends the answer to one query or search, or a graph, or why there is none."""
        if not self._guarded:
            signal.setitimer(signal.ITIMER_REAL, asked["seconds"] + _GRACE)  # by default it ends the process
        try:
            (self._search if kind == SEARCH else self._graph if kind == GRAPH else self._query)(asked)
        except StoreError as error:
            self._channel.sendall(frame(FAILURE, told(error)))
        finally:
            if not self._guarded:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def _query(self, query: dict[str, Any]) -> None:
        answer = self._store.ask(
            query["query"],
            [FORMATS[name] for name in query["formats"]],
            Dataset(tuple(query["default"]), tuple(query["named"])),
        )
        out = _Frames(self._channel, answer.format.name, query["limit"], in_memory=answer.in_memory)
        answer.write(cast(BinaryIO, out), query["rows"])  # the engine needs write and flush only
        out.end()

    def _search(self, search: dict[str, Any]) -> None:
        found = self._store.search.call(search["call"], search["arguments"])
        out = _Frames(self._channel, "json", search["limit"])
        out.write(json.dumps(found).encode("ascii"))
        out.end()

    def _graph(self, wanted: dict[str, Any]) -> None:
        taken = FORMATS[wanted["format"]]
        out = _Frames(self._channel, taken.name, wanted["limit"])
        self._store.write_graph(wanted["graph"], cast(BinaryIO, out), taken, wanted["prefixes"])
        out.end()

    def settle(self) -> None:
        """Copies the graph into memory, where queries are some three times faster, if it is not too large.

        A thread does it, and the engine releases the interpreter for it: queries go on being answered.
        """
        self.settled = True
        threading.Thread(target=self._copy, daemon=True).start()

    def _copy(self) -> None:
        with contextlib.suppress(OSError, AttributeError):  # on Linux threads have priorities of their own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LEAST)
        copy = self._store.in_memory(self._memory_quads)
        if copy is not None:
            self._store = copy


def _run(
    folder: Path, channel: socket.socket, memory_quads: int, patience: float, confined: bool, guarded: bool
) -> None:
    try:
        desk = _Desk(folder, channel, memory_quads, guarded)
    except StoreError as error:
        channel.sendall(frame(FAILURE, told(error)))
        return
    channel.sendall(frame(READY, {"network": not confined}))
    born = time.monotonic()
    held = b""
    while True:
        if not desk.settled:
            quiet = not select.select([channel], [], [], patience)[0]
            if quiet or time.monotonic() - born > _ESTABLISHED_SECONDS:
                desk.settle()
        data = channel.recv(_BATCH)
        if not data:
            return
        held += data
        while len(held) >= HEAD.size:
            kind, length = HEAD.unpack_from(held)
            end = HEAD.size + length
            if len(held) < end:
                break
            question, held = held[HEAD.size : end], held[end:]
            desk.answer(kind, asked(question))


def main(folder: Path, channel: socket.socket, memory: int, memory_quads: int, patience: float) -> None:
    """Answers queries until the other side hangs up.

    Args:
        folder: the folder of the engine.
        channel: the socket to the pool.
        memory: bytes of address space.
        memory_quads: the largest graph whose union is copied into memory.
        patience: seconds in which nobody asks anything, after which it takes the time to do that.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker out of memory aborts: no dump for that
    os.nice(_LESS)
    if hasattr(
        os, "SCHED_BATCH"
    ):  # being woken does not interrupt the server: fewer changes between processes
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    confined = leave_the_network()
    guarded = end_with_parent()
    with (
        channel,
        contextlib.suppress(BrokenPipeError, ConnectionResetError, struct.error),
    ):  # the server is gone
        _run(folder, channel, memory_quads, patience, confined, guarded)
