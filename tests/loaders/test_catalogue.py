"""The catalogue: rows that people type, and the slips that it refuses."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from loaders.catalogue import CatalogueError, bundled_corpus, read_catalogue
from loaders.load import catalogue_quads, load
from ontology.iri import Namer
from ontology.records import Document, Plan
from tests.loaders.reading import CORPUS, corpus_file

ROW = """[[document]]
file = "plan.txt"
sha256 = "{sha256}"
title = "测试方案"
kind = "plan"
origin = "手工录入"
carries = [{{ title = "浙江省测试方案", kind = "方案", issuer = "浙江省人民政府办公厅" }}]
"""
TEXT = (
    "一、任务\n1.建设平台。建成平台。（责任单位：省数据局）\n2.优化服务。推进服务。（责任单位：省教育厅）\n"
)


def test_the_bundled_catalogue_knows_every_document_by_its_bytes() -> None:
    rows = read_catalogue(bundled_corpus())
    files = [corpus_file(number) for number in CORPUS]
    assert {hashlib.sha256(f.read_bytes()).hexdigest(): f.name for f in files} == {
        s: r.file for s, r in rows.items()
    }


def test_a_folder_without_a_catalogue_has_no_rows(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == {}


def test_a_row_applies_where_the_bytes_agree_and_only_there(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(TEXT, encoding="utf-8")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    (tmp_path / "catalogue.toml").write_text(ROW.format(sha256=sha256), encoding="utf-8")
    rows = read_catalogue(tmp_path)
    named = load(file, rows, Namer())
    assert [r.title for r in named.records if isinstance(r, Plan)] == ["浙江省测试方案"]
    file.write_text(TEXT + "3.完善机制。健全机制。（责任单位：省财政厅）\n", encoding="utf-8")
    changed = load(file, rows, Namer())
    assert [r.title for r in changed.records if isinstance(r, Plan)] != ["浙江省测试方案"]


def test_a_row_tells_the_day_of_the_plan_that_a_report_is_about() -> None:
    rows = read_catalogue(bundled_corpus())
    plan, report = (
        next(r for r in load(corpus_file(number), rows, Namer()).records if isinstance(r, Document))
        for number in ("000", "002")
    )
    assert report.reports_on == plan.carries


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[[document]\n", "not a readable catalogue"),
        ('[[document]]\nfile = "a.txt"\n', "is missing"),
        (ROW.format(sha256="0" * 64) + 'colour = "red"\n', "colour"),
        (ROW.format(sha256="0" * 64).replace("title = \"浙江省测试方案\", ", ""), "title"),
        (ROW.format(sha256="0" * 64) * 2, "sha256 of another row"),
        (ROW.format(sha256="0" * 64) + 'reports_on = [{ title = "测试方案", issued = "2025年" }]\n', "no date: 2025年"),
        (ROW.format(sha256="0" * 64) + "reports_on = [{ issued = 2025-04-07 }]\n", "no title"),
        (ROW.format(sha256="0" * 64) + "interprets = [2025]\n", "not: 2025"),
    ],
)  # fmt: skip
def test_slips_are_told_with_their_place(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "catalogue.toml").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"catalogue\.toml") as error:
        read_catalogue(tmp_path)
    assert reason in str(error.value)


def test_the_catalogues_graph_says_what_each_document_is() -> None:
    rows = read_catalogue(bundled_corpus())
    lines = catalogue_quads(rows.values(), Namer()).decode().splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith("<https://w3id.org/crossplan/graph/catalogue> .") for line in lines)
    assert sum(f"ontology#{Document.__name__}>" in line for line in lines) == len(CORPUS)
