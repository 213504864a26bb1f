"""The text search as a function of SPARQL."""

from __future__ import annotations

import io

import pytest

from graph.formats import GRAPH, RESULTS
from graph.local import LocalStore
from graph.store import NoSearch, QuerySyntaxError, StoreError, WordsTooLong, WordsTooShort
from ontology.terms import CP, CPF, DEFAULT_BASE, PREFIXES

PROLOGUE = f"PREFIX cp: <{CP}>\nPREFIX cpf: <{CPF}>\nPREFIX rdfs: <{PREFIXES['rdfs']}>\n"
BARE = f"PREFIX cp: <{CP}>\n"

#: The same call in all the ways in which SPARQL lets the function's IRI be written.
CALLS = [
    PROLOGUE + "SELECT ?m { ?m a cp:Measure FILTER(cpf:matches(?m, '智慧社區')) }",
    PROLOGUE + "SELECT ?m { ?m a cp:Measure FILTER cpf:matches(?m, '智慧社区'@zh) }",
    PROLOGUE + "SELECT ?m { ?m a cp:Measure . BIND('智慧社区' AS ?w) FILTER(cpf:matches(?m, ?w)) }",
    BARE + f"SELECT ?m {{ ?m a cp:Measure FILTER(<{CPF}matches>(?m, '智慧社区')) }}",
    BARE
    + f"BASE <{DEFAULT_BASE}> SELECT ?m {{ ?m a cp:Measure FILTER(<function#matches>(?m, '智慧社区')) }}",
    BARE + "BASE <https://w3id.org/> PREFIX x: <crossplan/function#>"
    " SELECT ?m { ?m a cp:Measure FILTER(x:matches(?m, '智慧社区')) }",
    BARE
    + f"PREFIX f: <{CPF}matches> SELECT ?m {{ ?m a cp:Measure FILTER(EXISTS {{ FILTER(f:(?m, '智慧社区')) }}) }}",
    BARE + f"PREFIX : <{CPF}m> SELECT ?m {{ ?m a cp:Measure FILTER(:atches(?m, '智慧社区') || false) }}",
    BARE + f"SELECT ?m {{ ?m a cp:Measure FILTER(<{CPF}m\\u0061tches>(?m, '智慧社区')) }}",
    PROLOGUE
    + "SELECT ?m { ?m a cp:Measure ; ?p ?text FILTER(isLiteral(?text) && cpf:matches(?text, '智慧社区')) }",
]


def measures(store: LocalStore, query: str) -> set[str]:
    return {row[0].value for row in store.select(query).rows}  # type: ignore[union-attr]


@pytest.mark.parametrize("query", CALLS)
def test_it_is_true_of_what_a_search_finds(corpus_store: LocalStore, query: str) -> None:
    found = {iri for iri in corpus_store.search.matching("智慧社区") if iri.rsplit("/", 2)[1] == "measure"}
    assert found
    assert measures(corpus_store, query) == found


def test_all_forms_of_answers_can_use_it(corpus_store: LocalStore) -> None:
    where = "?m a cp:Measure ; rdfs:label ?l FILTER(cpf:matches(?m, '智慧社区'))"
    assert corpus_store.select(f"{PROLOGUE} ASK {{ {where} }}").rows[0][0].value == "true"  # type: ignore[union-attr]
    assert (
        len(corpus_store.construct(f"{PROLOGUE} CONSTRUCT {{ ?m rdfs:label ?l }} WHERE {{ {where} }}")) == 2
    )
    count = corpus_store.select(
        f"{PROLOGUE} SELECT (COUNT(?m) AS ?n) {{ ?m a cp:Measure FILTER(cpf:matches(?m, '数据') && cpf:matches(?m, '济南')) }}"
    )
    both = {iri for iri in corpus_store.search.matching("数据 济南") if iri.rsplit("/", 2)[1] == "measure"}
    assert int(count.rows[0][0].value) == len(both)  # type: ignore[union-attr]
    out = io.BytesIO()
    corpus_store.write(f"{PROLOGUE} SELECT ?l {{ {where} }} ORDER BY ?l", out, [RESULTS[2]])
    assert out.getvalue().decode() == "l\r\n加快城市全域数字化转型\r\n加快建设数字乡村\r\n"


