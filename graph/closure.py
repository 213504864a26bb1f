"""The closure under the ontology: what follows from each stated triple, for the inferred graph.

Taken from the axioms of the ontology are `rdfs:subPropertyOf`, `owl:inverseOf` and `rdfs:subClassOf`, each to
its end (rules prp-spo1, prp-inv1, prp-inv2 and cax-sco of OWL 2 RL, section 4.3). Domains and ranges are
left out on purpose: a type that nobody stated is for the audit to miss, not for the graph to make up. Each
conclusion rests on one triple alone, so that the closure of a store is the union of its documents' closures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Self, TypeVar

import pyoxigraph as ox

__all__ = ["Rules", "entailed"]

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode(f"{_RDFS}subClassOf")
_SUBPROPERTY = ox.NamedNode(f"{_RDFS}subPropertyOf")
_INVERSE = ox.NamedNode("http://www.w3.org/2002/07/owl#inverseOf")

_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Rules:
    """The axioms in the form in which they are applied; what each name leads to is in sorted order.

    `properties`: for a property the others that hold with it, and whether from object to subject.
    `classes`: for a class its superclasses, direct and indirect.
    """

    properties: Mapping[ox.NamedNode, tuple[tuple[ox.NamedNode, bool], ...]]
    classes: Mapping[ox.NamedNode, tuple[ox.NamedNode, ...]]

    @classmethod
    def of_ontology(cls) -> Self:
        """The rules of `crossplan.ttl`."""
        turtle = files("ontology").joinpath("crossplan.ttl").read_bytes()
        return cls.of(q.triple for q in ox.parse(input=turtle, format=ox.RdfFormat.TURTLE))

    @classmethod
    def of(cls, axioms: Iterable[ox.Triple]) -> Self:
        """The rules of an ontology's triples; axioms between anything but names are passed over."""
        superclasses: dict[ox.NamedNode, set[ox.NamedNode]] = {}
        # a property read forwards (False) or backwards (True) is a node of its own
        holds_with: dict[tuple[ox.NamedNode, bool], set[tuple[ox.NamedNode, bool]]] = {}
        for axiom in axioms:
            one, other = axiom.subject, axiom.object
            if not (isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode)):
                continue
            if axiom.predicate == _SUBCLASS:
                superclasses.setdefault(one, set()).add(other)
            elif axiom.predicate == _SUBPROPERTY:
                for backwards in (False, True):
                    holds_with.setdefault((one, backwards), set()).add((other, backwards))
            elif axiom.predicate == _INVERSE:
                for backwards in (False, True):
                    holds_with.setdefault((one, backwards), set()).add((other, not backwards))
                    holds_with.setdefault((other, backwards), set()).add((one, not backwards))
        return cls(
            {
                name: tuple(sorted(_reached((name, False), holds_with), key=lambda p: (p[0].value, p[1])))
                for name, backwards in sorted(holds_with, key=lambda p: (p[0].value, p[1]))
                if not backwards
            },
            {
                name: tuple(sorted(_reached(name, superclasses), key=lambda c: c.value))
                for name in sorted(superclasses, key=lambda c: c.value)
            },
        )

    def patterns(self) -> list[tuple[ox.NamedNode, ox.NamedNode | None]]:
        """Predicates, and objects where only one counts, of all triples that the rules start from or lead to."""
        properties = {*self.properties, *(p for several in self.properties.values() for p, _ in several)}
        classes = {*self.classes, *(c for several in self.classes.values() for c in several)}
        return [
            *((p, None) for p in sorted(properties, key=str)),
            *((_TYPE, c) for c in sorted(classes, key=str)),
        ]


def _reached(start: _Node, steps: Mapping[_Node, set[_Node]]) -> set[_Node]:
    """Every node that steps from `start` lead to, without `start` itself."""
    found: set[_Node] = set()
    ahead = [start]
    while ahead:
        fresh = steps.get(ahead.pop(), set()) - found
        found |= fresh
        ahead.extend(fresh)
    return found - {start}


def entailed(quads: Iterable[ox.Quad], rules: Rules) -> Iterator[ox.Triple]:
    """What follows under `rules` from the triples of `quads`, in whatever graphs they stand.

    Yields each triple once and none that is stated, in the order of the quads that they follow from. Quads that match
    none of the rules' patterns may be left out: nothing follows from them, nor would they follow. All others are held
    in memory. Literals are no subjects, so nothing is turned round about them.
    """
    stated = dict.fromkeys(q.triple for q in quads)
    concluded: set[ox.Triple] = set()
    for triple in stated:
        for follows in _conclusions(triple, rules):
            if follows not in stated and follows not in concluded:
                concluded.add(follows)
                yield follows


def _conclusions(triple: ox.Triple, rules: Rules) -> Iterator[ox.Triple]:
    subject, predicate, object_ = triple.subject, triple.predicate, triple.object
    if predicate == _TYPE:
        if isinstance(object_, ox.NamedNode):
            for superclass in rules.classes.get(object_, ()):
                yield ox.Triple(subject, _TYPE, superclass)
        return
    for other, backwards in rules.properties.get(predicate, ()):
        if not backwards:
            yield ox.Triple(subject, other, object_)
        elif isinstance(object_, ox.NamedNode | ox.BlankNode):
            yield ox.Triple(object_, other, subject)
