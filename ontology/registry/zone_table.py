"""Places with a name but no code: economic circles, city clusters, new areas and development zones."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from ontology.registry.region_table import Regions
from ontology.registry.table import read

__all__ = ["ZoneRow", "load_zones"]

_FILE = "zones.tsv"
_COLUMNS = ("parent", "name", "variants", "members", "source")


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """One zone: the code of the region it lies in, and the codes of its members where they are clear."""

    parent: str
    name: str
    variants: tuple[str, ...]
    members: tuple[str, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the full one first."""
        return (self.name, *self.variants)


def load_zones(folder: Traversable, regions: Regions) -> tuple[ZoneRow, ...]:
    """The zones of `zones.tsv` in `folder`.

    Raises:
        RegistryError: a parent or member is no region, a member lies elsewhere, or one name means two zones or a
            region too; says in which line.
    """
    rows: list[ZoneRow] = []
    taken: dict[str, str] = {}
    for line in read(folder, _FILE, _COLUMNS, ("parent", "name")):
        row = ZoneRow(
            line.required("parent"), line.required("name"), line.names("variants"),
            line.names("members", " "), line.cells["source"],
        )  # fmt: skip
        for code in (row.parent, *row.members):
            if code not in regions.by_code:
                raise line.error(f"unknown region “{code}”")
            if code != row.parent and all(above.code != row.parent for above in regions.within(code)):
                raise line.error(f"{code} does not lie in {row.parent}")
        for name in row.names:
            if any(name == region.name for region in regions.named(name)):
                raise line.error(f"{name} is a region with a code")
            if name in taken:
                raise line.error(f"{name} already means {taken[name]}")
            taken[name] = row.name
        rows.append(row)
    return tuple(rows)
