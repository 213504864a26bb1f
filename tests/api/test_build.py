from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.build import Outcome, add, build, inputs, remove
from graph.generations import Generations
from graph.store import StoreError
from graph.withdrawals import Withdrawals
from loaders.catalogue import CatalogueError
from ontology.terms import DEFAULT_BASE
from tests.loaders.formats.writing import PROSE, TABLE, TITLE, csv_of, docx_of, html_of, pdf_of, xlsx_of

PLAN = """示例市2023年工作要点

一、做好一件事
1.修建道路。6月底前修建道路12公里。（市交通运输局牵头，市财政局配合）
2.植树造林。植树300株以上。（市林业局负责）
"""


def made(store: Path, *paths: Path, **options: object) -> Outcome:
    documents, refused = inputs(list(paths))
    return build(store, documents, DEFAULT_BASE, refused=refused, **options)  # type: ignore[arg-type]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "示例.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "另一个.txt"
    file.write_text(PLAN.replace("2023", "2024"), encoding="utf-8")
    return file


def test_the_corpus_has_a_hundred_and_five_measures(corpus_generation: object) -> None:
    measures = {d["source_name"][:3]: d["measures"] for d in corpus_generation.manifest["documents"]}  # type: ignore[attr-defined]
    assert measures == {"000": 27, "001": 6, "002": 0, "003": 21, "004": 51}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, plan: Path, other: Path) -> None:
    one = made(tmp_path / "1", plan, other).generation
    two = made(tmp_path / "2", other, plan).generation
    assert one is not None
    assert two is not None
    assert one.name == two.name
    assert [f.read_bytes() for f in one.graphs] == [f.read_bytes() for f in two.graphs]


def test_the_engine_holds_just_what_the_files_say(tmp_path: Path, plan: Path) -> None:
    generation = made(tmp_path / "store", plan).generation
    assert generation is not None
    lines = {line for file in generation.graphs for line in file.read_text(encoding="utf-8").splitlines()}
    held = {f"{q} ." for q in generation.open().engine if str(q.graph_name) != "DEFAULT"}
    assert {line.replace("@zh-Hans", "@zh-hans") for line in lines} == held


def test_an_unchanged_document_is_not_read_again(tmp_path: Path, plan: Path, other: Path) -> None:
    store = tmp_path / "store"
    made(store, plan)
    again = made(store, plan, other)
    assert {b.source_name: b.reused for b in again.built} == {"示例.txt": True, "另一个.txt": False}
    plan.write_text(PLAN.replace("300", "400"), encoding="utf-8")
    assert {b.source_name: b.reused for b in made(store, plan, other).built} == {
        "示例.txt": False,
        "另一个.txt": True,
    }


def test_another_base_reads_anew(tmp_path: Path, plan: Path) -> None:
    store = tmp_path / "store"
    made(store, plan)
    documents, _ = inputs([plan])
    outcome = build(store, documents, "http://example.org/data/")
    assert [b.reused for b in outcome.built] == [False]
    assert outcome.generation is not None
    assert b"w3id.org/crossplan/id" not in b"".join(f.read_bytes() for f in outcome.generation.graphs)


def test_a_withdrawn_document_leaves_no_triple(tmp_path: Path, plan: Path, other: Path) -> None:
    store = tmp_path / "store"
    alone = made(tmp_path / "alone", plan).generation
    made(store, plan, other)
    outcome = remove(store, ["另一个.txt"], reason="代替", clock=lambda: date(2026, 3, 5))
    assert alone is not None
    assert outcome.generation is not None
    assert outcome.generation.name == alone.name
    [listed] = Withdrawals(store).listed()
    assert (listed.source_name, listed.reason, listed.date) == ("另一个.txt", "代替", "2026-03-05")


def test_a_document_is_added_and_one_of_the_same_name_replaced(
    tmp_path: Path, plan: Path, other: Path
) -> None:
    store = tmp_path / "store"
    made(store, plan)
    assert len(add(store, inputs([other])[0]).built) == 2
    plan.write_text(PLAN.replace("300", "400"), encoding="utf-8")
    outcome = add(store, inputs([plan])[0])
    assert sorted(b.source_name for b in outcome.built) == ["另一个.txt", "示例.txt"]
    assert outcome.generation is not None
    assert '"400"' in "".join(f.read_text(encoding="utf-8") for f in outcome.generation.graphs)


