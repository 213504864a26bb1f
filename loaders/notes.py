"""Notes of units: which brackets and labels name who is accountable, in which role, by when.

Notes are parsed by bracket depth and by their words of role, never with one flat pattern:
（A、B牵头，C按职责分工负责）, （责任单位：A、B）, 〔A〕, a line 牵头单位：A；责任单位：B，完成时限：6月底.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.mentions.units import Unit, is_group, looks_like_unit, units
from loaders.outline import Range

__all__ = ["Mention", "Note", "first_leads", "label_role", "notes", "read_note"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit in a role: Lead, Cooperating or Responsible; `qualifier` such as 按职责分工负责."""

    unit: Unit
    role: str
    qualifier: str | None = None


@dataclass(slots=True)
class Note:
    """What one note says: units in their roles, the runs that tell a time, units of a blanket sentence."""

    start: int
    end: int
    mentions: list[Mention] = field(default_factory=list)
    times: list[Range] = field(default_factory=list)
    blanket: list[Unit] = field(default_factory=list)
    first_leads: bool = False


#: Labels and the role that they give, the more special first.
_LABELS: tuple[tuple[str, str], ...] = (
    ("", r"(?:牵头|责任|分管|包保|挂包|责任市级|牵头市级|省级|市级|县级|区级)领导|责任人|联系人|牵头人|负责人|联系电话"),
    ("Lead", r"第?一?牵头(?:责任)?(?:单位|部门|处室|科室)?|主办(?:单位|部门)|第一责任(?:单位|部门|主体)|主责(?:单位|部门)"),
    ("Cooperating", r"(?:配合|协办|参与|参加|协同|协作|协助|支持|会办)(?:责任)?(?:单位|部门|处室|科室)"),
    ("Responsible", r"(?:责任|负责|承办|实施|落实|执行)(?:单位|部门|主体|处室|科室|单位及部门|分工)|责任部门（单位）|责任单位（部门）"),
    ("time", r"(?:完成|办理|实施|工作|推进)?(?:时限|时间|期限)(?:要求|安排|节点)?|(?:进度|时间|节点)(?:安排|要求|计划)|工作进度"),
)  # fmt: skip
_LABEL = re.compile("|".join(f"(?P<l{i}>{words})" for i, (_, words) in enumerate(_LABELS)))
_LABELLED = re.compile(rf"(?:{_LABEL.pattern})[ ]*[：:][ ]*")
_LABEL_LINE = re.compile(
    rf"(?:^|(?<=[。；！\s])|(?<=[）”]))[ ]*[（(【［〔]?(?=(?:{'|'.join(w for _, w in _LABELS)})[ ]*[：:])"
)

_VERB = re.compile(
    r"(?:等(?:部门|单位|部门（单位）|单位和部门)?)?"
    r"(?P<qualifier>(?:共同|分别|分工|各自|具体|统筹|会同)*(?:(?:根据|依|按)照?(?:各自)?(?:工作)?(?:职责|职能|任务)(?:分工|范围)?(?:共同|分别|抓好|做好)?)?)"
    r"(?P<verb>牵头(?:负责|组织|实施|落实|推进|抓总|组织实施)?|主办|主责|配合(?:落实|实施|做好)?|协助(?:落实)?|协办|参与(?:配合)?|协同(?:配合|推进)?"
    r"|(?:负责|抓好)(?:组织)?(?:落实|实施|推进|牵头)?|承办|落实|(?:组织)?实施|推进落实|(?<=职责分工)(?=$|[，；。〕）］】]))"
    r"(?=$|[，,；;。、 ）〕］】]|[\u4e00-\u9fff])"
)
_FIRST_LEADS = re.compile(
    r"(?:列|排|位列|居)(?:在)?(?:第一位?|首位|最前|前面)(?:的|者)?(?:单位|部门|责任单位|主体)?(?:的)?(?:为|是|系)?(?:牵头|第一责任)"
    r"|第一(?:个)?(?:责任)?(?:单位|部门)(?:为|是)(?:牵头|第一责任)|首(?:位|个)(?:责任)?(?:单位|部门)?(?:为|是)牵头|排名第一(?:的)?(?:单位|部门)?(?:为|是)牵头"
)
_BLANKET = re.compile(
    r"(?:以下|下列|下同|各项|上述|以上)[^，；。（）]{0,12}均(?:需|须|应)?(?:由)?(?P<units>[^，；。]+?)(?:负责|落实|配合|实施|承担)[^，；。]*"
)
_TIME = re.compile(
    r"\d|年底|月底|季度|上半年|下半年|持续|长期|常态|全年|年内|每年|每月|每季|即时|立即|适时|已完成|按时|及时|完成|推进$|近期|中期|远期"
)
_OPEN, _CLOSE = "（〔［【(", "）〕］】)"


