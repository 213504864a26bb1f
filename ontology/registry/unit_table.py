"""The units that plans count and measure in, with their QUDT units where there are any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable

from ontology.registry.table import Line, read

__all__ = ["UnitRow", "load_units"]

_FILE = "units.tsv"
_COLUMNS = ("unit", "qudt", "factor", "dimension", "source")
_QUDT = "http://qudt.org/vocab/unit/"
_UNIT = re.compile(rf"{_QUDT}[\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as written, without 万 or 亿; counting words have the dimension `count` and no QUDT unit.

    `factor` is how many of one unit of its dimension it is (公里 1000, 米 1), or None where that is not always the same
    number (a month is 28 to 31 days) or not a number at all (℃ and K). The source is QUDT's.
    """

    unit: str
    qudt: str | None
    factor: Decimal | None
    dimension: str
    source: str


def load_units(folder: Traversable) -> dict[str, UnitRow]:
    """The units of `units.tsv` in `folder`, by how they are written.

    Raises:
        RegistryError: a unit of QUDT is no name in QUDT's namespace, a factor is no positive number or has none of
            QUDT's units, or one of these has two factors or dimensions; says in which line.
    """
    rows: dict[str, UnitRow] = {}
    alike: dict[str, UnitRow] = {}
    for line in read(folder, _FILE, _COLUMNS, ("unit",)):
        qudt = line.text("qudt")
        if qudt and not _UNIT.fullmatch(qudt):
            raise line.error(f"qudt must be {_QUDT} and the name of a unit")
        factor = _factor(line)
        if factor is not None and qudt is None:
            raise line.error("a factor needs a unit of QUDT")
        row = UnitRow(line.required("unit"), qudt, factor, line.required("dimension"), line.cells["source"])
        if qudt:
            other = alike.setdefault(qudt, row)
            if (other.factor, other.dimension) != (row.factor, row.dimension):
                raise line.error(f"{row.unit} and {other.unit} are one unit, with one factor and dimension")
        rows[row.unit] = row
    return rows


def _factor(line: Line) -> Decimal | None:
    cell = line.text("factor")
    if cell is None:
        return None
    if not re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d+)?", cell) or not Decimal(cell):
        raise line.error(f"factor is no positive number: “{cell}”")
    return Decimal(cell)
