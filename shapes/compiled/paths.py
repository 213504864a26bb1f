"""Property paths (SHACL, section 2.3.1): read from a shapes graph, and written as SPARQL.

Oxigraph does not find the zero-length path of a node that stands in no triple, which the standard does
(SPARQL 1.1 Query, section 18.4). Only a node that a shape names (sh:targetNode) can be absent; for those a path
is taken apart into "no step at all" and `beyond`, what needs at least one triple.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

__all__ = [
    "Alternative",
    "Inverse",
    "MalformedPath",
    "Path",
    "Predicate",
    "Repeated",
    "Sequence",
    "beyond",
    "may_stay",
    "read_path",
    "steps",
    "written",
]


class MalformedPath(ValueError):
    """The value of sh:path is no well-formed path; the text says why."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A step along a property."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """A step against the direction of a property: inverses are pushed inwards as paths are read."""

    iri: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path some times after itself; `mark` is * + or ? as in SPARQL."""

    path: Path
    mark: str


Path = Predicate | Inverse | Sequence | Alternative | Repeated

_MARKS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
_KINDS = (SH.inversePath, SH.alternativePath, *_MARKS)


def read_path(shapes: Graph, node: Node) -> Path:
    """The path that `node` of the shapes graph describes.

    Raises:
        MalformedPath: it describes none.
    """
    return _read(shapes, node, inverse=False, within=())


def _read(shapes: Graph, node: Node, *, inverse: bool, within: tuple[Node, ...]) -> Path:
    if isinstance(node, URIRef):
        return Inverse(str(node)) if inverse else Predicate(str(node))
    if not isinstance(node, BNode):
        raise MalformedPath(f"{node.n3()} is no path")
    if node in within:
        raise MalformedPath("a path contains itself")
    within = (*within, node)

    def part(node: Node) -> Path:
        return _read(shapes, node, inverse=inverse, within=within)

    if (node, RDF.first, None) in shapes:
        parts = [part(one) for one in members(shapes, node, 2)]
        return Sequence(tuple(reversed(parts) if inverse else parts))
    said = [(kind, value) for kind in _KINDS for value in shapes.objects(node, kind)]
    if len(said) != 1:
        raise MalformedPath("a path has one of sh:inversePath, sh:alternativePath, sh:zeroOrMorePath, "
                            "sh:oneOrMorePath and sh:zeroOrOnePath, or is a list")  # fmt: skip
    kind, value = said[0]
    if kind == SH.inversePath:
        return _read(shapes, value, inverse=not inverse, within=within)
    if kind == SH.alternativePath:
        return Alternative(tuple(part(one) for one in members(shapes, value, 2)))
    return Repeated(part(value), _MARKS[kind])


def members(shapes: Graph, head: Node, least: int = 0) -> list[Node]:
    """The members of the RDF list `head`.

    Raises:
        MalformedPath: it is no well-formed list (it branches, runs in a circle or has no end), or has less
            than `least` members.
    """
    found: list[Node] = []
    met: set[Node] = set()
    while head != RDF.nil:
        first, rest = list(shapes.objects(head, RDF.first)), list(shapes.objects(head, RDF.rest))
        if head in met or len(first) != 1 or len(rest) != 1:
            raise MalformedPath("no well-formed list")
        met.add(head)
        found.append(first[0])
        head = rest[0]
    if len(found) < least:
        raise MalformedPath(f"a list of less than {least} members")
    return found


def written(path: Path) -> str:
    """The path as SPARQL writes it, in brackets where another may follow."""
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Inverse(iri):
            return f"^<{iri}>"
        case Sequence(parts):
            return f"({'/'.join(map(written, parts))})"
        case Alternative(parts):
            return f"({'|'.join(map(written, parts))})"
        case Repeated(inner, mark):
            return f"({written(inner)}){mark}"


def steps(path: Path) -> tuple[Path, ...]:
    """The paths that make up `path` one after the other, none of which is a sequence."""
    if isinstance(path, Sequence):
        return tuple(step for part in path.parts for step in steps(part))
    return (path,)


def may_stay(path: Path) -> bool:
    """Whether a node reaches itself by the path without any triple."""
    match path:
        case Predicate() | Inverse():
            return False
        case Sequence(parts):
            return all(map(may_stay, parts))
        case Alternative(parts):
            return any(map(may_stay, parts))
        case Repeated(inner, mark):
            return mark != "+" or may_stay(inner)


def beyond(path: Path) -> Path:
    """What of `path` leads along at least one triple, so that none of it is a zero-length path of its start."""
    match path:
        case Sequence(parts):
            first, rest = parts[0], parts[1:]
            after = rest[0] if len(rest) == 1 else Sequence(rest)
            moved = Sequence((beyond(first), *rest))
            return Alternative((moved, beyond(after))) if may_stay(first) else moved
        case Alternative(parts):
            return Alternative(tuple(map(beyond, parts)))
        case Repeated(inner, mark):
            return beyond(inner) if mark == "?" else Repeated(beyond(inner), "+")
        case _:
            return path
