"""The ontology as people read it: every term with all that its file says of it."""

from __future__ import annotations

import html
import re

import httpx
import pytest

from api.vocabulary import Term, ontology
from ontology.terms import CP, PREFIXES, curie

pytestmark = pytest.mark.anyio

TERMS = [term for term in ontology().terms.values() if term.iri in CP]
OWL = PREFIXES["owl"]


async def sections(client: httpx.AsyncClient, language: str) -> dict[str, str]:
    """The entry of each term on the page, by its anchor."""
    answer = await client.get("/ontology", headers={"accept": "text/html", "accept-language": language})
    found = re.findall(r'<section class="term" id="([^"]*)">(.*?)</section>', answer.text, re.DOTALL)
    return {anchor: html.unescape(body) for anchor, body in found}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_term_has_labels_definitions_and_an_example(
    client: httpx.AsyncClient, language: str
) -> None:
    entries = await sections(client, language)
    assert len(entries) == len(TERMS) > 150
    for term in TERMS:
        entry = entries[term.iri.removeprefix(PREFIXES["cp"])]
        assert f'<code class="copy">{curie(term.iri)}</code>' in entry, term.iri
        for tongue, tag in (("zh", "zh-Hans"), ("en", "en")):
            assert term.labels[tongue] in entry, term.iri  # type: ignore[index]
            assert f'<p lang="{tag}">{term.explains[tongue]}</p>' in entry, term.iri  # type: ignore[index]
        assert term.examples, term.iri
        assert all(example in entry for example, _ in term.examples), term.iri


async def test_the_index_leads_to_every_term(client: httpx.AsyncClient) -> None:
    page = (await client.get("/ontology", headers={"accept": "text/html", "accept-language": "zh"})).text
    index = page[page.index('<nav aria-label="术语索引"') : page.index('<section class="term"')]
    for term in TERMS:
        assert f'<a href="#{term.iri.removeprefix(PREFIXES["cp"])}">{term.labels["zh"]}</a>' in index, (
            term.iri
        )


def told(term: Term) -> str:
    return next(kind.removeprefix(OWL) for kind in term.kinds if kind.startswith(OWL))


async def test_every_property_says_what_it_is_used_on_and_what_its_values_are(
    client: httpx.AsyncClient,
) -> None:
    entries = await sections(client, "en")
    unsaid = {
        term.name
        for term in TERMS
        if told(term).endswith("Property") and not re.search(r"<dt>(domain|used on)</dt>", entries[term.name])
    }
    assert unsaid == set()
    without = {
        term.name
        for term in TERMS
        if told(term).endswith("Property") and not re.search(r"<dt>(range|value)</dt>", entries[term.name])
    }
    assert without == set()


async def test_individuals_name_their_class_and_classes_their_individuals(client: httpx.AsyncClient) -> None:
    entries = await sections(client, "en")
    assert re.search(r'<dt>type</dt><dd><a href="/ontology#Role">role</a>', entries["Lead"])
    assert re.search(r'<dt>individuals</dt><dd><a href="/ontology#Lead">lead</a>', entries["Role"])
    assert 'href="/ontology#leadAgency"' in entries["WorkItem"]
    assert 'href="/ontology#Measure"' in entries["WorkItem"]
