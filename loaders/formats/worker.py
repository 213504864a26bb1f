"""The process that reads PDF files for `loaders.formats.process`, each within limits that the kernel keeps.

The library for PDF is a million lines of C++: a file that was made for it can take gigabytes for a page, run without
end, or crash it. Here that ends this process and nothing else. The other side learns from the way in which it ended
what was the matter, and an answer is plain data (JSON), so that a library led astray can give wrong words at most.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

__all__ = ["HEAD", "READY", "REQUEST", "TOO_MUCH", "main"]

#: Before a file: the bytes of memory and the seconds of work that it may take, those by the clock, and its length.
REQUEST: Final = struct.Struct("!QIdQ")
#: Before an answer: its length.
HEAD: Final = struct.Struct("!Q")
#: What a process says when it has started.
READY: Final = b"+"
TOO_MUCH: Final = (
    "reading this PDF file takes more memory than any plan needs, or breaks the library that reads it; "
    "print the pages of the plan anew as PDF, or save their text"
)
_STATM = Path("/proc/self/statm")
#: A process that has grown by so much over what it was at first reads no further file.
_GROWN = 1 << 28


def _size() -> int | None:
    """The address space of this process in bytes; None where the system does not tell (it is not Linux)."""
    try:
        pages = int(_STATM.read_text().split()[0])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit(kind: int, amount: int) -> None:
    """Sets a limit, no higher than the one that this process was started under; a kind that is not kept is left."""
    most = resource.getrlimit(kind)[1]
    soft = amount if most == resource.RLIM_INFINITY else min(amount, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, most))


def _confine(first: int | None, memory: int, work: int, seconds: float) -> None:
    """The limits of the next file; whichever it passes ends the process.

    Where the size of the process is unknown, and on macOS, whose kernel does not keep it, memory has no limit; the
    limits of time hold everywhere.
    """
    if first is not None:
        _limit(resource.RLIMIT_AS, first + memory)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + 1 + work)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(content: bytes) -> dict[str, Any]:
    from loaders.formats.pdf import read_pages
    from loaders.formats.txt import Unreadable

    try:
        received = read_pages(content)
    except Unreadable as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": TOO_MUCH}
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}
    places = received.places
    return {
        "text": received.text,
        "starts": list(places.starts),
        "pages": [place.page for place in places.places],
        "gaps": list(received.gaps),
    }


def _serve(channel: socket.socket) -> None:
    # what is imported once is no part of what a file takes
    import loaders.formats.pdf  # noqa: F401

    first = _size()
    channel.sendall(READY)
    requests = channel.makefile("rb")
    while head := requests.read(REQUEST.size):
        memory, work, seconds, length = REQUEST.unpack(head)
        _confine(first, memory, work, seconds)
        answer = _answer(requests.read(length))
        signal.setitimer(signal.ITIMER_REAL, 0)
        # what a bad file did to the library would stay, and so would what a large one took
        answer["last"] = "text" not in answer or (_size() or 0) > (first or 0) + _GROWN
        body = json.dumps(answer).encode()
        channel.sendall(HEAD.pack(len(body)) + body)
        if answer["last"]:
            return


def main(arguments: list[str]) -> int:
    """Reads files until the other side hangs up; returns the exit code.

    Args:
        arguments: the number of the inherited socket.
    """
    for number in (signal.SIGALRM, signal.SIGXCPU):  # whoever started us may have ignored or held them back
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM, signal.SIGXCPU})
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the library aborts where memory ends: no dump for that
    with (
        socket.socket(fileno=int(arguments[0])) as channel,
        suppress(BrokenPipeError, ConnectionResetError, struct.error),  # the other side is gone
    ):
        _serve(channel)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
