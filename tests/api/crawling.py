"""A walk over all pages of the site by their links, with what every one of them must hold to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

import httpx

__all__ = ["Page", "crawl", "read"]

#: Elements without an end.
VOID = {"br", "hr", "img", "input", "link", "meta"}
#: By these a page would make the browser fetch something.
FETCHED = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("form", "action")}


@dataclass
class Page(HTMLParser):
    """What a test needs to know of a page."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    tags: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.language = values["lang"]
        if tag == "a":
            self.links.append(values["href"])
        if tag == "label":
            self.labelled.add(values["for"])
        if tag in ("textarea", "select") or (tag == "input" and values.get("type") != "hidden"):
            self.fields.add(values["id"])
        if "id" in values:
            self.ids.append(values["id"])
        self.fetched += [values[name] for of, name in FETCHED if of == tag and name in values]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    return page


#: So many pages are asked for at once: the server makes one page while its worker looks up another.
_AT_ONCE = 4


async def _answers(
    client: httpx.AsyncClient, paths: list[str], root: str, language: str
) -> dict[str, httpx.Response]:
    """What the server answers to each of `paths`."""
    todo, answers = iter(paths), dict[str, httpx.Response]()

    async def go_on() -> None:
        for path in todo:
            assert path.startswith(root), path
            answers[path] = await client.get(
                path, headers={"accept": "text/html", "accept-language": language}
            )

    await asyncio.gather(*(go_on() for _ in range(_AT_ONCE)))
    return answers


async def crawl(client: httpx.AsyncClient, root: str, language: str) -> dict[str, Page]:
    """Every page that links lead to from the home page `root`, by path; all of them lie below it.

    Raises:
        AssertionError: a link leads nowhere, or a page is not as every page must be.
    """
    pages, wanted = dict[str, Page](), list[tuple[str, str, str]]()
    wave = [root]
    while wave:
        waiting: list[str] = []
        for path, answer in (await _answers(client, wave, root, language)).items():
            _look(path, answer, root, language, pages, wanted, waiting)
        wave = [p for p in dict.fromkeys(waiting) if p not in pages and not p.startswith(f"{root}openapi")]
    for path, target, anchor in wanted:
        assert target.startswith(root), f"{path}: {target}"
        if anchor and target in pages:
            assert anchor in pages[target].ids, f"{path}: {target}#{anchor}"
    return pages


def _look(
    path: str,
    answer: httpx.Response,
    root: str,
    language: str,
    pages: dict[str, Page],
    wanted: list[tuple[str, str, str]],
    waiting: list[str],
) -> None:
    """Holds one page to what every page must be, and notes where its links lead."""
    assert answer.status_code in (200, 303), path
    if "text/html" not in answer.headers.get("content-type", ""):
        pages[path] = Page()
        waiting += [answer.headers["location"]] if answer.status_code == 303 else []
        return
    page = pages[path] = read(answer.text)
    assert page.language == ("en" if language == "en" or "lang=en" in path else "zh-Hans"), path
    assert page.tags.count("h1") == 1, path
    assert not page.open, path
    assert len(page.ids) == len(set(page.ids)), path
    assert page.fields <= page.labelled, path
    assert all(one.startswith(root) and not one.startswith("//") for one in page.fetched), path
    for link in page.links:
        target, anchor = urldefrag(link)
        if link.startswith("http"):
            continue
        wanted.append((path, target or path, unquote(anchor)))
        # the language switch leads to the same pages again
        waiting += [target] if target and "lang=" not in target else []
