"""Classes of values: what is read once and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

__all__ = ["value"]

_V = TypeVar("_V")


@dataclass_transform(frozen_default=True)
def value(cls: type[_V]) -> type[_V]:
    """A dataclass of values, slotted. Nothing changes one: mypy sees to it.

    A frozen dataclass would see to it at run time too, and set each field by a call: 2 % of a reading.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
