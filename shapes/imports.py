"""What somebody's own shapes need: the files that they import, and an engine that knows all that they say.

A shapes graph is whole only with what it imports (SHACL, section 3.1), and an engine passes over what it does not know.
Either way nodes would be called conforming that were not asked everything, so that both are refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SH
from rdflib.term import Node

from shapes.compiled.parameters import short
from shapes.compiled.paths import MalformedPath, members
from shapes.data import UnreadableData, read

__all__ = ["understood", "with_imports"]

_IMPORTS, _TYPE, _ONTOLOGY = (ox.NamedNode(str(iri)) for iri in (OWL.imports, RDF.type, OWL.Ontology))

#: The properties of SHACL Core and SHACL-SPARQL (the Recommendation of 2017), and those that tell people something.
_WORDS = """
    targetNode targetClass targetSubjectsOf targetObjectsOf severity message deactivated
    path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
    minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
    not and or xone node property qualifiedValueShape qualifiedMinCount qualifiedMaxCount
    qualifiedValueShapesDisjoint closed ignoredProperties hasValue in
    sparql select ask prefixes declare prefix namespace
    parameter optional validator nodeValidator propertyValidator labelTemplate
    name description order group defaultValue shapesGraph suggestedShapesGraph
    resultAnnotation annotationProperty annotationVarName annotationValue
    conforms result shapesGraphWellFormed focusNode resultPath value resultSeverity resultMessage detail
    sourceShape sourceConstraint sourceConstraintComponent
"""
_KNOWN = frozenset(_WORDS.split())

#: The parameters whose values are shapes, and those whose values are lists of them.
_SHAPES = (SH.node, SH.property, SH["not"], SH.qualifiedValueShape)
_LISTS = (SH["and"], SH["or"], SH.xone)


def with_imports(files: Sequence[Path]) -> tuple[Path, ...]:
    """`files`, and the files that they import (owl:imports), in the order in which they are met; each once.

    An import is found where it is a file here, or the name of an ontology in one of the files; nothing is fetched.

    Raises:
        UnreadableData: a file cannot be read, or imports what is not there.
    """
    found: dict[Path, Path] = {}
    waiting = list(files)
    wanted: list[tuple[Path, str]] = []
    named: set[str] = set()
    while waiting:
        file = waiting.pop(0)
        if file.resolve() in found:
            continue
        found[file.resolve()] = file
        for quad in read([file]):
            if quad.predicate == _IMPORTS and isinstance(quad.object, ox.NamedNode):
                local = _file(quad.object.value)
                if local is None:
                    wanted.append((file, quad.object.value))
                elif not local.exists():
                    raise UnreadableData(f"{file}: it imports {local}, which is not there")
                else:
                    waiting.append(local)
            elif quad.predicate == _TYPE and quad.object == _ONTOLOGY:
                named.add(_name(str(getattr(quad.subject, "value", ""))))
    for file, iri in wanted:
        if _name(iri) not in named:
            raise UnreadableData(
                f"{file}: it imports <{iri}>, which none of the files is, and nothing is fetched:"
                " give the file that says it with --shapes as well, or take the import out"
            )
    return tuple(found.values())


def understood(shapes: Graph) -> None:
    """Holds `shapes` to what the engines know.

    Raises:
        UnreadableData: they say something that SHACL Core and SHACL-SPARQL do not have, such as a parameter that is
            misspelt or one of the extensions, or refer to a shape of which nothing is said.
    """
    for property_ in sorted(set(shapes.predicates()), key=str):
        if str(property_).startswith(str(SH)) and str(property_).removeprefix(str(SH)) not in _KNOWN:
            where = min(_told(shapes, s) for s in shapes.subjects(property_))
            if property_ == SH.entailment:
                raise UnreadableData(
                    f"{where} asks for entailment (sh:entailment), and nothing is inferred here"
                )
            raise UnreadableData(
                f"{where} says {short(property_)}, which SHACL Core and SHACL-SPARQL do not have:"
                " it would be passed over"
            )
    for shape, other in _referred(shapes):
        if isinstance(other, URIRef) and (other, None, None) not in shapes:
            raise UnreadableData(
                f"{_told(shapes, shape)} refers to the shape <{other}>, of which the files say nothing: is one missing?"
            )


def _referred(shapes: Graph) -> Iterator[tuple[Node, Node]]:
    """The shapes of `shapes`, each with one that it refers to."""
    for property_ in _SHAPES:
        yield from sorted(shapes.subject_objects(property_), key=str)
    for property_ in _LISTS:
        for shape, head in sorted(shapes.subject_objects(property_), key=str):
            with suppress(MalformedPath):  # whoever reads the shape says so
                yield from ((shape, member) for member in members(shapes, head))


def _told(shapes: Graph, node: Node) -> str:
    """What to call a node: by its IRI, or that of the nearest that it is a part of."""
    seen = {node}
    while not isinstance(node, URIRef):
        above = min(
            set(shapes.subjects(None, node)) - seen,
            key=lambda n: (not isinstance(n, URIRef), str(n)),
            default=None,
        )
        if above is None:
            return "a shape without a name"
        seen.add(above)
        node = above
    return f"the shape <{node}>"


def _file(iri: str) -> Path | None:
    """The file that an IRI is, if it is one."""
    parts = urlsplit(iri)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" and not parts.netloc else None


def _name(iri: str) -> str:
    """An ontology is often imported with the # that the names in it have."""
    return iri.rstrip("#")
