"""A bound against hangs: work that takes more than five seconds of the processor is stopped and fails the test.

What is read in time squared takes minutes where linear work takes a fraction of a second, so that the bound tells the two
apart on any machine; it measures nothing.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["SECONDS", "no_hang"]

#: Seconds of the processor.
SECONDS = 5.0


@contextmanager
def no_hang() -> Iterator[None]:
    """Runs what stands within, for at most `SECONDS` of the processor."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"not done within {SECONDS:g} seconds of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
