"""What a finding says: the message of its shape in both languages, and the details of this one case."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
from rdflib.namespace import SH

from ontology.terms import curie
from shapes.compiled.facts import Facts
from shapes.data import Data, UnreadableData
from shapes.describing.details import Details
from shapes.findings import words_of
from shapes.results import Result
from shapes.rules import Rule, Text
from shapes.terms import Term

__all__ = ["Messages"]

_DOUBT = Text(
    "读取存疑，可能是漏读：{doubts}。", "The reading is in doubt here, it may have been missed: {doubts}."
)

_FOUND = Text("现为{value}。", "Found: {value}.")


class Messages:
    """The messages of findings of one rule; the queries of its details are asked once for all of them.

    Args:
        data: what is audited.
        facts: what is known of it.
        rule: the rule.
        results: those that are put into words.

    Raises:
        UnreadableData: the query of a detail cannot be asked.
    """

    def __init__(self, data: Data, facts: Facts, rule: Rule, results: Sequence[Result]) -> None:
        try:
            self._details = [Details(data, facts, detail, results) for detail in rule.details]
        except UnreadableData as error:
            raise UnreadableData(f"the shape {rule.name} has {error}") from error
        # of a record that is not well formed the value itself says what is wrong
        self._quoting = rule.set == "core"
        self._said: dict[tuple[ox.Literal, ...], Text] = {}

    def text(self, result: Result, doubts: tuple[str, ...] = ()) -> Text:
        """The message of one finding: what the shape says, the details, and what the reader doubts."""
        message = self._message(result)
        added = [said for detail in self._details if (said := detail.sentence(result)) is not None]
        if self._quoting and result.value is not None and result.value != result.focus:
            value = _quoted(result.value)
            added.insert(0, (_FOUND.zh.format(value=value), _FOUND.en.format(value=value)))
        if doubts:
            zh, en = _DOUBT.zh.format(doubts="；".join(doubts)), _DOUBT.en.format(doubts="; ".join(doubts))
            added.append((zh, en))
        if not added:
            return message
        return Text(
            "".join((message.zh, *(zh for zh, _ in added))), " ".join((message.en, *(en for _, en in added)))
        )

    def _message(self, result: Result) -> Text:
        known = self._said.get(result.messages)
        if known is None:
            known = self._said[result.messages] = Text.of((m.value, m.language) for m in result.messages)
        return known if known.zh else _plain(result)


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


#: The longest value that is quoted.
_MOST = 80


def _quoted(term: Term) -> str:
    """A value as it stands in the data, a literal with its language or datatype: mostly that is what is wrong of it."""
    if not isinstance(term, ox.Literal):
        return curie(words_of(term))
    words = term.value if len(term.value) <= _MOST else f"{term.value[:_MOST]}…"
    kind = f"@{term.language}" if term.language else f"^^{curie(term.datatype.value)}"
    return f"“{words}”{kind}"
