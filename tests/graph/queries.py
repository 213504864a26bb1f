"""Queries made by chance, written by the grammar and damaged; and an engine to put queries to."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pyoxigraph as ox

from graph import grammar
from graph.tokens import END, tokens

_TERMS = {
    "iri": ["<urn:s>", "<http://127.0.0.1:1/济南#a>", "<urn:\\u4e2d>", "<urn:service#>", "<urn:SERVICE>"],
    "name": [":a", ":SERVICE", ":a.b", ":", ":x\\-y", ":%E4%B8"],
    "variable": ["?s", "?p", "?o", "$中", "?SERVICE", "?x1"],
    "string": [
        '"中文"',
        "'a'",
        '"SERVICE <urn:s> {}"',
        '"""a "SERVICE" \\""""',
        "'''#'''",
        '""',
        '"\\u0022"',
    ],
    "node": ["_:a", "_:b.c"],
    "language": ["@zh-Hans", "@en"],
    "integer": ["0", "7"],
    "number": ["1.5", ".5", "1e3"],
    "signed": ["-1", "+2.5", "-1e3"],
    "nil": ["()", "( )"],
    "anonymous": ["[]", "[ ]"],
    END: [""],
}
#: What may stand between two tokens.
_BETWEEN = (" ", "\n", "\t ", " # SERVICE <urn:s> {\n", " #\r", "\r\n")


def written(chance: random.Random, *, tight: float = 0.0) -> str:
    """A text that the grammar makes; `tight` is how often nothing stands between two tokens.

    It is short: the engine takes a time that doubles with every bracket around triples.
    """
    while True:
        words: list[str] = []
        _write(chance, grammar._grammar().rules["Query"], words, 9)
        if len(words) <= 60 and sum(word in ("[", "(", "{", "<<") for word in words) <= 8:
            break
    text = "PREFIX : <urn:> "
    for word in words:
        text += word + ("" if chance.random() < tight else chance.choice(_BETWEEN))
    return text


def _write(chance: random.Random, node: Any, words: list[str], room: int) -> None:
    rules = grammar._grammar()
    if node.kind == "token":
        if node.name.startswith("'"):
            word = node.name.strip("'")
            words.append(word if chance.random() < 0.5 else word.lower())
        else:
            words.append(chance.choice(_TERMS[node.name]))
    elif node.kind == "rule":
        if node.name != "Prologue":
            _write(chance, rules.rules[node.name], words, room - 1)
    elif node.kind in ("maybe", "many"):
        for _ in range(chance.choice((0, 1) if node.kind == "maybe" else (0, 0, 1, 2)) if room > 0 else 0):
            _write(chance, node.parts[0], words, room - 1)
    elif node.kind == "one":
        parts = node.parts if room > 0 else [min(node.parts, key=lambda part: _least(part, _shortest()))]
        _write(chance, chance.choice(parts), words, room)
    else:
        for part in node.parts:
            _write(chance, part, words, room)


@cache
def _shortest() -> dict[str, int]:
    """The number of tokens of the shortest text of each rule."""
    rules = grammar._grammar().rules
    known = dict.fromkeys(rules, 1000)
    while (found := {name: _least(node, known) for name, node in rules.items()}) != known:
        known = found
    return known


def _least(node: Any, known: dict[str, int]) -> int:
    match node.kind:
        case "token":
            return 1
        case "rule":
            return known[node.name]
        case "maybe" | "many":
            return 0
        case "one":
            return min(_least(part, known) for part in node.parts)
    return sum(_least(part, known) for part in node.parts)


def damaged(chance: random.Random, query: str) -> str:
    """The query with a token left out, doubled, swapped with the next or put in from nowhere."""
    words = [token.text for token in tokens(query)]
    place = chance.randrange(len(words) - 1)
    match chance.randrange(4):
        case 0:
            del words[place]
        case 1:
            words.insert(place, words[place])
        case 2:
            words[place], words[place + 1] = words[place + 1], words[place]
        case _:
            words.insert(
                place, chance.choice(["{", "}", "(", ".", ";", "SELECT", "?x", '"x', "§", "<urn:a>", "5"])
            )
    return " ".join(words)


def engine() -> ox.Store:
    """An engine with some triples, in the default graph and in one with a name."""
    store = ox.Store()
    for graph in (ox.DefaultGraph(), ox.NamedNode("urn:g")):
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:s"), graph))
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(1), graph))
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(True), graph))
    return store
