"""The address of the site: behind proxies, below a path, and under the hands of those who send false headers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from api.address import Address, public
from api.app import create
from api.settings import Settings, SettingsError
from tests.api.crawling import crawl, read
from tests.api.serving import Server

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"
PROXY, STRANGER = "10.1.2.3", "203.0.113.9"
FORWARDED = {"x-forwarded-proto": "https", "x-forwarded-host": "example.org", "x-forwarded-prefix": "/plans"}


class Proxy:
    """A proxy that hands on what lies below a prefix, with or without it, and nothing else."""

    def __init__(self, app: ASGIApp, prefix: str, headers: dict[str, str], *, strip: bool) -> None:
        self.app, self.prefix, self.strip = app, prefix, strip
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        assert path.startswith(self.prefix + "/"), path
        inner = {**scope, "headers": [*scope["headers"], *self.headers]}
        if self.strip:
            inner["path"] = path.removeprefix(self.prefix)
        await self.app(inner, receive, send)


@asynccontextmanager
async def proxied(
    settings: Settings, prefix: str = "", *, strip: bool = False, peer: str = PROXY, **headers: str
) -> AsyncIterator[httpx.AsyncClient]:
    app = create(settings)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    transport = httpx.ASGITransport(Proxy(app, prefix, sent, strip=strip), client=(peer, 4711))
    async with app.router.lifespan_context(app), httpx.AsyncClient(
        transport=transport, base_url="http://inside:8000"
    ) as client:  # fmt: skip
        yield client


def believing(store: Path, **values: Any) -> Settings:
    return Settings(store=store, workers=2, trusted_proxies=(ip_network("10.0.0.0/8"),), **values)


@pytest.fixture(scope="module")
async def plain(anyio_backend: str, store: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with proxied(believing(store)) as client:
        yield client


@pytest.fixture(scope="module")
async def stranger(anyio_backend: str, store: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with proxied(believing(store), peer=STRANGER) as client:
        yield client


async def named(client: httpx.AsyncClient, **headers: str) -> str:
    """The address that the description of the API names as that of the server."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = await client.get("/openapi.json", headers=sent)
    assert answer.status_code == 200
    [server] = answer.json()["servers"]
    return str(server["url"])


@pytest.mark.parametrize("strip", [True, False], ids=["stripped", "kept"])
@pytest.mark.parametrize("prefix", ["/plans", "/a/b-c/%E8%A7%84", "/data"])
async def test_all_links_lead_somewhere_below_a_path(store: Path, prefix: str, strip: bool) -> None:
    told = {**FORWARDED, "x-forwarded-prefix": prefix}
    decoded = httpx.URL("http://h" + prefix).path
    async with proxied(believing(store), decoded, strip=strip, **told) as client:
        assert len(await crawl(client, prefix + "/", "zh")) > 40


@pytest.mark.parametrize("strip", [True, False], ids=["stripped", "kept"])
async def test_all_that_names_an_address_names_the_public_one(store: Path, strip: bool) -> None:
    async with proxied(believing(store), "/plans", strip=strip, **FORWARDED) as client:
        redirect = await client.get(f"/plans/id/{AGENCY}?lang=en", headers={"accept": "text/html"})
        assert redirect.headers["location"] == f"/plans/page/{AGENCY}?lang=en"
        page = await client.get(redirect.headers["location"])
        assert f'</plans/data/{AGENCY}.ttl>; rel="alternate"' in page.headers["link"]
        assert await _endpoint(client, "/plans/sparql") == "https://example.org/plans/sparql"
        for path in ("/plans/void", "/plans/.well-known/void"):
            void = (await client.get(path, headers={"accept": "application/n-triples"})).text
            assert "<http://rdfs.org/ns/void#sparqlEndpoint> <https://example.org/plans/sparql>" in void
            assert "inside" not in void
        servers = (await client.get("/plans/openapi.json")).json()["servers"]
        assert servers == [{"url": "https://example.org/plans"}]
        problem = (await client.get("/plans/id/agency/370000-da-shu-ju")).json()
        assert problem["type"] == "/plans/docs#not-found"
        assert problem["instance"] == "/plans/id/agency/370000-da-shu-ju"
        assert problem["near"][0] == f"/plans/page/{AGENCY}"
        listed = (await client.get("/plans/questions", headers={"accept": "application/json"})).json()
        assert all(one["href"].startswith("/plans/questions/") for one in listed["questions"])
        lost = await client.get("/plans/none", headers={"accept": "text/html"})
        assert lost.status_code == 404
        assert all(link.startswith(("/plans/", "#")) for link in read(lost.text).links)


async def _endpoint(client: httpx.AsyncClient, path: str, **headers: str) -> str:
    answer = await client.get(path, headers={"accept": "application/n-triples", **headers})
    [name] = [
        t.object.value
        for t in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)
        if t.predicate.value.endswith("sparql-service-description#endpoint")
    ]
    return str(name)


