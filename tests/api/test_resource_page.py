"""The page of a resource: what an auditor must be able to read on it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from api.resources.passage import _cuts
from api.settings import Settings
from graph.generations import Generations
from ontology.terms import DEFAULT_BASE, PREFIXES
from tests.api import small_store
from tests.api.serving import running

pytestmark = pytest.mark.anyio

PLAN = "/page/" + small_store.PLAN.removeprefix("id/")
DOCUMENT = f"/page/document/{small_store.DOCUMENT}"
AGENCY = "/page/agency/370000-da-shu-ju-ju"
START = small_store.TEXT.index("推动数据高效流通")
CLAUSE = f"{small_store.PLAN}/measure/2/clause/1"
MORE = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + f"""@base <{DEFAULT_BASE}> .
<graph/document/{small_store.DOCUMENT}> {{
    <{small_store.PLAN}/measure/2> cp:clause <{CLAUSE}> ; cp:assignment <{CLAUSE}/assignment/1> ;
        cp:schedule <{small_store.PLAN}/measure/2/schedule/inherited> .
    <{CLAUSE}> a cp:Clause ; rdfs:label "在济南市开展试点"@zh-Hans ; cp:assignment <{CLAUSE}/assignment/1> .
    <{CLAUSE}/assignment/1> a cp:Assignment ; rdfs:label "省科技厅（负责）"@zh-Hans ; cp:role cp:Responsible ;
        cp:agency <id/agency/370000-ke-ji-ting> ; cp:mention "省科技厅" ; cp:basis cp:Stated ;
        cp:qualifier "按职责分工负责" .
    <{small_store.PLAN}/measure/2/schedule/inherited> a cp:Schedule ; rdfs:label "2025年（据规划年度）"@zh-Hans ;
        cp:scheduleKind cp:Due ; cp:due "2025"^^xsd:gYear ; cp:basis cp:Inherited .
    <id/document/{small_store.DOCUMENT}/span/{START}-{START + 8}> a cp:Span ; rdfs:label "一处"@zh-Hans ;
        cp:source <id/document/{small_store.DOCUMENT}> ; oa:start {START} ; oa:end {START + 8} ;
        cp:words "推动数据高效流通"@zh-Hans ; cp:page 3 ; cp:paragraph 7 ; cp:cell "表!B2" .
    <{small_store.PLAN}/measure/2> cp:evidence <id/document/{small_store.DOCUMENT}/span/{START}-{START + 8}> .
}}
<graph/inferred> {{
    <{small_store.PLAN}/measure/1> cp:accountableAgency <id/agency/370000-da-shu-ju-ju> ; a cp:WorkItem .
}}
"""
)


@pytest.fixture(scope="module")
async def richer(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:  # fmt: skip
    root = tmp_path_factory.mktemp("richer")
    small_store.publish(root, more=MORE)
    async with running(Settings(store=root, workers=1)) as client:
        yield client


async def page_of(client: httpx.AsyncClient, path: str, language: str = "zh") -> str:
    answer = await client.get(path, headers={"accept": "text/html", "accept-language": language})
    assert answer.status_code == 200, path
    return answer.text


def read(page: str, since: str, until: str = "<h2") -> str:
    """The words of a part of a page, as a reader sees them: without tags, blanks as one."""
    part = page[page.index(since) :]
    part = part[: part.index(until, 1)] if until in part[1:] else part
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part)).strip()


async def test_a_measure_says_who_when_and_how_much_with_the_words_it_was_read_from(
    client: httpx.AsyncClient,
) -> None:
    page = await page_of(client, PLAN + "/measure/1")
    who = read(page, "<h2>责任分工")
    assert "牵头 山东省大数据局 写明 原文写法 省大数据局" in who
    assert "（ 省大数据局牵头 ，省财政厅配合）" in who
    assert "到期 写明 完成时间 2025年" in read(page, "<h2>时限")
    how_much = read(page, "<h2>量化目标")
    assert "数据站点 恰为 100 个" in how_much
    assert "目标期限 2025年" in how_much
    assert "到2025年底， 建成100个数据站点 。" in how_much
    start = small_store.TEXT.index("建成100个数据站点")
    assert f'href="{DOCUMENT}?start={start}&amp;end={start + 10}#span"' in page
    assert f'href="{PLAN}/measure/1/target/1">记录</a>' in page
    assert "lead 山东省大数据局 stated" in read(await page_of(client, PLAN + "/measure/1", "en"), ">Who ")


async def test_what_is_inherited_is_marked_and_a_clause_is_named(richer: httpx.AsyncClient) -> None:
    page = await page_of(richer, PLAN + "/measure/2")
    assert "到期 承接 完成时间 2025年" in read(page, "<h2>时限")
    who = read(page, "<h2>责任分工")
    assert "负责 山东省科学技术厅 写明" in who
    assert "限定语 按职责分工负责" in who
    assert f'<a href="/page/{CLAUSE.removeprefix("id/")}">第 1 段</a>' in page
    assert "第 1 段" not in await page_of(richer, f"/page/{CLAUSE.removeprefix('id/')}")


async def test_the_text_of_a_measure_stands_before_everything_else(client: httpx.AsyncClient) -> None:
    page = await page_of(client, PLAN + "/measure/1")
    assert (
        page.index("到2025年底，建成100个数据站点。</p>")
        < page.index("<h2>责任分工")
        < page.index("<h2>内容")
    )


async def test_terms_have_their_short_names_to_copy(client: httpx.AsyncClient) -> None:
    page = await page_of(client, PLAN + "/measure/1/assignment/1")
    assert '<code class="copy">cp:Assignment</code>' in page
    assert '牵头</a> <code class="copy">cp:Lead</code>' in page
    assert f'<code class="copy">{DEFAULT_BASE}{small_store.PLAN}/measure/1/assignment/1</code>' in page


async def test_what_follows_by_the_ontology_is_told_apart(richer: httpx.AsyncClient) -> None:
    page = await page_of(richer, PLAN + "/measure/1")
    stated, inferred = page[: page.index("由本体推出的陈述")], page[page.index("由本体推出的陈述") :]
    assert "cp:accountableAgency" not in stated
    assert "cp:accountableAgency" in inferred
    assert "推断" in inferred
    references = (await page_of(richer, AGENCY)).partition("由本体推出的引用")
    assert "以“责任单位（各类）”指向此处的" not in references[0]
    assert "以“责任单位（各类）”指向此处的" in references[2]


async def test_the_graphs_that_state_the_facts_are_linked(client: httpx.AsyncClient) -> None:
    assert '<a href="/graph/registry">机构和地区登记册</a>' in await page_of(client, AGENCY)
    page = await page_of(client, PLAN + "/measure/1")
    assert f'<a href="/graph/document/{small_store.DOCUMENT}">数字示例.txt</a>' in page


async def test_what_refers_to_a_resource_says_what_it_is_part_of(client: httpx.AsyncClient) -> None:
    page = await page_of(client, AGENCY)
    assert "省大数据局牵头 1. 强化数据资源管理 · 数字示例2025年工作要点" in read(
        page, "以“承担机构”指向此处的", "<h3"
    )


async def test_chinese_on_an_english_page_is_marked_as_chinese(client: httpx.AsyncClient) -> None:
    page = await page_of(client, PLAN + "/measure/1", "en")
    assert f'<a href="{AGENCY}" lang="zh-Hans">山东省大数据局</a>' in page
    for path in ("/", PLAN, PLAN + "/measure/1", AGENCY, DOCUMENT):
        page = await page_of(client, path, "en")
        bare = re.sub(r'<(\w+)[^>]*lang="zh[^>]*>.*?</\1>', "", page[page.index("<main") :], flags=re.DOTALL)
        assert re.findall(r"[\u3400-\u9fff]+", re.sub(r"<[^>]*>", "", bare)) == [], path


async def test_alternates_are_links_with_their_types(client: httpx.AsyncClient) -> None:
    page = await page_of(client, AGENCY)
    for ending, media in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("csv", "text/csv")):
        href = f"/data{AGENCY.removeprefix('/page')}.{ending}"
        assert f'<link rel="alternate" type="{media}" href="{href}"' in page
        answer = await client.get(href)
        assert answer.headers["content-type"].partition(";")[0] == media


async def test_a_place_says_page_paragraph_and_cell(richer: httpx.AsyncClient) -> None:
    where = f"第 {START + 1}–{START + 8} 字 · 第 3 页 · 第 7 段 · 单元格 表!B2"
    assert where in await page_of(richer, PLAN + "/measure/2")
    assert where in await page_of(richer, f"{DOCUMENT}?start={START}&end={START + 8}")
    assert where in await page_of(richer, f"{DOCUMENT}/span/{START}-{START + 8}")


@pytest.fixture(scope="module")
async def long(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:  # fmt: skip
    root: Path = tmp_path_factory.mktemp("long")
    small_store.publish(root)
    text = "\n".join(f"第{number}行：" + "数据" * 40 for number in range(5000))
    (Generations(root).current().folder / "texts" / f"{small_store.DOCUMENT}.txt").write_bytes(text.encode())
    async with running(Settings(store=root, workers=1)) as client:
        yield client, text


async def test_a_long_text_comes_in_parts_that_are_linked(long: tuple[httpx.AsyncClient, str]) -> None:
    client, text = long
    path, shown = DOCUMENT, []
    while path:
        page = await page_of(client, path)
        assert len(page) < 60_000
        shown.append(page.partition('<div class="document" lang="zh">')[2].partition("</div>")[0])
        following = re.search(r'rel="next" href="([^"#]*)', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert "".join(shown) == text
    assert len(shown) > 5
    assert all(part.endswith("\n") for part in shown[:-1])


async def test_a_mark_is_shown_in_its_part_of_a_long_text(long: tuple[httpx.AsyncClient, str]) -> None:
    client, text = long
    for words in ("第0行", "第3333行", "第4999行"):
        start = text.index(words)
        page = await page_of(client, f"{DOCUMENT}?start={start}&end={start + len(words)}")
        assert f'<mark id="span">{words}</mark>：数据' in page
        assert len(page) < 60_000
    last = await page_of(client, f"{DOCUMENT}?part=999999")
    assert "第4999行" in last


async def test_a_passage_over_the_end_of_a_part_is_marked_whole(long: tuple[httpx.AsyncClient, str]) -> None:
    client, text = long
    cut = _cuts(text)[2]
    page = await page_of(client, f"{DOCUMENT}?start={cut - 5}&end={cut + 5}")
    assert f'<mark id="span">{text[cut - 5 : cut + 5]}</mark>' in page


def test_a_text_without_line_ends_is_divided_too() -> None:
    cuts = _cuts("数" * 100_000)
    assert (cuts[0], cuts[-1]) == (0, 100_000)
    assert all(0 < after - before <= 32_000 for before, after in pairwise(cuts))
    assert _cuts("") == [0, 0]


@pytest.mark.parametrize("part", ["x", "1.5", "９９x", "9" * 5000])
async def test_a_part_that_is_no_number(client: httpx.AsyncClient, part: str) -> None:
    answer = await client.get(f"{DOCUMENT}?part={part}")
    assert (answer.status_code, answer.json()["type"]) == (422, "/docs#unusable-parameter")
