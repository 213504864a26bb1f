"""What plans write in several ways: words in the names of indicators, and whole names of projects."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from ontology.registry.table import read

__all__ = ["load_wordings"]

_COLUMNS = ("written", "means", "source")


def load_wordings(folder: Traversable, file: str) -> dict[str, str]:
    """What each wording of `file` in `folder` means: 规上工业 is 规模以上工业.

    Raises:
        RegistryError: a wording means itself or another row's wording, so that one thing would have two names;
            says in which line.
    """
    lines = list(read(folder, file, _COLUMNS, ("written",)))
    wordings = {line.required("written"): line.required("means") for line in lines}
    for line in lines:
        if line.cells["means"] in wordings:
            raise line.error(f"{line.cells['means']} is the wording of another row, or of this one")
    return wordings
