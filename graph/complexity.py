"""Queries that the engine could not read, or only in a long time, found before it sees them.

One pass over its tokens measures a query against the bounds of `graph.bounds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.bounds import (
    MOST_JOINED,
    MOST_NESTED,
    MOST_OPERATORS,
    MOST_READ,
    Excess,
    too_deep,
    too_long,
    too_many,
    too_often,
)
from graph.tokens import END, Token, tokens

__all__ = ["Measure", "may_be_deep", "may_be_slow", "measured"]

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_SYMBOLS = frozenset(("||", "&&", "+", "-", "*", "/", "|", "^", "!", "=", "!=", "<", ">", "<=", ">="))
_WORDS = frozenset(
    ("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "VALUES", "SELECT", "AS", "LATERAL", "EXISTS")
)
#: Words before a group that is planned by itself.
_APART = frozenset(("UNION", "OPTIONAL", "MINUS", "EXISTS", "LATERAL"))
#: How many separators between their arguments those have that are read once only.
_READ_TWICE = {"REGEX": 2, "SUBSTR": 2, "REPLACE": 3, "GROUP_CONCAT": 1}
_GROUPING = frozenset(("GROUP", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
_TERMS = frozenset(("iri", "name", "variable", "node", "string", "number", "signed", "nil", "anonymous"))
#: Of one bracket: more are too many in any case.
_MOST_DOUBLINGS = 40
_MOST_IF_WRONG = 100_000
_IN_PATHS = frozenset(("/", "|", "^", "!", "*", "+", "?"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What is too much in a query, if anything; and whether the engine would take long to see that it is wrong."""

    excess: Excess | None
    fragile: bool = False


def measured(query: str) -> Measure:
    """Measures `query` against the bounds."""
    reading = _Reading()
    return Measure(reading.excess(query), reading.fragile)


def may_be_deep(query: str) -> bool:
    """Whether so much stands in the query, comments included, that it could end the engine: a quick look."""
    if sum(map(query.count, _OPENING)) > MOST_NESTED:
        return True
    if len(query) <= MOST_OPERATORS:
        return False
    capitals = query.upper()
    return sum(map(capitals.count, (*"+-*/|&^!=<>:.;,", *_WORDS))) > MOST_OPERATORS


#: IRIs have most of the dots and slashes of a query, and none of its structure.
_IRI = re.compile(r'<[^<>"{}|^`\\\s]*>')
#: A collection of three or more, and of two or more.
_ROW = re.compile(r"\(\s*[^\s()]+\s+[^\s()]+\s+[^\s()]")
_PAIR = re.compile(r"\(\s*[^\s()]+\s+[^\s()]")
#: Fewer of them within one another do no harm.
_FEW = 8


def may_be_slow(query: str) -> bool:
    """Whether so much stands in the query that planning it could take long: a quick look, likewise."""
    bare = _IRI.sub("", query)
    brackets = bare.count("(") + bare.count("{")
    if sum(map(bare.count, (*".;,/[({(", "{|"))) > MOST_JOINED:
        return True
    if len(bare) > MOST_JOINED and (_ROW.search(bare) or (brackets > _FEW and _PAIR.search(bare))):
        return True
    doublings = bare.count("!") + bare.count("/") + sum(map(bare.upper().count, ("SELECT", *_READ_TWICE)))
    return brackets > _FEW and doublings > _FEW


class _Frame:
    """What stands between two brackets.

    `kind`: group (`{ }` of patterns), node (`[ ]`), row (a collection, or a path in brackets), expression, data (what
    is taken as it is: VALUES, the template of a CONSTRUCT).
    """

    __slots__ = (
        "again",
        "apart",
        "due",
        "folded",
        "group",
        "height",
        "if_wrong",
        "joined",
        "kind",
        "opening",
        "path",
        "read",
        "read_if_wrong",
        "rows",
        "select",
        "separators",
        "to_data",
    )

    def __init__(self, kind: str, opening: Token, group: _Frame | None) -> None:
        self.kind, self.opening = kind, opening
        #: The group that patterns in it belong to.
        self.group = self if kind == "group" else group
        #: Patterns of a group; what of the tallest group within lies on top of them; items of a row.
        self.joined = self.height = self.rows = 0
        #: Patterns of the last group within that are joined with its own.
        self.folded = 0
        #: Whether a group is planned by itself.
        self.apart = False
        self.path = self.to_data = self.select = False
        #: How often what is in it is read more than once, as doublings: always, with fewer separators than are due, and
        #: if it is wrong.
        self.again = self.due = self.separators = self.if_wrong = 0
        #: Tokens, as often as they are read.
        self.read = self.read_if_wrong = 0


