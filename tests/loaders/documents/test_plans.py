"""What a text says of its plan as a whole."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read

BODY = (
    "一、任务\n1.建设平台。建成平台。（责任单位：省数据局）\n2.优化服务。推进服务。（责任单位：省教育厅）\n"
)

NOTICE = """浙江省人民政府办公厅关于印发浙江省数字经济行动方案（2023—2025年）的通知
浙政办发〔2023〕12号
各市、县（市、区）人民政府：
《浙江省数字经济行动方案（2023—2025年）》已经省政府同意，现印发给你们。
浙江省人民政府办公厅
2023年5月8日
浙江省数字经济行动方案（2023—2025年）
为贯彻落实《浙江省“十四五”数字经济规划》，制定本方案。
"""


def test_title_kind_issuer_number_date_period_and_area() -> None:
    facts = read(NOTICE + BODY)
    (plan,) = [p for p in facts.plans if p.issuer]
    assert plan.title == "浙江省数字经济行动方案（2023—2025年）"
    assert plan.plan_kind == "行动方案"
    assert facts.names(plan.issuer) == ["浙江省人民政府办公厅"]
    assert plan.document_number == "浙政办发〔2023〕12号"
    assert str(plan.issued) == "2023-05-08"
    assert (plan.period_start, plan.period_end) == (2023, 2025)
    assert facts.names(plan.covers_region) == ["浙江省"]


def test_the_plan_that_it_carries_out_and_not_every_title_in_it() -> None:
    facts = read(NOTICE + BODY.replace("建成平台。", "落实《浙江省数据条例》，建成平台。"))
    (plan,) = [p for p in facts.plans if p.issuer]
    cited = [p.title for p in facts.plans if p.iri in plan.implements]
    assert cited == ["浙江省“十四五”数字经济规划"]


def test_addressees_of_a_notice_are_not_accountable() -> None:
    facts = read(NOTICE + BODY)
    assert not any(
        "县（市、区）人民政府" in label
        for m in facts.measures
        for iri in m.responsible
        for label in facts.labels(iri)
    )


def test_variants_of_a_title_in_brackets_and_dashes_are_one_plan() -> None:
    titles = ["数字浙江规划（2018—2022年）", "数字浙江规划(2018-2022年)"]
    iris = {p.iri for title in titles for p in read(f"{title}\n{BODY}").plans}
    assert len(iris) == 1


def test_the_same_title_of_two_areas_is_two_plans() -> None:
    texts = [
        f"数字强省建设2025年工作要点\n为建设数字{name}、服务{name}全省、推动{name}发展，制定本要点。\n{BODY}"
        for name in ("浙江", "云南")
    ]
    assert len({p.iri for text in texts for p in read(text).plans}) == 2


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("本规划期限为2021-2025年。", (2021, 2025)),
        ("规划期为2023—2027年。", (2023, 2027)),
    ],
)
def test_a_period_that_the_text_states(line: str, years: tuple[int, int]) -> None:
    facts = read(f"浙江省数字政府建设规划\n{line}\n{BODY}")
    assert (facts.plans[0].period_start, facts.plans[0].period_end) == years


def test_absent_is_absent() -> None:
    facts = read(f"浙江省数字政府建设实施意见\n{BODY}")
    (plan,) = facts.plans
    assert (plan.issued, plan.document_number, plan.period_start, plan.period_end) == (None, None, None, None)
    assert (plan.issuer, plan.sealed_by, plan.implements) == ((), (), ())


def notice(issuer: str, title: str, date: str = "2025年2月8日") -> str:
    return f"{issuer}关于印发{title}的通知\n各有关单位：\n现将《{title}》印发给你们。\n{issuer}\n{date}\n{title}\n{BODY}"


def carried(text: str) -> list[str]:
    """The plans that a text carries: those that have measures."""
    return sorted({measure.plan for measure in read(text).measures})


YEARLY, LASTING = "2025年工作要点", "浙江省数字政府建设实施意见"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (notice("沂南县教育局", YEARLY), notice("沂南县卫生健康局", YEARLY)),
        (notice("沂南县教育局", YEARLY), notice("蒙阴县教育局", YEARLY)),
        (notice("沂南县教育局", YEARLY), notice("沂南县人民政府办公室", YEARLY)),
        (notice("沂南县人民政府办公室", YEARLY), notice("蒙阴县人民政府办公室", YEARLY)),
        (notice("浙江省教育厅", LASTING, "2023年2月8日"), notice("浙江省财政厅", LASTING, "2023年2月8日")),
        (
            notice("浙江省人民政府", LASTING, "2021年2月8日"),
            notice("浙江省人民政府", LASTING, "2023年2月8日"),
        ),
        # issued anew within the year that its title names
        (notice("沂南县教育局", YEARLY), notice("沂南县教育局", YEARLY, "2025年6月9日")),
    ],
)
def test_plans_of_one_title_are_told_apart_by_issuer_and_date(one: str, other: str) -> None:
    assert len({*carried(one), *carried(other)}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # an office speaks for its government
        (notice("沂南县人民政府办公室", YEARLY), notice("沂南县人民政府", YEARLY)),
        # one department by two of its names
        (notice("沂南县科学技术局", YEARLY), notice("沂南县科技局", YEARLY)),
        (notice("浙江省人民政府", f"{LASTING}（试行）"), notice("浙江省人民政府", f"{LASTING}(试行)")),
    ],
)
def test_one_plan_is_one_whichever_document_carries_it(one: str, other: str) -> None:
    assert len({*carried(one), *carried(other)}) == 1


def test_a_plan_cited_in_the_document_that_carries_it_is_that_plan() -> None:
    scheme = "关于落实《浙江省数字政府建设实施意见》的工作方案"
    text = notice("浙江省人民政府", LASTING) + f"附件\n{scheme}\n{BODY}"
    facts = read(text)
    (cited,) = {iri for plan in facts.plans for iri in plan.implements}
    assert cited in carried(text)
    assert [p.title for p in facts.plans if p.iri == cited] == [LASTING]


def test_two_texts_of_one_plan_in_a_document_are_one_though_only_one_of_them_is_dated() -> None:
    between = "关于落实《浙江省数字政府建设实施意见》的工作方案"
    text = notice("浙江省人民政府", LASTING) + f"附件1\n{between}\n{BODY}附件2\n{LASTING}\n{BODY}"
    facts = read(text)
    (plan,) = [p.iri for p in facts.plans if p.title == LASTING]
    assert [m.ordinal for m in facts.measures if m.plan == plan] == [1, 2, 3, 4]
