"""The headers of linked data: what varies, what links, what is not sent twice."""

from __future__ import annotations

import httpx
import pytest

from api.settings import Settings
from ontology.terms import DEFAULT_BASE

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"
IRI = f"{DEFAULT_BASE}id/{AGENCY}"
ENDINGS = {
    "ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json", "rdf": "application/rdf+xml",
    "nq": "application/n-quads", "trig": "application/trig", "csv": "text/csv",
}  # fmt: skip


def links(answer: httpx.Response) -> set[tuple[str, str, str]]:
    """Relation, target and media type of each link."""
    found = set()
    for one in answer.headers["link"].split(", "):
        target, *rest = one.split("; ")
        hints = dict(part.split("=") for part in rest)
        found.add((hints["rel"].strip('"'), target.strip("<>"), hints.get("type", "").strip('"')))
    return found


@pytest.mark.parametrize(
    ("path", "accept", "varies"),
    [
        (f"/id/{AGENCY}", "*/*", "Accept"),
        (f"/id/{AGENCY}", "text/html", "Accept"),
        (f"/id/{AGENCY}.ttl", "*/*", None),
        (f"/data/{AGENCY}", "text/turtle", "Accept"),
        (f"/data/{AGENCY}.nt", "text/turtle", None),
        (f"/page/{AGENCY}", "*/*", "Accept-Language"),
        (f"/page/{AGENCY}?lang=en", "*/*", None),
        (f"/id/{AGENCY}.html", "*/*", "Accept-Language"),
        ("/graph/registry", "text/turtle", "Accept"),
        ("/graph/registry", "text/html", "Accept, Accept-Language"),
        ("/graph/registry.nq", "*/*", None),
        ("/ontology", "text/turtle", "Accept"),
        ("/ontology.ttl", "*/*", None),
    ],
)
async def test_vary_names_just_what_decided(
    client: httpx.AsyncClient, path: str, accept: str, varies: str | None
) -> None:
    answer = await client.get(path, headers={"accept": accept})
    assert answer.status_code in (200, 303)
    assert answer.headers.get("vary") == varies
    if answer.status_code == 200:
        again = await client.get(path, headers={"accept": accept, "if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.headers.get("vary")) == (304, varies)


async def test_what_the_header_says_does_not_vary_does_not(client: httpx.AsyncClient) -> None:
    for path in (f"/id/{AGENCY}.ttl", f"/data/{AGENCY}.jsonld", "/graph/registry.trig"):
        answers = [
            await client.get(path, headers={"accept": accept, "accept-language": language})
            for accept in ("*/*", "text/html", "image/png")
            for language in ("zh", "en")
        ]
        assert len({(one.content, one.headers["etag"]) for one in answers}) == 1


async def test_a_thing_links_to_what_describes_it(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/id/{AGENCY}")
    assert links(answer) == {
        ("describedby", f"/page/{AGENCY}", "text/html"),
        *(("describedby", f"/data/{AGENCY}.{ending}", media) for ending, media in ENDINGS.items()),
    }


@pytest.mark.parametrize(
    "path", [f"/data/{AGENCY}", f"/id/{AGENCY}.rdf", f"/page/{AGENCY}", f"/id/{AGENCY}.html"]
)
async def test_a_representation_links_to_the_thing_its_licence_and_its_alternates(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path, headers={"accept": "text/turtle"})
    media = answer.headers["content-type"].partition(";")[0]
    alternates = {("alternate", f"/page/{AGENCY}", "text/html")}
    alternates |= {("alternate", f"/data/{AGENCY}.{ending}", of) for ending, of in ENDINGS.items()}
    assert links(answer) == {
        ("describes", IRI, ""),
        ("license", Settings.load({}).licence, ""),
        *(one for one in alternates if one[2] != media),
    }
    for _, target, of in links(answer):
        if of:
            other = await client.get(target)
            assert (other.status_code, other.headers["content-type"].partition(";")[0]) == (200, of)


async def test_what_was_negotiated_tells_its_own_address(client: httpx.AsyncClient) -> None:
    for path, accept, location in (
        (f"/data/{AGENCY}", "text/csv", f"/data/{AGENCY}.csv"),
        ("/graph/registry", "application/trig", "/graph/registry.trig"),
    ):
        answer = await client.get(path, headers={"accept": accept})
        assert answer.headers["content-location"] == location
        direct = await client.get(location)
        assert direct.content == answer.content
        assert "content-location" not in direct.headers
    assert "Content-Location" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    "path", [f"/data/{AGENCY}", f"/page/{AGENCY}", "/graph/registry.ttl", f"/id/{AGENCY}"]
)
async def test_head_is_get_without_the_body(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers == got.headers
    missing = await client.head("/id/plan/none")
    assert (missing.status_code, missing.content) == (404, b"")


async def test_if_none_match_is_read_as_the_standard_says(client: httpx.AsyncClient) -> None:
    """RFC 9110, section 13.1.2: lists, weak tags, several lines, and the asterisk by itself."""
    path = f"/id/{AGENCY}.ttl"
    tag = (await client.get(path)).headers["etag"]
    for held in (tag, f"W/{tag}", f'"x", {tag}', f'W/"x",W/{tag} ,"y"', "*", " * ", f'"a,b",{tag}'):
        answer = await client.get(path, headers={"if-none-match": held})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag), held
        assert (await client.head(path, headers={"if-none-match": held})).status_code == 304
    for other in ('"x"', tag[1:-1], '"a,*,b"', '"*"', f'"x{tag[1:]}', ""):
        assert (await client.get(path, headers={"if-none-match": other})).status_code == 200, other
    lines = [("if-none-match", '"x"'), ("if-none-match", tag)]
    assert (await client.get(path, headers=lines)).status_code == 304


async def test_each_representation_has_a_tag_of_its_own(client: httpx.AsyncClient) -> None:
    tags = [(await client.get(f"/id/{AGENCY}.{ending}")).headers["etag"] for ending in [*ENDINGS, "html"]]
    tags += [(await client.get(f"/id/{AGENCY}.html?lang=en")).headers["etag"]]
    assert len(set(tags)) == len(tags)
    assert not any(tag.startswith("W/") for tag in tags)
