"""SHACL property paths as SPARQL writes them."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Literal as Either

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

__all__ = ["Path", "parsed", "path_text"]

Kind = Either["sequence", "alternative", "inverse", "*", "+", "?"]

_TOKEN = re.compile(r"<[^>]*>|[()/|^*+?]")
_BETWEEN: dict[str, Kind] = {"/": "sequence", "|": "alternative"}
_TIMES: dict[str, Kind] = {"*": "*", "+": "+", "?": "?"}

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def path_text(shapes: Graph, path: Node) -> str:
    """The path `path` of the shapes graph `shapes` (SHACL, section 2.3.1).

    A single predicate is its IRI as it stands; everything else is a SPARQL property path with IRIs in
    angle brackets, fully bracketed.
    """
    return str(path) if isinstance(path, URIRef) else _inner(shapes, path)


def _inner(shapes: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in shapes:
        return "(" + "/".join(_inner(shapes, step) for step in Collection(shapes, path)) + ")"
    for kind, value in shapes.predicate_objects(path):
        if kind == SH.alternativePath:
            return "(" + "|".join(_inner(shapes, choice) for choice in Collection(shapes, value)) + ")"
        if kind == SH.inversePath:
            return "^" + _inner(shapes, value)
        if kind in _REPEATED:
            return _inner(shapes, value) + _REPEATED[kind]  # type: ignore[index]  # `in` has looked it up
    return ""


@dataclass(frozen=True, slots=True)
class Path:
    """A path that is more than one predicate: steps in a row, a choice, or one step turned round or repeated."""

    kind: Kind
    parts: tuple[Path | str, ...]


def parsed(text: str) -> Path | str:
    """What `path_text` has written, taken apart again: an IRI, or a path of IRIs and paths.

    Raises:
        ValueError: it is no such text.
    """
    if not text.startswith(("<", "(", "^")):
        return text
    tokens = deque(_TOKEN.findall(text))
    if "".join(tokens) != text:
        raise ValueError(f"no path: {text}")
    try:
        path = _taken(tokens)
    except IndexError:
        raise ValueError(f"no path: {text}") from None
    if tokens:
        raise ValueError(f"no path: {text}")
    return path


def _taken(tokens: deque[str]) -> Path | str:
    """The path at the head of `tokens`, which are taken off."""
    first = tokens.popleft()
    path: Path | str
    if first == "^":  # ^a* is the inverse of a*, and the same as a* of the inverse
        return Path("inverse", (_taken(tokens),))
    if first == "(":
        parts, between = [_taken(tokens)], tokens.popleft()
        kind = _BETWEEN.get(between, "sequence")
        while between != ")":
            parts.append(_taken(tokens))
            if tokens[0] not in (between, ")"):
                raise IndexError
            between = tokens.popleft()
        path = parts[0] if len(parts) == 1 else Path(kind, tuple(parts))
    elif first.startswith("<"):
        path = first[1:-1]
    else:
        raise IndexError
    while tokens and (repeated := _TIMES.get(tokens[0])):
        tokens.popleft()
        path = Path(repeated, (path,))
    return path
