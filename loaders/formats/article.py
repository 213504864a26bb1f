"""What of a web page is its article: the site around it (menus, links, share bars, footers) is taken out.

Nothing here knows a site. A block is of the site by its element (nav), by what its class is called (breadcrumb,
share), or since it is made of links; the article is the smallest block that holds nearly all that is left of sentences,
numbered items and tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from loaders.formats.blocks import cells_of, layouts, table_rows

__all__ = ["article", "title_of"]

#: Elements that hold no text of a page, or none that is read.
_NO_TEXT = frozenset(
    ["script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "math", "audio",
     "video", "select", "button", "textarea", "input", "datalist", "map", "head", "rt", "rp"]
)  # fmt: skip
_SITE = frozenset(["nav", "footer", "aside", "header", "menu", "dialog"])
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menus?|bread\w*|crumbs?|position|location|dqwz|weizhi|b?d?share\w*|social\w*|foot\w*|"
    r"copyright\w*|header|top(?:bar|nav)|banner|logo|sidebar|side|related?\w*|xgwj|xgyd|xgjd|recommend\w*|hot\w*|"
    r"search\w*|login|tools?|toolbar|print\w*|qrcode|ewm|erweima|weixin|wechat|ads?|advert\w*|comments?|pager|"
    r"pagination|prev\w*|next\w*|friend\w*|youlian|links?|linklist|languages?|accessib\w*|wza|sr-only)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GROUPS = frozenset(["div", "ul", "ol", "dl", "table", "section", "td", "form", "center"])
#: Blocks that may hold the article; a table is one only as part of a page that it arranges.
_HOLDERS = frozenset(
    ["body", "main", "article", "div", "section", "td", "tr", "tbody", "table", "form", "center"]
)
#: What is called like a part of the site is none if it holds more of the text than this.
_LITTLE = 0.2
#: The article holds at least so much of it: a site may keep a notice and its plan in blocks side by side.
_NEARLY_ALL = 0.95
#: A block is made of links if at least so many are in it, with so much of its words.
_LINKS, _LINKED = 3, 0.6
_SENTENCES = re.compile(r".*[。；！？]", re.DOTALL)
#: An item of a list in print, or a note of units: text also without a full stop.
_ITEM = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.、．](?!\d)).{4}|.{0,200}[（(〔\[].{0,80}(?:单位[：:]|牵头|负责)",
    re.DOTALL,
)
#: What the table says that a site sets beside a document.
_INDEX = re.compile(r"索\s*引\s*号|有\s*效\s*性|信息分类|主题分类|成文日期|发布日期|发文机[关构]")
#: A table that is text of its own, and not beside one, has so many rows.
_ROWS = 3
_SITE_NAME = re.compile(
    r"(?:\s+[-|–—_]\s*|\s*[|_]\s*|(?<=[\u4e00-\u9fff）])-(?=[\u4e00-\u9fff])|\s*(?:::|>|»)).*", re.DOTALL
)
_OF_SITE = re.compile(r"网站|门户|首页|网$")


@dataclass(slots=True)
class _Weight:
    """What a block holds: characters, those of links, of sentences, of items and tables without, and how many links."""

    characters: int = 0
    linked: int = 0
    sentences: int = 0
    items: int = 0
    links: int = 0

    @property
    def text(self) -> int:
        """How much of it is text as plans have it, and no name of anything."""
        return self.sentences + self.items


def title_of(root: HtmlElement) -> str:
    """The title of a page: the one that it states for its article, its first heading, else that of its window."""
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        stated.setdefault(name, _words(meta.get("content") or ""))
    headings = (_words(h.text_content()) for h in root.iter("h1"))
    heading = next((h for h in headings if len(h) > 4), "")
    window = next((_words(t.text_content()) for t in root.iter("title")), "")
    window = _SITE_NAME.sub("", window)
    found = stated.get("articletitle") or heading or stated.get("og:title") or window
    return "" if _OF_SITE.search(found) else found


def _words(text: str) -> str:
    return " ".join(text.split())


def article(root: HtmlElement) -> tuple[HtmlElement, set[HtmlElement]]:
    """The block of a page that is its article, and the elements in it that are not to be read."""
    unread = {e for e in root.iter() if e.tag in _NO_TEXT or _is_hidden(e)}
    data = _tables_of_data(root)
    weights = _weighed(root, unread, data)
    whole = weights[root]
    unread |= {e for e, weight in weights.items() if e is not root and _is_of_site(e, weight, whole)}
    weights = _weighed(root, unread, data)
    found, whole = root, weights[root]
    while whole.text:
        inner = [c for c in found if c not in unread and c not in data and c.tag in _HOLDERS]
        below = [c for c in inner if weights[c].text >= _NEARLY_ALL * whole.text]
        if not below:
            break
        found = below[0]
    return found, unread


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_of_site(element: HtmlElement, weight: _Weight, whole: _Weight) -> bool:
    if weight.text > _LITTLE * whole.text:
        return False
    if element.tag in _SITE:
        return True
    if element.tag not in _GROUPS and element.tag not in ("p", "span", "h2", "h3"):
        return False
    if weight.links >= _LINKS and weight.linked >= _LINKED * weight.characters:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return weight.characters <= _LITTLE * whole.characters and _NAMED.search(named) is not None


def _tables_of_data(root: HtmlElement) -> set[HtmlElement]:
    """The tables whose cells are text of the article: none that arranges the page, or says what a site says of it."""
    found: set[HtmlElement] = set()
    arranging = layouts(root)
    for table in root.iter("table"):
        rows = table_rows(table)
        if table not in arranging and len(rows) >= _ROWS:
            head = " ".join(_words(cell.text_content()) for row in rows[:_ROWS] for cell in cells_of(row))
            if not _INDEX.search(head):
                found.add(table)
    return found


def _weighed(
    root: HtmlElement, unread: set[HtmlElement], data: set[HtmlElement]
) -> dict[HtmlElement, _Weight]:
    """The weights of all elements, each the sum of what is below it; the unread ones weigh nothing."""
    elements = list(root.iter())
    weights = {element: _Weight() for element in elements}
    for element in reversed(elements):
        own = weights[element]
        if element in unread:
            own = weights[element] = _Weight()
        else:
            _add(own, element.text)
            if element.tag == "a":
                own.linked, own.links, own.items = own.characters, own.links + 1, 0
            elif element in data:
                own.items = max(own.characters - own.linked - own.sentences, 0)
        above = None if element is root else element.getparent()
        if above is not None:
            total = weights[above]
            total.characters += own.characters
            total.linked += own.linked
            total.sentences += own.sentences
            total.items += own.items
            total.links += own.links
            _add(total, element.tail)
    return weights


def _add(weight: _Weight, text: str | None) -> None:
    if text and not text.isspace():
        weight.characters += len(text.strip())
        sentences = _SENTENCES.match(text)
        if sentences:
            weight.sentences += len(sentences[0].strip())
        elif _ITEM.match(text):
            weight.items += len(text.strip())
