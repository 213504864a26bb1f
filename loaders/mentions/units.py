"""What names an accountable body: offices, governments, groups of them; and what looks like one and is none.

A name tells its kind by how it ends (局, 管委会, 供电公司) and by what it begins with (市, 各, 国网). People (张某某)
and posts (分管副市长) are never units.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ontology.registry import agencies, departments, regions

__all__ = [
    "COUNTED",
    "LEVEL",
    "Unit",
    "is_group",
    "is_indefinite",
    "is_national",
    "is_person",
    "is_post",
    "is_surely_unit",
    "looks_like_unit",
    "of_place",
    "place_before",
    "unbracketed",
]


class Unit(NamedTuple):
    """A unit of a list: its name in full, where it is written, and whether a slip in it was repaired."""

    name: str
    start: int
    end: int
    repaired: bool = False


#: How the names of offices end; one character ends longer names too (管委会, 分局, 中心支行).
_OFFICES = (
    "厅", "局", "委", "办", "部", "院", "署", "会", "行", "处", "科", "室", "所", "社", "队", "馆", "台", "联", "站", "厂", "府", "组", "股",
    "学", "团", "校", "司", "中心", "集团", "公司", "专班", "机关", "海关", "科协", "作协", "军分区", "警备区", "林场", "农场", "管委", "幼儿园",
    "报业", "供电", "电信", "移动", "铁塔", "广电网络", "邮政", "水务", "燃气", "城投", "交投", "法庭", "政协", "计生协", "人大",
    "直属库", "粮库", "储备库", "管理段", "公路段", "务段", "养护段", "客运段", "车辆段", "供电段", "国投", "水投", "旅投", "产投",
    "建投", "农投", "金控", "联通", "边检", "团场", "农垦", "少年宫", "交警",
)  # fmt: skip
#: How the names of places end whose government or administration is meant.
_PLACES = (
    "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "园", "城", "村", "苏木", "乡镇", "镇街",
)  # fmt: skip
#: How groups are named that have no 各 before them.
_MANY = ("部门", "单位", "企业", "机构", "高校", "院校", "业主", "运营商", "委办局")
_TAILS = (*_OFFICES, *_PLACES, *_MANY)

#: How they go on and never end: 住房和城乡建设局, 政法和社会治理局.
_MIDDLES = ("城乡", "社会")

#: The level that a short name begins with: 省财政厅, 市委组织部, 自治区党委宣传部; the level alone is its group 1.
LEVEL = re.compile(
    r"(?:全(?=[省市县区州盟旗]))?(自治[区州县旗]|兵团|地区|省(?!会)|市(?!场|容|政(?!府|协|务|法))|县(?!域)|区(?![域块间])|州|盟|旗|镇(?!街)|乡(?![村镇]))"
    r"(?=[\u4e00-\u9fff（“\dA-Z])"
)
#: Bodies that stand by themselves, whatever level their list is at.
_NATIONAL = re.compile(
    r"国家|国务院|部[\u4e00-\u9fff]{2,}[司局]$|[\u4e00-\u9fff]{2,8}[部局署][\u4e00-\u9fff]{2,}(?<!公)司$|国网|中央|中国|中共|中华|中石|全国|人民银行|央行|人行|武警|团[省市县区州盟旗]委"
)
#: The companies of the State Grid in the provinces are called so in short: 国网浙江电力.
_POWER = re.compile(r"国网[\u4e00-\u9fff]{2,6}电力")
_GROUP = re.compile(
    r"各|有关|相关|成员单位|[直级属](?:部门|单位|机关(?!.*委)|企业|企事业单位)|(?:牵头|责任|配合)(?:单位|部门)$|[省市县区州盟旗]级[\u4e00-\u9fff]{2,4}部门$|^(?:辖区|沿[江河湖海]|属地)"
    r"|^(?:\d{1,3}|[二三四五六七八九十]{1,3})个(?:街道|街镇|镇街|乡镇|[镇乡])"
)
#: The governments of so many cities: 16市政府, 全省十六个设区市人民政府; their number and their kind.
COUNTED = re.compile(
    r"(?:全[省区])?(?P<many>\d{1,2}|[二三四五六七八九十]{1,3})个?(?P<kind>(?:设区的?|地级)?市)(?:人民)?政府"
)
#: Levels side by side stand for all bodies of these levels: 县（市、区）政府, 区县, 乡镇（街道）.
_LEVELS_BESIDE = re.compile(
    r"(?:[市县区旗州盟乡镇]|街道?|街办|（[市县区旗州盟乡镇、街道办]+）){2,}(?:办|级)?(?:党委|党工委|人民政府|政府|管委会|办事处|和)*"
)
_SURE_GROUP = re.compile(
    r"(?:部门|单位|政府|管委会?|党委|街道|街办|办事处|委办局|机关|[园区市县州盟旗镇乡]|企业|高校|专班|科室|处室|镇街)$"
)
#: Words of a clause that begins like a group: 各地要加强协调.
_CLAUSE = re.compile(r"[要应须]|加强|做好|的")
#: The body of a town or a zone by its name: 白石镇政府, 云溪新城管委会.
_BODY_OF_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:[镇乡](?:人民)?政府|街道办事处|(?:[区园城湖山]|中心)管委会)"
)
_INDEFINITE = re.compile(r"有关|相关|成员单位以外")
_POSTS = (
    "[省市县区州盟旗镇乡局厅处科部司院行校队组会河林链田所站馆]长|书记|主任|主席|秘书长|委员|常委|同志|领导|[负责联牵]\\w{0,2}人|"
    "专员|总?经理|调研员|联络员|网格员|成员"
)
_POST = re.compile(rf"(?:{_POSTS})$")
_POST_NAMED = re.compile(rf"(?:{_POSTS})[\u4e00-\u9fff]{{2,3}}$")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷"
    "贺倪汤滕殷罗毕郝邬安常乐于傅皮齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅"
    "盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房丁邓郁洪包左石崔吉龚程邢裴陆荣翁段侯宁仇甘厉武符刘景詹龙叶司黎白蒲赖卓屠池乔闻党谭劳"
    "申桂牛尚温庄晏柴瞿阎连习艾向古易廖耿寇欧匡文东曾沙丰关查红游权盖岳帅候肖丛代芮佘冉聂敖冷辛阚简饶涂仲冼蓟付闫邝揭麦"
)
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,3}|(?:欧阳|司马|诸葛|上官|慕容|令狐|尉迟|夏侯|皇甫|东方|司徒)[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,10}"
)
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）、·“”〇—-]+")
_PLACE_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,9}?[省市县区州盟旗](?=[\u4e00-\u9fff]{2})")


def unbracketed(name: str) -> str:
    """A name without the bracket that it ends in: 县发改局 for 县发改局（能源局）."""
    if not name.endswith("）"):
        return name
    depth = 0
    for at in range(len(name) - 1, 1, -1):
        depth += (name[at] == "）") - (name[at] == "（")
        if not depth:
            return name[:at]
    return name


def is_group(name: str) -> bool:
    """Whether a name is that of a group of bodies: 各市政府, 省直有关部门, 县（市、区）政府."""
    return bool(_GROUP.search(name) or _LEVELS_BESIDE.fullmatch(name) or COUNTED.fullmatch(name))


def is_indefinite(name: str) -> bool:
    """Whether the members of a group are left open: 有关部门, 相关单位."""
    return bool(_INDEFINITE.search(name))


def is_post(name: str) -> bool:
    """Whether a name is that of a post, with or without who holds it: 分管副市长, 副县长张某某."""
    if name.endswith(("单位", "部门")):
        return False
    return bool(_POST.search(name)) or (not name.endswith(_TAILS) and bool(_POST_NAMED.search(name)))


def is_person(name: str) -> bool:
    """Whether a name is that of a person: it begins with a surname, is short, and ends as no body's does."""
    if not 2 <= len(name) <= 17 or name.endswith(_OFFICES) or not _PERSON.fullmatch(name):
        return False
    if "某" in name or "·" in name:
        return True
    return (
        (name[0] in _SURNAMES or len(name) == 4)
        and not name.endswith(_TAILS)
        and not regions().named(name)
        and departments().canonical(name) is None
    )


