"""The serialisations of query answers: media types, file endings and the engine's names for them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace

import pyoxigraph as ox

__all__ = ["EXCEL", "GRAPH", "RESULTS", "TABLES", "Format", "find"]


@dataclass(frozen=True, slots=True, eq=False)  # each is one of a kind: told apart by what it is, at once
class Format:
    """One serialisation.

    `name` is what people type, `media` the exact media type sent (with its charset),
    `accepts` the media types that ask for it, `ending` the file ending without a dot, `mark` the
    bytes that stand before what the engine writes.
    """

    name: str
    media: str
    ending: str
    accepts: tuple[str, ...]
    engine: ox.QueryResultsFormat | ox.RdfFormat
    mark: bytes = b""


_UTF8 = "; charset=utf-8"

#: SELECT and ASK (SPARQL 1.1 Query Results JSON, XML, CSV and TSV), best first.
RESULTS: tuple[Format, ...] = (
    Format("json", "application/sparql-results+json", "json",
           ("application/sparql-results+json", "application/json"), ox.QueryResultsFormat.JSON),
    Format("xml", "application/sparql-results+xml", "xml",
           ("application/sparql-results+xml", "application/xml", "text/xml"), ox.QueryResultsFormat.XML),
    Format("csv", "text/csv" + _UTF8, "csv", ("text/csv",), ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values" + _UTF8, "tsv",
           ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
)  # fmt: skip

#: CSV with a byte order mark: without one, Excel takes a file for the encoding of the system, and Chinese is
#: lost. To be asked for by name only, since every other program reads the mark as a part of the first column.
EXCEL = replace(RESULTS[2], name="csv-excel", mark=codecs.BOM_UTF8)

#: All that a table can be asked for in by name.
TABLES: tuple[Format, ...] = (*RESULTS, EXCEL)

#: CONSTRUCT and DESCRIBE, best first.
GRAPH: tuple[Format, ...] = (
    Format("turtle", "text/turtle" + _UTF8, "ttl", ("text/turtle", "application/x-turtle"), ox.RdfFormat.TURTLE),
    Format("ntriples", "application/n-triples", "nt", ("application/n-triples", "text/plain"),
           ox.RdfFormat.N_TRIPLES),
    Format("jsonld", "application/ld+json", "jsonld",
           ("application/ld+json", "application/json"), ox.RdfFormat.JSON_LD),
    Format("rdfxml", "application/rdf+xml", "rdf",
           ("application/rdf+xml", "application/xml"), ox.RdfFormat.RDF_XML),
    Format("nquads", "application/n-quads", "nq", ("application/n-quads",), ox.RdfFormat.N_QUADS),
    Format("trig", "application/trig" + _UTF8, "trig", ("application/trig",), ox.RdfFormat.TRIG),
)  # fmt: skip


def find(name: str, among: tuple[Format, ...]) -> Format:
    """The format called `name`, by the name people type or by its file ending.

    Raises:
        KeyError: no format of `among` has that name.
    """
    for one in among:
        if name in (one.name, one.ending):
            return one
    raise KeyError(name)
