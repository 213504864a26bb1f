"""SPARQL in shapes graphs: sh:sparql (SHACL, section 5), and constraint components of one's own (section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.namespace import SH as SHACL
from rdflib.term import Node as Term

from shapes import terms
from shapes.compiled import model
from shapes.compiled.asking import Asking, WrongQuery
from shapes.compiled.paths import Path, written

if TYPE_CHECKING:
    from shapes.compiled.reading import Reader

__all__ = ["Component", "components", "read_component", "read_sparql"]

#: Names that no parameter may have (section 6.2.1).
_TAKEN = frozenset({"this", "shapesGraph", "currentShape", "path", "PATH", "value"})


@dataclass(frozen=True, slots=True)
class Component:
    """A constraint component that a shapes graph declares: the paths of its parameters by their names."""

    node: Term
    mandatory: dict[str, Term]
    optional: dict[str, Term]


def components(shapes: Graph) -> list[Component]:
    """The constraint components of a shapes graph (section 6.2), by name."""
    kinds = set(shapes.transitive_subjects(RDFS.subClassOf, SHACL.ConstraintComponent))
    nodes = {node for kind in kinds for node in shapes.subjects(RDF.type, kind)}
    found = []
    for node in sorted(nodes, key=str):
        mandatory: dict[str, Term] = {}
        optional: dict[str, Term] = {}
        for parameter in shapes.objects(node, SHACL.parameter):
            path = shapes.value(parameter, SHACL.path)
            if isinstance(path, URIRef):
                is_optional = Literal(True) in shapes.objects(parameter, SHACL.optional)
                (optional if is_optional else mandatory)[_local(path)] = path
        if mandatory:
            found.append(Component(node, mandatory, optional))
    return found


def read_sparql(reader: Reader, shape: Term, node: Term, path: Path | None) -> Iterator[model.Constraint]:
    """The constraint that is a value of sh:sparql; nothing where it is deactivated."""
    if isinstance(node, Literal):
        raise reader.ill(shape, f"sh:sparql refers to {node.n3()}, not to a constraint")
    if reader.boolean(node, SHACL.deactivated):
        return
    asking = _asking(reader, shape, node, "SELECT", path, {})
    iri = str(SHACL.SPARQLConstraintComponent)
    yield model.Asked(asking, iri, terms.from_rdflib(node), tuple(reader.messages(node)))


def read_component(
    reader: Reader, component: Component, shape: Term, path: Path | None
) -> Iterator[model.Constraint]:
    """The constraints that a shape has by giving values to the parameters of a component."""
    shapes = reader.shapes
    names = {**component.mandatory, **component.optional}
    for name in names:
        if name in _TAKEN:
            raise reader.ill(
                shape, f"a parameter of {component.node.n3()} is called {name}, which means something else"
            )
    given = {name: sorted(shapes.objects(shape, iri), key=lambda v: v.n3()) for name, iri in names.items()}
    if not all(given[name] for name in component.mandatory):
        return
    for name, values in given.items():
        if len(values) > 1 and len(names) > 1:
            raise reader.ill(shape, f"{names[name].n3()} has more than one value")
    kind = SHACL.nodeValidator if path is None else SHACL.propertyValidator
    validator, form = _one(reader, component.node, kind), "SELECT"
    if validator is None:
        validator, form = _one(reader, component.node, SHACL.validator), "ASK"
    if validator is None:
        raise reader.uncovered(shape, f"{component.node.n3()} has no validator for this kind of shape")
    labels = tuple(reader.literal(shape, one) for one in shapes.objects(component.node, SHACL.labelTemplate))
    messages = tuple(reader.messages(validator))
    for number in range(max(map(len, given.values()))):  # more than one only of a single parameter
        constants = {name: reader.term(shape, values[number]) for name, values in given.items() if values}
        asking = _asking(reader, shape, validator, form, path, constants)
        yield model.Asked(asking, str(component.node), None, messages, labels)


def _asking(
    reader: Reader, shape: Term, node: Term, form: str, path: Path | None, constants: dict[str, terms.Term]
) -> Asking:
    parameter = SHACL.select if form == "SELECT" else SHACL.ask
    texts = list(reader.shapes.objects(node, parameter))
    if len(texts) != 1:
        raise reader.ill(
            shape, f"{reader.name(node)} has {len(texts)} values of sh:{form.lower()} instead of one"
        )
    text = reader.string(shape, parameter, texts[0])
    path_text = None if path is None else written(path)
    if "currentShape" in text:
        constants = {**constants, "currentShape": reader.term(shape, shape)}
    try:
        asking = Asking.read(text, form, _prefixes(reader, shape, node), path_text, constants)
    except WrongQuery as error:
        raise reader.ill(shape, f"{reader.name(node)}: {error}") from error
    if asking.mentions_shapes_graph:
        raise reader.uncovered(shape, f"{reader.name(node)} asks for $shapesGraph, which is optional")
    if asking.mentions_named_graphs:
        raise reader.uncovered(shape, f"{reader.name(node)} asks for named graphs")
    return asking


def _prefixes(reader: Reader, shape: Term, node: Term) -> dict[str, str]:
    """What sh:prefixes declares, with the ontologies that it imports (section 5.2.1)."""
    shapes, found = reader.shapes, dict[str, str]()
    ontologies = {
        imported
        for ontology in shapes.objects(node, SHACL.prefixes)
        for imported in shapes.transitive_objects(ontology, OWL.imports)
    }
    for declared in {d for ontology in ontologies for d in shapes.objects(ontology, SHACL.declare)}:
        prefix, iri = shapes.value(declared, SHACL.prefix), shapes.value(declared, SHACL.namespace)
        if (
            not isinstance(prefix, Literal)
            or not isinstance(iri, Literal)
            or iri.datatype not in (XSD.anyURI, XSD.string, None)
        ):
            raise reader.ill(
                shape, "sh:declare has one sh:prefix, a string, and one sh:namespace, an xsd:anyURI"
            )
        if found.setdefault(str(prefix), str(iri)) != str(iri):
            raise reader.ill(shape, f"the prefix {prefix}: is declared for two namespaces")
    return found


def _one(reader: Reader, node: Term, kind: URIRef) -> Term | None:
    return min(reader.shapes.objects(node, kind), key=str, default=None)


def _local(iri: URIRef) -> str:
    """The local name of a parameter: what stands behind the last / or # (section 6.2.1)."""
    return str(iri).replace("#", "/").rsplit("/", 1)[-1]
