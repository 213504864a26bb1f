"""The stored questions: SPARQL in `questions/*.rq`, each a whole query that runs as it stands.

A file begins with a header of comments, one field a line:

    # number: 3
    # title zh: 某部门牵头哪些工作？
    # title en: What does an agency lead?
    # why zh: ...
    # why en: ...
    # parameter agency: name = 省大数据局 | 部门 | agency
    # column notes: 单位注数 | notes of units
    # rests on ?assignment | 单位注 | assignments

A parameter has a kind, a default and its labels in Chinese and English. For each parameter the query holds one
line that gives it a value, and the line ends in the parameter's name:

    VALUES (?agency ?agency_name) { (UNDEF "省大数据局"@zh-Hans) } # agency

A column has its names in both languages; one that is called after a term of the ontology has that term's, and needs
no line. What an answer rests on is said in the form that `graph.grounds` tells. A line of the header that begins with
four more spaces belongs to the one before. Asking with other values changes what stands between the braces of the
VALUES lines and nothing else: a value reaches the query as an RDF term, never as words of the query.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

import pyoxigraph as ox

from graph.grounds import FORMS, Ground, read_ground, share, words

__all__ = [
    "BadParameter",
    "Parameter",
    "Question",
    "QuestionError",
    "questions",
    "read_question",
]


class QuestionError(Exception):
    """A question file that cannot be used; the text says the file, the line and what is wrong."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


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
        return _KINDS[self.kind](self.name, value)


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question. `text` is the query with its defaults, without the header; `columns` what columns of the
    answer are called in Chinese and English, where that is not the name of a term of the ontology; `grounds` what it
    rests on.
    """

    name: str
    number: int
    title_zh: str
    title_en: str
    why_zh: str
    why_en: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, tuple[str, str]]
    text: str
    grounds: tuple[Ground, ...] = ()

    def query(self, /, **values: str) -> str:
        """The query with `values` for its parameters, and the defaults for those not given.

        Raises:
            BadParameter: there is no such parameter, or its value does not fit its kind.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                others = ", ".join(known) or "—"
                raise BadParameter(
                    name,
                    f"问题 {self.name} 没有这个参数（可用：{others}）",
                    f"the question {self.name} has no such parameter (it has: {others})",
                )
        given = {name: known[name].terms(value) for name, value in values.items()}
        return _VALUES.sub(lambda m: m["before"] + given.get(m["name"], m["terms"]) + m["after"], self.text)

    def grounded(self, form: str, /, **values: str) -> str:
        """A query for what the answer rests on; `form` is one of `graph.grounds.FORMS`, `values` as in `query`.

        Raises:
            BadParameter: as `query`.
        """
        return dict(zip(FORMS, (share, words), strict=True))[form](self.query(**values), self.grounds)


# --- values as terms ----------------------------------------------------------------------------


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


_KINDS: dict[str, Callable[[str, str], str]] = {
    "name": _name,
    "text": _text,
    "year": _year,
    "number": _number,
}

# --- files --------------------------------------------------------------------------------------

_VALUES = re.compile(
    r"^(?P<before>[ ]*VALUES [^{\n]*\{ )(?P<terms>[^\n]*)(?P<after> \} # (?P<name>\w+))$", re.MULTILINE
)
_FIELDS = ("number", "title zh", "title en", "why zh", "why en")
_PARAMETER = re.compile(
    r"parameter (?P<name>[a-z_]+): (?P<kind>\w+) =(?P<default>[^|]*)\|(?P<zh>[^|]+)\|(?P<en>[^|]+)"
)
_COLUMN = re.compile(r"column (?P<name>[a-z_]+): (?P<zh>[^|]+)\|(?P<en>[^|]+)")


def questions() -> dict[str, Question]:
    """All stored questions by name, in the order of their numbers.

    Raises:
        QuestionError: a file cannot be used.
    """
    return dict(_catalogue())


@cache
def _catalogue() -> dict[str, Question]:
    folder = files("graph").joinpath("questions")
    found = [_of_file(file) for file in folder.iterdir() if file.name.endswith(".rq")]
    found.sort(key=lambda question: question.number)
    for one, other in pairwise(found):
        if one.number == other.number:
            raise QuestionError(f"{other.name}.rq", 1, f"has the number of {one.name}.rq")
    return {question.name: question for question in found}


def _of_file(file: Traversable) -> Question:
    return read_question(file.name, file.read_text(encoding="utf-8"))


