"""One worker process, seen from the server: started, asked, killed."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from api.channel import DATA, END, FAILURE, FORMATS, HEAD, QUERY, frame, raised
from api.limits import Limits, WorkerLost
from graph.formats import Format
from graph.generations import Generation
from graph.store import StoreError

__all__ = ["Answer", "Worker"]

#: A worker starts in 0.1 s; on a machine so busy that it takes this long, nothing can be served.
_START_SECONDS = 30.0
_PACKAGES = str(Path(__file__).resolve().parent.parent)


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to a query, in `format`."""

    format: Format
    body: bytes


class Worker:
    """One process with the store of one generation open, reached over a socket."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process, self._reader, self._writer = process, reader, writer

    @classmethod
    async def start(cls, generation: Generation, limits: Limits) -> Self:
        """A worker that has opened `generation`.

        Raises:
            StoreError: it could not; the text says why.
        """
        ours, theirs = socket.socketpair()
        try:
            process = cls._spawn(generation, theirs, limits)
        except OSError as error:
            ours.close()
            raise StoreError(f"a worker process does not start ({error})") from error
        finally:
            theirs.close()
        try:
            streams = await asyncio.open_unix_connection(sock=ours)
        except BaseException:
            process.kill()
            await asyncio.to_thread(process.wait)
            raise
        worker = cls(process, *streams)
        try:
            async with asyncio.timeout(_START_SECONDS):
                kind, body = await worker._frame()
            if kind == FAILURE:
                raise raised(body)
        except BaseException as error:
            worker.kill()
            await worker.gone()
            if isinstance(error, TimeoutError | WorkerLost):
                raise StoreError(
                    f"a worker process does not start (memory: {limits.memory} bytes)"
                ) from error
            raise
        return worker

    @staticmethod
    def _spawn(generation: Generation, theirs: socket.socket, limits: Limits) -> subprocess.Popen[bytes]:
        # -P and the path: the packages of this installation, not what lies in the working folder
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "api.worker", str(generation.folder / "engine"),
             str(theirs.fileno()), str(limits.memory)],
            pass_fds=[theirs.fileno()],
            # glibc sets 64 MiB of address space aside for each thread that allocates, so that the engine's
            # few threads took 0.5 to 1 GiB of the limit, by chance; with one arena they take 0.2 GiB
            env={**os.environ, "PYTHONPATH": _PACKAGES, "MALLOC_ARENA_MAX": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server, which ends its workers itself
        )  # fmt: skip

    @property
    def usable(self) -> bool:
        """Whether the process is there and was not told to end."""
        return not self._writer.is_closing() and self._process.poll() is None

    async def ask(self, request: dict[str, Any], deadline: float) -> Answer:
        """The answer to a query; afterwards the worker is ready for the next one, or was killed.

        Raises:
            TimeoutError: it was not there at `deadline` (the time of the event loop).
            StoreError: what the worker raised, or WorkerLost.
        """
        settled = False
        try:
            async with asyncio.timeout_at(deadline):
                answer = await self._asked(request)
            settled = True
        except WorkerLost:
            raise
        except StoreError:
            settled = True  # a failure is an answer read to its end
            raise
        finally:
            if not settled:
                self.kill()
        return answer

    async def _asked(self, request: dict[str, Any]) -> Answer:
        self._writer.write(frame(QUERY, request))
        try:
            await self._writer.drain()
        except ConnectionError as error:
            raise WorkerLost("the worker process ended before the query") from error
        body = bytearray()
        while True:
            kind, data = await self._frame()
            if kind == DATA:
                body += data
            elif kind == END:
                return Answer(FORMATS[json.loads(data)["format"]], bytes(body))
            else:
                raise raised(data)

    async def _frame(self) -> tuple[bytes, bytes]:
        try:
            kind, length = HEAD.unpack(await self._reader.readexactly(HEAD.size))
            return kind, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerLost("the worker process ended during the query") from error

    def kill(self) -> None:
        """Ends the process now, whatever it does; `gone` waits until it has."""
        self._process.kill()
        self._writer.close()

    async def gone(self) -> None:
        """Returns when the process has ended and is no zombie."""
        await asyncio.to_thread(self._process.wait)
        with suppress(ConnectionError):  # it was killed with bytes of ours unread
            await self._writer.wait_closed()
