"""Lines that a copy broke at a width are joined, and others are not."""

from __future__ import annotations

import pytest

from loaders.clean import cleaned

PARAGRAPH = (
    "各地各部门要把数字政府建设作为重要任务来抓，建立健全工作机制，细化\n分解任务，明确时间节点，压实工作责任，"
    "确保各项措施落到实处。市政\n府办公室要加强统筹协调，定期调度进展情况，及时研究解决困难和问题\n，重大事项及时向"
    "市政府报告。各县区要参照本方案，结合本地实际，制\n定具体办法，于年底前报送备案，并将进展情况按季度报送市政府办公\n室"
    "汇总，统筹推进各项任务落实，保障各项工作取得实际成效并长期坚持\n下去。\n"
)


def test_lines_broken_at_a_width_are_joined_but_not_paragraphs() -> None:
    text = "二、组织保障\n（一）加强领导。\n" + PARAGRAPH + "（二）加强宣传。\n"
    assert (
        cleaned(text)
        == "二、组织保障\n（一）加强领导。\n" + PARAGRAPH.replace("\n", "") + "\n（二）加强宣传。\n"
    )


#: Paragraphs that end in brackets; lines of 30 characters part figures, names and brackets of theirs.
ITEMS = (
    "1.完善社区食堂布局，农村自来水普及率由60%提高到75%，年底前完成工程验收。（责任单位：市民政局、市水利局、市财政局）",
    "2.优化办事流程，网上可办事项占比保持在92%—95%，4月18日前公布办事指南。（市数据局牵头，市财政局、市司法局配合）",
    "3.改造老旧小区37个，建设口袋公园125处、各县（市、区）停车场16座，惠及群众12万人以上。（市住房城乡建设局负责）",
    "4.每月调度1次进展情况，压实各级各部门责任，群众满意率达到90%以上。（责任单位：市政府办公室、市直有关部门）",
)


@pytest.mark.parametrize("width", [17, 19, 22, 25, 30, 33])
def test_lines_broken_after_so_many_characters_are_joined(width: int) -> None:
    paragraphs = ITEMS * 3
    broken = (words[i : i + width] for words in paragraphs for i in range(0, len(words), width))
    assert cleaned("\n".join(broken)) == "\n".join(paragraphs)


#: A notice whose paragraphs are not broken, above a text that is.
NOTICE = (
    "各县（市、区）人民政府，市直各部门、各单位，驻江州各单位：现将《江州市惠民实事实施方案》印发给你们，请认真组织实施。\n"
    * 4
)


def _broken(width: int) -> str:
    lines = (words[i : i + width] for words in ITEMS * 3 for i in range(0, len(words), width))
    return "\n".join(lines)


def test_lines_broken_at_a_width_below_a_notice_that_is_not_are_joined() -> None:
    assert cleaned(f"{NOTICE}{_broken(28)}\n") == NOTICE + "\n".join(ITEMS * 3) + "\n"


def test_cells_among_them_are_not_joined() -> None:
    cell = "市发展改革委、市财政局、市水利局、市民政局、市司法局、市体育局"
    text = f"{NOTICE}{_broken(len(cell))}\n{cell}\n2024年底前\n{ITEMS[0]}\n{NOTICE}"
    assert f"\n{cell}\n2024年底前\n" in cleaned(text)


def test_headings_of_one_length_above_longer_paragraphs_are_not_joined() -> None:
    heads = (
        "推进河湖管护机制改革创新工作方案",
        "推进社区养老服务质量提升工作方案",
        "推进公共停车运行秩序规范工作方案",
    )
    text = "".join(f"{head}\n" * 3 + PARAGRAPH.replace("\n", "") + "\n" for head in heads)
    assert cleaned(text) == text
