"""The formal parts of a document's head and foot: number, date, issuer and seal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.structure.lines import Line
from loaders.text import Range

__all__ = ["HAN_DATE", "SIGNED_DATE", "Letterhead", "read_letterhead"]

#: A date on a line of its own, as below a signature.
SIGNED_DATE = re.compile(r"^[（(]?\s*(?P<date>(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s*[）)]?$")
#: The same in Chinese numerals.
HAN_DATE = re.compile(r"(?P<date>[二〇零一○]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)")
_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,12}\s?[〔\[【（(［]\s?(?:19|20)\d\d\s?[〕\]】）)］]\s?(?:第\s?)?\d{1,5}\s?号)"
)
_INDEX = re.compile(
    r"(?:^|[\s|])(?P<field>发文机关|发布机构|发布单位|发布机关|发文单位|制发机关|文\s?号|发文字号|发文文号|文件编号"
    r"|成文日期|发文日期|签发日期)\s*[：:\]】|]\s*(?P<value>[^\s|：:]+(?: ?年 ?\d+ ?月 ?\d+ ?日)?)"
)
_DAY = re.compile(r"(?:19|20)\d\d[-/.年][ ]?\d{1,2}[-/.月][ ]?\d{1,2}日?")
_SEALED = re.compile(r"[（(]\s*(?P<name>[^（）()]{3,40}?)\s*[（(]?代\s?章[）)]?\s*[）)]")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）]{4,40}?(?:政府|办公厅|办公室|委员会|领导小组|委|厅|局|部|处|院|会|指挥部|专班)$"
)


@dataclass(slots=True)
class Letterhead:
    """Number, date, issuers and seals of a text, by their places."""

    number: Range | None = None
    date: Range | None = None
    issuer: list[Range] = field(default_factory=list)
    sealed_by: list[Range] = field(default_factory=list)


def read_letterhead(text: str, lines: Sequence[Line], marks: Sequence[bool], upto: int) -> Letterhead:
    """The formal parts of a text, from the `upto` lines above its body, its preface, and the signature below it.

    Args:
        text: the clean text.
        lines: the lines of this text.
        marks: which of them begin with a number.
        upto: how many lines stand above the body, titles and notice included.
    """
    found = Letterhead()
    preface = next((n for n in range(upto, len(lines)) if marks[n]), len(lines))
    near = range(min(len(lines), max(upto, min(preface, upto + 8))))
    below = range(max(len(lines) - 6, len(near)), len(lines))
    for n in (*near, *below):
        line = lines[n]
        words = line.words
        if len(words) > 400:
            continue
        if "号" in words or "机" in words or "日期" in words or "单位" in words:
            for item in _INDEX.finditer(words):
                _index(found, line.start + item.start("value"), item["value"], item["field"])
            if found.number is None and _NUMBER.fullmatch(words):
                found.number = (line.start, line.end)
        dated = (SIGNED_DATE.fullmatch(words) or HAN_DATE.fullmatch(words)) if words[-1] in "日）)" else None
        if found.date is None and dated:
            found.date = (line.start + dated.start("date"), line.start + dated.end("date"))
            for above in range(max(0, n - 4), n):
                _signature(text, found, lines[above])
        elif "章" in words and (sealed := _SEALED.search(words)):
            found.sealed_by.append((line.start + sealed.start("name"), line.start + sealed.end("name")))
    return found


def _index(found: Letterhead, at: int, value: str, name: str) -> None:
    """A field of the index block that official sites put above a document."""
    span = (at, at + len(value))
    if name.startswith(("文", "发文字号", "发文文号")):
        if found.number is None and _NUMBER.fullmatch(value):
            found.number = span
    elif "日期" in name:
        if found.date is None and (SIGNED_DATE.fullmatch(value) or _DAY.fullmatch(value)):
            found.date = span
    elif not found.issuer and _ORGAN.fullmatch(value):
        found.issuer.append(span)


def _signature(text: str, found: Letterhead, line: Line) -> None:
    """The line above the date names the issuer."""
    names = line.words.split()
    if names and all(_ORGAN.fullmatch(name) for name in names) and not found.issuer:
        for name in names:
            at = text.index(name, line.start)
            found.issuer.append((at, at + len(name)))
