"""Where a query that the engine refuses is wrong, and why, in words for the person who wrote it.

The engine accepts or refuses; what it says besides is of little use to a reader (see `graph.grammar`).
So the place is sought anew, and only once a query has been refused: first by the grammar, then by the
rules that a grammar does not hold (SPARQL 1.1 Query Language, section 19.6 and the notes of 19.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.grammar import Unexpected, unexpected
from graph.tokens import END, Token, origin, tokens, unescaped

__all__ = ["Fault", "fault_in_reading", "find_fault", "place"]

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_KINDS = {
    "iri": ("IRI", "IRI"),
    "name": ("prefixed name", "带前缀的名称"),
    "variable": ("variable", "变量"),
    "string": ("string", "字符串"),
    "number": ("number", "数字"),
    "integer": ("whole number", "整数"),
    "language": ("language tag", "语言标签"),
    "node": ("blank node", "空白节点"),
    END: ("the end", "结尾"),
}
#: So many of what could stand in a place are told.
_TOLD = 8
_AGGREGATES = frozenset(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])


#: A place in the text, and what is wrong there in English and Chinese.
_Found = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query, in English and Chinese, and where: line and column count from 1.

    A line ends in LF; a column is a character (a codepoint), whatever its width; so is a tab.
    """

    line: int
    column: int
    en: str
    zh: str


def find_fault(query: str, said: str, base: str | None) -> Fault:
    """What is wrong with a query that the engine refuses.

    Args:
        query: the query.
        said: the engine's message, which is told where nothing better is found.
        base: the IRI that relative ones are resolved against.
    """
    reading = fault_in_reading(query)
    if reading is not None:
        return reading
    text = unescaped(query)
    every = list(tokens(text))
    found = (
        next(_no_terms(every, base), None)
        or next(_nodes_in_two_groups(every), None)
        or next(_given_twice(every), None)
        or next(_not_grouped(every), None)
    )
    return _fault(query, found or _of_engine(every, said))


def fault_in_reading(query: str) -> Fault | None:
    """What is wrong with a query by its grammar and its prefixes alone, without the engine."""
    text = unescaped(query)
    against = unexpected(text)
    found = _against_the_grammar(against) if against else next(_undeclared(list(tokens(text))), None)
    return _fault(query, found) if found else None


