"""Corrections by people: rows read from their file, applied to what was read, and never dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.corrections.rows import (
    REASONS,
    CorrectionRow,
    CorrectionsError,
    bundled_corrections,
    figure,
    read_corrections,
    when,
)
from loaders.load import Loaded, load_bytes
from ontology.iri import Namer
from ontology.records import (
    Agency,
    Assignment,
    Correction,
    Measure,
    Project,
    ProjectMention,
    ReadingNote,
    Region,
    Span,
)
from tests.loaders.reading import Facts

HEAD = "document,quote,fact,was,right,who,why,date\n"

TEXT = """云岭省2025年数字化工作要点

一、主要任务
1.推进智慧社区建设。年内建成智慧社区300个，实施邻里服务提升工程。（牵头单位：省民政厅；责任单位：省财政厅）
2.完善数据目录。6月底前完成数据目录编制。（责任单位：省档案馆）
3.推进校园联网。在全省中小学开通专线。（牵头单位：省教育厅）推进医院联网，接入省级平台。（牵头单位：省卫生健康委；配合单位：省医保局）
4.做好日常保障。保持各项系统平稳运行。（责任单位：省公安厅）
"""


def row(quote: str, fact: str, was: str, right: str, line: int = 2) -> CorrectionRow:
    return CorrectionRow(
        "plan.txt",
        quote,
        fact,
        was,
        right,
        "审计处 林某",
        "与原文不符",
        "2025-04-01",
        "corrections.csv",
        line,
    )


def loaded(*rows: CorrectionRow, text: str = TEXT) -> Loaded:
    return load_bytes(text.encode(), "plan.txt", {}, Namer(), rows)


def corrected(*rows: CorrectionRow, text: str = TEXT) -> Facts:
    found = loaded(*rows, text=text)
    assert [u.reason for u in found.unapplied] == []
    return Facts(found.records)


def measure(facts: Facts, number: int) -> Measure:
    return next(m for m in facts.measures if m.number == str(number))


def roles(facts: Facts, number: int) -> list[str]:
    item = measure(facts, number)
    return [f"{a.role} {a.mention} {a.basis}" for a in facts.all(Assignment, item.assignment)]


def all_references_are_kept(facts: Facts) -> None:
    """Nothing in a measure or clause refers to a record that is not there."""
    known = {r.iri for r in facts.records}
    for item in [*facts.measures, *(r for m in facts.measures for r in facts.records if r.iri in m.clause)]:
        for name in (
            "lead",
            "cooperating",
            "responsible",
            "assignment",
            "schedule",
            "target",
            "project",
            "region",
        ):
            assert set(getattr(item, name, ())) <= known, (item.iri, name)
        assert set(item.evidence) <= known


def test_what_is_read_without_corrections() -> None:
    facts = corrected()
    assert roles(facts, 1) == ["Lead 省民政厅 Stated", "Responsible 省财政厅 Stated"]
    assert facts.schedules(measure(facts, 2)) == ["Due 2025-06 Completed year-inferred"]
    assert len(measure(facts, 3).clause) == 2
    assert facts.of(Correction) == []


# --- units ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "number", "expected"),
    [
        (  # missed
            [row("责任单位：省档案馆", "cooperating", "", "省财政厅")],
            2,
            ["Responsible 省档案馆 Stated", "Cooperating 省财政厅 Corrected"],
        ),
        (  # no unit at all
            [row("责任单位：省档案馆", "responsible", "省档案馆", "")],
            2,
            [],
        ),
        (  # another
            [row("责任单位：省档案馆", "responsible", "省档案馆", "省档案局")],
            2,
            ["Responsible 省档案局 Corrected"],
        ),
        (  # in another role: one row takes away, one adds
            [
                row("责任单位：省财政厅", "responsible", "省财政厅", ""),
                row("责任单位：省财政厅", "cooperating", "", "省财政厅"),
            ],
            1,
            ["Lead 省民政厅 Stated", "Cooperating 省财政厅 Corrected"],
        ),
        (  # of one clause
            [row("配合单位：省医保局", "cooperating", "省医保局", "省药监局")],
            3,
            ["Lead 省教育厅 Stated", "Lead 省卫生健康委 Stated", "Cooperating 省药监局 Corrected"],
        ),
    ],
    ids=["missed", "none", "another", "role", "clause"],
)
def test_units(rows: list[CorrectionRow], number: int, expected: list[str]) -> None:
    facts = corrected(*rows)
    assert roles(facts, number) == expected
    item = measure(facts, number)
    held = facts.all(Assignment, item.assignment)
    for role, field in (("Lead", "lead"), ("Cooperating", "cooperating"), ("Responsible", "responsible")):
        assert set(getattr(item, field)) == {a.agency for a in held if a.role == role}
    all_references_are_kept(facts)


def test_a_unit_of_a_clause_is_one_of_its_measure_too() -> None:
    facts = corrected(row("接入省级平台", "cooperating", "", "省数据局"))
    found = measure(facts, 3)
    first, second = (next(r for r in facts.records if r.iri == iri) for iri in found.clause)
    assert "省数据局" not in "".join(facts.mentions(first, "Cooperating"))  # type: ignore[arg-type]
    assert facts.mentions(second, "Cooperating") == ["省医保局", "省数据局"]  # type: ignore[arg-type]
    assert facts.mentions(found, "Cooperating") == ["省医保局", "省数据局"]


def test_an_agency_that_nothing_names_any_more_is_gone() -> None:
    facts = corrected(row("责任单位：省档案馆", "responsible", "省档案馆", "省档案局"))
    names = {name for a in facts.of(Agency) for name in (a.pref_label, *a.alt_label)}
    assert "省档案局" in names
    assert "省档案馆" not in names


# --- times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "was", "right", "number", "expected"),
    [
        ("6月底前完成", "Due 2025-06", "Due 2025-07", 2, ["Due 2025-07 Completed corrected"]),
        ("6月底前完成", "Due 2025-06", "Due 2025-06 SubstantiallyCompleted", 2,
         ["Due 2025-06 SubstantiallyCompleted corrected"]),
        # a measure that names no time any more has the plan's year
        ("6月底前完成", "Due 2025-06", "", 2, ["Due 2025 inherited"]),
        # and one that names one has it no more
        ("平稳运行", "", "Ongoing", 4, ["Ongoing corrected"]),
        ("平稳运行", "", "Recurring Quarterly", 4, ["Recurring Quarterly corrected"]),
        ("平稳运行", "", "Staged from 2025-03 2025-09-30", 4, ["Staged from 2025-03 2025-09-30 corrected"]),
    ],
)  # fmt: skip
def test_times(quote: str, was: str, right: str, number: int, expected: list[str]) -> None:
    facts = corrected(row(quote, "schedule", was, right))
    assert facts.schedules(measure(facts, number)) == expected
    all_references_are_kept(facts)


# --- targets -------------------------------------------------------------------------------------


def targets(facts: Facts, number: int) -> list[str]:
    return facts.targets(measure(facts, number).target)


READ = "智慧社区 = 300 个"


@pytest.mark.parametrize(
    ("was", "right", "expected"),
    [
        (READ, "智慧社区 = 3000 个", ["智慧社区 = 3000 个 by 2025"]),
        (READ, "智慧社区 >= 300 个", ["智慧社区 >= 300 个 by 2025"]),
        (READ, "智慧社区 = 300 家", ["智慧社区 = 300 家 by 2025"]),
        (READ, "智慧小区 = 300 个", ["智慧小区 = 300 个 by 2025"]),
        (READ, "智慧社区 = 300 个 by 2025-06", ["智慧社区 = 300 个 by 2025-06"]),
        (f"{READ} by 2025", READ, ["智慧社区 = 300 个"]),
        (READ, "", []),
        ("", "邻里服务站 ~ 50 个", ["智慧社区 = 300 个 by 2025", "邻里服务站 ~ 50 个"]),
    ],
)
def test_targets(was: str, right: str, expected: list[str]) -> None:
    facts = corrected(row("建成智慧社区300个", "target", was, right))
    assert targets(facts, 1) == expected
    all_references_are_kept(facts)


# --- titles, projects, regions -------------------------------------------------------------------


def test_a_title() -> None:
    facts = corrected(row("完善数据目录", "title", "完善数据目录", "完善公共数据目录"))
    assert measure(facts, 2).title == measure(facts, 2).label == "完善公共数据目录"


def test_projects_are_added_and_taken_away() -> None:
    facts = corrected(
        row("邻里服务提升工程", "project", "邻里服务提升工程", "邻里服务工程"),
        row("在全省中小学开通专线", "project", "", "校园专线"),
    )
    assert facts.names(measure(facts, 1).project) == ["邻里服务工程"]
    assert facts.names(measure(facts, 3).project) == ["校园专线"]
    assert "邻里服务提升工程" not in {p.pref_label for p in facts.of(Project)}
    # and what is said of it where it stands
    said = {m.label: m for m in facts.of(ProjectMention)}
    assert [said[name].basis for name in ("邻里服务工程", "校园专线")] == ["Corrected", "Corrected"]
    assert said["邻里服务工程"].mention == "邻里服务提升工程"
    assert measure(facts, 3).mention == (said["校园专线"].iri,)
    all_references_are_kept(facts)


@pytest.mark.parametrize(("year", "city"), [(2018, "莱芜市"), (2021, "济南市")])
def test_a_region_is_the_one_that_had_the_name_when_the_plan_was_made(year: int, city: str) -> None:
    text = TEXT.replace("云岭省", "山东省").replace("2025", str(year))
    facts = corrected(row("在全省中小学开通专线", "region", "", "钢城区"), text=text)
    regions = {r.iri: r for r in facts.records if isinstance(r, Region)}
    [district] = measure(facts, 3).region
    assert [regions[above].pref_label for above in regions[district].within] == [city]


def test_a_region_is_one_of_the_registry() -> None:
    facts = corrected(row("在全省中小学开通专线", "region", "", "济南市"))
    assert facts.names(measure(facts, 3).region) == ["济南市"]
    assert "370100" in {r.notation for r in facts.of(Region)}


# --- what is kept of a row -----------------------------------------------------------------------


def test_a_correction_says_what_was_read_who_says_otherwise_and_where() -> None:
    facts = corrected(row("6月底前完成", "schedule", "Due 2025-06", "Due 2025-07"))
    (kept,) = facts.of(Correction)
    assert (kept.was_read, kept.is_right, kept.fact_kind) == ("Due 2025-06", "Due 2025-07", "schedule")
    assert (kept.corrected_by, kept.reason, str(kept.date)) == ("审计处 林某", "与原文不符", "2025-04-01")
    (iri,) = measure(facts, 2).schedule
    assert kept.corrects == (iri,)
    (span,) = facts.spans(kept)
    assert TEXT[span.start : span.end] == span.exact == "6月底前完成"


def test_the_quote_may_be_as_received_or_as_cleaned() -> None:
    text = TEXT.replace("数据目录编制", "數據目錄編制")
    for quote in ("完成數據目錄編制", "完成数据目录编制"):
        facts = corrected(row(quote, "schedule", "Due 2025-06", "Due 2025-07"), text=text)
        (span,) = facts.spans(facts.of(Correction)[0])
        assert text[span.start : span.end] == "完成數據目錄編制"


def test_the_same_corrections_give_the_same_bytes() -> None:
    rows = [row("责任单位：省档案馆", "lead", "", "省财政厅"), row("平稳运行", "schedule", "", "Ongoing")]
    assert loaded(*rows).quads == loaded(*rows).quads


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (row("文中没有的话", "lead", "", "省财政厅"), "gone"),
        (row("责任单位", "lead", "", "省财政厅"), "ambiguous"),
        (row("云岭省2025年", "lead", "", "省财政厅"), "unowned"),
        (row("责任单位：省档案馆", "lead", "省档案馆", "省财政厅"), "unread"),
        (row("责任单位：省档案馆", "responsible", "", "省档案馆"), "settled"),
        (row("责任单位：省档案馆", "responsible", "省财政厅", "省档案馆"), "settled"),
        (row("责任单位：省档案馆", "cooperating", "省档案馆", ""), "settled"),
        (row("6月底前完成", "schedule", "Due 2025-05", "Due 2025-07"), "unread"),
        (row("6月底前完成", "schedule", "", "Due 2025-06"), "settled"),
        (row("建成智慧社区300个", "target", "智慧社区 = 200 个", "智慧社区 = 400 个"), "unread"),
        (row("建成智慧社区300个", "target", "智慧社区 = 200 个", READ), "settled"),
        (row("完善数据目录", "title", "目录", "数据目录"), "unread"),
        (row("在全省中小学开通专线", "region", "", "无此地市"), "unknown"),
    ],
)
def test_a_row_that_does_not_fit_changes_nothing_and_is_told(given: CorrectionRow, reason: str) -> None:
    found = loaded(given)
    assert [u.reason for u in found.unapplied] == [reason]
    assert str(found.unapplied[0]).startswith("corrections.csv:2: not applied: " + REASONS[reason][1])
    notes = [r for r in found.records if isinstance(r, ReadingNote)]
    kept = [n for n in notes if n.kind == "correction-not-applied"]
    assert [(n.concerns, REASONS[reason][0] in (n.text or "")) for n in kept] == [(found.iri, True)]
    left = [r for r in found.records if r not in kept and not isinstance(r, Span)]
    assert left == [r for r in loaded().records if not isinstance(r, Span)]


# --- the file ------------------------------------------------------------------------------------


def test_a_folder_without_corrections_has_none(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == []


def test_the_corrections_of_the_project_can_be_read() -> None:
    read_corrections(bundled_corrections())


def test_rows_know_their_lines(tmp_path: Path) -> None:
    content = (
        HEAD
        + '\na.txt,"两行\n引文",lead,,省财政厅,甲,漏读,2025-01-02\n,,,,,,,\nb.txt,词,title,旧,新,乙,误读,2025-01-03\n'
    )
    (tmp_path / "corrections.csv").write_text("\ufeff" + content, encoding="utf-8")
    rows = read_corrections(tmp_path)
    assert [(r.document, r.line) for r in rows] == [("a.txt", 3), ("b.txt", 6)]
    assert rows[0].file == str(tmp_path / "corrections.csv")


GOOD = "a.txt,词,lead,,省财政厅,甲,漏读,2025-01-02\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("document,quote\n", ":1: the first line must be: document,quote,fact,was"),
        ("", ":1: the file is empty"),
        (HEAD + GOOD + "a.txt,词,lead\n", ":3: a row has 8 cells, this one 3"),
        (HEAD + GOOD.replace("甲", ""), ":2: “who” is empty"),
        (HEAD + GOOD.replace("lead", "leader"), ":2: “leader” is no kind of fact"),
        (HEAD + GOOD.replace("省财政厅", ""), ":2: “was” and “right” are the same"),
        (HEAD + GOOD.replace("2025-01-02", "2日"), ":2: Invalid isoformat string"),
        (HEAD + GOOD.replace("lead", "schedule"), ":2: “省财政厅” is no schedule"),
        (HEAD + GOOD.replace("lead", "target"), ":2: “省财政厅” is no target"),
        (HEAD + 'a.txt,"词,lead\n', ":2: unexpected end of data"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "corrections.csv").write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionsError) as error:
        read_corrections(tmp_path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


EDITED = [
    ("in the encoding of the country", (HEAD + GOOD).encode("gb18030")),
    ("as text between tabs", (HEAD + GOOD).replace(",", "\t").encode("utf-16")),
    ("between semicolons", (HEAD + GOOD).replace(",", ";").encode("utf-8-sig")),
    ("with dates of its own", (HEAD + GOOD.replace("2025-01-02", "2025/1/2")).encode()),
    ("with empty columns", (HEAD + GOOD).replace("\n", ",,\r\n").encode()),
]


@pytest.mark.parametrize("content", [e[1] for e in EDITED], ids=[e[0] for e in EDITED])
def test_a_file_saved_by_a_spreadsheet_program_is_read_alike(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    (found,) = read_corrections(tmp_path)
    assert (found.quote, found.right, found.date, found.line) == ("词", "省财政厅", "2025-01-02", 2)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_bytes((HEAD + GOOD).encode("gb18030") + b"\xff")
    with pytest.raises(CorrectionsError, match="not readable as UTF-8"):
        read_corrections(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "soon", "Due2025", "Due 2025-13", "Due 2025 Sometimes", "智慧社区", "x >= many"]
)
def test_values_that_say_nothing_are_refused(text: str) -> None:
    for read in (when, figure):
        with pytest.raises(ValueError, match="no"):
            read(text)
