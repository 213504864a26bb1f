"""The stored questions over HTTP."""

from __future__ import annotations

import httpx
import pytest

from graph.ask import questions

pytestmark = pytest.mark.anyio


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
        assert 1 <= page.text.count('<th scope="col">') <= len(columns) or "没有符合的结果" in page.text


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


async def test_an_unknown_question_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.get("/questions/none-such")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_answers_are_not_sent_twice(client: httpx.AsyncClient) -> None:
    path = f"/questions/{next(iter(questions()))}"
    tag = (await client.get(path)).headers["etag"]
    assert (await client.get(path, headers={"if-none-match": tag})).status_code == 304
