"""What every record has, and how the properties of its fields are said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Literal, ParamSpec, TypeVar, cast, dataclass_transform

__all__ = ["Kind", "Record", "maker", "many", "one", "record"]

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


_P = ParamSpec("_P")


def maker(kind: Callable[_P, _R]) -> Callable[_P, _R]:
    """A class of records as a function that takes the same fields and makes the same record.

    Python hands the keywords of a call on to a class in a dictionary, to a function as they are: a quarter of the
    time, which counts where a plan has a hundred thousand.
    """
    own = fields(cast(Any, kind))
    given = ", ".join(f.name if f.name == "iri" else f"{f.name}={f.default!r}" for f in own)
    # no field begins with an underscore
    lines = [f"def make(*, {given}):", " _made = _new(_kind)", *(f" _made.{f.name} = {f.name}" for f in own)]
    names: dict[str, Any] = {"_new": object.__new__, "_kind": kind}
    exec("\n".join([*lines, " return _made"]), names)  # as dataclasses makes the methods of a class
    return cast(Callable[_P, _R], names["make"])


@record
class Record:
    """What every record has: its IRI, a label for people, and where it was read."""

    iri: str
    label: str | None = one("rdfs:label", "prose")
    evidence: tuple[str, ...] = many("cp:evidence", "iri")