def test_clauses_and_targets_are_found_by_themselves(corpus_store: LocalStore) -> None:
    query = PROLOGUE + "SELECT DISTINCT ?c { ?x a ?c FILTER(cpf:matches(?x, '智慧社区')) }"
    assert measures(corpus_store, query) >= {CP.Clause, CP.Target, CP.Measure, CP.Section, CP.Project}


def test_of_nothing_else_it_is_true(corpus_store: LocalStore) -> None:
    values = "(<http://e/none>) ('数字乡村') (5)"
    query = f"{PROLOGUE} SELECT (cpf:matches(?x, '智慧社区') AS ?m) {{ VALUES (?x) {{ {values} }} }}"
    assert {row[0].value for row in corpus_store.select(query).rows} == {"false"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        ("cpf:matches(?m, '社')", WordsTooShort, "two characters"),
        ("cpf:matches(?m, '')", WordsTooShort, "two characters"),
        (f"cpf:matches(?m, '{'数' * 1001}')", WordsTooLong, "1000 characters"),
        ("cpf:matches(?m)", QuerySyntaxError, "two arguments"),
        ("cpf:matches()", QuerySyntaxError, "two arguments"),
        ("cpf:matches(?m, '数据', '济南')", QuerySyntaxError, "two arguments"),
        ("cpf:matches(?m, cp:Measure)", QuerySyntaxError, "a literal"),
        ("cpf:matches('一段文字', '社')", WordsTooShort, "two characters"),
        ("cpf:contains(?m, '数据')", QuerySyntaxError, "no function"),
    ],
)
def test_what_cannot_be_searched_is_an_error_and_no_empty_answer(
    corpus_store: LocalStore, call: str, error: type[StoreError], says: str
) -> None:
    filtered = f"{PROLOGUE} SELECT ?m {{ ?m a cp:Measure FILTER({call}) }}"
    bound = f"{PROLOGUE} SELECT ?m ({call} AS ?x) {{ ?m a cp:Measure }}"
    for query in (filtered, bound):
        with pytest.raises(error, match=says):
            corpus_store.select(query)
        out = io.BytesIO()
        with pytest.raises(error, match=says):
            corpus_store.write(query, out, RESULTS)
    for query in (f"{PROLOGUE} ASK {{ ?m a cp:Measure FILTER({call}) }}",):
        with pytest.raises(error, match=says):
            corpus_store.select(query)
        with pytest.raises(error, match=says):
            corpus_store.write(query, io.BytesIO(), RESULTS)
    graph = f"{PROLOGUE} CONSTRUCT {{ ?m a cp:Measure }} WHERE {{ ?m a cp:Measure FILTER({call}) }}"
    with pytest.raises(error, match=says):
        corpus_store.construct(graph)
    with pytest.raises(error, match=says):
        corpus_store.write(graph, io.BytesIO(), GRAPH)


def test_nothing_is_written_of_an_answer_that_cannot_be_had(corpus_store: LocalStore) -> None:
    out = io.BytesIO()
    with pytest.raises(WordsTooShort):
        corpus_store.write(
            f"{PROLOGUE} SELECT ?s ?p (cpf:matches(?s, '社') AS ?x) {{ ?s ?p ?o }}", out, RESULTS
        )
    assert out.getvalue() == b""


def test_a_store_without_an_index_says_so() -> None:
    store = LocalStore()
    store.put("http://e/g", f'<http://e/a> <{PREFIXES["rdfs"]}label> "省统计局" .'.encode())
    with pytest.raises(NoSearch, match="has no text search"):
        store.select(PROLOGUE + "SELECT ?s { ?s ?p ?o FILTER(cpf:matches(?s, '统计')) }")
    texts = PROLOGUE + "SELECT ?s { ?s ?p ?o FILTER(cpf:matches(?o, '統計')) }"
    assert measures(store, texts) == {"http://e/a"}  # a text needs no index
