"""Cells of flattened tables that are merged, broken, empty or repeated."""

from __future__ import annotations

import pytest

from tests.loaders.tables.reading import cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "序号\n工作任务\n牵头单位\n责任单位\n完成时限\n1\n建设平台，接入系统。\n市数据局\n市财政局、市税务局\n6月底前\n"
            "2\n改造油茶低产林3.2万亩，新造油茶林不低于8000亩。\n市林业局\n市农业农村局、各乡镇政府\n/\n3\n开展培训。\n市人社局\n市教育局\n年底前\n",
            [
                {"number": "1", "work": "建设平台，接入系统。", "lead": "市数据局", "responsible": "市财政局、市税务局", "time": "6月底前"},
                {"number": "2", "work": "改造油茶低产林3.2万亩，新造油茶林不低于8000亩。", "lead": "市林业局", "responsible": "市农业农村局、各乡镇政府", "time": "/"},
                {"number": "3", "work": "开展培训。", "lead": "市人社局", "responsible": "市教育局", "time": "年底前"},
            ],
            id="a stroke stands for an empty cell",
        ),
        pytest.param(
            "工作任务 | 具体措施 | 责任部门 |\n一、优化服务 | 精简办事材料。 | 政务科 |\n公布办事指南。 | 办公室 | |\n二、公开信息 | 更新专栏内容。 | 各科室 |\n",
            [
                {"title": "一、优化服务", "work": "精简办事材料。", "responsible": "政务科"},
                {"work": "公布办事指南。", "responsible": "办公室"},
                {"title": "二、公开信息", "work": "更新专栏内容。", "responsible": "各科室"},
            ],
            id="the cell of a merged column is missing, and the others have moved to the left",
        ),
        pytest.param(
            "领域 | 工作任务 | 责任单位 | 时限 | ||\n一、便企 | （一）准入 | 1 | 推行一网登记。 | 市市场监管局 | 年底前 |\n2 | 压缩办理环节。 | 市税务局 | 年底前 | ||\n",
            [
                {"heading": "（一）准入", "number": "1", "work": "推行一网登记。", "responsible": "市市场监管局", "time": "年底前"},
                {"number": "2", "work": "压缩办理环节。", "responsible": "市税务局", "time": "年底前"},
            ],
            id="a head over several columns, one of them the numbers",
        ),
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n1 | 建设平台，\n接入系统。 | 市数据局 |\n2 | 开展培训。 | 市人社局 |\n",
            [
                {"number": "1", "work": "建设平台，接入系统。", "responsible": "市数据局"},
                {"number": "2", "work": "开展培训。", "responsible": "市人社局"},
            ],
            id="a line end within a cell between bars",
        ),
        pytest.param(
            "序号\t工作任务\t责任单位\t时限\n1\t建设平台，\n接入系统。\t市数据局\t6月底前\n2\t开展培训。\t市人社局\t年底前\n",
            [
                {"number": "1", "work": "建设平台，接入系统。", "responsible": "市数据局", "time": "6月底前"},
                {"number": "2", "work": "开展培训。", "responsible": "市人社局", "time": "年底前"},
            ],
            id="a line end within a cell between tabs",
        ),
        pytest.param(
            "序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n— 2 —\n序号\t工作任务\t责任单位\n2\t开展培训。\t市人社局\n",
            [
                {"number": "1", "work": "建设平台。", "responsible": "市数据局"},
                {"number": "2", "work": "开展培训。", "responsible": "市人社局"},
            ],
            id="the head again on the next page",
        ),
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n一、数字化改革 |||\n1 | 建设平台。 | 市数据局 |\n二、民生保障 |||\n2 | 开展培训。 | 市人社局 |\n",
            [
                {"heading": "一、数字化改革"},
                {"number": "1", "work": "建设平台。", "responsible": "市数据局"},
                {"heading": "二、民生保障"},
                {"number": "2", "work": "开展培训。", "responsible": "市人社局"},
            ],
            id="headings across the table",
        ),
        pytest.param(
            "序号\t工作任务\t责任分工\t\t进度安排\t\n\t\t牵头单位\t配合单位\t上半年\t下半年\n1\t建设平台\t市数据局\t市财政局\t完成招标\t投入使用\n",
            [{"number": "1", "work": "建设平台", "lead": "市数据局", "cooperating": "市财政局", "stage": "投入使用"}],
            id="a head of two levels",
        ),
        pytest.param(
            "│序号│工作任务│责任单位│\n├──┼────┼────┤\n│1   │建设一体│市发展改│\n│    │化平台  │革委    │\n├──┼────┼────┤\n│2   │开展培训│市人社局│\n└──┴────┴────┘\n",
            [
                {"number": "1", "work": "建设一体化平台", "responsible": "市发展改革委"},
                {"number": "2", "work": "开展培训", "responsible": "市人社局"},
            ],
            id="rows of a box over several lines",
        ),
        pytest.param(
            "序号\n\n牵头单位\n\n工作任务\n\n目前完成情况及下一步措施\n\n完成进度（%）\n\n7\n\n市水利局\n\n31.新建泵站4座。\n\n已开工2座。\n\n50%\n\n"
            "8\n\n市水利局\n\n32.治理河道9公里。\n\n已完成8公里。\n\n90%\n",
            [
                {"number": "7", "lead": "市水利局", "work": "31.新建泵站4座。", "status": "50%"},
                {"number": "8", "lead": "市水利局", "work": "32.治理河道9公里。", "status": "90%"},
            ],
            id="one cell a line, and how much is done in the last",
        ),
        pytest.param(
            "│序号│工作任务│责任单位│\n├──┼────┼────┤\n│1   │建设一体│市发展改│\n│    │化平台  │革委    │\n│2   │开展培训│市人社局│\n└──┴────┴────┘\n",
            [
                {"number": "1", "work": "建设一体化平台", "responsible": "市发展改革委"},
                {"number": "2", "work": "开展培训", "responsible": "市人社局"},
            ],
            id="rows of a box over several lines, without rules between them",
        ),
        pytest.param(
            "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 建设平台 | 市数据局 |\n| 2 | 公布清单 | 市司法局 |\n\n"
            "┌──┬────┬────┐\n│序号│工作任务│责任单位│\n├──┼────┼────┤\n│3   │开展培训│市人社局│\n├──┼────┼────┤\n│4   │改造大厅│市民政局│\n└──┴────┴────┘\n",
            [
                {"number": "1", "work": "建设平台", "responsible": "市数据局"},
                {"number": "2", "work": "公布清单", "responsible": "市司法局"},
                {"number": "3", "work": "开展培训", "responsible": "市人社局"},
                {"number": "4", "work": "改造大厅", "responsible": "市民政局"},
            ],
            id="a drawn box below a table of Markdown",
        ),
        pytest.param(
            "序号  工作任务        牵头单位  配合单位        完成时限\n1     建设一体化数据  市数据局  市财政局、市人  6月底\n      平台                      社局\n"
            "2     开展培训        市人社局  各县（市、区）  9月底\n                                人民政府\n",
            [
                {"number": "1", "work": "建设一体化数据平台", "lead": "市数据局", "cooperating": "市财政局、市人社局", "time": "6月底"},
                {"number": "2", "work": "开展培训", "lead": "市人社局", "cooperating": "各县（市、区）人民政府", "time": "9月底"},
            ],
            id="cells broken at the widths of columns that spaces keep",
        ),
        pytest.param(
            "│序号│工作任务│责任单位  │时限 │\n├──┼────┼─────┼───┤\n│1 │建设平台│各县（市、│年底前│\n│  ├────┤区）政府，│   │\n│  │接入系统│市财政局  │   │\n│  │    ├─────┤   │\n│  │公布清单│市司法局  │   │\n"
            "├──┼────┼─────┼───┤\n│2 │开展培训│市人社局  │6月底前│\n└──┴────┴─────┴───┘\n",
            [
                {"number": "1", "work": "建设平台接入系统公布清单", "responsible": "各县（市、区）政府，市财政局 市司法局", "time": "年底前"},
                {"number": "2", "work": "开展培训", "responsible": "市人社局", "time": "6月底前"},
            ],
            id="a box with rules across some of its columns",
        ),
        pytest.param(
            "序号\n重点任务\n责任分工\n完成时限\n牵头单位\n配合单位\n1\n推进供水一体化。\n县水利局\n县财政局\n10月底前\n2\n推广智慧课堂。\n县教育局\n县数据局\n年底前\n",
            [
                {"number": "1", "work": "推进供水一体化。", "lead": "县水利局", "cooperating": "县财政局", "time": "10月底前"},
                {"number": "2", "work": "推广智慧课堂。", "lead": "县教育局", "cooperating": "县数据局", "time": "年底前"},
            ],
            id="a head of two levels, one cell a line",
        ),
        pytest.param(
            "现印发给你们。 云岭市任务分解表 序号 工作任务 牵头责任单位\n\n一、主要目标\n\n1 建设平台。 市数据局\n\n2 开展培训。 市人社局、市教育局\n",
            [
                {"heading": "一、主要目标"},
                {"number": "1", "work": "建设平台。", "lead": "市数据局"},
                {"number": "2", "work": "开展培训。", "lead": "市人社局、市教育局"},
            ],
            id="a head behind the last words above it",
        ),
        pytest.param(
            "任务清单\t任务清单\t任务清单\n序号\t工作任务\t责任单位\n1\t建设平台。\t市数据局\n",
            [{"number": "1", "work": "建设平台。", "responsible": "市数据局"}],
            id="a caption in a merged cell",
        ),
        pytest.param(
            "实事分解表序号项目名称主要内容区分管领导牵头单位配合单位1增加学位供给新建学校2所。王小明教育局住建局各街道开工建设幼儿园3所。李大军民政局\n",
            [
                {"number": "1", "title": "增加学位供给", "work": "新建学校2所。", "person": "王小明", "lead": "教育局", "cooperating": "住建局 各街道"},
                {"work": "开工建设幼儿园3所。", "person": "李大军", "lead": "民政局"},
            ],
            id="nothing between the cells, people before the units, further work in the row",
        ),
        pytest.param(
            "序号\n民生实事\n责任单位\n完成时限\n1\n整治城区河道。\n县水利局\n县住建局\n12月底前\n2\n新建敬老院。\n县民政局\n5月底前动工\n启用老年食堂。\n年底前\n3\n改造农房300户。\n县住建局\n年底前\n某某县人民政府办公室\n2016年2月26日\n",
            [
                {"number": "1", "title": "整治城区河道。", "responsible": "县水利局 县住建局", "time": "12月底前"},
                {"number": "2", "title": "新建敬老院。", "responsible": "县民政局", "time": "5月底前动工"},
                {"title": "启用老年食堂。", "time": "年底前"},
                {"number": "3", "title": "改造农房300户。", "responsible": "县住建局", "time": "年底前"},
            ],
            id="units on lines of their own, a merged cell below",
        ),
        pytest.param(
            "序号\n\n重点任务\n\n主要责任单位\n\n协同配合单位\n\n一、发展目标\n\n3\n\n投资增长7%左右。\n\n区发改委\n\n区工信局、区住建局，各乡镇人民政府、街道办事处。\n\n"
            "二、扩大投资\n\n三、培育产业\n\n四、改革攻坚\n\n五、城乡融合\n\n六、生态建设\n\n七、民生事业\n\n68\n\n改造小学2所。\n\n区教育局\n\n区政府有关部门。\n",
            [
                {"heading": "一、发展目标"},
                {"number": "3", "work": "投资增长7%左右。", "responsible": "区发改委", "cooperating": "区工信局、区住建局，各乡镇人民政府、街道办事处。"},
                *({"heading": h} for h in ("二、扩大投资", "三、培育产业", "四、改革攻坚", "五、城乡融合", "六、生态建设", "七、民生事业")),
                {"number": "68", "work": "改造小学2所。", "responsible": "区教育局", "cooperating": "区政府有关部门。"},
            ],
            id="one cell a line, headings across the table, lists that end in a full stop",
        ),
        pytest.param(
            "序号\n督办事项\n年度任务\n责任单位\n时限\n进展情况\n渠系改造\n1\n东干渠衬砌\n衬砌渠道12公里。\n牵头：市水利局\n配合：市财政局、市农业农村局\n10月底前\n已衬砌8公里。\n"
            "2\n西干渠衬砌\n衬砌渠道9公里。\n同上\n10月底前\n进展正常。\n泵站更新\n3\n更新泵站\n更新泵站6座。\n市水利局\n9月底前\n设备到位率60%。\n"
            "序号\n督办事项\n年度任务\n责任单位\n时限\n进展情况\n4\n培训管护人员\n培训4期。\n同上\n每季度一期\n进展顺利\n",
            [
                {"heading": "渠系改造"},
                {"number": "1", "title": "东干渠衬砌", "work": "衬砌渠道12公里。", "responsible": "牵头：市水利局 配合：市财政局、市农业农村局", "time": "10月底前", "status": "已衬砌8公里。"},
                {"number": "2", "title": "西干渠衬砌", "work": "衬砌渠道9公里。", "responsible": "同上", "time": "10月底前", "status": "进展正常。"},
                {"heading": "泵站更新"},
                {"number": "3", "title": "更新泵站", "work": "更新泵站6座。", "responsible": "市水利局", "time": "9月底前", "status": "设备到位率60%。"},
                {"number": "4", "title": "培训管护人员", "work": "培训4期。", "responsible": "同上", "time": "每季度一期", "status": "进展顺利"},
            ],
            id="one cell a line, headings across the table without a number, how far things are in the last column",
        ),
        pytest.param(
            "序号\n考核指标\n单位\n年度目标\n责任部门\n评分部门\n1\n新建高标准农田\n万亩\n0.6\n县农业农村局\n市农业农村局\n2\n粮食安全责任制\n良好以上\n县发改局\n县财政局\n市发展改革委\n",
            [
                {"number": "1", "indicator": "新建高标准农田", "measure": "万亩", "value": "0.6", "responsible": "县农业农村局", "overseer": "市农业农村局"},
                {"number": "2", "indicator": "粮食安全责任制", "value": "良好以上", "responsible": "县发改局 县财政局", "overseer": "市发展改革委"},
            ],
            id="units of figures and those who give marks are not accountable",
        ),
        pytest.param(
            "序号\n项目内容\n当前进度\n牵头单位\n备注\n1\n打通断头路5条。\n60%（清河镇推进缓慢）\n县住建局\n县民生实事\n2\n新建幼儿园2所。\n95%\n县教育局\n县民生实事\n",
            [
                {"number": "1", "work": "打通断头路5条。", "status": "60%（清河镇推进缓慢）", "lead": "县住建局", "other": "县民生实事"},
                {"number": "2", "work": "新建幼儿园2所。", "status": "95%", "lead": "县教育局", "other": "县民生实事"},
            ],
            id="how much is done is no time; the last cell is one met before",
        ),
        pytest.param(
            "序号 重点工作任务 主要责任单位 协同配合单位\n一、发展目标\n1 地区生产总值增长6%左右。 区发改委 区政府各部门，各乡镇人民政府。\n2 公共预算收入增长5%左右。 区财政局\n区税务局\n区政府有关部门，各乡镇人民政府。\n3 投资增长7%左右。 区发改委 区住建局。\n",
            [
                {"heading": "一、发展目标"},
                {"number": "1", "work": "地区生产总值增长6%左右。", "responsible": "区发改委", "cooperating": "区政府各部门，各乡镇人民政府。"},
                {"number": "2", "work": "公共预算收入增长5%左右。", "responsible": "区财政局 区税务局", "cooperating": "区政府有关部门，各乡镇人民政府。"},
                {"number": "3", "work": "投资增长7%左右。", "responsible": "区发改委", "cooperating": "区住建局。"},
            ],
            id="spaces between the cells, a row that goes on over further lines",
        ),
        pytest.param(
            "编号 主要内容 责任领导 责任单位 时限要求\n1 改造城区道路。 王小明 市住房城乡建设局 年底前\n2 新增绿地20公顷。 李大军 市城管局、市水利局 持续推进\n",
            [
                {"number": "1", "work": "改造城区道路。", "person": "王小明", "responsible": "市住房城乡建设局", "time": "年底前"},
                {"number": "2", "work": "新增绿地20公顷。", "person": "李大军", "responsible": "市城管局、市水利局", "time": "持续推进"},
            ],
            id="spaces between the cells, people behind a full stop",
        ),
        pytest.param(
            "编号 | 目标任务 | 责任科室 | 完成时间 |\n1 | 完善基层医疗服务体系。 | 综合科 | 9月 |\n2 | 举办招商活动6场 | 办公室、财务科 | 长期坚持 |\n",
            [
                {"number": "1", "work": "完善基层医疗服务体系。", "responsible": "综合科", "time": "9月"},
                {"number": "2", "work": "举办招商活动6场", "responsible": "办公室、财务科", "time": "长期坚持"},
            ],
            id="goals to be reached by a time are tasks and no figures",
        ),
        pytest.param(
            "任务名称\n任务内容\n责任单位\n智慧水务\n启动供水平台建设。\n办公室\n企业上市\n支持企业上市融资。\n市金融办、市工信局\n基层医疗\n完善服务体系。\n市卫健委\n",
            [
                {"title": "智慧水务", "work": "启动供水平台建设。", "responsible": "办公室"},
                {"title": "企业上市", "work": "支持企业上市融资。", "responsible": "市金融办、市工信局"},
                {"title": "基层医疗", "work": "完善服务体系。", "responsible": "市卫健委"},
            ],
            id="names that end as those of units do",
        ),
        pytest.param(
            "任务表序号主要内容责任领导牵头责任单位协办单位时限要求1加快5G基站建设，新增基站300个。分管副市长市工信局市财政局、团市委每季度2改造小学2所。王小明市教育局市住建局2025年9月3（1）编制规划；（2）组织实施。李大军市发改委高新区管委会长期坚持\n",
            [
                {"number": "1", "work": "加快5G基站建设，新增基站300个。", "person": "分管副市长", "lead": "市工信局", "cooperating": "市财政局、团市委", "time": "每季度"},
                {"number": "2", "work": "改造小学2所。", "person": "王小明", "lead": "市教育局", "cooperating": "市住建局", "time": "2025年9月"},
                {"number": "3", "work": "（1）编制规划；（2）组织实施。", "person": "李大军", "lead": "市发改委", "cooperating": "高新区管委会", "time": "长期坚持"},
            ],
            id="nothing between the cells, unusual heads, digits in the work",
        ),
        pytest.param(
            "序号重点工作牵头单位责任单位进度安排1新建驿站。港口吞吐量增长5%。县住房城乡建设局县民政局、县水利局，各镇街2025年基本完成2推广课程。县教育局县人力资源社会保障局持续推进\n",
            [
                {"number": "1", "work": "新建驿站。港口吞吐量增长5%。", "lead": "县住房城乡建设局", "responsible": "县民政局、县水利局，各镇街", "time": "2025年基本完成"},
                {"number": "2", "work": "推广课程。", "lead": "县教育局", "responsible": "县人力资源社会保障局", "time": "持续推进"},
            ],
            id="nothing between the cells, long names, a field of work that is short for its department",
        ),
        pytest.param(
            "序号 | 决策事项 | 承办单位 | 计划完成时间 |\n1 | 制定养老服务规划 | 市民政局 | 2025年12月 |\n",
            [{"number": "1", "work": "制定养老服务规划", "responsible": "市民政局", "time": "2025年12月"}],
            id="what is to be decided, by whom and by when",
        ),
        pytest.param(
            "┌──┬──────────┬────────┬──────┐\n│序号│重点任务            │责任单位        │完成时限    │\n"
            "├──┼──────────┼────────┼──────┤\n│1   │新建驿站10处，完善导│市文旅局、江州海│2024年10月底│\n"
            "│    │览设施。            │关、中国铁路江州│前完成      │\n│    │                    │局集团有限公司  │            │\n"
            "├──┼──────────┼────────┼──────┤\n│2   │改造码头2座，增开航 │市交通局        │2024年11月起│\n"
            "│    │线。                │市财政局        │持续推进    │\n└──┴──────────┴────────┴──────┘\n",
            [
                {"number": "1", "work": "新建驿站10处，完善导览设施。", "responsible": "市文旅局、江州海关、中国铁路江州局集团有限公司", "time": "2024年10月底前完成"},
                {"number": "2", "work": "改造码头2座，增开航线。", "responsible": "市交通局 市财政局", "time": "2024年11月起持续推进"},
            ],
            id="words that the border of a drawn cell breaks go on, lines that end before it are items",
        ),
        pytest.param(
            "领域序号工作任务牵头单位责任单位完成时限\n水源建设1新建水库2座。旗水利局旗财政局，东山镇、西河苏木人民政府2024年6月底前\n2改造机井30眼。旗水利局旗农牧局2024年底前基本完成\n"
            "预警能力3布设雨量站24个。旗气象局旗水利局长期坚持\n",
            [
                {"heading": "水源建设", "number": "1", "work": "新建水库2座。", "lead": "旗水利局", "responsible": "旗财政局，东山镇、西河苏木人民政府", "time": "2024年6月底前"},
                {"number": "2", "work": "改造机井30眼。", "lead": "旗水利局", "responsible": "旗农牧局", "time": "2024年底前基本完成"},
                {"heading": "预警能力", "number": "3", "work": "布设雨量站24个。", "lead": "旗气象局", "responsible": "旗水利局", "time": "长期坚持"},
            ],
            id="nothing between the cells, a row a line, and headings before some numbers",
        ),
    ],
)  # fmt: skip
def test_merged_broken_and_repeated_cells(text: str, expected: list[dict[str, str]]) -> None:
    found = cells(text)
    for row in found:
        row.pop("title" if {"title", "heading"} <= row.keys() else "", None)
    assert found == expected
