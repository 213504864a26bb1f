"""Notes of units: where a text says who is accountable, and what each note says.

A note stands in brackets (（A、B牵头，C按职责分工负责）, 〔A〕), after a label (责任单位：A、B), or is a sentence of nothing
but units and their roles at the end of a paragraph (由A牵头，B配合。). Brackets are paired, whatever their
kind; one that never closes hides nothing behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.accountability.claims import Reading, blanked, bracketed, read_words
from loaders.accountability.headed_lists import label_above
from loaders.accountability.leading_units import units_before_work
from loaders.accountability.note import LONGEST, Note, placed, read_note
from loaders.accountability.roles import colon_labels, label_role
from loaders.accountability.sentences import closing_sentence, opening_sentence
from loaders.mentions.units import Unit, is_group, is_surely_unit, looks_like_unit, unbracketed
from loaders.text import Range

__all__ = ["notes"]

_SIGN = re.compile(r"（|\(|〔|［|【|\[|：|:|牵头|负责|配合|责任")
_HINT = re.compile(
    r"牵头|责任|负责|配合|单位|部门|参与|[协承主]办|落实|实施|时限|期限|[厅局委办部会府团联区市县镇处科股司][、，；;,）) 。]|(?:[厅局委办部院会府社队团联区县市镇乡处科股司室街道班]|公司)$"
)


#: A line of a label without its colon and a time: 完成时限 2024年10月底前.
_TIMED = re.compile(r"(?:完成|办理|整改)(?:时限|时间|期限)[ \t]+(?=[^。，；：\n]{2,30}$)", re.MULTILINE)


def notes(text: str, start: int, end: int) -> list[Note]:
    """The notes between `start` and `end` (a paragraph), in order.

    A label may stand alone in its paragraph, with what it heads in those below it: 责任单位：, then 市数据局.
    """
    role = label_above(text, start, end)
    if role is not None:
        return _below_label(text, start, end, role)
    if (timed := _TIMED.match(text, start, end)) is not None:
        return [Note(start, end, times=[(timed.end(), end)])]
    if _SIGN.search(text, start, end) is None:
        return []
    pairs, unclosed = bracketed(text, start, end)
    found: list[Note] = []
    leading = units_before_work(text, start, end)
    if leading is not None:
        found.append(leading)
    for a, b in pairs:
        if leading is not None and a < leading.end:
            continue
        if b - a <= LONGEST and (note := _bracketed(text, a, b, end)):
            found.append(note)
    found.extend(_labelled(text, start, end, pairs, found))
    if unclosed is not None and (not found or found[-1].end <= unclosed) and end - unclosed <= LONGEST:
        words = text[unclosed + 1 : end]
        if _HINT.search(words) and _is_note(read_words(words, ""), words, "", "\n"):
            note = placed(read_words(words, ""), unclosed + 1, unclosed, end)
            note.open = True
            found.append(note)
    if first := opening_sentence(text, start, end):
        found = [first, *(n for n in found if n.start >= first.end)]
    found.sort(key=lambda n: n.start)
    last = found[-1].end if found else start
    if sentence := closing_sentence(text, last, end):
        found.append(sentence)
    return found


def _below_label(text: str, start: int, end: int, role: str) -> list[Note]:
    """What a paragraph says below its label; the label itself is a note that says nothing yet."""
    if not role:
        return [Note(start, end)]
    if role == "time":
        return [Note(start, end, times=[(start, end)])]
    note = read_note(text, start, end, role)
    return [note] if note is not None else []


#: What a bracket begins with that tells what is meant or not meant, and not who answers for it.
_INCLUDING = ("含", "包括", "不含", "不包括")


def _bracketed(text: str, start: int, end: int, limit: int) -> Note | None:
    """The note that a bracketed run is, if it is one."""
    words = text[start + 1 : end - 1]
    if len(words) < 3 or words.startswith(_INCLUDING) or _HINT.search(words) is None:
        return None
    if text[start] in "【[〔［" and (role := label_role(words)) is not None:  # 【责任单位】A、B
        following = text.find(text[start], end, limit)
        stop = _label_stop(text, end, min(following if following >= 0 else limit, end + LONGEST))
        if role == "time":
            return Note(start, stop, times=[(end, stop)])
        if not role:
            return Note(start, stop, people=[(end, stop)])
        reading = read_words(text[end:stop], role)
        return placed(reading, end, start, stop) if reading.mentions else None
    before = text[start - 1] if start else "\n"
    if before == "\n":  # on a line of its own below a sentence
        before = text[start - 2 : start - 1] if text[start - 2 : start - 1] in ("。", "；") else "\n"
    after = text[end : end + 1] if end < limit else "\n"
    reading = read_words(words, "")
    return placed(reading, start + 1, start, end) if _is_note(reading, words, before, after) else None


#: So many offices make a list of units one, though a further name in it is unknown.
_MANY = 3
#: A division of the plan's own issuer, which nothing but its place makes one: （通航管理处） behind the last sentence.
_DIVISION = re.compile(r"[\u4e00-\u9fff]{2,10}(?:[处科股]|专班)")
_STRONG_END = re.compile(
    r"(?:[厅局委办府部会]|[残妇商文侨]联|科协|供销社|[支大总]队|公司|[分支]行|管委|法院|检察院)$"
)


def _is_note(reading: Reading, words: str, before: str, after: str) -> bool:
    """Whether a bracketed run is a note: labels and words of role say so, or its place and that it lists units."""
    if reading.labelled:
        return bool(reading.mentions or reading.times or reading.people)
    named = [m.unit.name for m in reading.mentions]
    if not named:
        return False
    if reading.verbal:
        if any(map(is_surely_unit, named)) or "牵头" in words:
            return True
        # （某推进办负责）: what looks like a unit is one where a note stands
        return (
            after in "\n。；"
            and not (reading.unread or reading.people)
            and all(len(n) > 2 and looks_like_unit(n) for n in named)  # not 政府负责、企业参与
        )
    if not all(map(looks_like_unit, named)):
        return False
    offices = [
        m.unit.name for m in reading.mentions if is_surely_unit(m.unit.name) and not _is_place(words, m.unit)
    ]
    if reading.unread:  # one name that the reader does not know, in a list of units at the end of a text
        return (
            len(reading.unread) == 1
            and len(offices) >= _MANY
            and before in "。；！？”;"
            and after in ("\n", "。", "", "；")
        )
    written = [words[m.unit.start : m.unit.end] for m in reading.mentions]
    if before in "。；！？" and after in "\n" and all(map(_DIVISION.fullmatch, written)):
        return True
    if before in "。；！？”;" or (before == after == "\n" and len(named) > 1):
        return bool(offices)
    if after in ("\n", "。", "", "；"):
        return bool(offices) and all(is_group(n) or _STRONG_END.search(unbracketed(n)) for n in named)
    return False


def _is_place(words: str, unit: Unit) -> bool:
    """Whether a unit is written as a mere place, which a bracket may name for other reasons."""
    return words[unit.start : unit.end].endswith(("市", "县", "区", "镇", "乡", "村")) and not is_group(
        unit.name
    )


def _labelled(
    text: str, start: int, end: int, pairs: Sequence[Range], found: Sequence[Note]
) -> Iterator[Note]:
    """The notes after labels that stand outside brackets: 责任单位：A、B。"""
    if text.find("：", start, end) < 0 and text.find(":", start, end) < 0:
        return
    flat = blanked(text, pairs, start, end)
    beyond = [(n.start, n.end) for n in found if text[n.end - 1] not in "）)〕］】]"]  # 【责任单位】A、B
    after = start
    for label in colon_labels(flat, 0, len(flat)):
        a, b = label.start + start, label.end + start
        if a < after or any(x <= a < y for x, y in beyond):
            continue
        stop = _label_stop(text, b, min(end, b + LONGEST))
        if stop == b + LONGEST:
            after = stop
            continue
        reading = read_words(text[a:stop], "")
        if not (reading.mentions or reading.times or reading.people):
            after = stop
            continue
        if not _stands_free(text, start, a) and not (
            reading.mentions
            and not reading.unread
            and any(is_surely_unit(m.unit.name) for m in reading.mentions)
        ):
            continue
        first = a
        while first > start and text[first - 1] in " \t（(〔［【[":
            first -= 1
        if _MARK.fullmatch(text, start, first) is not None:
            first = start
        note = placed(reading, a, first, stop)
        note.open = "（" in text[first:a]
        yield note
        after = stop


def _stands_free(text: str, start: int, at: int) -> bool:
    """Whether a label begins a paragraph or a sentence, and does not hang on the words before it."""
    return (
        at <= start
        or text[at - 1] in " \t\n。；！？”）)〕］】（(〔［【[，,;"
        or _MARK.fullmatch(text, start, at) is not None
    )


#: The mark of an item that is a label: 3.完成时限：, （三）完成时限：, ——完成时限：.
_MARK = re.compile(
    r"[ \t]*(?:\d{1,2}[.．、]|（(?:[一二三四五六七八九十]{1,2}|\d{1,2})）|[—–\-－]{1,2}|[●■▶◆•·*※])[ ]*"
)


def _label_stop(text: str, start: int, end: int) -> int:
    """Where what a label heads ends: with the sentence, unless a further label follows it."""
    at = start
    while True:
        stop = text.find("。", at, end)
        line = text.find("\n", at, end)
        if line >= 0 and (stop < 0 or line < stop):
            stop = line
        if stop < 0:
            return end
        following = next(colon_labels(text, stop + 1, min(end, stop + 24)), None)
        if following is None or text[stop + 1 : following.start].strip(" \n（(") or text[stop] == "\n":
            return stop
        at = following.end
