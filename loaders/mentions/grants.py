"""Figures of rules and grants: who is eligible, what each is given, pays or is let off. Nobody is to reach them."""

from __future__ import annotations

import re

from loaders.mentions.figures import Figure

__all__ = ["FOR_WHOM", "is_granted", "is_rule"]

#: Whom a rule is for, and what it gives: 对…达到500万元以上的企业，给予….
FOR_WHOM = re.compile(r"[ \0]*(?:\d+[.．、])?(?:对(?![外口标接])|凡|凡是)")
_GIVES = re.compile(r"给予|予以|奖励|奖补|补助|补贴|资助|贴息|减免|减征|免征|返还|退还|征收|缴纳")
_GIVEN = re.compile(r"(?:给予|予以)(?!(?:完成|实现|保障))")
#: What is given where so much is reached: 首次突破1000万元、5000万元的，分别给予奖励.
_IF = re.compile(
    r"(?:[、和或及][ ]?\d[\d.,]*+[百千万亿]*+[\u4e00-\u9fff%]{0,3}?)*(?:及?以上)?的，(?:可|均|由[^，。；]{2,12}?)?"
    r"[^，。；]{0,12}?(?:给予|予以(?=[^，。；]{0,8}[奖补资支])|一次性|奖励|奖补|补助|补贴|资助)"
)
#: A sentence that says from its beginning to whom what is given: 对投资2亿元以上的项目，到位后给予指标1名，最多10名.
_AWARDS = re.compile(
    r"[ \0]*(?:\d+[.．、])?(?:对(?![外口标接])|凡是?)[^。；]{2,80}?(?:的|项目|企业|机构|单位|团队|人才|个人|人员|主体|合作社)[ \0]*，"
    r"[^。；]{0,80}?(?<![^，的后可])(?:给予|予以(?=[^，。；]{0,8}[奖补资支])|一次性奖励)"
)
#: The farthest behind a figure that is said what is given.
_FAR = 80
#: What a coupon takes off, and what it is worth: 满100元减20元, 面额为50元.
_OFF = re.compile(r"满[ ]*[\d.]+[ ]*万?元?[立直]?减[ ]*$|(?<!总)面[额值][^，。；]{0,16}$")
#: A class of land or payers just before what it pays: 一级5元/平方米.
_CLASS = re.compile(
    r"(?:[一二三四五六七八九十甲乙丙丁]|第[一二三四五六七八九十])[级类档等]?(?:地区|地段|区域|区片|土地|用地)?[：为]?$"
)
_PRICED = ("元/", "元每")
#: What is levied by law, whatever it is set to: 税率降至1%.
_LEVIED = re.compile(
    r"(?:税率|(?<!收)费率|税额|税额标准|收费标准|征收标准|缴费标准|缴存比例|首付款?比例)[^，。；、]{0,20}$"
)
_GRANT = re.compile(
    r"给予|予以(?=[^，。；]{0,8}(?:奖|补|资助|支持|减))|一次性|奖补|奖励|补助|补贴|资助|贴息|补偿|返还|减免|减征|免征|优惠|报销|罚款|处以|收取|征收|缴纳|贷款额度|授信"
)
_SPENT = re.compile(
    r"(?:发放|争取|兑现|拨付|落实|安排|筹集|筹措|投入|投放|下达|完成|减免|减轻|返还|支付)[^，。；]*$"
)
_EACH = re.compile(
    r"按(?:照)?[^，。；]*$|最高(?:不超过)?$|不(?:超过|高于)$|每[人户家个亩吨台辆床座件项张套][^，。；]{0,8}$|标准为?$"
    r"|(?:给予|予以)[^，。；]{0,8}$|一次性(?:奖励|奖补|补助|补贴|资助)[^，。；\d]{0,6}$|(?:补助|补贴|奖励|奖补|资助|贴息)[^，。；]{0,4}(?:不超过|不高于|最高)[^，。；]{0,12}$"
)
_GRANT_OF = re.compile(
    r"(?:奖励|补助|补贴|奖补|资助|贴息|补偿|罚款|罚金|支持|额度)(?:比例|标准|额度|金额|资金|[上下]限)?(?:为|达)?$"
)
_GRANTED = re.compile(
    r"(?:专项)?(?:资金)?对(?![外口标接])[^，。；]{2,30}?(?:进行|给予|予以|实施)(?:奖补|奖励|补助|补贴|资助|贴息)|"
    r"(?:的)?(?:标准|比例|资金|额度)?(?:给予|予以|进行|一次性|实行|实施)?(?:的)?(?:资金)?(?:一次性)?(?:奖励|补助|补贴|奖补|资助|贴息|补偿|罚款|返还|扶持|退还|退付|减免|减征|减收|免征|征收|计征|缴纳|缴存|收取|计提|提取|核销|报销|列支|兑付)"
)
#: A share or amount that only says how something is done: 按10%的比例, 以8%的速度, 3%的利率.
_MANNER = re.compile(r"的(?:比例|标准|速度|幅度|要求|利率|税率|股权|权重|概率|首付|份额)")
_BY = re.compile(r"(?:按|以|按照|依据)[^，。；]*$")


def is_rule(flat: str, start: int, clause: int, figure: Figure, end: int) -> bool:
    """Whether a figure stands in a rule: who is eligible, what each is given, pays or is let off.

    Args:
        flat: the words, with brackets and quotations blanked out.
        start: where the sentence begins.
        clause: where the figure's clause begins.
        figure: the figure.
        end: where the sentence ends.
    """
    at, kind = figure.start, figure.dimension
    far = min(end, figure.end + _FAR)
    if _AWARDS.match(flat, start, end) is not None:
        return True
    if flat.find("的，", figure.end, far) >= 0 and _IF.match(flat, figure.end, far) is not None:
        return True
    if kind not in ("money", "rate") and figure.unit != "%":
        return False
    low = max(clause, at - 80)
    if _OFF.search(flat, max(clause, at - 24), at) is not None:
        return True
    if _LEVIED.search(flat, low, at) is not None:
        return True
    if figure.unit.startswith(_PRICED) and _CLASS.search(flat, max(clause, at - 8), at) is not None:
        return True
    if _GIVEN.search(flat, low, at) is not None:
        return True
    return FOR_WHOM.match(flat, clause, at) is not None and (
        _GIVES.search(flat, figure.end, min(end, figure.end + 80)) is not None
    )


def is_granted(flat: str, clause: int, figure: Figure, *, level: bool, end: int) -> bool:
    """Whether an amount or a share is a grant, a fee, a rate: 按投资额的30%给予补助, 最高50万元, 补贴标准为每亩200元.

    `level` is whether a word of reaching leads to the figure (达到, 提高到); the others are as for `is_rule`.
    """
    low = max(clause, figure.start - 80)
    if level and _GRANT.search(flat, low, figure.start) is None:
        return False
    if _GRANTED.match(flat, figure.end, end) is not None:
        return True
    if level:
        return "给予" in flat[low : figure.start]
    if _MANNER.match(flat, figure.end, end) is not None and _BY.search(flat, low, figure.start) is not None:
        return True
    if _EACH.search(flat, low, figure.start) is not None:
        paid = figure.dimension == "money" or figure.unit.startswith(_PRICED)
        return paid or _GRANT.search(flat, low, min(end, figure.end + 40)) is not None
    return (
        _GRANT_OF.search(flat, low, figure.start) is not None
        and _SPENT.search(flat, low, figure.start) is None
    )
