"""The audit as the server gives it: the same report as the command's, in every format, and what is told where none is."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.auditing import Asked, Reports
from api.cli import run
from api.errors import Problem
from api.settings import Settings
from graph.generations import Generation
from ontology.terms import DEFAULT_BASE
from shapes.reports import FORMATS
from tests.api.serving import running

pytestmark = pytest.mark.anyio

PLAN = f"{DEFAULT_BASE}id/plan/shu-zi-shan-dong-2021-xing-dong-fang-an"
BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=1)) as one:
        yield one


async def test_it_is_the_report_of_the_command(
    corpus: httpx.AsyncClient, corpus_generation: Generation, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    answer = await corpus.get("/audit", params={"format": "json"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    run(["audit", "--store", str(corpus_generation.folder.parent.parent), "--format", "json"])
    assert json.loads(answer.content) == json.loads(capfdbinary.readouterr().out)


@pytest.mark.parametrize("form", FORMATS)
async def test_every_format_is_to_be_had(corpus: httpx.AsyncClient, form: str) -> None:
    answer = await corpus.get("/audit", params={"format": form, "rule": "plan-has-issuer"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, FORMATS[form].media)
    assert answer.headers["x-crossplan-generation"]
    named = answer.headers.get("content-disposition", "")
    assert named.endswith(f'.{FORMATS[form].ending}"') == (form in ("csv", "csv-excel", "xlsx", "html"))


async def test_a_browser_gets_a_page_of_the_site(corpus: httpx.AsyncClient) -> None:
    answer = await corpus.get("/audit", headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script" not in answer.headers["content-security-policy"].replace("default-src", "")
    assert "style-src 'self' 'unsafe-inline'" in answer.headers["content-security-policy"]
    assert 'aria-label="主导航"' in answer.text
    assert "完整率" in answer.text
    assert "<script" not in answer.text
    # names lead to the pages of this server
    assert 'href="http://testserver/id/plan/' in answer.text or 'href="http://test/id/plan/' in answer.text
    english = await corpus.get("/audit", headers={**BROWSER, "Accept-Language": "en"})
    assert english.headers["content-language"] == "en"
    assert "Audit of plans" in english.text


async def test_it_is_not_sent_twice(corpus: httpx.AsyncClient) -> None:
    answer = await corpus.get("/audit", headers=BROWSER)
    again = await corpus.get("/audit", headers={**BROWSER, "If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await corpus.head("/audit", headers=BROWSER)
    assert (head.status_code, head.headers["etag"], head.content) == (200, answer.headers["etag"], b"")


async def test_a_part_of_it(corpus: httpx.AsyncClient) -> None:
    asked = {"format": "csv", "plan": PLAN, "severity": "warning", "profile": "strict", "facts": "all"}
    answer = await corpus.get("/audit", params=asked)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert {row["severity"] for row in rows} == {"warning"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"format": "pdf"}, "format"),
        ({"profile": "lenient"}, "strict"),
        ({"facts": "some"}, "stated"),
        ({"severity": "bad"}, "violation"),
        ({"since": "0123456789abcdef"}, "since"),
        ({"plan": "urn:nobody"}, "urn:nobody"),
        ({"agency": "urn:nobody"}, "urn:nobody"),
        ({"rule": "no-such-rule"}, "no-such-rule"),
    ],
)
async def test_what_is_not_to_be_had_is_told(
    corpus: httpx.AsyncClient, corpus_generation: Generation, asked: dict[str, str], told: str
) -> None:
    answer = await corpus.get("/audit", params=asked)
    named = {"since", "plan", "agency", "rule"}  # what is asked for by name is there or not
    assert answer.status_code == (404 if named & asked.keys() else 422)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert told in answer.json()["detail"]
    assert (
        str(corpus_generation.folder.parent.parent) not in answer.text
    )  # where things lie is nobody's business


async def test_why_it_is_not_to_be_had_is_told_in_the_language_asked_for(corpus: httpx.AsyncClient) -> None:
    said = {
        language: (await corpus.get("/audit?rule=none", headers={"accept-language": language})).json()[
            "detail"
        ]
        for language in ("zh", "en")
    }
    assert said == {
        "zh": "没有这样的报告：没有叫做 none 的规则。",
        "en": "There is no such report: no rule is called none.",
    }


async def test_an_option_given_twice_is_refused_and_none_passed_over(corpus: httpx.AsyncClient) -> None:
    answer = await corpus.get("/audit?severity=violation&severity=warning")
    assert (answer.status_code, answer.json()["type"]) == (422, "/docs#unusable-parameter")
    assert "severity" in answer.json()["detail"]


async def test_a_report_that_takes_too_long_is_ended(corpus_generation: Generation) -> None:
    reports = Reports(corpus_generation.folder.parent.parent, 0.001, 1 << 20)
    with pytest.raises(Problem) as told:
        await reports.get(Asked(corpus_generation.name, "text", "zh", (), "http://test/"))
    assert told.value.kind == "query-timeout"


async def test_who_asks_for_the_same_at_once_gets_one_report(
    corpus_generation: Generation, tmp_path: Path
) -> None:
    made: list[object] = []

    class Counted(Reports):
        async def _run(self, asked: object) -> bytes:
            made.append(asked)
            return await super()._run(asked)  # type: ignore[arg-type]

    reports = Counted(corpus_generation.folder.parent.parent, 60, 1 << 20)
    one = Asked(corpus_generation.name, "text", "zh", (("rule", "plan-has-issuer"),), "http://test/")
    bodies = await asyncio.gather(*(reports.get(one) for _ in range(5)))
    assert len(set(bodies)) == 1
    assert len(made) == 1
    await reports.close()
