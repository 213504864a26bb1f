"""RDF files and quads to the graph that is audited."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS, XSD

from graph.generations import Generation
from ontology.terms import CP
from shapes.check import audit
from shapes.data import Data, Facts, UnreadableData, graph_of, read
from shapes.profile import profiles
from shapes.rules import rules

S, P, O = URIRef("https://example.org/s"), URIRef("https://example.org/p"), URIRef("https://example.org/o")  # noqa: E741

TRIPLE = "<https://example.org/s> <https://example.org/p> <https://example.org/o>"
SAME_TRIPLE = {
    "data.ttl": f"{TRIPLE} .",
    "data.nt": f"{TRIPLE} .",
    "data.nq": f"{TRIPLE} <https://example.org/g> .",
    "data.trig": f"<https://example.org/g> {{ {TRIPLE} }}",
    "data.jsonld": '{"@id": "https://example.org/s", "https://example.org/p": {"@id": "https://example.org/o"}}',
    "data.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">'
    '<rdf:Description rdf:about="https://example.org/s"><e:p rdf:resource="https://example.org/o"/>'
    "</rdf:Description></rdf:RDF>",
    "byte-order-mark.ttl": f"\ufeff{TRIPLE} .",
}


@pytest.mark.parametrize("name", SAME_TRIPLE)
def test_every_serialisation_is_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(SAME_TRIPLE[name], encoding="utf-8")
    assert set(graph_of(read([file]))) == {(S, P, O)}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "wrong.ttl",
            "@prefix ex: <https://example.org/> .\nex:s ex:p",
            "wrong.ttl: Parser error at line 2 column 10: ",
        ),
        (
            "wrong.nq",
            "<https://example.org/s> nonsense .\n",
            "wrong.nq: Parser error at line 1 between columns 25 and 33: ",
        ),
        ("wrong.jsonld", "{", "wrong.jsonld: Parser error at line 1 column 2: "),
        ("plan.docx", "", "plan.docx: unknown file ending"),
        (
            "context.jsonld",
            '{"@context": "https://example.org/context", "@id": "https://example.org/s"}',
            "context.jsonld: its @context is elsewhere, and nothing is fetched",
        ),
        (
            "triple.ttl",
            "<https://example.org/s> <https://example.org/p> <<( <https://example.org/s> <https://example.org/p> 1 )>> .",
            "triple.ttl: a triple as an object (RDF 1.2) cannot be audited: ",
        ),
        pytest.param(
            "long.nt",
            f'<s:s> <p:p> "{"x" * 17_000_000}" .',
            "long.nt: a literal, or what passes for one, ",
            id="long",
        ),
    ],
)
def test_what_is_no_rdf_is_told_in_one_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableData) as error:
        graph_of(read([file]))
    assert str(error.value).startswith(f"{tmp_path}/{message}")
    assert "\n" not in str(error.value)

    with pytest.raises(UnreadableData) as error:
        Data.of_files([file], most_passed=0)
    assert str(error.value).startswith(f"{tmp_path}/{message}")


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    for reading in (graph_of, Data.of):
        with pytest.raises(UnreadableData, match=r"nowhere\.ttl: .*No such file"):
            reading(read([tmp_path / "nowhere.ttl"]))
    with pytest.raises(UnreadableData, match=r"nowhere\.ttl: .*No such file"):
        Data.of_files([tmp_path / "nowhere.ttl"])


def test_large_files_hold_what_small_ones_hold(tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_bytes(b'\xef\xbb\xbf<#s> <https://example.org/p> <> , "x"@en , 1.5 .')
    (tmp_path / "two.nq").write_text(
        '<https://example.org/s> <https://example.org/p> "x" <https://example.org/g> .', encoding="utf-8"
    )
    (tmp_path / "three.nt").write_text('_:b <https://example.org/p> "y" .\n', encoding="utf-8")
    (tmp_path / "four.nt").write_text('_:b <https://example.org/p> "y" .\n', encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    small, large = Data.of_files(files), Data.of_files(files, most_passed=0)
    assert not small.folded
    assert large.folded
    assert isomorphic(small.graph, large.graph)
    assert len(large) == len(small) == len(small.graph)


def test_blank_nodes_of_two_files_stay_two(tmp_path: Path) -> None:
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_text('_:b <https://example.org/p> "x" .\n', encoding="utf-8")
    graph = graph_of(read([tmp_path / "one.nt", tmp_path / "two.nt"]))
    assert len(graph) == 2
    assert all(isinstance(subject, BNode) for subject in graph.subjects())


def test_a_relative_iri_is_resolved_against_its_file(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text("<#s> <https://example.org/p> <> .", encoding="utf-8")
    base = (tmp_path / "data.ttl").as_uri()
    assert set(graph_of(read([tmp_path / "data.ttl"]))) == {(URIRef(base + "#s"), P, URIRef(base))}


def test_literals_keep_their_form() -> None:
    store = ox.parse(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <https://example.org/s> <https://example.org/p> "
        '"x" , "x"^^xsd:string , "x"@en , "2025-06"^^xsd:gYearMonth , "1.50"^^xsd:decimal .',
        format=ox.RdfFormat.TURTLE,
    )
    found = set(graph_of(store).objects())
    assert found == {
        Literal("x"),
        Literal("x", lang="en"),
        Literal("2025-06", datatype=XSD.gYearMonth),
        Literal("1.50", datatype=XSD.decimal, normalize=False),
    }


def test_an_ill_typed_literal_is_data_and_nothing_is_said_about_it(capfd: pytest.CaptureFixture[str]) -> None:
    quads = ox.parse(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        '<https://example.org/s> <https://example.org/p> "many"^^xsd:integer .',
        format=ox.RdfFormat.TURTLE,
    )
    assert str(next(graph_of(quads).objects())) == "many"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("facts", ["stated", "all"])
def test_what_is_inferred_is_audited_only_where_it_is_asked_for(
    corpus_generation: Generation, facts: Facts
) -> None:
    count = (
        f"SELECT (COUNT(*) AS ?n) {{ ?m a <{CP.WorkItem}> }}"  # stated of nothing: it follows from cp:Measure
    )
    [[inferred]] = Data.of_generation(corpus_generation, facts).select(count)
    assert (inferred == ox.Literal(0)) is (facts == "stated")


def test_a_store_too_large_for_memory_is_audited_where_it_is(corpus_generation: Generation) -> None:
    there, copied = (Data.of_generation(corpus_generation, most_in_memory=most) for most in (0, 10_000_000))
    found = [audit(data, rules(), profiles()["default"]).findings for data in (there, copied)]
    assert found[0] == found[1]


def test_the_graph_that_is_audited_knows_the_class_tree_and_nothing_else_of_the_ontology() -> None:
    graph = Data.of([]).graph
    assert (URIRef(CP.AgencyGroup), RDFS.subClassOf, URIRef(CP.Agency)) in graph
    assert set(graph.predicates()) == {RDFS.subClassOf}


def test_a_triple_as_an_object_is_refused() -> None:
    quads = ox.parse(
        "<https://example.org/s> <https://example.org/p> "
        "<<( <https://example.org/s> <https://example.org/p> <https://example.org/o> )>> .",
        format=ox.RdfFormat.TURTLE,
    )
    with pytest.raises(UnreadableData, match=r"RDF 1\.2"):
        graph_of(quads)


def test_of_more_than_pyshacl_could_take_only_the_store_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    quads = list(
        ox.parse('<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#int> , 2 , 3 .', ox.RdfFormat.TURTLE)
    )
    few = Data.of(quads)
    monkeypatch.setattr("shapes.data.MOST_AS_READ", 2)
    many = Data.of(quads)
    assert not few.folded
    assert many.folded
    assert len(many.graph) == len(few.graph)
