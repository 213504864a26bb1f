"""PDF files read in another process, seen from the one that wants their text.

A process is started for the first file and kept for the next ones; one that refused a file is not used again. It is a
program of its own and no fork: threads, daemonic processes (`multiprocessing` lets those have no children) and the
workers of a build can all read.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from loaders.formats.received import Place, Places, Received
from loaders.formats.txt import Unreadable
from loaders.formats.worker import HEAD, READY, REQUEST, TOO_MUCH

__all__ = ["Limits", "read_apart"]


#: The process finds the packages of this installation, whatever lies in the working folder.
_PACKAGES = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    #: Bytes of memory beyond those of the process itself; kept on Linux alone (see `loaders.formats.worker`).
    memory: int = 1 << 30
    #: Seconds of work: the longest file that is read at all takes about six.
    work: int = 30
    #: Seconds by the clock, on a machine that does other things too.
    seconds: float = 120.0


_TOO_LONG = "reading this PDF file takes longer than any plan does; print the pages of the plan anew as PDF"
#: How much later than the process itself we notice that its time is up: it ends itself, unless it was stopped.
_GRACE = 10.0
#: A process is ready in 0.1 s; on a machine so busy that it takes this long, nothing can be read.
_START_SECONDS = 60.0


class _Process:
    """A process that reads one file at a time."""

    def __init__(self, process: subprocess.Popen[bytes], channel: socket.socket) -> None:
        self._process, self._channel = process, channel
        self._stream = channel.makefile("rb")

    @classmethod
    def start(cls) -> Self:
        """A process that is ready.

        Raises:
            OSError: the system starts none, or it ended at once, or was not ready in time.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "loaders.formats.worker", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    env={**os.environ, "PYTHONPATH": os.pathsep.join([_PACKAGES, *filter(None, sys.path)])},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C is for this process, which ends the other itself
                )
            except BaseException:
                ours.close()
                raise
        started = cls(process, ours)
        try:
            ours.settimeout(_START_SECONDS)
            started._read(len(READY))
        except EOFError as error:
            started.end()
            raise OSError("it ended at once") from error
        except BaseException:
            started.end()
            raise
        return started

    @property
    def usable(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def ask(self, content: bytes, limits: Limits) -> dict[str, Any]:
        """What the process answers about a file.

        Raises:
            Unreadable: it ended instead, or gave no answer in time.
        """
        self._channel.settimeout(limits.seconds + _GRACE)
        try:
            self._channel.sendall(REQUEST.pack(limits.memory, limits.work, limits.seconds, len(content)))
            self._channel.sendall(content)
            answer: dict[str, Any] = json.loads(self._read(HEAD.unpack(self._read(HEAD.size))[0]))
        except TimeoutError as error:
            raise Unreadable(_TOO_LONG) from error
        except (ConnectionError, EOFError) as error:
            late = self._process.wait() in (-signal.SIGALRM, -signal.SIGXCPU)
            raise Unreadable(_TOO_LONG if late else TOO_MUCH) from error
        return answer

    def _read(self, length: int) -> bytes:
        found = self._stream.read(length)
        if len(found) < length:
            raise EOFError
        return found

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._stream.close()
        self._channel.close()
        self._process.kill()
        self._process.wait()


#: The processes that wait for a file, those of each process that started some: a fork has none of its parent's.
_idle: defaultdict[int, list[_Process]] = defaultdict(list)


@atexit.register
def _end_all() -> None:
    waiting = _idle[os.getpid()]
    while waiting:
        waiting.pop().end()


def _taken() -> _Process:
    """A process that waited for a file, or a fresh one.

    Raises:
        Unreadable: none can be started.
    """
    waiting = _idle[os.getpid()]
    with suppress(IndexError):
        while True:
            process = waiting.pop()
            if process.usable:
                return process
            process.end()
    try:
        return _Process.start()
    except OSError as error:
        raise Unreadable(f"the process that reads PDF files does not start ({error})") from error


def read_apart(content: bytes, limits: Limits | None = None) -> Received:
    """The text of a PDF file, as `loaders.formats.pdf.read_pages` gives it, which another process calls.

    Raises:
        Unreadable: what `read_pages` raises; or the file takes too much memory or time, or crashes the library.
        RuntimeError: there is a mistake in our own code; the text says which.
    """
    process = _taken()
    keep = False
    try:
        answer = process.ask(content, limits or Limits())
        keep = not answer["last"]
    finally:
        if keep:
            _idle[os.getpid()].append(process)
        else:
            process.end()
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    if "failed" in answer:
        raise RuntimeError(f"reading a PDF file: {answer['failed']}")
    places = Places(tuple(answer["starts"]), tuple(Place(page=page) for page in answer["pages"]))
    return Received(answer["text"], places, tuple(answer["gaps"]))
