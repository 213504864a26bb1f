"""The command line as people type it: what it prints, where, and how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.cli import run
from graph.generations import Generation
from graph.local import LocalStore
from loaders.catalogue import bundled_corpus
from tests.loaders.formats.writing import PROSE, TABLE, TITLE, docx_of, pdf_of, xlsx_of

ACTION_PLAN = bundled_corpus() / "003_616b7deda69461c0.txt"


@pytest.fixture
def store(corpus_generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the corpus, as the one that commands open by default."""
    root = corpus_generation.folder.parents[1]
    monkeypatch.setenv("CROSSPLAN_STORE", str(root))
    return root


def test_help_names_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capfd.readouterr().out
    for name in ("build", "add", "remove", "extract", "query", "ask", "audit", "validate", "export", "serve"):
        assert f"  {name} " in shown


@pytest.mark.parametrize(
    "command",
    ["build", "add", "remove", "generations", "rollback", "extract", "query", "ask", "audit", "validate", "export",
     "serve", "check-ontology"],
)  # fmt: skip
def test_every_command_has_help(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert "Usage: crossplan " + command in capfd.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, api.cli; api.cli.run(['--help']); print(sorted({'rdflib','pyshacl','jieba','fastapi','pyoxigraph','pypinyin','opencc'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "nonsense"),
        (["build", "--jobs", "none"], "jobs"),
        (["build", "--base", "not an iri"], "base IRI"),
        (["query", "nowhere.rq"], "nowhere.rq"),
        (["ask", "no-such-question"], "no-such-question"),
        (["remove", "nothing.txt"], "nothing.txt"),
        (["rollback", "0000"], "0000"),
        (["audit", "--rule", "no-such-rule"], "no-such-rule"),
        (["query", "--endpoint", "ftp://example.org/", "-e", "ASK {}"], "http"),
        (["extract", "nowhere.txt"], "nowhere.txt: there is no such file"),
        (["query", "-e", "SELECT * {\n ?s ?p }"], "line 2, column"),
        (["query", "-e", "SELECT * { ?s a cp:Plan ?x }"], "line 1, column 25"),
    ],
)
def test_wrong_use_is_one_line_and_exits_2(
    store: Path, arguments: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capfd.readouterr()
    assert shown.out == ""
    assert words in shown.err
    assert shown.err.startswith("crossplan: ")
    assert len(shown.err.splitlines()) == 1


def test_a_store_that_is_not_there_says_how_to_make_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["query", "-e", "ASK {}", "--store", str(tmp_path)]) == 2
    assert "crossplan build" in capfd.readouterr().err


def test_build_prints_a_table_and_keeps_errors_apart(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"")
    store = ["--store", str(tmp_path / "store")]
    assert run(["build", str(ACTION_PLAN), *store]) == 0
    assert "21" in capfd.readouterr().out
    assert run(["build", str(ACTION_PLAN), str(bad), *store]) == 2
    shown = capfd.readouterr()
    assert "003_616b7deda69461c0.txt" in shown.out
    assert "坏.txt: the file is empty" in shown.err
    assert run(["build", str(ACTION_PLAN), str(bad), "--skip-bad", *store]) == 0


def test_extract_prints_the_graph_of_one_document(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["extract", str(ACTION_PLAN), "--format", "nquads"]) == 0
    quads = list(ox.parse(capfdbinary.readouterr().out, format=ox.RdfFormat.N_QUADS))
    measure = ox.NamedNode("https://w3id.org/crossplan/ontology#Measure")
    assert sum(q.object == measure for q in quads) == 21
    assert {str(q.graph_name) for q in quads} == {
        "<https://w3id.org/crossplan/graph/document/003-616b7deda69461c0-9894ea1f>"
    }


@pytest.mark.parametrize(
    ("form", "parsed"),
    [("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("trig", ox.RdfFormat.TRIG)],
)
def test_extract_says_the_same_in_every_format(
    form: str, parsed: ox.RdfFormat, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["extract", str(ACTION_PLAN), "--format", "nquads"])
    expected = {q.triple for q in ox.parse(capfdbinary.readouterr().out, format=ox.RdfFormat.N_QUADS)}
    assert run(["extract", str(ACTION_PLAN), "--format", form]) == 0
    assert {q.triple for q in ox.parse(capfdbinary.readouterr().out, format=parsed)} == expected


def test_extract_prints_the_records_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(ACTION_PLAN), "--format", "json"]) == 0
    records = json.loads(capfd.readouterr().out)
    assert sum(r["type"] == "Measure" for r in records) == 21


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("计划.docx", docx_of([TITLE, *PROSE]), "paragraph"),
        ("计划.pdf", pdf_of(PROSE, title=TITLE), "page"),
        ("计划.xlsx", xlsx_of(TABLE), "cell"),
    ],
)
def test_extract_says_where_in_the_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes, place: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert run(["extract", str(file), "--format", "json"]) == 0
    spans = [r for r in json.loads(capfd.readouterr().out) if r["type"] == "Span"]
    assert spans
    assert all(place in span for span in spans)


def test_extract_says_what_to_do_with_a_format_that_is_not_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "计划.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "WordDocument".encode("utf-16-le"))
    assert run(["extract", str(file)]) == 2
    shown = capfd.readouterr()
    assert shown.out == ""
    assert (
        shown.err
        == f"crossplan: {file}: this is an old Office file (.doc, .wps); open it and save it as .docx\n"
    )


