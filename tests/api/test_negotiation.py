from __future__ import annotations

import pytest

from api.languages import choose
from api.negotiation import HTML, preferences, ranked
from graph.formats import GRAPH, RESULTS
from tests.patience import no_hang

EVERYTHING = (*RESULTS, *GRAPH, HTML)
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ([], "json"),
        ([""], "json"),
        (["*/*"], "json"),
        (["text/csv"], "csv"),
        (["TEXT/CSV"], "csv"),
        (["text/csv;charset=utf-8"], "csv"),
        (["application/sparql-results+xml"], "xml"),
        (["application/json"], "json"),
        (["text/xml"], "xml"),
        (["text/*"], "csv"),
        (["application/*"], "json"),
        (["text/csv;q=0.5, text/tab-separated-values"], "tsv"),
        (["text/csv;q=0.5, text/tab-separated-values;q=0.4"], "csv"),
        (["text/csv, */*"], "csv"),
        (["*/*, text/csv"], "csv"),
        (["text/csv;q=0.9, */*;q=0.1"], "csv"),
        (["application/sparql-results+json;q=0, */*"], "xml"),
        (["application/sparql-results+json;q=0, application/json, text/csv;q=0.1"], "jsonld"),
        (["text/csv;q=nonsense, text/tab-separated-values;q=0.1"], "tsv"),
        (["application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded, x\""], "jsonld"),
        (["text/turtle"], "turtle"),
        (["application/x-turtle"], "turtle"),
        (["application/n-quads", "application/trig;q=0.9"], "nquads"),
        (["application/rdf+xml"], "rdfxml"),
        (["application/xml"], "xml"),
        ([CHROME], "html"),
        (["application/xhtml+xml"], "html"),
    ],
)  # fmt: skip
def test_the_best_offer_is_the_one_asked_for(accept: list[str], best: str) -> None:
    assert ranked(accept, EVERYTHING)[0].name == best


@pytest.mark.parametrize("accept", ["image/png", "application/pdf;q=1", "*/*;q=0", "text/turtle;q=0"])
def test_nothing_is_offered_where_nothing_is_accepted(accept: str) -> None:
    assert ranked([accept], EVERYTHING) == []


def test_a_graph_format_is_kept_behind_the_table_formats() -> None:
    found = ranked(["text/turtle;q=0.3, text/csv"], EVERYTHING)
    assert [one.name for one in found] == ["csv", "turtle"]


def test_unreadable_elements_do_not_hide_the_others() -> None:
    assert preferences("text/csv;q=2, ;, text/turtle; Q=0.25 ,") == [("text/turtle", 0.25)]


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ("", [], "zh"),
        ("", ["zh-CN,zh;q=0.9,en;q=0.8"], "zh"),
        ("", ["en-US,en;q=0.9"], "en"),
        ("", ["en-US,en;q=0.9,zh-CN;q=0.8"], "en"),
        ("", ["en, zh"], "zh"),
        ("", ["fr"], "zh"),
        ("", ["*"], "zh"),
        ("en", ["zh-CN"], "en"),
        ("zh", ["en"], "zh"),
        ("tlh", ["en"], "en"),
    ],
)
def test_chinese_unless_english_is_wished_more(asked: str, header: list[str], language: str) -> None:
    assert choose(asked, header) == language


@pytest.mark.parametrize("piece", ['"', '"\\', 'a;q="', ";q=", "a,", "; ", "\\"])
def test_no_header_takes_long(piece: str) -> None:
    with no_hang():
        preferences(piece * 100_000)
