"""The numbers that Word prints before paragraphs: made by list styles, nowhere in the text.

ECMA-376 part 1, 17.9 (Numbering). A paragraph belongs to an instance of a list at a level; the instance refers to
an abstract list whose levels say how to count, and may override some of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element

from loaders.formats.numerals import numeral

__all__ = ["Numbering", "Style", "children", "first", "local", "styles", "value"]

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
#: How many styles a style may be based on, one on another: a ring of them must end.
_DEPTH = 20


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def local(element: _Element) -> str:
    """The name of an element without its namespace (the strict variant of the format has another); "" for a comment."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute of an element, by its name without the namespace."""
    if element is not None:
        for key, said in element.items():
            if _bare(key) == name:
                return said
    return None


def children(element: _Element | None, name: str, *below: str) -> list[_Element]:
    """The elements of a name in an element, whatever their namespace; or those at the end of a path of names."""
    if element is None:
        return []
    found = list(element.iterchildren(f"{{*}}{name}"))
    return [inner for child in found for inner in children(child, *below)] if below else found


def first(element: _Element | None, name: str, *below: str) -> _Element | None:
    """The first of `children`."""
    if element is None:
        return None
    if below:
        return next(iter(children(element, name, *below)), None)
    return next(element.iterchildren(f"{{*}}{name}"), None)


def _integer(said: str | None) -> int | None:
    return int(said) if said is not None and re.fullmatch(r"-?\d{1,9}", said) else None


@dataclass(frozen=True, slots=True)
class Style:
    """What of a paragraph style matters here: its name, and the list that its paragraphs belong to."""

    name: str
    list_id: str | None = None
    level: int | None = None


def styles(root: _Element | None) -> tuple[dict[str, Style], str | None]:
    """The paragraph styles by id, with what they inherit, and the id of the default one."""
    elements = {value(e, "styleId") or "": e for e in children(root, "style")}
    default = next(
        (i for i, e in elements.items() if value(e, "type") == "paragraph" and value(e, "default") in ("1", "true")),
        None,
    )  # fmt: skip
    own: dict[str, tuple[str | None, int | None, str]] = {}
    for name, element in elements.items():
        given = first(element, "pPr", "numPr")
        list_id, level = value(first(given, "numId")), _integer(value(first(given, "ilvl")))
        own[name] = list_id, level, value(first(element, "basedOn")) or ""
    found: dict[str, Style] = {}
    for name, element in elements.items():
        list_id, level, above = own[name]
        for _ in range(_DEPTH - 1):
            if above not in own:
                break
            other_id, other_level, above = own[above]
            list_id = list_id or other_id
            level = level if level is not None else other_level
        found[name] = Style((value(first(element, "name")) or "").lower(), list_id, level)
    return found, default


@dataclass(slots=True)
class _Level:
    """How a level of a list counts and prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = "tab"
    #: The level (from 1) after which this one starts anew; None for any higher one, 0 for none.
    restart: int | None = None
    arabic: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """An instance of a list: the abstract list whose count it shares, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document: the labels of its paragraphs, asked for in their order."""

    def __init__(self, root: _Element | None, known: dict[str, Style]) -> None:
        """`root` is the numbering part, `known` the paragraph styles."""
        self._styles = known
        abstracts = {value(a, "abstractNumId") or "": a for a in children(root, "abstractNum")}
        numbers = {
            value(n, "numId") or "": value(first(n, "abstractNumId")) or "" for n in children(root, "num")
        }
        levels = {i: _levels(self._definition(i, abstracts, numbers)) for i in abstracts}
        self._lists: dict[str, _List] = {}
        for n in children(root, "num"):
            abstract = value(first(n, "abstractNumId")) or ""
            one = _List(abstract, dict(levels.get(abstract, {})))
            for override in children(n, "lvlOverride"):
                level = _integer(value(override, "ilvl")) or 0
                if (own := first(override, "lvl")) is not None:
                    one.levels[level] = _level(own)
                if (start := _integer(value(first(override, "startOverride")))) is not None:
                    one.starts[level] = start
            self._lists[value(n, "numId") or ""] = one
        self._counts: dict[str, list[int | None]] = {}

    def _definition(
        self, abstract: str, abstracts: dict[str, _Element], numbers: dict[str, str]
    ) -> _Element | None:
        """The element with the levels of an abstract list, which may stand in the one of a list style (17.9.21)."""
        element = abstracts.get(abstract)
        for _ in range(_DEPTH):
            link = value(first(element, "numStyleLink"))
            style = self._styles.get(link or "")
            if style is None or style.list_id is None:
                break
            element = abstracts.get(numbers.get(style.list_id, ""))
        return element

    def label(self, paragraph: _Element | None, style: str | None) -> str:
        """What is printed before a paragraph, given its properties (pPr) and style; counts on."""
        own = first(paragraph, "numPr")
        inherited = self._styles.get(style or "")
        list_id = value(first(own, "numId")) or (inherited.list_id if inherited else None)
        one = self._lists.get(list_id or "")
        if one is None:  # no list, or numId 0: taken out of the one of its style
            return ""
        level = _integer(value(first(own, "ilvl")))
        if level is None and (level := inherited.level if inherited else None) is None:
            level = next((n for n, lvl in one.levels.items() if style and lvl.style == style), 0)
        return self._next(one, min(max(level, 0), _LEVELS - 1))

    def _next(self, one: _List, level: int) -> str:
        counts = self._counts.setdefault(one.abstract, [None] * _LEVELS)
        lvl = one.levels.get(level, _Level())
        if (start := one.starts.pop(level, None)) is not None:
            counts[level] = start
        else:
            last = counts[level]
            counts[level] = lvl.start if last is None else last + 1
        for deeper in range(level + 1, _LEVELS):
            restart = one.levels.get(deeper, _Level()).restart
            if restart is None or level < restart:
                counts[deeper] = None
        return self._printed(one, lvl, counts)

    @staticmethod
    def _printed(one: _List, lvl: _Level, counts: list[int | None]) -> str:
        if lvl.form == "bullet":  # a mark, often from a font of symbols: no word of the text
            return ""

        def number(m: re.Match[str]) -> str:
            n = int(m[1]) - 1
            other = one.levels.get(n, _Level())
            count = counts[n]
            return numeral(other.start if count is None else count, "decimal" if lvl.arabic else other.form)

        words = _PLACEHOLDER.sub(number, lvl.text)
        # a tab would be read as the end of a cell
        return words if not words or lvl.after == "nothing" else f"{words} "


def _levels(abstract: _Element | None) -> dict[int, _Level]:
    return {_integer(value(e, "ilvl")) or 0: _level(e) for e in children(abstract, "lvl")}


def _level(element: _Element) -> _Level:
    start = _integer(value(first(element, "start")))
    legal = first(element, "isLgl")
    return _Level(
        start=0 if start is None else start,  # 17.9.25: zero where it is not given
        form=value(first(element, "numFmt")) or "decimal",
        text=value(first(element, "lvlText")) or "",
        after=value(first(element, "suff")) or "tab",
        restart=_integer(value(first(element, "lvlRestart"))),
        arabic=legal is not None and value(legal) not in ("0", "false", "off"),
        style=value(first(element, "pStyle")),
    )
