"""When something held: spans between two partial dates, each open where nothing is known.

Dates are compared as precisely as both are known: 2018 is neither before nor after 2018-10. A span
counts as holding on both of its ends, and of two spans where one ends as the other begins neither
overlaps the other.
"""

from __future__ import annotations

from ontology.dates import PartialDate

__all__ = ["before", "holds", "overlap"]


def before(one: PartialDate, other: PartialDate) -> bool:
    """Whether `one` lies wholly before `other`."""
    for a, b in ((one.year, other.year), (one.month, other.month), (one.day, other.day)):
        if not a or not b:
            return False
        if a != b:
            return a < b
    return False


def holds(start: PartialDate | None, end: PartialDate | None, on: PartialDate) -> bool:
    """Whether `on` may lie between `start` and `end`, both included."""
    return not (start and before(on, start)) and not (end and before(end, on))


def overlap(
    one: tuple[PartialDate | None, PartialDate | None], other: tuple[PartialDate | None, PartialDate | None]
) -> bool:
    """Whether two spans of (start, end) surely have time in common."""
    return _opens(one[0], other[1]) and _opens(other[0], one[1])


def _opens(start: PartialDate | None, end: PartialDate | None) -> bool:
    return start is None or end is None or before(start, end)
