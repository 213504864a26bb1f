"""From parts to wholes: a finding about a part of a part is about the measure and the plan as well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from ontology.terms import CP
from shapes.data import Data
from shapes.describing.asking import Question
from shapes.describing.nodes import TYPE, Nodes
from shapes.terms import Term

__all__ = ["Wholes"]

#: From a whole to its parts of a class.
_PARTS: Mapping[Term, str] = {
    ox.NamedNode(kind): property_
    for kind, property_ in (
        (CP.Clause, CP.clause),
        (CP.Assignment, CP.assignment),
        (CP.Schedule, CP.schedule),
        (CP.Target, CP.target),
        (CP.TargetPart, CP.part),
        (CP.Project, CP.project),
        (CP.ProjectMention, CP.projectMention),
        (CP.Span, CP.evidence),
    )
}


def _upwards(properties: Iterable[str]) -> Question:
    path = "|".join(f"<{one}>" for one in properties)
    return Question("SELECT ?this ?whole {", f" ?whole {path} ?this }}")


_UPWARDS: Mapping[str, Question] = {one: _upwards([one]) for one in _PARTS.values()}
_ANYWISE = _upwards(_PARTS.values())

_MEASURE, _PLAN_CLASS, _PLAN = (ox.NamedNode(i) for i in (CP.Measure, CP.Plan, CP.plan))


class Wholes:
    """What nodes are parts of, level by level for all of them at once.

    A part is looked for by the property that leads to its class, or where that finds nothing, by every property that
    leads to parts. Nothing is looked for above a plan, or a measure that has one.

    Args:
        data: what is audited.
        nodes: what is said of the nodes, for their classes and plans; it learns of what is met.
        carried: the plans that a document carries.
    """

    def __init__(self, data: Data, nodes: Nodes, carried: Collection[Term]) -> None:
        self._data, self._nodes, self._carried = data, nodes, carried
        self._above: dict[Term, Sequence[Term]] = {}

    def look_up(self, nodes: Iterable[Term]) -> None:
        """Looks up all that `nodes` are parts of."""
        level = list(dict.fromkeys(nodes))
        while level:
            self._nodes.look_up(level)
            above = self._directly_above([n for n in level if n not in self._above])
            self._above.update(above)
            level = list(dict.fromkeys(w for ws in above.values() for w in ws if w not in self._above))

    def of(self, node: Term) -> Iterator[Term]:
        """`node`, what it is a part of, and so on upwards, the nearest first."""
        met = [node]
        seen = {node}
        for one in met:
            yield one
            for whole in self._above.get(one, ()):
                if whole not in seen:
                    seen.add(whole)
                    met.append(whole)

    def above(self, node: Term) -> Sequence[Term]:
        """What `node` is a part of itself."""
        return self._above.get(node, ())

    def is_plan(self, node: Term) -> bool:
        """Whether the node is a plan by what it says, or by a document that carries it."""
        return node in self._carried or self._nodes.has_type(node, _PLAN_CLASS)

    def _directly_above(self, nodes: Sequence[Term]) -> dict[Term, Sequence[Term]]:
        found: dict[Term, list[Term]] = {node: [] for node in nodes}
        by_property: dict[str, list[Term]] = {}
        climbing = [n for n in nodes if not isinstance(n, ox.Literal) and not self._is_whole(n)]
        for node in climbing:
            for property_ in {_PARTS[kind] for kind in self._nodes.values(node, TYPE) if kind in _PARTS}:
                by_property.setdefault(property_, []).append(node)
        for property_, parts in by_property.items():
            self._ask(_UPWARDS[property_], parts, found)
        self._ask(_ANYWISE, [node for node in climbing if not found[node]], found)
        return {node: sorted(set(wholes), key=str) for node, wholes in found.items()}

    def _ask(self, question: Question, parts: Sequence[Term], found: dict[Term, list[Term]]) -> None:
        for part, whole in question.asked(self._data, parts):
            found[part].append(whole)

    def _is_whole(self, node: Term) -> bool:
        return self.is_plan(node) or (
            self._nodes.has_type(node, _MEASURE) and self._nodes.value(node, _PLAN) is not None
        )
