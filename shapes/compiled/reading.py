"""A shapes graph to typed trees, held to the syntax rules of SHACL (appendix A) on the way.

Only what a shape with a target reaches is read: an ill-formed path that nothing uses harms nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.namespace import SH as SHACL
from rdflib.term import Node as Term

from shapes import terms
from shapes.compiled import model
from shapes.compiled.paths import MalformedPath, members, read_path
from shapes.compiled.refusals import IllFormed, Uncovered
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
    active = [shape for shape in found if not any(_true(o) for o in shapes.objects(shape, SHACL.deactivated))]
    return sorted(active, key=str)


def _classes(shapes: Graph) -> set[Term]:
    """The shapes that are classes too, which are their own target (section 2.1.3.3)."""
    typed = {s for kind in (SHACL.NodeShape, SHACL.PropertyShape) for s in shapes.subjects(RDF.type, kind)}
    return {s for s in typed for kind in (RDFS.Class, OWL.Class) if (s, RDF.type, kind) in shapes}


def _true(value: Term) -> bool:
    """SHACL means the literal `true`: "1"^^xsd:boolean is another one (test uniqueLang-002 of its suite)."""
    return isinstance(value, Literal) and value.datatype == XSD.boolean and str(value) == "true"


class Reader:
    """Reads the shape `root` of a shapes graph, and all that it refers to.

    Raises, of every method:
        IllFormed: the shape breaks a rule of syntax, or is recursive.
        Uncovered: the shape holds something that is not compiled.
    """

    def __init__(self, shapes: Graph, root: Term) -> None:
        self._shapes, self._root = shapes, root
        self._within: list[Term] = []
        #: The parameters of constraint components that the shapes graph declares (section 6.2).
        self._declared = {
            path
            for declared in shapes.objects(None, SHACL.parameter)
            for path in shapes.objects(declared, SHACL.path)
        }

    def target(self) -> model.Target:
        """Which nodes the shape looks at."""
        root = self._root
        if (root, SHACL.target, None) in self._shapes:
            raise self._uncovered(root, "sh:target is an extension of SHACL (SHACL-AF)")
        nodes = []
        for node in self._shapes.objects(root, SHACL.targetNode):
            if isinstance(node, BNode):
                raise self._ill(root, "sh:targetNode is an IRI or a literal, not a blank node")
            nodes.append(self._term(root, node))
        iris = {p: tuple(self._iris(root, p)) for p in _TARGETS[1:]}
        if root in _classes(self._shapes):
            if not isinstance(root, URIRef):
                raise self._ill(root, "a shape that is a class too has an IRI")
            iris[SHACL.targetClass] = tuple(sorted({*iris[SHACL.targetClass], str(root)}))
        return model.Target(tuple(sorted(nodes, key=str)), *(iris[p] for p in _TARGETS[1:]))

    def shape(self) -> model.Shape:
        """The shape itself."""
        return self._shape(self._root)

    def _shape(self, node: Term) -> model.Shape:
        if isinstance(node, Literal):
            raise self._ill(self._within[-1], f"{node.n3()} is no shape")
        if node in self._within:
            circle = [*self._within[self._within.index(node) :], node]
            raise self._ill(node, f"the shape is recursive: {' → '.join(map(self._name, circle))}")
        if len(self._within) == _DEEPEST:
            raise self._uncovered(self._root, f"more than {_DEEPEST} shapes stand in one another")
        self._within.append(node)
        try:
            return self._read(node)
        finally:
            self._within.pop()

    def _read(self, node: Term) -> model.Shape:
        for parameter in set(self._shapes.predicates(node)) & _SINGLE:
            if len(set(self._shapes.objects(node, parameter))) > 1:
                raise self._ill(node, f"{_short(parameter)} has more than one value")
        path = self._shapes.value(node, SHACL.path)
        read = None
        if path is not None:
            try:
                read = read_path(self._shapes, path)
            except MalformedPath as error:
                raise self._ill(node, f"sh:path: {error}") from error
        deactivated = self._boolean(node, SHACL.deactivated)
        severity = [self._term(node, URIRef(iri)) for iri in self._iris(node, SHACL.severity)]
        return model.Shape(
            node=terms.from_rdflib(node),
            path=read,
            path_text=path_text(self._shapes, path) if path is not None else None,
            severity=severity[0] if severity else ox.NamedNode(str(SHACL.Violation)),  # type: ignore[arg-type]
            messages=tuple(self.messages(node)),
            constraints=() if deactivated else tuple(self._constraints(node, property_=path is not None)),
        )

    def messages(self, node: Term) -> Iterator[ox.Literal]:
        """The sh:message values of a shape, constraint or validator, by language."""
        for message in sorted(self._shapes.objects(node, SHACL.message), key=lambda m: m.n3()):
            if not isinstance(message, Literal) or message.datatype not in (None, XSD.string, RDF.langString):
                raise self._ill(node, "sh:message is a string, with or without a language")
            yield self._literal(node, message)

    # constraints

    def _constraints(self, node: Term, *, property_: bool) -> Iterator[model.Constraint]:
        said = sorted(set(self._shapes.predicates(node)), key=str)
        for parameter in said:
            if parameter in self._declared:
                raise self._uncovered(node, f"{parameter.n3()} belongs to a constraint component in SPARQL")
            if not str(parameter).startswith(str(SHACL)) or parameter in _NO_CONSTRAINTS:
                continue
            if parameter in _OF_PROPERTIES and not property_:
                raise self._ill(node, f"a node shape has no {_short(parameter)}")
            name = str(parameter).removeprefix(str(SHACL))
            read = getattr(self, "_" + re.sub(r"(?=[A-Z])", "_", name).lower() + "_", None)
            values = sorted(self._shapes.objects(node, parameter), key=lambda v: v.n3())
            if name in _COMPARED:
                for value in values:
                    yield model.Compared(_COMPARED[name], self._literal(node, value))
            elif read is not None:
                for value in values:
                    yield from read(node, value)
            else:
                raise self._uncovered(node, f"{_short(parameter)} is not compiled")

    def _class_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.InstanceOf(self._iri(node, SHACL["class"], value))

    def _datatype_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasDatatype(self._iri(node, SHACL.datatype, value))

    def _node_kind_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        kind = str(value).removeprefix(str(SHACL))
        if kind not in _KINDS or not isinstance(value, URIRef):
            raise self._ill(node, f"sh:nodeKind is one of sh:{', sh:'.join(_KINDS)}")
        yield model.OfKind(kind)

    def _min_count_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.AtLeast(self._integer(node, SHACL.minCount, value))

    def _max_count_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.AtMost(self._integer(node, SHACL.maxCount, value))

    def _min_length_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasLength(">=", self._integer(node, SHACL.minLength, value))

    def _max_length_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasLength("<=", self._integer(node, SHACL.maxLength, value))

    def _pattern_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        flags = [self._string(node, SHACL.flags, f) for f in self._shapes.objects(node, SHACL.flags)]
        yield model.Matches(self._string(node, SHACL.pattern, value), "".join(flags))

    def _language_in_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        ranges = self._list(node, SHACL.languageIn, value)
        yield model.InLanguages(tuple(self._string(node, SHACL.languageIn, one) for one in ranges))

    def _unique_lang_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        if self._boolean(node, SHACL.uniqueLang):
            yield model.UniqueLanguages()

    def _equals_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Equal(self._iri(node, SHACL.equals, value))

    def _disjoint_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Disjoint(self._iri(node, SHACL.disjoint, value))

    def _less_than_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Before("<", self._iri(node, SHACL.lessThan, value))

    def _less_than_or_equals_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Before("<=", self._iri(node, SHACL.lessThanOrEquals, value))

    def _not_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Negation(self._shape(value))

    def _and_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Conjunction(tuple(map(self._shape, self._list(node, SHACL["and"], value))))

    def _or_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.Disjunction(tuple(map(self._shape, self._list(node, SHACL["or"], value))))

    def _xone_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.ExactlyOne(tuple(map(self._shape, self._list(node, SHACL.xone, value))))

    def _node_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        shape = self._shape(value)
        if shape.path is not None:
            raise self._ill(node, f"sh:node refers to a property shape, {self._name(value)}")
        yield model.Node(shape)

    def _property_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        shape = self._shape(value)
        if shape.path is None:
            raise self._ill(node, f"sh:property refers to a shape without sh:path, {self._name(value)}")
        yield model.Property(shape)

    def _qualified_value_shape_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        shape = self._shape(value)
        siblings: tuple[model.Shape, ...] = ()
        if self._boolean(node, SHACL.qualifiedValueShapesDisjoint):
            others = {
                shape
                for parent in self._shapes.subjects(SHACL.property, node)
                for sibling in self._shapes.objects(parent, SHACL.property)
                for shape in self._shapes.objects(sibling, SHACL.qualifiedValueShape)
            } - {value}
            siblings = tuple(map(self._shape, sorted(others, key=str)))
        for parameter, operator in ((SHACL.qualifiedMinCount, ">="), (SHACL.qualifiedMaxCount, "<=")):
            for count in self._shapes.objects(node, parameter):
                number = self._integer(node, parameter, count)
                yield model.Qualified(operator, number, shape, siblings)

    def _closed_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        if not self._boolean(node, SHACL.closed):
            return
        allowed: set[Term] = {
            path
            for property_ in self._shapes.objects(node, SHACL.property)
            for path in self._shapes.objects(property_, SHACL.path)
            if isinstance(path, URIRef)
        }
        for head in self._shapes.objects(node, SHACL.ignoredProperties):
            allowed.update(self._list(node, SHACL.ignoredProperties, head))
        yield model.Closed(tuple(sorted(self._iri(node, SHACL.ignoredProperties, one) for one in allowed)))

    def _has_value_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        yield model.HasValue(self._constant(node, SHACL.hasValue, value))

    def _in_(self, node: Term, value: Term) -> Iterator[model.Constraint]:
        listed = self._list(node, SHACL["in"], value)
        yield model.OneOf(tuple(self._constant(node, SHACL["in"], one) for one in listed))

    # values of parameters

    def _term(self, node: Term, value: Term) -> terms.Term:
        try:
            return terms.from_rdflib(value)
        except ValueError as error:
            raise self._ill(node, f"{value!r}: {error}") from error

    def _constant(self, node: Term, parameter: URIRef, value: Term) -> terms.Term:
        if isinstance(value, BNode):
            raise self._uncovered(node, f"{_short(parameter)} names a blank node")
        return self._term(node, value)

    def _iri(self, node: Term, parameter: URIRef, value: Term) -> str:
        if not isinstance(value, URIRef):
            raise self._ill(node, f"{_short(parameter)} is an IRI, not {value.n3()}")
        return str(self._term(node, value).value)

    def _iris(self, node: Term, parameter: URIRef) -> list[str]:
        return sorted(self._iri(node, parameter, value) for value in self._shapes.objects(node, parameter))

    def _literal(self, node: Term, value: Term) -> ox.Literal:
        if not isinstance(value, Literal):
            raise self._ill(node, f"{value.n3()} is no literal")
        return self._term(node, value)  # type: ignore[return-value]

    def _string(self, node: Term, parameter: URIRef, value: Term) -> str:
        if not isinstance(value, Literal) or value.language or value.datatype not in (None, XSD.string):
            raise self._ill(node, f"{_short(parameter)} is a string, not {value.n3()}")
        return str(value)

    def _integer(self, node: Term, parameter: URIRef, value: Term) -> int:
        well_formed = isinstance(value, Literal) and re.fullmatch(r"[+-]?[0-9]+", str(value))
        if not well_formed or value.datatype != XSD.integer:  # type: ignore[attr-defined]
            raise self._ill(node, f"{_short(parameter)} is an xsd:integer, not {value.n3()}")
        return int(str(value))

    def _boolean(self, node: Term, parameter: URIRef) -> bool:
        for value in self._shapes.objects(node, parameter):
            if not (isinstance(value, Literal) and value.datatype == XSD.boolean
                    and str(value) in ("true", "false", "1", "0")):  # fmt: skip
                raise self._ill(node, f"{_short(parameter)} is true or false, not {value.n3()}")
            return _true(value)
        return False

    def _list(self, node: Term, parameter: URIRef, head: Term) -> list[Term]:
        try:
            return members(self._shapes, head)
        except MalformedPath as error:
            raise self._ill(node, f"{_short(parameter)}: {error}") from error

    # refusals

    def _ill(self, node: Term, why: str) -> IllFormed:
        return IllFormed(terms.from_rdflib(self._root), self._placed(node, why))

    def _uncovered(self, node: Term, why: str) -> Uncovered:
        return Uncovered(terms.from_rdflib(self._root), self._placed(node, why))

    def _placed(self, node: Term, why: str) -> str:
        return why if node == self._root else f"in {self._name(node)}: {why}"

    def _name(self, node: Term) -> str:
        if isinstance(node, BNode):
            path = self._shapes.value(node, SHACL.path)
            return f"[ sh:path {path.n3()} ]" if isinstance(path, URIRef) else "[ ]"
        return str(node.n3())


def _short(parameter: Term) -> str:
    return f"sh:{str(parameter).removeprefix(str(SHACL))}"
