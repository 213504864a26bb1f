"""The tokens of a SPARQL query, by the terminals of its grammar (SPARQL 1.1 Query Language, section 19.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["END", "Token", "keywords", "origin", "tokens", "unescaped"]

#: The kind of the token behind the last one.
END = "end"

#: The escape of a codepoint that is a character (no half of a surrogate pair, none beyond U+10FFFF).
_ESCAPE = (
    r"\\u(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2})"
    r"|\\U(?:0000(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2})|000[1-9A-Fa-f][0-9A-Fa-f]{4}"
    r"|0010[0-9A-Fa-f]{4})"
)
_ECHAR = rf"""\\[tbnrf"'\\]|{_ESCAPE}"""
#: PN_CHARS_BASE and PN_CHARS, as the inside of a character class.
_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_CHARS = _BASE + r"_\-0-9\u00B7\u0300-\u036F\u203F-\u2040"
_PERCENT = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_SPACE = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"

_NUMBER = r"(?:(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+\-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)"
#: A prefix is looked for no further than 128 characters, so that a long row of names and dots takes no long time.
_TOKEN = re.compile(
    rf'''(?P<space>[ \t\r\n]+|\#[^\r\n]*)
      | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_ESCAPE})*>)
      | (?P<string>"""(?:(?:"|"")?(?:[^"\\]|{_ECHAR}))*"""|\'\'\'(?:(?:\'|\'\')?(?:[^\'\\]|{_ECHAR}))*\'\'\'
                |"(?!"")(?:[^"\\\r\n]|{_ECHAR})*+"|\'(?!\'\')(?:[^\'\\\r\n]|{_ECHAR})*+\')
      | (?P<unfinished>(?:"""|\'\'\').*|["\'][^\r\n]*)
      | (?P<node>_:[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?)
      | (?P<name>(?:[{_BASE}](?:[{_CHARS}.]{{0,126}}[{_CHARS}])?)?:
                (?:(?:[{_BASE}_:0-9]|{_PERCENT})(?:(?:[{_CHARS}.:]|{_PERCENT})*(?:[{_CHARS}:]|{_PERCENT}))?)?)
      | (?P<variable>[?$][{_BASE}_0-9][{_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040]*)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<signed>[+\-]{_NUMBER})
      | (?P<number>{_NUMBER})
      | (?P<word>[A-Za-z][A-Za-z0-9_]*)
      | (?P<nil>\({_SPACE}\))
      | (?P<anonymous>\[{_SPACE}\])
      | (?P<symbol>\^\^|\|\||&&|!=|<=|>=|[{{}}()\[\].;,*+\-/?=!<>|^])
      | (?P<other>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(_ESCAPE)


class Token(NamedTuple):
    """A token: its kind, its characters, and the place of the first of them.

    The kinds: iri, string, unfinished (a string without an end), node (a blank node with a label), name
    (with a prefix), variable, language, number, signed (a number with a sign), word (a keyword or the name
    of a function), nil, anonymous, symbol, other (no character of the grammar), end.
    """

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of `query` in order, without white space and comments; the last one is of kind `END`.

    Never fails: what is no token is one of the kind `other`, a character long.
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup and match.lastgroup != "space":
            yield Token(match.lastgroup, match[0], match.start())
    yield Token(END, "", len(query))


def keywords(query: str) -> Iterator[str]:
    """The bare words of `query` in order, in capitals: its keywords and function names."""
    for token in tokens(query):
        if token.kind == "word":
            yield token.text.upper()


def unescaped(query: str) -> str:
    """`query` with the codepoint escapes outside of strings and IRIs resolved (section 19.2).

    The engine knows escapes only within strings and IRIs; the grammar knows them everywhere, so that
    `\\u0053ELECT` is a keyword. What escapes no character is left as it is.
    """
    if "\\u" not in query and "\\U" not in query:
        return query
    return "".join(text for text, _ in _pieces(query))


def origin(query: str, place: int) -> int:
    """The place in `query` of the character at `place` in `unescaped(query)`."""
    start = 0
    for text, length in _pieces(query):
        if place < len(text):
            return start + (place if length == len(text) else 0)
        place, start = place - len(text), start + length
    return len(query)


def _pieces(query: str) -> Iterator[tuple[str, int]]:
    """`query` in pieces, escapes resolved, each with its length before that."""
    end = 0
    for match in _TOKEN.finditer(query):
        if match.lastgroup in ("iri", "string"):
            yield from _resolved(query[end : match.start()])
            yield match[0], len(match[0])
            end = match.end()
    yield from _resolved(query[end:])


def _resolved(text: str) -> Iterator[tuple[str, int]]:
    end = 0
    for match in _ESCAPED.finditer(text):
        yield text[end : match.start()], match.start() - end
        yield chr(int(match[0][2:], 16)), len(match[0])
        end = match.end()
    yield text[end:], len(text) - end
