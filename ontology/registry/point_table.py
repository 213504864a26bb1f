"""Points that stand for regions on a map, where no outline may be handed on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib.resources.abc import Traversable

from ontology.registry.region_table import Regions
from ontology.registry.table import Line, read

__all__ = ["PointRow", "load_points"]

_FILE = "points.tsv"
_COLUMNS = ("code", "lat", "long", "source")
#: The latitudes and longitudes between which all of China lies: the two exchanged are noticed.
_BOUNDS = {"lat": (Decimal(3), Decimal(54)), "long": (Decimal(73), Decimal(136))}


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of the region of that `code`, in degrees of WGS 84."""

    code: str
    lat: Decimal
    long: Decimal
    source: str


def load_points(folder: Traversable, regions: Regions) -> dict[str, PointRow]:
    """The points of `points.tsv` in `folder`, by the codes of their regions.

    Raises:
        RegistryError: there is no such region, or a number is none or lies outside of China; says in which line.
    """
    rows: dict[str, PointRow] = {}
    for line in read(folder, _FILE, _COLUMNS, ("code",)):
        code = line.cells["code"]
        if code not in regions.by_code:
            raise line.error(f"unknown region “{code}”")
        rows[code] = PointRow(code, _degrees(line, "lat"), _degrees(line, "long"), line.cells["source"])
    return rows


def _degrees(line: Line, column: str) -> Decimal:
    least, most = _BOUNDS[column]
    try:
        degrees = Decimal(line.cells[column])
        inside = least <= degrees <= most
    except InvalidOperation:
        inside = False
    if not inside:
        raise line.error(f"{column} must be degrees from {least} to {most}, not “{line.cells[column]}”")
    return degrees
