"""A shapes graph to typed trees, held to the syntax rules of SHACL (appendix A) on the way.

Only what a shape with a target reaches is read: an ill-formed path that nothing uses harms nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.namespace import SH as SHACL
from rdflib.term import Node as Term

from shapes import terms
from shapes.compiled import model
from shapes.compiled.components import components, read_component, read_sparql
from shapes.compiled.conditions import is_regular
from shapes.compiled.parameters import Parameters, is_true, short
from shapes.compiled.paths import MalformedPath, Path, read_path
from shapes.paths import path_text

__all__ = ["Reader", "targeted"]

_TARGETS = (SHACL.targetNode, SHACL.targetClass, SHACL.targetSubjectsOf, SHACL.targetObjectsOf)

#: What may stand at a shape without being a constraint of it.
_NO_CONSTRAINTS = frozenset(
    (*_TARGETS, SHACL.path, SHACL.severity, SHACL.message, SHACL.deactivated, SHACL.name, SHACL.description,
     SHACL.order, SHACL.group, SHACL.defaultValue, SHACL.flags, SHACL.ignoredProperties,
     SHACL.qualifiedMinCount, SHACL.qualifiedMaxCount, SHACL.qualifiedValueShapesDisjoint,
     # a shape may be the SPARQL constraint, the ontology of the prefixes or the component too
     SHACL.select, SHACL.ask, SHACL.prefixes, SHACL.declare, SHACL.parameter, SHACL.validator,
     SHACL.nodeValidator, SHACL.propertyValidator, SHACL.labelTemplate, SHACL.optional)
)  # fmt: skip

#: Parameters of which a shape has one value at most.
_SINGLE = frozenset(
    (SHACL.path, SHACL.severity, SHACL.deactivated, SHACL.datatype, SHACL.nodeKind, SHACL.minCount, SHACL.maxCount,
     SHACL.minExclusive, SHACL.minInclusive, SHACL.maxExclusive, SHACL.maxInclusive, SHACL.minLength,
     SHACL.maxLength, SHACL.pattern, SHACL.flags, SHACL.languageIn, SHACL.uniqueLang, SHACL["in"], SHACL.closed,
     SHACL.ignoredProperties, SHACL.qualifiedValueShape, SHACL.qualifiedMinCount, SHACL.qualifiedMaxCount,
     SHACL.qualifiedValueShapesDisjoint)
)  # fmt: skip

#: Parameters that only a property shape has.
_OF_PROPERTIES = frozenset(
    (SHACL.minCount, SHACL.maxCount, SHACL.uniqueLang, SHACL.lessThan, SHACL.lessThanOrEquals,
     SHACL.qualifiedValueShape)
)  # fmt: skip

_KINDS = ("BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
_COMPARED = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
#: As deep as shapes may stand in one another: the engine reads nested expressions by recursion.
_DEEPEST = 40


def targeted(shapes: Graph) -> list[Term]:
    """The shapes with a target that are not deactivated (sections 2.1.3 and 2.1.6), by name."""
    found = {shape for kind in (*_TARGETS, SHACL.target) for shape in shapes.subjects(kind)} | _classes(
        shapes
    )
    active = [
        shape for shape in found if not any(is_true(o) for o in shapes.objects(shape, SHACL.deactivated))
    ]
    return sorted(active, key=str)


def _classes(shapes: Graph) -> set[Term]:
    """The shapes that are classes too, which are their own target (section 2.1.3.3)."""
    typed = {s for kind in (SHACL.NodeShape, SHACL.PropertyShape) for s in shapes.subjects(RDF.type, kind)}
    return {s for s in typed for kind in (RDFS.Class, OWL.Class) if (s, RDF.type, kind) in shapes}


class Reader(Parameters):
    """Reads the shape `root` of a shapes graph, and all that it refers to.

    Raises, of every method:
        IllFormed: the shape breaks a rule of syntax, or is recursive.
        Uncovered: the shape holds something that is not compiled.
    """

    def __init__(self, shapes: Graph, root: Term) -> None:
        super().__init__(shapes, root)
        self._within: list[Term] = []
        self._components = components(shapes)

    def target(self) -> model.Target:
        """Which nodes the shape looks at."""
        root = self._root
        if (root, SHACL.target, None) in self.shapes:
            raise self.uncovered(root, "sh:target is an extension of SHACL (SHACL-AF)")
        nodes = []
        for node in self.shapes.objects(root, SHACL.targetNode):
            if isinstance(node, BNode):
                raise self.ill(root, "sh:targetNode is an IRI or a literal, not a blank node")
            nodes.append(self.term(root, node))
        iris = {p: tuple(self.iris(root, p)) for p in _TARGETS[1:]}
        if root in _classes(self.shapes):
            if not isinstance(root, URIRef):
                raise self.ill(root, "a shape that is a class too has an IRI")
            iris[SHACL.targetClass] = tuple(sorted({*iris[SHACL.targetClass], str(root)}))
        return model.Target(tuple(sorted(nodes, key=str)), *(iris[p] for p in _TARGETS[1:]))

    def shape(self) -> model.Shape:
        """The shape itself."""
        return self._shape(self._root)

    def _shape(self, node: Term) -> model.Shape:
        if isinstance(node, Literal):
            raise self.ill(self._within[-1], f"{node.n3()} is no shape")
        if node in self._within:
            circle = [*self._within[self._within.index(node) :], node]
            raise self.ill(node, f"the shape is recursive: {' → '.join(map(self.name, circle))}")
        if len(self._within) == _DEEPEST:
            raise self.uncovered(self._root, f"more than {_DEEPEST} shapes stand in one another")
        self._within.append(node)
        try:
            return self._read(node)
        finally:
            self._within.pop()

    def _read(self, node: Term) -> model.Shape:
        for parameter in set(self.shapes.predicates(node)) & _SINGLE:
            if len(set(self.shapes.objects(node, parameter))) > 1:
                raise self.ill(node, f"{short(parameter)} has more than one value")
        path = self.shapes.value(node, SHACL.path)
        read = None
        if path is not None:
            try:
                read = read_path(self.shapes, path)
            except MalformedPath as error:
                raise self.ill(node, f"sh:path: {error}") from error
        deactivated = self.boolean(node, SHACL.deactivated)
        severity = [self.term(node, URIRef(iri)) for iri in self.iris(node, SHACL.severity)]
        return model.Shape(
            node=terms.from_rdflib(node),
            path=read,
            path_text=path_text(self.shapes, path) if path is not None else None,
            severity=severity[0] if severity else ox.NamedNode(str(SHACL.Violation)),  # type: ignore[arg-type]
            messages=tuple(self.messages(node)),
            constraints=() if deactivated else tuple(self._constraints(node, read)),
        )

    # constraints

    def _constraints(self, node: Term, path: Path | None) -> Iterator[model.Constraint]:
        said = sorted(set(self.shapes.predicates(node)), key=str)
        for component in self._components:
            yield from read_component(self, component, node, path)
        for parameter in said:
            if not str(parameter).startswith(str(SHACL)) or parameter in _NO_CONSTRAINTS:
                continue
            if parameter in _OF_PROPERTIES and path is None:
                raise self.ill(node, f"a node shape has no {short(parameter)}")
            name = str(parameter).removeprefix(str(SHACL))
            read = getattr(self, "_" + re.sub(r"(?=[A-Z])", "_", name).lower() + "_", None)
            values = sorted(self.shapes.objects(node, parameter), key=lambda v: v.n3())
            if name in _COMPARED:
                for value in values:
                    yield model.Compared(_COMPARED[name], self.literal(node, value))
            elif parameter == SHACL.sparql:
                for value in values:
                    yield from read_sparql(self, node, value, path)
            elif read is not None:
                for value in values:
                    yield from read(node, value)
            else:
                raise self.uncovered(node, f"{short(parameter)} is not compiled")

    def _class_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.InstanceOf(self.iri(node, SHACL["class"], value))

    def _datatype_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        iri = self.iri(node, SHACL.datatype, value)
        if iri in terms.FOLDED:
            raise self.uncovered(node, f"a store does not tell literals of {value.n3()} from others")
        yield model.HasDatatype(iri)

    def _node_kind_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        kind = str(value).removeprefix(str(SHACL))
        if kind not in _KINDS or not isinstance(value, URIRef):
            raise self.ill(node, f"sh:nodeKind is one of sh:{', sh:'.join(_KINDS)}")
        yield model.OfKind(kind)

    def _min_count_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.AtLeast(self.integer(node, SHACL.minCount, value))

    def _max_count_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.AtMost(self.integer(node, SHACL.maxCount, value))

    def _min_length_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasLength(">=", self.integer(node, SHACL.minLength, value))

    def _max_length_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasLength("<=", self.integer(node, SHACL.maxLength, value))

    def _pattern_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        flags = [self.string(node, SHACL.flags, f) for f in self.shapes.objects(node, SHACL.flags)]
        pattern = model.Matches(self.string(node, SHACL.pattern, value), "".join(flags))
        if not is_regular(pattern.pattern, pattern.flags):
            raise self.uncovered(node, f"the engine's regular expressions have no {value.n3()}")
        yield pattern

    def _language_in_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        ranges = self.list_(node, SHACL.languageIn, value)
        yield model.InLanguages(tuple(self.string(node, SHACL.languageIn, one) for one in ranges))

    def _unique_lang_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        if self.boolean(node, SHACL.uniqueLang):
            yield model.UniqueLanguages()

    def _equals_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Equal(self.iri(node, SHACL.equals, value))

    def _disjoint_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Disjoint(self.iri(node, SHACL.disjoint, value))

    def _less_than_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Before("<", self.iri(node, SHACL.lessThan, value))

    def _less_than_or_equals_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Before("<=", self.iri(node, SHACL.lessThanOrEquals, value))

    def _not_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Negation(self._shape(value))

    def _and_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Conjunction(tuple(map(self._shape, self.list_(node, SHACL["and"], value))))

    def _or_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Disjunction(tuple(map(self._shape, self.list_(node, SHACL["or"], value))))

    def _xone_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.ExactlyOne(tuple(map(self._shape, self.list_(node, SHACL.xone, value))))

    def _node_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        shape = self._shape(value)
        if shape.path is not None:
            raise self.ill(node, f"sh:node refers to a property shape, {self.name(value)}")
        yield model.Node(shape)

    def _property_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        if (value, SHACL.path, None) not in self.shapes:
            raise self.ill(node, f"sh:property refers to a shape without sh:path, {self.name(value)}")
        yield model.Property(self._shape(value))

    def _qualified_value_shape_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        shape = self._shape(value)
        siblings: tuple[model.Shape, ...] = ()
        if self.boolean(node, SHACL.qualifiedValueShapesDisjoint):
            others = {
                shape
                for parent in self.shapes.subjects(SHACL.property, node)
                for sibling in self.shapes.objects(parent, SHACL.property)
                for shape in self.shapes.objects(sibling, SHACL.qualifiedValueShape)
            } - {value}
            siblings = tuple(map(self._shape, sorted(others, key=str)))
        for parameter, operator in ((SHACL.qualifiedMinCount, ">="), (SHACL.qualifiedMaxCount, "<=")):
            for count in self.shapes.objects(node, parameter):
                number = self.integer(node, parameter, count)
                yield model.Qualified(operator, number, shape, siblings)

    def _closed_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        if not self.boolean(node, SHACL.closed):
            return
        allowed: set[Term] = {
            path
            for property_ in self.shapes.objects(node, SHACL.property)
            for path in self.shapes.objects(property_, SHACL.path)
            if isinstance(path, URIRef)
        }
        for head in self.shapes.objects(node, SHACL.ignoredProperties):
            allowed.update(self.list_(node, SHACL.ignoredProperties, head))
        yield model.Closed(tuple(sorted(self.iri(node, SHACL.ignoredProperties, one) for one in allowed)))

    def _has_value_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasValue(self.constant(node, SHACL.hasValue, value))

    def _in_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        listed = self.list_(node, SHACL["in"], value)
        yield model.OneOf(tuple(self.constant(node, SHACL["in"], one) for one in listed))
