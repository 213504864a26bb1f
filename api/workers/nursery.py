"""The process that worker processes are forked from, and the server's side of it.

A fresh Python needs a tenth of a second of the processor before it can answer a query; a fork of one that has
loaded everything needs a hundredth. Under hostile load, when workers are killed all the time, that is the
difference between serving the others and starting processes only.

The nursery has no threads and no store open, so that it can be forked safely. It keeps the numbers of ended
workers occupied until the server asks for them to be freed, so that no other process can have them.

    server -> nursery   a line of JSON: {"fork": [folder, memory, memory_quads, quiet]} with a socket, or {"free": pid}
    nursery -> server   a line: the number of the process
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import threading
import traceback
from pathlib import Path

from api.workers import worker
from graph.folding import compact

__all__ = ["Nursery"]

_PACKAGES = str(Path(__file__).resolve().parents[2])
_LINE = 1 << 16
#: How memory is handed out to the engine, which takes and gives back many small pieces in a query. glibc sets 64 MiB of
#: address space aside for each thread that allocates, so that the engine's few threads took 0.5 to 1 GiB of a worker's
#: limit, by chance: with one arena they take 0.2 GiB. And it keeps seven pieces of a size at hand for a thread; with
#: all at hand that a query gives back, aggregations take three quarters of the time. Other C libraries read
#: neither; what the server's own environment says of it goes before.
_ALLOCATION = {"MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=65535"}


class Nursery:
    """The nursery seen from the server; started with the first worker, and again if it was killed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def fork(self, folder: Path, channel: socket.socket, memory: int, memory_quads: int, quiet: float) -> int:
        """Starts a worker on the engine in `folder` that speaks through `channel`; returns its number.

        Raises:
            OSError: it does not start.
        """
        line: dict[str, object] = {"fork": [str(folder), memory, memory_quads, quiet]}
        with self._lock:
            try:
                return self._told(line, channel)
            except OSError:
                self._end()  # it was killed: another one, once
                return self._told(line, channel)

    def free(self, pid: int) -> None:
        """Lets the number of an ended worker be used again; to be called once, when its socket has closed."""
        with self._lock:
            try:
                self._told({"free": pid})
            except OSError:
                self._end()  # its workers are now the system's to free

    def close(self) -> None:
        """Ends the nursery; workers that are left go on until their sockets close."""
        with self._lock:
            self._end()

    def _told(self, line: dict[str, object], sent: socket.socket | None = None) -> int:
        if self._channel is None:
            if "free" in line:
                return 0
            self._start()
        assert self._channel is not None  # it was just started
        data = json.dumps(line).encode("ascii") + b"\n"
        if sent is None:
            self._channel.sendall(data)
        else:
            socket.send_fds(self._channel, [data], [sent.fileno()])
        answer = self._channel.recv(_LINE)
        if not answer:
            raise ConnectionError("the nursery is gone")
        number = int(answer)
        if number < 0:
            raise OSError(-number, os.strerror(-number))
        return number

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # -P and the path: the packages of this installation, not what lies in the working folder
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "api.workers.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**_ALLOCATION, **os.environ, "PYTHONPATH": _PACKAGES},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the server, which ends its workers itself
            )
        self._channel = ours

    def _end(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _serve(channel: socket.socket) -> None:
    compact("一")  # loads the table of characters that searches fold by
    gc.freeze()  # what is loaded stays shared between the workers
    while True:
        data, sockets, _, _ = socket.recv_fds(channel, _LINE, 1)
        if not data:
            return
        line = json.loads(data)
        if "free" in line:
            pid, _ = os.waitpid(line["free"], 0)
            channel.sendall(b"%d\n" % pid)
            continue
        theirs = socket.socket(fileno=sockets[0])
        try:
            pid = os.fork()
        except OSError as error:
            pid = -(error.errno or 1)
        if pid == 0:
            channel.close()
            _work(theirs, *line["fork"])
        theirs.close()
        channel.sendall(b"%d\n" % pid)


def _work(channel: socket.socket, folder: str, memory: int, memory_quads: int, quiet: float) -> None:
    code = 1
    try:
        worker.main(Path(folder), channel, memory, memory_quads, quiet)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)  # nothing of the nursery's is to be run at the end of its fork


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
