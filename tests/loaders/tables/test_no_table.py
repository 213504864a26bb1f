"""Texts without a table of tasks, and texts made to do harm."""

from __future__ import annotations

import pytest

from tests.loaders.tables.reading import read
from tests.patience import no_hang


@pytest.mark.parametrize(
    "text",
    [
        "一、甲工作\n建设平台。（市数据局负责）\n二、乙工作\n完善制度。（市司法局负责）\n",
        "年份\t人口\t面积\n2020\t100\t20\n2021\t110\t20\n",
        "姓名\t职务\t电话\n张三\t局长\t123\n",
        "序号\t商品名称\t单价（元）\n1\t白菜\t2.5\n2\t土豆\t3.0\n",
        "序号 | 岗位名称 | 招聘人数 | 学历要求 |\n1 | 教师 | 2 | 本科 |\n",
        "时间\t内容\t地点\n9：00\t开幕\t礼堂\n",
        "序号 | 公开事项 | 公开内容 | 公开时限 | 公开责任主体 | 公开渠道 |\n1 | 机构信息 | 职能 | 20个工作日 | 市政府办 | 网站 |\n",
        "序号\t事项名称\t实施主体\t法律依据\n1\t道路占用许可\t市城管局\t城市道路管理条例\n",
        "河流名称\t河长\t责任单位\n清水河\t王小明\t市水利局\n",
        "目录\n一、工作目标\n二、重点任务\n三、责任分工\n四、进度安排\n五、保障措施\n1\n市数据局\n6月底前\n",
        "首页 | 政务公开 | 重点工作 | 责任分工 | 通知公告\n",
        "工作目标\n到年底见到成效。\n工作要求\n加强领导。\n",
        "序号 | 项目名称 | 责任事项 | 责任主体 | 追责情形 |\n1 | 采砂许可 | 受理、审查、决定 | 市水利局 | 不作为 |\n",
        "时间\t内容\t主讲人\t负责部门\n周一\t高等数学\t张华\t数学学院\n",
        "序号\n单位\n值班领导\n联系电话\n1\n市水利局\n王小明\n0871-1234567\n2\n市应急局\n李大军\n0871-7654321\n",
        "序号 | 学科 | 时间 | 地点 | 责任科室 |\n1 | 语文 | 6月3日 | 一中 | 人事科 |\n",
        "序号 | 项目名称 | 中标单位 | 中标金额 | 工期 |\n1 | 道路改造工程 | 云岭建设集团 | 300 | 90天 |\n",
        "项目名称 | 项目类别 | |||\n工作任务 | 已完成工作量 | 完成工作进度（%） |\n改造学校。 | 3所 | 100 |\n",
        "序号\n\n工作任务\n\n责任单位\n\n完成时限\n",
        "序号\n\n工作任务\n\n责任单位\n\n完成时限\n\n",
        "明确目标 | 说清任务要达到怎样的预期成果 |\n分工协作 | 说清每个人的责任与分工 |\n",
    ],
)
def test_texts_without_a_table_of_tasks(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["|" * 200_000, "序号 " * 50_000, "序号\n" * 60_000, "\t".join(["1"] * 100_000), "序号工作任务责任单位1" + "市" * 200_000,
     "序号\t工作任务\t责任单位\n" + "1\t甲" * 50_000, "序号\n工作任务\n责任单位\n" + "甲\n乙丙\n" * 60_000,
     "序号\n工作任务\n责任单位\n" + "一、甲\n" * 60_000 + "1\n", "序号 工作任务 责任单位\n1 建设平台。 市数据局\n" + "市财政局\n" * 60_000,
     "序号\t工作任务\t责任单位\n" * 20_000, "序号\n工作任务\n责任单位\n" * 10_000],
    ids=["bars", "heads on a line", "heads", "tabs", "glued", "long row", "stack", "headings", "long spaced row", "nothing but heads", "heads in stacks"],
)  # fmt: skip
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    with no_hang():
        for table in read(text):
            assert table.start < table.end


@pytest.mark.parametrize("text", ["30|", "序号\n\n工作任务\n\n责任单位\n", "序号\n工作任务\n责任单位"])
def test_a_text_that_ends_where_a_table_begins_has_none(text: str) -> None:
    with no_hang():
        assert read(text) == []
