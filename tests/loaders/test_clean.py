"""The noise of copies, step by step: what is removed, and what looks like noise and stays."""

from __future__ import annotations

import pytest

from loaders.clean import STEPS, clean, cleaned
from tests.loaders.reading import CORPUS, corpus_file

CASES = [
    # one kind of line end, no invisible characters
    ("甲\r\n乙\r丙", "甲\n乙\n丙"),
    ("\ufeff云岭\u200b省\u00ad", "云岭省"),
    ("甲\u2028乙", "甲\n乙"),
    # widths
    ("２０２５年５Ｇ基站１０％", "2025年5G基站10%"),
    ("「绿网」『甲』", "“绿网”‘甲’"),
    ("甲\u3000乙\u00a0丙", "甲 乙 丙"),
    # romanisation in brackets after a character
    ("實(shí)施經(jing)(jing)濟(jì)", "实施经济"),
    ("召開會(huì )議", "召开会议"),
    ("长(cháng)期（qī）", "长期"),
    # a bracket that is no reading of the character stays
    ("光纤网络(F5G)", "光纤网络（F5G）"),
    ("平台(ai)建设", "平台（ai）建设"),
    ("人工智能(AI)平台", "人工智能（AI）平台"),
    ("县(市、区)政府", "县（市、区）政府"),
    # traditional characters, also variants, also mixed in one sentence
    ("數據資源體系", "数据资源体系"),
    ("為羣眾提供產業覈算服务", "为群众提供产业核算服务"),
    ("爲民", "为民"),
    # 著 and 堿
    ("著力推进，显著提升", "着力推进，显著提升"),
    ("業績卓著、盐堿地", "业绩卓著、盐碱地"),
    ("隨著數字化發展，圍繞著目標", "随着数字化发展，围绕着目标"),
    ("名著、著作权、著名", "名著、著作权、著名"),
    # punctuation beside Chinese
    ("甲,乙;丙:丁", "甲，乙；丙：丁"),
    ("甲(乙)丙", "甲（乙）丙"),
    ("10,000个，12:30开始", "10,000个，12:30开始"),
    ("f(x)=1", "f(x)=1"),
    ("覆盖率达到60%;2022年底前实现全覆盖", "覆盖率达到60%；2022年底前实现全覆盖"),
    # spaces inside a date or a quantity, after a mark
    ("2018 年 9 月底前，建成30 个", "2018年9月底前，建成30个"),
    ("第一， 推进。 第二", "第一，推进。第二"),
    # clean text passes
    ("“好客云岭 云游九州”平台", "“好客云岭 云游九州”平台"),
    ("推动“互联网+监管”，带宽达到500M以上。", "推动“互联网+监管”，带宽达到500M以上。"),
]


@pytest.mark.parametrize(("received", "expected"), CASES)
def test_cleaned_words(received: str, expected: str) -> None:
    assert cleaned(received) == expected


@pytest.mark.parametrize("number", CORPUS)
def test_a_cleaned_document_is_clean(number: str) -> None:
    once = clean(corpus_file(number).read_bytes().decode()).clean
    assert clean(once).clean == once


def test_the_steps_have_names_that_say_what_they_do() -> None:
    assert [step.__name__ for step in STEPS] == [
        "line_ends_and_invisible",
        "widths",
        "romanisation",
        "simplified",
        "word_repairs",
        "punctuation",
        "stray_spaces",
    ]
