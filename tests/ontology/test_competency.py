"""What the ontology is for: every stored question can be asked with its terms, and no term is there for nothing."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from graph.ask import questions
from ontology.check import competency_problems, terms_of
from ontology.terms import CP

ROOT = Path(__file__).parents[2]

#: Terms that no question, rule or page names, and what they are there for all the same.
NOT_NAMED = {
    # classes that tell what the values of a property are; questions and rules name the values
    "Basis": "the values of cp:basis",
    "Binding": "the values of cp:binding",
    "Comparator": "the values of cp:comparator",
    "Completion": "the values of cp:completion",
    "Fidelity": "the values of cp:fidelity",
    "Recurrence": "the values of cp:recurrence",
    "Role": "the values of cp:role",
    "ScheduleKind": "the values of cp:scheduleKind",
    "Stage": "the values of cp:stage",
    "WorkItem": "what measures and clauses share: the domain of their properties",
    # the other direction of a property, which the page of a resource shows among what follows by the ontology
    "continuedBy": "of cp:continues",
    "implementedBy": "of cp:implements",
    "succeededBy": "of cp:succeeds",
    # shown on the page of what they are said of
    "GoldReading": "the documents that the published recall was measured on",
    "Zone": "what a region without a code is; to be chosen as a type in reconciliation",
    "measuredOn": "which documents a published figure was measured on",
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8"))


def queries() -> dict[str, str]:
    """The stored questions and the tables of an export, as SPARQL."""
    tables = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "graph/tables").glob("*.rq")}
    return tables | {name: question.text for name, question in questions().items()}


def of_questions() -> set[str]:
    return {term for query in queries().values() for term in terms_of(query)}


def of_rules() -> set[str]:
    """The terms that shapes are about: those of their triples and of their queries, not of their messages."""
    terms: set[str] = set()
    for path in (ROOT / "shapes").glob("*.ttl"):
        for _, predicate, value in Graph().parse(path):
            if isinstance(value, URIRef):
                terms.add(str(value))
            elif isinstance(value, Literal) and predicate in (SH.select, SH.ask):
                terms |= terms_of(str(value))
    return {term for term in terms if term.startswith(str(CP))}


def of_pages() -> set[str]:
    """The terms that pages and services pick out by name."""
    files_of_pages = [*(ROOT / "api").rglob("*.py"), *(ROOT / "api").rglob("*.html")]
    named = re.compile(r"\b(?:CP\.|cp:)([A-Za-z]\w*)")
    return {
        f"{CP}{name}" for path in files_of_pages for name in named.findall(path.read_text(encoding="utf-8"))
    }


def test_every_stored_question_uses_declared_terms(ontology: Graph) -> None:
    assert len(questions()) >= 27
    assert competency_problems(ontology, queries()) == []


def test_every_rule_is_about_declared_terms(ontology: Graph) -> None:
    assert {term for term in of_rules() if (URIRef(term), RDF.type, None) not in ontology} <= {str(CP)}


def test_every_term_is_named_by_a_question_a_rule_or_a_page_or_says_what_it_is_for(ontology: Graph) -> None:
    declared = {str(term) for term in ontology.subjects(RDF.type) if str(term).startswith(str(CP))}
    not_named = declared - of_questions() - of_rules() - of_pages()
    assert {term.removeprefix(str(CP)) for term in not_named} == set(NOT_NAMED)
