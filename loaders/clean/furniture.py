"""Lines that belong to the page of a site and not to the text: buttons, counters, paths, sources, index fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.text import Edit, Text

__all__ = ["furniture", "sharing_marks"]

#: Longer lines are text, and those between the first lines of a page and its last.
_LONGEST, _HEAD, _FOOT = 200, 60, 40

_BUTTONS_OF_SITES = (
    r"设为首页|加入收藏|收藏(?:本页|本站|本文)?|网站(?:首页|地图|支持IPv6)|站内搜索|登录|注册|English|Top|TOP",
    r"无障碍(?:阅读|浏览|辅助)?(?:版|模式)?|(?:进入|切换至?)?(?:长者|老年|关怀|适老)(?:版|模式|助手)|智能(?:问答|机器人|客服)",
    r"简体(?:中文)?版?|繁体(?:中文)?版?|朗读|语音播报|听全文|放大|缩小",
    r"打印(?:本页|此页|本文|页面|文章|正文)?|友好打印|关闭(?:本页|窗口|此页|页面)?|回到顶部|返回(?:顶部|首页|上一?[页级层]|列表)?",
    r"分享(?:到|至)?(?:微信|微博|朋友圈|QQ(?:空间)?)?|微信(?:公众号|好友)?|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|朋友圈|复制链接",
    r"下载(?:本?文档|全文|PDF|Word)?|相关|举报|点赞|我要纠错|纠错|评论|留言",
    r"二维码|扫[一码][^。；]{0,40}|微信扫[^。；]{0,30}|用?手机(?:扫|看|阅读|版)[^。；]{0,20}",
    r"字[体号](?:大小)?[：:]?[ ]*"
    r"(?:[【\[（(［]?[ ]?(?:超大|默认|特大|大|中|小|A)?[+\-]?[ ]?[】\]）)］][ ]?|[大中小][ |/]?){0,5}",
)
_BUTTON = f"(?:{'|'.join(_BUTTONS_OF_SITES)})"
_COUNTERS = (
    r"(?:被?浏览|阅读|点击|访问|查看)(?:次数|人数|量|数)[：:][ ]*(?:正在加载|加载中)?[ \d]*(?:人?次)?",
    r"已?有?[ ]*\d+[ ]*(?:次|人)?(?:浏览|阅读|点击|访问)(?:次数|量)?[：:]?",
    r"(?:浏览|阅读|点击)[：:][ ]*\d+[ ]*(?:人?次)?",
    r"分享(?:到|至)?[：:]",
)
_COUNTER = f"(?:{'|'.join(_COUNTERS)})"
_COUNTED = re.compile(_COUNTER)
_COUNTING = ("浏览", "阅读", "点击", "访问", "查看", "分享")
_BETWEEN = r"[ \t\-*·•|｜/【】\[\]［］（）()：:>»〉，、]"
_PART = re.compile(rf"{_BETWEEN}*(?:{_COUNTER}|{_BUTTON}{_BETWEEN}*$)")
_LINES_OF_SITES = (
    # the path to the page
    r"(?:您?的?(?:当前|现在|所在)的?(?:位置|栏目|页面)|[您你](?:现在)?(?:所在)?的?位置)(?:是|为)?[：:][^。；]*",
    r"(?:网站)?首页[ ]*[>»›/|\-][^。；]*",
    # where the page came from, and when it was put there
    r"(?:(?:信息|文章|稿件|新闻|政策|文件)?来源|文章出处|信息提供)[：:][^。；]{0,80}",
    r"(?:发布|发表|更新|上传|录入|公布|归档)(?:时间|日期)[：:][ ]*\d{4}[^。；]{0,120}",
    r"(?:日期|时间)[：:][ ]*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ ]+\d{1,2}[:：]\d{2}[^。；]{0,100}",
    r"(?:作者|责任编辑|编辑|责编|校对|初审|终审|录入者?|撰稿)[：:][^。；，]{0,40}",
    # fields of the index that say nothing of the plan
    r"(?:索[ ]*引[ ]*号|信[ ]*息[ ]*索[ ]*引|有[ ]*效[ ]*性|(?:主题|组配|信息|体裁|文件)分类|"
    r"(?:信息)?公开(?:方式|时限|范围|形式|类别))[ ]*[：:|\t ][^。；]*",
    # who filled in the table, and when
    r"(?:制表|填表|填报)(?:单位|部门|科室|人|日期|时间)[：:][^。；]*",
    # neighbours, and the foot of the page
    r"(?:上一篇|下一篇|上一条|下一条)[：:]?[^。；]{0,80}|(?:相关|关联)(?:链接|文档|解读|阅读|附件|稿件|新闻|推荐|文章)[：:]?[^。；]{0,80}",
    r"版权所有[^。；]*|Copyright[^。；]*|©[^。；]*|(?:政府)?网站标识码[^。；]*",
    r"技术支持[：:][^。；]*|主办(?:单位)?[：:][^。；]{0,60}(?:技术支持|维护|网站|备案)[^。；]*",
    # sites where documents are shared
    r"(?:上传人|文档编号)[：:][^。；]*|文档简介|版权说明[：:].*|[^。；]{1,80}\.(?:docx?|pdf|wps)_第\d{1,3}页",
    # pieces of a page's program
    r"(?:var[ ]|function[ (]|\$\(|document\.|window\.|jQuery|//[ ]*[a-z]|/\*|<!\[CDATA|\}\)?;?$)[^。]*",
)
_LINE = re.compile(
    rf"[ \t\-*•·|]*(?:{'|'.join(_LINES_OF_SITES)})[ \t|]*|{_BETWEEN}*(?:{_BUTTON}{_BETWEEN}*)+"
)
#: What the name of a file adds to a title.
_ENDINGS = (".doc", ".docx", ".wps", ".pdf", ".xls", ".xlsx", ".ppt", ".pptx", ".txt")
_FILE = re.compile(r"(?<=[\u4e00-\u9fff）》])\.[a-z]{3,4}$")
#: The mark of the program that made the page, on a line of its own or behind the last words of the text.
_MADE_BY = re.compile(r"[ ]*(?:[Pp]roduced|[Pp]owered|PRODUCED|POWERED)[ ](?:By|by|BY)[ ：:].*$")
_MADE = ("roduced ", "owered ", "RODUCED ", "OWERED ")
#: Signs anywhere in a line, and what a line is that has them: looked for where the sign occurs in the text at all.
_SIGNED = tuple(
    (sign, re.compile(rf"[ \t\-*|]*(?:{pattern})[ \t|]*"))
    for sign, pattern in (
        (">", r"[^>。；，]{2,20}(?:[ ]*>{1,2}[ ]*[^>。；，]{2,30}){2,9}"),
        ("»", r"[^»。；，]{2,20}(?:[ ]*»[ ]*[^»。；，]{2,30}){2,9}"),
        # the address of a picture, the rest of a tag
        ("://", r"https?://[!-~]{4,300}"),
        (">", r"[?<]?/(?:[PpBb]|div|span|DIV|SPAN|t[dr]|T[DR])>"),
        ("邮编", r"[^。；]{0,8}地址：[^。；]{2,60}邮编[：:]?[ ]?\d{6}[^。；]*"),
        ("ICP备", r"[^。；]*ICP备[^。；]*"),
        ("公网安备", r"[^。；]*公网安备[^。；]*"),
        ("上搜索", r"[^。]*请在[^。]{1,20}上搜索。?"),
        ("页珍藏版", r"[^。]*\d页珍藏版[^。]*。?"),
        ("由会员分享", r"《[^》]{2,80}》由会员分享.*"),
        ("可在线阅读", r"[^。]*可在线阅读[^。]*。?"),
    )
)
#: What the foot of a site says beside its licence: who runs it and where, which is not who answers for the plan. An
#: office that the last item names (协办单位：市财政局) is none of it.
_LICENSED = re.compile(r"ICP备|公网安备|网站标识码|版权所有|技术支持|[Cc]opyright")
_RUN_BY = re.compile(
    r"[ \t|]*(?:主办(?:单位)?[：:][^。；]{2,60}(?:承办|维护|管理|运维)(?:单位)?[：:][^。；]{2,80}"
    r"|(?:网站)?(?:主办|承办|管理|维护|运维)(?:单位)?[：:][^。；]{0,20}(?:人民政府|政府办公[厅室]|大数据|信息中心|网信)[^。；]{0,30}"
    r"|(?:(?:联系|办公)?地址|(?:联系|咨询|值班)?电话|邮编|传真|邮箱)[：:][^。；]{2,150})"
)
_FIELD = re.compile(
    r"发文机关|发布机构|发文单位|制发机关|文[ ]?号|发文字号|文件编号|成文日期|发文日期|签发日期|标[ ]*题|名[ ]*称"
)


def furniture(text: Text) -> Text:
    """Lines go that are nothing but furniture of a page; of a line with fields of the index, only the counters.

    A field that says who issued the plan, its number or its date is kept for the reading of the head.
    """
    return text.edited(_lines(text.clean))


def _lines(clean: str) -> Iterator[Edit]:
    lines = clean.split("\n")
    body = range(_HEAD, len(lines) - _FOOT)
    counting = [sign for sign in _COUNTING if sign in clean]
    signed = [pattern for sign, pattern in _SIGNED if sign in clean]
    made = any(sign in clean for sign in _MADE)
    foot = _foot(lines)
    start = 0
    for n, line in enumerate(lines):
        end = start + len(line)
        if n in foot:
            yield start, min(end + 1, len(clean)), ""
        elif made and n not in body and (m := _MADE_BY.search(line)) is not None:
            yield start + m.start(), end if m.start() else min(end + 1, len(clean)), ""
        elif n not in body and 1 < len(line) <= _LONGEST and (signed or line[-1] not in "。；"):
            counted = any(sign in line for sign in counting) and _COUNTED.search(line) is not None
            if line.endswith(_ENDINGS) and (m := _FILE.search(line)) is not None:
                yield start + m.start(), end, ""
            elif (
                (counted and line[-1] not in "。；")
                or _LINE.fullmatch(line)
                or any(pattern.fullmatch(line) for pattern in signed)
            ):
                if _FIELD.search(line) is None:
                    yield start, min(end + 1, len(clean)), ""
                elif counted:
                    yield from ((start + m.start(), start + m.end(), "") for m in _PART.finditer(line))
        start = end + 1


def _foot(lines: Sequence[str]) -> set[int]:
    """The lines of a site's foot that only their neighbours tell: who runs it, within three lines of its licence."""
    first = max(0, len(lines) - _FOOT)
    licensed = [n for n in range(first, len(lines)) if _LICENSED.search(lines[n])]
    return {
        n
        for place in licensed
        for n in range(max(first, place - 3), min(len(lines), place + 4))
        if len(lines[n]) <= _LONGEST and _RUN_BY.fullmatch(lines[n])
    }


_SHARED = ("由会员分享", "页珍藏版", "可在线阅读", "上传人：", "文档编号：")
_PAGE = re.compile(r"(?:^|\n)[ ]*(\d{1,3})、")


def sharing_marks(text: Text) -> Text:
    """Numbers that a site for sharing documents puts where it cuts a text into pages, often within a word.

    They run on from 1 over the whole text, whatever the text's own numbers do.
    """
    clean = text.clean
    head = clean[:3000]
    if not any(sign in head for sign in _SHARED):
        return text
    marks: list[re.Match[str]] = []
    within = 0
    for m in _PAGE.finditer(clean):
        if int(m[1]) == len(marks) + 1:
            within += len(marks) > 0 and clean[m.start() - 1 : m.start()] not in ("。", "；", "：", "")
            marks.append(m)
    if len(marks) < 2 or 2 * within < len(marks) - 1:
        return text
    return text.edited((m.start() + (n == 0 and m[0][0] == "\n"), m.end(), "") for n, m in enumerate(marks))
