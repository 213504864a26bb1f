"""The example queries and the stored questions as data, so that programs can offer and run them.

The form is that of the SIB's collection of examples (https://github.com/sib-swiss/sparql-examples): each query is a
`sh:SPARQLExecutable` (SHACL-AF, section 5.1) with its words, and `schema:target` names the endpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from api.describing.examples import EXAMPLES
from api.describing.rdf import Description, Node, iri, iris, words
from api.languages import Words
from graph.ask import questions
from ontology.terms import PREFIXES

__all__ = ["Executable", "executables", "tell_executables"]

#: The form of a query by the first word of its line: its class and the property that holds its text.
_FORMS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh_select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh_ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh_construct"),
}
_FORM = re.compile(r"^(SELECT|ASK|CONSTRUCT)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Executable:
    """A query; `path` is what its IRI has after the address of the site."""

    path: str
    label: Words
    comment: Words
    query: str

    @property
    def form(self) -> str:
        """SELECT, ASK or CONSTRUCT."""
        found = _FORM.search(self.query)
        assert found is not None  # they are ours, and laid out alike
        return found[1]


def executables() -> Iterator[Executable]:
    """All queries that the site offers, those that begin simply first."""
    for example in EXAMPLES:
        yield Executable(f"void#{example.name}", example.title, example.title, example.query)
    for question in questions().values():
        yield Executable(
            f"questions/{question.name}",
            Words(question.title_zh, question.title_en),
            Words(question.why_zh, question.why_en),
            question.text,
        )


def tell_executables(description: Description, site: str, endpoint: Node) -> None:
    """Tells all queries, with the prefixes that each of them may use."""
    prefixes = ox.NamedNode(site + "void#prefixes")
    description.tell(prefixes, rdf_type=iri("owl:Ontology"))
    for prefix, namespace in PREFIXES.items():
        declared = ox.BlankNode(f"prefix_{prefix}")
        description.tell(prefixes, sh_declare=declared)
        namespace_literal = ox.Literal(namespace, datatype=iri("xsd:anyURI"))
        description.tell(declared, sh_prefix=prefix, sh_namespace=namespace_literal)
    for one in executables():
        kind, text = _FORMS[one.form]
        description.tell(
            ox.NamedNode(site + one.path),
            rdf_type=iris("sh:SPARQLExecutable", kind),
            rdfs_label=words(one.label),
            rdfs_comment=words(one.comment),
            sh_prefixes=prefixes,
            schema_target=endpoint,
            **{text: one.query},
        )
