"""Lists of units below a label that has a line of its own: 责任单位：, then 市数据局 and 市财政局, each on a line.

Where the cells of a table stand one below the other the labels have no colons; they count where they are repeated.
"""

from __future__ import annotations

import re

from loaders.accountability.claims import read_words
from loaders.accountability.roles import label_role

__all__ = ["label_above"]

#: A list below its label has no longer lines, and no more of them; a time is shorter.
_LONGEST, _MOST, _LONGEST_TIME = 120, 20, 40
_ALONE = re.compile(r"[^\n：:]{2,20}[：:]")
_COLON = re.compile(r"[：:]")
#: A label that may do without its colon, and how far away it is repeated.
_BARE = re.compile(
    r"(?:(?:第一)?(?:牵头|主办|责任|配合|协办|承办|参与|协助|实施|落实)(?:责任)?(?:单位|部门)|责任主体|"
    r"(?:完成|办理|整改)(?:时限|时间|期限)|(?:牵头|责任|分管)[省市县区州]?领导|责任人)"
)
_REPEATED = 3000
#: How a line ends that the label, or a unit of the same list, stands in.
_ENDS = (*"：:、，,厅局委办部院会府社队团联区县市旗盟州镇乡室中心司", "集团", "单位", "企业", "街道")


def label_above(text: str, start: int, end: int) -> str | None:
    """The role that a label gives to the line from `start` to `end`, where it stands on a line above.

    "" where this line is such a label itself; None where no label heads it, or it lists no units and tells no time.
    """
    if start == end or end - start > _LONGEST or text.find("。", start, end - 1) >= 0:
        return None
    if _is_bare(text, start, end):
        return ""
    if text[end - 1] in "：:":
        return "" if _ALONE.fullmatch(text, start, end) and label_role(text[start : end - 1]) else None
    at = start
    for _ in range(_MOST):
        while at and text[at - 1] in " \t\n*＊★☆▲△※":
            at -= 1
        first = max(text.rfind("\n", 0, at) + 1, at - _LONGEST)
        if _is_bare(text, first, at):
            return _given(text[first:at], "", text[start:end]) if label_role(text[first:at]) else ""
        if not at or not text.endswith(_ENDS, max(0, at - 2), at):
            return None
        if at - first < _LONGEST and (colon := _COLON.search(text, first, at)) is not None:
            return _given(text[first : colon.start()], text[colon.end() : at], text[start:end])
        if at - first == _LONGEST or not _lists(text[start:end]) or not _lists(text[first:at]):
            return None
        at = first
    return None


def _is_bare(text: str, start: int, end: int) -> bool:
    """Whether a line is a label without its colon: it is repeated, and no other stands beside it as in a head."""
    if end - start > 10 or _BARE.fullmatch(text, start, end) is None:
        return False
    line = f"\n{text[start:end]}\n"
    if (
        text.find(line, end, end + _REPEATED) < 0
        and text.find(line, max(0, start - _REPEATED), max(0, start - 1)) < 0
    ):
        return False
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    below = text.find("\n", end + 1)
    return not (
        _BARE.fullmatch(text, above, max(above, start - 1))
        or _BARE.fullmatch(text, end + 1, below if below >= 0 else len(text))
    )


def _given(label: str, after: str, words: str) -> str | None:
    """The role of a label for `words` on a line below it; `after` stands on the label's own line."""
    role = label_role(label) if len(label) <= 20 else None
    if not role:
        return None
    if role == "time":
        return role if not after and len(words) <= _LONGEST_TIME else None
    return role if _lists(words) and (not after or _lists(after)) else None


def _lists(words: str) -> bool:
    """Whether words name units and do nothing else."""
    if "。" in words[:-1] or "：" in words:
        return False
    reading = read_words(words, "Responsible")
    return bool(reading.mentions) and not (
        reading.unread or reading.people or reading.times or reading.labelled or reading.verbal
    )
