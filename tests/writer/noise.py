"""What copies do to a text; none of it changes what the text says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

__all__ = ["HARMLESS", "NOISES", "TABLE_NOISES"]

_HAN = re.compile("[\u4e00-\u9fff]")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def words_of_taiwan(text: str) -> str:
    """The words of Taiwan for things; 執行 stays 運行, since it is another word of the mainland too."""
    converted: str = _converter("s2twp").convert(text)
    return converted.replace("執行", "運行")


def _every_third(text: str, mark: Callable[[str], str]) -> str:
    return "".join(c + mark(c) if n % 3 == 0 and _HAN.match(c) else c for n, c in enumerate(text))


def romanised(text: str) -> str:
    """Every third character with its reading."""
    return _every_third(text, lambda c: f"({lazy_pinyin(c)[0]})")


def doubled(text: str) -> str:
    """Every third character with its reading, twice."""
    return _every_third(text, lambda c: f"({lazy_pinyin(c)[0]})" * 2)


def toned(text: str) -> str:
    """Every third character with its reading and tone."""
    return _every_third(text, lambda c: f"（{pinyin(c, style=Style.TONE)[0][0]}）")


def tagged(text: str) -> str:
    """Each line a paragraph of markup."""
    return "".join(
        f'<p style="text-indent:2em;"><span>&nbsp;&nbsp;{line}</span></p>\n' for line in text.splitlines()
    )


def with_page_marks(text: str) -> str:
    """A mark of a page after every fifth line."""
    lines = text.splitlines(keepends=True)
    return "".join(line + (f"— {n // 5 + 1} —\n" if n % 5 == 4 else "") for n, line in enumerate(lines))


def broken_at_a_width(text: str) -> str:
    """Lines of 34 characters."""
    return (
        "\n".join(line[i : i + 34] for line in text.splitlines() for i in range(0, len(line), 34) or [0])
        + "\n"
    )


def spaced(text: str) -> str:
    """Spaces about figures."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(\d+)(?=[年月日个座家名所场处张])", r" \1 ", text)


def joined(text: str) -> str:
    """Without line ends, but for the first."""
    first, _, rest = text.partition("\n")
    return f"{first}\n{rest.replace(chr(10), '')}\n"


def shifted(text: str) -> str:
    """Some lines of GBK shifted by a byte: the first of the space before them is lost, and so is the last of the line.

    Only lines whose wrong pairs are all characters, and which end in a full stop, can be mended without loss.
    """
    return "".join(_shifted(line) if n % 2 else line for n, line in enumerate(text.splitlines(keepends=True)))


def _shifted(line: str) -> str:
    words = line.rstrip("\n")
    if not words.endswith("。") or any(c < "\x80" for c in words):
        return line
    wrong = ("\u3000" + words).encode("gb18030")[1:-1].decode("gb18030", errors="replace")
    if "\ufffd" in wrong or any("\ue000" <= c <= "\uf8ff" for c in wrong):
        return line
    return f"?{wrong}\n"


def cut(text: str) -> str:
    """Cut off before the last bracket or full stop."""
    return text.rstrip("\n。）〕]】")


_HEADER = (
    "当前位置：首页 > 政务公开 > 通知公告\n索引号：000014349/2024-00012 主题分类：综合政务\n"
    "发布日期：2024-05-06 来源：市政府办公室 浏览次数：123 字体：[大 中 小]\n\n"
)
_FOOT = (
    "\n\n扫一扫在手机打开当前页\n【打印本页】【关闭窗口】\n上一篇：关于做好防汛工作的通知\n下一篇：没有了\n"
    "主办：云岭市人民政府办公室 承办：云岭市大数据中心\n地址：云岭市人民路1号 联系电话：0000-1234567 滇ICP备05000001号\n"
)


NOISES: dict[str, Callable[[str], str]] = {
    "none": lambda text: text,
    "traditional": lambda text: _converter("s2t").convert(text),
    "traditional of Taiwan": lambda text: _converter("s2tw").convert(text),
    "words of Taiwan": words_of_taiwan,
    "romanised": romanised,
    "romanised twice": doubled,
    "romanised with tones": toned,
    "romanised and traditional": lambda text: romanised(_converter("s2t").convert(text)),
    "half-width": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "full-width": lambda text: text.translate({n: n + 0xFEE0 for n in (*range(0x30, 0x3A), 0x25)}),
    "spaces about figures": spaced,
    "indented": lambda text: "".join(f"\u3000\u3000{line}" for line in text.splitlines(keepends=True)),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "invisible characters": lambda text: "\ufeff" + "\u200b".join(text.splitlines(keepends=True)),
    "marks of pages": with_page_marks,
    "marks of forums": lambda text: text.replace("\n", "* p/ {) b& x! R8 r( k\n"),
    "markup": tagged,
    "broken at a width": broken_at_a_width,
    "without line ends": joined,
    "spaces for line ends": lambda text: joined(text.replace("\n", " \n")),
    "bytes shifted": shifted,
    "cut off at the end": cut,
    "header of a site": lambda text: _HEADER + text,
    "foot of a site": lambda text: text + _FOOT,
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "spaces that do not break": lambda text: text.replace(" ", "\xa0"),
    "straight quotation marks": lambda text: text.replace("“", '"').replace("”", '"'),
    "tags for line ends": lambda text: text.replace("\n", "<br>\n"),
}
#: Those after which any document says what it said before, whatever shapes and noises it has already.
HARMLESS = (
    "traditional", "traditional of Taiwan", "romanised", "romanised twice", "romanised with tones", "romanised and traditional",
    "full-width", "line ends of another system", "invisible characters", "bytes shifted", "header of a site", "foot of a site",
    "spaces at line ends", "spaces that do not break", "straight quotation marks", "tags for line ends",
)  # fmt: skip
#: Those that leave the lines of a table alone.
TABLE_NOISES = (
    "none", "traditional", "traditional of Taiwan", "words of Taiwan", "romanised", "romanised twice", "romanised with tones",
    "romanised and traditional", "half-width", "full-width", "spaces about figures", "line ends of another system",
    "invisible characters",
)  # fmt: skip
