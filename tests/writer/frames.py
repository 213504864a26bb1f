"""What stands around a plan in a document: the notice that brings it, the page of a site, a news report."""

from __future__ import annotations

from collections.abc import Callable

from tests.writer.truth import WrittenPlan

__all__ = ["FRAMES"]

#: Makes a document of a plan and its text below the title.
Frame = Callable[[WrittenPlan, str], str]


def _preface(plan: WrittenPlan) -> str:
    return f"为抓好{plan.year}年各项任务，结合实际，制定本方案。\n"


def _government(plan: WrittenPlan) -> str:
    return f"{plan.place}人民政府办公室"


def plain(plan: WrittenPlan, body: str) -> str:
    """Title, preface, plan."""
    return f"{plan.title}\n{_preface(plan)}{body}"


def _bare(plan: WrittenPlan, body: str) -> str:
    return f"{plan.title}\n{body}"


def _title_twice(plan: WrittenPlan, body: str) -> str:
    return f"{plan.title}\n{plain(plan, body)}"


def _notice(plan: WrittenPlan, body: str) -> str:
    return (
        f"{_government(plan)}关于印发《{plan.title}》的通知\n"
        f"各有关单位：\n《{plan.title}》已经研究同意，现印发给你们，请认真组织实施。\n"
        f"{_government(plan)}\n{plan.year}年2月18日\n（此件公开发布）\n{plain(plan, body)}"
    )


def _notice_of_points(plan: WrittenPlan, body: str) -> str:
    return (
        f"{_government(plan)}关于印发《{plan.title}》的通知\n"
        f"各有关单位：\n现将《{plan.title}》印发给你们，并就有关事项通知如下，请一并贯彻落实。\n"
        "一、加强组织领导。各单位要明确分管领导和具体人员，细化工作举措。\n"
        f"二、强化跟踪问效。各单位要于{plan.year}年3月20日前将责任分工报送办公室。\n"
        f"{_government(plan)}\n{plan.year}年2月18日\n{plain(plan, body)}"
    )


def _site(plan: WrittenPlan, body: str) -> str:
    return (
        "网站首页\n无障碍阅读 | 长者模式\n当前位置：首页 > 政务公开 > 规划计划\n"
        f"索引号：000014349/{plan.year}-00021 主题分类：综合政务\n{plan.title}\n"
        f"发布时间：{plan.year}-03-01 09:00 来源：办公室 浏览次数：12 【字体：大 中 小】 【打印】\n"
        f"{_preface(plan)}{body}分享到：\n上一篇：关于放假的通知\n下一篇：没有了\n版权所有：{_government(plan)}\n"
    )


def _news(plan: WrittenPlan, body: str) -> str:
    return (
        f"{plan.place}印发{plan.year}年重点任务\n{plan.place}日报讯 近日，{plan.place}印发《{plan.title}》，"
        f"现将全文刊发如下。\n{plain(plan, body)}"
    )


def _signed(plan: WrittenPlan, body: str) -> str:
    return f"{plain(plan, body)}附件：1.责任分工表\n2.联系方式\n{_government(plan)}\n{plan.year}年3月5日\n（此件主动公开）\n"


FRAMES: dict[str, Frame] = {
    "title and preface": plain,
    "title alone": _bare,
    "the title twice": _title_twice,
    "a notice before": _notice,
    "a notice with points of its own": _notice_of_points,
    "the page of a site": _site,
    "a news report around": _news,
    "signature and attachments below": _signed,
}
