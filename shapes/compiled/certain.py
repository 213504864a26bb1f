"""What no node at all can fail, as a few counts over the whole data say: then a shape's constraint is not asked.

Records are mostly well formed, and many shapes demand the same of labels and of evidence. Counting the different
nodes in triples takes 0.5 µs a triple; joining the triples of a property to the nodes of a class, 1.3 µs for each.
"""

from __future__ import annotations

import sys

from shapes.compiled import model
from shapes.compiled.conditions import Not, accepts
from shapes.compiled.facts import Facts, any_triple
from shapes.compiled.lookups import Lookups, link
from shapes.compiled.names import Names
from shapes.compiled.paths import Inverse, Path, Predicate
from shapes.compiled.scans import Scans
from shapes.compiled.targets import targets

__all__ = ["Certain"]

_THIS, _VALUE = "?this", "?value"
#: A property with this many times more triples than one that is read for a shape alone is read for all shapes at once.
_ALL = 4

#: What is demanded of a value without regard to the node that has it.
_ALIKE = (
    model.InstanceOf,
    model.HasDatatype,
    model.OfKind,
    model.Compared,
    model.HasLength,
    model.Matches,
    model.InLanguages,
    model.OneOf,
)


class Certain:
    """What is certain of the property shapes at a target.

    Args:
        shape: the shape at the target.
        target: its target.
        facts: what is known of the data.
        most: a property with no more triples than these is read as a whole.
        prefixes: those of the queries.
    """

    def __init__(
        self, shape: model.Shape, target: model.Target, facts: Facts, most: int, prefixes: str
    ) -> None:
        self._shape, self._facts, self._most, self._prefixes = shape, facts, most, prefixes
        self._targets = targets(target, _THIS, facts, Names())
        self._only_classes = not (target.nodes or target.subjects_of or target.objects_of)

    def holds(self, path: Path | None, constraint: model.Constraint) -> bool:
        """Whether the constraint of a property shape with this path holds for whatever node is looked at."""
        if not isinstance(path, Predicate | Inverse):
            return False
        if isinstance(constraint, _ALIKE):
            return self._of_values(path, constraint)
        if not self._is_small(path):
            return constraint == model.AtLeast(1) and self._all_have(path)
        match constraint:
            case model.AtMost(count):
                return count >= 1 and self._nodes(_triple(path)) == self._facts.count(any_triple(path.iri))
            case model.AtLeast(1):
                return self._is_had(path)
            case _:
                return False

    def _of_values(self, path: Predicate | Inverse, constraint: model.Constraint) -> bool:
        # in words that are the same for every shape, so that it is asked once
        scans = Scans(self._facts, Names(), Lookups(self._facts, Names()), sys.maxsize)
        wrong = scans.narrowed(_triple(path), Not(accepts(constraint, _THIS, _VALUE)))
        return self._facts.no(f"{self._prefixes}ASK {{ {wrong} }}", cheap=self._is_small(path))

    def _is_had(self, path: Predicate | Inverse) -> bool:
        """Whether every node of the target has the property: with these nodes there are no more that have it."""
        targets, having = self._nodes(self._targets), self._nodes(_triple(path))
        if targets is None or having is None or having < targets:
            return False
        # as many have it as there are: then those are all, if there are no more even with all such properties together
        together = self._of_as_many(targets) if having == targets else [_triple(path)]
        union = " UNION ".join(f"{{ {one} }}" for one in (self._targets, *together))
        return self._nodes(union) == having

    def _all_have(self, path: Predicate | Inverse) -> bool:
        """Whether whatever has a class has the property, as all have a label; asked once for all shapes."""
        if not self._only_classes:
            return False
        bare = f"ASK {{ {_THIS} a ?class MINUS {{ {_triple(path)} }} }}"
        worth = self._facts.at_most(any_triple(path.iri), _ALL * self._most)
        return self._facts.no(self._prefixes + bare, cheap=worth)

    def _of_as_many(self, number: int) -> list[str]:
        """The triples of the properties that the shape demands and that so many nodes have."""
        demanded = dict.fromkeys(
            constraint.shape.path
            for constraint in self._shape.constraints
            if isinstance(constraint, model.Property) and model.AtLeast(1) in constraint.shape.constraints
        )
        return [
            _triple(path)
            for path in demanded
            if isinstance(path, Predicate | Inverse)
            and self._is_small(path)
            and self._nodes(_triple(path)) == number
        ]

    def _is_small(self, path: Predicate | Inverse) -> bool:
        return self._facts.at_most(any_triple(path.iri), self._most)

    def _nodes(self, pattern: str) -> int | None:
        return self._facts.number(
            f"{self._prefixes}SELECT (COUNT(DISTINCT {_THIS}) AS ?number) {{ {pattern} }}"
        )


def _triple(path: Predicate | Inverse) -> str:
    return link(_THIS, path, _VALUE)
