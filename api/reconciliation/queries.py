"""A batch as it was sent, read into queries (section 4.1 of the specification)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any, NoReturn

from api.errors import Problem
from api.languages import Words
from api.reconciliation.classes import DEFAULT, TYPES, Type, type_of
from api.reconciliation.properties import PROPERTIES, Property, property_of

__all__ = [
    "BATCH",
    "LONGEST",
    "MOST_CANDIDATES",
    "MOST_GIVEN",
    "Given",
    "Query",
    "object_of",
    "queries_of",
    "text_of",
    "unusable",
]

#: The most queries in a batch.
BATCH = 50
#: The longest text that is compared with names, in characters, and the most properties and values of one query.
LONGEST, MOST_GIVEN = 500, 20
#: How many candidates there are where the query says nothing, and at most.
_CANDIDATES, MOST_CANDIDATES = 10, 50


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a candidate's property is compared with: the identifier of an entity, or a text."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """One query: `text` as it was written, the types that candidates must have (any of them, or all), and properties
    with the values given for each.
    """

    text: str
    types: tuple[Type, ...]
    all_types: bool
    limit: int
    properties: tuple[tuple[Property, tuple[Given, ...]], ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the text search among which candidates can be."""
        return tuple(dict.fromkeys(one.kind for one in self.types or DEFAULT))

    def admits(self, types: set[str]) -> bool:
        """Whether an entity of these types can be a candidate."""
        wanted = {one.id for one in self.types}
        return not wanted or (wanted <= types if self.all_types else bool(wanted & types))


def object_of(text: str, name: str) -> dict[str, Any]:
    """The JSON object that a parameter holds.

    Raises:
        Problem: it holds none (400).
    """
    try:
        found = json.loads(text, parse_constant=_no_number, parse_float=_finite)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half of a pair of surrogates is no character
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Problem(
            "bad-request",
            Words(
                f"参数 {name} 不是 JSON{f'（第 {place} 处）' if place else ''}。",
                f"The parameter “{name}” is not JSON{f' (at {place})' if place else ''}.",
            ),
        ) from error
    if not isinstance(found, dict):
        raise unusable(name, Words("须是 JSON 对象", "must be a JSON object"))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def unusable(where: str, reason: Words) -> Problem:
    """The problem that something in a request cannot be used (422)."""
    return Problem("unusable-parameter", Words(f"{where}：{reason.zh}。", f"{where} {reason.en}."))


def text_of(value: object, where: str) -> str:
    """A text of a request.

    Raises:
        Problem: it is none, or longer than texts may be (422).
    """
    if not isinstance(value, str):
        raise unusable(where, Words("须是文字", "must be a string"))
    if len(value) > LONGEST:
        raise unusable(where, Words(f"超过 {LONGEST} 个字符", f"has more than {LONGEST} characters"))
    return value


def queries_of(text: str) -> dict[str, Query]:
    """The queries of a batch, by the names that the client gave them.

    Raises:
        Problem: the batch is not JSON (400), has more than `BATCH` queries (413), or a query cannot be used (422).
    """
    batch = object_of(text, "queries")
    if len(batch) > BATCH:
        raise Problem(
            "request-too-large",
            Words(
                f"一批最多 {BATCH} 个名称，这里有 {len(batch)} 个。",
                f"A batch has {BATCH} queries at most; this one has {len(batch)}.",
            ),
            members={"batchSize": BATCH},
        )
    return {name: _query(given, f"queries.{name[:50]}") for name, given in batch.items()}


def _query(given: object, where: str) -> Query:
    if not isinstance(given, dict):
        raise unusable(where, Words("须是 JSON 对象", "must be an object"))
    given = {
        name: value for name, value in given.items() if value is not None
    }  # as some clients leave things out
    properties = given.get("properties", [])
    if "query" not in given and not properties:
        raise unusable(where, Words("缺 query", "has neither query nor properties"))
    if not isinstance(properties, list) or len(properties) > MOST_GIVEN:
        raise unusable(
            f"{where}.properties",
            Words(f"须是数组，最多 {MOST_GIVEN} 项", f"must be an array of {MOST_GIVEN} at most"),
        )
    strict = given.get("type_strict", "any")
    if strict not in ("any", "should", "all"):
        raise unusable(f"{where}.type_strict", Words("须是 any、should 或 all", "must be any, should or all"))
    return Query(
        text_of(given.get("query", ""), f"{where}.query").strip(),
        _types(given.get("type", []), f"{where}.type"),
        strict == "all",
        _limit(given.get("limit", _CANDIDATES), f"{where}.limit"),
        tuple(_property(one, f"{where}.properties[{place}]") for place, one in enumerate(properties)),
    )


def _types(given: object, where: str) -> tuple[Type, ...]:
    names = given if isinstance(given, list) else [given]
    found: list[Type] = []
    for name in names:
        if isinstance(name, dict) and "id" in name:  # section 4.1 speaks of types, its schema of identifiers
            name = name["id"]
        one = type_of(text_of(name, where))
        if one is None:
            raise unusable(
                where,
                Words(f"没有这种类型；可用：{', '.join(TYPES)}", f"is unknown; known: {', '.join(TYPES)}"),
            )
        found.append(one)
    return tuple(dict.fromkeys(found))


def _limit(given: object, where: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int | float) or given < 1 or given != int(given):
        raise unusable(where, Words("须是正整数", "must be a positive whole number"))
    return min(int(given), MOST_CANDIDATES)


def _property(given: object, where: str) -> tuple[Property, tuple[Given, ...]]:
    if not isinstance(given, dict) or "pid" not in given or "v" not in given:
        raise unusable(where, Words("须有 pid 和 v", "must have pid and v"))
    found = property_of(text_of(given["pid"], f"{where}.pid"))
    if found is None:
        known = ", ".join(PROPERTIES)
        raise unusable(f"{where}.pid", Words(f"没有这种属性；可用：{known}", f"is unknown; known: {known}"))
    values = given["v"] if isinstance(given["v"], list) else [given["v"]]
    if len(values) > MOST_GIVEN:
        raise unusable(f"{where}.v", Words(f"最多 {MOST_GIVEN} 个值", f"has more than {MOST_GIVEN} values"))
    read = [_value(one, f"{where}.v") for one in values]
    return found, tuple(one for one in read if one.text or one.id)  # an empty cell says nothing


def _value(given: object, where: str) -> Given:
    match given:
        case {"id": identifier}:
            return Given("", text_of(identifier, where).strip())
        case bool():
            return Given("true" if given else "false")
        case int() if abs(given) < 10**18:
            return Given(str(given))
        case float():
            return Given(format(Decimal(repr(given)).normalize(), "f")[:LONGEST])
        case None:
            return Given("")
    return Given(text_of(given, where).strip())
