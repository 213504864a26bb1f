"""Lines, and heads of documents whose line ends were lost."""

from __future__ import annotations

import pytest

from loaders.documents.parts import parts
from loaders.structure.lines import lines_of

HEADS: list[tuple[str, str]] = [
    (
        "nothing between the lines",
        "云岭省人民政府办公厅关于印发云岭省数字经济工作方案的通知云政办发〔2023〕12号各市人民政府，省政府各部门："
        "《云岭省数字经济工作方案》已经省政府同意，现印发给你们，请认真贯彻执行。云岭省人民政府办公厅2023年5月8日"
        "云岭省数字经济工作方案为推动数字经济发展，制定本方案。一、主要任务1.建设平台。建成平台。（省数据局负责）",
    ),
    (
        "blanks between the lines",
        "云岭省人民政府办公厅关于印发云岭省数字经济工作方案的通知 云政办发〔2023〕12号 各市人民政府，省政府各部门： "
        "《云岭省数字经济工作方案》已经省政府同意，现印发给你们，请认真贯彻执行。 云岭省人民政府办公厅 2023年5月8日 （此件公开发布） "
        "云岭省数字经济工作方案 为推动数字经济发展，制定本方案。 一、主要任务 1.建设平台。建成平台。（省数据局负责）",
    ),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in HEADS], ids=[row[0] for row in HEADS])
def test_the_head_is_read_without_line_ends(text: str) -> None:
    (part,) = parts(text)
    assert part.title == "云岭省数字经济工作方案"
    assert [text[a:b] for a, b in part.issuer] == ["云岭省人民政府办公厅"]
    assert part.number is not None
    assert text[slice(*part.number)] == "云政办发〔2023〕12号"
    assert part.date is not None
    assert text[slice(*part.date)] == "2023年5月8日"
    assert text[part.body :].lstrip().startswith("为推动数字经济发展")


def test_a_title_alone_is_cut_off_from_the_preface() -> None:
    text = (
        "江州市2024年数字政府建设工作要点为深入贯彻上级部署，推动数字政府建设，结合我市实际，制定本要点，请各部门和各单位结合工作职责认真抓好贯彻落实，"
        "确保各项任务按期完成，取得实实在在的成效，更好服务企业和群众办事创业需要。一、建设平台。建成平台。二、优化服务。推进服务。"
    )
    (part,) = parts(text)
    assert part.title == "江州市2024年数字政府建设工作要点"
    assert text[part.body :].startswith("为深入贯彻")


def test_lines_keep_their_places() -> None:
    text = "  甲乙 \n\n丙\t\n" + HEADS[1][1]
    assert all(text[line.start : line.end] == line.words == line.words.strip() for line in lines_of(text))


def test_long_lines_of_the_text_are_left_whole() -> None:
    text = "江州市工作方案\n" + "推进建设，完善机制，优化服务。" * 20 + "\n"
    assert len(lines_of(text)) == 2
