"""Words that texts of other kinds than plans are full of: announcements, procedures, news, essays."""

from __future__ import annotations

import re

__all__ = ["weight_against"]

_NEWS = re.compile(
    r"记者|本报讯|[日网]讯|日电|通讯员|报道|据悉|据了解|表示|会议(?:强调|指出|要求|认为|听取)|采访|同志们|主持会议|出席会议|小编|网友"
)
#: Words that other texts are full of; each is counted once.
_AGAINST: tuple[tuple[re.Pattern[str], float, float], ...] = (
    # announcements that have conditions, places and times in numbered items
    (
        re.compile(
            r"招聘|招考|招录|招标|投标|中标(?![记注准])|成交公告|采购(?:人|公告|文件|项目)|竞价|拍卖|报名|笔试|面试|准考证|录取|考生|应聘|公示期|征稿|开奖|售价|报价|起拍|保证金|中奖|参赛"
        ),
        1.0,
        4.0,
    ),
    # procedures for citizens and firms
    (
        re.compile(
            r"(?:申请|申报|受理|办理|补贴|认定|享受|购房)(?:条件|材料|对象|流程|程序|方式|标准|地点)|所需材料|提交[^。\n]{0,8}材料|联系(?:电话|人|方式)|咨询电话|申请人|申请表|办事指南|收费标准|复印件|身份证"
        ),
        1.0,
        3.5,
    ),
    # courts and contracts
    (
        re.compile(r"判决|裁定|原告|被告|上诉人|被执行人|甲方|乙方|违约|合同约定|当事人|行政处罚决定"),
        1.5,
        4.0,
    ),
    # rules
    (
        re.compile(r"应当|不得|本(?:办法|规定|条例|细则|规则|制度|章程|预案)|自[^。\n]{0,14}起(?:施行|实施|执行)|依照"),
        0.7,
        2.5,
    ),
    # what was done
    (
        re.compile(
            r"同比|比上年|比去年|截至目前|截至\d+月|累计|已(?:完成|建成|累计|全部)|完成了|取得了?(?:显著|明显|积极|阶段性)|召开了|开展了|我局|存在的?(?:主要)?问题|下一步(?:工作)?(?:打算|计划|安排)|统计公报|(?:完成|占)年度计划的[\d.]+%"
        ),
        0.8,
        3.0,
    ),
    # results of assessments
    (re.compile(r"得分(?!标准|细则)|扣[ ]?\d(?:\.\d)?分|考核(?:情况|结果)|评分表|(?:未|已)上报"), 1.0, 4.0),
    # news and speeches
    (_NEWS, 0.8, 3.0),
    # firms, schools, persons
    (
        re.compile(
            r"(?:我|本|贵)(?:公司|厂|店|校|院|班|人|社|团队)|我们(?=[的公家都在会将])|孩子|家长|同学|幼儿(?=的|们|在)|顾客|客户|患者|宝宝|教学|课堂|教研|班级|您|你(?!们)|读者|答辩|毕业设计|收益率|股票"
        ),
        0.8,
        3.5,
    ),
    # what sites sell and show: templates with names left out, essays, papers
    (
        re.compile(
            r"范文|下载(?:本文|文档)|版权说明|免费阅读|文档简介|解决方案|网友|供大家参考|参考借鉴|会员分享|立即下载|[Ww]ord文档|\.docx?|文库|某[省市县区镇局]|\d篇|篇\d"
            r"|[xX]{2,4}(?=[省市县区镇乡街局人万亿年所名家个])|20[xX]{2}|\*{2,}|[×*](?=[名人所个余])"
            r"|本文(?:将|从|以|认为)|引言|摘[ ]?要[】\]]?|关键词|参考文献|文献标[识志]码"
        ),
        1.5,
        5.0,
    ),
    # questions and answers, persons, encyclopedias
    (
        re.compile(r"(?:^|\n)[ ]*(?:问|答|Q|A|Q\d|A\d)[：:]|[？?](?=\n)|生于|籍贯|毕业于|历任|词条|目录编辑|百科"),
        1.2,
        3.5,
    ),
)  # fmt: skip


def weight_against(opening: str, *, news: bool = True) -> float:
    """The weight of the words that other kinds of texts are full of; those of news count only if `news`."""
    weight = 0.0
    for words, each, most in _AGAINST:
        if news or words is not _NEWS:
            weight += min(most, each * len(set(words.findall(opening))))
    return weight
