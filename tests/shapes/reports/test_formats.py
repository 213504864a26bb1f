"""Every format holds the same findings, the waived ones apart, and one audit is always the same bytes."""

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pyoxigraph as ox
import pytest
from lxml import etree, html
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from ontology.terms import CPS
from shapes.data import graph_of
from shapes.findings import Audit
from shapes.reports import FORMATS, render
from shapes.reports.terminal import as_lines
from shapes.selection import select
from tests.shapes.reports.sample import BUREAU, OTHER, PLAN, finding, many, sample

Keys = tuple[Counter[str], Counter[str]]


def of_json(written: bytes) -> Keys:
    report = json.loads(written)
    return Counter(f["key"] for f in report["findings"]), Counter(f["key"] for f in report["waived"])


def of_graph(ending: str) -> Callable[[bytes], Keys]:
    def keys(written: bytes) -> Keys:
        graph: Graph = graph_of(ox.parse(written, format=ox.RdfFormat.from_extension(ending)))
        found: Keys = Counter(), Counter()
        for result in graph.objects(None, SH.result):
            waived = graph.value(result, URIRef(CPS.waiver)) is not None
            found[waived][str(graph.value(result, URIRef(CPS.key)))] += 1
        return found

    return keys


def of_csv(written: bytes) -> Keys:
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1:]
    return Counter(row[-1] for row in rows if not row[16]), Counter(row[-1] for row in rows if row[16])


def of_workbook(written: bytes) -> Keys:
    book = openpyxl.load_workbook(io.BytesIO(written), read_only=True)
    found: dict[str, Counter[str]] = {}
    for name in book.sheetnames:
        rows = list(book[name].iter_rows(values_only=True))
        if rows and "发现代号" in rows[0] and "变化" not in rows[0]:
            kind = name.split(" ")[0]
            found.setdefault(kind, Counter()).update(str(row[rows[0].index("发现代号")]) for row in rows[1:])
    return found["发现"], found.get("已豁免", Counter())


def of_junit(written: bytes) -> Keys:
    found: Keys = Counter(), Counter()
    for case in etree.fromstring(written).iter("testcase"):
        key = re.search(r"\[([0-9a-f]{16})\]$", str(case.get("name")))
        if key:
            found[case.find("skipped") is not None][key[1]] += 1
    return found


def of_html(written: bytes) -> Keys:
    page = html.fromstring(written)

    def keys(section: str) -> Counter[str]:
        return Counter(
            code for code in page.xpath(f"//section[@aria-labelledby='{section}']//dd/code/text()")
        )  # fmt: skip

    return keys("findings"), keys("waived")


READERS: dict[str, Callable[[bytes], Keys]] = {
    "json": of_json,
    "turtle": of_graph("ttl"),
    "jsonld": of_graph("jsonld"),
    "csv": of_csv,
    "csv-excel": of_csv,
    "xlsx": of_workbook,
    "html": of_html,
    "junit": of_junit,
}


def test_the_formats() -> None:
    assert list(FORMATS) == ["text", "json", "turtle", "jsonld", "csv", "csv-excel", "xlsx", "html", "junit"]
    assert set(READERS) == set(FORMATS) - {"text"}
    with pytest.raises(KeyError):
        render(sample(), "pdf")


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize(
    "audit",
    [
        sample(),
        many(300, plans=7),
        select(sample(), plan=OTHER),
        select(sample(), agency=BUREAU.iri, severity="warning"),
        select(sample(), rule="idle"),
        # the same finding twice, as two shapes of a rule can make it
        replace(sample(), findings=(sample().findings[0],) * 2),
    ],
    ids=["sample", "many", "plan", "agency and severity", "none", "twice"],
)
def test_every_format_holds_the_same_findings(form: str, audit: Audit) -> None:
    standing, waived = READERS[form](render(audit, form))
    assert standing == Counter(f.key for f in audit.findings)
    assert waived == Counter(w.finding.key for w in audit.waived)


def test_text_holds_them_too_where_no_list_is_capped() -> None:
    audit = many(300, plans=7)
    text = "".join(line.strip() for line in as_lines(audit, most=None))
    for f in audit.findings:
        assert f"{f.number}. 推进数据共享：第{f.number}条措施有问题。" in text


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_any_kind_are_held(form: str) -> None:
    wild = "<b>&amp;]]>\"'\x00\x08\ufffe\U0001f600“》\r\n\tend"
    audit = replace(
        sample(),
        findings=(finding("has-lead", 1, words=wild, title=wild, value=ox.Literal(wild)),),
        waived=(),
    )
    written = render(audit, form)
    if form in READERS:
        assert READERS[form](written)[0] == Counter({audit.findings[0].key: 1})
    if form == "junit":
        assert r"\x00\x08\ufffe" in written.decode()
    if form == "html":
        assert b"<b><b>" not in written


_AGAIN = """
import hashlib, sys
from tests.shapes.reports.sample import sample
from shapes.reports import FORMATS, render
for form in FORMATS:
    for lang in ("zh", "en"):
        print(form, lang, hashlib.sha256(render(sample(), form, lang=lang)).hexdigest())
"""


def test_an_audit_is_always_the_same_bytes_also_in_another_process() -> None:
    said = [
        subprocess.run([sys.executable, "-c", _AGAIN], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0].count("\n") == 2 * len(FORMATS)
    assert said[0] == said[1]


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_audited_is_told_wherever_there_is_a_place(form: str) -> None:
    audit = select(sample(), severity="warning")
    written = render(audit, form)
    if form == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(written))["关于"].iter_rows(values_only=True)
        written = "\n".join(str(cell) for row in rows for cell in row).encode()
    if form in ("csv", "csv-excel"):
        return  # a row a finding, and nothing else
    text = written.decode()
    assert "0123456789abcdef" in text
    assert "5" * 12 in text
    assert "d" * 12 in text
    assert "severity" in text or "级别" in text
    assert "stated" in text or "只按写明的事实" in text


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"csv", "csv-excel"}))
def test_which_facts_were_audited_is_told(form: str) -> None:
    stated, everything = (render(replace(sample(), facts=f), form) for f in ("stated", "all"))  # type: ignore[arg-type]
    assert stated != everything


def test_a_plan_that_no_document_carries_keeps_its_iri() -> None:
    audit = replace(sample(), plans=())
    assert PLAN in render(audit, "csv").decode()
    assert PLAN in render(audit, "html").decode()
    assert PLAN in render(audit, "text").decode()
