"""Which resource or graph a path names: decoded exactly once, with or without the ending of a format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox

from api.asking import iri_of, rows
from api.errors import Problem
from api.languages import Words
from api.negotiation import Medium
from api.resources.alternates import BY_ENDING
from api.visit import Visit
from api.workers.lease import Lease
from graph.formats import Format

__all__ = ["Naming", "known", "namings"]

#: What makes an IRI one that the data knows: it is spoken of.
_SPOKEN_OF = "EXISTS { ?x ?p ?o } || EXISTS { ?s ?q ?x }"
_GRAPH = "EXISTS { GRAPH ?x { ?s ?p ?o } }"
#: What is one byte of a path when it is decoded.
_CHARACTER = re.compile(rb"%[0-9A-Fa-f]{2}|[\x00-\xff]")


@dataclass(frozen=True, slots=True)
class Naming:
    """One way to read a path: the IRI, and the format where its ending names one."""

    iri: str
    taken: Format | Medium | None


def namings(visit: Visit, base: str, room: str, *, ending_first: bool = False) -> list[Naming]:
    """The ways to read the path of a request, the likeliest first.

    A path is percent-decoded once. As it was written it counts too: an IRI of the data that has percent signs of
    its own (`.../%E6%B5%8E`) is asked for just so.

    Args:
        visit: the request, of a path of two steps or more.
        base: that of the data.
        room: where the IRIs lie, `id` or `graph`.
        ending_first: whether `x.ttl` is rather the Turtle of `x` than the resource `x.ttl`. So it is with addresses
            of ours; but an IRI names what it names.

    Raises:
        Problem: the path is not UTF-8 (400).
    """
    found: dict[Naming, None] = {}
    for name in _spellings(visit):
        stem, _, ending = name.rpartition(".")
        ways = [Naming(f"{base}{room}/{name}", None)]
        if stem and ending in BY_ENDING:
            ways.insert(0 if ending_first else 1, Naming(f"{base}{room}/{stem}", BY_ENDING[ending]))
        found.update(dict.fromkeys(ways))
    return list(found)


def _spellings(visit: Visit) -> list[str]:
    """What follows the first step of the path, decoded and as written."""
    raw: bytes = visit.request.scope.get("raw_path") or visit.path.encode()
    try:
        decoded = unquote_to_bytes(raw)
        decoded.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("bad-request", Words("地址不是 UTF-8 编码。", "The address is not UTF-8.")) from error
    # a path before that of this site belongs to a proxy: as many characters as its decoded form has more
    before = _CHARACTER.finditer(raw)
    for _ in range(len(decoded) - len(visit.path.encode())):
        next(before, None)
    first = next(before, None)
    written = raw[first.start() :].decode("latin-1") if first else ""
    return list(dict.fromkeys(one.split("/", 2)[2] for one in (visit.path, written) if one.count("/") > 1))


async def known(lease: Lease, ways: Sequence[Naming], *, graphs: bool = False) -> Naming | None:
    """The first of the ways that names something in the data: a resource, or a named graph.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    terms = [term for way in ways if (term := iri_of(way.iri)) is not None]
    if not terms:
        return None
    pattern = _GRAPH if graphs else _SPOKEN_OF
    found = await rows(lease, f"SELECT ?x {{ VALUES ?x {{ {' '.join(terms)} }} FILTER({pattern}) }}")
    held = {row[0].value for row in found if isinstance(row[0], ox.NamedNode)}
    return next((way for way in ways if way.iri in held), None)
