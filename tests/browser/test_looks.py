"""The pages as a browser shows them: nothing sticks out on a phone, and axe-core has nothing to object."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from api.settings import Settings
from graph.generations import Generation
from tests.api.serving import running
from tests.browser.chromium import look, needed

pytestmark = pytest.mark.anyio

PLAN = "plan/shu-zi-shan-dong-2021-xing-dong-fang-an"
NOISY = "plan/shu-zi-qiang-sheng-jian-she-2025-nian-gong-zuo-yao-dian-370000-2025-04-07"
DOCUMENT = "document/000-f8ec6d25844f8d95-e47c3de0"
QUERY = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 40"
PAGES = {
    "home": "/",
    "plan": f"/page/{PLAN}",
    "measure": f"/page/{PLAN}/measure/20",
    "noisy measure": f"/page/{NOISY}/measure/4",
    "clause": f"/page/{PLAN}/measure/20/clause/1",
    "assignment": f"/page/{PLAN}/measure/20/clause/1/assignment/1",
    "target": f"/page/{PLAN}/measure/20/clause/2/target/1",
    "agency": "/page/agency/370000-da-shu-ju-ju",
    "references": "/page/agency/370000-da-shu-ju-ju?property=https://w3id.org/crossplan/ontology%23agency",
    "region": "/page/region/370100",
    "document": f"/page/{DOCUMENT}",
    "document with a mark": f"/page/{DOCUMENT}?start=700&end=760",
    "span": "/page/document/003-616b7deda69461c0-9894ea1f/span/3357-3363",
    "project": "/page/project/zhi-hui-shan-dong-shi-kong-xin-xi-ping-tai",
    "indicator": "/page/indicator/zhi-hui-she-qu",
    "quotation": "/page/document/002-1e87c15ab2174088-b430bf44/quotation/shu-zi-qiang-sheng-jian-she-2025-nian-gong-zuo-yao-dian-370000-2025-04-07-13",
    "graph": "/graph/registry",
    "ontology": "/ontology",
    "shapes": "/shapes",
    "query": "/sparql",
    "result": f"/sparql?query={quote(QUERY)}",
    "verdict": f"/sparql?query={quote('ASK { ?s ?p ?o }')}",
    "syntax error": f"/sparql?query={quote('SELECT * { ?s ?p')}",
    "questions": "/questions",
    "question": "/questions/agency-leads",
    "grounds": "/questions/indicator-targets?grounds=words",
    "many columns": "/questions/conflicting-targets",
    "no answer": "/questions/agency-leads?agency=none",
    "audit": "/audit",
    "audit of a rule": "/audit?rule=measure-has-lead&severity=info",
    "data set": "/void",
    "api": "/docs",
    "not found": "/id/agency/none",
    "bad parameter": f"/page/{DOCUMENT}?start=x",
}


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    store = corpus_generation.folder.parent.parent
    async with running(Settings(store=store, workers=1)) as client:
        yield client


@pytest.fixture(scope="module", params=["zh", "en"])
async def pages(request: pytest.FixtureRequest, corpus: httpx.AsyncClient) -> dict[str, str]:
    needed(axe=False)
    headers = {"accept": "text/html", "accept-language": request.param}
    found = {name: await corpus.get(path, headers=headers) for name, path in PAGES.items()}
    errors = {name for name, one in found.items() if one.status_code != 200}
    assert errors == {"syntax error", "not found", "bad parameter"}
    return {name: one.text for name, one in found.items()}


@pytest.mark.parametrize("width", [320, 390, 1024])
async def test_nothing_sticks_out(pages: dict[str, str], tmp_path: Path, width: int) -> None:
    found = look(pages, tmp_path, width=width, axe=False)
    assert {name: one.outside for name, one in found.items() if one.overflows or one.outside} == {}


@pytest.mark.parametrize("width", [320, 390])
async def test_answers_are_read_on_a_phone_without_scrolling_sideways(
    pages: dict[str, str], tmp_path: Path, width: int
) -> None:
    answers = {name: pages[name] for name in ("result", "question", "many columns")}
    found = look(answers, tmp_path, width=width, axe=False)
    assert {name: one.scrolling for name, one in found.items() if one.scrolling} == {}


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
async def test_axe_finds_no_violation(pages: dict[str, str], tmp_path: Path, width: int, dark: bool) -> None:
    found = look(pages, tmp_path, width=width, axe=True, dark=dark)
    assert {name: one.violations for name, one in found.items() if one.violations} == {}


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    """That the two tests above would notice."""
    wrong = """<!doctype html><html><head><link rel="stylesheet" href="/static/crossplan.css"></head>
        <body><main><p style="width:500px;color:#ccc;background:#fff">pale words</p><img src=""></main></body></html>"""
    found = look({"wrong": wrong}, tmp_path, width=390, axe=True)["wrong"]
    assert found.overflows
    assert found.outside
    assert {"html-has-lang", "image-alt", "color-contrast"} <= {v.partition(":")[0] for v in found.violations}
