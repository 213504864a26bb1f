"""The audit of a generation, from that of an earlier one: only what the changed documents touch is looked at again.

A rule is local if it asks only for what a document's own records say (`local`): then what it finds about a measure can
change only where the document's graph changes, or a node that several documents share and this one mentions (a unit
that gets another name, a plan that gets another carrier). Every other rule is asked again of everything. What comes
out is what the whole audit would find: tests hold both to the same.
"""

from __future__ import annotations

import filecmp
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox
from rdflib import Literal, URIRef, Variable
from rdflib.namespace import SH
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node as RdfNode

from graph.generations import Generation
from ontology.iri import Namer
from ontology.terms import CP, PREFIXES
from shapes.check import audit
from shapes.data import Data, Facts
from shapes.describing import Context
from shapes.engines import Engines
from shapes.findings import Audit, Checked
from shapes.rules import Rule
from shapes.selection import weighed

__all__ = ["local", "reaudit"]

Node = ox.NamedNode | ox.BlankNode

#: The classes whose instances are records of one plan's documents.
_RECORDS = frozenset(
    (
        CP.Measure,
        CP.Clause,
        CP.Assignment,
        CP.Schedule,
        CP.Target,
        CP.TargetPart,
        CP.Section,
        CP.Span,
        CP.ReadingNote,
    )
)

#: Terms of the ontology that are never said of a record, or of what it mentions, but in graphs between documents.
_BETWEEN = frozenset(
    (
        CP.continues,
        CP.continuedBy,
        CP.earlier,
        CP.later,
        CP.implements,
        CP.implementedBy,
        CP.succeeds,
        CP.succeededBy,
        CP.quotes,
        CP.measure,
        CP.interprets,
        CP.reportsOn,
    )
)

_TERM = re.compile(rf"\bcp:(\w+)|<{re.escape(PREFIXES['cp'])}(\w+)>")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DOCUMENT = "document-"
#: Named graphs whose change touches everything.
_EVERYWHERE = ("ontology.nq", "registry.nq")
#: Named graphs that tell of many documents.
_SHARED = ("catalogue.nq", "links.nq")


def local(rule: Rule) -> bool:
    """Whether `rule` asks only for what the records of one plan's documents say, and for what they mention.

    It must aim at records by their class, be made of SHACL Core, and use no term that stands between documents. What
    any triple may say (sh:closed) or any node may be aimed at is not local.
    """
    graph, target = rule.graph, rule.target
    if target.nodes or target.subjects_of or target.objects_of or not target.classes:
        return False
    if not {str(one) for one in target.classes} <= _RECORDS:
        return False
    if any(graph.objects(None, SH.sparql)) or (None, SH.closed, Literal(True)) in graph:
        return False
    used = {str(o) for o in graph.objects() if isinstance(o, URIRef)}
    for detail in rule.details:
        used |= {PREFIXES["cp"] + (short or full) for short, full in _TERM.findall(detail.query)}
    return not used & _BETWEEN


def reaudit(before: Audit, earlier: Generation, later: Generation, rules: Sequence[Rule]) -> Audit | None:
    """The audit of `later`, from the audit `before` of `earlier` by the same rules and of the same facts.

    None if what changed touches everything, so that the whole must be audited.
    """
    if any(not _same(earlier, later, name) for name in _EVERYWHERE):
        return None
    near = [rule for rule in rules if local(rule)]
    far = [rule for rule in rules if not local(rule)]
    touched = _touched(earlier, later, _inverse(near) | _inverse_of_details(near))
    records = {quad.subject for g in (earlier, later) for quad in _quads(g, touched)}
    whole = Data.of_generation(later, before.facts, most_in_memory=0)
    part = Data.of(_around(later, touched, before.facts, _inverse(near)))
    context = Context(whole)
    again = [f for f in audit(part, near, before.profile, context=context).findings if f.focus in records]
    everywhere = audit(whole, far, before.profile, context=context)
    names = {rule.name for rule in near}
    engines = Engines(whole)
    kept = [f for f in before.findings if f.rule in names and f.focus not in records]
    found = replace(
        everywhere,
        findings=(*kept, *again, *everywhere.findings),
        checked=tuple(Checked(rule, rule.severity, engines.looked_at(rule)) for rule in rules),
        facts=before.facts,
        engines={**everywhere.engines, **dict.fromkeys(names, "compiled")},
        generation=later.name,
    )
    return weighed(found, before.profile)


def _inverse(rules: Iterable[Rule]) -> frozenset[str]:
    """The properties that `rules` follow from object to subject."""
    return frozenset(str(path) for rule in rules for path in rule.graph.objects(None, SH.inversePath))


def _inverse_of_details(rules: Iterable[Rule]) -> frozenset[str]:
    """Those that the queries for their messages do."""
    return frozenset(iri for rule in rules for detail in rule.details for iri in _against(detail.query))


