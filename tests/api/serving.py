"""The application in this process, and the real server in another."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from api.app import create
from api.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
#: Runs until it is killed: a product of five copies of everything.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"

_SERVE = """
import sys
from pathlib import Path
from api.app import serve
from api.settings import Settings
settings = Settings.load({}, Path(sys.argv[1]))
sys.exit(serve(settings, lambda line: print(line, flush=True)))
"""


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application with `settings`, its workers started."""
    app = create(settings)
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(
        transport=transport, base_url="http://test"
    ) as client:  # fmt: skip
        yield client


async def just_so(client: httpx.AsyncClient, target: bytes, **headers: str) -> httpx.Response:
    """The answer to a GET of a path just as it is, as uvicorn hands it to the application.

    A client would tidy the path up. This one does nothing but ask, in half the time.
    """
    transport = client._transport
    assert isinstance(transport, httpx.ASGITransport)
    path, _, query = target.partition(b"?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "root_path": "", "server": ("test", 80), "client": ("127.0.0.1", 1), "query_string": query,
        "raw_path": path, "path": unquote(path.decode("latin-1")),
        "headers": [(b"host", b"test"), *((name.encode(), value.encode()) for name, value in headers.items())],
    }  # fmt: skip
    sent: list[Any] = []
    coming = [{"type": "http.request", "body": b"", "more_body": False}]
    there = asyncio.Event()  # never set: the client stays

    async def receive() -> dict[str, object]:
        if coming:
            return coming.pop()
        await there.wait()
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    await transport.app(scope, receive, send)  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=body)


class Server:
    """The real server in a process of its own."""

    def __init__(self, store: Path, folder: Path, **settings: Any) -> None:
        file = folder / "crossplan.toml"
        values = {"store": str(store), "port": 0, "workers": 2, **settings}
        file.write_text("".join(f"{key} = {value!r}\n" for key, value in values.items()), encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(file)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def workers(self) -> set[int]:
        """The process numbers of its workers: what its nursery has forked."""
        parents = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
        nurseries = {pid for pid, parent in parents.items() if parent == self.process.pid}
        return {pid for pid, parent in parents.items() if parent in nurseries}

    def busy(self) -> int:
        """How many of its workers run a query."""
        number: int = httpx.get(self.address + "health").json()["workers"]["busy"]
        return number

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


def fetched(server: Server, target: str, version: str = "1.1") -> tuple[bytes, bytes]:
    """Head and body of an answer as they came over the connection, to its end."""
    parts = urlsplit(server.address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60) as connection:
        connection.sendall(f"GET {target} HTTP/{version}\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while data := connection.recv(1 << 16):
            answer += data
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body
