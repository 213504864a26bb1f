"""The texts within one document: a notice and its plan, an interpretation, an outline, excerpts, a report.

One file often holds several texts one after the other. Where each begins is told by title lines and by
numbering that starts again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.outline import Range
from loaders.titles import is_title, notice, same_title, unquoted

__all__ = ["Part", "parts"]


@dataclass(slots=True)
class Part:
    """One text of a document.

    `kind` is plan, interpretation or report. `start` to `end` is the whole, `body` where its content
    begins, `excerpt` the line that says that excerpts follow, if there is one. The title is unquoted; `titled` its place.
    """

    kind: str
    start: int
    end: int
    body: int
    title: str | None = None
    titled: Range | None = None
    issuer: list[Range] = field(default_factory=list)
    sealed_by: list[Range] = field(default_factory=list)
    number: Range | None = None
    date: Range | None = None
    excerpt: Range | None = None


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    words: str


_FIRST = re.compile(r"(?:一[、.．]|[（(]一[）)]|1[.．、](?!\d)|第一[章节部]|1 )")
_ANY = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]{1,3}[章节部])"
)
_DATE = re.compile(r"[（(]?\s*(?P<date>(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s*[）)]?")
_HAN_DATE = re.compile(
    r"(?P<date>[二〇零一○]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_DOCUMENT_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,12}\s?[〔\[【（(［]\s?(?:19|20)\d\d\s?[〕\]】）)］]\s?(?:第\s?)?\d{1,5}\s?号)"
)
_INDEX = re.compile(
    r"(?:^|[\s|])(?P<field>发文机关|发布机构|发文单位|制发机关|文\s?号|发文字号|文件编号|成文日期|发文日期|签发日期)\s*[：:\]】]\s*(?P<value>[^\s|：:]+(?: ?年 ?\d+ ?月 ?\d+ ?日)?)"
)
_SEALED = re.compile(r"[（(]\s*(?P<name>[^（）()]{3,40}?)\s*[（(]?代\s?章[）)]?\s*[）)]")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）]{4,40}?(?:政府|办公厅|办公室|委员会|领导小组|委|厅|局|部|处|院|会|指挥部|专班)$"
)
_EXCERPT = re.compile(r"(?:以下(?:为|是))?[^。\n]{0,12}(?:摘录|节选|摘编)")
_BACKGROUND = re.compile(
    r"[一二三四五六七八九十]+、[^。\n]{0,12}(?:起草|出台|编制|制定|政策|文件)[^。\n]{0,6}(?:背景|过程|说明|依据|目的|意义|情况)"
)
_REPORTED = re.compile(r"记者|本报讯|通讯员|报道|讯[（(\s]|采访|新华社|日报|晚报|网讯")


def parts(text: str) -> list[Part]:
    """The texts that `text` (clean) holds, in order; at least one."""
    lines = _lines(text)
    found: list[Part] = []
    for first, last in _segments(lines):
        part = _part(text, lines[first:last])
        if part is not None:
            found.append(part)
    return found


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip(" \t")
        if words:
            start = at + raw.index(words[0])
            lines.append(_Line(start, start + len(words), words))
        at += len(raw) + 1
    return lines


def _headline(lines: list[_Line], i: int, inner: str | None) -> tuple[str, int] | None:
    """The title that begins at line `i`, joined where it runs over lines, and the line after it.

    `inner` is the title that a notice above has announced: it counts whatever it ends in.
    """
    joined = ""
    if inner is not None:
        for j in range(i, min(i + 3, len(lines))):
            joined += lines[j].words
            if same_title(unquoted(joined), inner):
                return joined, j + 1
        joined = ""
    for j in range(i, min(i + 5, len(lines))):
        words = lines[j].words
        if len(words) > 60 or re.search(r"[。；！？：\t|]", words) or _ANY.match(words):
            break
        if j > i and is_title(words) and not words.startswith(("关于", "印发")) and is_title(joined):
            break
        joined += words
        if notice(joined) is not None:
            return joined, j + 1
    if is_title(lines[i].words):
        return lines[i].words, i + 1
    return None


def _segments(lines: list[_Line]) -> list[tuple[int, int]]:
    """The runs of lines (first, after last) that make up one text each."""
    starts = [0]
    numbered = False
    inner: str | None = None  # the title of the plan that the notice at hand transmits
    heads: list[str] = []
    i = 0
    while i < len(lines):
        head = _headline(lines, i, inner)
        if head is None:
            numbered = numbered or bool(_ANY.match(lines[i].words))
            i += 1
            continue
        title, after = head
        said = notice(title)
        is_inner = inner is not None and same_title(unquoted(title), inner)
        if not is_inner and i > 0 and numbered and (said or _begins(lines, after)):
            starts.append(i)
            numbered, inner, heads = False, None, []
        if said is not None and inner is None:
            inner = said.title
        if is_inner:
            numbered = False
        heads.append(title)
        i = after
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _begins(lines: list[_Line], i: int) -> bool:
    """Whether the next number at or after line `i` is a first one, within the preface of a text."""
    for line in lines[i : i + 25]:
        if _ANY.match(line.words):
            return bool(_FIRST.match(line.words))
    return False


def _part(text: str, lines: list[_Line]) -> Part | None:
    if not lines:
        return None
    part = Part("plan", lines[0].start, lines[-1].end, lines[0].start)
    inner: str | None = None
    i = 0
    while i < len(lines):
        if _ANY.match(lines[i].words) and (inner is None or i > 60):
            break
        head = _headline(lines, i, inner)
        if head is None:
            i += 1
            continue
        title, after = head
        said = notice(title)
        if said is not None:
            if inner is None:
                inner = said.title
                part.title, part.titled = inner, _inside(text, lines[i].start, lines[after - 1].end, inner)
                _set_issuer(text, part, lines[i].start, lines[after - 1].end, said.issuer)
            part.body = lines[after - 1].end
        elif inner is not None and same_title(unquoted(title), inner):
            part.title, part.titled = unquoted(title), (lines[i].start, lines[after - 1].end)
            part.body = lines[after - 1].end
            break
        elif part.title is None and inner is None:
            part.title, part.titled = unquoted(title), (lines[i].start, lines[after - 1].end)
            part.body = lines[after - 1].end
        i = after
    _head(text, part, lines)
    part.kind = _kind(text, part, lines)
    if found := re.compile(rf"^[ ]*{_EXCERPT.pattern}[^\n]*", re.MULTILINE).search(text, part.body, part.end):
        part.excerpt = found.span()
    return part


def _inside(text: str, start: int, end: int, title: str) -> Range:
    """Where `title` stands between `start` and `end`; all of it where a line end is wedged in."""
    for written in (title, title.replace("《", "〈").replace("》", "〉")):
        at = text.find(written, start, end)
        if at >= 0:
            return at, at + len(written)
    return start, end


def _set_issuer(text: str, part: Part, start: int, end: int, issuer: str) -> None:
    for name in issuer.split():
        at = text.find(name, start, end)
        if at >= 0 and _ORGAN.fullmatch(name):
            part.issuer.append((at, at + len(name)))


def _head(text: str, part: Part, lines: list[_Line]) -> None:
    """Number, date, issuer and seal, from the lines above the body and the signature below it."""
    above = [n for n, line in enumerate(lines) if line.start < part.body]
    upto = max(above, default=-1) + 1
    preface = next((n for n in range(upto, len(lines)) if _ANY.match(lines[n].words)), len(lines))
    near = range(min(len(lines), max(upto, min(preface, upto + 8))))
    below = range(max(len(lines) - 6, len(near)), len(lines))
    for n in [*near, *below]:
        line = lines[n]
        for found in _INDEX.finditer(line.words):
            _index(part, line.start + found.start("value"), found["value"], found["field"])
        whole = _DOCUMENT_NUMBER.fullmatch(line.words)
        if part.number is None and whole:
            part.number = (line.start, line.end)
        dated = _DATE.fullmatch(line.words) or _HAN_DATE.fullmatch(line.words)
        if part.date is None and dated:
            part.date = (line.start + dated.start("date"), line.start + dated.end("date"))
            for m in range(max(0, n - 4), n):
                _signature(text, part, lines[m])
        elif sealed := _SEALED.search(line.words):
            part.sealed_by.append((line.start + sealed.start("name"), line.start + sealed.end("name")))


def _index(part: Part, at: int, value: str, name: str) -> None:
    """A field of the index block that official sites put above a document."""
    span = (at, at + len(value))
    if name.startswith(("文", "发文字号")):
        if part.number is None and _DOCUMENT_NUMBER.fullmatch(value):
            part.number = span
    elif "日期" in name:
        if part.date is None and _DATE.fullmatch(value):
            part.date = span
    elif not part.issuer and _ORGAN.fullmatch(value):
        part.issuer.append(span)


def _signature(text: str, part: Part, line: _Line) -> None:
    """The line above the date names the issuer, where the title did not."""
    if part.issuer and line.start >= part.issuer[0][0]:
        return
    names = line.words.split()
    if names and all(_ORGAN.fullmatch(name) for name in names) and not part.issuer:
        for name in names:
            at = text.index(name, line.start)
            part.issuer.append((at, at + len(name)))


def _kind(text: str, part: Part, lines: list[_Line]) -> str:
    title = part.title or ""
    if re.search(r"解读|问答|起草说明|编制说明", title) or any(
        _BACKGROUND.match(x.words) for x in lines[:12]
    ):
        return "interpretation"
    numbered = sum(bool(_ANY.match(line.words)) for line in lines)
    if numbered < 3 and _REPORTED.search(text, part.start, min(part.end, part.start + 1500)) and "《" in text:
        return "report"
    return "plan"
