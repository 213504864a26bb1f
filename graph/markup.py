"""XML as the engine writes it, made sure of: what cannot be written in XML is an error, never a broken document.

XML 1.0 has no place for most control characters, nor for U+FFFE and U+FFFF, not even escaped (section 2.2); RDF/XML has
none for properties whose IRI does not end in a name (section 6.1.4 of RDF 1.1 XML Syntax), and reads some of the names
of RDF itself otherwise than they are meant (section 7.2). The engine minds none of this. And readers of XML take a
carriage return for a line feed unless it is escaped (XML 1.0, section 2.11).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, cast
from xml.parsers import expat

import pyoxigraph as ox

from graph.store import Unwritable

__all__ = ["Markup", "nameable", "rdf_xml"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#: RDF/XML, sections 5.1 and 7.2.14: no properties; `li` is read as `_1`, `_2` and so on (section 7.4).
_NO_PROPERTIES = frozenset(
    f"{_RDF}{name}"
    for name in (
        "Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li",
        "bagID", "aboutEach", "aboutEachPrefix",
    )
)  # fmt: skip


class Markup:
    """A file to write XML to, which passes it on to `out` as long as it is well-formed."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        # a separator makes it look at names as the recommendation on namespaces has them
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def write(self, data: bytes) -> int:
        """Passes `data` on, carriage returns escaped: they are from values, as the engine writes none itself.

        Raises:
            Unwritable: it is no XML.
        """
        escaped = data.replace(b"\r", b"&#xD;")
        self._read(escaped, last=False)
        self._out.write(escaped)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def end(self) -> None:
        """To be called behind the last part.

        Raises:
            Unwritable: the document is not at its end.
        """
        self._read(b"", last=True)

    def _read(self, data: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise Unwritable("the answer holds characters or properties that XML has no place for") from error


def nameable(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples as they are.

    Raises:
        Unwritable: RDF/XML would read the property of one as something else.
    """
    for triple in triples:
        if triple.predicate.value in _NO_PROPERTIES:
            raise Unwritable(f"the answer holds a property that RDF/XML has no place for: {triple.predicate}")
        yield triple


def rdf_xml(triples: Sequence[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples in RDF/XML.

    Raises:
        Unwritable: RDF/XML has no place for one of them.
    """
    out = io.BytesIO()
    markup = Markup(out)
    ox.serialize(nameable(triples), cast(BinaryIO, markup), ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))
    markup.end()
    return out.getvalue()
