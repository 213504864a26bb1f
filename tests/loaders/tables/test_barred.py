"""Tables of web pages with a bar for each cell, on lines of their own: every bar is a cell, and a lost one was merged."""

from __future__ import annotations

import pytest

from tests.loaders.tables.reading import cells, read

#: Copies with a head, and the cells of their rows.
COPIES = [
    pytest.param(
        "序号\n|\n类别\n|\n工作任务\n|\n责任单位\n|\n责任人\n|\n完成时限\n|\n1\n|\n一、惠企\n|\n推行一网登记。\n|\n市数据局\n|\n王小明\n|\n6月底前\n|\n"
        "2\n|\n压缩办理环节。\n|\n市税务局\n市财政局\n|\n|\n年底前\n|\n3\n|\n二、便民\n|\n建设服务网点20个。\n|\n市民政局\n|\n李大军\n|\n持续推进\n附件：材料\n",
        [
            {"number": "1", "heading": "一、惠企", "work": "推行一网登记。", "responsible": "市数据局", "person": "王小明", "time": "6月底前"},
            {"number": "2", "work": "压缩办理环节。", "responsible": "市税务局 市财政局", "time": "年底前"},
            {"number": "3", "heading": "二、便民", "work": "建设服务网点20个。", "responsible": "市民政局", "person": "李大军", "time": "持续推进"},
        ],
        id="bars alone between the cells, an empty cell, a merged one",
    ),
    pytest.param(
        "|\n云岭县实事清单 |\n||||||\n|\n序号 |\n项目名称 |\n建设地点 |\n建设时间 |\n2025年建设内容 |\n投资金额\n（万元） |\n责任单位 |\n|\n1 |\n县城\n道路提升项目 |\n相关镇\n（街道） |\n2025 |\n"
        "改造道路3条。 |\n300 |\n交通局 |\n|\n2 |\n云岭县2025年供水项目 |\n石桥镇 |\n2025 |\n新建水厂2座。 |\n2 |\n水利局 |\n|\n3 |\n2025年农村厕所改造工程 |\n |\n2025 |\n改造厕所500座。 |\n80 |\n农业农村局 |\n",
        [
            {"number": "1", "title": "县城道路提升项目", "place": "相关镇 （街道）", "time": "2025", "stage": "改造道路3条。", "other": "300", "responsible": "交通局"},
            {"number": "2", "title": "云岭县2025年供水项目", "place": "石桥镇", "time": "2025", "stage": "新建水厂2座。", "other": "2", "responsible": "水利局"},
            {"number": "3", "title": "2025年农村厕所改造工程", "time": "2025", "stage": "改造厕所500座。", "other": "80", "responsible": "农业农村局"},
        ],
        id="bars behind the cells, one more between two rows, figures that are no numbers of rows",
    ),
    pytest.param(
        "牵头单位\n| 工作任务\n| 责任单位\n|\n市政\n府办\n公室\n| 公开办事指南。\n| 市直各单位、各区\n县（市）政府\n|\n更新专栏内容。\n| 各部门\n|\n市\n司\n法\n局\n| 修订管理办法。\n| 市财政局和各县区\n|\n"
        "评查案卷200件。\n|\n举办培训班4期。\n|\n",
        [
            {"lead": "市政府办公室", "work": "公开办事指南。", "responsible": "市直各单位、各区县（市）政府"},
            {"work": "更新专栏内容。", "responsible": "各部门"},
            {"lead": "市司法局", "work": "修订管理办法。", "responsible": "市财政局和各县区"},
            {"work": "评查案卷200件。", "responsible": "〃"},
            {"work": "举办培训班4期。"},
        ],
        id="bars before the cells, narrow names broken over lines, merged cells lost, the last row perhaps cut off",
    ),
    pytest.param(
        "| 序号\n| 工作任务\n| 责任单位\n| 时限\n|\n| 1\n| 建设平台。\n| 市数据局\n| 6月底前\n|\n| 2\n| 开展培训。\n| 市人社局\n| 年底前\n|\n",
        [
            {"number": "1", "work": "建设平台。", "responsible": "市数据局", "time": "6月底前"},
            {"number": "2", "work": "开展培训。", "responsible": "市人社局", "time": "年底前"},
        ],
        id="bars before all the cells",
    ),
    pytest.param(
        "工作任务\n|\n具体要求\n|\n责任科室\n|\n时限要求\n|\n强化公开\n|\n1\n|\n公布文件目录。\n|\n办公室\n|\n年底前\n|\n2\n|\n编制年度报告。\n|\n各科室\n|\n持续推进\n|\n深化解读\n|\n3\n|\n丰富解读形式。\n|\n办公室\n|\n持续推进\n",
        [
            {"title": "强化公开", "number": "1", "work": "公布文件目录。", "responsible": "办公室", "time": "年底前"},
            {"number": "2", "work": "编制年度报告。", "responsible": "各科室", "time": "持续推进"},
            {"title": "深化解读", "number": "3", "work": "丰富解读形式。", "responsible": "办公室", "time": "持续推进"},
        ],
        id="numbers without a head, names given once",
    ),
    pytest.param(
        "序号 |\n主要任务 |\n牵头\n单位 |\n1-9月推进 |\n是否达序 |\n说明 |\n7 |\n新建卫生室8个。 |\n县卫健局 |\n已建成5个，其中龙泉镇3个。 |\n是 |\n||\n8 |\n改造农房300户。 |\n县住建局 |\n已完成60%。 |\n否 |\n材料涨价。 |\n",
        [
            {"number": "7", "work": "新建卫生室8个。", "lead": "县卫健局", "status": "已建成5个，其中龙泉镇3个。", "other": "是"},
            {"number": "8", "work": "改造农房300户。", "lead": "县住建局", "status": "已完成60%。", "other": "材料涨价。"},
        ],
        id="unusual heads among the usual ones",
    ),
    pytest.param(
        "序号 |\n工作任务 |\n责任单位 |\n1 |\n建设平台。 |\n市数据局 |\n序号 |\n工作任务 |\n责任单位 |\n2 |\n开展培训。 |\n市人社局 |\n二、保障措施\n（一）加强领导。各单位要落实责任。\n",
        [
            {"number": "1", "work": "建设平台。", "responsible": "市数据局"},
            {"number": "2", "work": "开展培训。", "responsible": "市人社局"},
        ],
        id="the head again, and prose below the table",
    ),
    pytest.param(
        "序号 |\n工作任务 |\n责任单位 |\n一、数字化改革 |\n|||\n1 |\n建设平台。 |\n市数据局 |\n二、民生保障 |\n|||\n2 |\n开展培训。 |\n市人社局 |\n",
        [
            {"heading": "一、数字化改革"},
            {"number": "1", "work": "建设平台。", "responsible": "市数据局"},
            {"heading": "二、民生保障"},
            {"number": "2", "work": "开展培训。", "responsible": "市人社局"},
        ],
        id="headings across the table",
    ),
    pytest.param(
        "序号\n|\n工作任务\n|\n牵头单位及负责人\n|\n配合单位\n|\n1\n|\n推行一网登记。\n|\n市数据局\n王小明\n市政务中心\n李大军\n|\n市财政局\n|\n2\n|\n压缩环节。\n|\n市委\n宣传部\n赵一平\n|\n|\n3\n|\n建设网点。\n|\n市民政局\n张建国\n|\n市住建局\n|\n",
        [
            {"number": "1", "work": "推行一网登记。", "lead": "市数据局 王小明 市政务中心 李大军", "cooperating": "市财政局"},
            {"number": "2", "work": "压缩环节。", "lead": "市委宣传部 赵一平"},
            {"number": "3", "work": "建设网点。", "lead": "市民政局 张建国", "cooperating": "市住建局"},
        ],
        id="units and the people of them, line by line",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COPIES)
def test_each_bar_is_that_of_a_cell(text: str, expected: list[dict[str, str]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text",
    ["序号 |\n工作任务 |\n责任单位 |\n" * 20_000, "序号\n|\n工作任务\n|\n责任单位\n|\n" + "甲\n|\n" * 60_000, "1\n|\n甲\n|\n" * 60_000,
     "1 |\n" * 60_000, "序号 |\n工作任务 |\n责任单位 |\n" + "|" * 100_000, "1 | 甲 | 乙\n无\n" * 40_000,
     "1\n|\n推进工作改革发展。\n|\n市数据局\n|\n" * 20_000, "牵头单位\n| 工作任务\n| 时限\n|\n" + "市\n" * 60_000 + "|\n"],
    ids=["heads", "stack", "numbers", "closed numbers", "bars", "short rows", "the same number", "narrow"],
)  # fmt: skip
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    for table in read(text):  # what takes more than linear time would take hours here
        assert table.start < table.end
