"""The checks of the ontology: its form, its meaning (by a reasoner), and its use in stored queries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ontology.reasoner import DATATYPES, JavaMissing, ReasonerFailed, Verdict, reason
from ontology.terms import CP, PREFIXES, curie

if TYPE_CHECKING:  # rdflib takes a quarter of a second to load: only when it is used
    from rdflib import Graph
    from rdflib.term import Node

__all__ = [
    "JavaMissing",
    "ReasonerFailed",
    "Verdict",
    "competency_problems",
    "profile_problems",
    "reason",
    "terms_of",
]

_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "data property",
    "owl:AnnotationProperty": "annotation property",
    "owl:NamedIndividual": "individual",
}
_CHARACTERISTICS = {"owl:AsymmetricProperty", "owl:IrreflexiveProperty"}
_CLASSES = {("class", "class")}

# The axioms that may be used, with the kinds of what they join: OWL 2 RL (OWL 2 Profiles, section 4.2.5) with
# named classes only, and no more of it than graph.closure applies and the SHACL shapes leave to it.
_AXIOMS = {
    "rdfs:subClassOf": _CLASSES,
    "owl:disjointWith": _CLASSES,
    "rdfs:subPropertyOf": {(kind, kind) for kind in ("object property", "data property")},
    "owl:propertyDisjointWith": {(kind, kind) for kind in ("object property", "data property")},
    "owl:inverseOf": {("object property", "object property")},
    "rdfs:domain": {("object property", "class"), ("data property", "class")},
    "rdfs:range": {("object property", "class"), ("data property", "datatype")},
}
_BUILT_IN_ANNOTATIONS = {
    "rdfs:label", "rdfs:comment", "rdfs:seeAlso", "rdfs:isDefinedBy",
    "owl:deprecated", "owl:priorVersion", "owl:versionIRI", "owl:versionInfo",
}  # fmt: skip
_LANGUAGE_OF_OWL = ("rdf:", "rdfs:", "owl:")
_OUTSIDE = "outside the part of OWL 2 RL used here"
_ONTOLOGY = str(CP).removesuffix("#")


def profile_problems(graph: Graph) -> list[str]:
    """What in the ontology `graph` is outside OWL 2 RL and OWL 2 DL as used here, or is not complete.

    Reported are anonymous expressions and constructs beyond named classes (unions, cardinalities, imports and
    the rest), axioms between the wrong kinds of term, terms that are undeclared or of two kinds at once,
    literals and ranges of datatypes that OWL 2 RL lacks, and terms without label, definition, example or
    rdfs:isDefinedBy, or with another's label. One line a problem, sorted; none if the ontology is in order.
    """
    kinds = _kinds(graph)
    return sorted(
        {*_form(graph, kinds), *_kinds_confused(kinds), *_incomplete(graph, kinds), *_header(graph)}
    )


def _kinds(graph: Graph) -> dict[str, set[str]]:
    """What each term of `graph` was declared as.

    Anything else with a class for its type is an individual; but the ontology's own terms must be declared.
    """
    from rdflib import RDF

    kinds: dict[str, set[str]] = {}
    for subject, type_ in graph.subject_objects(RDF.type):
        name = curie(str(type_))
        if name in _KINDS:
            kinds.setdefault(str(subject), set()).add(_KINDS[name])
        elif name != "owl:Ontology" and name not in _CHARACTERISTICS and not str(subject).startswith(str(CP)):
            kinds.setdefault(str(subject), set()).add("individual")
    return kinds


def _form(graph: Graph, kinds: Mapping[str, set[str]]) -> Iterator[str]:
    """Problems of single triples."""
    from rdflib import BNode, Literal

    def kind(node: Node) -> str:
        if isinstance(node, Literal):
            return "literal"
        if curie(str(node)) in DATATYPES:
            return "datatype"
        return next(iter(sorted(kinds.get(str(node), ()))), "undeclared")

    for subject, predicate, value in graph:
        axiom = curie(str(predicate))
        line = f"{_short(subject)} {axiom} {_short(value)}"
        if isinstance(subject, BNode) or isinstance(value, BNode):
            yield f"{line}: an anonymous expression"
        elif axiom == "rdf:type":
            yield from _type_problems(line, kind(subject), curie(str(value)), kind(value))
        elif axiom in _AXIOMS:
            if (kind(subject), kind(value)) not in _AXIOMS[axiom]:
                yield f"{line}: joins {kind(subject)} and {kind(value)}"
        elif axiom in _BUILT_IN_ANNOTATIONS or kind(predicate) == "annotation property":
            pass
        elif axiom.startswith(_LANGUAGE_OF_OWL):
            yield f"{line}: {axiom} is {_OUTSIDE}"
        elif kind(predicate) not in ("object property", "data property"):
            yield f"{line}: {axiom} is no declared property"
        elif (kind(predicate) == "data property") != isinstance(value, Literal):
            yield f"{line}: the value does not fit the {kind(predicate)}"
        elif {kind(subject), kind(value)} - {"individual", "literal", "undeclared"}:
            yield f"{line}: a statement about individuals is made of a {kind(subject)}"
        for node in (subject, predicate, value):
            if str(node).startswith(str(CP)) and kind(node) == "undeclared":
                yield f"{_short(node)}: used but not declared"
        if isinstance(value, Literal) and value.datatype and curie(str(value.datatype)) not in DATATYPES:
            yield f"{line}: {curie(str(value.datatype))} is no datatype of OWL 2 RL"
        if isinstance(value, Literal) and value.ill_typed:
            yield f"{line}: “{value}” is no {curie(str(value.datatype))}"


def _type_problems(line: str, subject: str, type_: str, type_kind: str) -> Iterator[str]:
    if type_ in _CHARACTERISTICS:
        if subject != "object property":
            yield f"{line}: {type_} of a {subject}"
    elif type_ not in _KINDS and type_ != "owl:Ontology" and type_kind != "class":
        yield f"{line}: {type_} is {_OUTSIDE if type_.startswith(_LANGUAGE_OF_OWL) else 'no declared class'}"


def _kinds_confused(kinds: Mapping[str, set[str]]) -> Iterator[str]:
    """Terms of two kinds; also a class that is an individual, which OWL 2 DL would allow."""
    for term, several in kinds.items():
        if len(several) > 1:
            yield f"{curie(term)}: declared as {' and '.join(sorted(several))}"


def _incomplete(graph: Graph, kinds: Mapping[str, set[str]]) -> Iterator[str]:
    """Declared terms that lack what a reader needs; terms of other vocabularies are defined there."""
    from rdflib import OWL, RDF, RDFS, SKOS

    declared = {s for type_ in _KINDS for s in graph.subjects(RDF.type, OWL[type_.removeprefix("owl:")])}
    labelled: dict[Node, Node] = {}
    for term in sorted(declared, key=str):
        ours = str(term).startswith(str(CP))
        if not ours and "individual" in kinds[str(term)]:
            continue  # a seeded individual, no term
        yield from _languages(graph, term, RDFS.label)
        for label in graph.objects(term, RDFS.label):
            if labelled.setdefault(label, term) != term:
                yield f"{_short(term)}: called “{label}” like {_short(labelled[label])}"
        homes = {str(home) for home in graph.objects(term, RDFS.isDefinedBy)}
        if ours:
            yield from _languages(graph, term, SKOS.definition)
            if (term, SKOS.example, None) not in graph:
                yield f"{_short(term)}: no skos:example"
        if not homes or not all(home == _ONTOLOGY if ours else str(term).startswith(home) for home in homes):
            yield f"{_short(term)}: rdfs:isDefinedBy does not name its vocabulary"


def _header(graph: Graph) -> Iterator[str]:
    from rdflib import DCTERMS, OWL, RDF, VANN, URIRef

    ontology = URIRef(_ONTOLOGY)
    if set(graph.subjects(RDF.type, OWL.Ontology)) != {ontology}:
        yield f"there is not exactly the ontology <{_ONTOLOGY}> in the graph"
        return
    for property_ in (OWL.versionIRI, OWL.versionInfo, DCTERMS.license, VANN.preferredNamespacePrefix):
        if (ontology, property_, None) not in graph:
            yield f"the ontology has no {_short(property_)}"
    for property_ in (DCTERMS.title, DCTERMS.description):
        yield from _languages(graph, ontology, property_)


def _languages(graph: Graph, term: Node, property_: Node) -> Iterator[str]:
    """Problems where `term` has not exactly one value of `property_` in Chinese and one in English."""
    from rdflib import Literal

    values = [v for v in graph.objects(term, property_) if isinstance(v, Literal)]
    for language in ("zh", "en"):
        count = sum(v.language == language and bool(str(v).strip()) for v in values)
        if count != 1:
            yield f"{_short(term)}: {count} {_short(property_)} in {language}, not 1"


def _short(node: Node) -> str:
    from rdflib import BNode

    # a blank node's label is another one each time, which no report should show
    return "[]" if isinstance(node, BNode) else curie(str(node))


_HIDDEN = re.compile(
    r'''(?P<iri><[^\x00-\x20<>"{}|^`\\]*>)|\#[^\r\n]*
      |"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""|\'\'\'(?:(?:\'|\'\')?(?:[^\'\\]|\\.))*\'\'\'
      |"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\'''',
    re.VERBOSE | re.DOTALL,
)
_PREFIX = re.compile(r"\bPREFIX\s+([\w.\-]*):\s*<([^>]*)>", re.IGNORECASE)
_NAMED = re.compile(r"<([^>]*)>|(?<![\w?$@])([A-Za-z][\w.\-]*)?:(\w(?:[\w:.\-]*[\w:\-])?)")


def terms_of(query: str) -> set[str]:
    """The IRIs of the cp: terms that a SPARQL text uses, declared or not.

    They count as full IRIs and as prefixed names, by the prefixes that the query declares and else by the
    project's; words in comments and literals do not.
    """
    code = _HIDDEN.sub(lambda m: m[0] if m["iri"] else " ", query)
    prefixes = PREFIXES | dict(_PREFIX.findall(code))
    terms = {iri or prefixes.get(prefix, "") + local for iri, prefix, local in _NAMED.findall(code)}
    return {term for term in terms if term.startswith(str(CP)) and term != str(CP)}


def competency_problems(graph: Graph, queries: Mapping[str, str]) -> list[str]:
    """The cp: terms that the SPARQL texts `queries` (by name) use and the ontology `graph` does not declare.

    One line a term and query, sorted.
    """
    declared = _kinds(graph)
    return sorted(
        f"{name}: {curie(term)} is not declared in the ontology"
        for name, query in queries.items()
        for term in terms_of(query) - declared.keys()
    )
