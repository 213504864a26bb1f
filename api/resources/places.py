"""Places in documents as pages show them: the words with what stands around them, and the document itself."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from api.asking import rows
from api.display import Cell, Display
from api.errors import Problem
from api.languages import Words
from api.negotiation import HTML
from api.resources.alternates import path_of
from api.resources.description import Evidence, Statement
from api.resources.passage import Extract, Part, Texts
from api.visit import Visit
from api.workers.lease import Lease
from ontology.terms import CP, PREFIXES

__all__ = ["Place", "Places", "Shown", "shown_text", "surroundings"]

#: Characters of the line around a short passage, and around a span on its own page.
_NEAR, _WIDE = 24, 80
#: A passage longer than this needs no surroundings to be understood.
_SHORT = 30
_START, _END = PREFIXES["oa"] + "start", PREFIXES["oa"] + "end"


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a document: `where` in words, `href` where it is marked in the text, `span` its own page.

    `words` are the same characters cleaned, where that changes them.
    """

    extract: Extract
    words: str
    document: Cell
    where: str
    href: str
    span: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a document's text on its page; `where` says where in the file what is marked stands.

    `previous` and `next` are the addresses of the neighbouring parts, or "".
    """

    part: Part
    where: str
    previous: str
    next: str


class Places:
    """Puts places into words and links for one page."""

    def __init__(self, visit: Visit, display: Display, texts: Texts, base: str) -> None:
        self.visit, self._display, self.texts, self._base = visit, display, texts, base

    def extract(self, one: Evidence, around: int = _NEAR) -> Place:
        """The words of a place; short ones with what stands around them."""
        wide = around if len(one.words) <= _SHORT or around > _NEAR else 0
        found = self.texts.extract(one.source, one.start, one.end, wide)
        # a document that this generation does not keep: the words that the store has
        extract = found or Extract("", one.words, "", one.start, one.end)
        path = path_of(one.source, self._base, HTML, negotiated=True)
        href = self.visit.link(path, {"start": one.start, "end": one.end}, "span")
        document = self._display.resource(one.source)
        words = one.words if one.words != extract.marked else ""
        return Place(extract, words, document, self.where(one), href, self._display.href(one.span))

    def where(self, one: Evidence) -> str:
        """Where a passage stands: its characters, and page, paragraph or cell where the format has them."""
        said = [_characters(one.start + 1, one.end)]
        if one.page:
            said.append(Words(f"第 {one.page} 页", f"page {one.page}"))
        if one.paragraph:
            said.append(Words(f"第 {one.paragraph} 段", f"paragraph {one.paragraph}"))
        if one.cell:
            said.append(Words(f"单元格 {one.cell}", f"cell {one.cell}"))
        return " · ".join(map(self._display.said, said))


def _characters(first: int, last: int) -> Words:
    """The characters as people count them: from 1, the last one with them."""
    if first == last:
        return Words(f"第 {first} 字", f"character {first}")
    return Words(f"第 {first}–{last} 字", f"characters {first}–{last}")


def surroundings(places: Places, iri: str, facts: list[Statement]) -> Place | None:
    """The words of the span `iri` with what stands around them; None for what is no span."""
    values = {fact.predicate: fact.value for fact in facts}
    source = values.get(CP.source)
    if not isinstance(source, ox.NamedNode) or _START not in values or _END not in values:
        return None

    def text(predicate: str) -> str:
        value = values.get(predicate)
        return value.value if isinstance(value, ox.Literal) else ""

    start, end = int(text(_START)), int(text(_END))
    rest = (text(name) for name in (CP.words, CP.page, CP.paragraph, CP.cell))
    return places.extract(Evidence(iri, source.value, start, end, *rest), _WIDE)


async def shown_text(places: Places, lease: Lease, iri: str) -> Shown | None:
    """A part of a document's text; None for what is no document.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
        Problem: the parameters of the address name no place in the document.
    """
    if places.texts.of(iri) is None:
        return None
    visit = places.visit
    try:
        start, end = (int(visit.first(name) or 0) for name in ("start", "end"))
        part = places.texts.part(iri, start, end, max(1, int(visit.first("part", "1"))))
    except ValueError as error:
        raise Problem(
            "unusable-parameter",
            Words(
                "start 和 end 应为文中的字符位置，start 小于 end；part 是第几部分。",
                "start and end are places of characters in the text, start before end; part is a number.",
            ),
        ) from error
    assert part is not None  # the document is known
    where = ""
    if end:
        found = await rows(
            lease,
            "SELECT ?page ?paragraph ?cell {"
            f" BIND(<{iri}/span/{start}-{end}> AS ?span)"
            " OPTIONAL { ?span cp:page ?page } OPTIONAL { ?span cp:paragraph ?paragraph }"
            " OPTIONAL { ?span cp:cell ?cell } } LIMIT 1",
        )
        numbers = [t.value if isinstance(t, ox.Literal) else "" for t in (found[0] if found else ())]
        where = places.where(Evidence("", iri, start, end, "", *(numbers or ["", "", ""])))
    around = [
        visit.link(visit.path, {"part": n}, "text") if 1 <= n <= part.total else ""
        for n in (part.number - 1, part.number + 1)
    ]
    return Shown(part, where, *around)
