"""The one place that makes IRIs: deterministic, readable, ASCII, the same on every machine.

The forms are those of the published model: `{base}id/plan/{slug}`, `{plan}/measure/{ordinal}`,
`{base}id/agency/{jurisdiction code}-{pinyin}` and so on. Of two names with one slug the one that the registry
lists takes a short hash of the name, so that no IRI depends on which other documents are loaded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ontology.registry import homophones
from ontology.spelling import spelt
from ontology.terms import DEFAULT_BASE

__all__ = ["Namer", "name_hash", "slug"]

_LONGEST = 96


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """`name` as its IRI has it: 省大数据局 is sheng-da-shu-ju-ju (`ontology.spelling`).

    A name that the registry lists because another is spelt like it ends in a hash of the name, and so does one of more
    than 96 characters, which is cut.
    """
    text = spelt(name)
    if len(text) > _LONGEST:
        return _hashed(text[:_LONGEST].rstrip("-."), name)
    if not text:
        return name_hash(name)
    return _hashed(text, name) if name in homophones() else text


def name_hash(name: str) -> str:
    """A short hash of a name, which tells it from another that is spelt alike."""
    return hashlib.sha256(unicodedata.normalize("NFKC", name).encode("utf-8")).hexdigest()[:8]


def _hashed(text: str, name: str) -> str:
    return f"{text}-{name_hash(name)}"


@dataclass(frozen=True, slots=True)
class Namer:
    """Makes the IRIs of records under `base`, which ends in a slash."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[\x21-\x7e]+/", self.base) or re.search(r'[<>"{}|\\^`]', self.base):
            raise ValueError(f"the base IRI must be http(s), ASCII and end in a slash: {self.base!r}")

    def plan(self, title: str, *unsaid: str) -> str:
        """A plan by its title and by what that leaves unsaid: its area's code, its issuer, its date; "" is nothing."""
        return "-".join([f"{self.base}id/plan/{slug(title)}", *filter(None, unsaid)])

    def document(self, stem: str, sha256: str) -> str:
        """A document by the stem of its file name and the hash of its bytes."""
        return f"{self.base}id/document/{self.document_slug(stem, sha256)}"

    @staticmethod
    def document_slug(stem: str, sha256: str) -> str:
        """The last part of a document's IRI, also the name of its graph."""
        return f"{slug(stem)}-{sha256[:8]}"

    def document_graph(self, document: str) -> str:
        """The named graph of the document whose IRI is `document`."""
        return f"{self.base}graph/document/{document.rsplit('/', 1)[1]}"

    def graph(self, name: str) -> str:
        """A graph that is not a document's: catalogue, registry, ontology, links or inferred."""
        return f"{self.base}graph/{name}"

    def part(self, owner: str, kind: str, number: int | str) -> str:
        """A part of `owner`: its section, measure, clause, target, schedule, assignment or note."""
        return f"{owner}/{kind}/{number}"

    def dataset(self) -> str:
        """The data set as a whole, as its description (VoID) names it."""
        return f"{self.base}void#dataset"

    def metric(self, name: str) -> str:
        """What is measured of the reader, by its English name: recall of whole targets."""
        return f"{self.base}id/metric/{slug(name)}"

    def measurement(self, name: str) -> str:
        """What a metric came to, by the English names of the metric and of the documents measured on."""
        return f"{self.base}id/measurement/{slug(name)}"

    def gold_reading(self, stem: str, sha256: str) -> str:
        """The reading by hand of the document with that stem and hash."""
        return f"{self.base}id/gold/{self.document_slug(stem, sha256)}"

    def agency(self, jurisdiction: str, name: str) -> str:
        """An agency by the code of its jurisdiction and its name without the name of the area."""
        return f"{self.base}id/agency/{jurisdiction}-{slug(name)}"

    @staticmethod
    def apart(iri: str, name: str) -> str:
        """What is called `name`, where the IRI that its name makes is another's in the same text."""
        return f"{iri}-{name_hash(name)}"

    def region(self, code: str) -> str:
        """A region by its GB/T 2260 code."""
        return f"{self.base}id/region/{code}"

    def zone(self, parent: str, name: str) -> str:
        """A region that the standard has no code for, by the code of what it lies in."""
        return f"{self.base}id/region/{parent}-{slug(name)}"

    def project(self, name: str) -> str:
        """A project by its name."""
        return f"{self.base}id/project/{slug(name)}"

    def indicator(self, name: str) -> str:
        """An indicator by its name."""
        return f"{self.base}id/indicator/{slug(name)}"
