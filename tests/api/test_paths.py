"""What a path names, whatever its bytes: decoded exactly once, never an error of the server."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.settings import Settings
from ontology.terms import DEFAULT_BASE
from tests.api import small_store
from tests.api.serving import Server, just_so, running

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"
PROBLEM = "application/problem+json"
#: Names that are hard to serve, each with another that it could be taken for.
NAMES = [
    "region/济南", "region/%E6%B5%8E%E5%8D%97", "region/a%20b", "project/table.csv", "project/table", "project/page.html",
    "project/a.b.ttl", "project/+&=;,@!$'()*", "project/a//b", "project/x:y", "project/~a", "project/..a", "project/é",
]  # fmt: skip


@pytest.fixture(scope="module")
async def named(
    anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[httpx.AsyncClient]:
    root = tmp_path_factory.mktemp("names")
    facts = " ".join(f'<{DEFAULT_BASE}id/{name}> <urn:p> "{name}" .' for name in NAMES)
    small_store.publish(root, more=f"<urn:g> {{ {facts} }}")
    async with running(Settings(store=root, workers=1)) as client:
        yield client


@pytest.mark.parametrize("name", NAMES)
async def test_every_name_leads_to_its_own_data_and_page(named: httpx.AsyncClient, name: str) -> None:
    """As it stands in the data, and percent-encoded."""
    for path in dict.fromkeys((quote(name, safe="/%:+&=;,@!$'()*~"), quote(name, safe="/"))):
        for accept, room in (("text/turtle", "data"), ("text/html", "page")):
            redirect = await just_so(named, f"/id/{path}".encode(), accept=accept)
            assert redirect.status_code == 303
            location = redirect.headers["location"]
            assert location.startswith(f"/{room}/")
            answer = await just_so(named, location.encode(), accept=accept)
            assert answer.status_code == 200
            links = dict(re.findall(r'<([^>]*)>; rel="([a-z]+)"', answer.headers["link"]))
            iri = quote(DEFAULT_BASE + "id/" + name, safe="%/:?#[]@!$&'()*+,;=-._~")
            assert links[iri] == "describes"
            for other in (one for one, relation in links.items() if relation == "alternate"):
                assert (await just_so(named, other.encode())).status_code == 200


async def test_an_iri_names_what_it_names_and_an_address_of_ours_its_format(named: httpx.AsyncClient) -> None:
    redirect = await named.get("/id/project/table.csv", headers={"accept": "text/turtle"})
    assert redirect.headers["location"] == "/data/project/table.csv.ttl"
    table = await named.get("/data/project/table.csv", headers={"accept": "text/turtle"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.links["describes"]["url"] == f"{DEFAULT_BASE}id/project/table"
    page = await named.get("/id/project/page.html", headers={"accept": "text/html"})
    assert page.headers["location"] == "/page/project/page.html.html"
    page = await named.get("/page/project/page.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"


async def test_nothing_is_decoded_twice(named: httpx.AsyncClient) -> None:
    assert (await just_so(named, b"/id/region/%25E6%25B5%258E%25E5%258D%2597")).status_code == 303
    answer = await just_so(named, b"/id/region/%25E6%25B5%258E%25E5%258D%2597.nt")
    assert f"<{DEFAULT_BASE}id/region/%E6%B5%8E%E5%8D%97>" in answer.text
    for path in (b"/id/agency%252F370000-da-shu-ju-ju", b"/id/region/%25E6%25B5%258E"):
        assert (await just_so(named, path)).status_code == 404


HOSTILE = [
    b"", b"plan", b"plan/", b"%20", b"plan/%22%3E", b"plan/<x>", b".ttl", b"..", b"../../etc/passwd", b"%2e%2e/%2e%2e/x",
    b"//", b"///////", b"a//b", b"%2F", b"%2F%2F%2F", b"%", b"%zz", b"%0", b"%00", b"a%00.ttl", b"%0d%0aX-Evil:%201",
    b"%EF%BF%BD", b"%EF%BF%BE", b"%EE%80%80", b"{}", b"\\", b"|", b"^", b"`", b"a" * 10_000, b"/" * 10_000,
    b"%2F" * 3_333, b"%41" * 3_333, b"a/" * 5_000, b"agency/" + b"x" * 10_000, b"agency/370000-" + b"x" * 100, b".", b"...",
    b"plan/%E2%80%AE", b"?", b"#", b"agency/'%20OR%20''='", b"agency/$%7Bjndi:x%7D",
    # what is no UTF-8
    b"%FF", b"%C3%28", b"%ED%A0%80", b"a%FF.ttl", b"%F8%88%80%80%80",
]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE, ids=lambda one: one[:20].decode())
@pytest.mark.parametrize("room", ["id", "page", "data", "graph"])
async def test_hostile_paths_are_explained(client: httpx.AsyncClient, room: str, path: bytes) -> None:
    answer = await just_so(client, f"/{room}/".encode() + path)
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["detail"]
    assert "x-evil" not in answer.headers
    page = await just_so(client, f"/{room}/".encode() + path, accept="text/html")
    assert (page.status_code, page.headers["content-type"]) == (
        answer.status_code,
        "text/html; charset=utf-8",
    )


_pieces = st.sampled_from(
    [
        b"/",
        b"..",
        b".",
        b"%2F",
        b"%00",
        b"%FF",
        b"%",
        b"%25",
        b"a",
        b".ttl",
        b".csv",
        b"plan",
        b"agency",
        b"%E6%B5%8E",
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["id", "page", "data", "graph", "ontology"]),
    st.one_of(
        st.lists(_pieces, max_size=12).map(b"".join), st.binary(max_size=30).map(lambda b: quote(b).encode())
    ),
    st.sampled_from(["*/*", "text/html", "text/turtle", "x"]),
)
async def test_no_path_is_an_error_of_the_server(
    client: httpx.AsyncClient, room: str, path: bytes, accept: str
) -> None:
    answer = await just_so(client, f"/{room}/".encode() + path, accept=accept)
    assert 200 <= answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.headers["content-type"] in (PROBLEM, "text/html; charset=utf-8")


async def test_a_plain_server_takes_any_bytes_too(server: Callable[..., Server]) -> None:
    """What is sent over a real connection, where a parser stands before the application."""
    address = urlsplit(server().address)
    for path in (
        b"/id/\xe6\xb5\x8e",
        b"/id/%FF",
        b"/id/\xff\xfe",
        b"/id/" + b"a" * 10_000,
        b"/id//..//",
        b"/id/%00",
    ):
        with socket.create_connection((address.hostname or "", address.port or 0)) as connection:
            connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            status = connection.makefile("rb").readline().split()[1]
        assert status in (b"400", b"404"), path


async def test_a_chinese_iri_may_arrive_encoded_or_not(named: httpx.AsyncClient, tmp_path: Path) -> None:
    for path in ("/id/region/济南", "/id/region/" + quote("济南")):
        redirect = await named.get(path)
        assert (await named.get(redirect.headers["location"])).status_code == 200


async def test_below_a_path_names_are_decoded_once_too(tmp_path: Path) -> None:
    facts = " ".join(f'<{DEFAULT_BASE}id/{name}> <urn:p> "{name}" .' for name in NAMES)
    small_store.publish(tmp_path, more=f"<urn:g> {{ {facts} }}")
    conf = Settings.load(
        {"CROSSPLAN_STORE": str(tmp_path), "CROSSPLAN_PUBLIC_URL": "https://e.example/pl%C3%A4ne/"}
    )
    async with running(conf) as client:
        for name in NAMES[:1] + NAMES[2:]:  # the second is not to be told from the first, percent-encoded
            for prefix in (b"", b"/pl%C3%A4ne"):  # a proxy takes its path off, or leaves it on
                path = prefix + f"/id/{quote(name, safe='/%:+&=;,@!$()*~')}".encode()
                redirect = await just_so(client, path, accept="text/turtle")
                assert redirect.status_code == 303, path
                location = redirect.headers["location"]
                assert location.startswith("/pl%C3%A4ne/data/")
                answer = await just_so(client, location.encode(), accept="text/turtle")
                assert f'"{name}"' in answer.text
        document = await just_so(client, b"/id/project/x:y.jsonld")
        assert document.json()["@context"] == "https://e.example/pl%C3%A4ne/context.jsonld"
        assert (await just_so(client, b"/pl%C3%A4ne/context.jsonld")).status_code == 200
        missing = (await just_so(client, b"/pl%C3%A4ne/id/plan/none")).json()
        assert "/pl%C3%A4ne/sparql" in missing["detail"]
