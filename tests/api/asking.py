"""Queries that tests put to the endpoint, and how a browser or a program asks them."""

from __future__ import annotations

import httpx

SELECT = "SELECT ?s ?o { ?s <http://www.w3.org/2004/02/skos/core#notation> ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://www.w3.org/2004/02/skos/core#notation> ?o }"
#: What Chrome says that it accepts.
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


async def get(client: httpx.AsyncClient, query: str, **headers: str) -> httpx.Response:
    """The answer to a query, asked with GET."""
    return await client.get("/sparql", params={"query": query}, headers=headers)
