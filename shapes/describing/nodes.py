"""What is said of nodes: their properties, and the values of these in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from ontology.terms import CP, PREFIXES
from shapes.data import Data
from shapes.describing.asking import Question
from shapes.findings import words_of
from shapes.terms import Term

__all__ = ["LABEL", "TYPE", "Nodes", "short"]

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_NUMBER, _TITLE = ox.NamedNode(CP.number), ox.NamedNode(PREFIXES["dcterms"] + "title")

#: The longest name of a node, in characters.
_LONGEST = 500

_Said = Mapping[ox.NamedNode, Sequence[Term]]
_NOTHING: _Said = {}


class Nodes:
    """Some properties of some nodes of `data`, looked up for all of them together.

    Args:
        data: what is audited.
        properties: those that are looked up.
    """

    def __init__(self, data: Data, properties: Iterable[ox.NamedNode]) -> None:
        self._data = data
        wanted = ", ".join(map(str, properties))
        self._question = Question(
            "SELECT ?this ?property ?value {", f" ?this ?property ?value FILTER(?property IN ({wanted})) }}"
        )
        self._known: dict[Term, _Said] = {}

    def look_up(self, nodes: Iterable[Term]) -> None:
        """Looks up those of `nodes` that are not known yet; nothing is said of a literal."""
        fresh = [n for n in dict.fromkeys(nodes) if n not in self._known and not isinstance(n, ox.Literal)]
        said: dict[Term, dict[ox.NamedNode, list[Term]]] = {node: {} for node in fresh}
        several: list[list[Term]] = []
        for node, property_, value in self._question.asked(self._data, fresh):
            values = said[node].setdefault(property_, [])
            values.append(value)
            if len(values) == 2:
                several.append(values)
        for values in several:
            values.sort(key=str)
        self._known.update(said)

    def values(self, node: Term, property_: ox.NamedNode) -> Sequence[Term]:
        """The values of a property in the order of the terms; none of a node that was not looked up."""
        return self._known.get(node, _NOTHING).get(property_, ())

    def value(self, node: Term, property_: ox.NamedNode) -> Term | None:
        """The first of its values."""
        values = self.values(node, property_)
        return values[0] if values else None

    def has_type(self, node: Term, kind: ox.NamedNode) -> bool:
        """Whether the node is of the class itself."""
        return kind in self.values(node, TYPE)

    def label(self, node: Term) -> str:
        """The name of `node`, or the last part of its IRI."""
        found = self.value(node, LABEL)
        return short(words_of(found) if found is not None else words_of(node).rstrip("/").rsplit("/", 1)[-1])

    def title(self, node: Term) -> str:
        """The title of `node`, or its name."""
        found = self.value(node, _TITLE)
        return short(words_of(found)) if found is not None else self.label(node)

    def number(self, node: Term) -> str | None:
        """The number of `node` as printed."""
        found = self.value(node, _NUMBER)
        return None if found is None else short(words_of(found))


def short(name: str) -> str:
    """A name as far as it is one: it stands beside every finding, and data may call megabytes a name."""
    return name if len(name) <= _LONGEST else name[:_LONGEST] + "…"
