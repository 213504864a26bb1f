"""Units that sentences make accountable where a measure has no note, and words that make none so."""

from __future__ import annotations

import pytest

from loaders.accountability.running_text import in_running_text
from ontology.records import Assignment
from tests.loaders.reading import read

SENTENCES = [
    (
        "涨幅不超过2倍，由市发展改革委、市市场监管局共同牵头，各县（市）人民政府负责落实。",
        [("市发展改革委", "Lead"), ("市市场监管局", "Lead"), ("各县（市）人民政府", "Responsible")],
    ),
    (
        "酸汤标准化由市市场监管局牵头，市农科院参与；园区招商由江州经济开发区管委会负责，市商务局配合。",
        [("市市场监管局", "Lead"), ("市农科院", "Cooperating"), ("江州经济开发区管委会", "Responsible"),
         ("市商务局", "Cooperating")],
    ),
    (
        "此项由部运输服务司牵头，会同海关总署、国家金融监督管理总局推动单证物权化。",
        [("部运输服务司", "Lead"), ("海关总署", "Cooperating"), ("国家金融监督管理总局", "Cooperating")],
    ),
    (
        "由属地街道（镇）牵头，会同区房管局、区市场监管局30日内开展整治。",
        [("属地街道（镇）", "Lead"), ("区房管局", "Cooperating"), ("区市场监管局", "Cooperating")],
    ),
    (
        "班列由市交通运输局会同中国铁路江州局集团有限公司开行。",
        [("市交通运输局", "Responsible"), ("中国铁路江州局集团有限公司", "Cooperating")],
    ),
    (
        "报警器由区建管委负责、监测由区应急局负责，数据按月推送。",
        [("区建管委", "Responsible"), ("区应急局", "Responsible")],
    ),
    (
        "由市林草局牵头编制规划，市农业农村局、市水利局配合实施，年底前完成。",
        [("市林草局", "Lead"), ("市农业农村局", "Cooperating"), ("市水利局", "Cooperating")],
    ),
    (
        "此项以县交通运输局为主，县林业和草原局、县农业农村局为辅。",
        [("县交通运输局", "Lead"), ("县林业和草原局", "Cooperating"), ("县农业农村局", "Cooperating")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_that_say_who_answers(text: str, expected: list[tuple[str, str]]) -> None:
    note = in_running_text(text, [(0, len(text))])
    assert note is not None
    assert [(m.unit.name, m.role) for m in note.mentions] == expected


@pytest.mark.parametrize(
    "text",
    [
        "本方案由市住建局负责解释。",
        "系统由中标单位负责更换，由专人负责值守。",
        "由市政府分管负责同志召集会议，由牵头单位负责人汇报。",
        "以项目建设为主，企业参与，政府配合。",
        "市住建局负责人参加会议。",
        "市政府督查室每季度通报。以上任务由市政府督查室负责督查。",
        "以上任务由市统计局负责，各县区配合。",
        "由区文化广电和旅游局负责统筹调度。",
        "建立由市数据局牵头、各部门参与的工作机制。",
        "成立由市发展改革委牵头，市财政局、市水利局等单位参加的工作专班。",
        "健全由市委组织部牵头的联席会议制度。",
    ],
)
def test_sentences_that_say_it_of_nobody(text: str) -> None:
    assert in_running_text(text, [(0, len(text))]) is None


def test_a_note_tells_who_answers_whatever_its_sentences_say() -> None:
    plan = read(
        "江州市2024年旅游工作方案\n一、重点任务\n1.办好赛事。每年5月举办决赛，由市体育局负责验收场地。（市文旅局牵头）\n"
        "2.规范市场。健全机制，由市市场监管局牵头，市商务局配合开展检查。建立制度，设立基金500万元。\n"
    )
    first, second = plan.measures
    assert [a.mention for a in plan.all(Assignment, first.assignment)] == ["市文旅局"]
    assert plan.mentions(second, "Lead") == ["市市场监管局"]
    assert plan.mentions(second, "Cooperating") == ["市商务局"]
    assert second.text == "健全机制，由市市场监管局牵头，市商务局配合开展检查。建立制度，设立基金500万元。"
