"""What is left of the markup of pages and Word files: tags, character references, scripts, field codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from loaders.text import Edit, Text

__all__ = ["markup"]

_NAMES = (
    "a|abbr|article|b|big|blockquote|body|br|center|dd|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|"
    "head|header|hr|html|i|iframe|img|input|label|li|link|main|meta|nav|o:p|ol|p|pre|section|small|span|st1:\\w{1,20}|"
    "strong|style|script|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ucapcontent|ul|v:\\w{1,20}|w:\\w{1,20}"
)
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?=[\s/>])[^<>]{{0,2000}}>|<!--[^<>]{{0,2000}}-->|<!DOCTYPE[^<>]{{0,200}}>", re.I
)
_BREAKS = re.compile(
    r"</?(?:article|blockquote|br|center|dd|div|dl|dt|figure|h[1-6]|hr|li|ol|p|section|table|title|tr|ul)(?=[\s/>])",
    re.I,
)
_CELL = re.compile(r"</t[dh](?=[\s>])", re.I)
_CODE = re.compile(r"<(script|style)\b[^<>]{0,2000}>", re.I)
#: `&` is escaped again by each program that a text goes through; the semicolon may be lost after some.
_REFERENCE = re.compile(
    r"&(?:amp;){0,3}(?:(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|(?:nbsp|ensp|emsp|quot|[lr][ds]quo|lt|gt)(?![A-Za-z]));?"
    r"|[A-Za-z]{2,8}\d?;)"
)
#: Codes of Word for tables of contents, links and numbers of pages.
_FIELD = re.compile(
    r"(?:HYPERLINK|PAGEREF|NUMPAGES|PAGE|TOC)(?:[ ]{0,3}(?:\\\*[ ]?[A-Z]{3,12}?(?=PAGE|NUM|[^A-Z]|$)|\\[a-z!]"
    r"|\"[^\"\n]{0,300}\"|_Toc\d{1,12}))+"
)


def markup(text: Text) -> Text:
    """Tags go, those of paragraphs and rows to a line end and those of cells to a tab; references are read.

    Only names of HTML and Word count: <5% and <表1> are the text's own.
    """
    if "<" in text.clean:
        text = text.edited(_tags(text.clean))
    if "&" in text.clean:
        found = _REFERENCE.finditer(text.clean)
        text = text.edited((m.start(), m.end(), c) for m in found if (c := _referred(m[0])) is not None)
    if "\\" in text.clean:
        text = text.edited((m.start(), m.end(), "") for m in _FIELD.finditer(text.clean))
    return text


def _referred(reference: str) -> str | None:
    """The character of a reference; None where it is none, as in R&D;."""
    character = reference if reference.endswith(";") else reference + ";"
    for _ in range(4):
        character = unescape(character)
    if len(character) != 1:
        return None
    return " " if character.isspace() else character if character.isprintable() else ""


def _tags(clean: str) -> Iterator[Edit]:
    done = 0
    ends = {name: _closings(clean, name) for name in ("script", "style")}
    for m in _TAG.finditer(clean):
        start, end = m.span()
        if start < done:
            continue
        code = _CODE.match(m[0])
        if code is not None:
            closing = next((e for e in ends[code[1].lower()] if e > end), None)
            end = closing if closing is not None else end
        if _BREAKS.match(m[0]):
            edge = start == 0 or end == len(clean) or start == done
            broken = edge or clean[start - 1] == "\n" or clean[end] == "\n"
            yield start, end, "" if broken else "\n"
        else:
            yield start, end, "\t" if _CELL.match(m[0]) else ""
        done = end


def _closings(clean: str, name: str) -> Iterator[int]:
    """The ends of the closing tags of scripts or styles, in order, each given once."""
    return (m.end() for m in re.finditer(rf"</{name}\s{{0,20}}>", clean, re.I))
