"""A document's text as received, with a passage of it marked."""

from __future__ import annotations

from dataclasses import dataclass

from api.workers import Lease

__all__ = ["Passage", "passage"]

_AROUND = 80


@dataclass(frozen=True, slots=True)
class Passage:
    """The characters `before`, `marked` and `after`; `cut` where more text lies on both sides."""

    before: str
    marked: str
    after: str
    start: int
    end: int
    cut: bool
    href: str


def passage(
    lease: Lease, document: str, start: int, end: int, *, around: bool = False, href: str = ""
) -> Passage | None:
    """The text of `document` with the characters from `start` to `end` marked (none: 0 to 0).

    Args:
        lease: the generation.
        document: the IRI of a document.
        start: code points from the beginning of the text as received.
        end: likewise, exclusive.
        around: only the surroundings of the passage.
        href: where the whole text is shown.

    Returns None for a resource that is no document of the generation.

    Raises:
        ValueError: the text has no such passage.
    """
    entry = next((one for one in lease.manifest["documents"] if one["iri"] == document), None)
    if entry is None:
        return None
    text = lease.generation.text(entry["slug"])
    if not (0 <= start < end <= len(text) or start == end == 0):
        raise ValueError(f"the text has {len(text)} characters")
    first = max(0, start - _AROUND) if around else 0
    last = min(len(text), end + _AROUND) if around else len(text)
    return Passage(text[first:start], text[start:end], text[end:last], start, end, around, href)