@lru_cache(maxsize=8192)
def looks_like_unit(name: str) -> bool:
    """Whether a name may be that of an accountable body, and not of a person, a post or a thing."""
    if not 2 <= len(name) <= 40 or not _NAME.fullmatch(name) or is_post(name):
        return False
    whole = unbracketed(name)
    if len(whole) == 2:
        return bool(regions().named(whole)) or whole[0] == "各" or departments().canonical(whole) is not None
    if whole.endswith(_MIDDLES) or "牵头" in whole:
        return False
    if whole.endswith(_TAILS) or regions().named(whole) or _POWER.fullmatch(whole):
        return True
    return is_group(name) and _CLAUSE.search(name) is None


@lru_cache(maxsize=8192)
def is_surely_unit(name: str) -> bool:
    """Whether a name tells by itself, without a label or word of role, that it is a body's: 市数据局, not 文化馆."""
    if not looks_like_unit(name):
        return False
    whole = unbracketed(name)
    if is_group(name):
        return bool(_SURE_GROUP.search(whole))
    if regions().named(whole):
        return len(whole) > 2
    if not whole.endswith(_OFFICES):
        return bool(_POWER.fullmatch(whole))
    return bool(
        _BODY_OF_PLACE.fullmatch(whole)
        or (len(whole) > 2 and whole != "人民政府" and departments().canonical(whole) is not None)
        or LEVEL.match(whole)
        or place_before(whole)
        or of_place(whole)
        or is_national(whole)
    )


def is_national(name: str) -> bool:
    """Whether a name is a national body's (商务部, 海关总署), or begins like those of one and its branches (人民银行…分行)."""
    return _NATIONAL.match(name) is not None or agencies().resolve(name, "100000") is not None


def of_place(name: str) -> bool:
    """Whether a body's name begins with the short name of a province or city: 江苏海事局 of 江苏省, 南通海关."""
    return (len(name) > 4 or name.endswith("海关")) and any(
        r.level in ("province", "prefecture") for r in regions().named(name[:2])
    )


@lru_cache(maxsize=8192)
def place_before(name: str) -> str:
    """The city or county that a name begins with, where a body of its government follows: 昆明市 of 昆明市财政局."""
    found = _PLACE_BEFORE.match(name)
    return found[0] if found and regions().named(found[0]) else ""
