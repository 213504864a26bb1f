"""What to say of an IRI that the data does not know: that it was withdrawn, or what is near to it."""

from __future__ import annotations

import asyncio
import difflib
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from api.answers import GENERATION
from api.asking import iri_of, rows, yes
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML
from api.resources.alternates import path_of
from api.resources.identity import Naming, known
from api.site import Site
from api.visit import Visit
from api.workers.lease import Lease
from graph.generations import Generation, Generations
from graph.store import StoreError
from graph.withdrawals import Withdrawal

__all__ = ["missing", "withdrawn"]

#: The kinds of resources that people look for by name, by the first part of their path.
_KINDS = {
    "plan": "cp:Plan",
    "document": "cp:Document",
    "agency": "cp:Agency",
    "region": "cp:Region",
    "project": "cp:Project",
    "indicator": "cp:Indicator",
}
#: How many names are looked through for similar ones, and how long one may be.
_NEAR, _LONGEST = 5000, 120


async def missing(site: Site, lease: Lease, visit: Visit, ways: list[Naming]) -> Problem:
    """The problem of a path that names no resource: 410 for what was withdrawn, else 404 with what is near.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    gone = await withdrawn(site, lease, visit, ways)
    if gone is not None:
        return gone
    asked = min((way.iri for way in ways), key=len)  # without the ending of a format
    near = await _near(lease, asked)
    links = [visit.link(path_of(one, lease.manifest["base"], HTML, negotiated=True)) for one in near]
    home, query = visit.at("/"), visit.at("/sparql")
    hint = (
        Words("相近的有：" + "、".join(links), "Near to it: " + ", ".join(links))
        if links
        else Words(
            f"可从首页 {home} 或查询页 {query} 找起。",
            f"Begin at the home page {home} or the query page {query}.",
        )
    )
    return Problem(
        "not-found",
        Words(f"数据中没有 {asked}。{hint.zh}", f"The data knows no {asked}. {hint.en}"),
        members={"near": links},
        headers={GENERATION: lease.generation.name},
    )


async def _near(lease: Lease, iri: str) -> list[str]:
    """What `iri` would be a part of, or the resources of its kind with similar names."""
    base: str = lease.manifest["base"]
    steps = iri.removeprefix(base).split("/")
    above = [Naming(base + "/".join(steps[:n]), None) for n in range(min(len(steps) - 1, 12), 2, -1)]
    nearest = await known(lease, above)
    if nearest is not None:
        return [nearest.iri]
    if len(steps) < 3 or steps[1] not in _KINDS or len(steps[2]) > _LONGEST:
        return []
    # in no order: to sort some thousand names takes twenty times as long as to find the similar ones
    query = f"SELECT ?s {{ ?s a {_KINDS[steps[1]]} }} LIMIT {_NEAR}"
    found = [row[0].value for row in await rows(lease, query) if isinstance(row[0], ox.NamedNode)]
    room = f"{base}id/{steps[1]}/"
    names = [one.removeprefix(room) for one in found if one.startswith(room)]
    similar = await asyncio.to_thread(difflib.get_close_matches, steps[2], names, 3, 0.8)
    return [room + one for one in similar]


async def withdrawn(site: Site, lease: Lease, visit: Visit, ways: list[Naming]) -> Problem | None:
    """The problem of what was withdrawn (410), or None if the list does not say so of any of `ways`.

    Only for IRIs that the data does not know: what it knows is served, whatever the list says.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    for way in sorted(ways, key=lambda one: len(one.iri)):  # without the ending of a format first
        try:
            found = site.withdrawals.of(way.iri)
        except StoreError:  # the operator is told by the next build; the visitor gets a plain 404
            return None
        if found is None or await _in_service(lease, *found):
            continue
        return await _gone(site, lease, visit, way.iri, found[1])
    return None


async def _in_service(lease: Lease, root: str, one: Withdrawal) -> bool:
    """Whether what went with a document is there again, so that an IRI below it is only unknown.

    A plan that others cite is known, but its parts are there only while a document carries it.
    """
    term = iri_of(root)
    if term is None:
        return True
    if root in one.plans:
        return await yes(lease, f"ASK {{ ?document cp:carries {term} }}")
    if root == one.graph:
        return await yes(lease, f"ASK {{ GRAPH {term} {{ ?s ?p ?o }} }}")
    return await known(lease, [Naming(root, None)]) is not None


async def _gone(site: Site, lease: Lease, visit: Visit, iri: str, one: Withdrawal) -> Problem:
    kept = await asyncio.to_thread(_holding, site.settings.store, one.document)
    zh = [f"{iri} 随文件“{one.title}”（{one.source_name}）于 {one.date} 撤下。"]
    en = [f"{iri} was withdrawn on {one.date} with the document “{one.title}” ({one.source_name})."]
    near = []
    if one.reason:
        zh.append(f"原因：{one.reason}。")
        en.append(f"Reason: {one.reason}.")
    if one.successor and await known(lease, [Naming(one.successor, None)]):
        near = [visit.link(path_of(one.successor, lease.manifest["base"], HTML, negotiated=True))]
        zh.append(f"同名的文件现在是 {near[0]}。")
        en.append(f"The document of that name is {near[0]} now.")
    if kept:
        zh.append(f"世代 {kept[0]} 还保留着它：运行 crossplan rollback {kept[0]} 可以恢复。")
        en.append(f"Generation {kept[0]} still holds it: crossplan rollback {kept[0]} brings it back.")
    zh.append("此前的导出（crossplan export）也可能有。")
    en.append("An earlier export (crossplan export) may hold it too.")
    return Problem(
        "withdrawn",
        Words("".join(zh), " ".join(en)),
        members={
            "near": near,
            "document": one.document,
            "sourceName": one.source_name,
            "withdrawn": one.date,
            "reason": one.reason,
            "generations": kept,
        },
        headers={GENERATION: lease.generation.name},
    )


def _holding(store: Path, document: str) -> list[str]:
    """The names of the generations kept that hold the document, the newest first."""
    return [one.name for one in Generations(store).kept() if document in _documents(one.folder)]


@lru_cache(maxsize=32)
def _documents(generation: Path) -> frozenset[str]:
    """The IRIs of the documents of the generation in that folder: its content never changes."""
    return frozenset(one["iri"] for one in Generation(generation).manifest["documents"])
