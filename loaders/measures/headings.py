"""The title sentence of an item: `建设平台。建成……`, `建设平台：……`, or a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.accountability.roles import label_role
from loaders.measures.passages import LineNotes, only_notes
from loaders.text import Range

__all__ = ["own_title"]

_SENTENCE = re.compile(r"[^。；！？\n]{2,60}?[。！]")
_COLON = re.compile(r"[^。；，：（〔\n]{2,30}：(?=[^\s]\S{7})")
_SPACE = re.compile(r"[^。；，：（〔\s]{4,36}[ ]+(?=\S{12,})")
_ASIDE = re.compile(
    r"[（〔][^（）〔〕]{0,80}(?:下同|列第一|排第一|第一位|首位|不再列出)"
    r"(?:[^（）〔〕]|（[^（）]{0,40}）){0,80}[）〕]。?[ ]*$"
)
#: A title tells what is to be done, not how much of it.
_FIGURE = re.compile(
    r"\d(?:\.\d+)?[万亿千百余多]?(?:%|[个家项条座处所人户亩公吨元台套名件辆张篇场次倍]|平方|万|亿)"
)
_LONG = 24
_TITLE_ALONE = re.compile(r"[ ]*(?P<title>[^ 。；，：（〔【\d][^。；，：（〔【]{2,30}?)[ ]*。?$")
#: What a colon follows that is no title: it points to what comes, or names a field of the item.
_POINTS_DOWN = re.compile(
    r"(?:如下|以下|下列)[^，。：]{0,12}：?$|^(?:其中|包括|一是|即)|^(?:主要|工作|任务|具体|建设|重点|年度)?(?:目标|内容|任务|措施|要求|标准|举措|依据|时限)：?$"
)


def own_title(
    text: str, lines: list[Range], notes_of: LineNotes, *, more: bool = False
) -> tuple[Range | None, list[Range]]:
    """The title sentence of an item, without its full stop, and the lines that remain as its body.

    An item that is one sentence has no title; a first line without a full stop above others is one.

    Args:
        text: the clean text.
        lines: the item's own lines, without its number.
        notes_of: the notes of each line.
        more: whether further items stand below, which are its body too.
    """
    if not lines:
        return None, []
    (start, end), rest = lines[0], lines[1:]
    if end - start <= 200 and (aside := _ASIDE.search(text, start, end)) and aside.start() > start:
        # a rule for all lists of units, put beside a heading, is no part of the title
        title = text[start : aside.start()].rstrip("。 ")
        if len(title) <= 40 and "。" not in title:
            return (start, start + len(title)), [aside.span(), *rest]
    noted = notes_of(lines[0])
    if (
        noted
        and noted[0].start == start
        and (rest or more)
        and (behind := _behind_note(text, noted[0].end, end))
    ):
        return behind, [(start, noted[0].end), *rest]
    stop = noted[0].start if noted else end
    goes_on = more or any(not only_notes(text, notes_of(line), *line) for line in rest)
    if colon := _before_colon(text, start, min(stop, end)):
        return (start, colon), [(colon + 1, end), *rest]
    found = _SENTENCE.match(text, start, end)
    if found is not None and found.end() <= stop and _balanced(found[0]):
        body = _skip(text, found.end(), end)
        if (body == end or only_notes(text, noted, body, end)) and not goes_on:
            return None, lines
        figured = _FIGURE.search(found[0]) or found[0].count("，") > 1
        if len(found[0]) > _LONG and figured and not (body == end and _longer_below(found[0], rest)):
            return None, lines
        if body == end and len(found[0]) > 2 * _LONG:
            return None, lines
        return (start, found.end() - 1), [(body, end), *rest] if body < end else rest
    sentence = text[start:stop].rstrip()
    if "。" not in sentence:
        if noted and sentence:
            return _before_note(
                text,
                lines,
                sentence.rstrip("，；、 "),
                goes_on=goes_on or not only_notes(text, noted, stop, end),
            )
        if not noted and (plain := _line_alone(text, lines, sentence, goes_on=goes_on)):
            return plain
    if (found := _SPACE.match(text, start, end)) and label_role(found[0]) is None:
        return (start, start + len(found[0].rstrip())), [(found.end(), end), *rest]
    return None, lines


def _behind_note(text: str, start: int, end: int) -> Range | None:
    """The title that a note of units stands before in its line: 【责任单位：市文旅局】提升景区品质."""
    found = _TITLE_ALONE.match(text, start, end)
    return found.span("title") if found is not None else None


def _longer_below(sentence: str, rest: Sequence[Range]) -> bool:
    """Whether a sentence on a line of its own heads what stands below: the next line tells it at more length."""
    return len(sentence) <= 2 * _LONG and bool(rest) and rest[0][1] - rest[0][0] > len(sentence)


def _before_colon(text: str, start: int, end: int) -> int | None:
    """Where the title ends that a colon sets off from the body of the same line, if one does."""
    found = _COLON.match(text, start, end)
    if found is None or label_role(found[0]) is not None or _POINTS_DOWN.search(found[0]):
        return None
    return found.end() - 1


def _before_note(
    text: str, lines: Sequence[Range], sentence: str, *, goes_on: bool
) -> tuple[Range | None, list[Range]]:
    """`建设平台（省数据局负责）`: the words before the note are the title, unless they are all that the item says."""
    start, end = lines[0]
    work = len(sentence) > _LONG and (_FIGURE.search(sentence) is not None or "，" in sentence)
    if sentence.endswith("：") or len(sentence) > 60 or (work and not goes_on):
        return None, list(lines)
    return (start, start + len(sentence)), [(start + len(sentence), end), *lines[1:]]


def _line_alone(
    text: str, lines: Sequence[Range], sentence: str, *, goes_on: bool
) -> tuple[Range | None, list[Range]] | None:
    """A first line that no full stop ends: the title where more follows, or where it is short and nothing does."""
    (start, end), rest = lines[0], list(lines[1:])
    if rest or goes_on:
        if sentence.endswith("：") and 2 < len(sentence) <= 40 and not _POINTS_DOWN.search(sentence):
            return (start, start + len(sentence) - 1), rest
        if len(sentence) <= 60 and not sentence.endswith(("：", "；", "，")):
            return (start, end), rest
    elif (
        len(sentence) <= 40
        and not sentence.endswith(("；", "：", "，"))
        and sentence.count("（") == sentence.count("）")
        and not _FIGURE.search(sentence)
    ):
        return (start, end), []
    return None


def _balanced(words: str) -> bool:
    return words.count("（") == words.count("）") and words.count("“") <= words.count("”")


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t。":
        start += 1
    return start
