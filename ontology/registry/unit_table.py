"""The units that plans count and measure in, with their QUDT units where there are any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ontology.registry.table import read

__all__ = ["UnitRow", "load_units"]

_FILE = "units.tsv"
_COLUMNS = ("unit", "qudt", "dimension", "source")
_QUDT = "http://qudt.org/vocab/unit/"
_UNIT = re.compile(rf"{_QUDT}[\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as written, without 万 or 亿; counting words have the dimension `count` and no QUDT unit."""

    unit: str
    qudt: str | None
    dimension: str
    source: str


def load_units(folder: Traversable) -> dict[str, UnitRow]:
    """The units of `units.tsv` in `folder`, by how they are written.

    Raises:
        RegistryError: a unit of QUDT is no name in QUDT's namespace; says in which line.
    """
    rows: dict[str, UnitRow] = {}
    for line in read(folder, _FILE, _COLUMNS, ("unit",)):
        qudt = line.text("qudt")
        if qudt and not _UNIT.fullmatch(qudt):
            raise line.error(f"qudt must be {_QUDT} and the name of a unit")
        row = UnitRow(line.required("unit"), qudt, line.required("dimension"), line.cells["source"])
        rows[row.unit] = row
    return rows