def label_role(words: str) -> str | None:
    """The role that a label or column header gives (Lead, Cooperating, Responsible, time, or "" for people)."""
    found = _LABEL.search(words)
    return None if found is None else _role(found)


def _role(found: re.Match[str]) -> str:
    return next(role for i, (role, _) in enumerate(_LABELS) if found[f"l{i}"] is not None)


def first_leads(text: str) -> bool:
    """Whether the words say that the first of a list of units leads (列第一位的为牵头单位)."""
    return bool(_FIRST_LEADS.search(text))


def notes(text: str, start: int, end: int) -> list[Note]:
    """The notes between `start` and `end`, in order: in brackets anywhere, after labels on a line."""
    found: list[Note] = []
    for a, b in _brackets(text, start, end):
        if _may_be_note(text, a, b, end):
            note = read_note(text, a + 1, b - 1)
            if note is not None:
                note.start, note.end = a, b
                found.append(note)
    taken = [(n.start, n.end) for n in found]
    for m in _LABEL_LINE.finditer(text, start, end):
        if any(a <= m.end() < b for a, b in taken) or (
            found and m.start() < found[-1].end and found[-1].start < m.start()
        ):
            continue
        stop = text.find("\n", m.end(), end)
        stop = end if stop < 0 else stop
        note = read_note(text, m.end(), stop)
        if note is not None:
            note.start, note.end = m.start(), stop
            found.append(note)
            taken.append((m.start(), stop))
    return sorted(found, key=lambda n: n.start)


def _brackets(text: str, start: int, end: int) -> Iterator[Range]:
    """The outermost bracketed runs, brackets included."""
    depth = 0
    opened = start
    for m in re.finditer(r"[（〔［【()）〕］】]", text[start:end]):
        i = start + m.start()
        if m[0] in _OPEN:
            if depth == 0:
                opened = i
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield opened, i + 1


def _may_be_note(text: str, start: int, end: int, limit: int) -> bool:
    """Whether a bracketed run may name units: it has words of role or a label, or lists units after a sentence."""
    inner = text[start + 1 : end - 1]
    if _LABELLED.match(inner) or re.search(r"牵头|责任单位|责任部门|配合单位|责任主体", inner):
        return True
    if re.search(
        r"(?:负责|落实|配合|参与|承办|实施|主办|协办)(?:落实|实施)?[。]?$|(?:负责|配合|参与|协办)[，；,;]",
        inner,
    ):
        return True
    before = text[start - 1] if start else "\n"
    after = text[end : end + 1] if end < limit else "\n"
    if before in "。；！”" or after in ("\n", "。", ""):
        items = re.split(r"[、，；]", re.sub(r"[（〔][^（）〔〕]*[）〕]", "", inner))
        if len(items) > 1 and _TIME.search(items[-1]) and not looks_like_unit(items[-1].strip()):
            items.pop()  # （市财政局、市税务局，6月底完成）: the last item is the time
        return len(inner) >= 3 and all(
            looks_like_unit(i.strip(" 等")) and len(i.strip()) > 2 for i in items if i
        )
    return False


def read_note(text: str, start: int, end: int, role: str = "") -> Note | None:
    """What the words between `start` and `end` say as a note, or nothing where they are none.

    `role` is the role of units for which the words give none: that of a table's column.
    """
    note = Note(start, end)
    note.first_leads = first_leads(text[start:end])
    labels = list(_LABELLED.finditer(text, start, end))
    stops = [*(m.start() for m in labels[1:]), end]
    if not labels:
        _segments(text, start, end, role, note, labelled=bool(role))
    else:
        if labels[0].start() > start:
            _segments(text, start, labels[0].start(), role, note, labelled=bool(role))
        for label, stop in zip(labels, stops, strict=True):
            given = _role(label)
            if given == "time":
                a, b = _trim(text, label.end(), stop)
                if a < b:
                    note.times.append((a, b))
            elif given:
                _segments(text, label.end(), stop, given, note, labelled=True)
    return note if note.mentions or note.times or note.blanket else None


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \t，；。、,;":
        start += 1
    while end > start and text[end - 1] in " \t，；。、,;":
        end -= 1
    return start, end


