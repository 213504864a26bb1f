"""The pages as people meet them, in both languages."""

from __future__ import annotations

import httpx
import pytest

from tests.api import small_store
from tests.api.crawling import crawl

pytestmark = pytest.mark.anyio

PLAN = "/page/" + small_store.PLAN.removeprefix("id/")
DOCUMENT = f"/page/document/{small_store.DOCUMENT}"
AGENCY = "/page/agency/370000-da-shu-ju-ju"


async def page_of(client: httpx.AsyncClient, path: str, language: str = "zh") -> str:
    answer = await client.get(path, headers={"accept": "text/html", "accept-language": language})
    assert answer.status_code == 200, path
    return answer.text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_link_of_every_page_leads_somewhere(client: httpx.AsyncClient, language: str) -> None:
    assert len(await crawl(client, "/", language)) > 40


async def test_a_measure_in_words(client: httpx.AsyncClient) -> None:
    page = await page_of(client, PLAN + "/measure/1")
    assert "<h1>1. 强化数据资源管理</h1>" in page
    assert '<a href="/ontology#Measure">措施</a>' in page
    assert '<a href="/ontology#leadAgency">牵头单位</a> <code class="copy">cp:leadAgency</code>' in page
    assert f'<a href="{AGENCY}">山东省大数据局</a>' in page
    trail = page[page.index('class="trail"') : page.index("<h1")]
    assert trail.index("数字示例2025年工作要点") < trail.index("一、释放数据要素价值")
    start, end = small_store.TEXT.index("1.强化"), small_store.TEXT.index("到2025年底")
    assert f'<a href="{DOCUMENT}?start={start}&amp;end={end}#span">第 {start + 1}–{end} 字</a>' in page


async def test_the_interface_is_english_where_that_is_wished(client: httpx.AsyncClient) -> None:
    for page in (
        await page_of(client, PLAN + "/measure/1", "en-GB,en;q=0.8"),
        await page_of(client, PLAN + "/measure/1?lang=en", "zh"),
    ):
        assert ">lead agency</a>" in page
        assert "Where it was read" in page
        assert '<h1 lang="zh-Hans">1. 强化数据资源管理</h1>' in page
    assert 'href="/ontology?lang=en#leadAgency"' in await page_of(client, PLAN + "/measure/1?lang=en")


async def test_a_plan_shows_its_outline_in_order(client: httpx.AsyncClient) -> None:
    page = await page_of(client, PLAN)
    outline = page[page.index('class="outline"') : page.index("<h2>内容")]
    parts = ["section/1", "measure/1", "measure/2", "section/2", "measure/3"]
    places = [outline.index(f"{PLAN}/{part}") for part in parts]
    assert places == sorted(places)
    assert "3 条措施" in page


async def test_what_refers_to_a_resource_is_grouped_and_counted(client: httpx.AsyncClient) -> None:
    page = await page_of(client, AGENCY)
    led = page[page.index("以“牵头单位”指向此处的") :]
    assert '<span class="note">1</span>' in led[:80]
    assert f'<a href="{PLAN}/measure/1">1. 强化数据资源管理</a>' in led
    alone = await page_of(client, AGENCY + "?property=https://w3id.org/crossplan/ontology%23leadAgency")
    assert "以“发文机关”指向此处的" not in alone
    assert "measure/1" in alone


async def test_a_document_shows_its_text_with_the_passage_marked(client: httpx.AsyncClient) -> None:
    start = small_store.TEXT.index("建成100个数据站点")
    page = await page_of(client, f"{DOCUMENT}?start={start}&end={start + 10}")
    assert '<mark id="span">建成100个数据站点</mark>' in page
    assert "数字示例2025年工作要点" in page
    assert "<mark" not in await page_of(client, DOCUMENT)


@pytest.mark.parametrize(
    "place", ["start=5&end=5", "start=9&end=5", "start=0&end=99999", "start=x&end=2", "start=3"]
)
async def test_a_place_that_the_text_does_not_have(client: httpx.AsyncClient, place: str) -> None:
    answer = await client.get(f"{DOCUMENT}?{place}", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")


async def test_a_span_is_shown_in_its_surroundings(client: httpx.AsyncClient) -> None:
    start = small_store.TEXT.index("省大数据局牵头")
    iri = f"/id/document/{small_store.DOCUMENT}/span/{start}-{start + 7}"
    page = await page_of(client, iri + ".html")
    assert "（<mark>省大数据局牵头</mark>，省财政厅配合）" in page
    data = await client.get(iri + ".ttl")
    assert "oa:exact" in data.text
    assert (await client.get(f"/id/document/{small_store.DOCUMENT}/span/0-1")).status_code == 404


async def test_the_home_page_counts_the_measures_of_plans(client: httpx.AsyncClient) -> None:
    page = await page_of(client, "/")
    row = page[page.index(f'<a href="{PLAN}">') :]
    assert '<td class="number">3</td>' in row[: row.index("</tr>")]
    assert "数字示例规划" in page


async def test_errors_are_pages_for_people_and_problems_for_programs(client: httpx.AsyncClient) -> None:
    for language, title in (("zh", "没有这个页面或资源"), ("en", "Not found")):
        headers = {"accept-language": language}
        page = await client.get("/none", headers={**headers, "accept": "text/html,*/*;q=0.8"})
        assert (page.status_code, f"<h1>{title}</h1>" in page.text) == (404, True)
        problem = await client.get("/none", headers={**headers, "accept": "text/turtle"})
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.headers["content-language"].startswith(language)
        assert problem.json() == {
            "type": "/docs#not-found",
            "title": title,
            "status": 404,
            "detail": problem.json()["detail"],
            "instance": "/none",
        }


async def test_pages_may_load_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "url(" not in (await client.get("/static/crossplan.css")).text