def test_query_prints_tables_and_every_format(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    question = "SELECT (COUNT(?m) AS ?measures) { ?m a cp:Measure }"
    assert run(["query", "-e", question]) == 0
    assert capfd.readouterr().out.split() == ["measures", "105"]
    assert run(["query", "-e", question, "--format", "csv"]) == 0
    assert capfd.readouterr().out.split() == ["measures", "105"]
    assert run(["query", "-e", question, "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["results"]["bindings"][0]["measures"]["value"] == "105"
    assert (
        run(["query", "-e", "CONSTRUCT { ?p a cp:Plan } { ?d cp:carries ?p }", "--format", "ntriples"]) == 0
    )
    assert len(capfd.readouterr().out.splitlines()) == 5
    assert run(["query", "-e", "CONSTRUCT { ?p a cp:Plan } { ?d cp:carries ?p }"]) == 0
    assert "cp:Plan" in capfd.readouterr().out


def test_a_query_comes_from_a_file_too(
    store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?p a cp:Plan }", encoding="utf-8")
    assert run(["query", str(file)]) == 0
    assert capfd.readouterr().out.split() == ["answer", "true"]


def test_an_empty_answer_may_be_a_no(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nothing = "SELECT * { <http://example.org/> ?p ?o }"
    assert run(["query", "-e", nothing]) == 0
    assert run(["query", "-e", nothing, "--fail-empty"]) == 1
    assert run(["query", "-e", nothing, "--fail-empty", "--format", "csv"]) == 1
    assert run(["query", "-e", "ASK {}", "--fail-empty", "--format", "json"]) == 0


def test_terms_of_the_ontology_have_their_names_in_tables(
    store: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    question = ["ask", "conflicting-targets", "indicator=智慧社区"]
    for more, words in (([], "左右"), (["--lang", "en"], "about"), (["--iris"], "cp:About")):
        assert run([*question, *more]) == 0
        assert words in capfd.readouterr().out.split()


def test_an_empty_answer_says_why(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for agency, why in (
        ("省财务厅", "这里没有“省财务厅”；此处应填：部门（全称、简称或曾用名）。\n"),
        ("省教育厅", "没有一处写明由该部门牵头；并列负责、居首都不算牵头。\n"),
        ("省大数据局", ""),
    ):
        assert run(["ask", "agency-leads", f"agency={agency}"]) == 0
        assert capfd.readouterr().err == why


def test_an_answer_without_source_words_says_why(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "absent-or-missed", "--grounds", "words"]) == 0
    assert capfd.readouterr().err.startswith("答案所依据的不在文件的文字之中：原文没有写的内容，")


def test_questions_are_listed_and_answered(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask"]) == 0
    listed = capfd.readouterr().out.splitlines()
    assert len(listed) >= 12
    assert run(["ask", listed[0].split()[0], "--format", "csv"]) == 0
    assert run(["ask", listed[0].split()[0], "no-equals-sign"]) == 2
    capfd.readouterr()
    for given, words in (
        (("--lang", "en"), "times"),
        (("--lang", "zh"), "时间"),
        (("--format", "csv"), "schedules"),
    ):
        assert run(["ask", "absent-or-missed", *given]) == 0
        assert words in capfd.readouterr().out.replace(",", " ").split()


def test_the_audit_fails_on_what_it_is_told_to(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--format", "json", "--fail-on", "never"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert report["counts"]["severity"]["violation"] > 0
    assert {"rule", "severity", "focus", "path", "value", "message", "plan", "evidence"} <= report[
        "findings"
    ][0].keys()
    assert all(rule["looked_at"] is not None for rule in report["rules"])
    assert run(["audit", "--rule", "measure-has-unit"]) == 0
    assert run(["audit"]) == 1
    assert run(["audit", "--rule", "measure-has-lead", "--fail-on", "warning"]) == 1
    capfd.readouterr()


def test_somebody_s_own_file_is_validated(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix cp: <https://w3id.org/crossplan/ontology#> . <http://e/m> a cp:Measure .", encoding="utf-8"
    )
    assert run(["validate", str(file), "--format", "json"]) == 1
    assert json.loads(capfd.readouterr().out)["findings"]
    file.write_text("this is no Turtle", encoding="utf-8")
    assert run(["validate", str(file)]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_generations_are_listed_and_one_goes_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path)]
    run(["build", str(ACTION_PLAN), *store])
    run(["add", str(bundled_corpus() / "002_1e87c15ab2174088.txt"), *store])
    capfd.readouterr()
    assert run(["generations", *store]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line[0] for line in lines] == ["*", " "]
    assert run(["rollback", *store]) == 0
    capfd.readouterr()
    run(["generations", *store])
    assert sorted(line[0] for line in capfd.readouterr().out.splitlines()) == [" ", "*"]
    assert (
        run(["remove", "003_616b7deda69461c0.txt", *store]) == 2
    )  # it is the only one left: nothing changes


def test_export_writes_files_that_load_again(
    store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(tmp_path / "out")]) == 0
    names = {f.name for f in (tmp_path / "out").iterdir()}
    assert {"crossplan.nq", "crossplan.ttl", "void.ttl", "SHA256SUMS"} <= names
    tables = {
        f.stem: f.read_text(encoding="utf-8-sig").splitlines() for f in (tmp_path / "out").glob("*.csv")
    }
    assert tables.keys() == {
        "plans", "measures", "assignments", "schedules", "targets", "projects", "continuations",
    }  # fmt: skip
    assert any("加快建设" in row for row in tables["projects"])
    assert all(len(rows) > 1 for rows in tables.values())
    again = LocalStore()
    again.engine.bulk_load(path=str(tmp_path / "out" / "crossplan.nq"), format=ox.RdfFormat.N_QUADS)
    assert len(again) > 40_000
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "out", check=False
    )
    assert done.returncode == 0
    assert run(["export", str(tmp_path / "out")]) == 2  # never over what is there
