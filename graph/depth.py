"""Queries that would overflow the engine's stack, found before it sees them.

The engine reads and plans a query by functions that call themselves, without a bound: `((((…` some
thousands deep, or as many UNIONs in a row, end its process. Measured with the 8 MiB of stack that a
process has by default, the worst nesting (`EXISTS { SELECT * {`) takes 6 KiB a bracket, the worst row
(sub-selects, MINUS, AS, the resources of a DESCRIBE) 3.3 KiB each; so that the bounds below take at
most 6 MiB together.
"""

from __future__ import annotations

from graph.tokens import Token, tokens

__all__ = ["MOST_NESTED", "MOST_OPERATORS", "may_be_deep", "too_deep"]

#: Brackets of all kinds within one another.
MOST_NESTED = 100
#: Operators: whatever the engine puts on top of what it has read so far.
MOST_OPERATORS = 1500

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_SYMBOLS = frozenset(("||", "&&", "+", "-", "*", "/", "|", "^", "!", "=", "!=", "<", ">", "<=", ">="))
_WORDS = frozenset(
    ("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "VALUES", "SELECT", "AS", "LATERAL", "EXISTS")
)


def too_deep(query: str) -> Token | None:
    """The token of `query` at which it passes one of the bounds; None for a query within them."""
    nested = operators = 0
    describing = False
    for token in tokens(query):
        if token.text in _OPENING:
            nested += 1
        elif token.text in _CLOSING:
            nested -= 1
        elif token.kind == "word":
            word = token.text.upper()
            operators += word in _WORDS
            describing = word == "DESCRIBE" or (describing and word not in ("WHERE", "FROM"))
        elif (
            token.text in _SYMBOLS or token.kind == "signed" or (describing and token.kind in ("iri", "name"))
        ):
            operators += 1
        if nested > MOST_NESTED or operators > MOST_OPERATORS:
            return token
    return None


def may_be_deep(query: str) -> bool:
    """Whether so many brackets or operators stand in the query, strings and comments included: a quick look."""
    if sum(map(query.count, _OPENING)) > MOST_NESTED:
        return True
    if len(query) <= MOST_OPERATORS:
        return False
    capitals = query.upper()
    return sum(map(capitals.count, (*"+-*/|&^!=<>:", *_WORDS))) > MOST_OPERATORS
