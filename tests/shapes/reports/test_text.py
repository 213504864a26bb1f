"""The report at a terminal: what an auditor reads, in both languages, in a hundred columns."""

from dataclasses import replace
from pathlib import Path

import pytest

from shapes.check import audit
from shapes.data import Data, read
from shapes.findings import Audit, Changes
from shapes.profile import profiles
from shapes.reports import render
from shapes.reports.columns import WIDTH, table, width, wrapped
from shapes.reports.terminal import as_text
from shapes.rules import Text, rules
from shapes.selection import select
from shapes.waivers import Waiver, apply
from tests.shapes.reports.sample import EMPTY, EX, OTHER, PLAN, TODAY, many, sample

SHAPES = Path(__file__).parents[1]


def text(found: Audit, lang: str = "zh") -> str:
    return render(found, "text", lang=lang).decode()


def test_a_finding_of_the_rules_in_both_languages() -> None:
    data = Data.of(read([SHAPES / "clause-has-lead" / "bad.ttl"]))
    found = audit(data, rules(), profiles()["default"], generation="0123456789abcdef")
    zh, en = text(found), text(found, "en")
    assert zh.startswith("审计，默认配置，只按写明的事实，数据版本 0123456789abcdef\n")
    assert en.startswith("Audit, default profile, stated facts alone, generation 0123456789abcdef\n")
    assert "[警告 2] clause-has-lead  措施的每段分工都指明牵头单位\n  为什么：" in zh
    assert "[warning 2] clause-has-lead  Every note of a measure designates a lead\n  Why: " in en
    assert "  数字强省方案 · 2\n    优化服务：有一段分工没有指明牵头单位" in zh
    assert "      “加强电子证照应用”（document，第 121–128 字）\n" in zh
    assert "      “加强电子证照应用” (document, characters 121–128)\n" in en


def test_the_whole_report() -> None:
    """Read by eye: what an auditor needs first stands first."""
    expected = """\
Audit, default profile, stated facts alone, generation 0123456789abcdef
data dddddddddddd, shapes 555555555555, software 0.1.0
7 found: violation 3, warning 2, info 2.
1 more are waived, and listed last.
Rules that found nothing to look at, of which nothing can be said (1): idle.

58.3 % complete: 7 of 12 measures, 1 more but for waived findings, 1 of the complete ones in doubt
  Completeness is the complete measures divided by all. A measure is complete where no rule of the
  audit set has a violation or a warning about it under the profile “default”; a waived finding
  leaves it incomplete, and is told apart. A measure has an element where no rule, of whatever
  severity, says that it is missing.

element  having  measures   share  lacking, in doubt  recall of the reader
unit         11        12   91.6%                  0
lead          8        12   66.6%                  1  99.6 % (19 unseen documents, 635 facts)
time          9        12   75.0%                  1
target       12        12  100.0%                  0

plan              measures  complete   share  violation  warning  info
数字强省规划            10         5   50.0%          2        2     1
行动方案                 2         2  100.0%          0        0     1
通知                     0         0       –          0        0     0
(of no one plan)                                      1        0     0

agency        measures  complete   share
省大数据局          10         5   50.0%
省政府办公厅         2         2  100.0%

rule                               severity   looked at  found  waived
well-formed  title of well-formed  violation         20      1       0
has-lead     title of has-lead     warning           12      2       1
has-time     title of has-time     violation         12      2       0
has-unit     title of has-unit     violation         12      1       0
says-time    title of says-time    info              12      1       0
idle         title of idle         warning            0      0       0

[violation 1, warning 1] has-time  title of has-time
  Why: So that somebody answers for it.
  Mend: Add it.
  Not checked: Annexes are not checked.
  数字强省规划 · 2
    3. 推进数据共享: Measure 3 has a problem.
      “推进数据共享” (规划.docx, 第3段, characters 31–36)
    [warning] 4. 推进数据共享: Measure 4 has a problem.
      “推进数据共享” (规划.docx, 第3段, characters 41–46)
"""
    said = text(sample(), "en")
    assert said.startswith(expected)
    assert said.endswith(
        """\
Waived, and not counted above (1):
  [has-lead] 2. 推进数据共享: Measure 2 has a problem.
    牵头单位见分工方案 (省大数据局 王某, until 2027-03-31)

“Not named” means not in the graph: look at the source, for the reading may have missed it.
"""
    )


def test_no_line_is_wider_than_a_hundred_columns() -> None:
    data = Data.of(read([SHAPES / name / "bad.ttl" for name in ("clause-has-lead", "measure-has-lead")]))
    found = audit(data, rules(), profiles()["default"])
    units = "、".join(f"山东省第{n}号有关部门" for n in range(40))
    long = replace(found.findings[0], message=Text(f"所列单位：{units}。", f"Units named: {units}."))
    found = replace(found, findings=(long, *found.findings))
    for lang in ("zh", "en"):
        assert max(map(width, text(found, lang).splitlines())) <= WIDTH
        assert units in "".join(line.strip() for line in text(found, lang).splitlines())


def test_the_rules_of_a_missing_element_tell_the_recall_of_the_reader() -> None:
    assert (
        "  读取“牵头单位”的查全率：99.6%（未看过的 19 份文件，635 项），99.8%（编写规则时看过的 56"
        in text(sample())
    )


