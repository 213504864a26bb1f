"""Names that are spelt like another name, so that one identifier would be of two things."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from ontology.registry.table import read
from ontology.spelling import is_one_name, spelt

__all__ = ["load_homophones"]

_FILE = "homophones.tsv"
_COLUMNS = ("name", "beside", "source")


def load_homophones(folder: Traversable) -> frozenset[str]:
    """The names of `homophones.tsv` in `folder`, whose identifiers take a hash; those `beside` them keep the plain one.

    Raises:
        RegistryError: a name is spelt otherwise than the one beside it, or differs from it in marks alone and is the
            same name; the one beside it is listed itself, and keeps nothing; says in which line.
    """
    lines = list(read(folder, _FILE, _COLUMNS, ("name",)))
    names = {line.required("name") for line in lines}
    for line in lines:
        name, beside = line.required("name"), line.required("beside")
        if is_one_name(name, beside):
            raise line.error(f"{name} and {beside} are one name")
        if spelt(name) != spelt(beside):
            raise line.error(f"{name} is spelt {spelt(name)}, and {beside} {spelt(beside)}")
        if beside in names:
            raise line.error(
                f"{beside} is listed itself: beside {name} stands the one that keeps its identifier"
            )
    return frozenset(names)
