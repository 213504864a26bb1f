"""RDF in any serialisation, and stores, to the one graph that is audited."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.resources import files as package_files
from pathlib import Path
from typing import BinaryIO, Self, cast
from typing import Literal as Either

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from graph.generations import Generation
from ontology.iri import Namer
from shapes.terms import Term

__all__ = [
    "MOST_AS_READ",
    "MOST_IN_MEMORY",
    "Data",
    "Facts",
    "UnreadableData",
    "class_tree",
    "graph_of",
    "read",
]

# an ill-typed literal is a finding of the rules, not a traceback on standard error
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

#: What is audited: what the texts state, or what is inherited and inferred as well.
Facts = Either["stated", "all"]

#: The most quads of a store that are copied into memory to be audited.
MOST_IN_MEMORY = 2_000_000

#: The most quads that are kept as they were read besides: of more pyshacl would need hours and many gigabytes.
MOST_AS_READ = 2_000_000

#: The most bytes of files whose quads pass through Python, which takes longer than the engine needs to read them.
_MOST_PASSED = 64 << 20

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TOO_LONG = (
    "a literal, or what passes for one, is longer than 16 MiB, which is the most: is a quotation mark amiss?"
)
_NO_TRIPLE = "a triple as an object (RDF 1.2) cannot be audited"
_ENDINGS = ".ttl .nt .nq .trig .jsonld .rdf .xml"


class UnreadableData(ValueError):
    """Something that is no RDF or no shape; the text is one line that says which, where and why."""


def read(files: Iterable[Path]) -> Iterator[ox.Quad]:
    """The quads of RDF files in their order, each file in the serialisation that its ending says.

    Blank nodes of different files stay different, and a relative IRI is resolved against its file. The byte order mark
    that some editors write is passed over.

    Raises:
        UnreadableData: a file is missing, not well-formed, of an unknown ending, or has a literal of more than 16 MiB.
    """
    for file in files:
        serialisation = _serialisation(file)
        with _opened(file) as content:
            for quad in ox.parse(
                content, format=serialisation, base_iri=file.resolve().as_uri(), rename_blank_nodes=True
            ):
                if isinstance(quad.object, ox.Triple):
                    raise UnreadableData(f"{file}: {_NO_TRIPLE}: {quad.object}")
                yield quad


def _serialisation(file: Path) -> ox.RdfFormat:
    serialisation = ox.RdfFormat.from_extension(file.suffix.lstrip(".").lower())
    if serialisation is None:
        raise UnreadableData(f"{file}: unknown file ending (known are {_ENDINGS})")
    return serialisation


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The content of a file behind its byte order mark; what goes wrong within the block is told of the file."""
    try:
        with file.open("rb") as content:
            if content.read(len(_BYTE_ORDER_MARK)) != _BYTE_ORDER_MARK:
                content.seek(0)
            yield content
    except SyntaxError as error:
        # what is said of a context in JSON-LD that stands elsewhere
        elsewhere = "LoadDocumentCallback" in str(error.msg)
        why = (
            "its @context is elsewhere, and nothing is fetched: write it into the file"
            if elsewhere
            else error.msg
        )
        raise UnreadableData(f"{file}: {why}") from error
    except MemoryError as error:  # the parser's own limit, which it tells as this
        if "buffer" not in str(error):
            raise
        raise UnreadableData(f"{file}: {_TOO_LONG}") from error
    except OSError as error:
        raise UnreadableData(f"{file}: {error.strerror or error}") from error


def graph_of(quads: Iterable[ox.Quad]) -> Graph:
    """The triples of `quads` as one rdflib graph.

    Raises:
        UnreadableData: a triple has a triple as its object (RDF 1.2).
    """
    graph = Graph(bind_namespaces="none")
    iris: dict[ox.NamedNode, URIRef] = {}  # making one costs a check of its characters

    def node(term: object) -> Node:
        if isinstance(term, ox.NamedNode):
            iri = iris.get(term)
            if iri is None:
                iri = iris[term] = URIRef(term.value)
            return iri
        if isinstance(term, ox.BlankNode):
            return BNode(term.value)
        if isinstance(term, ox.Literal):
            if term.language:
                return Literal(term.value, lang=term.language)
            # rdflib tells "x" from "x"^^xsd:string, which are one term in RDF 1.1
            datatype = None if term.datatype.value == _XSD_STRING else node(term.datatype)
            return Literal(term.value, datatype=str(datatype) if datatype else None, normalize=False)
        raise UnreadableData(f"{_NO_TRIPLE}: {term}")

    for quad in quads:
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


