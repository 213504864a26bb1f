"""Which of the media types on offer a request asks for (RFC 9110, section 12.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

__all__ = ["HTML", "JSON", "Medium", "Offer", "preferences", "ranked"]


class Offer(Protocol):
    """Something that can be sent: `accepts` are the media types that ask for it, its own first."""

    @property
    def accepts(self) -> tuple[str, ...]:
        """Media types in lower case, without parameters."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A media type that is no serialisation of the engine, in the terms of `graph.formats.Format`."""

    name: str
    media: str
    ending: str
    accepts: tuple[str, ...]


HTML = Medium("html", "text/html; charset=utf-8", "html", ("text/html", "application/xhtml+xml"))
JSON = Medium("json", "application/json", "json", ("application/json",))

O = TypeVar("O", bound=Offer)  # noqa: E741  # the one kind of thing this module is about

#: To the end where it is not closed, so that no header takes long.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)', re.DOTALL)
#: With any number of digits, and also without one before the point, as Java writes it.
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.[0-9]*)?|\.[0-9]+|1(?:\.0*)?)\s*(?:;|$)", re.IGNORECASE)


def preferences(header: str) -> list[tuple[str, float]]:
    """The elements of an Accept or Accept-Language header, in lower case, with their q-values.

    Parameters other than q do not matter here: `text/turtle;charset=utf-8` asks for text/turtle.
    An element whose q-value is no number from 0 to 1 is left out.
    """
    found = []
    for element in _QUOTED.sub("", header).split(","):
        name = element.split(";", 1)[0].strip().lower()
        quality = _QUALITY.search(element)
        if not name or (quality is None and re.search(r";\s*q\s*=", element, re.IGNORECASE)):
            continue
        found.append((name, float(quality[1]) if quality else 1.0))
    return found


def ranked(headers: Iterable[str], offers: Sequence[O]) -> list[O]:
    """The offers that the Accept headers allow, best first; all of them when there is no header.

    An offer is worth the q-value of the most exact range that its own media type falls in. Its other
    names (application/json for SPARQL results, text/xml) count only when they are written out, and
    not when its own type is refused with q=0. Among equals the exactly named goes first, then the
    order of the offers.
    """
    asked = ",".join(headers)
    if not asked.strip(", \t"):
        return list(offers)
    ranges: dict[str, float] = {}
    for name, quality in preferences(asked):
        ranges[name] = max(quality, ranges.get(name, 0.0))
    graded = []
    for place, offer in enumerate(offers):
        quality, exactness = _grade(offer.accepts, ranges)
        if quality > 0:
            graded.append((-quality, -exactness, place))
    return [offers[place] for _, _, place in sorted(graded)]


def _grade(names: tuple[str, ...], ranges: dict[str, float]) -> tuple[float, int]:
    """The quality of an offer of these names, and how exactly it was asked for: 2, 1 or 0."""
    own = names[0]
    for exactness, name in ((2, own), (1, own.split("/")[0] + "/*"), (0, "*/*")):
        if name in ranges:
            grade = (ranges[name], exactness)
            break
    else:
        grade = (0.0, 0)
    if own in ranges:
        return grade
    return max([grade, *((ranges[name], 2) for name in names[1:] if name in ranges)])
