"""The whole data set as one file, whole or in parts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import BinaryIO

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.answers import BODILESS, GENERATION, Stamp
from api.describing.dataset import Summaries
from api.errors import Problem
from api.languages import Words
from api.openapi import described
from api.site import Site
from graph import dump

__all__ = ["ADDRESS", "MEDIA", "router"]

#: The path of the file, from the root of the site.
ADDRESS = f"/download/{dump.FILE}"
MEDIA = "application/gzip"

#: One range; of several at once the whole is sent (RFC 9110, section 14.2).
_RANGE = re.compile(r"\s*bytes\s*=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*", re.IGNORECASE)
_CHUNK = 256 << 10


def router(site: Site, summaries: Summaries) -> APIRouter:
    """The route of the file."""
    routes = APIRouter(tags=["linked data"])

    @routes.get(
        ADDRESS,
        **described(
            Words(
                "全部数据：所有命名图，N-Quads，gzip 压缩；可用 Range 分段、续传",
                "the whole data set: all named graphs as N-Quads, compressed by gzip; in parts by Range",
            ),
            [MEDIA],
            problems=["not-found", "range-not-satisfiable"],
            parts=True,
        ),
    )
    async def download(request: Request) -> Response:
        visit = site.visit(request)
        crew, summary = await summaries.in_service()
        generation, told = crew.generation, summary.dump
        if told is None:
            raise _not_written(visit.at("/void"), generation.name)
        # the bytes themselves are what a part must agree with
        stamp = Stamp(generation.name, MEDIA, "", told.sha256, varies=())
        if stamp.held_by(request):
            return stamp.unchanged()
        part = _part(request, stamp, told.size)
        headers = {
            **stamp.headers(),
            "Accept-Ranges": "bytes",
            "Content-Disposition": f'attachment; filename="crossplan-{generation.name}.nq.gz"',
        }
        status = 200
        if part is not None:
            status, headers["Content-Range"] = 206, f"bytes {part.start}-{part.stop - 1}/{told.size}"
        try:
            # what is open stays to be read, whatever becomes of the generation
            file = (generation.folder / dump.FILE).open("rb")
        except FileNotFoundError as error:
            raise _not_written(visit.at("/void"), generation.name) from error
        return _File(file, part or range(told.size), headers, status)

    return routes


def _not_written(descriptions: str, generation: str) -> Problem:
    return Problem(
        "not-found",
        Words(
            "在用的这一版是旧版软件建成的，没有整套数据的文件；重新运行 crossplan build 就有。"
            f"各个命名图见 {descriptions}。",
            "An earlier version built what is in service, without this file; crossplan build writes it. "
            f"{descriptions} lists the graphs, one by one.",
        ),
        headers={GENERATION: generation},
    )


def _part(request: Request, stamp: Stamp, size: int) -> range | None:
    """The part of the file that is asked for; None for the whole (RFC 9110, sections 13.1.5 and 14.2).

    Raises:
        Problem: the file ends before it (416).
    """
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or BODILESS in request.scope:
        return None
    if request.headers.get("if-range", stamp.tag) != stamp.tag:
        return None
    first, last = asked.groups()
    if (not first and not last) or (first and last and int(last) < int(first)):
        return None
    if first:
        found = range(int(first), min(int(last) + 1, size) if last else size)
    else:
        found = range(max(0, size - int(last)), size)
    if not found:
        raise Problem(
            "range-not-satisfiable",
            Words(f"这个文件只有 {size} 字节。", f"The file has {size} bytes."),
            headers={"Content-Range": f"bytes */{size}"},
        )
    return found


class _File(Response):
    """A part of an open file, read while it is sent, and closed then."""

    def __init__(self, file: BinaryIO, part: range, headers: Mapping[str, str], status: int) -> None:
        super().__init__(None, status, {**headers, "Content-Length": str(len(part))}, MEDIA)
        self._file, self._part = file, part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it; the server closes the connection of one that was not sent to its end."""
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            if BODILESS in scope:
                await send({"type": "http.response.body", "body": b""})
            else:
                await self._send(send)
        finally:
            self._file.close()

    async def _send(self, send: Send) -> None:
        left = len(self._part)
        await asyncio.to_thread(self._file.seek, self._part.start)
        while left:
            chunk = await asyncio.to_thread(self._file.read, min(left, _CHUNK))
            if not chunk:
                raise EOFError(f"{self._file.name} is shorter than its summary says")
            left -= len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})
