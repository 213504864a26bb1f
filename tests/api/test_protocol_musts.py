"""Every MUST, MUST NOT and SHOULD of section 2 of the SPARQL 1.1 Protocol, as far as a read-only service meets it.

A row names the clause and its requirement. Where the requirement is on clients, the row tests that the service
takes what a client must send, and refuses what it must not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

import httpx
import pyoxigraph as ox
import pytest

from ontology.terms import DEFAULT_BASE

pytestmark = pytest.mark.anyio

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
REGISTRY, LINKS = f"{DEFAULT_BASE}graph/registry", f"{DEFAULT_BASE}graph/links"
NOTATION = "<http://www.w3.org/2004/02/skos/core#notation>"
SELECT = f"SELECT ?o {{ ?s {NOTATION} ?o }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?s {NOTATION} ?o }}"
INSERT = "INSERT DATA { <urn:s> <urn:p> <urn:o> }"
#: What the default graph and the named graphs are, in one answer.
SEEN = "SELECT DISTINCT ?g { { ?s ?p ?o BIND(<urn:default> AS ?g) } UNION { GRAPH ?g { ?s ?p ?o } } }"
#: Whether the region, a resource of the registry only, is in the default graph.
KNOWS = f"ASK {{ ?s {NOTATION} ?o }}"

Check = Callable[[httpx.Response], bool]


def yes(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.json()["boolean"] is True


def no(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.json()["boolean"] is False


def status(*codes: int) -> Check:
    return lambda answer: (
        answer.status_code in codes
        and (answer.status_code < 400 or answer.headers["content-type"] == "application/problem+json")
    )


def graphs(*iris: str) -> Check:
    return lambda answer: {row["g"]["value"] for row in answer.json()["results"]["bindings"]} == set(iris)


def media(exact: str, read: Callable[[bytes], object]) -> Check:
    return lambda answer: (
        answer.status_code == 200
        and answer.headers["content-type"] == exact
        and read(answer.content) is not None
    )


def table(form: ox.QueryResultsFormat) -> Callable[[bytes], object]:
    return lambda body: ox.parse_query_results(body, form)


def graph(form: ox.RdfFormat) -> Callable[[bytes], object]:
    return lambda body: list(ox.parse(body, form))


@dataclass(frozen=True)
class Must:
    clause: str
    level: str
    says: str
    method: str
    check: Check
    target: str = ""
    body: str | bytes | None = None
    type: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


def get(clause: str, level: str, says: str, target: str, check: Check, **headers: str) -> Must:
    return Must(clause, level, says, "GET", check, target, headers=headers)


def post(
    clause: str,
    level: str,
    says: str,
    body: str | bytes,
    type_: str | None,
    check: Check,
    target: str = "",
    **headers: str,
) -> Must:
    return Must(clause, level, says, "POST", check, target, body, type_, headers)


Q = "query=" + quote(KNOWS)
DEFAULT = "default-graph-uri="
NAMED = "named-graph-uri="
R, L = quote(REGISTRY, safe=""), quote(LINKS, safe="")

MUSTS = [
    # 2.1 query operation
    get("2.1", "MUST", "query is invoked with GET", Q, yes),
    post("2.1", "MUST", "query is invoked with POST", Q, FORM, yes),
    *(Must("2.1", "MUST", "or with no other method", m, status(405), Q) for m in ("PUT", "DELETE", "PATCH", "TRACE")),
    get("2.1", "MUST", "exactly one query string: not two", f"{Q}&{Q}", status(400)),
    post("2.1", "MUST", "exactly one query string: not two in a form", f"{Q}&{Q}", FORM, status(400)),
    post("2.1", "MUST", "exactly one query string: not one in the form and one in the address", Q, FORM, status(400), Q),
    post("2.1", "MUST", "exactly one query string: not one in the body and one in the address", KNOWS, DIRECT, status(400), Q),
    post("2.1", "MUST", "exactly one query string: not none in a form", "default-graph-uri=", FORM, status(400)),
    post("2.1", "MUST", "exactly one query string: not an empty body", "", DIRECT, status(400)),
    get("2.1", "MUST", "exactly one query string: an empty one is none of the language", "query=", status(400)),
    # 2.1.1 query via GET
    get("2.1.1", "MUST", "parameters are percent-encoded", f"query={quote('ASK { FILTER(STR(<urn:济南>) = ')}{quote(chr(34))}urn:%E6%B5%8E%E5%8D%97%22)%20%7D", yes),
    get("2.1.1", "MUST", "a plus is a space", "query=ASK+%7B+FILTER(1%3D1)+%7D", yes),
    get("2.1.1", "MUST", "and %2B is a plus", "query=ASK+%7B+FILTER(1%2B1%3D2)+%7D", yes),
    get("2.1.1", "MUST", "decoded once: %25E6 is %E6", f"query={quote_plus('ASK { FILTER(STRLEN(STR(<urn:%E6%B5%8E>)) = 13) }')}", yes),
    get("2.1.1", "MUST", "parameters are separated by &", f"{DEFAULT}{L}&{Q}", no),
    get("2.1.1", "MUST", "and by nothing else: ; is a character of the query", "query=ASK%7BFILTER(';'%3D'%3B');?s%20?p%20?o%7D", status(400)),
    get("2.1.1", "MAY", "in any order", f"{Q}&{DEFAULT}{L}", no),
    Must("2.1.1", "MUST NOT", "a GET has a body: one that has is answered by its address", "GET", yes, Q, "query=nonsense", FORM),
    # 2.1.2 query via POST with URL-encoded parameters
    post("2.1.2", "MUST", "parameters are percent-encoded in the body", f"query={quote_plus('ASK { FILTER(STRLEN(STR(<urn:%E6%B5%8E>)) + 1 = 14) }')}", FORM, yes),
    post("2.1.2", "MUST", "separated by &", f"{DEFAULT}{L}&{Q}", FORM, no),
    post("2.1.2", "MAY", "in any order", f"{Q}&{DEFAULT}{L}", FORM, no),
    post("2.1.2", "MUST", "the content type is that of a form", Q, None, status(415)),
    post("2.1.2", "MUST", "and no other", Q, "text/plain", status(415)),
    post("2.1.2", "MUST", "not that of forms with files", "--x--", "multipart/form-data; boundary=x", status(415)),
    post("2.1.2", "MUST", "with its parameters", Q, f"{FORM};charset=UTF-8", yes),
    # 2.1.3 query via POST directly
    post("2.1.3", "MUST", "the query is the body, unencoded", 'ASK { FILTER("%20+&济" = "%20+\\u0026济") }', DIRECT, yes),
    post("2.1.3", "MUST", "and nothing else: an encoded one is no query", Q, DIRECT, status(400)),
    post("2.1.3", "MUST", "the content type is application/sparql-query", KNOWS, None, status(415)),
    post("2.1.3", "MUST", "and no other", KNOWS, "text/plain", status(415)),
    post("2.1.3", "MUST", "in any case, and with its parameters", KNOWS, 'Application/SPARQL-Query ; version=1.1 ; charset="utf-8"', yes),
    post("2.1.3", "MAY", "the dataset is in the address", KNOWS, DIRECT, no, f"{DEFAULT}{L}"),
    post("2.1.3", "MUST", "UTF-8 is the only charset", KNOWS.encode("utf-16"), f"{DIRECT}; charset=UTF-16", status(415)),
    post("2.1.3", "MUST", "also where another one is not told", KNOWS.encode("utf-16"), DIRECT, status(400)),
    post("2.1.3", "MUST", "nor is half of UTF-8", b"ASK { ?s ?p '\xe6\xb5' }", DIRECT, status(400)),
    # 2.1.4 specifying an RDF dataset
    get("2.1.4", "MAY", "no dataset: that of the service, the union of all graphs and each of them", f"query={quote(SEEN)}", graphs("urn:default", f"{DEFAULT_BASE}graph/document/shu-zi-shi-li-0f0f0f0f", LINKS, REGISTRY)),
    get("2.1.4", "MAY", "by the query: FROM", f"query={quote(KNOWS.replace('ASK', f'ASK FROM <{LINKS}>'))}", no),
    get("2.1.4", "MAY", "by the query: FROM NAMED", f"query={quote(SEEN.replace('{ {', f'FROM NAMED <{LINKS}> {{ {{', 1))}", graphs(LINKS)),
    get("2.1.4", "MAY", "by the request: a default graph", f"query={quote(SEEN)}&{DEFAULT}{L}", graphs("urn:default")),
    get("2.1.4", "MAY", "by the request: two default graphs are merged", f"query={quote(SEEN)}&{DEFAULT}{L}&{DEFAULT}{R}", graphs("urn:default")),
    get("2.1.4", "MAY", "by the request: named graphs only", f"query={quote(SEEN)}&{NAMED}{L}&{NAMED}{R}", graphs(LINKS, REGISTRY)),
    get("2.1.4", "MAY", "by the request: both", f"query={quote(SEEN)}&{DEFAULT}{L}&{NAMED}{R}", graphs("urn:default", REGISTRY)),
    get("2.1.4", "MUST", "the dataset of the request goes before FROM", f"query={quote(KNOWS.replace('ASK', f'ASK FROM <{REGISTRY}>'))}&{DEFAULT}{L}", no),
    post("2.1.4", "MUST", "in a form too", f"query={quote(KNOWS.replace('ASK', f'ASK FROM <{LINKS}>'))}&{DEFAULT}{R}", FORM, yes),
    post("2.1.4", "MUST", "and in a direct request", KNOWS.replace("ASK", f"ASK FROM <{LINKS}>"), DIRECT, yes, f"{DEFAULT}{R}"),
    get("2.1.4", "MUST", "as a whole: FROM NAMED adds nothing to it", f"query={quote(SEEN.replace('{ {', f'FROM NAMED <{LINKS}> {{ {{', 1))}&{DEFAULT}{L}", graphs("urn:default")),
    get("2.1.4", "MUST", "as a whole: FROM adds nothing to it", f"query={quote(SEEN.replace('{ {', f'FROM <{LINKS}> {{ {{', 1))}&{NAMED}{L}", graphs(LINKS)),
    get("2.1.4", "MAY", "a graph that is not there is an empty one", f"{Q}&{DEFAULT}urn:nothing", no),
    get("2.1.4", "MUST", "a graph is named by an IRI", f"{Q}&{DEFAULT}relative", status(400)),
    get("2.1.4", "MUST", "that is valid", f"{Q}&{NAMED}http://example.org/a%20b", status(400)),
    # 2.1.5 and 2.1.6 responses
    *(
        get("2.1.6", "MUST", f"the content type is that of the body: {accept}", f"query={quote(SELECT)}", media(exact, table(form)), accept=accept)
        for accept, exact, form in (
            ("application/sparql-results+json", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
            ("application/sparql-results+xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
            ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", ox.QueryResultsFormat.TSV),
        )
    ),
    get("2.1.6", "MUST", "the content type is that of the body: text/csv", f"query={quote(SELECT)}", media("text/csv; charset=utf-8", lambda body: body == b"o\r\n370100\r\n" or None), accept="text/csv"),
    *(
        get("2.1.6", "MUST", f"ASK is a result too: {accept}", Q, media(exact, table(form)), accept=accept)
        for accept, exact, form in (
            ("application/sparql-results+json", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
            ("application/sparql-results+xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
        )
    ),
    *(
        get("2.1.6", "MUST", f"{query[:8].strip()} is a graph: {accept}", f"query={quote(query)}", media(exact, graph(form)), accept=accept)
        for query in (CONSTRUCT, f"DESCRIBE <{DEFAULT_BASE}id/region/370100>")
        for accept, exact, form in (
            ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
            ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
            ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
            ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        )
    ),
    get("2.1.6", "SHOULD", "a success is a 2XX", Q, status(200)),
    # 2.1.7 failures
    get("2.1.7", "MUST", "what is no query is a 400", "query=ASK%20%7B", status(400)),
    post("2.1.7", "MUST", "in a form too", "query=ASK%20%7B", FORM, status(400)),
    post("2.1.7", "MUST", "and in a direct request", "ASK {", DIRECT, status(400)),
    get("2.1.7", "MAY", "other failures as HTTP has them: no format that would do", Q, status(406), accept="image/png"),
    # 2.2 update operation: refused by a service that is read only, in all its forms
    Must("2.2", "MUST", "update is invoked by POST: not by GET", "GET", status(403), "update=" + quote(INSERT)),
    post("2.2.1", "MAY", "a form with an update", "update=" + quote(INSERT), FORM, status(403)),
    post("2.2.1", "MUST", "exactly one: not two", f"update={quote(INSERT)}&update={quote(INSERT)}", FORM, status(403)),
    post("2.2.1", "MUST", "the content type is that of a form", "update=" + quote(INSERT), None, status(415)),
    post("2.2.1", "MUST", "a query and an update are two operations", f"{Q}&update={quote(INSERT)}", FORM, status(403)),
    post("2.2.2", "MAY", "an update by itself", INSERT, UPDATE, status(403)),
    post("2.2.2", "MUST", "the content type is application/sparql-update", INSERT, "text/plain", status(415)),
    post("2.2.2", "MAY", "with its parameters", INSERT, f"{UPDATE}; charset=UTF-16", status(403)),
    post("2.2.3", "MUST", "with a dataset of its own", INSERT, UPDATE, status(403), f"using-graph-uri={R}"),
    post("2.2", "MUST", "an update is no query", INSERT, DIRECT, status(400)),
    # 2.3 determining the base IRI
    post("2.3", "MUST", "the service has a base IRI, that of its data", f"ASK {{ <id/region/370100> {NOTATION} ?o }}", DIRECT, yes),
    post("2.3", "MUST", "for FROM too", KNOWS.replace("ASK", "ASK FROM <graph/registry>"), DIRECT, yes),
    post("2.3", "MUST", "BASE goes before it", f"BASE <{DEFAULT_BASE}id/region/> ASK {{ <370100> {NOTATION} ?o }}", DIRECT, yes),
]  # fmt: skip


@pytest.mark.parametrize(
    "must", MUSTS, ids=lambda must: f"{must.clause} {must.level} {must.method} {must.says}"
)
async def test_the_protocol_is_kept(client: httpx.AsyncClient, must: Must) -> None:
    headers = dict(must.headers)
    if must.type is not None:
        headers["content-type"] = must.type
    url = "/sparql" + (f"?{must.target}" if must.target else "")
    content: Any = must.body.encode() if isinstance(must.body, str) else must.body
    answer = await client.request(must.method, url, content=content, headers=headers)
    assert must.check(answer), (answer.status_code, answer.headers.get("content-type"), answer.text[:500])


def test_no_case_was_lost() -> None:
    assert len(MUSTS) == 84
    assert {must.clause for must in MUSTS} == {
        *(
            "2.1",
            "2.1.1",
            "2.1.2",
            "2.1.3",
            "2.1.4",
            "2.1.6",
            "2.1.7",
            "2.2",
            "2.2.1",
            "2.2.2",
            "2.2.3",
            "2.3",
        )
    }
