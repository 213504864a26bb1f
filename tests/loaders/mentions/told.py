"""Times as lines of words, for tables of expected ones."""

from __future__ import annotations

from loaders.mentions.times import Time

__all__ = ["line"]


def line(t: Time) -> str:
    """A time as one line of words."""
    words = [t.kind]
    words += [f"from {t.begins}"] if t.begins else []
    words += [str(t.due)] if t.due else []
    words += [w for w in (t.completion, t.recurrence) if w]
    words += ["year-inferred"] if t.year_inferred else []
    words += ["undated"] if t.undated else []
    return " ".join(words)
