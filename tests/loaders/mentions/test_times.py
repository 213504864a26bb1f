"""Times: as precise as the words, starts and recurrences told apart from due dates."""

from __future__ import annotations

import pytest

from loaders.mentions.times import times
from tests.loaders.mentions.told import line
from tests.patience import no_hang

#: Sentences of a plan of 2024.
SENTENCES = [
    # what comes round from a date on is one time; 年内 before the works of a building
    ("自2025年3月起，每月通报一次。", ["Recurring from 2025-03 Monthly"]),
    ("9月起按月通报。", ["Recurring from 2024-09 Monthly year-inferred"]),
    ("泵站年内主体封顶。", ["Due 2024 year-inferred"]),
    ("两县先行先试，年内各形成一批经验。", ["Due 2024 year-inferred"]),
    ("大坝2026年基本完工。", ["Due 2026 SubstantiallyCompleted"]),
    ("园区5月中旬复工。", ["Due from 2024-05 year-inferred"]),
    ("2026年上半年具备通水条件。", ["Due 2026-06"]),
    # 年内 before what is put to use
    ("建设体育中心，年内投入使用。", ["Due 2024 year-inferred"]),
    ("环城路年内通车。", ["Due 2024 year-inferred"]),
    # 完成 at the end of a clause, behind a long subject
    ("2025年底前，县域内所有乡镇卫生院中医馆标准化建设全部完成。", ["Due 2025 Completed"]),
    ("10月底前，全省人口、法人等基础数据库建设完成。", ["Due 2024-10 Completed year-inferred"]),
    ("2025年底前，各地公共数据目录的编制和发布工作基本完成。", ["Due 2025 SubstantiallyCompleted"]),
    ("2025年底前，各地公共数据目录完成率达到90%。", ["Due 2025"]),
    # as precise as the words
    ("2025年底前，建成数据平台。", ["Due 2025"]),
    ("2025年年底前，建成数据平台。", ["Due 2025"]),
    ("2025年末，建成数据平台。", ["Due 2025"]),
    ("2025年内建成数据平台。", ["Due 2025"]),
    ("2025年前建成数据平台。", ["Due 2025"]),
    ("到2026年，建成数据平台。", ["Due 2026"]),
    ("到2026年建成数据平台。", ["Due 2026"]),
    ("至2026年底，建成数据平台。", ["Due 2026"]),
    ("到2026年数据产业规模翻一番。", ["Due 2026"]),
    ("到二〇二六年，建成数据平台。", ["Due 2026"]),
    ("力争2026年建成数据平台。", ["Due 2026"]),
    ("——2026年底前，建成数据平台。", ["Due 2026"]),
    ("2024年城镇新增就业5万人以上。", ["Due 2024"]),
    ("2024年数字经济增加值占比达到10%。", ["Due 2024"]),
    ("2024年重点推进3个平台。", ["Due 2024"]),
    ("2025年秋季开学前投入使用。", ["Due 2025"]),
    ("2025年秋季学期投入使用。", ["Due 2025"]),
    ("于2025年6月30日前建成平台。", ["Due 2025-06-30"]),
    ("2025年9月底前完成改造。", ["Due 2025-09 Completed"]),
    ("2025年4—6月完成选址，2025年7月至10月集中施工。", ["Staged from 2025-04 2025-06 Completed", "Staged from 2025-07 2025-10"]),
    ("2025年12月底前全线完成。", ["Due 2025-12 Completed"]),
    ("推广垃圾分类，长期坚持。", ["Ongoing"]),
    ("坚持长期推进与重点突破相结合。", []),
    ("2025年11月底前，市体育馆完成看台改造。", ["Due 2025-11 Completed"]),
    ("2025年11月底前，市体育馆完成投资3亿元。", ["Due 2025-11"]),
    ("2025年12月10日前提交成果。", ["Due 2025-12-10"]),
    ("第三届云溪茶博会2025年10月16日开幕。", ["Due 2025-10-16"]),
    ("2023年10月16日开幕的茶博会。", []),
    ("2025年的前提条件。", []),
    ("新建厂房9万平方米，其中一期2025年9月底前完成。", ["Due 2025-09"]),
    ("新建一期厂房，2025年9月底前完成。", ["Due 2025-09 Completed"]),
    ("2025 年 9 月底前完成改造。", ["Due 2025-09 Completed"]),
    ("2025年9月30日前完成改造。", ["Due 2025-09-30 Completed"]),
    ("2025年9月上旬完成改造。", ["Due 2025-09 Completed"]),
    ("2025年2月30日前完成改造。", ["Due 2025-02 Completed"]),
    ("2025年上半年完成选址。", ["Due 2025-06 Completed"]),
    ("2025年一季度完成选址。", ["Due 2025-03 Completed"]),
    ("2025年第三季度完成选址。", ["Due 2025-09 Completed"]),
    ("2025年三季度末前完成选址。", ["Due 2025-09 Completed"]),
    ("2025年10月底前基本完成改造。", ["Due 2025-10 SubstantiallyCompleted"]),
    ("2025年底前，基本建成数据平台。", ["Due 2025 SubstantiallyCompleted"]),
    ("2025年底前全部完成改造。", ["Due 2025 Completed"]),
    ("2025年底前，管网改造任务全面完成。", ["Due 2025 Completed"]),
    # 完成 is the verb of a piece of work, no degree
    ("年内完成12个。", ["Due 2024 year-inferred"]),
    ("年内招引企业3家。", ["Due 2024 year-inferred"]),
    ("年内岗位达到2万个。", ["Due 2024 year-inferred"]),
    ("年内的任务。", []),
    ("比例由2020年的50%提高到2027年的60%。", ["Due 2027"]),
    ("恢复到2027年的水平。", []),
    ("年内新增贷款不低于30亿元。", []),
    ("2025年—2026年上半年，新建公厕30座。", ["Due from 2025 2026-06"]),
    ("2025年下半年至2026年，改建公厕30座。", ["Due from 2025-07 2026"]),
    ("2024—2026年累计安排资金5亿元。", ["Due from 2024 2026"]),
    ("秋季开学前完成改造。", ["Due 2024 Completed year-inferred"]),
    ("秋季学期前投入使用。", ["Due 2024 year-inferred"]),
    ("秋季前往景区的游客。", []),
    ("2025年国庆节前完成改造。", ["Due 2025-10-01 Completed"]),
    ("五一前完成改造。", ["Due 2024-05-01 Completed year-inferred"]),
    ("“五一”前完成改造。", ["Due 2024-05-01 Completed year-inferred"]),
    ("五一劳动节前完成改造。", ["Due 2024-05-01 Completed year-inferred"]),
    ("2025年“七一”之前投用。", ["Due 2025-07-01"]),
    ("五一前后客流较大，评选五一劳动奖章。", []),
    ("2025年两江夜游接待游客380万人次。", ["Due 2025"]),
    ("编制公布2025年政府信息公开工作年度报告。", []),
    ("每年5月至10月开展集中检修。", ["Recurring Yearly"]),
    ("年内部审计发现的问题。", []),
    ("三年内累计改造街区3条。", []),
    # work that begins in one place
    ("2025年先行在甲县布点，乙县同步实施。", ["Due 2025"]),
    ("2025年率先在全市推开。", ["Due 2025"]),
    ("2025年在全市推广。", ["Due 2025"]),
    ("对2025年在全市推广的技术开展评估。", []),
    ("2025年1—6月，完成选址。", ["Due from 2025-01 2025-06 Completed"]),
    # without a year, of the plan's year
    ("9月底前，建成数据平台。", ["Due 2024-09 year-inferred"]),
    ("九月底前，建成数据平台。", ["Due 2024-09 year-inferred"]),
    ("十二月底前建成数据平台。", ["Due 2024-12 year-inferred"]),
    ("年底前，建成数据平台。", ["Due 2024 year-inferred"]),
    ("到年底，建成数据平台。", ["Due 2024 year-inferred"]),
    ("年内建成数据平台。", ["Due 2024 year-inferred"]),
    ("今年底前建成数据平台。", ["Due 2024 year-inferred"]),
    ("今年年底前建成数据平台。", ["Due 2024 year-inferred"]),
    ("今年6月底前建成数据平台。", ["Due 2024-06 year-inferred"]),
    ("明年3月底前建成数据平台。", ["Due 2025-03 year-inferred"]),
    ("次年3月份前对外公布结果。", ["Due 2025-03 year-inferred"]),
    ("上半年完成选址。", ["Due 2024-06 Completed year-inferred"]),
    ("下半年组织一次演练。", ["Due 2024-12 year-inferred"]),
    ("11月15日前完成选址。", ["Due 2024-11-15 Completed year-inferred"]),
    ("5月组织集中宣传。", ["Due 2024-05 year-inferred"]),
    ("8—10月，开展专项检查。", ["Due from 2024-08 2024-10 year-inferred"]),
    ("10月至次年3月，开展轮训。", ["Due from 2024-10 2025-03 year-inferred"]),
    ("汛期前完成隐患整治。", ["Due 2024 Completed year-inferred"]),
    ("国庆前完成隐患整治。", ["Due 2024-10-01 Completed year-inferred"]),
    ("国庆节前整治隐患。", ["Due 2024-10-01 year-inferred"]),
    ("确保中秋节前发放到位。", ["Due 2024 year-inferred"]),
    ("入冬前检修管网。", ["Due 2024 year-inferred"]),
    ("2025年入冬前检修管网。", ["Due 2025"]),
    ("主汛期来临前疏通河道。", ["Due 2024 year-inferred"]),
    ("入汛前疏通河道。", ["Due 2024 year-inferred"]),
    ("采暖季前检修管网。", ["Due 2024 year-inferred"]),
    ("春耕前备足农资。", ["Due 2024 year-inferred"]),
    ("元旦前走访慰问。", ["Due undated"]),
    # a bracket tells the day more exactly
    ("五一前开街。", ["Due 2024-05-01 year-inferred"]),
    ("五一前（4月30日）开街。", ["Due 2024-04-30 year-inferred"]),
    ("采暖期前（11月1日前）检修管网。", ["Due 2024-11-01 year-inferred"]),
    ("国庆前（9月30日）完成整治。", ["Due 2024-09-30 Completed year-inferred"]),
    ("春节前（2月5日前）发放到位。", ["Due 2024-02-05 year-inferred"]),
    ("2024年底前（2024年12月20日前）建成平台。", ["Due 2024-12-20"]),
    ("6月底前（7月底前）建成平台。", ["Staged 2024-06 year-inferred", "Staged 2024-07 year-inferred"]),
    ("9月底前（含9月）建成平台。", ["Due 2024-09 year-inferred"]),
    ("在五一前后开展活动。", []),
    ("做好十四五一前期工作。", []),
    ("20251231前建成平台。", ["Due 2025-12-31"]),
    ("建成20241231号机组。", []),
    ("服务电话20250131。", []),
    ("冬季前往景区的游客增多。", []),
    ("做好入冬前的准备。", []),
    ("全年完成投资100亿元。", []),  # what its year comes to; it names no time
    ("2025年全年完成投资100亿元。", ["Due 2025"]),
    ("做好全年安全生产工作。", []),
    ("确保全年目标任务完成。", []),
    # starts
    ("6月底前动工建设。", ["Due from 2024-06 year-inferred"]),
    ("6月底前全面启动改造。", ["Due from 2024-06 year-inferred"]),
    ("6月底前，开工建设污水厂。", ["Due from 2024-06 year-inferred"]),
    ("6月底前启动并完成改造。", ["Due 2024-06 year-inferred"]),
    ("12月底前开工率达到80%。", ["Due 2024-12 year-inferred"]),
    ("2025年3月启动建设。", ["Due from 2025-03"]),
    ("自2025年起，实行新规。", ["Ongoing from 2025"]),
    ("从2025年3月起，实行新规。", ["Ongoing from 2025-03"]),
    ("从2025年3月开始，实行新规。", ["Ongoing from 2025-03"]),
    ("自2025年1月1日起，窗口延长服务。", ["Ongoing from 2025-01-01"]),
    ("2025年起，窗口延长服务。", ["Ongoing from 2025"]),
    # ranges
    ("2025—2027年，新建公园10个。", ["Due from 2025 2027"]),
    ("2025年至2027年，新建公园10个。", ["Due from 2025 2027"]),
    ("2025年3月—8月，开展排查。", ["Due from 2025-03 2025-08"]),
    ("2025年3月1日至31日，开展排查。", ["Due from 2025-03-01 2025-03-31"]),
    ("动员部署阶段（3月—4月）。", ["Due from 2024-03 2024-04 year-inferred"]),
    ("动员部署阶段（2025年3月）。", ["Due 2025-03"]),
    ("完成主体工程（2025年底前）。", ["Due 2025"]),
    ("实施清洁行动计划（2023—2025年）。", []),
    ("落实2023—2025年行动计划。", []),
    ("2025年3个项目投产。", ["Due 2025"]),
    ("8—10月在三市开展专项检查。", ["Due from 2024-08 2024-10 year-inferred"]),
    ("城镇化率2025年提高到65%。", ["Due 2025"]),
    ("新建市场180家，其中2025年不少于50家。", []),
    # ranges in words: one time with a start and an end, also where the start is after the end
    ("自2025年1月起至2024年12月，开展试点。", ["Due from 2025-01 2024-12"]),
    ("2024年3月至2025年6月，开展整治。", ["Due from 2024-03 2025-06"]),
    ("从2024年3月到2025年6月底，开展整治。", ["Due from 2024-03 2025-06"]),
    ("从2024年起到2026年底，新建公园10个。", ["Due from 2024 2026"]),
    ("从2024年起到2026年底前每年新建公园10个。", ["Due from 2024 2026", "Recurring Yearly"]),
    ("从2024年开始至2026年，新建公园10个。", ["Due from 2024 2026"]),
    ("2024年3月起至2025年6月，开展整治。", ["Due from 2024-03 2025-06"]),
    ("自2024年3月1日起至12月31日止，开展整治。", ["Due from 2024-03-01 2024-12-31"]),
    ("整治时间自2024年3月1日起至2024年12月31日止。", ["Due from 2024-03-01 2024-12-31"]),
    ("从3月起到10月底，开展整治。", ["Due from 2024-03 2024-10 year-inferred"]),
    ("6月至年底，开展整治。", ["Due from 2024-06 2024 year-inferred"]),
    ("2024年6月至年底，开展整治。", ["Due from 2024-06 2024"]),
    ("2024年6月至2026年底，分期实施改造。", ["Due from 2024-06 2026"]),
    ("2024年6月至9月分三批实施改造。", ["Due from 2024-06 2024-09"]),
    ("自2024年6月至9月由市级部门督办。", ["Due from 2024-06 2024-09"]),
    ("2024年至2026年6月，完成改造。", ["Due from 2024 2026-06 Completed"]),
    ("2023年底至2024年底，完成改造。", ["Due from 2023 2024 Completed"]),
    ("2024年一季度至三季度，开展整治。", ["Due from 2024-01 2024-09"]),
    ("2024年第二季度至2025年第一季度，开展整治。", ["Due from 2024-04 2025-03"]),
    ("在2024年6月至12月期间开展整治。", ["Due from 2024-06 2024-12"]),
    ("2024年6月至12月期间的检查。", []),
    ("2022年起至2023年底，完成改造。", []),
    ("从2024年起到户走访。", ["Ongoing from 2024"]),
    ("2024年3月启动，至2025年6月完成。", ["Due from 2024-03", "Due 2025-06 Completed"]),
    # in brackets that end a title or sentence: a month; of years alone, names consist too
    ("推进重组整合（2024年12月）：完成重组。", ["Due 2024-12"]),
    ("前期准备（1—3月）。", ["Due from 2024-01 2024-03 year-inferred"]),
    ("落实董事会职权（长期）：应建尽建。", ["Ongoing"]),
    ("推行任期制（2024年—2026年）：全面推行。", []),
    ("落实《意见》（2024年3月）。", []),
    ("发挥长期（含中期）资金作用。", []),
    # work of a month, half or quarter of a year
    ("2024年上半年集中整治，下半年巩固提升。", ["Staged 2024-06", "Staged 2024-12 year-inferred"]),
    ("三季度开展抽查。", ["Due 2024-09 year-inferred"]),
    ("5月份数据显示。", []),
    ("6月整治的市场。", []),
    # recurring
    ("每年举办一次大赛。", ["Recurring Yearly"]),
    ("每季度通报进展。", ["Recurring Quarterly"]),
    ("每个季度通报进展。", ["Recurring Quarterly"]),
    ("每月调度一次。", ["Recurring Monthly"]),
    ("每半年召开一次会议。", ["Recurring HalfYearly"]),
    ("每周报送情况。", ["Recurring Weekly"]),
    ("每两年修订一次。", ["Recurring"]),
    ("定期开展演练。", ["Recurring Irregular"]),
    ("不定期开展抽查。", ["Recurring Irregular"]),
    ("定期或不定期开展抽查。", ["Recurring Irregular"]),
    ("按季度通报进展。", ["Recurring Quarterly"]),
    ("按月调度进展。", ["Recurring Monthly"]),
    ("实行月调度、季通报制度。", ["Recurring Monthly", "Recurring Quarterly"]),
    ("每年3月底前公布清单。", ["Recurring Yearly"]),
    ("每月5日前更新台账。", ["Recurring Monthly"]),
    ("每年年底前开展评估。", ["Recurring Yearly"]),
    ("每学期开展一次演练。", ["Recurring"]),
    ("每季度末月20日前更新台账。", ["Recurring Quarterly"]),
    ("每季度末开展评估。", ["Recurring Quarterly"]),
    ("每年制定清单，每季度调度进展。", ["Recurring Yearly", "Recurring Quarterly"]),
    ("每年开展评估，次年3月份前公布结果。", ["Recurring Yearly"]),
    ("2025年底前建成平台，每年更新数据。", ["Due 2025", "Recurring Yearly"]),
    ("每人每月补助500元。", []),
    ("每年2000元的补助。", []),
    ("每人每年培训不少于40学时。", ["Recurring Yearly"]),
    ("按年度计划推进。", []),
    ("法定期限内办结。", []),
    ("各年龄段和每周边单位。", []),
    # the five-year plans
    ("到“十四五”末，建成平台。", ["Due 2025"]),
    ("到“十五五”末，建成平台。", ["Due 2030"]),
    ("“十四五”期间，新建公园10个。", ["Due from 2021 2025"]),
    ("“十四五”期间取得的成绩值得肯定。", []),
    ("落实“十四五”规划。", []),
    ("“十三五”期间，新建公园10个。", []),
    # stages
    ("6月底前封顶，12月底前投用。", ["Staged 2024-06 year-inferred", "Staged 2024-12 year-inferred"]),
    ("6月底前封顶；12月底前投用。", ["Staged 2024-06 year-inferred", "Staged 2024-12 year-inferred"]),
    ("6月底前完成选址。12月底前完成搬迁。",
     ["Due 2024-06 Completed year-inferred", "Due 2024-12 Completed year-inferred"]),
    ("3月底前开工，12月底前完工。", ["Due from 2024-03 year-inferred", "Due 2024-12 year-inferred"]),
    # a time without a date
    ("用3年左右时间，全面消除黑臭水体。", ["Due undated"]),
    ("力争三年内消除黑臭水体。", ["Due undated"]),
    ("自本通知印发之日起3个月内完成清理。", ["Due undated"]),
    ("自受理之日起3个工作日内办结。", []),
    ("春节前发放到位。", ["Due undated"]),
    # what was done
    ("2020年以来，各项工作取得进展。", []),
    ("截至2023年底，已建成平台3个。", []),
    ("截至2024年6月底，已建成平台3个。", []),
    ("截至9月底，3个项目完成改造。", []),
    ("截至2025年底，覆盖率达到90%。", ["Due 2025"]),
    ("平台已于2024年5月30日上线。", []),
    ("改造2000年底前建成的老旧小区。", []),
    ("清理2024年底前出台的文件。", []),
    ("2023年，全市建成平台3个。", []),
    ("2022年底前完成的项目不再申报。", []),
    ("3月8日，我市召开推进会。", []),
    ("去年底完成选址。", []),
    # years of names, documents and comparisons
    ("落实《江州市2024年工作要点》。", []),
    ("“2025新型智慧城市大会”顺利召开。", []),
    ("按照2025年版目录执行。", []),
    ("执行《目录（2025年本）》的规定。", []),
    ("根据江政发〔2024〕12号文件。", []),
    ("比2020年增长一倍。", []),
    ("较2020年下降5%。", []),
    ("以2024年为基期。", []),
    ("2024年度考核结果优秀的。", []),
    ("推进2030年前碳达峰行动。", []),
    ("落实2024年重点任务。", []),
    # the policy itself, and reports to those who watch over it
    ("本方案自2024年5月1日起施行，有效期至2026年12月31日。", []),
    ("本措施自印发之日起实施，执行至2026年12月31日。", []),
    ("本措施自2024年1月1日起至2026年12月31日止施行。", []),
    ("本措施有效期自2024年1月1日起至2026年12月31日止。", []),
    ("本通知自2024年1月1日起至2026年12月31日有效。", []),
    ("请于6月30日前将总结报送市政府办公室。", []),
    ("各区要在11月底前把进展情况报市发展改革委。", []),
    ("24年底前完成改造。", ["Due 2024 Completed"]),
    ("力争到25年6月底建成。", ["Due 2025-06"]),
    ("2024年新改建道路12条。", ["Due 2024"]),
    # no times
    ("持续24年安全运行。", []),
    ("推进5G建设。", []),
    ("持续推进数字园区建设。", []),
    ("服务老年内科病人和青年内部创业者。", []),
    ("提前3月龄接种。", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_times_of_running_text(sentence: str, expected: list[str]) -> None:
    assert [line(t) for t in times(sentence, 0, len(sentence), 2024)] == expected


def test_what_was_due_before_the_plan_began_is_a_report() -> None:
    sentence = "2022年底前，建成数据平台。"
    assert times(sentence, 0, len(sentence), 2024) == []
    assert [line(t) for t in times(sentence, 0, len(sentence), 2024, since=2021)] == ["Due 2022"]


@pytest.mark.parametrize(
    "sentence", ["9月底前，建成数据平台。", "年底前，建成数据平台。", "3月—8月，开展排查。"]
)
def test_without_a_year_of_the_plan_a_time_has_no_date(sentence: str) -> None:
    assert [line(t) for t in times(sentence, 0, len(sentence), None)] == ["Due undated"]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_time_keeps_its_place(sentence: str, expected: list[str]) -> None:
    text = f"前文结束。{sentence}后文开始。"
    start = 5
    found = times(text, start, start + len(sentence), 2024)
    assert len(found) == len(expected)
    assert all(start <= t.start < t.end <= start + len(sentence) for t in found)


@pytest.mark.parametrize(
    "piece", ["2024", "年", "每", "“", "《", "《2024年》", "2024年底前", "用3", "1—", "十四五", "12月"]
)
def test_a_text_of_any_length_is_read(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    with no_hang():
        times(text, 0, len(text), 2024)
