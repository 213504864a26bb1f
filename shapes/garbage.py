"""Memory: what makes a hundred thousand findings slow or large, though nothing is held that is not needed."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

__all__ = ["give_back", "uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for reference cycles within the block, whatever thread; after it as before.

    Findings have no cycles, and Python would go through all of them again and again as they become more: of fifty
    thousand it takes as long as making them.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def give_back() -> None:
    """Gives memory that is not used any more back to the system, where the C library is one that keeps it (glibc).

    It keeps what a thread has freed for that thread: after a rule has joined a million triples, 800 MB.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """malloc_trim(3)."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
