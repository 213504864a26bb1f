"""Data as a client reads it: each format by a processor, JSON-LD with its context handed over."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
from pyld import jsonld

from api.resources.context import context
from graph.formats import Format

CONTEXT = "http://test/context.jsonld"


def triples_of(body: bytes, taken: Format) -> set[ox.Triple]:
    """The triples of a document of the format `taken`, whatever graphs they stand in."""
    if taken.name == "jsonld":
        return triples_of_jsonld(body)
    assert isinstance(taken.engine, ox.RdfFormat)
    return {quad.triple for quad in ox.parse(body, taken.engine)}


def triples_of_jsonld(body: bytes) -> set[ox.Triple]:
    """The triples by the processor of the JSON-LD working group; no context but ours can be loaded."""
    options = {"format": "application/n-quads", "documentLoader": _load}
    quads = jsonld.to_rdf(json.loads(body), options)
    return {quad.triple for quad in ox.parse(quads.encode(), ox.RdfFormat.N_QUADS)}


def _load(url: str, _: dict[str, Any]) -> dict[str, Any]:
    assert url == CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": context(),
    }
