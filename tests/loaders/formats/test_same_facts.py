"""The same plan gives the same facts in every format, and each fact leads back to its place in the file."""

from __future__ import annotations

import re

import pytest

from loaders.formats import read
from loaders.load import Loaded, load_bytes
from ontology.iri import Namer
from ontology.records import Plan, Span
from tests.loaders.formats.writing import PROSE, TABLE, TITLE, csv_of, docx_of, html_of, pdf_of, xlsx_of
from tests.loaders.reading import Facts

TEXT = "\n".join([TITLE, *PROSE]) + "\n"
ROWS = "\n".join([TITLE, *("\t".join(row) for row in TABLE)]) + "\n"
HEADED = ((TITLE, "", "", "", ""), *TABLE)

PROSE_FILES = {
    "plan.txt": TEXT.encode(),
    "plan.docx": docx_of([TITLE, *PROSE]),
    "plan.html": html_of([TITLE, *PROSE]).encode(),
    "plan.pdf": pdf_of(PROSE, title=TITLE),
}
TABLE_FILES = {
    "plan.txt": ROWS.encode(),
    "plan.docx": docx_of([TITLE], TABLE),
    "plan.html": html_of([TITLE], TABLE).encode(),
    "plan.pdf": pdf_of((), TABLE, title=TITLE),
    "plan.xlsx": xlsx_of(HEADED),
    "plan.csv": csv_of(HEADED).encode("utf-8-sig"),
    "gbk.csv": csv_of(HEADED, delimiter=";").encode("gb18030"),
}


def facts(loaded: Loaded) -> list[object]:
    found = Facts(loaded.records)
    return [
        (
            m.number,
            m.title,
            m.text,
            [found.mentions(m, role) for role in ("Lead", "Cooperating", "Responsible")],
            found.schedules(m),
            found.targets(m.target),
        )
        for m in found.measures
    ]


def loaded(content: bytes, name: str) -> Loaded:
    return load_bytes(content, name, {}, Namer())


@pytest.mark.parametrize("name", PROSE_FILES)
def test_a_plan_in_prose_is_read_alike(name: str) -> None:
    plain = facts(loaded(PROSE_FILES["plan.txt"], "plan.txt"))
    assert len(plain) == 4
    assert facts(loaded(PROSE_FILES[name], name)) == plain


@pytest.mark.parametrize("name", TABLE_FILES)
def test_a_plan_in_a_table_is_read_alike(name: str) -> None:
    plain = facts(loaded(TABLE_FILES["plan.txt"], "plan.txt"))
    assert len(plain) == 3
    assert facts(loaded(TABLE_FILES[name], name)) == plain


EVERY = [*PROSE_FILES.items(), *TABLE_FILES.items()]


@pytest.mark.parametrize(("name", "content"), EVERY, ids=[name for name, _ in EVERY])
def test_the_title_is_read_and_every_span_is_at_its_place(name: str, content: bytes) -> None:
    one = loaded(content, name)
    assert TITLE in [p.title for p in Facts(one.records).of(Plan)]
    spans = Facts(one.records).of(Span)
    assert len(spans) > 8
    for span in spans:
        assert one.received[span.start : span.end] == span.exact
        has = [n for n in ("page", "paragraph", "cell") if getattr(span, n) is not None]
        wanted = {"docx": "paragraph", "html": "paragraph", "pdf": "page", "xlsx": "cell", "csv": "cell"}
        assert has == [wanted[ending] for ending in [name.split(".")[1]] if ending in wanted]


@pytest.mark.parametrize(("name", "content"), EVERY, ids=[name for name, _ in EVERY])
def test_the_file_is_told_by_what_is_in_it(name: str, content: bytes) -> None:
    if name.endswith(".csv"):  # any text may be one
        return
    assert read(content, "upload.bin").text == read(content, name).text


def test_a_cell_is_the_one_that_a_program_shows() -> None:
    one = loaded(TABLE_FILES["plan.xlsx"], "plan.xlsx")
    cells = {s.words: s.cell for s in Facts(one.records).of(Span) if s.cell}
    assert cells["市住房城乡建设局"] == "分工表!C4"
    assert cells["市教育局"] == "分工表!D3"
    same = loaded(TABLE_FILES["plan.csv"], "plan.csv")
    assert {s.words: s.cell for s in Facts(same.records).of(Span)}["市教育局"] == "plan!D3"


def test_a_page_is_counted_from_one() -> None:
    paragraphs = [*PROSE, *(re.sub(r"^\d+", str(n), PROSE[2]) for n in range(5, 25))]
    one = loaded(pdf_of(paragraphs, title=TITLE), "plan.pdf")
    pages = [s.page for s in sorted(Facts(one.records).of(Span), key=lambda s: s.start)]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == {1, 2, 3, 4, 5}
    assert len(Facts(one.records).measures) == 24