def _fault(query: str, found: _Found) -> Fault:
    start, en, zh = found
    line, column = place(query, origin(query, start))
    return Fault(line, column, en, zh)


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of the character at `offset`; see `Fault`."""
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _against_the_grammar(against: Unexpected) -> _Found:
    token = against.token
    if token.kind == "unfinished":
        return token.start, "the string that begins here does not end", "从这里开始的字符串没有结束"
    word = token.text.upper()
    if word in _UPDATES and "'SELECT'" in against.expected and "'PREFIX'" in against.expected:
        return token.start, f"{word} is an update; only queries are answered", f"{word} 是更新操作，只能查询"
    en, zh = _listed(against.expected)
    if token.kind == END:
        return token.start, f"the query ends where there should be {en}", f"查询到这里就结束了，此处应为 {zh}"
    shown = token.text if len(token.text) <= 40 else token.text[:40] + "..."
    return token.start, f'"{shown}" where there should be {en}', f"“{shown}”不能在这里，此处应为 {zh}"


def _listed(expected: frozenset[str]) -> tuple[str, str]:
    """The possibilities in words, kinds of terms before symbols before keywords, the first few of them."""
    kinds = [one for one in _KINDS if one in expected]
    if "number" in kinds and "integer" in kinds:
        kinds.remove("integer")
    written = sorted((one for one in expected if one.startswith("'")), key=lambda w: (w[1].isalpha(), w))
    en = [_KINDS[one][0] for one in kinds] + [one.strip("'") for one in written]
    zh = [_KINDS[one][1] for one in kinds] + [one.strip("'") for one in written]
    more = " | ..." if len(en) > _TOLD else ""
    return " | ".join(en[:_TOLD]) + more, " | ".join(zh[:_TOLD]) + more


def _undeclared(every: list[Token]) -> Iterator[_Found]:
    """Names whose prefix was not declared."""
    declared = set()
    for before, token in zip([None, *every], every, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.kind == "word" and before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            yield (
                token.start,
                f'the prefix "{prefix}:" is not declared (PREFIX {prefix}: <...>)',
                f"前缀“{prefix}:”没有声明（PREFIX {prefix}: <...>）",
            )


def _no_terms(every: list[Token], base: str | None) -> Iterator[_Found]:
    """IRIs and literals that the engine does not take."""
    engine, known = ox.Store(), set[str]()
    for token in every:
        if token.kind not in ("iri", "string", "language") or token.text in known:
            continue
        known.add(token.text)
        term = f'""{token.text}' if token.kind == "language" else token.text
        try:
            engine.query(f"ASK {{ ?s ?p {term} }}", base_iri=base)
        except (SyntaxError, ValueError):
            what = {"iri": ("valid IRI", "合法的 IRI"), "language": ("language tag", "语言标签")}
            en, zh = what.get(token.kind, ("valid string", "合法的字符串"))
            yield token.start, f"{token.text} is no {en}", f"{token.text} 不是{zh}"


def _nodes_in_two_groups(every: list[Token]) -> Iterator[_Found]:
    """Labels of blank nodes that stand in two graph patterns."""
    groups, number, homes = [0], 0, dict[str, int]()
    for token in every:
        if token.text == "{":
            number += 1
            groups.append(number)
        elif token.text == "}" and len(groups) > 1:
            groups.pop()
        elif token.kind == "node" and homes.setdefault(token.text, groups[-1]) != groups[-1]:
            yield (
                token.start,
                f"{token.text} stands in another graph pattern already; a label is for one only",
                f"{token.text} 已用在另一个图模式中，一个标签只能用于一个图模式",
            )


def _given_twice(every: list[Token]) -> Iterator[_Found]:
    """Variables that are given a value (AS) where they have one already."""
    groups, number = [0], 0
    named = dict[tuple[int, str], bool]()
    for before, token in zip([None, *every], every, strict=False):
        if token.text == "{":
            number += 1
            groups.append(number)
        elif token.text == "}" and len(groups) > 1:
            groups.pop()
        elif token.kind == "variable":
            key = groups[-1], token.text[1:]
            given = before is not None and before.kind == "word" and before.text.upper() == "AS"
            if (given and key in named and len(groups) > 1) or (given and named.get(key)):
                yield (
                    token.start,
                    f"{token.text} has a value already; AS needs a new variable",
                    f"{token.text} 已有值，AS 后须用新变量",
                )
            named[key] = named.get(key, False) or given


def _not_grouped(every: list[Token]) -> Iterator[_Found]:
    """Variables that a SELECT with aggregates shows without grouping by them."""
    for number, token in enumerate(every):
        if token.kind != "word" or token.text.upper() != "SELECT":
            continue
        shown, grouped, aggregates, depth = [], set[str](), False, 0
        part = "SELECT"
        for other in every[number + 1 :]:
            word = other.text.upper() if other.kind == "word" else other.text
            depth += (word in ("{", "(")) - (word in ("}", ")"))
            if depth < 0:
                break
            if word == "{" or (depth == 0 and word in ("WHERE", "FROM", "HAVING", "ORDER", "LIMIT", "GROUP")):
                part = word
            if part == "SELECT":
                aggregates = aggregates or word in _AGGREGATES
                if other.kind == "variable" and depth == 0:
                    shown.append(other)
            elif part == "GROUP":
                aggregates = True
                if other.kind == "variable":
                    grouped.add(other.text[1:])
        for variable in shown if aggregates else ():
            if variable.text[1:] not in grouped:
                yield (
                    variable.start,
                    f"{variable.text} is neither grouped by nor within an aggregate",
                    f"{variable.text} 既不在 GROUP BY 中，也不在聚合函数中",
                )


def _of_engine(every: list[Token], said: str) -> _Found:
    """What the engine says, at the word that tells the form of the query."""
    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    start = next((t.start for t in every if t.kind == "word" and t.text.upper() in forms), 0)
    sentences = re.findall(r"(?:one of |expected |, )([A-Z][A-Za-z]*(?: [\w.*]+){2,})", said)
    en = (
        sentences[0]
        if sentences
        else "a rule of the query language is broken, most likely on the scope of a variable"
    )
    return start, en, f"违反查询语言的规则，多半与变量的作用范围有关（{en}）"
