"""The stored questions over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from api.settings import Settings
from graph.ask import questions
from graph.generations import Generation
from tests.api.serving import running

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=1)) as one:
        yield one


def headings(page: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)


async def test_the_list_is_a_page_and_json(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/questions")).json()["questions"]
    assert [one["name"] for one in listed] == list(questions())
    page = (await client.get("/questions", headers={"accept": "text/html", "accept-language": "en"})).text
    for one in listed:
        assert one["title"]["en"]
        assert f'href="{one["href"]}"' in page


async def test_every_question_has_an_answer_in_every_format(client: httpx.AsyncClient) -> None:
    assert questions()
    for name in questions():
        table = await client.get(f"/questions/{name}", headers={"accept": "application/json"})
        assert table.status_code == 200, name
        columns = table.json()["head"]["vars"]
        csv = await client.get(f"/questions/{name}?format=csv")
        assert csv.headers["content-type"] == "text/csv; charset=utf-8"
        assert csv.text.splitlines()[0].split(",") == columns
        page = await client.get(f"/questions/{name}", headers={"accept": "text/html"})
        assert page.status_code == 200, name
        assert 1 <= len(headings(page.text)) <= len(columns) or "没有符合的结果" in page.text


async def test_the_home_page_lists_a_plan_once_however_it_is_cited(corpus: httpx.AsyncClient) -> None:
    page = (await corpus.get("/", headers={"accept": "text/html"})).text
    assert page.count(">数字强省建设2025年工作要点</a>") == 1


async def test_a_page_without_an_answer_says_why(corpus: httpx.AsyncClient) -> None:
    html = {"accept": "text/html", "accept-language": "en"}
    unknown = await corpus.get("/questions/agency-leads", params={"agency": "省财务厅"}, headers=html)
    assert (
        "Nothing matches. There is no “省财务厅” here; asked for is: agency (full, short or former name)."
        in unknown.text
    )
    every = await corpus.get("/questions/measures-without-agency", headers=html)
    assert "Nothing matches. Every measure that was read names a responsible unit" in every.text


async def test_parameters_go_in_the_address(client: httpx.AsyncClient) -> None:
    path = "/questions/agency-leads"
    found = await client.get(path, params={"agency": "山东省大数据局", "format": "csv"})
    assert "measure/1" in found.text
    none = await client.get(path, params={"agency": "山东省财政厅", "format": "csv"})
    assert "measure" not in none.text.partition("\n")[2]
    page = await client.get(path, params={"agency": "山东省大数据局"}, headers={"accept": "text/html"})
    assert 'value="山东省大数据局"' in page.text
    blank = await client.get(path, params={"agency": "", "plan": ""})
    assert blank.status_code == 200
    for parameters in ({"agnecy": "省大数据局"}, {"agency": "a\nb"}):
        wrong = await client.get(path, params=parameters, headers={"accept-language": "en"})
        assert (wrong.status_code, wrong.json()["type"]) == (422, "/docs#unusable-parameter")
        assert next(iter(parameters)) in wrong.json()["detail"]


@pytest.mark.parametrize("name", ["nothing", "self", "query", "\x00", "a b"])
async def test_whatever_a_parameter_is_called_an_unknown_one_is_said(
    client: httpx.AsyncClient, name: str
) -> None:
    answer = await client.get("/questions/plan-measures", params={name: "1"})
    assert answer.status_code == 422
    assert "没有这个参数" in answer.json()["detail"]


async def test_an_unknown_question_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.get("/questions/none-such")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_answers_are_not_sent_twice(client: httpx.AsyncClient) -> None:
    path = f"/questions/{next(iter(questions()))}"
    tag = (await client.get(path)).headers["etag"]
    assert (await client.get(path, headers={"if-none-match": tag})).status_code == 304


async def test_every_column_has_a_name_in_both_languages(corpus: httpx.AsyncClient) -> None:
    for name, question in questions().items():
        columns = (await corpus.get(f"/questions/{name}")).json()["head"]["vars"]
        told = [c for c in columns if c not in {f"{x}_{of}" for x in columns for of in ("label", "title")}]
        assert set(question.columns) <= set(told), name
        for language, kind in (("zh", r"[\u4e00-\u9fff]"), ("en", r"^[a-zA-Z() 0-9]+$")):
            address = f"/questions/{name}?lang={language}"
            found = headings((await corpus.get(address, headers={"accept": "text/html"})).text)
            if not found and name == "measures-without-agency":  # of which the corpus has none
                continue
            assert len(found) == len(told), name
            assert [one for one in found if not re.search(kind, one)] == [], name


async def test_values_are_told_in_the_language_of_the_page_and_are_codes_elsewhere(
    corpus: httpx.AsyncClient,
) -> None:
    path = "/questions/raised-targets"
    for language, words in (("en", "raised"), ("zh", "上调")):
        page = await corpus.get(path, headers={"accept": "text/html", "accept-language": language})
        assert re.search(rf">\s*{words}\s*</", page.text)
        table = await corpus.get(path, headers={"accept": "text/csv", "accept-language": language})
        assert any(line.startswith("raised,") for line in table.text.splitlines())
    listed = (await corpus.get("/questions")).json()["questions"]
    [told] = [one["values"] for one in listed if one["name"] == "raised-targets"]
    assert {"column": "change", "value": "raised", "label": {"zh": "上调", "en": "raised"}} in told


async def test_what_a_value_rests_on_is_shown_beside_it(corpus: httpx.AsyncClient) -> None:
    page = (await corpus.get("/questions/indicator-targets", headers={"accept": "text/html"})).text
    assert headings(page)[1:3] == ["目标期限", "期限依据"]
    assert "承接" in page


async def test_what_an_answer_rests_on_is_a_table_in_every_format(corpus: httpx.AsyncClient) -> None:
    path = "/questions/indicator-targets"
    shares = (await corpus.get(f"{path}?grounds=share&format=csv")).text.splitlines()
    assert shares[0] == "rests_on,facts,stated,inherited,inferred,corrected,not_stated_share"
    assert shares[2] == "目标的期限,5,2,3,0,0,0.6"
    found = (await corpus.get(f"{path}?grounds=words&format=json")).json()["results"]["bindings"]
    assert "打造300个左右智慧社区（村居）" in {one["ground_words"]["value"] for one in found}
    wrong = await corpus.get(f"{path}?grounds=all", headers={"accept-language": "en"})
    assert (wrong.status_code, wrong.json()["detail"]) == (422, "grounds: share or words, not: all")


async def test_a_table_names_terms_in_the_language_that_its_address_asks_for(
    corpus: httpx.AsyncClient,
) -> None:
    path = "/questions/indicator-targets?format=csv"
    assert ",写明," in (await corpus.get(path, headers={"accept-language": "en"})).text
    english = (await corpus.get(f"{path}&lang=en")).text
    assert ",stated," in english
    assert "写明" not in english


async def test_a_page_shows_the_beginning_of_a_long_answer(
    corpus: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, html = "/questions/measures-without-lead?lang=en", {"accept": "text/html"}
    rows = len((await corpus.get(f"{path}&format=csv")).text.splitlines()) - 1
    monkeypatch.setattr("api.questions._ROWS", 5)
    page = (await corpus.get(path, headers=html)).text
    assert f"The first 5 of {rows} rows are shown" in page
    assert page.count("<tr") == 1 + 5
    monkeypatch.setattr("api.questions._ROWS", rows)
    page = (await corpus.get(f"{path}&plan=", headers=html)).text
    assert "rows are shown" not in page


async def test_a_page_shows_what_its_answer_rests_on(corpus: httpx.AsyncClient) -> None:
    path = "/questions/indicator-targets?indicator=智慧社区"
    html = {"accept": "text/html"}
    plain = (await corpus.get(path, headers=html)).text
    assert "grounds=words#grounds" in plain
    page = (await corpus.get(f"{path}&grounds=words", headers=html)).text
    assert ">60 %<" in page
    # a quote of a target in the answer, and below it the words for the target and for its deadline: each beside its name
    assert page.count("打造300个左右智慧社区（村居）") == 3 * 2
    assert '<input type="hidden" name="grounds" value="words">' in page
    assert headings(page)[0] == "行"
    english = (await corpus.get(f"{path}&grounds=share&lang=en", headers=html)).text
    assert "deadlines of targets" in english
    absent = (await corpus.get("/questions/measures-without-lead?grounds=share", headers=html)).text
    assert "原文没有写明牵头单位" in absent
