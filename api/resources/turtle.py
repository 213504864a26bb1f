"""Turtle and TriG for people: only the prefixes that are used, a paragraph for each resource.

The engine's own serialisation is sound, but lists every prefix, sets no blank lines, and breaks no lines where a
property has many values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

import pyoxigraph as ox

from ontology.terms import PREFIXES

__all__ = ["trig", "turtle"]

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
#: Local names that need no escapes: a part of PN_LOCAL (RDF 1.1 Turtle, section 6.5).
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
#: What of an IRI may stand after its base: no step that would be resolved to another place.
_RELATIVE = re.compile(r"[a-z]+(?:/(?!\.{0,2}(?:/|$))[^/?#<>]+)+")
#: A base that such a rest is simply put behind (RFC 3986, section 5.2).
_PLAIN_BASE = re.compile(r"https?://[^/?#]+/(?:(?!\.{1,2}/)[^/?#]+/)*")
#: Several values of a property stand on one line as long as it is no longer than this.
_WIDTH = 90
#: Literals that are written without quotes and datatype (RDF 1.1 Turtle, section 2.5.2 and 2.5.3).
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def turtle(triples: Iterable[ox.Triple], base: str, note: str = "") -> str:
    """The triples in Turtle, in the order given; triples of one subject and property are to stand together.

    Args:
        triples: what to write.
        base: the IRI that IRIs below it are written without.
        note: a line for people, without line breaks.
    """
    writer = _Writer(base)
    body = writer.paragraphs(triples, "")
    return writer.head(note) + "\n\n".join(body) + "\n" * bool(body)


def trig(quads: Iterable[ox.Quad], base: str, note: str = "") -> str:
    """The quads in TriG, a block for each graph, likewise; those of no graph go first."""
    writer = _Writer(base)
    by_graph: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else writer.term(quad.graph_name)
        by_graph.setdefault(name, []).append(quad.triple)
    blocks = []
    for name in sorted(by_graph):
        body = "\n\n".join(writer.paragraphs(by_graph[name], "    " if name else ""))
        blocks.append(f"{name} {{\n{body}\n}}" if name else body)
    return writer.head(note) + "\n\n".join(blocks) + "\n" * bool(blocks)


class _Writer:
    """Writes terms, and notes which prefixes it used."""

    def __init__(self, base: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
        self._base, self._prefixes = base, prefixes
        self._used: set[str] = set()
        self._relative = _PLAIN_BASE.fullmatch(base) is not None
        self._shortened = False

    def head(self, note: str) -> str:
        """What stands before the paragraphs that were written."""
        lines = [f"# {note}"] if note else []
        lines += [f"@base <{self._base}> ."] if self._shortened else []
        lines += [f"@prefix {one}: <{self._prefixes[one]}> ." for one in sorted(self._used)]
        return "\n".join(lines) + "\n\n" * bool(lines)

    def paragraphs(self, triples: Iterable[ox.Triple], indent: str) -> list[str]:
        """One for each subject."""
        found = []
        for subject, same in groupby(triples, key=lambda t: t.subject):
            statements = [
                self._statement(predicate, [t.object for t in about], indent)
                for predicate, about in groupby(same, key=lambda t: t.predicate)
            ]
            found.append(f"{indent}{self.term(subject)} " + f" ;\n{indent}    ".join(statements) + " .")
        return found

    def _statement(self, predicate: ox.NamedNode, values: list[Term], indent: str) -> str:
        name = "a" if predicate.value == _TYPE else self.term(predicate)
        written = [self.term(value) for value in values]
        line = f"{name} {', '.join(written)}"
        if len(written) == 1 or len(line) <= _WIDTH:
            return line
        return f"{name}\n{indent}        " + f",\n{indent}        ".join(written)

    def term(self, term: Term) -> str:
        """A term as short as it can be written."""
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.Literal) and term.language is None:
            datatype = term.datatype.value
            bare = _BARE.get(datatype)
            if bare and bare.fullmatch(term.value):
                return term.value
            if datatype != _XSD + "string":
                return f"{ox.Literal(term.value)}^^{self._iri(datatype)}"
        return str(term)

    def _iri(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        if self._relative and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            self._shortened = True
            return f"<{iri[len(self._base) :]}>"
        return f"<{iri}>"
