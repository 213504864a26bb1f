"""The search of texts as a function of queries, on the endpoint and on the command line."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api import cli
from ontology.terms import CP, CPF, DEFAULT_BASE, PREFIXES
from tests.api import small_store

MEASURE = f"{DEFAULT_BASE}{small_store.PLAN}/measure/1"
PAGE = {"accept": "text/html"}
SD = "http://www.w3.org/ns/sparql-service-description#"


async def test_queries_can_search(client: httpx.AsyncClient) -> None:
    query = f"PREFIX cp: <{CP}> PREFIX cpf: <{CPF}> SELECT ?m {{ ?m a cp:Measure FILTER(cpf:matches(?m, '數據站點')) }}"
    answer = await client.get("/sparql", params={"query": query})
    assert [row["m"]["value"] for row in answer.json()["results"]["bindings"]] == [MEASURE]


@pytest.mark.parametrize("words", ["'数'", "''", f"'{'数' * 2000}'"])
@pytest.mark.parametrize("form", ["SELECT ?s", "ASK", "CONSTRUCT { ?s ?p ?o } WHERE", "SELECT *"])
async def test_a_search_that_cannot_be_made_is_no_empty_answer(
    client: httpx.AsyncClient, form: str, words: str
) -> None:
    query = f"PREFIX cpf: <{CPF}> {form} {{ ?s ?p ?o FILTER(cpf:matches(?s, {words})) }}"
    answer = await client.get("/sparql", params={"query": query})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("#unusable-words")


async def test_a_function_that_is_none_is_an_error_of_the_query(client: httpx.AsyncClient) -> None:
    query = f"PREFIX cpf: <{CPF}> SELECT ?s {{ ?s ?p ?o FILTER(cpf:contains(?s, '数据')) }}"
    answer = await client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert f"<{CPF}contains>" in answer.json()["detail"]


async def test_the_service_names_the_function_and_the_name_leads_to_its_description(
    client: httpx.AsyncClient,
) -> None:
    described = await client.get("/sparql", headers={"accept": "text/turtle"})
    store = ox.Store()
    store.load(described.content, ox.RdfFormat.TURTLE)
    prologue = "".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in {**PREFIXES, "sd": SD}.items())
    found = store.query(
        prologue + "SELECT ?f ?label ?comment ?example { ?s a sd:Service ; sd:extensionFunction ?f ."
        " ?f a sd:Function ; rdfs:label ?label ; rdfs:comment ?comment ; skos:example ?example"
        " FILTER(lang(?label) = lang(?comment)) }"
    )
    assert isinstance(found, ox.QuerySolutions)
    rows = list(found)
    assert {row["f"].value for row in rows} == {f"{CPF}matches"}
    assert {row["label"].language for row in rows} == {"zh", "en"}
    example = prologue + rows[0]["example"].value
    assert (await client.get("/sparql", params={"query": example})).status_code == 200
    path = str(CPF).removeprefix(DEFAULT_BASE[:-1]).rstrip("#")
    for accept in ("text/turtle", "application/ld+json", "text/html"):
        answer = await client.get(path, headers={"accept": accept})
        assert answer.status_code == 200
        assert "matches" in answer.text
    assert 'id="matches"' in answer.text
    assert f'href="{path}"' in (await client.get("/ontology", headers=PAGE)).text


def test_queries_on_the_command_line_can_search(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    query = "SELECT ?t {{ ?m a cp:Measure ; cp:text ?t FILTER(cpf:matches(?m, '{}')) }}"
    command = ["query", "--store", str(store), "--format", "csv", "-e"]
    assert cli.run([*command, query.format("數據站點")]) == 0
    assert capfd.readouterr().out == "t\r\n到2025年底，建成100个数据站点。\r\n"
    assert cli.run([*command, query.format("数")]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n"), "two characters" in err) == ("", 1, True)
