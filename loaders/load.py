"""The steps from a file to quads, in order. Read this first.

    bytes -> text -> clean -> parts -> outline or table rows -> measures -> facts -> records -> quads

Corrections by people change records, before quads are made of them.

Each step knows its neighbours' types and no more; nothing flows back up.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from loaders.catalogue import CatalogueRow
from loaders.clean import clean
from loaders.corrections.amendments import amended
from loaders.corrections.rows import CorrectionRow, Unapplied
from loaders.extract import Source, extract
from loaders.formats import Received, Unreadable, read
from ontology.iri import Namer
from ontology.records import Document, Measure, ReadingNote, Record
from ontology.triples import blocks, graph_lines

__all__ = ["Loaded", "Unreadable", "catalogue_quads", "load", "load_bytes"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document read: its names, its text as received, and its records, of which the quads are made.

    The text as received is what offsets count in: see `loaders.formats.Received`. The quads are sorted N-Quads of one
    graph. They take three times the room of the records and ninety times that of the text, so they are not kept: they
    are made whenever they are asked for.
    """

    name: str
    slug: str
    sha256: str
    iri: str
    graph: str
    received: str
    records: tuple[Record, ...]
    #: The corrections of the document that could not be applied.
    unapplied: tuple[Unapplied, ...] = ()

    @property
    def measures(self) -> int:
        """How many measures were read."""
        return sum(isinstance(r, Measure) for r in self.records)

    @property
    def notes(self) -> int:
        """How many reading notes were kept."""
        return sum(isinstance(r, ReadingNote) for r in self.records)

    @property
    def quads(self) -> bytes:
        """The quads of the document, all at once."""
        with _uncollected():
            return graph_lines(self.records, self.graph)

    @property
    def triples(self) -> int:
        """How many triples the document makes."""
        return sum(block.count(b"\n") for block in blocks(self.records, self.graph))

    def write(self, out: BinaryIO) -> int:
        """Writes the quads to `out` as they are made; returns how many triples they are."""
        triples = 0
        with _uncollected():
            for block in blocks(self.records, self.graph):
                out.write(block)
                triples += block.count(b"\n")
        return triples


def load(file: Path, catalogue: Mapping[str, CatalogueRow], namer: Namer) -> Loaded:
    """Reads one file; a row of `catalogue` (by sha256) applies where it is of these bytes.

    Raises:
        Unreadable: the file is missing, in no format that is read, or no plan; the text says which, without the name.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable("there is no such file") from error
    except OSError as error:
        raise Unreadable(f"the file cannot be opened ({error.strerror})") from error
    return load_bytes(content, file.name, catalogue, namer)


def load_bytes(
    content: bytes,
    name: str,
    catalogue: Mapping[str, CatalogueRow],
    namer: Namer,
    corrections: Sequence[CorrectionRow] = (),
) -> Loaded:
    """As `load`, for bytes at hand that came as a file called `name`; `corrections` are those of this document."""
    with _uncollected():
        return _load(content, name, catalogue, namer, corrections)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Puts the collector of cycles off while a document is read or written.

    What is read is kept to the end, so each look for cycles among it finds nothing: of a document of a million
    characters 40 % of the time to read it went there, and a third of that to write it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _load(
    content: bytes,
    name: str,
    catalogue: Mapping[str, CatalogueRow],
    namer: Namer,
    corrections: Sequence[CorrectionRow],
) -> Loaded:
    sha256 = hashlib.sha256(content).hexdigest()
    row = catalogue.get(sha256)
    received = read(content, name)
    # a catalogued document keeps its name wherever its copy lies
    name = row.file if row is not None else name
    stem = name.rsplit(".", 1)[0] or name
    text = clean(received.text)
    try:
        records = extract(text, Source(name, stem, sha256, row, received.places), namer)
    except Unreadable as error:
        if not received.gaps:
            raise
        raise Unreadable(f"{error}; but not all of the file was read: {'; '.join(received.gaps)}") from error
    iri = namer.document(stem, sha256)
    records += _gaps(received, iri, namer)
    unapplied: list[Unapplied] = []
    if corrections:
        records, unapplied = amended(records, text, iri, corrections, namer, received.places)
    graph = namer.document_graph(iri)
    return Loaded(
        name,
        Namer.document_slug(stem, sha256),
        sha256,
        iri,
        graph,
        received.text,
        tuple(records),
        tuple(unapplied),
    )


def _gaps(received: Received, document: str, namer: Namer) -> Iterator[ReadingNote]:
    """What of the file the text lacks: what is absent from the records may stand there."""
    for n, words in enumerate(received.gaps, 1):
        yield ReadingNote(
            iri=namer.part(document, "note", n), label="文件有一部分未读取", concerns=document, kind="unread-part",
            text=words,
        )  # fmt: skip


def catalogue_quads(rows: Iterable[CatalogueRow], namer: Namer) -> bytes:
    """The named graph of the catalogue, as sorted N-Quads: what people say that each document is."""
    documents = (
        Document(
            iri=namer.document(row.file.rsplit(".", 1)[0], row.sha256), label=row.title, title=row.title,
            source_name=row.file, sha256=row.sha256, kind=row.kind,
            provenance=tuple(dict.fromkeys([row.origin, *(p.source for p in row.carries if p.source)])),
        )
        for row in rows
    )  # fmt: skip
    return graph_lines(documents, namer.graph("catalogue"))
