"""Words of role: the labels (牵头单位：) and verbs (牵头, 按职责分工负责) that say what a unit answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from loaders.mentions.units import is_group, is_surely_unit

__all__ = ["Label", "Verb", "colon_labels", "label_role", "role_in_bracket", "verbs"]

_TIME = re.compile(r"时限|时间|期限|进度|节点|时序")
_PEOPLE = re.compile(
    r"领导|[任责联牵负][^，、]{0,2}人|召集人|联络员|电话|[链河林组]长|督[办查导]|监督|考核|验收"
)
_LEAD = re.compile(r"牵头|主办|主责|(?:第一|首要|主要)责任|总责")
_COOPERATING = re.compile(r"配合|协办|协[同作助]|参[与加]|会办|支持|辅助")
_RESPONSIBLE = re.compile(
    r"(?:责任|负责|承办|承担|实施|落实|执行|建设|主管|推进|完成|组织)[^，]{0,5}(?:单位|部门|主体|处室|科室|股室|机构|企业)|分工$|业主|^(?:责任|负责)$"
)
#: Nothing but these words makes up a label; before 领导 and 责任人 anything may stand.
_LABEL = re.compile(
    r"(?:第一|首要|主要|具体|其[他它]|[相有]关|[省市县区州盟旗](?:级|直)?|行业|总|项目|工作|任务|牵头|主办|主责|责任|负责|承办|承担|实施|落实|执行|建设|主管|推进|完成|组织|协调|"
    r"配合|协办|协[同作助]|参[与加]|会办|支持|辅助|抓总|单位|部门|主体|处室|科室|股室|机构|企业|业主|分工|时限|时间|期限|进度|节点|时序|要求|安排|计划|办理|办结|整改|销号|达标|目标|开工|竣工|投用|"
    r"督[办查导]|监[督管]|考核|验收|指导|乡镇|街道|联系|电话|[及和与、（）/\0])+|.{0,8}(?:领导|(?:责任|负责|联系|牵头|填报|经办)人|召集人|联络员|电话|[链河林]长)(?:及电话|姓名)?"
    r"|(?![各请由该与和对向如凡]|明确).{0,6}(?:牵头|主办|主责|责任|负责|承办|实施|落实|配合|协办|参与).{0,4}(?:单位|部门|主体|处室|科室|股室|机构|企业)"
)
#: A label of units that names people beside them: 责任单位及责任人.
_AND_PEOPLE = re.compile(r"(?:单位|部门|主体)[及和与、/（]")
_ADDRESSED = re.compile(
    r"单位|部门|主体|处室|科室|股室|机构|企业|业主|分工|^(?:牵头|主办|主责|配合|协办|协助|参与|责任|负责)$"
)


@lru_cache(maxsize=4096)
def label_role(words: str) -> str | None:
    """What a label or column header says of what it heads.

    Lead, Cooperating or Responsible for units, `time`, "" for people and for bodies that only watch (督查单位), None
    where it is no such label.
    """
    words = words.strip(" （(〔［[【）)〕］]】").rstrip("为是")
    if len(words) > 20 or _LABEL.fullmatch(words) is None:
        return None
    addressed = _ADDRESSED.search(words)
    if not addressed or (words.endswith(("领导", "人")) and not _AND_PEOPLE.search(words)):
        if _PEOPLE.search(words):
            return ""
        return "time" if _TIME.search(words) else None
    if _LEAD.search(words):
        # 牵头和配合单位, 牵头单位、责任单位 head one list of both
        both = _COOPERATING.search(words) or re.search(r"牵头(?:单位|部门)?[和及与、]", words)
        return "Responsible" if both else "Lead"
    if _COOPERATING.search(words):
        return "Cooperating"
    if _RESPONSIBLE.search(words):
        return "Responsible"
    return "" if _PEOPLE.search(words) else None


class Label(NamedTuple):
    """A label before a colon: where it stands, where what it heads begins, and its role, None for any other label."""

    start: int
    end: int
    role: str | None


_COLON = re.compile(r"[：:][ ]*")
_STOPS = "（(〔［[【 ，；。、,;\t\n！？：:"
#: A label that hangs on the words before it, where a break or bold type was lost: ……服务水平责任单位：
_HANGING = re.compile(
    r"(?:(?:第一|主要|首要)?(?:牵头|主办|主责|责任|负责|承办|配合|协办|参与|实施|落实)(?:责任)?(?:单位|部门|主体)|(?:牵头|责任|分管)领导|完成时限)$"
)
#: What stands before a list, or between its items, and how the names of offices end: 牵头单位：市住建局配合单位：.
_LISTING = ("：", ":", "、")
_OFFICES = ("局", "委", "厅", "办", "部", "政府", "办公室", "中心", "公司", "管委会")
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}")


def colon_labels(flat: str, start: int, end: int, *, others: bool = False) -> Iterator[Label]:
    """The labels of units, people and times in a text whose brackets are blanked out.

    With `others` also labels of anything else (备注：), which end what stands before them.
    """
    for colon in _COLON.finditer(flat, start, end):
        at = colon.start()
        first = at
        while first > start and at - first < 20 and flat[first - 1] not in _STOPS:
            first -= 1
        words = flat[first:at].strip(" \0")
        hanging = _HANGING.search(words)
        glued = (
            hanging is not None
            and flat[first - 1 : first] in _LISTING
            and words.endswith(_OFFICES, 0, hanging.start())
        )
        role = None if glued else label_role(words)
        if role is not None:
            while flat[first] in " \0":
                first += 1
            yield Label(first, colon.end(), role)
        elif hanging is not None:
            yield Label(flat.index(words, first) + hanging.start(), colon.end(), label_role(hanging[0]) or "")
        elif others and _OTHER_LABEL.fullmatch(words):
            yield Label(first, colon.end(), None)


_HELPING = ("配合", "协助", "协办", "协同", "协作", "参与", "参加", "支持", "会办")


class Verb(NamedTuple):
    """A verb of role: where it stands, with its qualifier, and the words of both apart."""

    start: int
    end: int
    qualifier: str
    word: str

    @property
    def leads(self) -> bool:
        """Whether it makes units lead."""
        return "牵头" in self.word or self.word.startswith(("主办", "主责", "抓总", "总牵"))

    @property
    def helps(self) -> bool:
        """Whether it makes units cooperate, whatever stands before it."""
        return not self.leads and self.word.startswith(_HELPING)

    @property
    def shares(self) -> bool:
        """Whether it shares the work out, so that it makes units cooperate once another leads: 按职责分工负责."""
        return "职责" in self.qualifier or "分工" in self.qualifier or "具体" in self.qualifier

    @property
    def note(self) -> str | None:
        """The words to keep as the qualifier of an assignment."""
        return self.qualifier + self.word if self.qualifier else None


_QUALIFIER = (
    r"(?:(?:按照?|根据|依据|依照?|结合)(?:各自)?的?(?:工作|部门)?(?:职责|职能|任务|分工|权限)[和与]?(?:分工|范围|权限|任务)?|"
    r"结合(?:本地区?|自身|各自)?实际(?:情况)?|共同|分别|各自|具体|统筹|积极|密切|分工|联合|组织|主动)"
)
_MORE = (
    r"(?:负责|牵头|组织|落实|实施|推进|配合|抓总|抓好|做好|协调|协同|统筹|共同|完成|开展|办理|推动|参与|协助|"
    r"督导|督促|指导|工作)*"
)
_VERB = re.compile(
    rf"(?P<qualifier>{_QUALIFIER}*)"
    rf"(?P<verb>(?:牵头|主办|主责|抓总|总牵头|负总责|配合|协助|协办|协同|协作|参与|参加|负责|抓好落实|承办|承担|落实|实施|推进|支持|会办){_MORE})"
    rf"|(?P<only>{_QUALIFIER}+)(?=[ 。]*$)"
)
_HAS_VERB = re.compile(
    r"牵头|统筹|主办|主责|抓总|负|配合|协[助办同作]|参[与加]|落实|承[办担]|实施|推进|支持|会办|分工|职责"
)
#: Verbs that may stand between two units without a mark: 省数据局牵头省财政厅配合.
_BETWEEN = ("牵头", "主办", "配合", "参与", "协办", "协助", "负责", "协同")
#: What work it is, in a word, behind a verb of role.
_SHORT_WORK = re.compile(r"[\u4e00-\u9fff]{2,6}(?<![厅局委办部院会府处司心社队站])")
_FIRST_WORD = re.compile(r"[^、，；。\0]+")


def verbs(flat: str, start: int, end: int) -> list[Verb]:
    """The verbs of role in a segment whose brackets are blanked out.

    One counts only at the segment's end, before a mark 、, or between two units.
    """
    if _HAS_VERB.search(flat, start, end) is None:
        return []
    found: list[Verb] = []
    for m in _VERB.finditer(flat, start, end):
        rest = flat[m.end() : end].strip(" 。\0")
        if rest and not rest.startswith(("、", "会同")):
            first = _FIRST_WORD.match(rest)
            between = (m["verb"] or "").startswith(_BETWEEN)
            if (
                between
                and _SHORT_WORK.fullmatch(rest)
                and is_surely_unit(flat[start : m.start()].strip(" \0、"))
            ):
                found.append(Verb(m.start(), end, "", m["verb"]))  # 供电公司配合送出
                break
            if not between or first is None or not _begins_unit(first[0]):
                continue
        found.append(Verb(m.start(), m.end(), m["qualifier"] or m["only"] or "", m["verb"] or ""))
    return found


def _begins_unit(words: str) -> bool:
    """Whether words begin with a unit, itself perhaps followed by a verb: 省财政厅配合."""
    if verb := _VERB.search(words):
        words = words[: verb.start()]
    return is_surely_unit(words) or (len(words) <= 20 and is_group(words))


_IN_BRACKET = re.compile(
    r"（(?:(总?牵头|主办|主责|第一责任)|(配合|协办|参与|协助)|负责|责任)(?:单位|部门)?）$"
)


_RULE_IN_BRACKET = re.compile(r"（[^（）]*(?:下同|[列排居][^（）]{0,3}[第首前]|牵头单位)[^（）]*）$")


def role_in_bracket(name: str) -> tuple[str, str] | None:
    """A unit's name and its role, where a bracket behind it gives one: 市数据局（牵头）.

    The role is "" where the bracket tells a rule for all lists and is no part of the name: （列第一位的牵头，下同）.
    """
    if not name.endswith("）"):
        return None
    if found := _IN_BRACKET.search(name):
        return name[: found.start()], "Lead" if found[1] else "Cooperating" if found[2] else "Responsible"
    if found := _RULE_IN_BRACKET.search(name):
        return name[: found.start()], ""
    return None
