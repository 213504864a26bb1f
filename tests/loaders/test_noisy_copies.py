"""One plan in noisy copies: from each the same measures, agencies, times and targets are read as from the clean text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from opencc import OpenCC
from pypinyin import lazy_pinyin

from loaders.load import load_bytes
from ontology.iri import Namer
from ontology.records import Assignment, Measure, Schedule, Target
from tests.loaders.reading import Facts

PLAN = """江州市2024年数字政府建设工作要点
为加快推进数字政府建设，优化营商环境，制定本工作要点。
一、夯实数字基础
1.建设数据平台。建成市级数据共享平台，接入部门系统不少于60个，2024年9月底前完成。（牵头单位：市数据局；责任单位：市财政局、市教育局）
2.升级政务网络。互联网出口带宽达到500M以上，软件正版率达到100%。（牵头单位：市工业和信息化局；责任单位：市公安局）
二、优化政务服务
3.完善门户网站。按程序公开信息，年底前政务服务事项网上可办率达到98%。（市政务服务局、市司法局按职责分工负责）
4.强化组织保障。各县区政府要落实责任，每季度报送进展情况。（责任单位：各县区政府）
"""
HAN = re.compile("[\u4e00-\u9fff]")


def read(copy: str) -> list[object]:
    facts = Facts(load_bytes(copy.encode(), "plan.txt", {}, Namer()).records)
    return [
        [(m.number, m.title, m.text) for m in facts.of(Measure)],
        [(a.agency, a.role) for a in facts.of(Assignment)],
        [(s.schedule_kind, s.due) for s in facts.of(Schedule)],
        [(t.indicator, t.comparator, t.value, t.unit) for t in facts.of(Target)],
    ]


def romanised(text: str) -> str:
    """Every third character with its reading, as copies have it."""
    return "".join(
        f"{c}({lazy_pinyin(c)[0]})" if n % 3 == 0 and HAN.match(c) else c for n, c in enumerate(text)
    )


def on_a_page(text: str) -> str:
    title, rest = text.split("\n", 1)
    return (
        "网站首页\n无障碍阅读 | 长者模式\n当前位置：首页 > 政务公开 > 规划计划\n"
        f"索引号：000/2024-01 主题分类：综合政务\n{title}\n"
        f"发布时间：2024-03-01 09:00 来源：市政府办 浏览次数：12 【字体：大 中 小】 【打印】\n{rest}"
        "分享到：\n上一篇：关于放假的通知\n版权所有：江州市人民政府办公室\n"
    )


def tagged(text: str) -> str:
    return "".join(
        f'<p style="text-indent:2em;"><span>&nbsp;&nbsp;{line}</span></p>\n' for line in text.splitlines()
    )


def with_page_marks(text: str) -> str:
    """A mark of a page after each line, and one within a sentence."""
    lines = text.splitlines()
    lines[3] = lines[3].replace("接入部门系统", "接入— 1 —部门系统")
    return "".join(f"{line}\n— {n} —\n" for n, line in enumerate(lines, 2))


def broken_at_a_width(text: str) -> str:
    return "\n".join(line[i : i + 30] for line in text.splitlines() for i in range(0, len(line), 30)) + "\n"


COPIES: dict[str, Callable[[str], str]] = {
    "traditional": lambda text: OpenCC("s2t").convert(text),
    "traditional of Taiwan": lambda text: OpenCC("s2tw").convert(text),
    "words of Taiwan": lambda text: OpenCC("s2twp").convert(text),
    "romanised": romanised,
    "romanised and traditional": lambda text: romanised(OpenCC("s2t").convert(text)),
    "on the page of a site": on_a_page,
    "with tags": tagged,
    "with marks of pages": with_page_marks,
    "broken at a width": broken_at_a_width,
    "half-width": lambda text: text.translate(str.maketrans("，；：（）", ",;:()")),
    "full-width": lambda text: text.translate({n: n + 0xFEE0 for n in (*range(0x30, 0x3A), 0x25, 0x4D)}),
    "with spaces about figures": lambda text: re.sub(r"(?<=[\u4e00-\u9fff])(\d+)(?=[年月个])", r" \1 ", text),
    "with invisible characters": lambda text: "\ufeff" + "\u200b".join(text.splitlines(keepends=True)),
    "with marks of forums": lambda text: text.replace("\n", "* p/ {) b& x! R8 r( k\n"),
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_noisy_copy_reads_as_the_clean_text(kind: str) -> None:
    clean = read(PLAN)
    assert [len(facts) for facts in clean if isinstance(facts, list)] == [4, 8, 4, 4]
    assert COPIES[kind](PLAN) != PLAN
    assert read(COPIES[kind](PLAN)) == clean
