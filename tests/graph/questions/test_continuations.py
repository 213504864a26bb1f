"""Questions 17, 18, 22 and 26: what goes on from plan to plan.

Each answer was found by reading the documents; “line” is the line of the file. Continuations are inferred, so the tests
name those that a reader finds in the two texts, and that what is said of the rest is no more than what is known.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from api.build import build, inputs
from ontology.terms import DEFAULT_BASE
from tests.graph.questions.asked import ACTION, POINTS, TABLE, Asked


def test_what_goes_on_what_may_and_what_was_not_found(ask: Asked) -> None:
    rows = ask("continued-measures")
    # every measure of 2025 has its row, and every one of 2021 stands beside one or in a row of its own
    assert {row["ordinal"] for row in rows if row["ordinal"]} == {str(n) for n in range(1, 28)}
    assert {row["earlier_ordinal"] for row in rows if row["earlier_ordinal"]} == {
        str(n) for n in range(1, 22)
    }
    told = {(row["ordinal"], row["earlier_ordinal"]): row for row in rows}
    office = told["10", "3"]  # 山东通, 人事、财务、机关事务、档案管理: 000 line 26, 003 line 9
    assert office["change"] == "continued"
    assert float(office["score"]) >= 0.95
    assert "档案管理" in office["words"]
    assert told["14", "15"]["words"] == "智慧社区"
    # 2021: 疫情精准防控; nothing of it stands in 2025
    assert told["", "12"]["change"] == "no-later"
    # 2025: 文化数字化; nothing of it stands in 2021
    assert told["13", ""]["change"] == "no-earlier"


def test_splits_and_merges_are_counted(ask: Asked) -> None:
    rows = ask("continued-measures")
    # 实数融合 of 2025 takes up 智能制造, 数字农业 and 服务业 of 2021
    merged = [row for row in rows if row["ordinal"] == "4" and row["change"] == "continued"]
    assert {row["earlier_ordinal"] for row in merged} == {"8", "9", "10"}
    assert {row["merged"] for row in merged} == {"3"}
    # 数字产业化 of 2021 goes on in 产业集聚 and in both measures about artificial intelligence
    split = [row for row in rows if row["earlier_ordinal"] == "7" and row["change"] == "continued"]
    assert {row["ordinal"] for row in split} == {"5", "18", "19"}
    assert {row["split"] for row in split} == {"3"}


def test_plans_in_the_wrong_order_have_no_answer(ask: Asked) -> None:
    assert ask("continued-measures", later=TABLE, earlier=POINTS) == []


def test_raised_and_lowered(ask: Asked) -> None:
    [row] = [r for r in ask("raised-targets") if r["indicator_label"] == "智慧社区"]
    assert row["change"] == "raised"  # 003 line 38: 300个左右; 000 line 34: 不少于5000个
    assert (row["earlier_value"], row["earlier_comparator"]) == ("300", "About")
    assert (row["value"], row["comparator"]) == ("5000", "AtLeast")


def test_figures_of_one_indicator_in_other_words_of_measure_are_compared(ask: Asked) -> None:
    # 003 line 25: 100家智慧农业应用基地; 000 line 17: 累计建成500个智慧农业应用基地
    [row] = [r for r in ask("raised-targets") if r["indicator_label"] == "智慧农业应用基地"]
    assert (row["earlier_value"], row["earlier_unit"], row["value"], row["unit"]) == (
        "100",
        "家",
        "500",
        "个",
    )
    assert row["change"] == "otherwise-counted"


def test_figures_are_raised_and_lowered_in_one_unit(tmp_path: Path) -> None:
    for year, length in (
        (2021, "12公里"),
        (2022, "15000米，新增控制中心9座"),
        (2023, "0.9万米，控制中心达到5座"),
    ):
        (tmp_path / f"{year}.txt").write_text(
            f"济南市智慧管廊{year}年工作要点\n一、建设智慧管廊。推进智慧管廊传感设备改造，建成地下智慧管廊{length}。（市住建局负责）\n",
            encoding="utf-8",
        )
    documents, refused = inputs([tmp_path])
    generation = build(tmp_path / "store", documents, DEFAULT_BASE, refused=refused).generation
    assert generation is not None
    rows = {(r["earlier_value"], r["value"]): r["change"] for r in Asked(generation.open())("raised-targets")}
    assert rows == {
        ("12", "15000"): "raised", ("15000", "9000"): "lowered", ("12", "9000"): "lowered",
        ("9", "5"): "otherwise-counted",  # 9 on top of what there was, 5 in all
    }  # fmt: skip


def test_work_that_was_due_and_is_due_again(ask: Asked) -> None:
    rows = ask("sliding-deadlines", later=POINTS)
    [row] = [r for r in rows if "青岛国际电信业务出入口局" in r["earlier_measure_label"]]
    # 004 row 3 has it due in 2020; 000 line 40 goes on building it in 2025
    assert (row["earlier_due"], row["earlier_basis"]) == ("2020", "Stated")
    assert (row["due"], row["basis"]) == ("2025", "Inherited")
    assert all(r["earlier_basis"] == "Stated" for r in rows)


def test_where_no_lead_is_designated_nothing_is_said_of_a_move(ask: Asked) -> None:
    rows = ask("lead-moved", later=POINTS)
    # of the corpus the action plan of 2021 alone designates leads
    assert Counter(r["change"] for r in rows if r["earlier_plan_title"] == ACTION).keys() <= {
        "unknown-later",
        "unknown",
    }
    assert all(not r["left"] and not r["leads"] for r in rows)


def test_a_lead_that_moved(tmp_path: Path) -> None:
    for year, lead in ((2023, "市民政局"), (2024, "市大数据局")):
        (tmp_path / f"{year}.txt").write_text(
            f"济南市{year}年工作要点\n一、加快智慧社区建设。打造{year}个智慧社区。（牵头单位：{lead}）\n"
            "二、发展海上风电。（牵头单位：市财政局）\n三、举办广场舞大赛。（牵头单位：市体育局）\n",
            encoding="utf-8",
        )
    documents, _ = inputs([tmp_path])
    generation = build(tmp_path / "store", documents, DEFAULT_BASE).generation
    assert generation is not None
    rows = {row["measure_label"]: row for row in Asked(generation.open())("lead-moved")}
    moved = rows["加快智慧社区建设"]
    assert (moved["change"], moved["since"]) == ("changed", "2024")
    assert (moved["left"], moved["came"]) == ("济南市民政局", "济南市大数据局")
    assert rows["发展海上风电"]["change"] == "unchanged"
