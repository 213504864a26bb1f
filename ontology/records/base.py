"""What every record has, and how the properties of its fields are said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, dataclass_transform

__all__ = ["Kind", "Record", "many", "one", "record"]

Kind = Literal["iri", "prose", "plain", "integer", "decimal", "boolean", "date", "year", "term"]


def one(term: str, kind: Kind) -> Any:
    """A property that a record has once or not at all."""
    return field(default=None, metadata={"term": term, "kind": kind})


def many(term: str, kind: Kind) -> Any:
    """A property that a record has any number of times."""
    return field(default=(), metadata={"term": term, "kind": kind})


_R = TypeVar("_R")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[_R]) -> type[_R]:
    """A class of records, slotted. Nothing changes a record: mypy sees to it.

    A frozen dataclass would see to it at run time too, and make each field by a call: 3 % of a reading.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


@record
class Record:
    """What every record has: its IRI, a label for people, and where it was read."""

    iri: str
    label: str | None = one("rdfs:label", "prose")
    evidence: tuple[str, ...] = many("cp:evidence", "iri")
