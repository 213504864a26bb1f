"""Web pages: a template, a visitor and values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2

from api.languages import Words
from api.visit import Visit
from ontology.terms import curie
from ontology.version import VERSION

__all__ = ["Pages"]

#: What the serialisations are called, by the names that people type.
_CALLED = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
    "nquads": "N-Quads",
    "trig": "TriG",
    "json": "JSON",
    "xml": "XML",
    "csv": "CSV",
    "tsv": "TSV",
    "csv-excel": "CSV (Excel)",
}
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/?")


class Pages:
    """The templates. What they say themselves stands in them in both languages: `t("规划", "Plans")`."""

    def __init__(self) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["curie"] = curie
        self._environment.filters["called"] = lambda name: _CALLED.get(name, name)
        self._environment.filters["licence"] = _licence
        self._environment.globals["version"] = VERSION

    def render(self, template: str, visit: Visit, **values: Any) -> str:
        """The page of `template` for a visitor, in their language."""

        def t(zh: str, en: str) -> str:
            return Words(zh, en).said(visit.language)

        return self._environment.get_template(template).render(visit=visit, t=t, **values)


def _licence(iri: str) -> str:
    """What a licence is called for short, where that is known; else its address."""
    found = _CREATIVE_COMMONS.fullmatch(iri)
    return f"CC {found[1].upper()} {found[2]}" if found else iri
