"""Targets (SHACL, section 2.1.3) as patterns that find nodes, and as a condition on a node."""

from __future__ import annotations

from shapes.compiled.facts import Facts
from shapes.compiled.model import Target
from shapes.compiled.names import Names

__all__ = ["among", "instance", "targets"]

_TYPE = "rdf:type/rdfs:subClassOf*"
#: Of more classes than these it is not asked one by one.
_MANY = 32


def targets(target: Target, var: str, facts: Facts, names: Names) -> str:
    """A pattern that binds `var` to the nodes of `target`, to some of them maybe more than once."""
    found = []
    if target.nodes:
        found.append(f"VALUES {var} {{ {' '.join(map(str, target.nodes))} }}")
    for iri in target.classes:
        known = facts.classes(iri)
        if known is None:
            found.append(f"{var} {_TYPE} <{iri}>")
        elif len(known) == 1:
            found.append(f"{var} a <{iri}>")
        else:
            kind = names("class")
            found.append(f"VALUES {kind} {{ {' '.join(f'<{one}>' for one in known)} }} {var} a {kind}")
    found += [f"{var} <{iri}> {names('object')}" for iri in target.subjects_of]
    found += [f"{names('subject')} <{iri}> {var}" for iri in target.objects_of]
    return found[0] if len(found) == 1 else " UNION ".join(f"{{ {one} }}" for one in found)


def among(target: Target, var: str, facts: Facts, names: Names) -> str:
    """The condition that the node that `var` is bound to is one of `target`; it never fails."""
    found = [instance(var, iri, facts, names) for iri in target.classes]
    found += [f"EXISTS {{ {var} <{iri}> {names('object')} }}" for iri in target.subjects_of]
    found += [f"EXISTS {{ {names('subject')} <{iri}> {var} }}" for iri in target.objects_of]
    found += [f"sameTerm({var}, {node})" for node in target.nodes]
    return found[0] if len(found) == 1 else f"({' || '.join(found)})"


def instance(var: str, iri: str, facts: Facts, names: Names) -> str:
    """The condition that `var` is a SHACL instance of the class (section 1.1); it never fails."""
    known = facts.classes(iri)
    kind = names("class")
    if known is None or len(known) > _MANY:
        return f"EXISTS {{ {var} rdf:type {kind} FILTER(EXISTS {{ {kind} rdfs:subClassOf* <{iri}> }}) }}"
    if len(known) == 1:
        return f"EXISTS {{ {var} rdf:type <{iri}> }}"
    choice = " || ".join(f"sameTerm({kind}, <{one}>)" for one in known)
    return f"EXISTS {{ {var} rdf:type {kind} FILTER({choice}) }}"
