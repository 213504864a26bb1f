"""The headers of the files of stored questions: what a question is called, asked with, and answers.

A file begins with a header of comments, one field a line:

    # number: 3
    # title zh: 某部门牵头哪些工作？
    # title en: What does an agency lead?
    # why zh: ...
    # why en: ...
    # none zh: 没有一处写明由该部门牵头；并列负责不算牵头。
    # none en: No text says that it leads; to be responsible beside others is not to lead.
    # parameter agency: name = 省大数据局 | 部门 | agency
    # column notes: 单位注数 | notes of units
    # value change raised: 上调 | raised
    # rests on ?assignment | 单位注 | assignments

What it means that there is no answer, and why there may be none, is said by `none`, where it is not plain. A parameter
has a kind, a default and its labels in Chinese and English. A column has its names in both languages; one
that is called after a term of the ontology has that term's, and needs no line. A column whose values are words of the
question itself answers with short codes, the same in every language and format; a line for each, `value COLUMN CODE`,
says it to people. What an answer rests on is said in the form that `graph.grounds` tells. A line of the header that
begins with four more spaces belongs to the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.grounds import Ground, read_ground
from graph.parameters import KINDS, Parameter

__all__ = ["Header", "QuestionError", "read_header"]

_FIELDS = ("number", "title zh", "title en", "why zh", "why en")
_MAY_HAVE = ("none zh", "none en")
_PARAMETER = re.compile(
    r"parameter (?P<name>[a-z_]+): (?P<kind>\w+) =(?P<default>[^|]*)\|(?P<zh>[^|]+)\|(?P<en>[^|]+)"
)
_COLUMN = re.compile(r"column (?P<name>[a-z_]+): (?P<zh>[^|]+)\|(?P<en>[^|]+)")
_VALUE = re.compile(r"value (?P<column>[a-z_]+) (?P<code>[^:\s]+): (?P<zh>[^|]+)\|(?P<en>[^|]+)")


class QuestionError(Exception):
    """A question file that cannot be used; the text says the file, the line and what is wrong."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


@dataclass(slots=True)
class Header:
    """What the header of a file says: its `fields` by name, `columns` and `values` (by column and code) with their
    names in Chinese and English.
    """

    fields: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    grounds: list[Ground] = field(default_factory=list)


def read_header(file: str, lines: Sequence[str]) -> Header:
    """The header that is `lines`, the first of the file of the name `file`.

    Raises:
        QuestionError: a field is unknown, missing, there twice or of the wrong form.
    """
    header = Header()
    for number, line in _unfolded(lines):
        words = line.removeprefix("# ")
        problem = _READ.get(words.partition(" ")[0], _field)(header, words)
        if problem:
            raise QuestionError(file, number, problem)
    for name in _FIELDS:
        if not header.fields.get(name):
            raise QuestionError(file, len(lines), f"“{name}” is missing in the header")
    if len({bool(header.fields.get(name)) for name in _MAY_HAVE}) > 1:
        raise QuestionError(file, len(lines), "“none” is said in both languages or in neither")
    return header


def _unfolded(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of a header with their numbers, each with those that belong to it."""
    starts = [n for n, line in enumerate(lines) if not n or not line.startswith("#     ")]
    for start, end in pairwise([*starts, len(lines)]):
        yield start + 1, " ".join([lines[start], *(line[1:].strip() for line in lines[start + 1 : end])])


# --- each line into the header; what is wrong with it, or nothing ---------------------------------


def _field(header: Header, words: str) -> str:
    name, colon, value = words.partition(": ")
    if not colon or name not in (*_FIELDS, *_MAY_HAVE):
        return f"no field of a header: # {words}"
    if name in header.fields:
        return f"“{name}” is there twice"
    if name == "number" and not value.isdecimal():
        return f"no number: {value}"
    header.fields[name] = value.strip()
    return ""


def _parameter(header: Header, words: str) -> str:
    found = _PARAMETER.fullmatch(words)
    if found is None:
        return "a parameter is “parameter NAME: KIND = DEFAULT | ZH | EN”"
    name, kind = found["name"], found["kind"]
    if kind not in KINDS:
        return f"no kind of parameter: {kind} (known: {', '.join(KINDS)})"
    if name in header.parameters:
        return f"the parameter {name} is there twice"
    header.parameters[name] = Parameter(
        name, kind, *(found[part].strip() for part in ("default", "zh", "en"))
    )
    return ""


def _column(header: Header, words: str) -> str:
    found = _COLUMN.fullmatch(words)
    if found is None:
        return "a column is “column NAME: ZH | EN”"
    if found["name"] in header.columns:
        return f"the column {found['name']} is there twice"
    header.columns[found["name"]] = (found["zh"].strip(), found["en"].strip())
    return ""


def _value(header: Header, words: str) -> str:
    found = _VALUE.fullmatch(words)
    if found is None:
        return "a value is “value COLUMN CODE: ZH | EN”"
    key = found["column"], found["code"]
    if key in header.values:
        return f"the value {' '.join(key)} is there twice"
    header.values[key] = (found["zh"].strip(), found["en"].strip())
    return ""


def _ground(header: Header, words: str) -> str:
    ground = read_ground(words)
    if ground is None:
        return "a ground is “rests on ?FACT[ by PROPERTY][: PATTERN] | ZH | EN”"
    header.grounds.append(ground)
    return ""


_READ: dict[str, Callable[[Header, str], str]] = {
    "parameter": _parameter,
    "column": _column,
    "value": _value,
    "rests": _ground,
}
