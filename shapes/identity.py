"""What shapes are called from one audit to the next, those without a name included."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import BNode, Graph
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from shapes.terms import Term, to_rdflib

__all__ = ["identity"]

#: What is said of a shape and asks for nothing: other words or another weight leave it the same shape.
_SAID = frozenset(
    (SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, RDFS.label, RDFS.comment)
)


def identity(shapes: Graph, *nodes: Term | None) -> str:
    """What `nodes` of the shapes graph `shapes` are called: their IRIs; of one without a name what it asks for.

    A blank node has another name in every reading of its file, and two shapes without names may ask for different
    things of one path.
    """
    return " ".join(_called(shapes, to_rdflib(node), ()) for node in nodes if node is not None)


def _called(shapes: Graph, node: Node, within: tuple[Node, ...]) -> str:
    if not isinstance(node, BNode) or node in within:
        return "[]" if isinstance(node, BNode) else node.n3()
    return f"[{' ; '.join(sorted(_asked(shapes, node, (*within, node))))}]"


def _asked(shapes: Graph, node: Node, within: tuple[Node, ...]) -> Iterator[str]:
    for property_, value in shapes.predicate_objects(node):
        if property_ not in _SAID:
            yield f"{property_.n3()} {_called(shapes, value, within)}"
