"""Findings to every format of the report; each holds the same findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shapes.findings import Audit
from shapes.reports.junit import as_junit
from shapes.reports.links import Links, themselves
from shapes.reports.page import Fragment, as_page, fragment
from shapes.reports.separated import as_csv, as_excel_csv
from shapes.reports.terminal import as_text
from shapes.reports.values import as_dict, as_json
from shapes.reports.w3c import as_jsonld, as_turtle
from shapes.reports.workbook import as_workbook

__all__ = ["FORMATS", "Fragment", "Links", "ReportFormat", "as_dict", "as_page", "fragment", "render"]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One format: its name, media type and file ending, and what writes it in a language (zh or en).

    Where a format has links, they lead where the third argument of `write` says.
    """

    name: str
    media: str
    ending: str
    write: Callable[[Audit, str, Links], bytes]


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: The formats by name.
FORMATS: Mapping[str, ReportFormat] = {
    form.name: form
    for form in (
        ReportFormat("text", "text/plain; charset=utf-8", "txt", lambda a, lang, _: as_text(a, lang)),
        ReportFormat("json", "application/json", "json", lambda a, *_: as_json(a)),
        ReportFormat("turtle", "text/turtle; charset=utf-8", "ttl", lambda a, *_: as_turtle(a)),
        ReportFormat("jsonld", "application/ld+json", "jsonld", lambda a, *_: as_jsonld(a)),
        ReportFormat("csv", "text/csv; charset=utf-8", "csv", as_csv),
        ReportFormat("csv-excel", "text/csv; charset=utf-8", "csv", as_excel_csv),
        ReportFormat("xlsx", _SHEET, "xlsx", as_workbook),
        ReportFormat("html", "text/html; charset=utf-8", "html", as_page),
        ReportFormat("junit", "application/xml", "xml", lambda a, lang, _: as_junit(a, lang)),
    )
}


def render(audit: Audit, form: str, *, lang: str = "zh", links: Links = themselves) -> bytes:
    """The report in the format called `form`, text in UTF-8.

    Args:
        audit: what was found.
        form: the name of one of `FORMATS`.
        lang: zh or en, where a format has one language.
        links: from the IRI of a resource to where its name leads, in formats that have links.

    Raises:
        KeyError: there is no format of that name.
    """
    return FORMATS[form].write(audit, lang, links)
