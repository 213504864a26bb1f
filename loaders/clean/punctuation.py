"""Marks of punctuation: half-width ones, straight quotation marks, points for stops and stops for points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.text import Text

__all__ = ["punctuation", "quotation_marks"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WIDE = "\u2010-\U0010ffff"
_IS_WIDE = re.compile(f"[{_WIDE}]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "[": "［", "]": "］"}
_MARK = re.compile(rf"[,;:?!](?:(?=[{_WIDE}])|(?<=[{_WIDE}].)|(?<=[%％][,;:])|(?<=\d;))")
_IS_MARK = re.compile("[,;:?!]")
_BRACKET = re.compile(r"[()\[\]（）]")
_CLOSES = {")": "(（", "]": "[", "）": "(（"}
#: A point for a stop, as in 落实. (not after the numeral of a heading, 一.); a stop for a point, as in 1。推进.
_POINT = re.compile(rf"\.(?<=[{_HAN}”）]\.)(?<![一二三四五六七八九十]\.)(?=[ \n{_HAN}“]|$)")
_STOP = re.compile(rf"。(?<=\d。)(?=[ ]*[{_HAN}“])")
_ITEM = re.compile(r"(?:^|(?<=\n))[ \t]*\d{1,3}。(?=[ ]*[^ \n])")
#: Another stop for the colon of a label that stands as a field or opens a note: 牵头单位；市财政局. Behind the mark of
#: an item a space will do. What follows is no further label, as in a list of them.
_LABELS = r"(?:牵头|责任|配合|主办|协办|承办|参与|参加|实施)(?:单位|部门)|完成时[限间]|工作内容"
_LABEL = re.compile(
    rf"(?:(?:^|(?<=[\n（〔【]))[ \t]*(?:{_LABELS})[；。]"
    rf"|(?:^|(?<=\n))[ \t]*(?:（[一二三四五六七八九十\d]{{1,2}}）|\d{{1,2}}[.、]|[①-⑳])[ ]?(?:{_LABELS})[；。、 ])"
    rf"(?=[\d{_HAN}]{{2}})(?!{_LABELS})"
)
_IS_LABEL = re.compile("[；。、 ](?<=(?:单位|部门|时限|时间|内容).)")
_ANGLES = re.compile(r"<<([^<>\n]{2,80})>>")


def punctuation(text: Text) -> Text:
    """Half-width punctuation beside Chinese becomes full-width; 10,000 and 12:30 and f(x) stay.

    Brackets change in pairs: (F5G) after a Chinese word is a Chinese bracket though it holds ASCII. A title in
    <<>> stands in 《》. A label of units or times has its colon: 牵头单位；市财政局.
    """
    clean = text.clean
    marks = _IS_MARK.search(clean) is not None
    if marks:
        clean = _MARK.sub(_full, clean)
    if any(bracket in clean for bracket in "()[]"):
        clean = _brackets(clean)
        if marks:  # those beside a bracket that has just become wide
            clean = _MARK.sub(_full, clean)
    if "." in clean:
        clean = _POINT.sub("。", clean)
    if _STOP.search(clean):
        clean = _ITEM.sub(lambda m: m[0][:-1] + ".", clean)
    if _IS_LABEL.search(clean):
        clean = _LABEL.sub(lambda m: m[0][:-1] + "：", clean)
    text = text.replaced(clean)
    if "<<" not in clean:
        return text
    return text.edited(
        edit
        for m in _ANGLES.finditer(clean)
        for edit in ((m.start(), m.start() + 2, "《"), (m.end() - 2, m.end(), "》"))
    )


def _full(mark: re.Match[str]) -> str:
    return _FULL[mark[0]]


def _brackets(s: str) -> str:
    changed: list[int] = []
    stack: list[int] = []
    wide = -1  # from where on, before the bracket at hand, the last stretch with Chinese in it begins
    done = 0
    for m in _BRACKET.finditer(s):
        i, c = m.start(), m[0]
        if i > done and _IS_WIDE.search(s, done, i):
            wide = done
        done = i + 1
        if c in "([（":
            stack.append(i)
        elif stack and s[stack[-1]] in _CLOSES[c]:
            j = stack.pop()
            if c == "）" or s[j] == "（" or wide > j or _beside(s, j) or _beside(s, i):
                changed += (j, i)
        elif _beside(s, i):
            changed.append(i)
    changed += (j for j in stack if _beside(s, j))
    pieces: list[str] = []
    done = 0
    for i in sorted(changed):
        pieces += (s[done:i], _FULL.get(s[i], s[i]))
        done = i + 1
    pieces.append(s[done:])
    return "".join(pieces)


def _beside(s: str, i: int) -> bool:
    """Whether Chinese stands on either side of the character at `i`."""
    return (i > 0 and s[i - 1] >= "\u2010") or s[i + 1 : i + 2] >= "\u2010"


_QUOTE = re.compile('[“”"]')
_KIND = {"“": "“”", "”": "“”", '"': '"'}


def quotation_marks(text: Text) -> Text:
    """Straight quotation marks in a Chinese line, and “ or ” for both, become a pair in turn.

    Only where a line has an even number, all of one kind, or two lines have it between them, of which one was broken
    within the quotation: a mark lost can stand anywhere.
    """
    clean = text.clean
    if '"' not in clean and clean.count("“") == clean.count("”"):
        return text
    lines = clean.split("\n")
    n = 0
    while n < len(lines):
        found = _QUOTE.findall(lines[n])
        if len(found) % 2 and n + 1 < len(lines) and (more := _QUOTE.findall(lines[n + 1])) and len(more) % 2:
            first, second = _paired(f"{lines[n]}\n{lines[n + 1]}", [*found, *more]).split("\n")
            if first != lines[n]:
                lines[n], lines[n + 1] = first, second
                n += 1
        elif found:
            lines[n] = _paired(lines[n], found)
        n += 1
    return text.replaced("\n".join(lines))


def _paired(words: str, found: Sequence[str]) -> str:
    """Some Chinese words with the marks `found` in them in pairs, if they are of one kind and their number is even."""
    if len(found) % 2 or len(set(found)) > 1 or _IS_WIDE.search(words.replace(found[0], "")) is None:
        return words
    pieces = words.split(found[0])
    return pieces[0] + "".join("“”"[k % 2] + piece for k, piece in enumerate(pieces[1:]))
