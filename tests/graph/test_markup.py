"""Whatever is written as XML can be read as XML, and says the same; what cannot is an error."""

from __future__ import annotations

import io
import random
import unicodedata
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from lxml import etree

from graph.formats import GRAPH, RESULTS, Format, find
from graph.local import LocalStore
from graph.markup import Markup, rdf_xml
from graph.store import Unwritable

XML, RDF_XML = find("xml", RESULTS), find("rdfxml", GRAPH)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

NO_XML = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x0e", "\x1f", "\ufffe", "\uffff", "a\x1bb"]
XML_TOO = [
    "",
    "\t",
    "\n",
    "\r",
    "a\r\nb",
    " a ",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufdd0",
    "\U0010ffff",
    "<&>\"']]>",
    "济南",
]


def literal(text: str) -> str:
    return '"' + "".join(f"\\U{ord(one):08X}" for one in text) + '"'


def written(query: str, form: Format) -> bytes:
    out = io.BytesIO()
    LocalStore().ask(query, [form]).write(out, 1000)
    return out.getvalue()


def table(text: str) -> bytes:
    return written(f"SELECT ?x {{ BIND({literal(text)} AS ?x) }}", XML)


def graph(text: str) -> bytes:
    return written(
        f"CONSTRUCT {{ <urn:s> <urn:p#p> ?x }} WHERE {{ BIND(STRLANG({literal(text)}, 'zh') AS ?x) }}",
        RDF_XML,
    )


@pytest.mark.parametrize("text", NO_XML)
def test_characters_that_xml_has_no_place_for_are_an_error(text: str) -> None:
    for write in (table, graph):
        with pytest.raises(Unwritable):
            write(text)


@pytest.mark.parametrize("text", XML_TOO)
def test_every_other_character_comes_back_as_it_was(text: str) -> None:
    [found] = ox.parse_query_results(table(text), ox.QueryResultsFormat.XML)  # type: ignore[misc]
    assert found["x"].value == text
    assert etree.fromstring(table(text)).findtext(".//{*}literal", "") == text
    [triple] = ox.parse(graph(text), ox.RdfFormat.RDF_XML)
    assert triple.object.value == text  # type: ignore[union-attr]


def test_what_is_written_is_always_read_by_another_parser() -> None:
    chance, refused = random.Random(5), 0
    for _ in range(500):
        text = "".join(
            chr(chance.choice((chance.randrange(0x100), chance.randrange(0xD800)))) for _ in range(5)
        )
        for write in (table, graph):
            try:
                made = write(text)
            except Unwritable:
                refused += 1
                assert any(unicodedata.category(one) == "Cc" for one in text)
            else:
                ElementTree.fromstring(made)
    assert 100 < refused < 900


@pytest.mark.parametrize(
    "name",
    ["urn:1/2", "http://example.org/123", "http://example.org/a/", *(f"{RDF}{n}" for n in ("li", "about"))],
)
def test_properties_that_rdf_xml_cannot_name_are_an_error(name: str) -> None:
    with pytest.raises(Unwritable):
        written(f"CONSTRUCT {{ <urn:s> <{name}> 1 }} WHERE {{}}", RDF_XML)
    with pytest.raises(Unwritable):
        rdf_xml([ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode(name), ox.Literal(1))], {})


@pytest.mark.parametrize(
    "name", ["http://example.org/?a=1&b", "urn:p", f"{RDF}_1", f"{RDF}type", "http://例.org/#目标"]
)
def test_other_properties_come_back_as_they_were(name: str) -> None:
    made = written(f"CONSTRUCT {{ <urn:s> <{name}> <urn:o> }} WHERE {{}}", RDF_XML)
    [triple] = ox.parse(made, ox.RdfFormat.RDF_XML)
    assert triple.predicate.value == name
    ElementTree.fromstring(made)


def test_a_document_in_parts_is_checked_across_them() -> None:
    out = io.BytesIO()
    markup = Markup(out)
    for byte in "<a>济\r</a>".encode():
        markup.write(bytes((byte,)))
    markup.end()
    assert etree.fromstring(out.getvalue()).text == "济\r"
    markup = Markup(io.BytesIO())
    markup.write(b"<a>\xef\xbf")
    with pytest.raises(Unwritable):
        markup.write(b"\xbf</a>")


def test_a_document_without_its_end_is_none() -> None:
    markup = Markup(io.BytesIO())
    markup.write(b"<a>")
    with pytest.raises(Unwritable):
        markup.end()
