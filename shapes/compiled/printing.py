"""Queries as people read them: IRIs with prefixes, groups on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.tokens import END, Token, tokens

__all__ = ["readable"]

_LOCAL = re.compile(r"[A-Za-z_][\w-]*")


def readable(query: str, prefixes: Mapping[str, str]) -> str:
    """The same query with the prefixes that it uses, a group indented within the other.

    Args:
        query: SPARQL.
        prefixes: namespaces by their prefixes, beside those of the query.
    """
    found = [token for token in tokens(query) if token.kind != END]
    known = dict(prefixes)
    while found and found[0].text.upper() == "PREFIX":
        known[found[1].text.removesuffix(":")] = found[2].text[1:-1]
        del found[:3]
    used: set[str] = set()
    lines, line, depth = [""], "", 0

    def end() -> None:
        nonlocal line
        if line.strip():
            lines.append("  " * depth + line.strip())
        line = ""

    before = Token(END, "", 0)
    for token in found:
        text = _short(token, known, used)
        if text == "}":
            end()
            depth -= 1
        elif text in ("FILTER", "MINUS", "BIND"):
            end()
        line += text if _sticks(before, token) else f" {text}"
        if text == "{":
            end()
            depth += 1
        before = token
    end()
    header = [f"PREFIX {prefix}: <{known[prefix]}>" for prefix in sorted(used)]
    return "\n".join((*header, *lines[1:]))


def _short(token: Token, known: Mapping[str, str], used: set[str]) -> str:
    if token.kind == "name":
        used.add(token.text.partition(":")[0])
    if token.kind != "iri":
        return token.text
    iri = token.text[1:-1]
    for prefix, namespace in known.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            used.add(prefix)
            return f"{prefix}:{iri[len(namespace) :]}"
    return token.text


def _sticks(before: Token, token: Token) -> bool:
    """Whether a token stands right behind the one before: brackets of calls, marks of paths, parts of a literal."""
    if token.text in (")", ",", "*", "+", "?", "^^", "|", "/") or token.kind == "language":
        return True
    if before.text in ("(", "!", "^", "|", "/", "^^"):
        return True
    return token.text == "(" and before.kind == "word" and before.text not in ("IN", "BY", "SELECT")
