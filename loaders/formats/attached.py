"""What a web page hangs on its article instead of writing it there: files to download, frames and pictures of text.

None of it is fetched. It is named, so that "not in the text" is told from "perhaps in what was not read".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import iterwalk
from lxml.html import HtmlElement

__all__ = ["left_out"]

_DOCUMENT = re.compile(
    r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|csv|pptx?|zip|rar|7z|ceb)\s*(?:[?#（(\[]|\Z)", re.IGNORECASE
)
#: Pictures that belong to the page and not to its text.
_SIGN = re.compile(r"icon|logo|ewm|qr|code|wx|weixin|share|button|btn|/ico|spacer|blank|\.svg", re.IGNORECASE)
_SMALL = 300
_LENGTH = re.compile(r"width\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_MOST_NAMED = 20


def left_out(root: HtmlElement, article: HtmlElement, unread: set[HtmlElement]) -> Iterator[str]:
    """What of a page is not in its text, each in a sentence: attachments, embedded files, pictures.

    Attachments may stand anywhere but in the site's own parts (`unread`), the others in the article.
    """
    names = list(dict.fromkeys(_attachments(root, unread)))
    for name in names[:_MOST_NAMED]:
        yield f"网页的附件“{name}”没有读取，其中的内容须另行读取"
    if len(names) > _MOST_NAMED:
        yield f"网页另有{len(names) - _MOST_NAMED}个附件没有读取"
    frames, pictures = 0, 0
    for element in article.iter("iframe", "embed", "object", "img"):
        if element.tag != "img":
            frames += _DOCUMENT.search(element.get("src") or element.get("data") or "") is not None
        else:
            pictures += _is_of_text(element)
    if frames:
        yield f"网页正文中有{frames}个嵌入的文件，没有读取"
    if pictures:
        yield f"网页正文中有{pictures}幅图片，图片中的文字没有读取"


def _attachments(root: HtmlElement, unread: set[HtmlElement]) -> Iterator[str]:
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        if element in unread:
            walk.skip_subtree()
        elif element.tag == "a":
            words = " ".join(element.text_content().split())
            place = (element.get("href") or "").split("?")[0]
            if _DOCUMENT.search(words) or _DOCUMENT.search(place):
                yield (words or place.rsplit("/", 1)[-1])[:80]
            walk.skip_subtree()


def _is_of_text(picture: HtmlElement) -> bool:
    """Whether a picture may be one of text: it stands alone, is no sign of the site, and not small."""
    above = picture.getparent()
    if above is None or above.tag == "a" or _SIGN.search(picture.get("src") or ""):
        return False
    said = _LENGTH.search(picture.get("style") or "")
    width = said[1] if said else (picture.get("width") or "").removesuffix("px")
    if width.isdecimal() and int(width) < _SMALL:
        return False
    return not (above.text or "").strip() and not (picture.tail or "").strip()