def _segments(text: str, start: int, end: int, role: str, note: Note, *, labelled: bool) -> None:
    """Reads the segments between commas and semicolons; units without a word of role wait for the next one."""
    waiting: list[Unit] = []
    led = any(m.role == "Lead" for m in note.mentions)
    for a, b in _split(text, start, end):
        words = text[a:b]
        if _FIRST_LEADS.search(words) or words in ("下同", "以下同"):
            continue
        if blanket := _BLANKET.search(words):
            note.blanket.extend(units(text, a + blanket.start("units"), a + blanket.end("units")))
            continue
        at = a
        for verb in _verbs(text, a, b):
            given, qualifier = _meaning(verb, role if labelled else "", led=led or bool(_has_lead(note)))
            named = [*waiting, *units(text, at, verb.start())]
            waiting = []
            note.mentions.extend(Mention(u, given, qualifier) for u in named if _named(u, given))
            at = verb.end()
        if at < b and text[at:b].strip(" 。等"):
            rest = text[at:b]
            if at == a and _TIME.search(rest) and not looks_like_unit(rest.strip(" 。等")):
                note.times.append((a, b))
            else:
                waiting.extend(u for u in units(text, at, b) if looks_like_unit(u.name))
    given = role or ("Responsible" if not _has_lead(note) or labelled else "Cooperating")
    note.mentions.extend(Mention(u, given) for u in waiting)


def _has_lead(note: Note) -> bool:
    return any(m.role == "Lead" for m in note.mentions)


def _named(unit: Unit, role: str) -> bool:
    return looks_like_unit(unit.name) or (role == "Lead" and len(unit.name) > 2 and is_group(unit.name))


def _split(text: str, start: int, end: int) -> Iterator[Range]:
    """The segments between ，；。 outside brackets."""
    depth = 0
    at = start
    for i in range(start, end):
        c = text[i]
        if c in _OPEN or c in "《“":
            depth += 1
        elif c in _CLOSE or c in "》”":
            depth = max(0, depth - 1)
        elif depth == 0 and c in "，；。;,\n":
            a, b = _trim(text, at, i)
            if a < b:
                yield a, b
            at = i + 1
    a, b = _trim(text, at, end)
    if a < b:
        yield a, b


def _verbs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words of role in a segment; one inside it counts only where a unit ends before it and one follows."""
    depth_free = re.sub(r"（[^（）]*）", lambda m: "\0" * len(m[0]), text[start:end])
    for m in _VERB.finditer(depth_free):
        stop = start + m.end()
        rest = text[stop:end].strip(" 。")
        verb = m["verb"]
        inner_role = verb.startswith(("牵头", "配合", "参与", "协办", "协助", "主办"))
        if (
            not rest
            or (inner_role and looks_like_unit(re.split(r"[、，]", rest)[0]))
            or rest.startswith("、")
        ):
            found = _VERB.match(text, start + m.start())
            if found is not None and found.end() == stop:
                yield found


def _meaning(verb: re.Match[str], label: str, *, led: bool) -> tuple[str, str | None]:
    """The role that a verb gives, by what stood before it in the note; and the qualifier to keep."""
    word = verb["verb"]
    qualifier = (verb["qualifier"] + word) if verb["qualifier"] else None
    if word.startswith(("牵头", "主办", "主责")) or word.endswith("牵头"):
        return "Lead", qualifier
    if word.startswith(("配合", "协助", "协办", "参与", "协同")):
        return "Cooperating", qualifier
    if label:
        return label, qualifier
    shared = "职责" in (qualifier or "") or "分工" in (qualifier or "") or "具体" in (qualifier or "")
    return ("Cooperating" if led and shared else "Responsible"), qualifier
