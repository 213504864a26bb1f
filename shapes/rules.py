"""The rule book: shapes, each with what people must be told about it.

A rule of the project is one file: the title is the shape's rdfs:label, why it matters its rdfs:comment,
how to mend it its cps:fix. The words beyond SHACL are defined in `vocabulary/shapes.ttl`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files as package_files
from itertools import count
from pathlib import Path
from typing import Literal as Either

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from graph.tokens import keywords
from ontology.terms import CPS
from shapes.data import Facts, UnreadableData, graph_of, read
from shapes.imports import understood, with_imports

__all__ = [
    "SEVERITIES",
    "Detail",
    "Rule",
    "Severity",
    "Target",
    "Text",
    "fingerprint",
    "rules",
    "rules_of",
    "severity_of",
]

Severity = Either["violation", "warning", "info"]

#: The severities, the gravest first.
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")

_REACHING_OUT = frozenset({"SERVICE", "FROM"})
_SET, _FIX = URIRef(CPS.set), URIRef(CPS.fix)
_DETAIL, _SENTENCE = URIRef(CPS.detail), URIRef(CPS.sentence)
_LIMITS, _ELEMENT, _DOUBTED_BY = URIRef(CPS.limits), URIRef(CPS.element), URIRef(CPS.doubtedBy)
_AT_MOST = URIRef(CPS.atMost)
_FACTS, _VARIANT_OF = URIRef(CPS.facts), URIRef(CPS.variantOf)

#: The kinds of target that a shape can declare (SHACL, section 2.1.3).
_TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people, in Chinese and in English."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The words in `lang`, which is zh or en."""
        return self.zh if lang == "zh" else self.en

    @classmethod
    def of(cls, values: Iterable[tuple[str, str | None]]) -> Text:
        """The words among `values`, each with its language: one that is missing is told in the other one."""
        spoken = sorted((language or "", words) for words, language in values)
        zh = [words for language, words in spoken if language.startswith("zh")]
        en = [words for language, words in spoken if language.startswith("en")]
        other = [words for _, words in spoken] or [""]
        return cls([*zh, *en, *other][0], [*en, *other][0])


@dataclass(frozen=True, slots=True)
class Target:
    """Which nodes a shape looks at."""

    nodes: frozenset[Node]
    classes: frozenset[Node]
    subjects_of: frozenset[Node]
    objects_of: frozenset[Node]

    def found_in(self, data: Graph) -> set[Node]:
        """The nodes of `data` that the shape looks at, those of subclasses included."""
        found = set(self.nodes)
        for one in self.classes:
            for kind in data.transitive_subjects(RDFS.subClassOf, one):
                found.update(data.subjects(RDF.type, kind))
        for one in self.subjects_of:
            found.update(data.subjects(one))
        for one in self.objects_of:
            found.update(data.objects(None, one))
        return found


