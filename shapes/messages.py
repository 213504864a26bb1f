"""What a finding says: the shape's message in both languages, and the details of this one case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import Graph, Literal
from rdflib.term import Node

from shapes.rules import Detail, Rule, Text

__all__ = ["Messages"]

_PLACE = re.compile(r"\{[?$](\w+)\}")

#: For a focus (and a value, where the query selects one) the words that each variable is bound to.
Table = dict[tuple[Node, Node | None], dict[str, list[str]]]


class Messages:
    """The messages of one rule's findings; runs the queries of its details once for all of them."""

    def __init__(self, data: Graph, rule: Rule) -> None:
        self._details = [(detail, _table(data, detail)) for detail in rule.details]

    def text(self, templates: Iterable[Node], said: Iterable[Node], focus: Node, value: Node | None) -> Text:
        """The message of one finding.

        Args:
            templates: the sh:message values of the shape.
            said: the sh:resultMessage values, in which pyshacl has filled the places of the templates.
            focus: the focus of the finding.
            value: its value, if it has one.
        """
        message = _in_both_languages(templates, said)
        zh, en = [message.zh], [message.en]
        for detail, table in self._details:
            row = table.get((focus, value)) or table.get((focus, None)) or {}
            sentence = detail.sentence
            if row.keys() >= {*_PLACE.findall(sentence.zh), *_PLACE.findall(sentence.en)}:
                zh.append(_fill(sentence.zh, row, "、"))
                en.append(_fill(sentence.en, row, ", "))
        return Text("".join(zh), " ".join(en))


def _in_both_languages(templates: Iterable[Node], said: Iterable[Node]) -> Text:
    """The words of `said`, told apart by the template that they fit.

    pyshacl drops the language of a message whose places a query fills, so it is taken from the template.
    """
    words = [str(one) for one in said]
    fitting = []
    for template in templates:
        if isinstance(template, Literal):
            pattern = ".*".join(re.escape(part) for part in _PLACE.split(template)[::2])
            fitting += [
                Literal(w, lang=template.language) for w in words if re.fullmatch(pattern, w, re.DOTALL)
            ]
    return Text.of(fitting or map(Literal, words))


def _table(data: Graph, detail: Detail) -> Table:
    table: Table = {}
    for binding in data.query(detail.query).bindings:
        bound = {str(variable): term for variable, term in binding.items()}
        row = table.setdefault((bound.pop("this"), bound.pop("value", None)), {})
        for name, term in bound.items():
            words = row.setdefault(name, [])
            if str(term) not in words:
                words.append(str(term))
    return table


def _fill(sentence: str, row: dict[str, list[str]], between: str) -> str:
    return _PLACE.sub(lambda place: between.join(row[place[1]]), sentence)
