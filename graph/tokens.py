"""The words of a SPARQL query, found by the terminals of its grammar.

A query is refused for what it does, not for a word in a literal, a comment, an IRI or a prefixed
name; so the keywords are looked for among the tokens that the grammar would see (SPARQL 1.1 Query
Language, sections 19.2 and 19.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["keywords"]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r'''(?P<comment>\#[^\r\n]*)
      | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
      | (?P<text>"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""|\'\'\'(?:(?:\'|\'\')?(?:[^\'\\]|\\.))*\'\'\'
              |"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\')
      | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:(?:(?:[\w:\-·.]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
              (?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)
      | (?P<variable>[?$]\w+)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<word>[A-Za-z]\w*)
    ''',
    re.VERBOSE | re.DOTALL,
)


def _codepoint(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def keywords(query: str) -> Iterator[str]:
    """The bare words of `query` in order, in capitals: its keywords and function names.

    Codepoint escapes are resolved first, as the grammar says (section 19.2), so that
    `\\u0053ERVICE` is seen for what it is.
    """
    for match in _TOKEN.finditer(_ESCAPE.sub(_codepoint, query)):
        if match.lastgroup == "word":
            yield match[0].upper()
