"""From a file to quads: deterministic, alone in one named graph, and readable back."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from loaders.catalogue import bundled_corpus, read_catalogue
from loaders.load import load, load_bytes
from ontology.iri import Namer
from ontology.records import Document, Measure, Plan, ReadingNote
from tests.loaders.reading import CORPUS, corpus, corpus_file


@pytest.fixture(params=CORPUS)
def number(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def quads(content: bytes) -> set[ox.Quad]:
    return set(ox.parse(content, format=ox.RdfFormat.N_QUADS))


def test_reading_twice_gives_the_same_bytes(number: str) -> None:
    again = load(corpus_file(number), read_catalogue(bundled_corpus()), Namer())
    assert again.quads == corpus(number).quads


def test_the_quads_are_sorted_lines_each_once(number: str) -> None:
    lines = corpus(number).quads.decode().splitlines()
    assert lines == sorted(set(lines))
    assert corpus(number).triples == len(lines)


def test_what_is_written_as_it_is_made_is_the_same(number: str) -> None:
    out = io.BytesIO()
    assert corpus(number).write(out) == corpus(number).triples
    assert out.getvalue() == corpus(number).quads


def test_the_quads_parse_and_come_back_the_same(number: str) -> None:
    parsed = quads(corpus(number).quads)
    assert len(parsed) == corpus(number).triples
    written = ox.serialize(parsed, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert quads(written) == parsed


def test_all_stands_in_the_documents_own_graph_without_blank_nodes(number: str) -> None:
    loaded = corpus(number)
    parsed = quads(loaded.quads)
    assert {str(q.graph_name) for q in parsed} == {f"<{loaded.graph}>"}
    assert not [
        q for q in parsed if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)
    ]


def test_the_counts_are_those_of_the_records(number: str) -> None:
    loaded = corpus(number)
    assert loaded.measures == sum(isinstance(r, Measure) for r in loaded.records)
    assert loaded.notes == sum(isinstance(r, ReadingNote) for r in loaded.records)


def test_another_base_changes_iris_and_nothing_else() -> None:
    namer = Namer("https://data.example.org/plans/")
    other = load(corpus_file("004"), read_catalogue(bundled_corpus()), namer)
    swapped = (
        corpus("004")
        .quads.decode()
        .replace("<https://w3id.org/crossplan/id/", "<https://data.example.org/plans/id/")
    )
    swapped = swapped.replace("<https://w3id.org/crossplan/graph/", "<https://data.example.org/plans/graph/")
    assert quads(swapped.encode()) == quads(other.quads)


def test_the_same_bytes_under_another_name_are_another_document_of_the_same_plan() -> None:
    content = (
        b"\xef\xbb\xbf"
        + "浙江省测试方案\n一、任务\n1.甲工作。建设平台。（省数据局负责）\n2.乙工作。推进。（省教育厅负责）\n".encode()
    )
    first, second = (load_bytes(content, name, {}, Namer()) for name in ("a.txt", "b.txt"))
    assert first.iri != second.iri
    assert first.sha256 == second.sha256
    assert {m.iri for m in first.records if isinstance(m, Measure)} == {
        m.iri for m in second.records if isinstance(m, Measure)
    }


def test_the_document_says_what_it_carries(number: str) -> None:
    (document,) = [r for r in corpus(number).records if isinstance(r, Document)]
    loaded = corpus(number)
    assert (document.source_name, document.sha256, document.iri) == (loaded.name, loaded.sha256, loaded.iri)
    assert bool(document.carries) == (number != "002")
    assert bool(document.reports_on) == (number == "002")
    assert bool(document.interprets) == (number == "001")


@pytest.mark.parametrize(
    ("name", "title", "noted"),
    [
        ("128.txt", "128", True),
        (
            "江州市2024年重点任务清单.txt",
            "江州市2024年重点任务清单",
            False,
        ),  # a name of a file that reads as a title
    ],
)
def test_a_plan_without_a_title_says_that_the_file_named_it(name: str, title: str, noted: bool) -> None:
    text = "一、主要任务\n" + "".join(
        f"{n}.推进工作{n}。完善机制。（市数据局牵头，市财政局配合，9月底前完成）\n" for n in range(1, 5)
    )
    records = load_bytes(text.encode(), name, {}, Namer()).records
    (plan,) = (r for r in records if isinstance(r, Plan))
    assert plan.title == title
    notes = [r for r in records if isinstance(r, ReadingNote) and r.kind == "untitled"]
    assert [note.concerns for note in notes] == ([plan.iri] if noted else [])
