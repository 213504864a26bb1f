"""The report as one HTML file: it needs nothing else, says what it leaves out, and follows nothing dangerous."""

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from lxml import html

from shapes.findings import Audit, Changes
from shapes.reports import fragment, render
from shapes.reports.grouping import allotted, grouped
from shapes.reports.links import address
from shapes.reports.page import as_page
from shapes.rules import Text
from shapes.selection import select
from shapes.waivers import Waiver, apply
from tests.shapes.reports.sample import BUREAU, EMPTY, EX, OTHER, PLAN, TODAY, finding, many, sample


def page(found: Audit, lang: str = "zh") -> html.HtmlElement:
    return html.fromstring(render(found, "html", lang=lang))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section(found: Audit, name: str, lang: str = "zh") -> html.HtmlElement:
    (one,) = page(found, lang).xpath(f"//section[@aria-labelledby='{name}']")
    return one


def row(found: Audit, name: str, title: str) -> list[str]:
    (one,) = section(found, name).xpath(f".//tr[th[contains(., '{title}')]]")
    return [words(cell) for cell in one if "chart" not in (cell.get("class") or "")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("found", [sample(), many(200, plans=3), replace(sample(), findings=(), checked=())])
def test_it_loads_nothing_and_needs_no_script(found: Audit, lang: str) -> None:
    whole = render(found, "html", lang=lang).decode()
    tree = html.fromstring(whole)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base")
    assert not re.search(r"@import|url\(|@font-face", whole)
    assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@src | //@style")
    assert tree.get("lang") == {"zh": "zh-Hans", "en": "en"}[lang]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {a[1:] for a in tree.xpath("//@href[starts-with(., '#')]")} <= set(ids)
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)


def test_the_headline_is_completeness_with_what_it_means() -> None:
    said = words(section(sample(), "completeness"))
    assert "58.3% 12 条措施中 7 条完整" in said
    assert "完整 6 完整而存疑 1 只有已豁免的发现 1 不完整 4" in said
    assert "完整率 = 完整的措施 ÷ 全部措施。按“默认”配置" in said
    english = words(section(sample(), "completeness", "en"))
    assert "58.3% 12 measures, 7 of them complete" in english


def test_completeness_by_plan_agency_and_element() -> None:
    assert row(sample(), "completeness", "数字强省规划") == [
        "数字强省规划",
        "10",
        "5",
        "50.0%",
        "2",
        "2",
        "1",
    ]
    assert row(sample(), "completeness", "通知") == ["通知", "", "0", "0", "没有措施", "0", "0", "0"]
    assert row(sample(), "completeness", "省大数据局") == ["省大数据局", "10", "5", "50.0%"]
    lead = row(sample(), "completeness", "牵头单位")
    assert lead[:5] == ["牵头单位", "8", "4", "1", "66.6%"]
    assert lead[5].startswith("99.6%（未看过的 19 份文件，635 项），99.8%（编写规则时看过的")


def test_every_chart_is_a_row_of_a_table_and_adds_up() -> None:
    tree = page(sample())
    bars = tree.xpath("//table//td[@class='chart']/*[local-name()='svg']")
    assert len(bars) > 10
    for bar in bars:
        assert bar.get("aria-hidden") == "true"  # its numbers stand in the row
        width = sum(float(rect.get("width")) for rect in bar)
        assert width <= 100.05
    for table in tree.xpath("//table"):
        assert table.xpath("./caption") or table.xpath("./thead")
        assert len(table.xpath(".//thead//th")) == len(table.xpath(".//tbody/tr[1]/*"))


def test_rules_say_what_they_looked_at_and_that_nothing_was() -> None:
    assert row(sample(), "rules", "well-formed") == [
        "well-formed的标题 well-formed",
        "违规",
        "20",
        "1",
        "0",
        "",
    ]
    assert row(sample(), "rules", "idle") == ["idle的标题 idle", "警告", "0 没有可检查的对象", "0", "0", ""]
    assert "有 1 条规则没有可检查的对象，不能算作符合：idle的标题 idle。" in words(page(sample()))


