"""Text in GBK that lost a byte, so that each character was read from halves of two: ?。ㄒ唬 for （一）.

GBK writes a Chinese character in two bytes. Where a copy loses one (mostly of the full-width space that
indents a paragraph), all that follow are paired wrongly until the next ASCII character. The lost byte left a
question mark, or nothing; wrong pairs that stand for no character were left out, and are lost. To mend it is to
pair the bytes again.

A program that romanises such a page takes the halves of two characters for one, and breaks both: 府數(shù) is left
as 府?dāng)?shù), since the second byte of 府 and the first of 數 are 當(dāng).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from loaders.clean.romanisation import reads, toneless
from loaders.clean.script import common
from loaders.text import Edit, Text

__all__ = ["realigned"]

_GBK = "gb18030"
#: Signs that share their first byte with the full-width space: what a paragraph seems to begin with.
_ROW_1 = "".join(bytes((0xA1, low)).decode(_GBK) for low in range(0xA1, 0xFF))
#: Letters with tone marks and of bopomofo: what the bracket of （一） has become.
_ROW_8 = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêɑńňɡㄅ-ㄩ"
_SUSPECT = re.compile(
    rf"(?P<mark>[?\ufffd](?=[{re.escape(_ROW_1)}])|(?<![A-Za-z])(?=[{re.escape(_ROW_1)}]?[{_ROW_8}]))"
    r"(?P<run>[^\x00-\x7f\ufffd]{2,})"
)
#: One of them stands in every such text: a mark for the lost byte, or what is left of a number in brackets.
_SIGNS = ("?", "\ufffd", "ㄒ", "ǘ", "ㄈ", "ㄋ", "ㄎ", "ㄆ", "ㄊ")
#: What stands behind the mark that ended what was shifted.
_BEHIND_STOP = re.compile(r"[\n“《\u4e00-\u9fff]|\Z")
#: What stands behind a heading, and the words that headings of plans mostly end with.
_BEHIND_WORD = re.compile(r"[。：\n]|\Z")
_ENDINGS = (
    "建设", "体系", "领导", "保障", "机制", "服务", "能力", "发展", "管理", "治理", "水平", "工作", "创新", "改革",
    "监管", "实施", "支撑", "融合", "协同", "应用", "转型", "升级", "开放", "共享", "安全", "宣传", "落实", "培训",
    "合作", "任务", "要求", "目标", "措施", "质量", "平台", "工程", "行动", "环境", "结构", "布局", "功能", "制度",
    "监督", "考核", "评估", "产业", "整治",
)  # fmt: skip
_ROMANISED = re.compile(r"\?(?P<syllable>[^\W\d_]{1,6})[)）]")
_PARTED = re.compile(r"\?(?<=[\u3400-\uffff]\?)(?P<wrong>[^\W\d_]{1,6})[)）]\?(?P<right>[^\W\d_]{1,6})[)）]")
_NUMBERED = re.compile("\u3000*（[一二三四五六七八九十]{1,3}）")
_ONES = "一二三四五六七八九"
#: The marks of prose and full-width figures; the first bytes of those that end words.
_PROSE = frozenset(c.encode(_GBK) for c in "\u3000、。—…“”‘’《》〔〕·×，；：？！（）％０１２３４５６７８９")
_MARKS = (0xA1, 0xA3)
#: By so many characters must a part of a run make sense as it was read, that only what stands before it was shifted.
_PLAINLY = 4


def realigned(text: Text) -> Text:
    """Pairs the bytes of GBK again where one was lost and what was read instead is not Chinese."""
    if any(sign in text.clean for sign in _SIGNS):
        text = text.edited(_edits(text.clean))
    if "?" in text.clean:
        text = text.edited(_parted(text.clean))
    return text


def _parted(clean: str) -> Iterator[Edit]:
    """Characters of which the two syllables are left that a program took their bytes for."""
    for m in _PARTED.finditer(clean):
        whole = _between(clean[m.start() - 1], m["wrong"], m["right"])
        if whole is not None:
            yield m.start(), m.end(), whole


@lru_cache(maxsize=1 << 10)
def _between(before: str, wrong: str, right: str) -> str | None:
    """The character read `right` whose first byte, after the last of the character before, is read `wrong`."""
    trail = before.encode(_GBK, errors="replace")[-1]
    leads = [c.encode(_GBK)[1] for c in _with_lead(trail) if _toned(c, wrong)]
    found = [c for lead in leads for c in _with_lead(lead) if _toned(c, right)]
    return min(found, key=lambda c: not common(c)) if found else None


def _edits(clean: str) -> Iterator[Edit]:
    done = 0
    for m in _SUSPECT.finditer(clean):
        start = m.start("run")
        if m.start() < done:
            continue
        mended = _mended(_two_bytes_each(m["run"]), marked=bool(m["mark"]))
        if mended is None:
            continue
        size, lead, words = mended
        last, end = _last(clean, start + size, lead, words)
        words = (words + last).lstrip("\u3000")
        if m["mark"]:
            yield m.start(), start, ""
        if words:
            yield from _one_to_one(start, end, words)
        else:
            yield start, end, ""
        done = end


def _two_bytes_each(run: str) -> str:
    """The part of a run that stands in GBK; other characters end it."""
    if len(run.encode(_GBK)) == 2 * len(run):
        return run
    return run[: next(i for i, c in enumerate(run) if len(c.encode(_GBK)) != 2)]


def _mended(run: str, *, marked: bool) -> tuple[int, int, str] | None:
    """How much of a run was paired wrongly, the byte left over at its end, its characters; None where it was not."""
    if len(run) < 2:
        return None
    wrong = run.encode(_GBK)
    right = (b"\xa1" if wrong[0] == 0xA1 else b"\xa3") + wrong
    for left, whole in _numbers():
        if right.lstrip(b"\xa1").startswith(left):
            spaces = right[: len(right) - len(right.lstrip(b"\xa1"))]
            right = spaces + whole + right[len(spaces) + len(left) :]
            break
    size = _shifted(right, wrong)
    right, wrong = right[: len(right) - len(wrong) + 2 * size], wrong[: 2 * size]
    words = right[:-1].decode(_GBK, errors="replace")
    share = _common(right)
    better = marked and share >= 0.85 and share >= _common(wrong) + 0.2
    return (size, right[-1], words) if better or (_NUMBERED.match(words) and share >= 0.6) else None


def _shifted(right: bytes, wrong: bytes) -> int:
    """How many characters of a run are paired wrongly: all, unless a second byte was lost and sense begins again.

    Args:
        right: the bytes of the run, paired again.
        wrong: as they were read.
    """
    whole = len(wrong) // 2
    more = (len(right) - len(wrong)) // 2
    odd = sum(map(_is_odd, _pairs(wrong)))
    best, size = odd, 0
    now = odd + sum(map(_is_odd, _pairs(right[: 2 * more])))
    for n, (again, read) in enumerate(zip(_pairs(right[2 * more :]), _pairs(wrong), strict=False), 1):
        now += _is_odd(again) - _is_odd(read)
        ends = right[2 * (n + more)] in _MARKS  # the first byte of a mark is left over
        if now < best or (now == best and ends):
            best, size = now, n
    return size if now - best >= _PLAINLY else whole


def _pairs(content: bytes) -> list[bytes]:
    return [content[i : i + 2] for i in range(0, len(content) - 1, 2)]


def _is_odd(pair: bytes) -> bool:
    """Whether two bytes are neither a character in common use (GB 2312, level 1) nor a mark of prose."""
    return not 0xB0 <= pair[0] <= 0xD7 and pair not in _PROSE


def _common(content: bytes) -> float:
    """The share of characters in common use (GB 2312, level 1) and marks among those of GB 2312."""
    pairs = [(a, b) for a, b in zip(content[::2], content[1::2], strict=False) if a > 0xA0 and b > 0xA0]
    return sum(0xB0 <= a <= 0xD7 or a in (0xA1, 0xA3) for a, _ in pairs) / len(pairs) if pairs else 0.0


@cache
def _numbers() -> tuple[tuple[bytes, bytes], ...]:
    """（一） to （三十） as they are left where a wrong pair of theirs is out, and as they were."""
    names = [*_ONES, "十", *(f"十{o}" for o in _ONES), "二十", *(f"二十{o}" for o in _ONES), "三十"]
    found: dict[bytes, bytes] = {}
    for whole in (f"（{name}）".encode(_GBK) for name in names):
        pairs = (whole[i : i + 2] for i in range(1, len(whole) - 1, 2))
        left = whole[:1] + b"".join(p for p in pairs if _stands(p)) + whole[-1:]
        found.setdefault(left, whole)  # 二十 is left as 二 is: the smaller number is the likelier
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def _stands(pair: bytes) -> bool:
    return not "\ue000" <= pair.decode(_GBK, errors="replace") <= "\uf8ff"


def _last(clean: str, end: int, lead: int, words: str) -> tuple[str, int]:
    """The character whose first byte is left over, and the end of what it was read from.

    Its second byte is the ASCII character that follows where it can be one. Otherwise it is lost, but a
    romanisation may say which character it was, the sense which mark, and the character before which word of a heading.
    """
    following = clean[end : end + 1]
    if following and "@" <= following <= "~":
        pair = bytes((lead, ord(following)))
        try:
            return pair.decode(_GBK), end + 1
        except UnicodeDecodeError:
            return "", end
    said = _ROMANISED.match(clean, end)
    if said is not None:
        whole = _read(lead, said["syllable"])
        if whole is None and lead == 0xA3 and words.rfind("（") > words.rfind("）"):
            return "）", said.end()  # both bytes of the character behind the bracket are lost
        if whole is None and toneless(said["syllable"]).isascii():
            whole = _alone(said["syllable"])  # a character between the two is lost
        return (whole, said.end()) if whole is not None else ("", end)
    after = end + (following == "?")
    if lead == 0xA3:
        return ("）" if words.rfind("（") > words.rfind("）") else "，"), after
    if lead == 0xA1 and _BEHIND_STOP.match(clean, after):
        return "。", after
    return _ending(lead, words[-1:]) if following == "?" and _BEHIND_WORD.match(clean, after) else "", after


@cache
def _ending(lead: int, before: str) -> str:
    """The character with a first byte that makes a word which ends headings with the one before; "" where none does."""
    found = [word[1] for word in _ENDINGS if word[0] == before and word[1].encode(_GBK)[0] == lead]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1 << 10)
def _read(lead: int, syllable: str) -> str | None:
    """The likeliest character with a first byte and a reading: with its tone, and in common use."""
    found = [c for c in _with_lead(lead) if reads(c, syllable)]
    return min(found, key=lambda c: (not _toned(c, syllable), not common(c))) if found else None


def _alone(syllable: str) -> str:
    """The only character of everyday use that has a reading; "" where there are several, or none."""
    found = _everyday().get(syllable, "")
    return found if len(found) == 1 else ""


@cache
def _everyday() -> dict[str, str]:
    """The characters of everyday use by their readings, each with its tone."""
    found: dict[str, str] = {}
    for c in (c for lead in range(0xB0, 0xD8) for c in _with_lead(lead) if common(c)):
        for reading in _toned_readings(c):
            found[reading] = found.get(reading, "") + c
    return found


@cache
def _with_lead(lead: int) -> tuple[str, ...]:
    """The characters of two bytes that have this one first."""
    found = []
    for low in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
        c = bytes((lead, low)).decode(_GBK, errors="ignore")
        if len(c) == 1:
            found.append(c)
    return tuple(found)


def _toned(character: str, syllable: str) -> bool:
    return syllable in _toned_readings(character)


def _toned_readings(character: str) -> list[str]:
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT.get(ord(character), "").split(",")


def _one_to_one(start: int, end: int, words: str) -> Iterator[Edit]:
    """Edits that keep as many characters as can be at places of their own."""
    extra = len(words) - (end - start)
    if extra > 0:
        yield start, start + 1, words[: extra + 1]
        if end > start + 1:
            yield start + 1, end, words[extra + 1 :]
    else:
        cut = start + len(words) - 1
        if cut > start:
            yield start, cut, words[:-1]
        yield cut, end, words[-1]
