"""Marks of pages and strings that mean nothing, on lines of their own or wedged into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loaders.text import Edit, Text

__all__ = ["junk", "page_marks"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_DASHES = r"[—–―－\-_·•~]{1,3}"
_PAGE, _PAGES = r"第[ ]?\d{1,3}[ ]?页", r"共[ ]?\d{1,3}[ ]?页"
_OF_PAGES = rf"(?:{_PAGE}[ ]?[/／，,、]?[ ]?{_PAGES}|{_PAGES}[ ]?[/／，,、]?[ ]?{_PAGE})"
_PAGE_LINE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*(?:{_DASHES}[ ]*(?:第[ ]?)?\d{{1,3}}(?:[ ]?页)?[ ]*{_DASHES}"
    rf"|[（(]?(?:{_OF_PAGES}|{_PAGE})[）)]?"
    r"|(?:Page|PAGE|page|P\.)[ ]?\d{1,3}(?:[ ](?:of|/|-)[^\n]{0,40})?)[ \t]*(?:\n|$)"
)
_WEDGED = re.compile(
    rf"[ ]?(?:[—–―－]{{1,2}}[ ]?\d{{1,3}}[ ]?[—–―－]{{1,2}}|(?<![\dA-Za-z])-[ ]\d{{1,3}}[ ]-|{_OF_PAGES})"
    rf"[ ]?(?=[{_HAN}，。、；：“”（）《])"
)
_IS_PAGE = re.compile(r"[—–―－\-_·•~第][ ]?\d{1,3}[ ]?[—–―－\-_·•~页]")


_HEAD = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}[章节条部]|[一二三四五六七八九十]是|附件"
)


def page_marks(text: Text) -> Text:
    """Numbers of pages go: — 3 —, 第3页 共10页, Page 3, on lines of their own or within a sentence.

    The title goes with them where it stands above each page. A line that a page ended in the middle of goes on:
    its line end goes with the mark.
    """
    clean = text.clean
    if not _IS_PAGE.search(clean) and not any(name in clean for name in ("age ", "AGE ", "P.")):
        return text
    return text.edited(_page_edits(clean))


def _page_edits(clean: str) -> Iterator[Edit]:
    found = [*_PAGE_LINE.finditer(clean), *_WEDGED.finditer(clean)]
    titles = _first_lines(clean) if found else {}
    done = 0
    for m in sorted(found, key=re.Match.start):
        start, end = m.span()
        if start < done:
            continue
        if m.re is _WEDGED:
            if start == 0 or not (_goes_on(clean[start - 1]) or clean[start - 1] in "。；）"):
                continue
        else:
            end = _behind_running_head(clean, start, end, titles)
            start, end = _within_sentence(clean, start, end)
        yield start, end, ""
        done = end


#: A line that may stand above each page: at least so long, and no row of a table.
_RUNNING_HEAD = re.compile(r"(?!.{0,8}[序编]号)[^\n\t|。；\u2500-\u257f]{6,60}")

_NUMBER_OF_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,12}[〔［\[（]20\d\d[〕］\]）]\d{1,4}号")


def _first_lines(clean: str) -> dict[str, int]:
    """The first lines of a text, one of which is its title, that come again below; and how often."""
    first = {line.strip() for line in clean[:1500].split("\n", 12)[:12]}
    found = {
        line: clean.count(f"\n{line}\n", clean.find(line) + 1)
        for line in first
        if _RUNNING_HEAD.fullmatch(line)
    }
    return {line: count for line, count in found.items() if count}


def _behind_running_head(clean: str, start: int, end: int, titles: Mapping[str, int]) -> int:
    """Where the page begins below a mark: behind the title of the text, if that stands above each page.

    A title that comes once more is the text's own, below a notice, unless it breaks a sentence; the number of the
    document (云政办发〔2024〕6号) is printed once.
    """
    first = end
    while first < len(clean) and first - end < 8 and clean[first] in " \n":
        first += 1
    stop = clean.find("\n", first)
    again = titles.get(clean[first:stop].strip(), 0) if stop >= 0 else 0
    if not again:
        return end
    before = clean[max(0, start - 8) : start].rstrip()
    again += _NUMBER_OF_DOCUMENT.fullmatch(clean[first:stop].strip()) is not None
    return stop + 1 if again > 1 or (before and _goes_on(before[-1])) else end


def _goes_on(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character in "，、"


def _within_sentence(clean: str, start: int, end: int) -> tuple[int, int]:
    """The run to remove for a mark on its own line: with the line ends around it, where a sentence goes on."""
    a, b = start, end
    while a > 0 and start - a < 8 and clean[a - 1] in " \n":
        a -= 1
    while b < len(clean) and b - end < 8 and clean[b] in " \n":
        b += 1
    figure = clean[a - 1 : a].isdecimal() and clean[b : b + 1] in ("万", "亿", "%", "个")
    if a > 0 and b < len(clean) and (figure or _goes_on(clean[a - 1])) and "\u4e00" <= clean[b] <= "\u9fff":
        line = clean[max(clean.rfind("\n", 0, a), a - 400) + 1 : a]
        if (
            len(line) >= 20
            and "\t" not in line
            and "|" not in line
            and not _HEAD.match(clean, b)
            and (
                any(c in line for c in "，。；") or ("、" in line and line[0] == " " and clean[b - 1] == "\n")
            )
        ):
            return a, b
    return start, end


_JUNK = re.compile(
    r"(?:(?:^|(?<=[\n。；：？！，、]))(?P<lost>[?\ufffd]{1,40}(?=[^\s?”’）]))|@{2,}|(?<=[\u3000-\uffff])\?{3,}(?=[。；，、\n])"
    r"|(?<![0-9A-Za-z])(?=[0-9a-f]{0,15}?[a-f])(?=[a-f]{0,15}?\d)[0-9a-f]{16,64}(?![0-9A-Za-z]))"
)
_IS_HASH = re.compile("[0-9a-f][0-9a-f]{15}")
#: Words of one to three signs with spaces between, as forums hide them among the lines against copying: b& x! R8 r( k
_JAM = re.compile(r"(?<![!-~])[;,.:]?(?P<jam>[!-~]{1,3}(?:[ ][!-~]{1,3}){4,})(?![!-~])")
_IS_JAM = re.compile("[ ][!-~]{1,3}[ ][!-~]{1,3}[ ][!-~]{1,3}[ ]")
_MIXED = re.compile(
    r"(?<![!-~])(?:[A-Za-z][!-@\[-`{-~]|[!-@\[-`{-~][A-Za-z]|\d[!-/:-@\[-`{-~]|[!-/:-@\[-`{-~]\d)(?![!-~])"
)
_RARE = re.compile(r"[!-$&*<=>?@\\^_`{}~\[\]]|%(?!\d)")
#: Names of betting sites that spam puts in place of an office's: one or more joined by low lines, the last glued.
_SPAM = re.compile(
    r"(?:[\u4e00-\u9fff0-9A-Za-z]{2,24}_){1,6}[\u4e00-\u9fff0-9A-Za-z]{0,24}?(?:网址|官网|官方|网站|下载|入口|登[录陆]|注册|APP|app|平台|娱乐|体育|彩票|在线)+"
)
_BETTING = re.compile(r"bet|体育|娱乐|彩票|棋牌|博彩|真人|电竞")


def junk(text: Text) -> Text:
    """Strings go that mean nothing: @@, a question mark for a lost space, hashes, jams of forums, betting sites."""
    clean = text.clean
    edits: list[Edit] = []
    if "@@" in clean or "?" in clean or "\ufffd" in clean or _IS_HASH.search(clean):
        edits += ((*m.span(), "") for m in _JUNK.finditer(clean))
    if _IS_JAM.search(clean):
        edits += ((*m.span("jam"), "") for m in _JAM.finditer(clean) if _jams(m["jam"]))
    if "_" in clean:
        edits += ((*m.span(), "") for m in _SPAM.finditer(clean) if _BETTING.search(m[0]))
    if not edits:
        return text
    edits.sort()
    return text.edited(e for n, e in enumerate(edits) if n == 0 or e[0] >= edits[n - 1][1])


def _jams(words: str) -> bool:
    """Whether two of the words mix letters, digits and signs, and a sign stands among them that prose has not."""
    return _RARE.search(words) is not None and len(_MIXED.findall(words)) >= 2
