"""Tables whose cells stand one after the other with nothing between them: 序号工作任务责任单位1推进……。市发改委2……

The names of the head tell that there is a table; its rows begin with the numbers in their sequence. Within a
row a list of units stands behind a sentence, a time behind the units, and further work behind both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.mentions.units import is_surely_unit
from loaders.tables.alignment import aligned
from loaders.tables.cells import unit_list
from loaders.tables.columns import Column, columns
from loaders.tables.head_names import head_names
from loaders.tables.layout import Cell, Found, Rewritten, cover, trim
from loaders.text import Range
from ontology.registry import departments

__all__ = ["GLUED", "NUMBERED", "glued"]

#: Where a glued head may begin: with the number, or a column of headings before it.
GLUED = re.compile(
    r"(?:(?:任务|工作|项目|所属|重点)?(?:领域|类别|分类|板块|方面|大类|类型))?(?:序号|编号)(?=[\u4e00-\u9fff]{4})"
)
_HEAD = re.compile(r"[\u4e00-\u9fff]{6,60}(?=[1一\n]|[2-9]\d{0,2}[\u4e00-\u9fff“])")
#: How a row begins that has a line of its own.
NUMBERED = re.compile(r"(?P<number>[1-9]\d{0,2})(?![年月日])(?=[\u4e00-\u9fff“])")
#: What a number of a sequence is not followed by: it counts or dates something.
_COUNTS = (
    "年月日号时个项家所座处条户人名套台辆次批种类级亩米公千万亿百倍位件门部分期届章节页天周岁吨元度"
    "%％‰.,，、—-~～/:：）)"
)
#: What it does not follow: 第1, 达到1.
_COUNTED = "第约达到过为共近超有每于至（("
_TIME = re.compile(
    r"[自从](?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?<=[年月日])起|(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?[底末]?|[年月][底内]|[上下]半年|第?[一二三四]季度末?)(?:之?前)?"
    r"(?:基本)?(?:完成|建成|启动|投用)?|20\d\d年(?:底(?:之?前)?)?(?:基本|全面|全部)?(?:完成|建成|启动|投用)?|20\d\d[./-](?:1[0-2]|0?[1-9])(?!\d)|每(?:年|季度?|月|周)|"
    r"持续(?:推进|实施|开展)|长期(?:坚持|推进)?|全年(?:推进)?|常态化?(?:推进|开展)?"
)
_TAIL = (
    r"(?:政府|管委会|委员会|办公室|集团|公司|街道|单位|部门|中心|[委局办厅部院会行社台处园镇乡市县区州旗队])"
    r"(?:（[^（）]{1,16}）)?"
)
_UNIT = re.compile(
    rf"各[\u4e00-\u9fff]{{1,2}}（[^（）]{{1,8}}）(?:人民)?(?:政府|管委会)?|[\u4e00-\u9fff]{{1,12}}?{_TAIL}"
)
#: Words that begin the name of a body of some level, and no other word.
_LEVEL = re.compile(
    r"(?:[省市县区州盟旗](?![场容域内级]|民(?![政委族宗]))|各|国网|人民银行|团[省市县区州盟旗])(?=[\u4e00-\u9fff])|"
    r"(?:高新|经开|开发|保税)[区园](?![内域])"
)
_MARKS = "、，；"
_JOINTS = _MARKS + "等"  # 市水利局等市级部门
_BEFORE_UNIT = _MARKS + "。"
#: An office within a body, which a mark or a time follows.
_OFFICE = re.compile(
    r"各?[\u4e00-\u9fff]{0,4}?(?:办公室|科室|处室|科|股)(?=[、，；]|20\d\d|每[年季月周]|持续|长期|全年|年底|\d{1,2}月|$)"
)
_POST = re.compile(r"(?:分管)?副?[省市县区州盟旗]长")
_LONGEST_UNIT, _LONGEST_HEADING = 24, 20
_DIGIT = re.compile(r"\d")
_ENDS = re.compile(r"[府会室团司道街位门心委局办厅部院行社台处园镇乡市县区州旗队科）]")
#: Words that begin to tell the work, behind its name.
_TELLS = re.compile(
    r"实施|落实|完成|新建|改建|扩建|改造|开展|推进|启动|加快|继续|组织|[为对](?=全|各|困难|老|群众)"
)
_SENTENCE_END = re.compile(r"。")


@dataclass(slots=True)
class _Accountable:
    """What stands behind a sentence: a person, lists of units, a time."""

    people: list[Range] = field(default_factory=list)
    units: list[Range] = field(default_factory=list)
    times: list[Range] = field(default_factory=list)
    end: int = 0


def glued(text: str, start: int, limit: int) -> Found | None:
    """The table whose head begins at `start`, its rows up to `limit`; nothing where none begins there.

    The rows follow the head on its line, or on lines of their own.
    """
    head = _HEAD.match(text, start, min(limit, start + 80))
    names = head_names(text, start, head.end()) if head else []
    found = columns([text[a:b] for a, b in names]) if len(names) > 2 else None
    if head is None or found is None:
        return None
    rows: list[list[Cell] | Rewritten] = [[(n, a, b) for n, (a, b) in enumerate(names)]]
    marks = _numbers(text, head.end(), limit)
    headings = [
        _heading(text, head.end(), number) if found[0].kind == "heading" else None for number in marks
    ]
    end = start
    for n, (number, heading) in enumerate(zip(marks, headings, strict=True)):
        last = n + 1 == len(marks)
        following = None if last else headings[n + 1] or marks[n + 1]
        stop = following[0] if following else _last_stop(text, head.end(), number[1], limit)
        page = text.find(head[0], number[1], stop)  # the head again, on a further page
        read = list(_rows(text, number, stop if page < 0 else page, found, heading, last=last))
        rows.extend(read)
        end = read[-1][-1][2]
    table = Found(start, end, found, rows)
    cover(table, range(1, len(rows)))
    return table if len(marks) > 1 or len(rows) > 2 else None


def _last_stop(text: str, start: int, number: int, limit: int) -> int:
    """Where the last row may end: with its line where the rows have lines of their own, below their head."""
    line = text.find("\n", number, limit) if text[start] == "\n" else -1
    return line if line >= 0 else min(limit, number + 600)


def _numbers(text: str, start: int, limit: int) -> list[Range]:
    """The numbers in sequence that begin rows: each the first of its value after the one before.

    The first is 1, or what stands right behind the head, which may go on from a table above.
    """
    marks: list[Range] = []
    at = start
    below = NUMBERED.match(text, trim(text, start, limit)[0], limit)
    first = int(below["number"]) if below else 1
    while True:
        digits = str(len(marks) + first)
        at = text.find(digits, at, limit)
        while at >= 0 and not _begins_row(text, at, at + len(digits)):
            at = text.find(digits, at + 1, limit)
        if at < 0 or (marks and at - marks[-1][1] > 3000):
            return marks
        marks.append((at, at + len(digits)))
        at += len(digits)


def _begins_row(text: str, start: int, end: int) -> bool:
    """Whether a number stands where a row may begin: not in a figure, a date or a word, and words follow."""
    before, after = text[start - 1], text[end : end + 1]
    if before in _COUNTED or (before.isascii() and before.isalnum()):
        return False
    return after != "" and not (after.isascii() and after.isalnum()) and after not in _COUNTS


def _heading(text: str, start: int, number: Range) -> Range | None:
    """The words before a number on its line, which head the rows that follow; nothing where it begins the line."""
    line = max(start, text.rfind("\n", start, number[0]) + 1)
    return (line, number[0]) if 1 < number[0] - line <= _LONGEST_HEADING else None


def _rows(
    text: str, number: Range, stop: int, found: Sequence[Column], heading: Range | None, *, last: bool
) -> Iterator[list[Cell]]:
    """The row whose number is given; further work with units of its own is a row without a number."""
    people = any(c.kind == "person" for c in found)
    stop = trim(text, number[1], stop)[1]
    cells: list[Range] = [heading, number] if heading else [number]
    at = number[1]
    if {"title", "work"} <= {c.kind for c in found} and (
        tells := _TELLS.search(text, at + 4, min(stop, at + 24))
    ):
        cells.append((at, tells.start()))
        at = tells.start()
    for sentence in _SENTENCE_END.finditer(text, at, stop):
        told = _accountable(text, sentence.end(), stop, people=people) if sentence.end() > at else None
        if told is not None:
            yield _placed(text, [*cells, (at, sentence.end()), *told.people, *told.units, *told.times], found)
            cells, at = [], told.end
    if cells and (told := _without_sentence(text, at, stop)) is not None:
        yield _placed(text, [*cells, (at, told.units[0][0]), *told.units, *told.times], found)
    elif cells or (not last and text[at:stop].strip()):
        work = next((n for kind in ("work", "title") for n, c in enumerate(found) if c.kind == kind), 0)
        places = [0, *(n for n, c in enumerate(found) if c.kind == "title")]
        begin, close = trim(text, at, stop)
        rest = [(work, begin, close)] if begin < close else []
        yield [*((n, a, b) for n, (a, b) in zip(places, cells, strict=False)), *rest]


def _placed(text: str, cells: Sequence[Range], found: Sequence[Column]) -> list[Cell]:
    given = [trim(text, a, b) for a, b in cells]
    places = aligned([text[a:b] for a, b in given], found, broken=True)
    return [(column, a, b) for (_, column), (a, b) in zip(places, given, strict=True)]


def _accountable(text: str, start: int, stop: int, *, people: bool) -> _Accountable | None:
    """Who is named at `start`, behind a sentence; nothing where the words go on with work."""
    told = _Accountable()
    at = start
    if people and (named := _named(text, start, stop)):
        told.people.append((start, start + named))
        at += named
    if not _surely_unit(text, at, stop):
        return None
    while at < stop and (unit := _one_unit(text, at, stop)) is not None:
        if told.units and text[at - 1] in _JOINTS:
            told.units[-1] = (told.units[-1][0], unit[1])
        else:
            told.units.append(unit)
        at = unit[1]
        if at < stop and text[at] in _JOINTS:
            at += 1
    at = told.units[-1][1] if told.units else at
    if timed := _TIME.match(text, at, stop):
        told.times.append(timed.span())
        at = timed.end()
    told.end = at
    return told if told.units else None


def _without_sentence(text: str, start: int, stop: int) -> _Accountable | None:
    """Who is named at the end of a row whose work does not end in a full stop."""
    for level in _LEVEL.finditer(text, max(start + 2, stop - 160), stop):
        told = _accountable(text, level.start(), stop, people=False)
        if told is not None and told.end == stop:
            return told
    return None


def _one_unit(text: str, start: int, stop: int) -> Range | None:
    """The unit that begins at `start`: a department by its name, else up to where a name may end.

    It ends where something follows that is none of its own: a mark, a time, a further unit with its level.
    """
    if (department := _department(text, start, stop)) is not None:
        return start, _with_bracket(text, department, stop)
    listed = text[start - 1] in _BEFORE_UNIT or _LEVEL.match(text, start, stop) is not None
    digit = _DIGIT.search(text, start, stop) if listed else None
    limit = min(stop, start + _LONGEST_UNIT, digit.start() if digit else stop) if listed else start
    for tail in _ENDS.finditer(text, start + 2, limit):
        end = _with_bracket(text, tail.end(), stop)
        if (
            end == stop
            or text[end] in _MARKS
            or _LEVEL.match(text, end, stop)
            or _TIME.match(text, end, stop)
        ) and unit_list(text[start:end]):
            return start, end
    unit = _UNIT.match(text, start, stop)
    return unit.span() if unit is not None and unit_list(unit[0]) else None


def _department(text: str, start: int, stop: int) -> int | None:
    """Where the name of a department ends that begins at `start`; 港口 is one only where no word goes on."""
    for end in range(min(start + 12, stop), start + 1, -1):
        name = text[start:end]
        if departments().canonical(name) is not None and (
            _ENDS.fullmatch(name[-1])
            or end == stop
            or text[end] in _MARKS
            or _LEVEL.match(text, end, stop)
            or _TIME.match(text, end, stop)
        ):
            return end
    return None


def _with_bracket(text: str, at: int, stop: int) -> int:
    return (text.find("）", at, stop) + 1 or at) if text[at : at + 1] == "（" else at


def _surely_unit(text: str, start: int, stop: int) -> bool:
    """Whether a unit surely begins at `start`: by its level, as an office of a body, or as a known department."""
    if start >= stop:
        return False
    if _OFFICE.match(text, start, stop) is not None:
        return True
    if _LEVEL.match(text, start, stop) is not None:
        return _one_unit(text, start, stop) is not None
    if _department(text, start, stop) is not None:
        return True
    unit = _one_unit(text, start, stop)
    return unit is not None and is_surely_unit(text[slice(*unit)])


def _named(text: str, start: int, stop: int) -> int:
    """How many characters the post or name of a person takes that stands before a unit; 0 where none does."""
    if post := _POST.match(text, start, stop):
        return post.end() - start
    return next((n for n in (3, 2, 4, 6, 5) if _surely_unit(text, start + n, stop)), 0)
