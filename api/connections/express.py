"""Queries by GET answered without the framework: from the bytes of a request to the bytes of its answer.

Nearly all requests to the endpoint are alike: a GET with a query and nothing else, whose answer is soon there, whole
and small. What they need of HTTP is little, and a framework's way of giving it costs several times what the query
does (bench/serving.py). So they are told by their bytes and asked of a worker at once.

Whatever turns out to be different goes the usual way (`api.endpoint`), as it came, and has the same answer: an answer
that is large or takes part of its time to be made, an error, a worker that has first to be started. What a worker
has begun for it is not begun again.
"""

from __future__ import annotations

import re
import string
import time
from binascii import a2b_qp
from functools import lru_cache

from api.answers import Stamp
from api.connections.errand import Connection, Errand
from api.connections.replay import Replays
from api.endpoint import Endpoint, accepted, stamp_of
from api.headers import RAW
from api.metrics import Metrics
from api.protocol import Operation
from api.workers.exchange import Answer
from api.workers.pool import Pool
from graph.formats import Format
from graph.store import Dataset

__all__ = ["Express"]

_GET, _VERSION = b"GET /sparql?query=", b" HTTP/1.1"
#: What may stand in a value of a query string (RFC 3986, section 3.4).
_ALLOWED = b"%-._~!$'()*+,;:@/?=" + string.ascii_letters.encode() + string.digits.encode()
_FIELD = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\x20-\x7e\t]*)")
#: Header fields that want more than a body with status 200, or say that a body follows.
_DECISIVE = frozenset(
    (b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"if-none-match", b"te", b"trailer")
)
_LONGEST_HEAD = 2048
_UNION = Dataset()


class Express:
    """Takes requests from connections.

    Args:
        pool: the workers.
        endpoint: the usual way, whose answers and cache these are too.
        replays: the answers that are given again to the very same request.
        metrics: where requests are counted.
    """

    def __init__(self, pool: Pool, endpoint: Endpoint, replays: Replays, metrics: Metrics) -> None:
        self._pool, self._endpoint, self._replays, self._metrics = pool, endpoint, replays, metrics
        self._patterns: dict[tuple[str, str], bytes] = {}

    def taken(self, connection: Connection, client: str, request: bytes) -> Errand | None:
        """What answers a request, once it is started; None if the request is not one of those answered here.

        Args:
            connection: gets the answer, or the request back, once, later on.
            client: the address of the one who asks.
            request: all of one request.
        """
        line, _, head = request.partition(b"\r\n")
        encoded = line[len(_GET) : -len(_VERSION)]
        if not (line.startswith(_GET) and line.endswith(_VERSION) and encoded):
            return None
        generation = self._pool.known()
        formats = _formats(head) if len(head) <= _LONGEST_HEAD else ()
        if not formats or not generation:
            return None
        query = _decoded(encoded)
        if query is None:
            return None
        operation = Operation(query.removeprefix("\ufeff"), _UNION, ())
        if not operation.repeatable or self._endpoint.knows(generation, operation, formats):
            return None
        return Errand(self._pool, self._reply, connection, client, request, operation, formats)

    def _reply(self, errand: Errand, generation: str, answer: Answer) -> None:
        """Sends the answer to an errand, and keeps it if it was asked for before."""
        form, body = answer.format, answer.body
        stamp = stamp_of(generation, form, errand.operation, in_memory=answer.in_memory)
        pattern = self._patterns.get((generation, form.name)) or self._pattern(stamp, form)
        head = pattern % (stamp.tag.encode("ascii"), len(body))
        errand.connection.reply(head, body)
        self._metrics.count("sparql", "200", time.perf_counter() - errand.began)
        self._replays.keep(errand.client, errand.request, generation, head, body)
        self._endpoint.keep(generation, errand.operation, errand.formats, stamp, body)

    def _pattern(self, stamp: Stamp, form: Format) -> bytes:
        """The header of all answers in a format, as the usual way sends it, but for the entity tag and the length."""
        if len(self._patterns) > 100:  # of generations gone by
            self._patterns.clear()
        varying = {b"etag": b"etag: %b\r\n", b"content-length": b"content-length: %d\r\n"}
        found = b""
        for name, value in (*stamp.answer(b"").raw_headers, *RAW):
            found += varying.get(name) or b"%s: %s\r\n" % (name, value.replace(b"%", b"%%"))
        self._patterns[stamp.generation, form.name] = found + b"\r\n"
        return self._patterns[stamp.generation, form.name]


def _decoded(value: bytes) -> str | None:
    """A value of a form without its percent-encoding; None if it is not encoded as it should be, or not UTF-8.

    Quoted-printable is the same with another sign, and there is a decoder for it at a fifth of the cost. It leaves
    wrong codes as they are, or half of them: only right ones make the text shorter by two characters each.
    """
    if value.translate(None, _ALLOWED):
        return None
    found = a2b_qp(value.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"="))
    if len(found) != len(value) - 2 * value.count(b"%"):
        return None
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        return None


@lru_cache(256)
def _formats(head: bytes) -> tuple[Format, ...]:
    """The formats that a request accepts by its header fields, best first; none if it is not to be answered here."""
    accept: list[bytes] = []
    hosts = 0
    for line in head.removesuffix(b"\r\n\r\n").split(b"\r\n"):
        field = _FIELD.fullmatch(line)
        if field is None:
            return ()
        name, value = field[1].lower(), field[2].strip()
        if name in _DECISIVE or (name == b"connection" and value.lower() != b"keep-alive"):
            return ()
        hosts += name == b"host"
        if name == b"accept":
            accept.append(value)
    offers = accepted(b",".join(accept).decode("ascii")) if hosts == 1 else ()
    if not offers or not isinstance(offers[0], Format):
        return ()  # it accepts nothing, or wishes a page
    return tuple(one for one in offers if isinstance(one, Format))