def test_a_capped_list_says_how_many_there_are_and_where_the_rest_is() -> None:
    found = text(many(100))
    assert "[违规 25] has-unit" in found
    assert found.count("  另有 15 项未列出，共 25 项；全部见 json、csv 或 xlsx 格式。\n") == 4
    assert as_text(many(40)).count(b"\n    ") > 0
    assert "未列出" not in as_text(many(40)).decode()
    assert "未列出" not in as_text(many(100), most=None).decode()


def test_conforms_is_not_said_without_the_rules_that_looked_at_nothing() -> None:
    clean = replace(sample(), findings=(), waived=())
    assert "Nothing was found: the data conforms.\n" in text(clean, "en")
    assert "of which nothing can be said (1): idle.\n" in text(clean, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_no_rule_looked_at_anything_nothing_conforms(lang: str) -> None:
    checked = tuple(replace(c, looked_at=0) for c in sample().checked)
    found = text(replace(sample(), findings=(), waived=(), checked=checked), lang)
    assert {"zh": "无从判断是否符合", "en": "nothing can be said"}[lang] in found
    assert "conforms" not in found


def test_what_a_selection_leaves_empty_does_not_conform() -> None:
    found = text(select(sample(), plan=EMPTY), "en")
    assert "Nothing was found among what was selected.\n" in found
    assert "conforms" not in found
    assert "Only: plan=通知\n" in found


def test_all_waived_is_not_nothing_found() -> None:
    found = text(replace(sample(), findings=()), "en")
    assert "All that was found is waived.\n1 more are waived, and listed last.\n" in found
    assert "conforms" not in found


def test_a_selection_is_told_in_words() -> None:
    found = text(select(sample(), plan=PLAN, severity="warning", agency=EX + "bureau"))
    assert "只列出：规划=数字强省规划，单位=省大数据局，级别=警告\n" in found


def test_what_has_changed_is_told_before_the_findings() -> None:
    entry = {"key": "k", "rule": "has-lead", "severity": "warning", "focus": EX + "m", "plan": PLAN,
             "label": "8. 统筹建设", "message": {"zh": "没有牵头单位。", "en": "No lead."}}  # fmt: skip
    new = sample().findings[0]
    changes = Changes(
        "三月.json", frozenset({new.key}), frozenset(), (entry,) * 12, gone=(entry,), unchecked=(entry,),
        unseen=frozenset({new.key}), warnings=(Text("注意。", "Mind."),),
    )  # fmt: skip
    found = text(replace(sample(), changes=changes))
    assert "与 三月.json 相比：新增 1 项，已改正 12 项，仍在 0 项。\n" in found
    assert "  新增的当中有 1 项属于上次没有的规划或没有运行的规则。\n" in found
    assert "  有 1 项所在的规划或措施已不在数据中，不算改正。\n" in found
    assert "  有 1 项这次无法核对（规则没有运行、节点没有名称，或原处已是另一条措施）。\n  注意。\n" in found
    assert found.count("  [has-lead] 8. 统筹建设：没有牵头单位。\n") == 10
    assert "  另有 2 项未列出，共 12 项" in found
    assert "    [新增] 3. 推进数据共享：第3条措施有问题。\n" in found


def test_waivers_that_accept_nothing_are_told() -> None:
    waivers = (
        Waiver("plan", PLAN, "x", "李某", TODAY.replace(year=2025), "has-time"),
        Waiver("plan", OTHER, "x", "李某", TODAY, "has-time"),
    )
    found = text(apply(sample(), waivers, TODAY))
    assert (
        "豁免已过期（2025-06-30），所涉 2 项照常列出：rule=has-time plan=https://example.org/plan/1（李某）\n"
        in found
    )
    assert "豁免没有对应的发现：rule=has-time plan=https://example.org/plan/2（李某）\n" in found


def test_a_store_without_measures_is_no_hundred_percent() -> None:
    found = text(replace(sample(), measures=(), findings=(), waived=()))
    assert "没有措施，无所谓完整率。" in found
    assert "100" not in found


def test_own_shapes_say_nothing_of_completeness() -> None:
    own = tuple(replace(c, rule=replace(c.rule, set="own")) for c in sample().checked)
    assert "没有运行规划内容的规则（audit 规则集），无从计算完整率。" in text(replace(sample(), checked=own))


def test_lines_break_between_chinese_characters_and_at_spaces() -> None:
    assert wrapped("责任单位、牵头单位", "", "  ", columns=10) == ["责任单位、", "  牵头单位"]
    assert wrapped("责任单位甲、牵头", "", "", columns=10) == [
        "责任单位",
        "甲、牵头",
    ]  # no line begins with 、
    assert wrapped("见“责任”单位", "", "", columns=5) == ["见“责", "任”单", "位"]
    assert wrapped("as soon as https://example.org/a is", "", "", columns=10) == [
        "as soon as", "https://example.org/a", "is",
    ]  # fmt: skip
    assert wrapped("", "  ") == [""]


def test_columns_are_aligned_by_what_a_terminal_shows() -> None:
    assert table([["规则", "数"], ["a", "5"], ["措施", "12"]]) == ["规则  数", "a      5", "措施  12"]


def test_what_is_too_long_for_a_line_is_cut_in_the_widest_column() -> None:
    assert table([["规划", "措施"], ["山东省数字强省规划", "12"]], columns=16) == [
        "规划        措施",
        "山东省数…     12",
    ]