def test_removing_what_is_not_there_says_what_is(tmp_path: Path, plan: Path) -> None:
    made(tmp_path / "store", plan)
    with pytest.raises(StoreError, match=r"示例\.txt"):
        remove(tmp_path / "store", ["nothing"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (bytes(range(256)) * 8, "encoding|not text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip|Office"),
        ("今天天气很好，我们去公园散步。\n".encode(), "not a plan"),
        ("会议通知\n定于3月5日召开会议，请准时参加。\n".encode(), "not a plan"),
    ],
)
def test_a_bad_document_keeps_the_store_as_it_is(
    tmp_path: Path, plan: Path, content: bytes, reason: str
) -> None:
    store = tmp_path / "store"
    good = made(store, plan).generation
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    outcome = made(store, plan, bad)
    assert outcome.generation is None
    assert [r.name for r in outcome.refused] == ["bad.txt"]
    assert __import__("re").search(reason, outcome.refused[0].reason)
    assert [b.source_name for b in outcome.built] == ["示例.txt"]  # the others are still read
    assert good is not None
    assert Generations(store).current().name == good.name
    skipped = made(store, plan, bad, skip_bad=True)
    assert skipped.generation is not None
    assert skipped.generation.name == good.name


def test_a_missing_file_and_an_empty_folder_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    documents, refused = inputs([tmp_path / "none.txt", tmp_path / "empty"])
    assert documents == []
    assert [r.reason for r in refused] == [
        "there is no such file",
        "the folder holds no documents (.txt, .html, .htm, .docx, .pdf, .xlsx, .csv)",
    ]


def test_a_folder_offers_its_documents_in_every_format(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    text = [TITLE, *PROSE]
    files = {
        "甲.txt": "\n".join(text).encode(),
        "乙.html": html_of(text).encode(),
        "丙.HTM": html_of(text, site="<nav>首页</nav>").encode(),
        "丁.docx": docx_of(text),
        "戊.pdf": pdf_of(PROSE, title=TITLE),
        "己.xlsx": xlsx_of(TABLE),
        "庚.csv": csv_of(TABLE).encode(),
    }
    others = {"~$丁.docx": b"who edits it", ".甲.txt": b"hidden", "读我.md": b"# notes", "旧.doc": b"old"}
    for name, content in (files | others).items():
        (folder / name).write_bytes(content)
    outcome = made(tmp_path / "store", folder)
    assert outcome.refused == []
    assert {b.source_name: b.measures for b in outcome.built} == {
        name: 3 if name[0] in "己庚" else 4 for name in files
    }
    assert outcome.generation is not None
    for built in outcome.built:  # the store keeps the text that offsets count in
        text_kept = outcome.generation.text(built.slug)
        for quad in ox.parse(
            (outcome.generation.folder / "graphs" / f"document-{built.slug}.nq").read_bytes(),
            format=ox.RdfFormat.N_QUADS,
        ):
            if str(quad.predicate).endswith("#exact>"):
                assert quad.object.value in text_kept


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_alike(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "示例.txt"
    file.write_bytes(PLAN.encode(encoding))
    outcome = made(tmp_path / "store", file)
    assert [(b.measures, b.notes) for b in outcome.built] == [(2, 0)]


def test_many_documents_are_read_by_several_processes_alike(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for year in range(2000, 2024):
        (folder / f"{year}.txt").write_text(PLAN.replace("2023", str(year)), encoding="utf-8")
    documents, _ = inputs([folder])
    one = build(tmp_path / "1", documents, DEFAULT_BASE, jobs=1).generation
    two = build(tmp_path / "2", documents, DEFAULT_BASE, jobs=2).generation
    assert one is not None
    assert two is not None
    assert one.name == two.name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[document]\n", "not a readable catalogue"),
        ('[[document]]\nfile = "a.txt"\n', "sha256"),
        ('[[document]]\nfile = "a.txt"\nwhere = "?"\n', "where"),
    ],
)
def test_a_catalogue_with_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason):
        inputs([tmp_path])
