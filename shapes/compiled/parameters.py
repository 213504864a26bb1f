"""The values of SHACL's parameters, held to what they must be, and the refusals of what they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.namespace import SH as SHACL
from rdflib.term import Node as Term

from shapes import terms
from shapes.compiled.paths import MalformedPath, members
from shapes.compiled.refusals import IllFormed, Uncovered

__all__ = ["Parameters", "is_true", "short"]

#: The largest integer that the engine compares; nothing is counted as far.
_MOST = 2**63 - 1


class Parameters:
    """Reads values of the shapes graph `shapes` for the shape `root`.

    Every method takes the node that has the parameter, to name it in a refusal.

    Raises, of every method:
        IllFormed: the value is none that the parameter may have.
        Uncovered: the value is one that is not compiled.
    """

    def __init__(self, shapes: Graph, root: Term) -> None:
        self.shapes, self._root = shapes, root

    def term(self, node: Term, value: Term) -> terms.Term:
        """A node of the shapes graph as a term."""
        try:
            return terms.from_rdflib(value)
        except ValueError as error:
            raise self.ill(node, f"{value!r}: {error}") from error

    def constant(self, node: Term, parameter: URIRef, value: Term) -> terms.Term:
        """A term that data are compared with."""
        if isinstance(value, BNode):
            raise self.uncovered(node, f"{short(parameter)} names a blank node")
        return self.term(node, value)

    def iri(self, node: Term, parameter: URIRef, value: Term) -> str:
        """A value that must be an IRI."""
        if not isinstance(value, URIRef):
            raise self.ill(node, f"{short(parameter)} is an IRI, not {value.n3()}")
        return str(self.term(node, value).value)

    def iris(self, node: Term, parameter: URIRef) -> list[str]:
        """The values of a parameter, which must be IRIs, in order."""
        return sorted(self.iri(node, parameter, value) for value in self.shapes.objects(node, parameter))

    def literal(self, node: Term, value: Term) -> ox.Literal:
        """A value that must be a literal."""
        if not isinstance(value, Literal):
            raise self.ill(node, f"{value.n3()} is no literal")
        return self.term(node, value)  # type: ignore[return-value]

    def string(self, node: Term, parameter: URIRef, value: Term) -> str:
        """A value that must be a string without a language."""
        if not isinstance(value, Literal) or value.language or value.datatype not in (None, XSD.string):
            raise self.ill(node, f"{short(parameter)} is a string, not {value.n3()}")
        return str(value)

    def integer(self, node: Term, parameter: URIRef, value: Term) -> int:
        """A value that must be an integer."""
        well_formed = isinstance(value, Literal) and re.fullmatch(r"[+-]?[0-9]{1,100}", str(value))
        if not well_formed or value.datatype != XSD.integer:  # type: ignore[attr-defined]
            raise self.ill(node, f"{short(parameter)} is an xsd:integer, not {value.n3()[:200]}")
        return max(min(int(str(value)), _MOST), -_MOST)

    def boolean(self, node: Term, parameter: URIRef) -> bool:
        """Whether a parameter is true."""
        for value in self.shapes.objects(node, parameter):
            if not (isinstance(value, Literal) and value.datatype == XSD.boolean
                    and str(value) in ("true", "false", "1", "0")):  # fmt: skip
                raise self.ill(node, f"{short(parameter)} is true or false, not {value.n3()}")
            return is_true(value)
        return False

    def list_(self, node: Term, parameter: URIRef, head: Term) -> list[Term]:
        """The members of a list that is the value of a parameter."""
        try:
            return members(self.shapes, head)
        except MalformedPath as error:
            raise self.ill(node, f"{short(parameter)}: {error}") from error

    # refusals

    def ill(self, node: Term, why: str) -> IllFormed:
        """The refusal of an ill-formed shape, with the place."""
        return IllFormed(terms.from_rdflib(self._root), self._placed(node, why))

    def uncovered(self, node: Term, why: str) -> Uncovered:
        """The refusal of a shape that is not compiled, with the place."""
        return Uncovered(terms.from_rdflib(self._root), self._placed(node, why))

    def _placed(self, node: Term, why: str) -> str:
        return why if node == self._root else f"in {self.name(node)}: {why}"

    def name(self, node: Term) -> str:
        """How a node of the shapes graph is called in a refusal."""
        if isinstance(node, BNode):
            path = self.shapes.value(node, SHACL.path)
            return f"[ sh:path {path.n3()} ]" if isinstance(path, URIRef) else "[ ]"
        return str(node.n3())

    def messages(self, node: Term) -> Iterator[ox.Literal]:
        """The sh:message values of a shape, constraint or validator, by language."""
        for message in sorted(self.shapes.objects(node, SHACL.message), key=lambda m: m.n3()):
            if not isinstance(message, Literal) or message.datatype not in (None, XSD.string, RDF.langString):
                raise self.ill(node, "sh:message is a string, with or without a language")
            yield self.literal(node, message)


def is_true(value: Term) -> bool:
    """SHACL means the literal `true`: "1"^^xsd:boolean is another one (test uniqueLang-002 of its suite)."""
    return isinstance(value, Literal) and value.datatype == XSD.boolean and str(value) == "true"


def short(parameter: Term) -> str:
    """The name of a parameter of SHACL with its prefix."""
    return f"sh:{str(parameter).removeprefix(str(SHACL))}"