class Data:
    """The graph that is audited, with the class tree of the ontology, in the default graph of an Oxigraph store.

    sh:class follows rdfs:subClassOf in the data (SHACL, section 4.1.1): without the class tree every group of
    agencies would be found to be no agency.
    """

    def __init__(self, store: ox.Store, as_read: Sequence[ox.Quad] = ()) -> None:
        self.store = store
        self._as_read = as_read

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Self:
        """The triples of `quads`, whatever graphs they stand in.

        Raises:
            UnreadableData: a triple has a triple as its object (RDF 1.2).
        """
        store = ox.Store()
        as_read: list[ox.Quad] = []

        def passing() -> Iterator[ox.Quad]:
            for count, quad in enumerate(_merged(quads), 1):
                if count <= MOST_AS_READ:
                    as_read.append(quad)
                elif as_read:
                    as_read.clear()
                yield quad

        store.bulk_extend(passing())
        store.extend(class_tree())
        return cls(store, as_read)

    @classmethod
    def of_files(cls, files: Sequence[Path], *, most_passed: int = _MOST_PASSED) -> Self:
        """The triples of RDF files, see `read`; of more than `most_passed` bytes none is kept as it was read.

        Raises:
            UnreadableData: as `read`.
        """
        if sum(file.stat().st_size for file in files if file.exists()) <= most_passed:
            return cls.of(read(files))
        store = ox.Store()
        for file in files:
            serialisation = _serialisation(file)
            if serialisation.supports_datasets:  # whose graphs are to be one
                store.bulk_extend(_merged(read([file])))
                continue
            with _opened(file) as content:
                store.bulk_load(content, serialisation, base_iri=file.resolve().as_uri())
        if store.query("ASK { ?s ?p ?o FILTER(isTriple(?o)) }"):
            deque(read(files), maxlen=0)  # which says in which file
        store.extend(class_tree())
        return cls(store)

    @classmethod
    def of_generation(
        cls, generation: Generation, facts: Facts = "stated", *, most_in_memory: int = MOST_IN_MEMORY
    ) -> Self:
        """What a store holds: the stated facts, or with "all" what is inferred as well; never the ontology's own.

        Up to `most_in_memory` quads are copied into memory. More are audited where they are, in the union of all
        graphs: what is inferred stands there too, and no rule for stated facts looks at it (tests hold them to that).
        """
        engine = generation.open().engine
        if len(engine) > most_in_memory:
            return cls(engine)
        namer = Namer(generation.manifest["base"])
        left_out = {namer.graph("ontology")} | ({namer.graph("inferred")} if facts == "stated" else set())
        store = ox.Store()
        for graph in engine.named_graphs():
            if graph.value not in left_out:
                triples = engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
                store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES)
        store.extend(class_tree())
        return cls(store)

    def __len__(self) -> int:
        return len(self.store)

    @property
    def folded(self) -> bool:
        """Whether `graph` has what a store makes of literals: it folds some datatypes into others.

        So has that of more than `MOST_AS_READ` quads.
        """
        return not self._as_read

    @cached_property
    def graph(self) -> Graph:
        """The same as an rdflib graph in memory, for pyshacl; what was read from files as it was read.

        One backed by another store is not used: on such, pyshacl finds false violations of sh:in and sh:hasValue.
        """
        if self._as_read:
            return graph_of([*self._as_read, *class_tree()])
        return graph_of(self.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def select(
        self,
        query: str,
        functions: Mapping[ox.NamedNode, Callable[[Term], Term | None]] | None = None,
    ) -> ox.QuerySolutions:
        """The rows of a SELECT, in which `functions` may be called.

        Raises:
            SyntaxError: it is no query.
        """
        return cast(ox.QuerySolutions, self.store.query(query, custom_functions=dict(functions or {})))


def _merged(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            raise UnreadableData(f"{_NO_TRIPLE}: {quad.object}")
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())


@cache
def class_tree() -> tuple[ox.Quad, ...]:
    """What the ontology says of rdfs:subClassOf, as quads of the default graph."""
    ontology = package_files("ontology").joinpath("crossplan.ttl").read_bytes()
    subclass = ox.NamedNode(str(RDFS.subClassOf))
    return tuple(
        ox.Quad(quad.subject, subclass, quad.object)
        for quad in ox.parse(ontology, format=ox.RdfFormat.TURTLE)
        if quad.predicate == subclass and isinstance(quad.object, ox.NamedNode)
    )
