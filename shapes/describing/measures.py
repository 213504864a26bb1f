"""The measures of all plans, and the units that each names."""

from __future__ import annotations

from functools import cached_property
from typing import cast

import pyoxigraph as ox

from ontology.terms import CP, PREFIXES
from shapes.data import Data
from shapes.describing.nodes import LABEL, Nodes, short
from shapes.findings import AuditedMeasure, Unit, words_of
from shapes.terms import Term

__all__ = ["Measures"]

_NAME = ox.NamedNode(PREFIXES["skos"] + "prefLabel")

_MEASURES = f"SELECT DISTINCT ?m ?plan {{ ?m a <{CP.Measure}> ; <{CP.plan}> ?plan }}"

_UNIT_PROPERTIES = (
    CP.leadAgency,
    CP.cooperatingAgency,
    CP.responsibleAgency,
    CP.accountableAgency,
    CP.inheritedAgency,
)


def _naming(item: str) -> str:
    return " UNION ".join(f"{{ {item} <{iri}> ?unit }}" for iri in _UNIT_PROPERTIES)


# sub-selects, which Oxigraph reads as sets: ten look-ups for each measure take three times as long on disk
_NAMED = f"""SELECT DISTINCT ?m ?unit {{
    {{ SELECT ?m {{ ?m a <{CP.Measure}> }} }}
    {{ SELECT ?m ?unit {{ {_naming("?m")} UNION {{
        {{ SELECT ?m ?clause {{ ?m <{CP.clause}> ?clause }} }}
        {{ SELECT ?clause ?unit {{ {_naming("?clause")} }} }}
    }} }} }}
}}"""

_NOBODY: frozenset[str] = frozenset()


class Measures:
    """The measures of `data`; units that several measures name together are kept once.

    Args:
        data: what is audited.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        self._iris: dict[Term, str] = {}
        self._iris_of_measures: dict[str, str] = {}
        self._told: dict[frozenset[str], tuple[Unit, ...]] = {}

    @cached_property
    def all(self) -> tuple[AuditedMeasure, ...]:
        """The measures that are in a plan, by IRI."""
        plans: dict[Term, str] = {}
        found = []
        for measure, plan in self._data.select(_MEASURES):
            iri = self.called(words_of(cast(Term, measure)))
            name = plans.setdefault(cast(Term, plan), words_of(cast(Term, plan)))
            found.append(AuditedMeasure(iri, name, self._named.get(iri, _NOBODY)))
        return tuple(sorted(found, key=lambda m: (m.iri, m.plan)))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units that any measure names, by name."""
        return tuple(sorted(self._units.values()))

    def called(self, measure: str) -> str:
        """The IRI of a measure, which is kept once for all who tell of it."""
        return self._iris_of_measures.setdefault(measure, measure)

    def named_by(self, measure: str) -> tuple[Unit, ...]:
        """The units that a measure or a clause of it names in whatever role, by name.

        Args:
            measure: its IRI, or the mark of its blank node.
        """
        named = self._named.get(measure, _NOBODY)
        known = self._told.get(named)
        if known is None:
            known = self._told[named] = tuple(sorted(self._units[iri] for iri in named))
        return known

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """By measure the IRIs of the units."""
        named: dict[str, set[str]] = {}
        for measure, unit in self._data.select(_NAMED):
            iri = self._iris.setdefault(cast(Term, unit), words_of(cast(Term, unit)))
            named.setdefault(self.called(words_of(cast(Term, measure))), set()).add(iri)
        same: dict[frozenset[str], frozenset[str]] = {}
        return {m: same.setdefault(units, units) for m, some in named.items() if (units := frozenset(some))}

    @cached_property
    def _units(self) -> dict[str, Unit]:
        """By IRI."""
        _ = self._named
        nodes = Nodes(self._data, (_NAME, LABEL))
        nodes.look_up(self._iris)
        units = {}
        for node, iri in self._iris.items():
            name = nodes.value(node, _NAME) or nodes.value(node, LABEL)
            units[iri] = Unit(short(words_of(name) if name is not None else iri), iri)
        return units