class _Reading:
    """One pass over the tokens of a query."""

    def __init__(self) -> None:
        self._frames = [_Frame("expression", Token(END, "", 0), None)]
        self._operators = 0
        self._read = 0
        self._describing = False
        #: The two tokens before, and how many `!` stand right before this place.
        self._before: tuple[Token, Token] = (self._frames[0].opening,) * 2
        self._negations = 0
        #: Whether a mistake would be read far too often.
        self.fragile = False

    def excess(self, query: str) -> Excess | None:
        """What passes the first of the bounds; None for a query within them."""
        for token in tokens(query):
            found = self._take(token)
            if found is not None:
                return found
            if token.text == "!" and token.kind == "symbol":
                self._negations += 1
            elif token.kind not in ("word", "iri", "name"):
                self._negations = 0
            self._before = (self._before[1], token)
        return None

    def _take(self, token: Token) -> Excess | None:
        self._read += 1
        frame = self._frames[-1]
        frame.read += 1
        frame.read_if_wrong += 1
        if token.kind == END:  # brackets that nobody has closed
            return next(filter(None, (self._close() for _ in self._frames[1:])), None)
        if token.text in _OPENING:
            return self._open(token)
        if token.text in _CLOSING:
            return self._close() if len(self._frames) > 1 else None
        if token.kind == "word":
            self._word(token.text.upper(), frame)
        elif (
            token.text in _SYMBOLS
            or token.kind == "signed"
            or (self._describing and token.kind in ("iri", "name"))
        ):
            self._operators += 1
        self._count(token, frame)
        return self._tall(frame.group, token)

    def _word(self, word: str, frame: _Frame) -> None:
        self._operators += word in _WORDS
        self._describing = word == "DESCRIBE" or (self._describing and word not in ("WHERE", "FROM"))
        if word in ("VALUES", "CONSTRUCT"):
            frame.to_data = True
        elif word == "WHERE":
            frame.to_data = False
        elif word == "UNION" and frame.kind == "group":
            frame.joined -= 1 + frame.folded  # its parts are planned one by one, and are one pattern together
            frame.folded = 0
        elif word == "MINUS" and frame.kind == "group":
            frame.joined -= 1  # what is taken away is no pattern
        elif word == "SELECT" and frame.kind == "group" and frame.read == 1:
            frame.select = frame.apart = True
            around = self._frames[-2].group
            if around is not None:
                around.joined -= 1  # the engine gets along well with any number of them
        elif word in _GROUPING:
            around = next((one for one in reversed(self._frames) if one.kind == "group"), frame)
            around.again = int(around.select)

    def _count(self, token: Token, frame: _Frame) -> None:
        """Takes a token into account that is no bracket."""
        if token.text in (",", ";"):
            frame.separators += 1
        if frame.group is None:
            return
        if token.text == "|" and frame.kind == "group" and token.start == frame.opening.start + 1:
            # {| annotates a triple: no group, but what the patterns of one are about
            frame.kind, frame.group = "node", self._frames[-2].group or frame
            frame.group.joined += 1
        if frame.kind == "row":
            frame.path = frame.path or token.text in _IN_PATHS or token.kind == "word"  # (... AS ?x)
            frame.rows += token.kind in _TERMS and self._before[1].text != "^^"
            frame.again += token.text == "/"
        if token.text == "/" or (token.text in (".", ";", ",") and frame.kind in ("group", "node")):
            frame.group.joined += 1

    def _open(self, token: Token) -> Excess | None:
        frame, last = self._frames[-1], self._before[1]
        if len(self._frames) > MOST_NESTED:
            return too_deep(token)
        if frame.kind == "data" or last.text == "<" or (frame.to_data and token.text != "["):
            kind = "data"
            frame.to_data = frame.to_data and token.text != "{"
        elif token.text == "{":
            kind = "group"
        elif frame.group is None or (token.text == "(" and self._calls()):
            kind = "expression"
        else:
            kind = "node" if token.text == "[" else "row"
        if frame.group is not None and kind in ("group", "node"):
            frame.group.joined += 1
            frame.rows += 1
        opened = _Frame(kind, token, frame.group if kind in ("node", "row") else None)
        opened.if_wrong = self._negations
        opened.apart = frame.group is None or (last.kind == "word" and last.text.upper() in _APART)
        if kind == "expression" and last.kind == "word":
            opened.due = _READ_TWICE.get(last.text.upper(), 0)
            opened.if_wrong += opened.due > 0
        self._frames.append(opened)
        return self._tall(frame.group, token)

    def _calls(self) -> bool:
        """Whether a `(` here begins an expression: after a word, or a function's name in a FILTER."""
        before, last = self._before
        if last.kind == "word":
            return last.text != "a"
        return last.kind in ("iri", "name") and before.kind == "word" and before.text.upper() == "FILTER"

    def _close(self) -> Excess | None:
        frame = self._frames.pop()
        parent = self._frames[-1]
        if frame.kind == "row" and frame.group is not None:
            if not frame.path:
                frame.group.joined += 2 * frame.rows
            parent.rows += 1
        if frame.kind == "group" and not frame.apart and parent.group is not None:
            parent.group.joined += frame.joined
            parent.group.folded = frame.joined
        elif frame.kind == "group":
            frame.height += frame.joined
        parent.height = max(parent.height, frame.height)
        again = frame.again + (frame.separators < frame.due)
        parent.read += frame.read << again
        parent.read_if_wrong += frame.read_if_wrong << max(again, min(frame.if_wrong, _MOST_DOUBLINGS))
        if parent.read > MOST_READ + self._read:
            return too_often(frame.opening)
        self.fragile = self.fragile or parent.read_if_wrong > _MOST_IF_WRONG + self._read
        return self._tall(parent.group, frame.opening)

    def _tall(self, group: _Frame | None, token: Token) -> Excess | None:
        if group is not None and group.joined > MOST_JOINED:
            return too_many(token)
        height = group.joined + group.height if group is not None else self._frames[-1].height
        return too_long(token) if self._operators + height > MOST_OPERATORS else None
