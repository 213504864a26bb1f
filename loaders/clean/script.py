"""Traditional characters and the words that copies put with them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from loaders.text import Edit, Text

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["common", "mainland_words", "simplified", "word_repairs"]


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _beyond() -> re.Pattern[str]:
    """The characters that GB 2312 has not: of those in use, the traditional ones (it has 於, 乾, 著 and 徵)."""
    rows = (
        bytes((a, b)).decode("gb2312", errors="ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)
    )
    standard = frozenset("".join(rows))
    blocks = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
    return re.compile(f"[{''.join(c for block in blocks for c in map(chr, block) if c not in standard)}]")


def common(character: str) -> bool:
    """Whether a character, simplified, is among the 3755 that GB 2312 has for frequent use."""
    try:
        return str(_converter().convert(character)).encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _traditional(words: str) -> bool:
    """Whether characters occur that are written so in traditional Chinese alone."""
    first = _beyond().search(words)
    if first is None:
        return False
    if str(_converter().convert(first[0])) != first[0]:  # mostly: the others need not be gathered
        return True
    found = "".join(set(_beyond().findall(words)))
    return str(_converter().convert(found)) != found


def simplified(text: Text) -> Text:
    """Traditional characters become simplified (OpenCC, t2s, by words).

    A text that has none beyond GB 2312 is left alone: there 乾 and 於 are names of places, as in 乾县.
    """
    if not _traditional(text.clean):
        return text
    old = text.clean
    new = _converter().convert(old)
    if len(new) == len(old):
        return text.replaced(new)
    edits: list[Edit] = []
    start = 0
    for line in old.splitlines(keepends=True):  # a phrase whose length changed is found in its line
        other = _converter().convert(line)
        if len(other) == len(line):
            edits += [(start, start + len(line), other)] if line else []
        else:
            changes = SequenceMatcher(None, line, other, autojunk=False).get_opcodes()
            edits += [(start + i, start + j, other[k:m]) for tag, i, j, k, m in changes if tag != "equal"]
        start += len(line)
    return text.edited(edits)


#: Words of Taiwan that converters put for those of the mainland, as they stand in traditional characters. 智慧,
#: 行動, 品質 and 資料 by themselves are words of the mainland too, and are not here; no government has a 資料局.
_WORDS = {
    "網際網路": "互联网", "網際網絡": "互联网", "最佳化": "优化", "入口網站": "门户网站", "伺服器": "服务器",
    "人工智慧": "人工智能", "軟體": "软件", "硬體": "硬件", "計畫": "计划", "資料庫": "数据库", "大資料": "大数据",
    "巨量資料": "大数据", "雲端運算": "云计算", "積體電路": "集成电路", "奈米": "纳米", "雷射": "激光", "寬頻": "宽带",
    "頻寬": "带宽", "計程車": "出租车", "軌域": "轨道", "簡訊": "短信", "視訊": "视频", "音訊": "音频", "螢幕": "屏幕",
    "模組": "模块", "列印": "打印", "印表機": "打印机", "作業系統": "操作系统", "區域網路": "局域网",
    "線上線下": "线上线下", "高畫質": "高清", "行動網際網路": "移动互联网", "行動支付": "移动支付",
    "行動通訊": "移动通信", "行動終端": "移动终端", "數位化": "数字化", "網路": "网络", "叢集": "集群",
    "資訊科技": "信息技术", "資訊化": "信息化", "資訊公開": "信息公开", "資訊技術": "信息技术", "資訊系統": "信息系统",
    "資訊安全": "信息安全", "資訊資源": "信息资源", "資訊產業": "信息产业", "資訊基礎設施": "信息基础设施",
    "通訊管理": "通信管理", "遠端醫療": "远程医疗", "線上教育": "在线教育",
    "資料局": "数据局", "資料管理局": "数据管理局", "資料資源管理局": "数据资源管理局", "社群食堂": "社区食堂",
    "社群衛生": "社区卫生", "社群醫院": "社区医院", "社群治理": "社区治理", "社群養老": "社区养老",
    "社群居家": "社区居家", "社群居民": "社区居民", "社群矯正": "社区矫正", "社群工作者": "社区工作者",
    "完整社群": "完整社区", "無線網路": "无线网络", "有線網路": "有线网络", "分割槽": "分区",
    "建設專案": "建设项目", "改造專案": "改造项目", "工程專案": "工程项目", "重點專案": "重点项目",
    "重大專案": "重大项目", "投資專案": "投资项目", "專案建設": "项目建设",
}  # fmt: skip
#: Words that mean something else now and then: they are converted where one of those above shows the vocabulary.
_LIKELY = {
    "程式": "程序", "資訊": "信息", "透過": "通过", "專案": "项目", "數位": "数字", "晶片": "芯片", "訊號": "信号",
    "資料中心": "数据中心", "資料共享": "数据共享", "資料資源": "数据资源", "資料要素": "数据要素",
    "資料安全": "数据安全", "資料交換": "数据交换", "公車": "公交车",
    "通訊": "通信", "社群": "社区", "遠端": "远程", "釋出": "发布",
}  # fmt: skip
#: What follows or precedes where the characters are not that word: 公路網路面, 重大資料, 透過現象, 專案組.
_AFTER = {"資料局": "部限", "網路": "面段基況口域由燈", "透過": "現", "專案": "組審", "數位": "專代同老"}
_BEFORE = {"資料局": "史案書", "網路": "路管線道鐵", "大資料": "重巨", "視訊": "電", "資訊化": "諮"}


def _one_of(words: dict[str, str]) -> re.Pattern[str]:
    def pattern(word: str) -> str:
        # each begins with its word: the search is one for their first characters
        before = f"(?<![{_BEFORE[word]}]{word})" if word in _BEFORE else ""
        return word + before + (f"(?![{_AFTER[word]}])" if word in _AFTER else "")

    return re.compile("|".join(pattern(w) for w in sorted(words, key=len, reverse=True)))


_SURE_WORD, _ANY_WORD = _one_of(_WORDS), _one_of({**_WORDS, **_LIKELY})
_MAINLAND = {**_WORDS, **_LIKELY}


#: 資料 stands for both 数据 and 资料; where a text never writes 數據 it is 数据, but for papers handed in or kept.
_DATA = re.compile(r"(?<![申請報檔案件書史圖證交])資料(?![員館室袋費齊])")


def mainland_words(text: Text) -> Text:
    """Words of Taiwan become those of the mainland, in a text in traditional characters alone.

    最佳化營商環境 is 优化營商環境 (what is left of it, the next step converts).
    """
    if not _traditional(text.clean) or _SURE_WORD.search(text.clean) is None:
        return text
    text = text.edited((m.start(), m.end(), _MAINLAND[m[0]]) for m in _ANY_WORD.finditer(text.clean))
    if "資料" in text.clean and "數據" not in text.clean:
        text = text.replaced(_DATA.sub("数据", text.clean))
    return text


#: Forms that OpenCC leaves as they are.
_VARIANTS = dict(zip("堿硷敍硏値歩廻鬭榖畧馀凴徴衞", "碱碱叙研值步回斗谷略余凭征卫", strict=True))
_IS_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")
_KNOWN_FOR = "显卓昭名专论原编巨土遗译合"
_ZHE_VERB = re.compile(
    rf"著(?:(?<![{_KNOWN_FOR}]著)(?=[力眼重手落想急陆装色])|(?<=[沿随朝本向围]著)(?![作名述]))"
)
_ZHE_ANY = re.compile(rf"著(?<![{_KNOWN_FOR}]著)(?![作名者述称书文])")
#: Words that a converter leaves, or that stand in a text of simplified characters otherwise.
_REPLIED = re.compile(r"覆(?<=[答批回反]覆)(?!盖)")
_LED = re.compile(r"藉(?:(?<=凭藉)|(?=此|助|由))")
_ASKED = re.compile(r"徵(?<!角徵)")
_KNOWN = re.compile(r"瞭(?:(?=解|然)|(?<=明瞭))")


def word_repairs(text: Text) -> Text:
    """What the conversion of characters leaves word by word: 著力 is 着力 (卓著 stays), 盐堿 is 盐碱, 批覆 is 批复.

    In a text that was traditional throughout, 著 stands for 着 wherever it does not mean "work" or "known".
    """
    clean = text.clean
    for variant in set(_IS_VARIANT.findall(clean)):
        clean = clean.replace(variant, _VARIANTS[variant])
    if "著" in clean:
        throughout = "着" not in clean and _traditional(text.received)
        clean = (_ZHE_ANY if throughout else _ZHE_VERB).sub("着", clean)
    if "覆" in clean:
        clean = _REPLIED.sub("复", clean)
    if "藉" in clean:
        clean = _LED.sub("借", clean)
    if "徵" in clean:
        clean = _ASKED.sub("征", clean)
    if "瞭" in clean:
        clean = _KNOWN.sub("了", clean)
    return text.replaced(clean)