def _against(query: str) -> set[str]:
    """The properties that a query follows from object to subject on its way from ?this, or else from ?value."""
    triples: list[tuple[RdfNode, RdfNode | Path, RdfNode]] = []

    def note(part: object) -> None:
        if isinstance(part, CompValue) and part.name == "BGP":
            triples.extend(part.triples)

    traverse(prepareQuery(query).algebra, visitPre=note)
    this = Variable("this")
    reached: set[RdfNode] = {this if any(this in (s, o) for s, _, o in triples) else Variable("value")}
    found: set[str] = set()
    while True:
        ahead = {o for s, _, o in triples if s in reached and o not in reached}
        if not ahead:
            behind = [(s, p) for s, p, o in triples if o in reached and s not in reached]
            found |= {iri for _, p in behind for iri in _steps(p)}
            ahead = {s for s, _ in behind}
        if not ahead:
            return found | {iri for _, p, _ in triples for iri in _steps(p, back=True)}
        reached |= ahead


def _steps(path: object, *, back: bool = False) -> Iterator[str]:
    """The properties of a path; with `back` only those that it follows from object to subject."""
    match path:
        case InvPath(arg=inner):
            yield from _steps(inner)
        case SequencePath(args=parts) | AlternativePath(args=parts):
            for part in parts:
                yield from _steps(part, back=back)
        case MulPath(path=inner):
            yield from _steps(inner, back=back)
        case URIRef() if not back:
            yield str(path)


def _touched(earlier: Generation, later: Generation, inverse: frozenset[str]) -> frozenset[str]:
    """The file names of the documents' graphs in which something depends on what is different."""
    engines = [g.open().engine for g in (earlier, later)]
    files = [{file.name: file for file in g.graphs} for g in (earlier, later)]
    changed = [
        name
        for name in sorted(files[0].keys() | files[1].keys())
        if (name.startswith(_DOCUMENT) or name in _SHARED) and not _same(earlier, later, name)
    ]
    apart = (ox.DefaultGraph(), ox.NamedNode(Namer(later.manifest["base"]).graph("inferred")))
    nodes = [
        node
        for here, other in ((0, 1), (1, 0))
        for quad in _quads((earlier, later)[here], changed)
        if not _states(engines[other], quad, apart)
        for node in (quad.subject, quad.object if quad.predicate.value in inverse else None)
        if isinstance(node, ox.NamedNode | ox.BlankNode)
    ]
    touched = {name for name in changed if name.startswith(_DOCUMENT)}
    for engine, generation in zip(engines, (earlier, later), strict=True):
        graphs = _document_graphs(generation)
        touched.update(graphs[g] for g in _dependents(engine, nodes) if g in graphs)
    return frozenset(touched)


def _states(engine: ox.Store, quad: ox.Quad, apart: Collection[object]) -> bool:
    """Whether the triple stands in any named graph, those `apart` not counted."""
    found = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object)
    return any(one.graph_name not in apart for one in found)


def _dependents(engine: ox.Store, nodes: Iterable[Node]) -> Iterator[str]:
    """The named graphs that say something of `nodes`, or of what leads to them."""
    seen = set(nodes)
    waiting = list(seen)
    while waiting:
        node = waiting.pop()
        for quad in engine.quads_for_pattern(node, None, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                yield quad.graph_name.value
        for quad in engine.quads_for_pattern(None, None, node):
            if quad.predicate == _TYPE or quad.predicate.value in _BETWEEN:
                continue
            if isinstance(quad.graph_name, ox.NamedNode):
                yield quad.graph_name.value
            if quad.subject not in seen and isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
                seen.add(quad.subject)
                waiting.append(quad.subject)


def _around(
    generation: Generation, names: Iterable[str], facts: Facts, inverse: Iterable[str]
) -> Iterator[ox.Quad]:
    """What the graphs called `names` say, all that is said of what they mention, and what follows from it.

    `inverse` are the properties that are followed from object to subject as well.
    """
    back = [ox.NamedNode(iri) for iri in sorted(inverse)]
    engine = generation.open().engine
    inferred = Namer(generation.manifest["base"]).graph("inferred")
    apart = (ox.DefaultGraph(), ox.NamedNode(inferred)) if facts == "stated" else (ox.DefaultGraph(),)
    waiting = [node for quad in _quads(generation, names) for node in (quad.subject, quad.object)]
    seen: set[object] = set()
    while waiting:
        node = waiting.pop()
        if node in seen or not isinstance(node, ox.NamedNode | ox.BlankNode):
            continue
        seen.add(node)
        for quad in engine.quads_for_pattern(node, None, None):
            if quad.graph_name not in apart:
                yield quad
                if quad.predicate != _TYPE and quad.predicate.value not in _BETWEEN:
                    waiting.append(quad.object)
        for predicate in back:
            for quad in engine.quads_for_pattern(None, predicate, node):
                if quad.graph_name not in apart:
                    yield quad
                    waiting.append(quad.subject)


def _quads(generation: Generation, names: Iterable[str]) -> Iterator[ox.Quad]:
    """The quads of the graphs that are kept in files called `names`, as far as the generation has them."""
    files = {file.name: file for file in generation.graphs}
    for name in names:
        if name in files:
            yield from ox.parse(path=files[name], format=ox.RdfFormat.N_QUADS)


def _document_graphs(generation: Generation) -> dict[str, str]:
    """The file names of the documents' graphs, by the IRIs of the graphs."""
    return {entry["graph"]: f"{_DOCUMENT}{entry['slug']}.nq" for entry in generation.manifest["documents"]}


def _same(one: Generation, other: Generation, name: str) -> bool:
    first, second = (g.folder / "graphs" / name for g in (one, other))
    return first.exists() and second.exists() and filecmp.cmp(first, second, shallow=False)