def test_findings_are_folded_by_rule_and_plan_down_to_the_source() -> None:
    (rule,) = section(sample(), "findings").xpath("./details[@id='has-lead']")
    assert words(rule.find("summary")) == "has-lead的标题 has-lead 警告 1 提示 1"
    said = words(rule.find("dl"))
    assert "为什么 为了问责。 怎么改 补上。 查不到的 附件不查。 检查对象 12 读取的查全率 99.6%" in said
    first, second = rule.xpath("./details[@class='plan']")
    assert words(first.find("summary")) == "数字强省规划 警告 1"
    (one,) = first.xpath(".//li")
    assert "1. 推进数据共享 第1条措施有问题。" in words(one)
    assert words(one.find(".//blockquote")) == "推进数据共享 规划.docx，第3段，第 11–16 字"
    assert "责任单位 省大数据局、省政府办公厅" in words(one)
    assert one.xpath(".//a/@href")[0] == f"{PLAN}/measure/1"
    assert "读取存疑 单位残缺；行尾残缺" in words(second)


def test_what_has_changed() -> None:
    entry = {"key": "k", "rule": "has-lead", "severity": "warning", "focus": EX + "m", "plan": PLAN,
             "label": "8. 统筹建设", "message": {"zh": "没有牵头单位。", "en": "No lead."}}  # fmt: skip
    new = sample().findings[0]
    changes = Changes(
        "三月.json", frozenset({new.key}), frozenset({"p"}), (entry,) * 120, gone=(entry,), unchecked=(entry,) * 2,
        unseen=frozenset({new.key}), warnings=(Text("注意。", "Mind."),),
    )  # fmt: skip
    found = replace(sample(), changes=changes)
    said = words(section(found, "changes"))
    assert "1 新增 其中 1 项属于上次没有的规划或没有运行的规则 120 已改正 1 仍在" in said
    assert "对照：三月.json 注意。" in said
    assert "已改正的 120 项 has-lead 8. 统筹建设 没有牵头单位。" in said
    assert "另有 20 项未列出，共 120 项" in said
    assert "1 项所在的规划或措施已不在数据中，不算改正" in said
    assert "2 项这次无法核对" in said
    assert len(section(found, "findings").xpath(".//span[@class='new']")) == 1


def test_waived_findings_stand_apart() -> None:
    found = apply(sample(), [Waiver("plan", PLAN, "x", "李某", TODAY.replace(year=2025), "has-time")], TODAY)
    said = words(section(found, "waived"))
    assert (
        "has-lead 2. 推进数据共享 警告 第2条措施有问题。 牵头单位见分工方案 · 省大数据局 王某 · 到 2027-03-31"
        in said
    )
    assert "豁免已过期（2025-06-30），所涉 2 项照常列出" in said
    assert "2. 推进数据共享" not in words(section(found, "findings"))


def test_about_has_hashes_generation_and_the_recall_that_was_measured() -> None:
    about = words(section(sample(), "about"))
    for told in ("d" * 64, "5" * 64, "0.1.0", "0123456789abcdef", "只按写明的事实"):
        assert told in about
    first, second = section(sample(), "recall").xpath(".//tbody/tr")
    assert [words(cell) for cell in first] == ["责任单位的分工", "", "99.6%", "635", "19", "编写规则时未看过"]
    assert words(second[-1]) == "编写规则时看过"


def test_a_long_list_is_capped_and_the_totals_are_true() -> None:
    found = many(5000, plans=100)
    tree = page(found)
    shown = tree.xpath("//section[@aria-labelledby='findings']//li")
    assert len(shown) == 1500
    said = words(section(found, "findings"))
    assert "共 5000 项，本页列出 1500 项；全部见 JSON、CSV 或 XLSX 格式。" in said
    groups = grouped(found, 1500)
    assert sum(group.total for group in groups) == 5000
    for group in groups:
        assert group.rest + sum(plan.total for plan in group.plans) == group.total
        summary = words(tree.xpath(f"//details[@id='{group.checked.rule.name}']/summary")[0])
        assert summary.endswith(str(group.total))
    assert "另有 40 个规划未列出，共 100 个" in words(section(found, "completeness"))


