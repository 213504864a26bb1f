"""What a finding says: the message of its shape in both languages, and the details of this one case."""

from __future__ import annotations

import re

import pyoxigraph as ox
from rdflib.namespace import SH

from ontology.terms import curie
from shapes.data import Data
from shapes.findings import words_of
from shapes.results import Result
from shapes.rules import Detail, Rule, Text
from shapes.terms import Term

__all__ = ["Messages"]

_PLACE = re.compile(r"\{[?$](\w+)\}")
_DOUBT = Text(
    "读取存疑，可能是漏读：{doubts}。", "The reading is in doubt here, it may have been missed: {doubts}."
)

_FOUND = Text("现为{value}。", "Found: {value}.")

#: For a focus (and a value, where the query selects one) the words that each variable is bound to.
Table = dict[tuple[Term, Term | None], dict[str, list[str]]]


class Messages:
    """The messages of one rule's findings; runs the queries of its details once for all of them."""

    def __init__(self, data: Data, rule: Rule) -> None:
        self._details = [(detail, _table(data, detail)) for detail in rule.details]
        # of a record that is not well formed the value itself says what is wrong
        self._quoting = rule.set == "core"

    def text(self, result: Result, doubts: tuple[str, ...] = ()) -> Text:
        """The message of one finding: what the shape says, the details, and what the reader doubts."""
        message = Text.of((words.value, words.language) for words in result.messages)
        if not message.zh:
            message = _plain(result)
        zh, en = [message.zh], [message.en]
        if self._quoting and result.value is not None and result.value != result.focus:
            zh.append(_FOUND.zh.format(value=_quoted(result.value)))
            en.append(_FOUND.en.format(value=_quoted(result.value)))
        for detail, table in self._details:
            row = table.get((result.focus, result.value)) or table.get((result.focus, None)) or {}
            sentence = detail.sentence
            if row.keys() >= {*_PLACE.findall(sentence.zh), *_PLACE.findall(sentence.en)}:
                zh.append(_fill(sentence.zh, row, "、"))
                en.append(_fill(sentence.en, row, ", "))
        if doubts:
            zh.append(_DOUBT.zh.format(doubts="；".join(doubts)))
            en.append(_DOUBT.en.format(doubts="; ".join(doubts)))
        return Text("".join(zh), " ".join(en))


def _plain(result: Result) -> Text:
    """What is said of a result whose shape says nothing: which constraint is not met, by what."""
    name = result.component.value.rsplit("#", 1)[-1].removesuffix("ConstraintComponent")
    parameter = f"sh:{name[:1].lower()}{name[1:]}" if result.component.value.startswith(str(SH)) else name
    zh, en = f"{parameter} 不满足", f"{parameter} is not met"
    if result.path:
        zh, en = f"{zh}：{result.path}", f"{en} by {result.path}"
    if result.value is not None:
        zh, en = f"{zh}，值为 {words_of(result.value)}", f"{en}, with the value {words_of(result.value)}"
    return Text(f"{zh}。", f"{en}.")


#: The longest value that is quoted, and the longest words of the data that fill a place, in characters.
_MOST, _LONGEST = 80, 1_000


def _quoted(term: Term) -> str:
    """A value as it stands in the data, a literal with its language or datatype: mostly that is what is wrong of it."""
    if not isinstance(term, ox.Literal):
        return curie(words_of(term))
    words = _cut(term.value, _MOST)
    kind = f"@{term.language}" if term.language else f"^^{curie(term.datatype.value)}"
    return f"“{words}”{kind}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"


def _table(data: Data, detail: Detail) -> Table:
    table: Table = {}
    rows = data.select(detail.query)
    names = [variable.value for variable in rows.variables]
    for solution in rows:
        bound = {name: term for name in names if (term := solution[name]) is not None}
        row = table.setdefault((bound.pop("this"), bound.pop("value", None)), {})
        for name, term in bound.items():
            said, words = row.setdefault(name, []), _cut(words_of(term), _LONGEST)
            if words not in said:
                said.append(words)
    return table


def _fill(sentence: str, row: dict[str, list[str]], between: str) -> str:
    return _PLACE.sub(lambda place: between.join(row[place[1]]), sentence)
