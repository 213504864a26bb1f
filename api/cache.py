"""Answers that were given, to be given again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Cache"]

V = TypeVar("V")

#: No single answer takes more of the cache than this part.
_PART = 16
#: How many keys are remembered to have been met, by their hash.
_NOTED = 100_000


class Cache(Generic[V]):
    """Values by what they were made from, `most` bytes of them; the one not used for longest goes first.

    A value is kept when it is offered for the second time: most are never asked for again, and would drive out
    those that are.

    The key has to hold all that a value depends on, the generation too: so nothing has to be thrown away
    when another generation is taken up, and an answer of the old one is never given for the new one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._seen: set[int] = set()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def __contains__(self, key: Hashable) -> bool:
        """Whether there is a value for `key`; to ask this is no use of it."""
        return key in self._held

    def get(self, key: Hashable) -> V | None:
        """The value kept for `key`."""
        found = self._held.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._held.move_to_end(key)
        return found[0]

    def wants(self, key: Hashable, size: int) -> bool:
        """Whether a value of `size` bytes would be kept: it is not too large, and `key` was met before."""
        if size > self._most // _PART:
            return False
        known = hash(key)
        if known in self._seen:
            return True
        if len(self._seen) >= _NOTED:
            self._seen.clear()
        self._seen.add(known)
        return False

    def put(self, key: Hashable, value: V, size: int) -> None:
        """Keeps `value`, which takes `size` bytes, and which it `wants`."""
        old = self._held.pop(key, None)
        self.size += size - (old[1] if old else 0)
        self._held[key] = value, size
        while self.size > self._most:
            _, (_, gone) = self._held.popitem(last=False)
            self.size -= gone
