"""The words by which plans say how far a project is: 申建, 加快, 建设, 建成, 升级."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ontology.registry.table import read

__all__ = ["ProgressWord", "load_progress_words"]

_FILE = "progress_words.tsv"
_COLUMNS = ("word", "stage", "manner", "source")
_STAGES = ("", "Planned", "UnderWay", "Finished", "InOperation")
_MANNERS = ("", "carries", "governs")


@dataclass(frozen=True, slots=True)
class ProgressWord:
    """A word of progress and the stage that it puts a project at; "" where it tells none (加快, 支持).

    A word that `governs` decides whatever words follow it (申报…建设 is applied for); one that `carries` decides only
    where no other word does (推进…升级 is an upgrade).
    """

    word: str
    stage: str
    governs: bool
    carries: bool


def load_progress_words(folder: Traversable) -> dict[str, ProgressWord]:
    """The words of `progress_words.tsv` in `folder`.

    Raises:
        RegistryError: a stage or manner that there is not, or a manner without a stage; says in which line.
    """
    words: dict[str, ProgressWord] = {}
    for line in read(folder, _FILE, _COLUMNS, ("word",)):
        stage, manner = line.one_of("stage", _STAGES), line.one_of("manner", _MANNERS)
        if manner and not stage:
            raise line.error(f"a word that {manner} needs a stage")
        words[line.required("word")] = ProgressWord(
            line.cells["word"], stage, manner == "governs", manner == "carries"
        )
    return words
