"""RDF terms as people see them on a page: words instead of IRIs, and links that stay on this site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from api.languages import Words
from api.negotiation import HTML
from api.resources.alternates import path_of
from api.visit import Visit
from api.vocabulary import Vocabulary
from graph.store import Term
from ontology.terms import PREFIXES, curie

__all__ = ["Cell", "Display"]

_XSD = PREFIXES["xsd"]
#: Datatypes that go without saying.
_PLAIN = {_XSD + name for name in ("string", "integer", "decimal", "date", "gYear", "gYearMonth")}
#: How dates are written in Chinese, no more precise than they are: 2025年, 2025年6月, 2025年6月30日.
_DATE = re.compile(r"(-?[0-9]{4,})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATES = {_XSD + name for name in ("date", "gYear", "gYearMonth")}
_HAN = re.compile(r"[\u3400-\u9fff]")
#: The named graphs that are not a document's, by the end of their names.
_GRAPHS = {
    "catalogue": Words("文件目录", "the catalogue of documents"),
    "registry": Words("机构和地区登记册", "the registry of agencies and regions"),
    "ontology": Words("本体", "the ontology"),
    "links": Words("文件之间的联系", "links between documents"),
    "inferred": Words("由本体推出的陈述", "what follows by the ontology"),
    "quality": Words("读取质量", "how well documents are read"),
}
#: Data sets that identifiers of ours lead to, each with what it is called.
_OTHERS = {
    "http://www.wikidata.org/entity/": "Wikidata",
    "https://sws.geonames.org/": "GeoNames",
    "http://qudt.org/vocab/unit/": "QUDT",
}
_BOOLEANS = {"true": Words("是", "yes"), "false": Words("否", "no")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One term: its `text`, where it links, the short form of its IRI or datatype.

    `language` is the tag of the text where it is not that of the page.
    """

    text: str
    href: str = ""
    short: str = ""
    language: str = ""
    mark: str = ""
    term: bool = False

    @property
    def outside(self) -> bool:
        """Whether the link leads to another site."""
        return self.href.startswith(("http:", "https:"))

    @property
    def curie(self) -> str:
        """The short form of the IRI of a term of a vocabulary, where it says more than the text."""
        return self.short if self.term and self.short != self.text else ""


class Display:
    """Shows terms to one visitor: `base` is that of the data, `labels` what resources are called."""

    def __init__(
        self, visit: Visit, vocabulary: Vocabulary, base: str, labels: Mapping[str, str] | None = None
    ) -> None:
        self._visit, self._vocabulary, self._base = visit, vocabulary, base
        self.labels = labels or {}

    def said(self, words: Words) -> str:
        """The words in the language of the visitor."""
        return words.said(self._visit.language)

    def href(self, iri: str) -> str:
        """Where the page of `iri` is: on this site for all that it describes, else at the IRI itself."""
        for prefix, path in (("cp", "/ontology"), ("cpf", "/function"), ("cps", "/shapes")):
            if iri.startswith(PREFIXES[prefix]):
                return self._visit.link(path, anchor=iri[len(PREFIXES[prefix]) :])
        if iri.startswith(self._base + "id/"):
            return self._visit.link(path_of(iri, self._base, HTML, negotiated=True))
        if iri.startswith(self._base):
            return self._visit.link("/" + iri[len(self._base) :])
        return iri if iri.startswith(("http://", "https://")) else ""

    def short(self, iri: str) -> str:
        """`iri` in short: by the project's prefixes, or from the base on."""
        known = curie(iri)
        return iri[len(self._base) :] if known == iri and iri.startswith(self._base) else known

    def name(self, iri: str) -> str:
        """What `iri` is called: its label, or its short form where it has none."""
        known = self._vocabulary.label(iri, self._visit.language)
        return known or self.labels.get(iri) or self._graph(iri) or _elsewhere(iri) or self.short(iri)

    def _graph(self, iri: str) -> str:
        """What a named graph is called: by what it holds, or after its document."""
        name = iri.removeprefix(self._base + "graph/")
        if name in _GRAPHS:
            return self.said(_GRAPHS[name])
        return self.labels.get(f"{self._base}id/{name}", "") if name.startswith("document/") else ""

    def resource(self, iri: str, mark: str = "") -> Cell:
        """A resource under its name."""
        name, short = self.name(iri), self.short(iri)
        return Cell(name, self.href(iri), short, self.tongue(name), mark, self._vocabulary.has(iri))

    def named(self, name: str, iri: str) -> Cell:
        """A resource under a name that is known already."""
        return Cell(name, self.href(iri), self.short(iri), self.tongue(name))

    def tongue(self, text: str) -> str:
        """The language tag of a text in which Chinese stands within a page of another language, else ""."""
        return "zh-Hans" if self._visit.language != "zh" and _HAN.search(text) else ""

    def cell(self, term: Term | None, mark: str = "") -> Cell:
        """Any term, a resource under its name."""
        if isinstance(term, ox.NamedNode):
            return self.resource(term.value, mark)
        if isinstance(term, ox.Literal):
            return self._literal(term, mark)
        return Cell("" if term is None else str(term), mark=mark)

    def column(self, name: str) -> str:
        """A variable of a query as the heading of a column: the label of the term that it is named after, or ""."""
        first, *others = name.split("_")
        camel = first + "".join(word.capitalize() for word in others)
        for term in (camel[:1].upper() + camel[1:], camel):
            label = self._vocabulary.label(PREFIXES["cp"] + term, self._visit.language)
            if label is not None:
                return label
        return ""

    def plain(self, term: Term | None) -> Cell:
        """Any term, a resource under its IRI in short, a date as it is: for the rows of a query's result."""
        if isinstance(term, ox.NamedNode):
            return Cell(self.short(term.value), self.href(term.value))
        if isinstance(term, ox.Literal) and term.datatype.value in _DATES:
            return Cell(term.value)
        return self.cell(term)

    def _literal(self, term: ox.Literal, mark: str) -> Cell:
        if term.language is not None:
            tag = "zh-Hans" if term.language.lower().startswith("zh") else term.language
            return Cell(term.value, language=tag, mark=mark)
        datatype = term.datatype.value
        if datatype == _XSD + "boolean" and term.value in _BOOLEANS:
            return Cell(self.said(_BOOLEANS[term.value]), mark=mark)
        text, short = term.value, "" if datatype in _PLAIN else curie(datatype)
        if datatype in _DATES and self._visit.language == "zh":
            text = _chinese_date(text)
        return Cell(text, short=short, language=self.tongue(text), mark=mark)


def _chinese_date(text: str) -> str:
    parts = _DATE.fullmatch(text)
    if parts is None:  # a time zone, which nothing here has
        return text
    return "".join(
        f"{int(part) if unit != '年' else part}{unit}"
        for part, unit in zip(parts.groups(), "年月日", strict=True)
        if part
    )


def _elsewhere(iri: str) -> str:
    """What a resource of another data set is called: after that, and its identifier there; "" if it is none."""
    for space, name in _OTHERS.items():
        if iri.startswith(space) and iri != space:
            return f"{name} {iri.removeprefix(space).rstrip('/')}"
    return ""
