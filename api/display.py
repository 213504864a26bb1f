"""RDF terms as people see them on a page: words instead of IRIs, and links that stay on this site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from api.alternates import path_of
from api.languages import Words
from api.negotiation import HTML
from api.visit import Visit
from api.vocabulary import Vocabulary
from graph.store import Term
from ontology.terms import PREFIXES, curie

__all__ = ["Cell", "Display"]

_XSD = PREFIXES["xsd"]
#: Datatypes that go without saying.
_PLAIN = {_XSD + name for name in ("string", "integer", "decimal", "date", "gYear", "gYearMonth")}
_BOOLEANS = {"true": Words("是", "yes"), "false": Words("否", "no")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One term: its `text`, where it links, the short form of its IRI or datatype, its language tag."""

    text: str
    href: str = ""
    short: str = ""
    language: str = ""
    mark: str = ""

    @property
    def outside(self) -> bool:
        """Whether the link leads to another site."""
        return self.href.startswith(("http:", "https:"))


class Display:
    """Shows terms to one visitor: `base` is that of the data, `labels` what resources are called."""

    def __init__(
        self, visit: Visit, vocabulary: Vocabulary, base: str, labels: Mapping[str, str] | None = None
    ) -> None:
        self._visit, self._vocabulary, self._base = visit, vocabulary, base
        self.labels = labels or {}

    def href(self, iri: str) -> str:
        """Where the page of `iri` is: on this site for all that it describes, else at the IRI itself."""
        for prefix, path in (("cp", "/ontology"), ("cps", "/shapes")):
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
        return known or self.labels.get(iri) or self.short(iri)

    def resource(self, iri: str, mark: str = "") -> Cell:
        """A resource under its name."""
        return Cell(self.name(iri), self.href(iri), self.short(iri), mark=mark)

    def cell(self, term: Term | None, mark: str = "") -> Cell:
        """Any term, a resource under its name."""
        if isinstance(term, ox.NamedNode):
            return self.resource(term.value, mark)
        if isinstance(term, ox.Literal):
            return self._literal(term, mark)
        return Cell("" if term is None else str(term), mark=mark)

    def column(self, name: str) -> str:
        """A variable of a query as the heading of a column: the label of the term that it is named after."""
        first, *others = name.split("_")
        camel = first + "".join(word.capitalize() for word in others)
        for term in (camel[:1].upper() + camel[1:], camel):
            label = self._vocabulary.label(PREFIXES["cp"] + term, self._visit.language)
            if label is not None:
                return label
        return name.replace("_", " ")

    def plain(self, term: Term | None) -> Cell:
        """Any term, a resource under its IRI in short: for the rows of a query's result."""
        if isinstance(term, ox.NamedNode):
            return Cell(self.short(term.value), self.href(term.value))
        return self.cell(term)

    def _literal(self, term: ox.Literal, mark: str) -> Cell:
        if term.language is not None:
            tag = "zh-Hans" if term.language.lower().startswith("zh") else term.language
            return Cell(term.value, language=tag, mark=mark)
        datatype = term.datatype.value
        if datatype == _XSD + "boolean" and term.value in _BOOLEANS:
            return Cell(_BOOLEANS[term.value].said(self._visit.language), mark=mark)
        return Cell(term.value, short="" if datatype in _PLAIN else curie(datatype), mark=mark)
