"""Changes to the bytes of a document, as damage and malice make them; the same number makes the same change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

__all__ = ["mutated"]

#: Characters on which reading turns: brackets, marks of lists, numbers, labels, line ends, tabs, bars, bytes of no text.
_TOKENS = tuple(
    words.encode()
    for words in (
        "（", "）", "(", ")", "〔", "【", "《", "“", "”", "、", "，", "；", "：", "。", "\n", "\t", "|", "│", "一、", "（一）", "1.", "①",
        "责任单位：", "牵头", "、市", "省", "附件", "第一条", "100%", "2025年", "万", "以上", "到2025年", "不低于", "各", "等", "(shi)",
        "&#x0;", "<td>", "<p>", "&nbsp;", "?", "\r", "\x00", "\ufffd", "\u202e", "\U0001f600", "序号\t工作任务\t责任单位\n", "每",
    )
)  # fmt: skip
#: Bytes that stand for no character in UTF-8.
_WRONG = (b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xa1\xa1")
#: What is opened and never closed, or closed a thousand times.
_NESTED = (
    ("（", "）"), ("(", ")"), ("〔", "〕"), ("“", "”"), ("《", "》"), ("<div>", "</div>"), ("<table><tr><td>", ""), ("（责任单位：", "）"),
)  # fmt: skip
_LONG = 1_000_000


def _place(content: bytes, r: Random) -> int:
    """A place in the bytes, mostly between two characters of UTF-8, since what is none is soon refused."""
    at = r.randrange(len(content) + 1)
    return _after(content, at) if r.random() < 0.97 else at


def _after(content: bytes, at: int) -> int:
    """The first place at or after `at` between two characters."""
    while at < len(content) and content[at] & 0xC0 == 0x80:
        at += 1
    return min(at, len(content))


def _cut(content: bytes, r: Random) -> bytes:
    return content[: _place(content, r)]


def _flipped(content: bytes, r: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(r.randint(1, 40)):
        if changed:
            changed[r.randrange(len(changed))] = r.randrange(256)
    return bytes(changed)


def _without(content: bytes, r: Random) -> bytes:
    start = _place(content, r)
    return content[:start] + content[_after(content, start + r.randint(1, 3_000)) :]


def _repeated(content: bytes, r: Random) -> bytes:
    start = _place(content, r)
    piece = content[start : _after(content, start + r.randint(1, 400))]
    return content[:start] + piece * r.randint(2, 200) + content[start:]


def _inserted(content: bytes, r: Random) -> bytes:
    tokens = _TOKENS if r.random() < 0.95 else _WRONG
    for _ in range(r.randint(1, 60)):
        at = _after(content, r.randrange(len(content) + 1))
        content = content[:at] + r.choice(tokens) * r.choice((1, 1, 1, 2, 30)) + content[at:]
    return content


def _nested(content: bytes, r: Random) -> bytes:
    opened, closed = r.choice(_NESTED)
    depth = r.choice((10, 300, 20_000))
    at = _place(content, r)
    inner = content[at : _after(content, at + r.randint(0, 500))]
    return (
        content[:at] + opened.encode() * depth + inner + closed.encode() * r.choice((0, depth)) + content[at:]
    )


def _swapped(content: bytes, r: Random) -> bytes:
    a, b, c = sorted(_place(content, r) for _ in range(3))
    return content[:a] + content[b:c] + content[a:b] + content[c:]


def _without_line_ends(content: bytes, r: Random) -> bytes:
    return content.replace(b"\n", b"")


def _a_long_line(content: bytes, r: Random) -> bytes:
    start = _place(content, r)
    piece = (
        r.choice((content[start : _after(content, start + r.randint(1, 2_000))], r.choice(_TOKENS))) or b"1"
    )
    return content + (piece.replace(b"\n", b"") or b"1") * (_LONG // len(piece))


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut, _flipped, _without, _without, _repeated, _repeated, _inserted, _inserted, _nested, _nested, _swapped, _swapped, _without_line_ends,
)  # fmt: skip


def mutated(content: bytes, r: Random) -> bytes:
    """The bytes with one to three changes, within the parts of a container or around them."""
    if zipfile.is_zipfile(io.BytesIO(content)) and r.random() < 0.6:
        return _inside(content, r)
    if r.random() < 0.01:
        return _a_long_line(content, r)
    for _ in range(r.choice((1, 1, 2, 3))):
        content = r.choice(_CHANGES)(content, r)
    return content


def _inside(content: bytes, r: Random) -> bytes:
    """A container that is whole, with one part changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        changed = r.choice([n for n in old.namelist() if n.endswith(".xml")])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, r.choice(_CHANGES)(part, r) if name == changed else part)
    return stream.getvalue()