def read_question(file: str, content: str) -> Question:
    """The question that a file of the name `file` holds, whose text is `content`.

    Raises:
        QuestionError: a field of the header is unknown, missing, there twice or of the wrong form, or the
            parameters of the header and the VALUES lines of the query do not fit together.
    """
    lines = content.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    fields: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    columns: dict[str, tuple[str, str]] = {}
    grounds: list[Ground] = []
    for number, line in _unfolded(lines[:end]):
        if line.startswith("# parameter "):
            parameter = _parameter(file, number, line)
            if parameters.setdefault(parameter.name, parameter) is not parameter:
                raise QuestionError(file, number, f"the parameter {parameter.name} is there twice")
            continue
        if line.startswith("# column "):
            found = _COLUMN.fullmatch(line.removeprefix("# "))
            if found is None:
                raise QuestionError(file, number, "a column is “column NAME: ZH | EN”")
            if (
                columns.setdefault(found["name"], names := (found["zh"].strip(), found["en"].strip()))
                is not names
            ):
                raise QuestionError(file, number, f"the column {found['name']} is there twice")
            continue
        if line.startswith("# rests "):
            ground = read_ground(line.removeprefix("# "))
            if ground is None:
                raise QuestionError(
                    file, number, "a ground is “rests on ?FACT[ by PROPERTY][: PATTERN] | ZH | EN”"
                )
            grounds.append(ground)
            continue
        field, colon, value = line.removeprefix("# ").partition(": ")
        if not colon or field not in _FIELDS:
            raise QuestionError(file, number, f"no field of a header: {line}")
        if field in fields:
            raise QuestionError(file, number, f"“{field}” is there twice")
        if field == "number" and not value.isdecimal():
            raise QuestionError(file, number, f"no number: {value}")
        fields[field] = value.strip()
    for field in _FIELDS:
        if not fields.get(field):
            raise QuestionError(file, end, f"“{field}” is missing in the header")
    text = "\n".join(lines[end:]).strip("\n") + "\n"
    _agree(file, end, text, parameters)
    for name in (*columns, *(one.fact for one in grounds if one.fact and not one.pattern)):
        if not re.search(rf"\?{name}\b", text):
            raise QuestionError(file, end + 1, f"the query has no column {name}")
    return Question(
        name=file.removesuffix(".rq"), number=int(fields["number"]), title_zh=fields["title zh"],
        title_en=fields["title en"], why_zh=fields["why zh"], why_en=fields["why en"],
        parameters=tuple(parameters.values()), columns=columns, text=text, grounds=tuple(grounds),
    )  # fmt: skip


def _unfolded(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of a header with their numbers, each with those that belong to it."""
    starts = [n for n, line in enumerate(lines) if not n or not line.startswith("#     ")]
    for start, end in pairwise([*starts, len(lines)]):
        yield start + 1, " ".join([lines[start], *(line[1:].strip() for line in lines[start + 1 : end])])


def _parameter(file: str, number: int, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line.removeprefix("# "))
    if found is None:
        raise QuestionError(file, number, "a parameter is “parameter NAME: KIND = DEFAULT | ZH | EN”")
    if found["kind"] not in _KINDS:
        raise QuestionError(
            file, number, f"no kind of parameter: {found['kind']} (known: {', '.join(_KINDS)})"
        )
    default, zh, en = (found[part].strip() for part in ("default", "zh", "en"))
    return Parameter(found["name"], found["kind"], default, zh, en)


def _agree(file: str, end: int, text: str, parameters: dict[str, Parameter]) -> None:
    """Checks that the query has one VALUES line for each parameter, with its default."""
    lines = {match["name"]: match["terms"] for match in _VALUES.finditer(text)}
    if len(lines) != len(_VALUES.findall(text)):
        raise QuestionError(file, end + 1, "a parameter has two VALUES lines")
    for name in sorted(lines.keys() ^ parameters.keys()):
        where = "VALUES line in the query" if name in parameters else "parameter line in the header"
        raise QuestionError(file, end + 1, f"{name} has no {where}")
    for name, parameter in parameters.items():
        try:
            terms = parameter.terms(parameter.default)
        except BadParameter as error:
            raise QuestionError(file, end + 1, f"the default of {error}") from error
        if lines[name] != terms:
            raise QuestionError(file, end + 1, f"the VALUES line of {name} must hold its default: {terms}")
