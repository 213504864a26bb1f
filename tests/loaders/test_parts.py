"""The texts within one document."""

from __future__ import annotations

from itertools import pairwise

from loaders.parts import parts

NOTICE = """云岭省人民政府办公厅关于印发云岭省数字经济工作方案的通知
云政办发〔2023〕12号
各市人民政府，省政府各部门：
《云岭省数字经济工作方案》已经省政府同意，现印发给你们。
云岭省人民政府办公厅
2023年5月8日
云岭省数字经济工作方案
为推动数字经济发展，制定本方案。
一、主要任务
1.建设平台。建成平台。（责任单位：省数据局）
"""


def test_a_notice_and_its_plan_are_one_text_with_number_date_and_issuer() -> None:
    (part,) = parts(NOTICE)
    assert part.kind == "plan"
    assert part.title == "云岭省数字经济工作方案"
    assert part.number is not None
    assert NOTICE[slice(*part.number)] == "云政办发〔2023〕12号"
    assert part.date is not None
    assert NOTICE[slice(*part.date)] == "2023年5月8日"
    assert [NOTICE[a:b] for a, b in part.issuer] == ["云岭省人民政府办公厅"]
    assert NOTICE[part.body :].lstrip().startswith("为推动数字经济发展")


def test_a_seal_for_another_body_is_kept() -> None:
    text = NOTICE.replace(
        "云岭省人民政府办公厅\n2023年5月8日", "数字云岭建设领导小组办公室\n（云岭省数据局代章）\n2023年5月8日"
    )
    (part,) = parts(text)
    assert [text[a:b] for a, b in part.sealed_by] == ["云岭省数据局"]


def test_an_interpretation_is_known_by_its_words() -> None:
    text = (
        "《云岭省数字经济工作方案》政策解读\n一、起草背景\n为推动发展。\n"
        "二、主要内容\n《方案》提出三项任务。\n三、保障措施\n加强领导。\n"
    )
    assert [p.kind for p in parts(text)] == ["interpretation"]


def test_a_report_is_known_by_its_words() -> None:
    text = (
        "云岭出台数字经济新政\n本报记者从省数据局获悉，云岭省印发《云岭省数字经济工作方案》，提出建设平台。\n"
        "《方案》提出，到2025年建成平台。\n"
    )
    assert [p.kind for p in parts(text)] == ["report"]


def test_parts_cover_the_text_in_order() -> None:
    text = NOTICE + "\n" + NOTICE.replace("数字经济", "数字社会").replace("12号", "13号")
    found = parts(text)
    assert [p.title for p in found] == ["云岭省数字经济工作方案", "云岭省数字社会工作方案"]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(p.start <= p.body <= p.end for p in found)
