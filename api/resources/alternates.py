"""The representations of a resource: in which formats, at which addresses, and the links that tell of them."""

from __future__ import annotations

from urllib.parse import quote

from api.negotiation import HTML, Medium
from api.visit import Visit
from graph.formats import GRAPH, RESULTS, Format, find

__all__ = ["BY_ENDING", "CSV", "DATA", "OFFERS", "described_by", "link", "links", "path_of"]

CSV = find("csv", RESULTS)
#: What the data of a resource can be had in, best first; and with the page for people, the last choice.
DATA: tuple[Format, ...] = (*GRAPH, CSV)
OFFERS: tuple[Format | Medium, ...] = (*DATA, HTML)
BY_ENDING: dict[str, Format | Medium] = {one.ending: one for one in OFFERS}

#: What is legal in an IRI besides letters and digits; headers are ASCII.
_IRI = "%/:?#[]@!$&'()*+,;=-._~"


def path_of(iri: str, base: str, taken: Format | Medium, *, negotiated: bool = False) -> str:
    """The path, decoded, of a representation of `iri`, a resource under `base`.

    Args:
        iri: the resource.
        base: that of the data.
        taken: the format: a page lies under /page, data under /data.
        negotiated: leave the format to what the visitor accepts; but a name that itself ends like a format
            (`.../report.csv`) keeps the ending after it, or it would be taken for the table of `.../report`.
    """
    name = iri.removeprefix(base + "id/")
    path = f"/{'page' if taken is HTML else 'data'}/{name}"
    return path if negotiated and name.rpartition(".")[2] not in BY_ENDING else f"{path}.{taken.ending}"


def link(target: str, relation: str, media: str = "") -> str:
    """One link of a `Link` header (RFC 8288, section 3); `target` is an IRI or an address of this site."""
    hint = f'; type="{media}"' if media else ""
    return f'<{quote(target, safe=_IRI)}>; rel="{relation}"{hint}'


def links(visit: Visit, iri: str, base: str, taken: Format | Medium, licence: str) -> list[str]:
    """What the `Link` header of a representation says: what it describes, its licence, its alternates.

    `describes` is defined by RFC 6892, `license` by RFC 4946, `alternate` by HTML.
    """
    return [
        link(iri, "describes"),
        link(licence, "license"),
        *_each(visit, iri, base, "alternate", besides=taken),
    ]


def described_by(visit: Visit, iri: str, base: str) -> list[str]:
    """What the `Link` header says at the IRI of a thing itself: where it is described.

    `describedby` is defined by W3C POWDER, appendix D. The description is not an alternate of the thing.
    """
    return _each(visit, iri, base, "describedby")


def _each(
    visit: Visit, iri: str, base: str, relation: str, *, besides: Format | Medium | None = None
) -> list[str]:
    return [
        link(visit.at(path_of(iri, base, one, negotiated=one is HTML)), relation, one.accepts[0])
        for one in OFFERS
        if one is not besides
    ]
