"""The corpus as if other provinces had written it: other places, agencies, projects and figures, in text and truth alike.

A document is renamed as it was cleaned, since romanisation stands between the characters of the file as received.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["renamed", "renamed_truth", "words"]

_PLACES = {
    "山东": "湖北", "济南": "武汉", "青岛": "宜昌", "枣庄": "荆州", "淄博": "黄石", "临沂": "襄阳", "德州": "孝感", "烟台": "黄冈",
    "潍坊": "咸宁", "济青": "武宜", "曲阜": "枝江", "泰山": "武当", "齐鲁": "荆楚", "鲁南": "鄂南", "胶东": "鄂东", "京台": "京港",
    "青岛西海岸新区": "长春新区", "济南新旧动能转换起步区": "舟山群岛新区", "黄河": "汉江", "北方": "南方", "半岛": "平原", "山东半岛": "江汉平原",
}  # fmt: skip
#: Departments in a round: each takes the name of the next. All belong to every province.
_DEPARTMENTS = (
    ("财政厅", "审计厅", "水利厅", "民政厅", "司法厅"),
    ("教育厅", "商务厅", "科技厅", "公安厅", "应急厅"),
    ("自然资源厅", "交通运输厅", "生态环境厅", "农业农村厅"),
    ("工业和信息化厅", "人力资源社会保障厅"),
    ("统计局", "体育局", "能源局", "海洋局", "医保局", "畜牧局", "气象局", "林业局", "大数据局", "药监局", "广电局"),
    ("政法委", "网信办", "金融办"),
    ("组织部", "宣传部", "统战部"),
)  # fmt: skip
_AGENCIES = {
    name: following
    for names in _DEPARTMENTS
    for name, following in zip(names, (*names[1:], names[0]), strict=True)
}
#: What projects and indicators are named after.
_SUBJECTS = {
    "晨星": "朝露", "双全双百": "四优四千", "减证便民": "少跑快办", "双千兆": "双覆盖", "星火": "北斗", "爱": "惠", "智脑": "慧眼",
    "一朵云": "一张图", "工匠": "先锋", "双百": "百千", "三优两重": "两优三重", "算谷": "光谷", "一表通": "一码清", "个十百": "十百千",
    "一市一品牌，一县一特色": "一县一主业，一镇一精品", "掌上": "云上", "一件事": "一类事", "农云": "茶云", "农超": "茶超",
    "算力": "运力", "人工智能": "生物育种", "区块链": "新能源", "工业互联网": "绿色建材", "智慧农业": "生态农业", "智慧社区": "低碳社区",
    "智慧城市": "海绵城市", "数字乡村": "清洁乡村", "智慧养老": "康复养老", "冷链": "药材", "天空地": "山水林", "充电": "加氢",
    "智能制造": "精密制造", "智能牧场": "生态牧场", "惠通": "捷通", "执法": "普法", "平安": "文明", "大救助": "大养老", "一卡通": "一证通",
    "创新券": "成长券", "未来网络": "未来材料", "健康养老": "康养旅居", "数据枢纽": "物资枢纽", "防灾减灾": "防汛抗旱", "标杆型": "头雁型",
    "引领型": "领航型", "领军型": "骨干型", "数据要素": "技术要素", "数字工程师": "绿色工程师", "文旅": "农旅", "数智就业": "绿色就业",
    "城市大脑": "港口大脑", "交通运输智慧": "森林防火智慧", "无证明": "无欠薪", "数智": "康养", "多跨业务": "检验检测", "1751": "2862",
    "政务服务": "公证服务", "政务云": "公证云", "互联网+": "标准化+", "城市全域": "乡村全域", "基础设施生命线": "燃气管道生命线",
    "运行管理": "园林管理", "跨省通办": "跨区联办", "一次办好": "一趟办结",
    "业务资源库": "档案资源库", "强基": "固本", "健康医疗": "种质资源", "融资服务": "担保服务", "牧场": "渔场",
    "信用信息": "质量信息", "救灾储备": "防汛储备", "教育平台": "体育平台", "数据大厅": "标准大厅", "高速": "快速",
    "煤矿安全": "粮库安全", "四品一械": "三果一茶", "扶贫开发": "双拥优抚", "科技成果转化": "新药试制", "知识产权质押": "仓单订单质押",
    "企业博士": "乡镇护士", "节能服务": "节水服务", "公共安全": "口岸安全", "国土空间": "水域岸线", "数字园区": "数字牧区", "安全生产": "防火值守",
    "宽带": "便道", "电子健康": "电子养老", "信息技术": "环保技术", "数字农业": "数字渔业", "国家工业": "国家林业", "数字经济": "绿色经济",
    "实数融合": "产城融合", "电信": "邮政", "金融治理": "物业治理", "职工创新": "青年创新",
}  # fmt: skip
_NAMES = {**_PLACES, **_AGENCIES, **_SUBJECTS}
_NAME = re.compile("|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + "|(?<![联])网络")

#: Figures that stand for themselves: years, symbols, and numbers that items carry.
_FIGURE = re.compile(
    r"(?<![\dA-Za-z+“〔（—./-])(?P<figure>\d+(?:\.\d+)?)(?=(?:余|多)?(?P<unit>%|[个家项台组名座所万亿]|公里|学时|年|[EM](?![A-Za-z])))"
)


def words(text: str) -> str:
    """Some words with other names and other figures."""
    return _FIGURE.sub(_refigured, _NAME.sub(lambda m: _NAMES.get(m[0], m[0]), text))


def _refigured(m: re.Match[str]) -> str:
    figure, unit = m["figure"], m["unit"]
    if unit == "年":
        return figure  # the years of a plan are those of its title and of the five-year plans
    return other(figure, share=unit == "%")


def other(figure: str, *, share: bool) -> str:
    """Another figure with as many decimals; a share stays one."""
    value = float(figure)
    decimals = len(figure.partition(".")[2])
    changed = (value - 3 if value > 50 else value + 4) if share else value * 2 + 1
    return f"{changed:.{decimals}f}"


def renamed(text: str) -> str:
    """The text of a document with other names and figures."""
    return words(text)


def renamed_truth(truth: Mapping[str, Any]) -> dict[str, Any]:
    """The truth about a document whose text was renamed."""
    changed: dict[str, Any] = _deep(truth)
    return changed


def _deep(value: Any) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list):
        return [_deep(v) for v in value]
    if isinstance(value, Mapping):
        changed = {k: _deep(v) for k, v in value.items()}
        if {"value", "quote", "indicator"} <= changed.keys():
            changed["value"] = _value(value["value"], value["quote"], value["unit"])
        return changed
    return value


def _value(value: float, quote: str, unit: str | None) -> float:
    """The value of a target whose words were changed."""
    for m in _FIGURE.finditer(quote):
        for times in (1, 10_000, 100_000_000):
            if float(m["figure"]) * times == float(value):
                return float(other(m["figure"], share=m["unit"] == "%")) * times
    return value
