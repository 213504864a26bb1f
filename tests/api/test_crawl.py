"""Every IRI under the base that occurs anywhere in the data is dereferenced, one after the other."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from api.vocabulary import ontology, shapes
from graph.generations import Generation, Generations
from ontology.terms import DEFAULT_BASE
from tests.api import small_store
from tests.api.serving import just_so, running

pytestmark = pytest.mark.anyio

#: Of so many resources of one kind, one page is looked at; their data is looked at of each.
PAGES = 40
RDF = "application/n-quads, application/n-triples;q=0.5"
ELSEWHERE = "https://data.example.gov.cn/plans/"


def mentioned(generation: Generation, base: str) -> set[str]:
    """The IRIs under the base: subjects, predicates, objects and names of graphs, and those of both vocabularies."""
    found = set()
    for quad in [*generation.open().engine, *ontology().triples, *shapes().triples]:
        terms = [quad.subject, quad.predicate, quad.object, getattr(quad, "graph_name", None)]
        if isinstance(quad.object, ox.Literal):
            terms.append(quad.object.datatype)
        found |= {term.value for term in terms if isinstance(term, ox.NamedNode)}
    return {iri for iri in found if iri.startswith((base, DEFAULT_BASE))}


def path_of(iri: str, base: str) -> str:
    """Where a server of the data answers for an IRI: the path below its base, without a fragment."""
    return (
        "/"
        + (iri.removeprefix(base) if iri.startswith(base) else iri.removeprefix(DEFAULT_BASE)).partition("#")[
            0
        ]
    )


def kind_of(path: str) -> str:
    """Resources of one kind differ only in names and numbers: /id/plan/*/measure/*."""
    return re.sub(r"(?<=/)(?!id\b|graph\b)[^/]*(?=/|$)", lambda m: m[0] if m[0].isalpha() else "*", path)


async def crawl(client: httpx.AsyncClient, generation: Generation, base: str) -> Counter[int]:
    """Dereferences all; counts the statuses of the first answers."""
    statuses: Counter[int] = Counter()
    looked_at: Counter[str] = Counter()
    about: dict[str, set[str]] = {}
    for iri in mentioned(generation, base):
        about.setdefault(path_of(iri, base), set()).add(iri)
    todo = iter(sorted(about.items()))

    async def go_on() -> None:
        for path, iris in todo:
            first = await just_so(client, path.encode(), accept=RDF)
            statuses[first.status_code] += 1
            data = first
            if path.startswith("/id/"):
                assert first.status_code == 303, path
                data = await just_so(client, first.headers["location"].encode(), accept=RDF)
            assert data.status_code == 200, path
            assert all(f"<{iri}>".encode() in data.content for iri in iris), path
            looked_at[kind_of(path)] += 1
            if looked_at[kind_of(path)] % PAGES == 1:
                page = await just_so(client, path.encode(), accept="text/html")
                if page.status_code == 303:
                    page = await just_so(client, page.headers["location"].encode())
                assert (page.status_code, page.headers["content-type"]) == (
                    200,
                    "text/html; charset=utf-8",
                ), path

    await asyncio.gather(*(go_on() for _ in range(4)))
    return statuses


async def test_every_iri_of_the_corpus_dereferences(corpus_generation: Generation) -> None:
    async with running(Settings(store=corpus_generation.folder.parents[1], workers=4)) as client:
        statuses = await crawl(client, corpus_generation, DEFAULT_BASE)
    assert statuses[303] > 6000
    assert statuses[200] > 10, "graphs, vocabularies and the description of the data set answer by themselves"
    assert set(statuses) == {200, 303}


@pytest.mark.parametrize("base", [DEFAULT_BASE, ELSEWHERE, "http://e.example/%E6%B5%8E/x/"])
async def test_every_iri_of_a_small_store_dereferences_on_any_host(tmp_path: Path, base: str) -> None:
    generation = small_store.publish(tmp_path, base)
    async with running(Settings(store=tmp_path, workers=1)) as client:
        statuses = await crawl(client, generation, base)
    assert statuses[303] > 20
    assert set(statuses) == {200, 303}


class _Links(HTMLParser):
    """The addresses that a page leads to or loads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src", "action") and value}


async def test_data_of_a_public_name_is_browsed_on_another_host(tmp_path: Path) -> None:
    """From the home page on, every link leads to this site and is answered; the IRIs shown are the public ones."""
    small_store.publish(tmp_path, ELSEWHERE)
    to_see, seen, outside = ["/"], set[str](), set[str]()
    async with running(Settings(store=tmp_path, workers=1)) as client:
        while to_see:
            address = to_see.pop()
            seen.add(address)
            answer = await client.get(address, headers={"accept": "text/html, */*;q=0.1"})
            if answer.status_code == 303:
                links = {answer.headers["location"]}
            else:
                assert answer.status_code == 200, address
                links = set(
                    re.findall(
                        r'<([^>]*)>; rel="(?:alternate|describedby|next)"', answer.headers.get("link", "")
                    )
                )
                links |= {answer.headers[name] for name in ("content-location",) if name in answer.headers}
                if answer.headers["content-type"].startswith("text/html"):
                    links |= _Links(answer.text).found
                    if address.startswith("/page/"):
                        assert (
                            f"{ELSEWHERE}id/{address[6:].partition('?')[0].removesuffix('.html')}"
                            in answer.text
                        )
            for link in links:
                if link.startswith(("http:", "https:")):
                    outside.add(link)
                    continue
                path = link.partition("#")[0]
                # of the questions and examples, one language and one query do
                if path and path not in seen and "?" not in path and not path.startswith("/static"):
                    to_see.append(path)
    assert len(seen) > 200
    assert f"/page/{small_store.PLAN[3:]}/measure/1" in seen
    assert f"/graph/document/{small_store.DOCUMENT}.trig" in seen
    assert not {one for one in outside if one.startswith((ELSEWHERE, DEFAULT_BASE))}


async def test_redirects_and_data_of_a_public_name_keep_both_apart(tmp_path: Path) -> None:
    small_store.publish(tmp_path, ELSEWHERE)
    iri = f"{ELSEWHERE}id/agency/370000-da-shu-ju-ju"
    async with running(Settings(store=tmp_path, workers=1)) as client:
        answer = await client.get("/id/agency/370000-da-shu-ju-ju")
        assert answer.headers["location"] == "/data/agency/370000-da-shu-ju-ju"
        data = await client.get(answer.headers["location"])
        assert data.text.startswith(f"@base <{ELSEWHERE}> .")
        assert f'<{iri}>; rel="describes"' in data.headers["link"]
        document = (await client.get("/id/agency/370000-da-shu-ju-ju.jsonld")).json()
        assert (document["@context"], document["@graph"][0]["id"]) == ("http://test/context.jsonld", iri)
        assert (await client.get("/health")).json()["base"] == ELSEWHERE
        for path in ("/plans/id/agency/370000-da-shu-ju-ju", "/id/plans/agency/370000-da-shu-ju-ju"):
            assert (await client.get(path)).status_code == 404
        missing = (await client.get("/id/agency/370000-da-shu-ju")).json()
        assert missing["near"] == ["/page/agency/370000-da-shu-ju-ju"]
        assert f"{ELSEWHERE}id/agency/370000-da-shu-ju" in missing["detail"]


def test_the_corpus_is_looked_at_as_it_is_in_service(corpus_generation: Generation) -> None:
    assert Generations(corpus_generation.folder.parents[1]).current().name == corpus_generation.name
