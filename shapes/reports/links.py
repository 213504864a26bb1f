"""Where the names of resources lead in a report: to their IRIs, or to pages somewhere."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

__all__ = ["Links", "address", "themselves"]

#: From the IRI of a resource to the address of its page.
Links = Callable[[str], str]


def themselves(iri: str) -> str:
    """The IRI as its own address."""
    return iri


def address(iri: str | None, links: Links) -> str | None:
    """The address to follow for a resource; None where there is none on the web.

    What data calls an IRI may be anything, `javascript:` included: only http and https are followed, and a link that
    begins with a slash, which a site has made.
    """
    if iri is None:
        return None
    try:
        if urlsplit(iri).scheme not in ("http", "https"):
            return None
        found = links(iri)
        return found if found.startswith("/") or urlsplit(found).scheme in ("http", "https") else None
    except ValueError:  # as for http://[
        return None