@dataclass(frozen=True, slots=True)
class Detail:
    """A sentence added to a message, and the SELECT that fills its places (see cps:Detail)."""

    query: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape with a target, and what people are told about it.

    `severity` is what the shape itself says; a profile may say otherwise. `set` is core (the data is
    well formed), audit (the plan is complete) or own (somebody's own shapes). `graph` holds the shape
    with all it refers to, and no other shape with a target.

    `limits` is what the rule cannot check. `element` is the part of a measure that its findings say is missing
    (unit, lead, time or target). `doubted_by` are the kinds of reading note that make such an absence doubtful.
    `caps` are the shapes and
    constraints, as pyoxigraph writes them, whose findings never weigh more than a severity. See
    `vocabulary/shapes.ttl` for each. `source` is the SHA-256 of what the shape was read from.
    """

    name: str
    title: Text
    why: Text
    fix: Text
    severity: Severity
    set: str
    shape: Node
    target: Target
    details: tuple[Detail, ...]
    graph: Graph = field(repr=False, compare=False)
    limits: Text = Text("", "")
    element: str | None = None
    doubted_by: frozenset[str] = frozenset()
    caps: Mapping[str, Severity] = field(default_factory=dict)
    source: str = ""


@cache
def rules(facts: Facts = "stated") -> tuple[Rule, ...]:
    """The project's rules: what makes data well formed first, then what makes a plan complete, by name.

    Where a rule asks for something else when inherited and inferred facts count, its file has a shape for each
    (cps:facts); a rule that has one for `stated` alone is not asked then.
    """
    found = [
        rule
        for file in package_files("shapes").iterdir()
        if file.name.endswith(".ttl")
        for rule in _in(file.read_bytes(), facts)
    ]
    return tuple(sorted(found, key=lambda rule: (rule.set != "core", rule.name)))


def rules_of(files: Sequence[Path]) -> tuple[Rule, ...]:
    """Somebody's own shapes as rules, one for each shape with a target, by name.

    The files, with those that they import, are one shapes graph, so that a shape may refer to one of another file.

    Raises:
        UnreadableData: a file is no RDF or imports what is not there, none holds a shape with a target that is not
            deactivated, one says what no engine here knows, or a query would fetch something from elsewhere.
    """
    whole = with_imports(files)
    quads = list(read(whole))
    understood(graph_of(quads))
    total = sha256(b"".join(file.read_bytes() for file in whole))
    found = _rules(quads, "stated", total.hexdigest())
    if not found:
        names = ", ".join(map(str, files))
        raise UnreadableData(
            f"{names}: no shape with a target (such as sh:targetClass) that is not deactivated"
        )
    for rule in found:
        queries = [*rule.graph.objects(None, SH.select), *rule.graph.objects(None, SH.ask)]
        reaching = {word for query in queries for word in keywords(str(query))} & _REACHING_OUT
        if reaching:
            words = " and ".join(sorted(reaching))
            raise UnreadableData(f"a query of the shape {rule.name} says {words}: shapes open no connection")
    return found


def severity_of(iri: Node | str | None) -> Severity:
    """The severity that an IRI means; one that SHACL does not define counts as a violation."""
    known: dict[str, Severity] = {str(SH.Warning): "warning", str(SH.Info): "info"}
    return known.get(str(iri), "violation")


def fingerprint(rules: Sequence[Rule]) -> str:
    """The SHA-256, in hexadecimal, of what `rules` were read from and of their names."""
    told = "\n".join(f"{rule.name} {rule.source}" for rule in rules)
    return sha256(told.encode("utf-8")).hexdigest()


def _in(content: bytes, facts: Facts) -> tuple[Rule, ...]:
    quads = ox.parse(content, format=ox.RdfFormat.TURTLE)
    return _rules(quads, facts, sha256(content).hexdigest())


def _rules(quads: Iterable[ox.Quad], facts: Facts, source: str) -> tuple[Rule, ...]:
    graph = graph_of(quads)
    targeted = {shape for kind in _TARGETS for shape in graph.subjects(kind)} | _classes(graph)
    in_order = [s for s in dict.fromkeys(graph.subjects()) if s in targeted]
    active = [s for s in in_order if (s, SH.deactivated, Literal(True)) not in graph]
    asked = [s for s in active if str(graph.value(s, _FACTS) or facts) == facts]
    # a shape that stands in for another one is that one's rule
    rule_of = {s: graph.value(s, _VARIANT_OF) or s for s in asked}
    names = _names(rule_of.values())
    found = [_rule(s, rule_of[s], names[rule_of[s]], graph, targeted - {s}, source) for s in asked]
    return tuple(sorted(found, key=lambda rule: (rule.set != "core", rule.name)))


def _classes(graph: Graph) -> set[Node]:
    """The shapes that are classes too, and so look at their own instances (SHACL, section 2.1.3.3)."""
    shapes = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in graph.subjects(RDF.type, kind)}
    return {s for s in shapes for kind in (RDFS.Class, OWL.Class) if (s, RDF.type, kind) in graph}


def _rule(shape: Node, described: Node, name: str, graph: Graph, others: set[Node], source: str) -> Rule:
    """The rule of `shape`, told about in the words of `described`, which is mostly itself."""
    alone = Graph(bind_namespaces="none")
    for s, p, o in graph:
        aims = p in _TARGETS or (p == RDF.type and o in (RDFS.Class, OWL.Class))
        if not (aims and s in others):
            alone.add((s, p, o))

    def words(property_: Node) -> Text:
        return _text(graph, described, property_)

    def aimed(kind: Node) -> frozenset[Node]:
        return frozenset(graph.objects(shape, kind))

    title = words(RDFS.label)
    return Rule(
        name=name,
        title=title if title.zh else Text(name, name),
        why=words(RDFS.comment),
        fix=words(_FIX),
        severity=severity_of(graph.value(shape, SH.severity)),
        set=str(graph.value(described, _SET) or "own"),
        shape=shape,
        target=Target(
            nodes=aimed(SH.targetNode),
            classes=aimed(SH.targetClass) | ({shape} & _classes(graph)),
            subjects_of=aimed(SH.targetSubjectsOf),
            objects_of=aimed(SH.targetObjectsOf),
        ),
        details=tuple(_details(graph, shape)),
        graph=alone,
        limits=words(_LIMITS),
        element=str(element) if (element := graph.value(described, _ELEMENT)) is not None else None,
        doubted_by=frozenset(map(str, graph.objects(described, _DOUBTED_BY))),
        caps={node.n3(): severity_of(most) for node, most in graph.subject_objects(_AT_MOST)},
        source=source,
    )


def _names(shapes: Iterable[Node]) -> dict[Node, str]:
    """The names people type: cps:MeasureHasUnit is measure-has-unit, other shapes keep their local names.

    Where two have one local name, they go by their IRIs; blank nodes are numbered as they come.
    """
    names: dict[Node, str] = {}
    unnamed = count(1)
    for shape in shapes:
        local = re.split(r"[/#]", str(shape))[-1] if isinstance(shape, URIRef) else f"shape-{next(unnamed)}"
        ours = str(shape) in CPS
        names[shape] = re.sub(r"(?<!^)(?=[A-Z])", "-", local).lower() if ours else local or str(shape)
    met = Counter(names.values())
    return {shape: name if met[name] == 1 else str(shape) for shape, name in names.items()}


def _details(graph: Graph, shape: Node) -> list[Detail]:
    found = sorted(graph.objects(shape, _DETAIL), key=lambda d: (str(graph.value(d, SH.order)), str(d)))
    return [Detail(str(graph.value(d, SH.select)), _text(graph, d, _SENTENCE)) for d in found]


def _text(graph: Graph, subject: Node, property_: Node) -> Text:
    return Text.of((str(v), v.language) for v in graph.objects(subject, property_) if isinstance(v, Literal))
