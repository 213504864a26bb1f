"""What of a web page is its article: the site around it (menus, links, share bars, footers) is taken out.

Nothing here knows a site. A block is of the site by its element (nav), by what its class is called (breadcrumb,
share), or since it is made of links; the article is the smallest block that holds nearly all sentences left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

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
#: What is called like a part of the site is none if it holds more of the sentences than this.
_LITTLE = 0.2
#: The article holds at least so much of them: a site may keep a notice and its plan in blocks side by side.
_NEARLY_ALL = 0.95
#: A block is made of links if at least so many are in it, with so much of its words.
_LINKS, _LINKED = 3, 0.6
_SENTENCES = re.compile(r".*[。；！？]", re.DOTALL)
_SITE_NAME = re.compile(
    r"(?:\s+[-|–—_]\s*|\s*[|_]\s*|(?<=[\u4e00-\u9fff）])-(?=[\u4e00-\u9fff])|\s*(?:::|>|»)).*", re.DOTALL
)
_OF_SITE = re.compile(r"网站|门户|首页|网$")


@dataclass(slots=True)
class _Weight:
    """What a block holds: characters, those of links, those of sentences, and how many links."""

    characters: int = 0
    linked: int = 0
    sentences: int = 0
    links: int = 0


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
    weights = _weighed(root, unread)
    whole = weights[root]
    unread |= {e for e, weight in weights.items() if e is not root and _is_of_site(e, weight, whole)}
    weights = _weighed(root, unread)
    found, whole = root, weights[root]
    while whole.sentences:
        inner = [c for c in found if c not in unread and c.tag in _HOLDERS]
        below = [c for c in inner if weights[c].sentences >= _NEARLY_ALL * whole.sentences]
        if not below:
            break
        found = below[0]
    return found, unread


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_of_site(element: HtmlElement, weight: _Weight, whole: _Weight) -> bool:
    if weight.sentences > _LITTLE * whole.sentences:
        return False
    if element.tag in _SITE:
        return True
    if element.tag not in _GROUPS and element.tag not in ("p", "span", "h2", "h3"):
        return False
    if weight.links >= _LINKS and weight.linked >= _LINKED * weight.characters:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return weight.characters <= _LITTLE * whole.characters and _NAMED.search(named) is not None


def _weighed(root: HtmlElement, unread: set[HtmlElement]) -> dict[HtmlElement, _Weight]:
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
                own.linked, own.links = own.characters, own.links + 1
        above = None if element is root else element.getparent()
        if above is not None:
            total = weights[above]
            total.characters += own.characters
            total.linked += own.linked
            total.sentences += own.sentences
            total.links += own.links
            _add(total, element.tail)
    return weights


def _add(weight: _Weight, text: str | None) -> None:
    if text and not text.isspace():
        weight.characters += len(text.strip())
        sentences = _SENTENCES.match(text)
        weight.sentences += len(sentences[0].strip()) if sentences else 0