async def test_the_home_page_below_a_path_with_or_without_a_slash(store: Path) -> None:
    async with proxied(believing(store, public_url=public("/plans/"))) as client:
        pages = [(await client.get(path)).text for path in ("/plans", "/plans/", "/")]
        assert all('class="brand" href="/plans/"' in page for page in pages)


async def test_an_address_that_is_fixed_goes_before_all_headers(store: Path) -> None:
    settings = believing(store, public_url=public("https://plans.example.org/x"))
    async with proxied(settings, **{**FORWARDED, "x-forwarded-prefix": "/y"}) as client:
        assert await named(client) == "https://plans.example.org/x"
        assert await _endpoint(client, "/x/sparql") == "https://plans.example.org/x/sparql"
    async with proxied(believing(store, public_url=public("/x/")), **FORWARDED) as client:
        assert await named(client) == "https://example.org/x"


async def test_a_stranger_is_not_believed(stranger: httpx.AsyncClient) -> None:
    assert await named(stranger, **FORWARDED) == "http://inside:8000"
    assert await named(stranger, forwarded="host=example.org;proto=https") == "http://inside:8000"
    page = (await stranger.get("/", headers=FORWARDED)).text
    assert "example.org" not in page
    assert 'href="/questions"' in page


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({}, "http://inside:8000"),
        ({"host": "EXAMPLE.org"}, "http://example.org"),
        ({"x_forwarded_proto": "HTTPS"}, "https://inside:8000"),
        ({"x_forwarded_proto": "https", "host": "example.org:443"}, "https://example.org"),
        ({"x_forwarded_host": "example.org:80"}, "http://example.org"),
        ({"x_forwarded_host": "example.org", "x_forwarded_port": "8443"}, "http://example.org:8443"),
        ({"x_forwarded_host": "example.org:1", "x_forwarded_port": "2"}, "http://example.org:2"),
        ({"x_forwarded_port": "443", "x_forwarded_proto": "https"}, "https://inside"),
        ({"x_forwarded_host": "[2001:DB8::1]"}, "http://[2001:db8::1]"),
        ({"x_forwarded_host": "[::1]:8080"}, "http://[::1]:8080"),
        ({"x_forwarded_host": "[::1]", "x_forwarded_port": "81"}, "http://[::1]:81"),
        ({"x_forwarded_prefix": "/a/b/"}, "http://inside:8000/a/b"),
        ({"x_forwarded_prefix": "/"}, "http://inside:8000"),
        ({"forwarded": "for=203.0.113.9;host=example.org;proto=https"}, "https://example.org"),
        ({"forwarded": 'For="[2001:db8::1]:80";Host="example.org:8443" ;proto=http'}, "http://example.org:8443"),
        ({"forwarded": "host=example.org:8443;proto=https"}, "https://example.org:8443"),
        ({"forwarded": "host=example.org", "x_forwarded_prefix": "/a"}, "http://example.org/a"),
        ({"forwarded": "host=false.example", "x_forwarded_host": "example.org"}, "http://example.org"),
        ({"forwarded": "host=false.example", "x_forwarded_proto": "https"}, "https://inside:8000"),
    ],
)  # fmt: skip
async def test_what_a_trusted_proxy_tells(plain: httpx.AsyncClient, headers: dict[str, str], address: str) -> None:  # fmt: skip
    assert await named(plain, **headers) == address


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        # a proxy that adds to the list of its client: what the client sent stands before
        ({"x_forwarded_host": "false.example, example.org"}, "http://example.org"),
        ({"x_forwarded_proto": "http,https", "x_forwarded_host": "a.example,b.example"}, "https://b.example"),
        ({"forwarded": "host=false.example, for=203.0.113.9;host=example.org"}, "http://example.org"),
        # a chain of two proxies that are trusted, and one more element that its client sent
        (
            {"forwarded": "for=x;host=false.example, for=203.0.113.9;host=example.org, for=10.9.9.9;host=in;proto=https"},
            "https://example.org",
        ),
        ({"forwarded": 'for=x;host=false.example, for="10.9.9.9:80", for="_hidden"'}, "http://inside:8000"),
    ],
)  # fmt: skip
async def test_of_several_values_those_count_that_trusted_proxies_added(
    plain: httpx.AsyncClient, headers: dict[str, str], address: str
) -> None:
    assert await named(plain, **headers) == address


HOSTILE = [
    "",
    " ",
    ",",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "example.org\r\nSet-Cookie: a=b",
    "example.org\n",
    "user@example.org",
    "example.org/x",
    "example.org:0",
    "example.org:65536",
    "example.org:8_0",
    "exa mple.org",
    "例.org",
    "[::1",
    "[::zz]",
    "[1.2.3.4]",
    "a" * 300,
    "//example.org",
    "/..",
    "/a/../b",
    "/a//b",
    "/a?b",
    "/a#b",
    "/a%zz",
    "/'onclick='x",
    "/\\example.org",
    "https://example.org",
    "host=x;host=y",
    'host="example.org',
    "host=example.org proto=https",
    "for=;host=;proto=",
    ";;;,,,===",
    "\x00",
    "\x80\xff",
]


