"""Chinese text cut into words."""

from __future__ import annotations

__all__ = ["words"]


def words(text: str) -> list[str]:
    """`text` as jieba cuts it by its dictionary alone: no guesses, so the same text is cut the same everywhere."""
    import jieba  # loads its dictionary, which takes a second: only where something is cut

    jieba.setLogLevel(60)  # its notes on that are not the result of any command
    return list(jieba.cut(text, HMM=False))
