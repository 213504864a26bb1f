"""The closure: what the ontology makes of each stated triple, no more and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import pyoxigraph as ox
import pytest

from graph.closure import Rules, entailed
from ontology.terms import PREFIXES

EX = "https://example.org/"
PREFIX_LINES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + f"PREFIX : <{EX}>\n"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.of_ontology()


def quads(trig: str) -> list[ox.Quad]:
    return list(ox.parse(input=PREFIX_LINES + trig, format=ox.RdfFormat.TRIG))


def triples(turtle: str) -> set[ox.Triple]:
    return {q.triple for q in quads(turtle)}


def closure(stated: Iterable[ox.Quad], rules: Rules) -> set[ox.Triple]:
    return set(entailed(stated, rules))


CASES = {
    "a lead is accountable": (":m cp:leadAgency :a .", ":m cp:accountableAgency :a ."),
    "so is who cooperates": (":m cp:cooperatingAgency :a .", ":m cp:accountableAgency :a ."),
    "so is who is responsible": (":m cp:responsibleAgency :a .", ":m cp:accountableAgency :a ."),
    "who inherits is not": (":m cp:inheritedAgency :a .", ""),
    "implements, turned round": (":p cp:implements :q .", ":q cp:implementedBy :p ."),
    "and back": (":q cp:implementedBy :p .", ":p cp:implements :q ."),
    "succeeds": (":p cp:succeeds :q .", ":q cp:succeededBy :p ."),
    "continues": (":m cp:continues :n .", ":n cp:continuedBy :m ."),
    "members of a group": (":a org:memberOf :g .", ":g org:hasMember :a ."),
    "source of a span": (":s cp:source :d .", ":s oa:hasSource :d ."),
    "types, to the end": (
        ":p a cp:Plan .",
        ":p a prov:Plan, prov:Entity, <http://data.europa.eu/eli/ontology#Work> .",
    ),
    "types by two ways": (
        ":g a cp:AgencyGroup .",
        ":g a cp:Agency, org:OrganizationalCollaboration, org:Organization .",
    ),
    "a year's basis is not the schedule's": (":s cp:yearBasis cp:Inferred .", ""),
    "no type from a domain or range": (":m cp:clause :c ; cp:agency :a .", ""),
    "no label from a name": (':a skos:prefLabel "山东省大数据局"@zh-Hans .', ""),
    "nothing about a literal": (':p cp:implements "《数字山东发展规划》" .', ""),
    "nothing of an unknown class": (':p a <https://example.org/Class>, [] , "text" .', ""),
}


@pytest.mark.parametrize(("stated", "follows"), CASES.values(), ids=CASES)
def test_what_follows(stated: str, follows: str, rules: Rules) -> None:
    assert closure(quads(stated), rules) == triples(follows)


def test_nothing_stated_is_repeated(rules: Rules) -> None:
    stated = quads(
        ":d1 { :m cp:leadAgency :a } :d2 { :m cp:accountableAgency :a ; a cp:Measure, cp:WorkItem }"
    )
    assert closure(stated, rules) == set()


def test_nothing_is_concluded_twice(rules: Rules) -> None:
    stated = quads(":d1 { :m cp:leadAgency :a ; cp:responsibleAgency :a } :d2 { :m cp:leadAgency :a }")
    assert list(entailed(stated, rules)) == list(triples(":m cp:accountableAgency :a ."))


def test_the_order_is_that_of_the_quads(rules: Rules) -> None:
    stated = quads(":m cp:leadAgency :b, :a . :z a cp:Zone .")
    conclusions = [str(t) for t in entailed(iter(stated), rules)]
    assert conclusions == [str(t) for t in entailed(stated, rules)]
    assert [t.split()[2] for t in conclusions[:2]] == [f"<{EX}b>", f"<{EX}a>"]
    assert conclusions[2:] == sorted(conclusions[2:])


def test_the_closure_is_closed(rules: Rules) -> None:
    stated = quads("".join(case[0] for case in CASES.values()))
    graph = ox.DefaultGraph()
    everything = stated + [ox.Quad(t.subject, t.predicate, t.object, graph) for t in entailed(stated, rules)]
    assert closure(everything, rules) == set()


def test_documents_can_be_closed_one_by_one(rules: Rules) -> None:
    documents = [quads(case[0]) for case in CASES.values()]
    stated = {q.triple for document in documents for q in document}
    together = closure([q for document in documents for q in document], rules)
    assert together == set().union(*(closure(document, rules) for document in documents)) - stated


@pytest.fixture
def store() -> ox.Store:
    """The ontology in an engine that can follow its axioms by SPARQL property paths."""
    store = ox.Store()
    store.load(input=files("ontology").joinpath("crossplan.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def construct(store: ox.Store, query: str) -> set[ox.Triple]:
    answer = store.query(PREFIX_LINES + query)
    assert isinstance(answer, ox.QueryTriples)
    return set(answer)


def test_every_property_is_closed_as_a_query_closes_it(rules: Rules, store: ox.Store) -> None:
    properties = construct(store, "CONSTRUCT { ?p a owl:ObjectProperty } WHERE { ?p a owl:ObjectProperty }")
    assert len(properties) > 50
    stated = [
        ox.Quad(ox.NamedNode(f"{EX}s{number}"), t.subject, ox.NamedNode(f"{EX}o{number}"))
        for number, t in enumerate(sorted(properties, key=str))
        if isinstance(t.subject, ox.NamedNode)
    ]
    store.extend(stated)
    expected = construct(
        store,
        """CONSTRUCT { ?s ?p ?o } WHERE {
            { ?s ?q ?o . ?q rdfs:subPropertyOf+ ?p }
            UNION
            { ?o ?q ?s . ?q rdfs:subPropertyOf*/(owl:inverseOf|^owl:inverseOf)/rdfs:subPropertyOf* ?p }
            FILTER STRSTARTS(STR(?s), STR(:))
        }""",
    )
    assert closure(stated, rules) == expected


def test_every_class_is_closed_as_a_query_closes_it(rules: Rules, store: ox.Store) -> None:
    classes = construct(store, "CONSTRUCT { ?c a owl:Class } WHERE { ?c a owl:Class }")
    assert len(classes) > 40
    type_ = ox.NamedNode(f"{PREFIXES['rdf']}type")
    stated = [
        ox.Quad(ox.NamedNode(f"{EX}member{number}"), type_, t.subject)
        for number, t in enumerate(sorted(classes, key=str))
    ]
    store.extend(stated)
    expected = construct(
        store,
        """CONSTRUCT { ?s a ?d } WHERE {
            ?s a ?c . ?c rdfs:subClassOf+ ?d FILTER STRSTARTS(STR(?s), STR(:))
        }""",
    )
    assert closure(stated, rules) == expected


def test_axioms_about_expressions_are_passed_over() -> None:
    axioms = triples(
        """:A rdfs:subClassOf [ a owl:Restriction ] . [] rdfs:subClassOf :B .
        :p rdfs:subPropertyOf :q . :q owl:inverseOf :p ."""
    )
    rules = Rules.of(axioms)
    assert rules.classes == {}
    assert closure(quads(":a :p :b ."), rules) == triples(":a :q :b . :b :q :a . :b :p :a .")


def test_nothing_follows_from_what_matches_no_pattern(rules: Rules) -> None:
    stated = quads("".join(case[0] for case in CASES.values()) + ":m cp:ordinal 1 ; dcterms:title 'A' .")
    patterns = rules.patterns()
    kept = [q for q in stated if any(q.predicate == p and o in (None, q.object) for p, o in patterns)]
    assert len(kept) < len(stated)
    assert closure(kept, rules) == closure(stated, rules)
