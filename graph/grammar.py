"""Whether a text is a query of the grammar of SPARQL 1.1, and if not, at which token it ceases to be one.

The engine's own parser tells a place too, but that is the furthest that any of its attempts has read,
often some keyword's length behind the mistake, even on another line. The grammar is LL(1) (SPARQL 1.1
Query Language, section 19.8, note 10), so the first token that no query could have at its place is found
by reading once from left to right, with a stack of our own: no nesting is too deep for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.tokens import Token, tokens

__all__ = ["Tree", "Unexpected", "parsed", "unexpected"]


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A token that no query could have at its place, and what there could be instead.

    `expected` holds kinds of tokens as they are (`iri`), keywords and symbols in quotes (`'SELECT'`).
    """

    token: Token
    expected: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A part of a query: the rule of the grammar that it follows, and what it is made of, in order."""

    rule: str
    parts: list[Tree | Token]


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """A part of a rule. `kind`: token, rule, all (one after the other), one (of several), maybe, many."""

    kind: str
    name: str = ""
    parts: tuple[_Node, ...] = ()


def unexpected(query: str) -> Unexpected | None:
    """The first token of `query` that is against the grammar; None for a text that follows it."""
    found = parsed(query)
    return found if isinstance(found, Unexpected) else None


def parsed(query: str) -> Tree | Unexpected:
    """The parts of `query` by the rules of the grammar, or the first token that is against it."""
    grammar = _grammar()
    # None closes the rule that is open
    stack: list[_Node | None] = [grammar.rules["Query"]]
    open_ = [Tree("Query", [])]
    for token in tokens(query):
        seen, possible = _terminal(token), frozenset[str]()
        while True:
            node = stack.pop()
            if node is None:
                open_.pop()
                continue
            first = grammar.first(node)
            if seen not in first:
                possible |= first
                if not grammar.empty(node):
                    return Unexpected(token, possible)
            elif node.kind == "token":
                open_[-1].parts.append(token)
                break
            elif node.kind == "many":
                stack += [node, node.parts[0]]
            elif node.kind == "one":
                stack.append(next(part for part in node.parts if seen in grammar.first(part)))
            elif node.kind == "rule":
                opened = Tree(node.name, [])
                open_[-1].parts.append(opened)
                open_.append(opened)
                stack += [None, grammar.rules[node.name]]
            else:
                stack += reversed(node.parts)
    return open_[0]


def _terminal(token: Token) -> str:
    """What the grammar calls a token."""
    if token.kind == "word":
        return "'a'" if token.text == "a" else f"'{token.text.upper()}'"
    if token.kind == "symbol":
        return f"'{token.text}'"
    if token.kind == "number" and token.text.isdecimal():
        return "integer"
    return token.kind


class _Grammar:
    """Rules, with what each of their parts can begin with and whether it can be nothing."""

    def __init__(self, rules: dict[str, _Node]) -> None:
        self.rules = rules
        self._first: dict[_Node, frozenset[str]] = {}
        self._empty: dict[_Node, bool] = {}

    def empty(self, node: _Node) -> bool:
        """Whether the part can be nothing at all."""
        if node not in self._empty:
            match node.kind:
                case "token":
                    found = False
                case "maybe":
                    found = True
                case "rule":
                    found = self.empty(self.rules[node.name])
                case "one":
                    found = any(map(self.empty, node.parts))
                case "many":
                    found = True
                case _:
                    found = all(map(self.empty, node.parts))
            self._empty[node] = found
        return self._empty[node]

    def first(self, node: _Node) -> frozenset[str]:
        """The tokens that the part can begin with."""
        if node not in self._first:
            match node.kind:
                case "token":
                    found = frozenset({node.name})
                case "rule":
                    found = self.first(self.rules[node.name])
                case "one":
                    found = frozenset().union(*map(self.first, node.parts))
                case _:
                    found = frozenset()
                    for part in node.parts:
                        found |= self.first(part)
                        if not self.empty(part):
                            break
            self._first[node] = found
        return self._first[node]


@cache
def _grammar() -> _Grammar:
    rules = {}
    for line in files("graph").joinpath("sparql.grammar").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, body = line.partition(" ::= ")
            rules[name] = _one(iter(re.findall(r"'[^']+'|[()|?*+]|\w+", body)))
    return _Grammar(rules)


def _one(words: Iterator[str]) -> _Node:
    """The part of a rule to its end, or to the bracket that closes it."""
    choices: list[list[_Node]] = [[]]
    for word in words:
        if word == ")":
            break
        if word == "|":
            choices.append([])
        elif word in ("?", "*", "+"):
            last = choices[-1].pop()
            many = _Node("many", parts=(last,))
            choices[-1].append(
                _Node("maybe", parts=(last,)) if word == "?"
                else many if word == "*" else _Node("all", parts=(last, many))
            )  # fmt: skip
        elif word == "(":
            choices[-1].append(_one(words))
        else:
            choices[-1].append(_Node("rule" if word[0].isupper() else "token", word))
    parts = tuple(_Node("all", parts=tuple(choice)) for choice in choices)
    return parts[0] if len(parts) == 1 else _Node("one", parts=parts)
