"""The year of a month without one: what of a document tells it, and what does not."""

from __future__ import annotations

import pytest

from loaders.documents.parts import Part
from loaders.documents.years import plan_year
from ontology.records import Schedule
from tests.loaders.reading import read
from tests.patience import no_hang

TITLE = "江州市数字政府建设工作方案\n"
BODY = "一、任务\n1.建设平台。9月底前建成平台。（市数据局负责）\n2.优化服务。推进服务。（市教育局负责）\n"

TOLD = [
    # title, number, date of issue
    ("江州市二〇二四年数字政府建设工作要点\n", BODY, "2024-09"),
    (f"{TITLE}〔2024〕12号\n发布日期：2026-05-06\n", BODY, "2024-09"),  # a number that names no body
    (f"{TITLE}江政办发〔2024〕12号\n", BODY, "2024-09"),
    (f"江政办发〔2024〕12号\n{TITLE}", BODY, "2024-09"),
    (TITLE, f"{BODY}江州市人民政府\n2024年3月1日", "2024-09"),
    # a number of the old year on a text of the new one
    (f"江政办发〔2023〕12号\n{TITLE}", f"{BODY}江州市人民政府\n2024年1月4日", "2024-09"),
    (f"江政办发〔2024〕12号\n{TITLE}", f"{BODY}江州市人民政府\n2026年5月4日", "2024-09"),
    # the page
    (f"成文日期：2024-03-01\n{TITLE}", BODY, "2024-09"),
    (f"发布时间：2024-03-01 来源：市政府办 浏览次数：12\n{TITLE}", BODY, "2024-09"),
    (f"{TITLE}2024-02-28 16:14:44\n", BODY, "2024-09"),
    (f"{TITLE}（2024年03月01日）\n", BODY, "2024-09"),
    # the opening's own words
    (TITLE, f"为做好2024年数字政府工作，制定本方案。2024年建成平台3个。\n{BODY}", "2024-09"),
    (TITLE, f"现就抓好2024年数字政府工作制定本方案。\n{BODY}", "2024-09"),
    (f"发布时间：2026-03-01\n{TITLE}", f"为做好2024年工作，制定本方案。2024年建成平台3个。\n{BODY}", "2024-09"),
    # no later than the first of its work is due
    (
        TITLE,
        f"一、目标\n2024年底前，改造管网。2025年6月30日前完成整治。2025年12月31日前验收。\n{BODY}",
        "2024-09",
    ),
    (
        TITLE,
        f"一、目标\n改造2024年底前建成的管网。2025年6月30日前完成整治。2025年12月31日前验收。\n{BODY}",
        "2025-09",
    ),
    # a year of another thing
    (TITLE, BODY, None),
    (TITLE, f"根据《江州市规划》（江政发〔2021〕3号），制定本方案。\n{BODY}", None),
    (TITLE, f"根据《江州市2021年行动方案》，制定本方案。\n{BODY}", None),
    (TITLE, f"截至2023年底，建成平台3个。为推进工作，制定本方案。\n{BODY}", None),
    (TITLE, f"到2027年，覆盖率比2023年提高。“十三五”以来成效明显。\n{BODY}", None),
    (TITLE, f"到2025年和2030年，覆盖率分别达到50%、80%。\n{BODY}", None),
    (TITLE, f"2021年以来，平台建设取得成效。\n{BODY}", None),
]  # fmt: skip


@pytest.mark.parametrize(("above", "below", "due"), TOLD)
def test_the_year_of_a_month_without_one(above: str, below: str, due: str | None) -> None:
    schedules = [s for s in read(above + below).of(Schedule) if s.text == "9月底前"]
    assert [str(s.due) if s.due else None for s in schedules] == [due]
    assert all(s.year_basis == ("Inferred" if due else None) for s in schedules)


def test_a_page_tells_a_plan_of_several_years_only_a_year_among_them() -> None:
    part = Part("plan", 0, 4, 0)
    assert plan_year("工作方案", part, "发布时间：2024-03-01", None, (2023, 2025)) == 2024
    assert plan_year("工作方案", part, "发布时间：2027-03-01", None, (2023, 2025)) is None


def test_a_plan_attached_to_another_text_has_the_year_of_the_number_above() -> None:
    text = "江政办发〔2024〕12号\n江州市工作方案\n一、任务\n江州市责任清单\n一、任务\n"
    at = text.index("江州市责任")
    assert plan_year(text, Part("plan", at, len(text), at), "", None, None) == 2024


@pytest.mark.parametrize("piece", ["2024年", "《", "江政发〔", "发布时间：", "（2024年", "汉" * 12 + " "])
def test_a_text_of_any_length_takes_no_longer(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    with no_hang():
        plan_year(text, Part("plan", 0, len(text), 0), text, None, None)
