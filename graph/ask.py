"""The stored questions: SPARQL in `questions/*.rq`, each a whole query that runs as it stands.

A file begins with a header of comments, whose form `graph.headers` tells. For each parameter in it the query holds a
line that gives it a value, or several alike where the engine is to look from there more than once; the line ends in the
parameter's name:

    VALUES (?agency ?agency_name) { (UNDEF "省大数据局"@zh-Hans) } # agency

Asking with other values changes what stands between the braces of the VALUES lines and nothing else: a value reaches
the query as an RDF term, never as words of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

from graph.grounds import FORMS, Ground, asked_about, share, words
from graph.headers import QuestionError, read_header
from graph.parameters import BadParameter, Parameter

__all__ = [
    "BadParameter",
    "Parameter",
    "Question",
    "QuestionError",
    "in_language",
    "questions",
    "read_question",
]

_VALUES = re.compile(
    r"^(?P<before>[ ]*VALUES [^{\n]*\{ )(?P<terms>[^\n]*)(?P<after> \} # (?P<name>\w+))$", re.MULTILINE
)
#: Where a query takes the name of a term, which terms have in Chinese and English.
_NAMES = re.compile(r'(langMatches\(lang\(\?\w+\), )"zh"\)')
_PREFIX = re.compile(r"^PREFIX [^\n]*\n", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY [^\n]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question. `text` is the query with its defaults, without the header; `columns` what columns of the
    answer are called in Chinese and English, where that is not the name of a term of the ontology; `values` what codes
    in a column mean, by column and code; `grounds` what it rests on; `none` why there may be no answer.
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
    values: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    none: tuple[str, str] = ("", "")

    def said(self, column: str, value: str, language: str) -> str:
        """What `value` is called in a column, in Chinese where `language` is zh, else in English.

        A code of the header has its name there, as has a kind of ground in the tables of `grounded`; any other value
        is called as it is.
        """
        if column in ("rests_on", "ground_kind"):
            return next((one.en for one in self.grounds if one.zh == value and language != "zh"), value)
        zh, en = self.values.get((column, value), (value, value))
        return zh if language == "zh" else en

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

    def counted(self, /, **values: str) -> str:
        """A query for how many rows the answer has, in a column `rows`; `values` as in `query`.

        Raises:
            BadParameter: as `query`.
        """
        query = self.query(**values)
        prefixes = "".join(_PREFIX.findall(query))
        # without the order, which takes time and changes no number
        body = _ORDER.sub("", _PREFIX.sub("", query)).strip("\n")
        return f"{prefixes}\nSELECT (COUNT(*) AS ?rows) WHERE {{ {{\n{body}\n}} }}\n"

    def lookups(self, /, **values: str) -> list[tuple[Parameter, str]]:
        """The names and titles that are asked about, each with a query that has no answer where nothing is called so.

        Raises:
            BadParameter: as `query`.
        """
        query = self.query(**values)
        prefixes = "".join(_PREFIX.findall(query))
        return [
            (one, f"{prefixes}\nSELECT * WHERE {{ {found} }} LIMIT 1\n")
            for one in self.parameters
            if one.kind in ("name", "text")
            and values.get(one.name, one.default)
            and (found := asked_about(query, one.name))
        ]

    def why_none(self, unknown: Iterable[Parameter], language: str, /, **values: str) -> str:
        """Why there is no answer, in Chinese where `language` is zh, else in English.

        `unknown` are the parameters whose lookups found nothing; without any, it is what the header says of it.
        """
        names = [(one, values.get(one.name, one.default)) for one in unknown]
        if language == "zh":
            said = [f"这里没有“{value}”；此处应填：{one.label_zh}。" for one, value in names]
            return "".join(said) or self.none[0] or "所问的这里都有，但没有符合的。"
        said = [f"There is no “{value}” here; asked for is: {one.label_en}." for one, value in names]
        return " ".join(said) or self.none[1] or "What is asked about is here, but nothing about it matches."

    def why_no_words(self, language: str) -> str:
        """Why an answer has no source words, in Chinese where `language` is zh, else in English."""
        also = [one.zh if language == "zh" else one.en for one in self.grounds if not one.fact]
        if language == "zh":
            return f"答案所依据的不在文件的文字之中：{'；'.join(also) or '没有可以列出的原文'}。"
        return f"What the answer rests on is not among the words of a document: {'; '.join(also) or 'none to list'}."

    def grounded(self, form: str, /, **values: str) -> str:
        """A query for what the answer rests on; `form` is one of `graph.grounds.FORMS`, `values` as in `query`.

        Raises:
            BadParameter: as `query`.
        """
        return dict(zip(FORMS, (share, words), strict=True))[form](self.query(**values), self.grounds)


def in_language(query: str, language: str) -> str:
    """A query that a question has made, with names of terms of the ontology in `language`, zh or en, in its labels.

    What documents and registries name stays Chinese.
    """
    return _NAMES.sub(rf'\g<1>"{language}")', query)


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
        QuestionError: the header cannot be read, the parameters of the header and the VALUES lines of the query do not
            fit together, or the header speaks of what the query does not have.
    """
    lines = content.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = read_header(file, lines[:end])
    text = "\n".join(lines[end:]).strip("\n") + "\n"
    _agree(file, end, text, header.parameters)
    for name in (*header.columns, *(one.fact for one in header.grounds if one.fact and not one.pattern)):
        if not re.search(rf"\?{name}\b", text):
            raise QuestionError(file, end + 1, f"the query has no column {name}")
    for column, code in header.values:
        if code not in text or not re.search(rf"\?{column}\b", text):
            raise QuestionError(file, end + 1, f"the query never answers {code} in a column {column}")
    fields = header.fields
    return Question(
        name=file.removesuffix(".rq"), number=int(fields["number"]), title_zh=fields["title zh"],
        title_en=fields["title en"], why_zh=fields["why zh"], why_en=fields["why en"],
        parameters=tuple(header.parameters.values()), columns=header.columns, values=header.values, text=text,
        grounds=tuple(header.grounds), none=(fields.get("none zh", ""), fields.get("none en", "")),
    )  # fmt: skip


def _agree(file: str, end: int, text: str, parameters: dict[str, Parameter]) -> None:
    """Checks that the query has VALUES lines for each parameter, with its default."""
    lines: dict[str, set[str]] = {}
    for match in _VALUES.finditer(text):
        lines.setdefault(match["name"], set()).add(match["terms"])
    for name in sorted(lines.keys() ^ parameters.keys()):
        where = "VALUES line in the query" if name in parameters else "parameter line in the header"
        raise QuestionError(file, end + 1, f"{name} has no {where}")
    for name, parameter in parameters.items():
        try:
            terms = parameter.terms(parameter.default)
        except BadParameter as error:
            raise QuestionError(file, end + 1, f"the default of {error}") from error
        if lines[name] != {terms}:
            raise QuestionError(file, end + 1, f"the VALUES line of {name} must hold its default: {terms}")
