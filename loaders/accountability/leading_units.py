"""Units before the work that they are to do: 【市教育局】新建学校2所。 市教育局：新建学校2所。"""

from __future__ import annotations

import re

from loaders.accountability.claims import read_words
from loaders.accountability.note import Note, placed
from loaders.accountability.roles import label_role
from loaders.mentions.units import is_group, is_surely_unit

__all__ = ["units_before_work"]

_BEFORE = re.compile(
    r"(?:[【\[〔［](?P<bracketed>[^】\]〕］\n]{3,60})[】\]〕］]|(?P<plain>[^，。；：（）\n]{3,40})：)"
    r"(?=[ ]*[\u4e00-\u9fff“《\d][^\n]{5})"
)
#: What ends a place, of which a bracket may speak for other reasons.
_PLACES = ("市", "县", "区", "镇", "乡", "村")


def units_before_work(text: str, start: int, end: int) -> Note | None:
    """The units that an item begins with, in a bracket or before a colon, as a note on the words that follow.

    Nothing where no such words stand at `start`, or where they are a label or name a group, to which a colon may as
    well be an address.
    """
    found = _BEFORE.match(text, start, end)
    if found is None:
        return None
    a, b = found.span(found.lastgroup or 0)
    words = text[a:b]
    if label_role(words) is not None:
        return None
    reading = read_words(words, "Responsible")
    if not reading.mentions or reading.unread or reading.people or reading.times or reading.labelled:
        return None
    names = [m.unit.name for m in reading.mentions]
    if not all(is_surely_unit(n) and not is_group(n) and not n.endswith(_PLACES) for n in names):
        return None
    note = placed(reading, a, start, found.end())
    note.leads = True
    return note
