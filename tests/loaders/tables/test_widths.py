"""Cells and heads that a narrow width broke into lines."""

from __future__ import annotations

from loaders.tables.widths import is_broken_off
from tests.loaders.tables.reading import cells, wrapped
from tests.patience import no_hang


def test_names_of_a_broken_head_are_as_many_as_the_cells_of_a_row() -> None:
    heads = "序号\n\n项目名称\n\n项目建设规模及内容\n\n建设起\n止年限\n\n总投资\n（万元）\n\n当年投资\n\n（万元）\n\n2024年\n\n计划\n\n资金\n\n来源\n\n责任\n\n单位"
    rows = [
        ["1", "供水管网\n\n改造工程", "改造老旧供水管网40公里，更换智能水表6000只。", "2024.01-2024.12", "1500", "900", "完工投用", "财政资金", "住建局"],
        ["2", "村道硬化工程", "硬化8个村的村道30公里。", "2024.01-2024.12", "600", "600", "基本完工", "政府投资", "交通局"],
        ["3", "社区食堂\n\n建设工程", "新建社区食堂4家，日供餐800人次。", "2024.03-2024.12", "120", "120", "完工投用", "财政资金", "民政局"],
    ]  # fmt: skip
    found = cells("\n\n".join([heads, *("\n\n".join(row) for row in rows)]) + "\n")
    assert [(row["title"], row["work"][:2], row["time"], row["responsible"]) for row in found] == [
        ("供水管网改造工程", "改造", "2024.01-2024.12", "住建局"),
        ("村道硬化工程", "硬化", "2024.01-2024.12", "交通局"),
        ("社区食堂建设工程", "新建", "2024.03-2024.12", "民政局"),
    ]


#: A table whose cells were broken at the widths of their columns, on lines of one stack.
_WRAPPED = [
    ("做强绿色食品产业链，支持清河镇、石桥镇建设种植基地。", "食品加工转化率达到72%，产值突破80亿元。", "市农业农村局", "市生态环境局、市应急管理局、清河县政府、石桥县政府", "2024年12月底前"),
    ("推进新型储能材料一期项目投产，完善矿产加工链条。", "完成投资25亿元以上，新增产能10万吨。", "市招商局", "东山区政府、江州高新区管委会", "2024年9月底前"),
    ("实施医药提升行动，加快仿制药一致性评价和成果转化。", "新增通过评价品种15个左右，引进企业3家。", "市科技局", "市市场监管局、江州高新区管委会、临江市政府", "持续推进"),
    ("提升船舶制造能力，开展纯电动游轮和集装箱船的示范。", "交付绿色船舶20艘，岸电泊位覆盖率100%。", "市交通局", "市经信局、江州海事局、临江市政府", "2024年11月底前"),
    ("完善产业金融服务，推广供应链票据，开展银企对接。", "制造业贷款新增150亿元以上，惠及企业900家。", "市金融办", "人行江州市中心支行、市财政局、各县市区政府", "2024年底前"),
]  # fmt: skip


def test_cells_broken_at_the_widths_of_their_columns_are_put_together() -> None:
    widths = (12, 8, 20, 9, 20)
    rows = [
        [str(n), *(wrapped(words, width, "\n") for words, width in zip(row, widths, strict=True))]
        for n, row in enumerate(_WRAPPED, 1)
    ]
    found = cells(
        "\n".join(["序号\n重点任务\n年度目标\n牵头单位\n责任单位\n完成时限", *map("\n".join, rows)]) + "\n"
    )
    assert [
        tuple(row.get(k) for k in ("title", "work", "lead", "responsible", "time")) for row in found
    ] == _WRAPPED


def test_units_of_one_width_on_lines_of_their_own_stay_apart() -> None:
    units = "市农业局\n市教育局\n市民政局\n市应急局"
    text = "序号\n重点任务\n责任单位\n完成时限\n" + "".join(
        f"{n}\n推进第{n}项工作\n{units}\n年底前\n" for n in range(1, 6)
    )
    assert [row["responsible"] for row in cells(text)] == [units.replace("\n", " ")] * 5


def test_a_name_of_two_things_is_one() -> None:
    head = "序号\n重点任务\n工作举措和目标\n责任单位\n"
    found = cells(head + "1\n做强卫生院\n建设次中心20所。\n县卫健局\n2\n稳定队伍\n招录医生30名。\n县人社局\n")
    assert [row["work"] for row in found] == ["建设次中心20所。", "招录医生30名。"]


def test_a_long_line_is_looked_at_from_its_end() -> None:
    with no_hang():
        assert is_broken_off("推进" * 200_000, names=True)
        assert not is_broken_off("推进" * 200_000 + "、市数据局", names=True)