@pytest.mark.parametrize("name", ["proto", "host", "port", "prefix", "forwarded", "only-host"])
async def test_hostile_values_are_passed_by(plain: httpx.AsyncClient, name: str) -> None:
    header = {"forwarded": "forwarded", "only-host": "host"}.get(name, f"x-forwarded-{name}")
    for value in HOSTILE:
        # as bytes and in the scope, since a client would refuse to send most of them
        request = httpx.Request("GET", "http://inside:8000/", headers={"accept": "text/html"})
        request.headers.raw.append((header.encode(), value.encode("utf-8")))
        if name == "only-host":
            del request.headers["host"]
            request.headers.raw.append((b"host", value.encode("utf-8")))
        answer = await plain.send(request)
        assert answer.status_code == 200, value
        assert 'href="/questions"' in answer.text, value
        assert "alert(1)" not in answer.text, value
        endpoint = await _endpoint_of(plain, header, value)
        assert endpoint == "http://inside:8000/sparql" or name == "only-host", (value, endpoint)


async def _endpoint_of(client: httpx.AsyncClient, header: str, value: str) -> str:
    request = httpx.Request("GET", "http://inside:8000/sparql", headers={"accept": "application/n-triples"})
    request.headers.raw.append((header.encode(), value.encode("utf-8")))
    text = (await client.send(request)).text
    return text.partition("sparql-service-description#endpoint> <")[2].partition(">")[0]


async def test_answers_that_name_another_address_have_another_tag(plain: httpx.AsyncClient) -> None:
    paths = ["/", "/void", "/sparql", "/ontology", "/questions", "/docs", "/openapi.json", f"/page/{AGENCY}", f"/data/{AGENCY}"]  # fmt: skip
    for path in paths:
        tags = {
            (await plain.get(path, headers={"accept": "text/html, */*;q=0.1", **headers})).headers["etag"]
            for headers in ({}, {"x-forwarded-host": "a.example"}, {"x-forwarded-prefix": "/a"})
        }
        assert len(tags) == 3, path


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://Example.org", Address("https://example.org", "")),
        ("https://example.org:443/plans/", Address("https://example.org", "/plans")),
        ("http://[::1]:8000/a/b", Address("http://[::1]:8000", "/a/b")),
        ("/plans/", Address("", "/plans")),
        ("/", Address("", "")),
    ],
)
def test_an_address_is_fixed_whole_or_by_its_path(text: str, address: Address) -> None:
    assert Settings.load({"CROSSPLAN_PUBLIC_URL": text}).public_url == address


@pytest.mark.parametrize(
    "text",
    ["example.org", "ftp://example.org/", "https://", "https://a@b/", "https://h/?q", "https://h/#f", "//h/", "plans", "https://h/规划", "https://h:99999/", "https://[x/"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match="CROSSPLAN_PUBLIC_URL: an address such as") as raised:
        Settings.load({"CROSSPLAN_PUBLIC_URL": text})
    assert "\n" not in str(raised.value)


def test_trusted_proxies_are_networks(tmp_path: Path) -> None:
    def trusted(text: str) -> list[str]:
        return [str(one) for one in Settings.load({"CROSSPLAN_TRUSTED_PROXIES": text}).trusted_proxies]

    assert trusted("") == ["127.0.0.0/8", "::1/128"]
    assert trusted("10.0.0.1, fd00::/8") == ["10.0.0.1/32", "fd00::/8"]
    assert trusted("none") == []
    file = tmp_path / "mine.toml"
    file.write_text('trusted_proxies = ["10.0.0.0/8"]\n', encoding="utf-8")
    assert [str(one) for one in Settings.load({}, file).trusted_proxies] == ["10.0.0.0/8"]
    for wrong in ("proxy.example", "10.0.0.0/33", "1.2.3"):
        with pytest.raises(SettingsError, match="IP addresses or networks"):
            trusted(wrong)


def test_the_real_server_believes_the_machine_it_runs_on_and_nobody_else(server: Any, store: Path) -> None:
    credulous: Server = server(workers=1)
    names = {"x-forwarded-host": "example.org", "x-forwarded-prefix": "/plans"}
    assert httpx.get(credulous.address + "openapi.json", headers=names).json()["servers"] == [
        {"url": "http://example.org/plans"}
    ]
    wary: Server = server(workers=1, trusted_proxies="none")
    assert httpx.get(wary.address + "openapi.json", headers=names).json()["servers"] == [
        {"url": wary.address.removesuffix("/")}
    ]
