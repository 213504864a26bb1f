"""The registries: regions, zones, agencies, departments, units and wordings, with where each row is from.

Typed by people as tables beside this file and checked as they are read; every function reads its table
once, when it is first asked for.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from ontology.registry.agency_table import KINDS, Agencies, AgencyRow, DatedName
from ontology.registry.department_table import DepartmentRow, Departments
from ontology.registry.event_table import EventRow, load_events
from ontology.registry.homophone_table import load_homophones
from ontology.registry.names import local_name
from ontology.registry.point_table import PointRow, load_points
from ontology.registry.progress_table import ProgressWord, load_progress_words
from ontology.registry.region_table import LEVELS, RegionRow, Regions
from ontology.registry.table import RegistryError
from ontology.registry.unit_table import UnitRow, load_units
from ontology.registry.wording_table import load_wordings
from ontology.registry.zone_table import ZoneRow, load_zones

__all__ = [
    "KINDS",
    "LEVELS",
    "Agencies",
    "AgencyRow",
    "DatedName",
    "DepartmentRow",
    "Departments",
    "EventRow",
    "PointRow",
    "ProgressWord",
    "RegionRow",
    "Regions",
    "RegistryError",
    "UnitRow",
    "ZoneRow",
    "agencies",
    "departments",
    "digest",
    "events",
    "homophones",
    "indicator_words",
    "local_name",
    "points",
    "progress_words",
    "project_names",
    "regions",
    "units",
    "zones",
]

_FOLDER = files(__name__)


@cache
def regions() -> Regions:
    """The administrative regions of China (GB/T 2260)."""
    return Regions.load(_FOLDER)


@cache
def points() -> dict[str, PointRow]:
    """Points of regions on the map, by their codes."""
    return load_points(_FOLDER, regions())


@cache
def zones() -> tuple[ZoneRow, ...]:
    """Economic circles, new areas and development zones, which the standard has no code for."""
    return load_zones(_FOLDER, regions())


@cache
def agencies() -> Agencies:
    """The agencies that are known by name, with their former names."""
    return Agencies.load(_FOLDER, regions())


@cache
def events() -> tuple[EventRow, ...]:
    """Mergers, splits, foundations, abolitions and transfers of agencies, in the order of time."""
    return load_events(_FOLDER, agencies())


@cache
def departments() -> Departments:
    """The departments that local governments have everywhere."""
    return Departments.load(_FOLDER)


@cache
def units() -> dict[str, UnitRow]:
    """The units that plans count and measure in, by how they are written."""
    return load_units(_FOLDER)


@cache
def indicator_words() -> dict[str, str]:
    """Words in the names of indicators that are written in several ways, and the one that stands for them."""
    return load_wordings(_FOLDER, "indicator_words.tsv")


@cache
def project_names() -> dict[str, str]:
    """Names of projects that no rule of name formation joins, and the name that stands for them."""
    return load_wordings(_FOLDER, "project_names.tsv")


@cache
def homophones() -> frozenset[str]:
    """Names that are spelt like another's, and whose identifiers take a hash for that."""
    return load_homophones(_FOLDER)


@cache
def progress_words() -> dict[str, ProgressWord]:
    """The words by which plans say how far a project is, and the stages that they tell."""
    return load_progress_words(_FOLDER)


@cache
def digest() -> str:
    """The SHA-256 of all tables: the version of the registry, which what was read depends on."""
    tables = sorted((f for f in _FOLDER.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    total = hashlib.sha256()
    for table in tables:
        content = table.read_bytes()
        total.update(f"{table.name} {len(content)}\n".encode() + content)
    return total.hexdigest()