def test_the_rest_of_a_plan_and_of_the_plans_is_counted() -> None:
    html_ = as_page(many(100, plans=1), "zh", most=20).decode()
    assert html_.count("这个规划另有 20 项未列出，共 25 项。") == 4
    few = words(html.fromstring(as_page(many(400, plans=100), "zh", most=40)))
    assert "另有 15 个规划的 60 项未列出，共 100 项。" in few


@pytest.mark.parametrize(
    ("counts", "most", "given"),
    [([5, 5], 4, [2, 2]), ([1, 9], 6, [1, 5]), ([3, 0, 3], 100, [3, 0, 3]), ([9] * 5, 3, [1, 1, 1, 0, 0]), ([], 5, [])],
)  # fmt: skip
def test_room_is_shared_out_evenly(counts: list[int], most: int, given: list[int]) -> None:
    assert allotted(counts, most) == given


def test_a_selection_and_an_empty_plan() -> None:
    assert "只列出：规划=行动方案" in words(page(select(sample(), plan=OTHER)))
    empty = words(page(select(sample(), plan=EMPTY)))
    assert "没有措施，无所谓完整率。" in empty
    assert "筛选之后没有发现问题。" in empty
    assert "100.0%" not in empty


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_conforms_is_said_only_where_something_was_looked_at(lang: str) -> None:
    clean = replace(sample(), findings=(), waived=())
    nothing = replace(clean, checked=tuple(replace(c, looked_at=0) for c in clean.checked))
    assert {"zh": "没有发现问题。", "en": "the data conforms"}[lang] in words(page(clean, lang))
    assert {"zh": "无从判断是否符合。", "en": "nothing can be said."}[lang] in words(page(nothing, lang))
    assert "the data conforms" not in words(page(nothing, lang))
    assert "100.0%" not in words(page(replace(nothing, measures=()), lang))


def test_words_of_documents_are_words_and_nothing_else() -> None:
    wild = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    one = replace(
        finding("has-lead", 1, words=wild, title=wild, doubts=(wild,)), message=Text(wild, wild), label=wild
    )
    tree = page(replace(sample(), findings=(one,), generation=wild))
    assert not tree.xpath("//script | //img")
    assert wild in tree.text_content()


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "http://[", "urn:x", "file:///etc"]
)
def test_only_addresses_on_the_web_are_followed(iri: str) -> None:
    assert address(iri, lambda one: one) is None
    try:
        focus = ox.NamedNode(iri)
    except ValueError:  # data cannot hold it
        return
    tree = page(replace(sample(), findings=(replace(finding("has-lead", 1), focus=focus),), waived=()))
    assert all(href.startswith(("https://example.org/", "#")) for href in tree.xpath("//@href"))


def test_a_site_can_put_it_into_a_page_of_its_own() -> None:
    part = fragment(sample(), "en", lambda iri: "/page" + iri.removeprefix("https://example.org"))
    assert part.title == "Audit of plans"
    body = html.fromstring(part.body)
    assert body.tag == "article"
    assert "/page/plan/1/measure/1" in body.xpath("//@href")
    # its style is of what is in it, and of nothing else of the site
    selectors = re.findall(r"^\s*([^@\s{}][^{}]*)\{", part.style, re.MULTILINE)
    assert selectors
    assert all(
        one.strip().startswith((".audit", "html:has(> body > .audit-page)"))
        for s in selectors
        for one in s.split(",")
    )
    assert fragment(select(sample(), agency=BUREAU.iri), "zh").title == "规划完整性审计 · 单位=省大数据局"
