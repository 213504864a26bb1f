"""Columns, known by the words of their heads."""

from __future__ import annotations

import pytest

from tests.loaders.tables.reading import read


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("牵头责任单位", "lead"),
        ("主办单位", "lead"),
        ("第一责任单位", "lead"),
        ("责任单位（列首位的为牵头单位）", "responsible"),
        ("牵头单位及责任单位", "responsible"),
        ("责任主体与协同单位", "responsible"),
        ("牵头单位及主要负责人", "lead"),
        ("配合单位、联系人", "cooperating"),
        ("责任领导及责任单位", "responsible"),
        ("细化分工", "work"),
        ("责任分工", "responsible"),
        ("建设地点", "place"),
        ("涉及乡镇", "place"),
        ("1-9月推进情况", "status"),
        ("1-9月工作取得成效", "status"),
        ("目前完成情况、存在问题及下一步工作措施", "status"),
        ("责任单位及责任人", "responsible"),
        ("实施主体", "responsible"),
        ("责任科室", "responsible"),
        ("配合责任单位", "cooperating"),
        ("参加单位", "cooperating"),
        ("责任领导", "person"),
        ("区政府分管领导", "person"),
        ("牵头市领导", "person"),
        ("责任单位联系人", "person"),
        ("时间节点", "time"),
        ("推进时限", "time"),
        ("第一季度", "stage"),
        ("2024年目标", "stage"),
        ("当前进度", "status"),
        ("完成率（%）", "status"),
        ("考核部门", "overseer"),
        ("任务类别", "heading"),
        ("备注", "other"),
    ],
)
def test_columns_are_known_by_the_words_of_their_heads(name: str, kind: str) -> None:
    (table,) = read(f"序号\t工作任务\t责任部门\t{name}\n1\t建设平台\t市数据局\t无\n")
    assert table.columns[3].kind == kind
