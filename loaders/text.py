"""A text under cleaning that knows where each of its characters stood in the file as received."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

__all__ = ["Edit", "Text"]

#: Replace the characters from `start` to `end` (exclusive) by a string.
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Layer:
    """The edits of one step that changed a length: where they stand after it, and stood before it."""

    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]
    old_starts: tuple[int, ...]
    old_ends: tuple[int, ...]

    def back(self, position: int, *, end: bool) -> int:
        """The position before the step; of the end of a character if `end`, else of its start."""
        at = position - 1 if end else position
        i = bisect_right(self.new_starts, at) - 1
        if i < 0:
            return position
        if at < self.new_ends[i]:  # inside a replacement, which stands for all that it replaced
            return self.old_ends[i] if end else self.old_starts[i]
        return position - self.new_ends[i] + self.old_ends[i]


@dataclass(frozen=True, slots=True)
class Text:
    """`received` as decoded from the file, `clean` as the reader sees it, and the way back.

    Each cleaning step is a layer of edits; a position goes back through the layers, the last first.
    Replacements of equal length need no layer: their characters correspond one to one.
    """

    received: str
    clean: str
    layers: tuple[_Layer, ...] = ()

    @classmethod
    def of(cls, received: str) -> Self:
        """A text not cleaned yet."""
        return cls(received, received)

    def edited(self, edits: Iterable[Edit]) -> Self:
        """The text after `edits`, which are sorted and do not overlap."""
        pieces: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        old_starts: list[int] = []
        old_ends: list[int] = []
        done = length = 0
        for start, end, replacement in edits:
            pieces.append(self.clean[done:start])
            length += start - done
            if len(replacement) != end - start:
                new_starts.append(length)
                new_ends.append(length + len(replacement))
                old_starts.append(start)
                old_ends.append(end)
            pieces.append(replacement)
            length += len(replacement)
            done = end
        if not pieces:
            return self
        pieces.append(self.clean[done:])
        layers = self.layers
        if new_starts:
            layers = (*layers, _Layer(tuple(new_starts), tuple(new_ends), tuple(old_starts), tuple(old_ends)))
        return type(self)(self.received, "".join(pieces), layers)

    def replaced(self, clean: str) -> Self:
        """The text with other characters at the same places: `clean` has the same length.

        Raises:
            ValueError: it has another length.
        """
        if len(clean) != len(self.clean):
            raise ValueError("a replacement one to one must keep the length")
        return type(self)(self.received, clean, self.layers)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` (exclusive) of `clean` stood in `received`.

        The start of the first and the end of the last: what was removed around them is left out.
        """
        if start >= end:
            raise ValueError("an empty run has no origin")
        for layer in reversed(self.layers):
            start, end = layer.back(start, end=False), layer.back(end, end=True)
        return start, end
