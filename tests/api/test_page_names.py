"""What pages call things: names that people know, where the data has identifiers and file names."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from api.settings import Settings
from graph.generations import Generation
from ontology.terms import DEFAULT_BASE
from tests.api.serving import running

pytestmark = pytest.mark.anyio

AGENCY = "agency/370000-da-shu-ju-ju"
PLAN = "plan/shu-zi-shan-dong-2021-xing-dong-fang-an"
TITLE = "八大方面27项措施，山东出台数字强省建设2025年工作要点（报纸报道）"


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=1)) as one:
        yield one


async def shown(client: httpx.AsyncClient, path: str) -> str:
    answer = await client.get(path, headers={"accept": "text/html", "accept-language": "zh"})
    assert answer.status_code == 200
    return answer.text


async def test_documents_are_called_by_their_titles(corpus: httpx.AsyncClient) -> None:
    for path in ("/", "/void"):
        page = await shown(corpus, path)
        assert f">{TITLE}</a>" in page
        assert not re.search(r"<a [^>]*>[^<]*\.txt</a>", page)
    assert "002_1e87c15ab2174088.txt" in await shown(corpus, "/")


async def test_what_other_data_sets_hold_is_called_by_identifier(corpus: httpx.AsyncClient) -> None:
    page = await shown(corpus, "/page/region/370100")
    assert '<a href="http://www.wikidata.org/entity/Q170247" rel="external">Wikidata Q170247</a>' in page
    assert ">GeoNames 1805753</a>" in page
    assert ">CC BY 4.0</a>" in await shown(corpus, "/void")


async def test_characters_are_counted_as_people_count(corpus: httpx.AsyncClient) -> None:
    """The first is the first, and the last is one of them; the address keeps the offsets of the data."""
    document = "/page/document/003-616b7deda69461c0-9894ea1f"
    page = await shown(corpus, f"{document}/span/3357-3363")
    assert "<h1>原文第3358至3363字</h1>" in page
    assert "第 3358–3363 字" in page
    assert f"{document}?start=3357&amp;end=3363#span" in page
    assert "第 12 字" in await shown(corpus, f"{document}?start=11&end=12")


async def test_a_resource_leads_to_the_questions_about_it(corpus: httpx.AsyncClient) -> None:
    page = await shown(corpus, f"/page/{AGENCY}")
    [href] = re.findall(r'<a href="([^"]*)">某部门牵头哪些工作？</a>', page)
    answer = await shown(corpus, href.replace("&amp;", "&"))
    assert f'value="{DEFAULT_BASE}id/{AGENCY}"' in answer
    assert re.search(r"即 <a [^>]*>山东省大数据局</a>", answer)
    assert "优化提升“互联网+政务服务”" in answer
    plan = await shown(corpus, f"/page/{PLAN}")
    links = re.findall(r'<a href="(/questions/[^"]*)"', plan)
    assert len(links) > 15
    for link in links:
        assert TITLE not in await shown(corpus, link.replace("&amp;", "&"))


async def test_what_many_documents_name_tells_who_refers_to_it_first(corpus: httpx.AsyncClient) -> None:
    region = await shown(corpus, "/page/region/370100")
    assert region.index('id="references"') < region.index('id="evidence"')
    target = await shown(corpus, f"/page/{PLAN}/measure/20/clause/2/target/1")
    assert target.index('id="evidence"') < target.index('id="references"')
