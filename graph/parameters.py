"""The parameters of the stored questions: what they are asked with, as RDF terms and never as words of a query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

__all__ = ["KINDS", "BadParameter", "Parameter"]


class BadParameter(ValueError):
    """A value that a question cannot be asked with, told in Chinese (`zh`) and English (`en`, also the text)."""

    def __init__(self, parameter: str, zh: str, en: str) -> None:
        self.parameter, self.zh, self.en = parameter, f"{parameter}：{zh}", f"{parameter}: {en}"
        super().__init__(self.en)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about. The kinds:

    name     one of the names that a thing has, or its full IRI
    text     a part of a title or name, or a full IRI; blank fits all
    year     a year of four digits
    number   a whole number, 0 or more
    """

    name: str
    kind: str
    default: str
    label_zh: str
    label_en: str

    def terms(self, value: str) -> str:
        """`value` as what stands between the braces of the parameter's VALUES line.

        Raises:
            BadParameter: the value does not fit the kind.
        """
        value = unicodedata.normalize("NFC", value).strip()
        if any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
            raise BadParameter(self.name, "含有控制字符", "holds a control character")
        return KINDS[self.kind](self.name, value)


def _iri(parameter: str, value: str) -> str | None:
    """`value` as it stands in a query if it is a full IRI, with or without angle brackets, else None."""
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if not re.match(r"(?:https?|urn):", bare):
        return None
    try:
        return str(ox.NamedNode(bare))
    except ValueError as error:
        raise BadParameter(parameter, f"不是合法的 IRI：{value}", f"no valid IRI: {value}") from error


def _name(parameter: str, value: str) -> str:
    if iri := _iri(parameter, value):
        return f"({iri} UNDEF)"
    if not value:
        raise BadParameter(parameter, "请填写名称", "a name is needed")
    return f"(UNDEF {ox.Literal(value)}@zh-Hans)"


def _text(parameter: str, value: str) -> str:
    """Marks and capitals count for nothing: the queries compare without them too."""
    if iri := _iri(parameter, value):
        return f'({iri} "")'
    words = "".join(c for c in unicodedata.normalize("NFKC", value) if unicodedata.category(c)[0] in "LN")
    if value and not words:
        raise BadParameter(parameter, f"没有可查找的文字：{value}", f"no words to look for: {value}")
    return f"(UNDEF {ox.Literal(words.lower())})"


def _year(parameter: str, value: str) -> str:
    found = re.fullmatch(r"([12][0-9]{3})年?", value)
    if found is None:
        raise BadParameter(
            parameter,
            f"年份须是四位数字，如2025，而不是：{value}",
            f"a year such as 2025 is needed, not: {value}",
        )
    return f'"{found[1]}"'


def _number(parameter: str, value: str) -> str:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise BadParameter(
            parameter, f"须是不小于0的整数，而不是：{value}", f"a whole number is needed, not: {value}"
        )
    return str(int(value))


#: Each kind of parameter, with what makes a value of it into what stands between the braces of its VALUES line.
KINDS: dict[str, Callable[[str, str], str]] = {
    "name": _name,
    "text": _text,
    "year": _year,
    "number": _number,
}
