"""An audit as a page: one HTML file that needs nothing else, or its parts for a site to put into its own.

Whole without JavaScript: what is folded away on a screen is unfolded on paper by the style.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from shapes.completeness import completeness, percent
from shapes.findings import Audit, words_of
from shapes.recall import of_element
from shapes.reports import tables, wording
from shapes.reports.about import about
from shapes.reports.grouping import grouped
from shapes.reports.links import Links, address, themselves
from shapes.rules import SEVERITIES, Text

__all__ = ["Fragment", "as_page", "fragment"]

#: How many findings a page shows, so that it opens at once; all are in other formats.
SHOWN = 1_500
#: How many entries lists of what is waived, mended and so on show.
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Fragment:
    """A report for a page of a site: its title, its style (CSS, for what is in `.audit` alone), and its body (HTML)."""

    title: str
    style: str
    body: str


def as_page(audit: Audit, lang: str = "zh", links: Links = themselves, *, most: int = SHOWN) -> bytes:
    """The report as one HTML file in UTF-8 that loads nothing.

    Args:
        audit: what was found.
        lang: zh or en.
        links: from the IRI of a resource to where its name leads.
        most: how many findings are shown; how many there are is always said.
    """
    part = fragment(audit, lang, links, most=most)
    html = _environment().get_template("page.html").render(part=part, lang=lang)
    return html.encode("utf-8", "xmlcharrefreplace")


def fragment(audit: Audit, lang: str = "zh", links: Links = themselves, *, most: int = SHOWN) -> Fragment:
    """The report for a page of a site, whose headings begin at h1, and whose ids are few: see the template."""
    known = completeness(audit)
    found = {
        "elements": tables.elements(audit, known, lang) if known else None,
        "plans": tables.plans(audit, known, lang, links),
        "agencies": tables.agencies(audit, known, lang, links) if known else None,
        "rules": tables.rules(audit, lang),
        "recall": tables.recall(audit, lang),
    }
    body = _environment().get_template("report.html").render(
        audit=audit,
        lang=lang,
        known=known,
        tables=found,
        bar=tables.share_bar(known.overall) if known and known.overall.measures else None,
        rules=grouped(audit, most),
        shown=min(most, len(audit.findings)),
        listed=_LISTED,
        about=list(about(audit, lang)),
        severities=SEVERITIES,
        words=wording,
        t=lambda zh, en: Text(zh, en).said(lang),
        said=lambda text: text.said(lang),
        percent=percent,
        href=lambda iri: address(iri, links),
        iri_of=words_of,
        recall_of=lambda element: of_element(audit.recall, element),
        status=lambda finding: audit.changes and audit.changes.status(finding),
    )  # fmt: skip
    return Fragment(_title(audit, lang), _style(), body)


def _title(audit: Audit, lang: str) -> str:
    title = Text("规划完整性审计", "Audit of plans").said(lang)
    kept = wording.filters(audit, lang)
    return f"{title} · {kept}" if kept else title


@cache
def _style() -> str:
    return (Path(__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"digits": lambda number: f"{number:.2f}".rstrip("0").rstrip(".")}
    environment.filters.update(filters)
    return environment
