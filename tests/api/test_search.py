"""The search over HTTP: as JSON, as a page, and as a function of the endpoint."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from api.address import public
from api.errors import Problem
from api.search import Asked, asked_for
from api.search_schema import ANSWER
from api.settings import Settings
from api.visit import Visit
from graph.generations import Generation
from graph.indexing import FILE
from ontology.terms import CPF, DEFAULT_BASE
from tests.api import small_store
from tests.api.serving import running

pytestmark = pytest.mark.anyio

JSON = {"accept": "application/json"}
PAGE = {"accept": "text/html"}
MEASURE = f"{DEFAULT_BASE}{small_store.PLAN}/measure/1"
AGENCY = f"{DEFAULT_BASE}id/agency/370000-da-shu-ju-ju"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    """The server on the bundled corpus."""
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=2)) as one:
        yield one


async def search(client: httpx.AsyncClient, **parameters: Any) -> dict[str, Any]:
    answer = await client.get("/search", params=parameters, headers=JSON)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    jsonschema.validate(found, ANSWER, jsonschema.Draft202012Validator)
    return found


async def page(client: httpx.AsyncClient, status: int = 200, **parameters: Any) -> str:
    answer = await client.get("/search", params=parameters, headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    return answer.text


# --- JSON ---------------------------------------------------------------------------------------


async def test_what_is_found_is_told_with_its_plan_and_marked(client: httpx.AsyncClient) -> None:
    found = await search(client, q="數據站點")
    assert found["words"] == ["数据站点"]
    assert [hit["type"] for hit in found["hits"]] == ["Indicator", "Target", "Measure"]
    measure = found["hits"][2]
    assert measure["iri"] == MEASURE
    assert measure["href"] == "/page/" + small_store.PLAN.removeprefix("id/") + "/measure/1"
    assert measure["plan"]["label"] == "数字示例2025年工作要点"
    assert measure["marked"]["snippet"] == [
        {"text": "到2025年底，建成100个", "match": False},
        {"text": "数据站点", "match": True},
        {"text": "。", "match": False},
    ]
    assert (await client.get(measure["href"])).status_code == 200
    assert (await client.get(measure["plan"]["href"])).status_code == 200


async def test_the_answer_is_in_the_language_asked_for(client: httpx.AsyncClient) -> None:
    for language, label in (("zh", "措施"), ("en", "measure")):
        answer = await client.get(
            "/search", params={"q": "数据站点"}, headers={**JSON, "accept-language": language}
        )
        assert answer.json()["hits"][2]["type_label"] == label
        assert answer.headers["content-language"] == {"zh": "zh-Hans", "en": "en"}[language]


async def test_every_value_leads_to_as_many_results_as_it_says(corpus: httpx.AsyncClient) -> None:
    found = await search(corpus, q="数据", type="Measure")
    links = [
        (value["href"], value["count"])
        for name, values in found["facets"].items()
        for value in values
        if not value["selected"] and name != "type"
    ]
    assert len(links) > 10
    for href, count in links:
        assert (await corpus.get(href, headers=JSON)).json()["total"] == count, href
    [chosen] = [value for value in found["facets"]["type"] if value["selected"]]
    without = (await corpus.get(chosen["href"], headers=JSON)).json()
    assert without["total"] == found["unfiltered"] == (await search(corpus, q="数据"))["total"]


async def test_pages_follow_each_other_to_the_last(corpus: httpx.AsyncClient) -> None:
    seen: list[str] = []
    answer = await search(corpus, q="数字", size=50)
    total = answer["total"]
    while True:
        jsonschema.validate(answer, ANSWER, jsonschema.Draft202012Validator)
        seen += [hit["iri"] for hit in answer["hits"]]
        if "next" not in answer["links"]:
            break
        answer = (await corpus.get(answer["links"]["next"], headers=JSON)).json()
    assert answer["page"] == answer["pages"] == -(-total // 50)
    assert len(seen) == len(set(seen)) == total
    back = (await corpus.get(answer["links"]["previous"], headers=JSON)).json()
    assert back["page"] == answer["page"] - 1
    beyond = await search(corpus, q="数字", size=50, page=100_000)
    assert beyond["hits"] == []
    assert (await corpus.get(beyond["links"]["previous"], headers=JSON)).json()["page"] == answer["pages"]


async def test_where_nothing_is_found_it_says_what_occurs(corpus: httpx.AsyncClient) -> None:
    found = await search(corpus, q="智慧社区银河乡村")
    assert (found["total"], found["hits"]) == (0, [])
    assert [one["words"] for one in found["suggestions"]][:3] == ["智慧", "社区", "乡村"]
    for one in found["suggestions"]:
        assert (await corpus.get(one["href"], headers=JSON)).json()["total"] == one["count"] > 0


@pytest.mark.parametrize(
    ("parameters", "kind"),
    [
        ({}, "unusable-words"),
        ({"q": ""}, "unusable-words"),
        ({"q": "社"}, "unusable-words"),
        ({"q": "社 区"}, "unusable-words"),
        ({"q": "数字" * 3000}, "unusable-words"),
        ({"q": "数据", "type": "Nothing"}, "unusable-parameter"),
        ({"q": "数据", "year": "25"}, "unusable-parameter"),
        ({"q": "数据", "year": "２０２５"}, "unusable-parameter"),
        ({"q": "数据", "page": "0"}, "unusable-parameter"),
        ({"q": "数据", "page": "-1"}, "unusable-parameter"),
        ({"q": "数据", "page": "9" * 30}, "unusable-parameter"),
        ({"q": "数据", "size": "101"}, "unusable-parameter"),
        ({"q": "数据", "size": "x"}, "unusable-parameter"),
    ],
)
async def test_what_cannot_be_asked_is_a_problem_and_a_page_that_says_so(
    client: httpx.AsyncClient, parameters: dict[str, str], kind: str
) -> None:
    answer = await client.get("/search", params=parameters, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["type"].endswith(f"#{kind}")
    if parameters.get("q"):
        shown = await page(client, 422, **parameters)
        assert html.escape(answer.json()["detail"]) in shown
        assert 'name="q"' in shown


@pytest.mark.parametrize(
    "query",
    [
        b"q=%00%00",
        b"q=%22%22%22",
        b"q=%E6%95%B0%E6%8D%AE%00*",
        b"q=NEAR(%E6%95%B0%E6%8D%AE",
        b"q=%F0%9F%98%80%F0%9F%98%80",
        b"q=%EF%BF%BF%EF%BF%BF%EF%BF%BE",
        b"q=%ED%A0%80%ED%A0%80",
        b"q=%FF%FE",
        b"q=%E6%95%B0%E6%8D%AE&plan=%00&agency=%22&agency='--",
        b"q=%E6%95%B0%E6%8D%AE&year=2025&year=2025&type=Measure&type=Measure",
        b"q=%E6%95%B0%E6%8D%AE&page=&size=",
        b"q=%E6%95%B0%E6%8D%AE&" + b"&".join(b"agency=http://e/%d" % n for n in range(2000)),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
async def test_nothing_that_is_sent_is_a_failure_of_the_server(
    client: httpx.AsyncClient, query: bytes, accept: str
) -> None:
    answer = await client.get(f"/search?{query.decode()}", headers={"accept": accept})
    assert answer.status_code in (200, 400, 422), answer.text
    assert (await search(client, q="数据"))["total"] > 0  # and the worker is as before


# --- the page -----------------------------------------------------------------------------------


async def test_the_page_shows_what_was_found(corpus: httpx.AsyncClient) -> None:
    shown = await page(corpus, q="智慧社区", type="Measure")
    found = await search(corpus, q="智慧社区", type="Measure")
    for hit in found["hits"]:
        assert f'<h2><a href="{hit["href"]}" lang="zh-Hans">' in shown
    assert shown.count("<mark>智慧社区</mark>") >= found["total"]
    assert 'value="智慧社区"' in shown
    assert '<input type="hidden" name="type" value="Measure">' in shown  # searching again keeps the filter
    selected = re.search(r'<a href="([^"]*)" aria-current="true"', shown)
    assert selected is not None
    assert "type=" not in html.unescape(selected[1])
    for href in re.findall(r'href="(/search[^"]*)"', shown):
        assert (await corpus.get(html.unescape(href))).status_code == 200


async def test_what_was_typed_is_never_markup(client: httpx.AsyncClient) -> None:
    for query in ("<script>alert(1)</script>", '"><b>数据', "{{ 7*7 }} 数据"):
        for status in (200, 422):
            shown = await page(client, status, q=query, **({} if status == 200 else {"size": "x"}))
            assert "<script>" not in shown
            assert "<b>" not in shown
            assert (
                f'value="{html.escape(query)}"'.replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in shown
            )


async def test_texts_are_never_markup(tmp_path: Path) -> None:
    text = '<img src=x onerror=alert(1)> & "数据" <mark>'
    quoted = text.replace('"', '\\"')
    small_store.publish(
        tmp_path,
        more=f'<graph/links> {{ <{small_store.PLAN}/measure/9> a cp:Measure ; rdfs:label "{quoted}"@zh ;'
        f' cp:plan <{small_store.PLAN}> ; cp:text "{quoted}数据湖"@zh }}',
    )
    async with running(Settings(store=tmp_path, workers=1)) as client:
        shown = await page(client, q="数据湖")
        assert "<img" not in shown
        assert shown.count("<mark>") == shown.count("</mark>") == 1
        assert text.split("<mark>")[0] in html.unescape(shown)


async def test_an_empty_page_helps(client: httpx.AsyncClient) -> None:
    for language, words in (("zh", "怎样查找"), ("en", "How to search")):
        shown = await page(client, lang=language)
        assert words in shown
        assert '<form action="/search" method="get" role="search">' in shown
    assert "没有找到" in await page(client, q="蹇蹇蹇")
    assert "没有第 7 页" in await page(client, q="数据", page=7)


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/questions", "/ontology", "/shapes", "/void", "/docs", "/nowhere"]
)
async def test_every_page_has_the_field(client: httpx.AsyncClient, path: str) -> None:
    shown = (await client.get(path, headers=PAGE)).text
    assert '<form class="find" role="search" action="/search" method="get">' in shown
    assert (await client.get(path, params={"lang": "en"}, headers=PAGE)).text.count(
        'name="lang" value="en"'
    ) >= 1


async def test_below_a_path_all_links_stay_there(store: Path) -> None:
    async with running(Settings(store=store, workers=1, public_url=public("/plans/"))) as client:
        found = (await client.get("/plans/search", params={"q": "数据"}, headers=JSON)).json()
        links = [hit["href"] for hit in found["hits"]] + [found["links"]["self"]]
        links += [value["href"] for values in found["facets"].values() for value in values]
        assert all(link.startswith("/plans/") for link in links)
        shown = (await client.get("/plans/", headers=PAGE)).text
        assert 'action="/plans/search"' in shown


# --- as every other answer ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "more", "media"),
    [
        ("application/json", "", "application/json"),
        ("*/*", "", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "", "text/html; charset=utf-8"),
        ("text/html", "&format=json", "application/json"),
        ("application/json", "&format=html", "text/html; charset=utf-8"),
    ],
)
async def test_it_comes_in_the_format_asked_for(
    client: httpx.AsyncClient, accept: str, more: str, media: str
) -> None:
    answer = await client.get("/search?q=%E6%95%B0%E6%8D%AE" + more, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert "Accept" in answer.headers["vary"]
    refused = await client.get("/search?q=%E6%95%B0%E6%8D%AE", headers={"accept": "text/turtle"})
    assert refused.status_code == 406


@pytest.mark.parametrize("headers", [JSON, PAGE])
async def test_an_answer_names_its_generation_and_is_not_sent_twice(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    first = await client.get("/search", params={"q": "数据"}, headers=headers)
    assert first.headers["x-crossplan-generation"]
    again = {**headers, "if-none-match": first.headers["etag"]}
    assert (await client.get("/search", params={"q": "数据"}, headers=again)).status_code == 304
    assert (await client.get("/search", params={"q": "数字"}, headers=again)).status_code == 200
    assert (await client.get("/search", params={"q": "数据", "page": 2}, headers=again)).status_code == 200


async def test_it_is_described(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    described = document["paths"]["/search"]["get"]
    assert document["components"]["schemas"]["Search"] == ANSWER
    jsonschema.Draft202012Validator.check_schema(ANSWER)
    names = {one["name"] for one in described["parameters"]}
    assert names >= {"q", "type", "plan", "agency", "year", "page", "size", "format", "lang"}


async def test_a_generation_without_an_index_is_told_until_it_is_built_again(tmp_path: Path) -> None:
    made = small_store.publish(tmp_path)
    kept = tmp_path / "kept.sqlite"
    shutil.move(made.folder / FILE, kept)
    query = f"PREFIX cpf: <{CPF}> SELECT ?s {{ ?s ?p ?o FILTER(cpf:matches(?s, '数据')) }}"
    async with running(Settings(store=tmp_path, workers=1)) as client:
        answer = await client.get("/search", params={"q": "数据"}, headers=JSON)
        assert answer.status_code == 503
        assert "crossplan build" in answer.json()["detail"]
        assert "crossplan build" in await page(client, 503, q="数据")
        asked = await client.get("/sparql", params={"query": query})
        assert (asked.status_code, asked.json()["type"]) == (503, answer.json()["type"])
        assert (await client.get("/sparql", params={"query": "ASK {}"})).status_code == 200
        small_store.publish(tmp_path)  # the same content: the same generation, now with its index
        assert (await search(client, q="数据"))["total"] > 0


# --- addresses ----------------------------------------------------------------------------------


def test_choosing_and_taking_back_is_the_same_address() -> None:
    asked = Asked("数据", {"type": ("Measure",), "plan": (), "agency": (AGENCY,), "year": ()}, 3, 20)
    more = asked.with_value("year", "2025", chosen=True)
    assert (more.page, more.chosen["year"], more.chosen["agency"]) == (1, ("2025",), (AGENCY,))
    assert more.with_value("year", "2025", chosen=False).chosen == asked.chosen


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "type", "plan", "agency", "year", "page", "size", "format", "lang"]),
            st.text(max_size=12) | st.sampled_from(["数据", "Measure", AGENCY, "2025", "1", "json"]),
        ),
        max_size=6,
    )
)
def test_no_address_is_too_much(pairs: list[tuple[str, str]]) -> None:
    """Without a server: what stands in an address is used, or refused with a reason."""
    query = urlencode(pairs, errors="surrogatepass").encode()
    scope = {"type": "http", "method": "GET", "path": "/search", "query_string": query, "headers": []}
    try:
        asked = asked_for(Visit(Request(scope)))
    except Problem as problem:
        asked, status = None, problem.status
    if asked is None:
        assert status in (400, 422)
    else:
        assert 1 <= asked.size <= 100
        assert asked.page >= 1
