"""What a sentence states of its figures: the targets read from it, and what they share."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from decimal import Decimal

from loaders.mentions.conditions import achieved_until
from loaders.mentions.figures import Figure
from loaders.mentions.series import Portion, bracket_portions
from loaders.mentions.wording import BLANK, LEADING, clause_start
from loaders.text import Range
from loaders.values import value

__all__ = ["Place", "Quantity", "Sentence", "relative", "state"]


@value
class Quantity:
    """A target's figure with its words; ranges are in the clean text.

    `start` to `end` is the figure with its unit and bounds, `indicator` the words that name what is measured,
    `named` where they stand, `quote` the stating words. `binding` is Obligatory or Expected where said; `year` is
    the year that 分别 gives to this figure of several; `portion` is whether it is a part of the figure before it that
    nothing but a time names: 其中2025年完成30公里.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    comparator: str
    indicator: str
    named: Range
    quote: Range
    baseline: Decimal | None = None
    cumulative: bool = False
    soft: bool = False
    binding: str | None = None
    baseline_year: int | None = None
    year: int | None = None
    portion: bool = False
    parts: tuple[Portion, ...] = ()


@value
class Place:
    """Where a figure stands: from where its noun may begin, where the words of reaching and bound before it begin."""

    low: int
    head: int
    said: re.Match[str] | None

    @property
    def level(self) -> bool:
        """Whether a word of reaching leads to the figure: 达到, 提高到, 控制在."""
        said = self.said
        return said is not None and bool(said["level"] or (said["AtMost"] or "").endswith(("在", "到")))

    @property
    def bounded(self) -> bool:
        """Whether a bound leads to the figure."""
        return self.said is not None and any(self.said[bound] for bound in _BOUNDS)

    @property
    def shift(self) -> str | None:
        """How what is measured changes, where the figure is the change: 增长, 下降."""
        return self.said["shift"] if self.said is not None and not self.said["level"] else None


@dataclass(slots=True)
class Sentence:
    """A sentence under reading; its places count in `words`, the run that begins at `offset` of the clean text.

    `flat` are the words with brackets and quotations blanked out. `earlier` is the last quantity before, whose
    subject goes on. `before` is where the figure before ends; `done` the same, but for one that is only part of a
    name, a condition or where another starts from: the next figure's noun may hold it.
    """

    words: str
    flat: str
    offset: int
    start: int
    end: int
    earlier: Quantity | None
    made: list[Quantity] = field(default_factory=list)
    done: int = 0
    before: int = -1
    #: Where the last figure ends that sets no target.
    passed: int = -1
    #: The quantity that 其中 divides.
    whole: int | None = None
    #: Where 由 or 从 stands, the figures it names, and their year.
    base: tuple[int, list[Decimal], int | None] | None = None
    _turns: list[tuple[int, bool]] = field(default_factory=list)
    _softness: list[tuple[int, bool, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.done = self.start
        self._turns = achieved_until(self.flat, self.start, self.end)
        self._softness = _softness(self.flat, self.start, self.end)

    def achieved(self, at: int) -> bool:
        """Whether what stands at `at` has been achieved: after 截至……已, before 到2025年."""
        n = bisect_left(self._turns, (at,))
        return n > 0 and self._turns[n - 1][1]

    def soft(self, at: int) -> bool:
        """Whether 力争 holds for what stands at `at`."""
        n = bisect_left(self._softness, (at,))
        return n > 0 and self._softness[n - 1][1] and at <= self._softness[n - 1][2]


_SOFT_WORDS = ("力争", "努力", "争取")
_SOFT = re.compile(
    r"(?P<soft>力争|努力|争取(?=到|在|年|20|实现|达到|完成|建成|新|培育|打造|突破|超过|\d))|确保|必须"
)


def _softness(flat: str, start: int, end: int) -> list[tuple[int, bool, int]]:
    """Where 力争 begins to hold, and how far: where it opens a clause, to the end of the sentence or to 确保."""
    if all(flat.find(word, start, end) < 0 for word in _SOFT_WORDS):
        return []
    marks = []
    for m in _SOFT.finditer(flat, start, end):
        clause = clause_start(flat, start, m.start())
        led = LEADING.match(flat, clause, m.start())
        opens = m.start() == clause or (led is not None and led.end() == m.start())
        comma = flat.find("，", m.end(), end)
        marks.append((m.start(), m["soft"] is not None, end if opens or comma < 0 else comma))
    return marks


#: Longer words state no figure: they are a list, or a subject that was carried on from figure to figure. The longest
#: read in real documents are of 65 characters, and 46 of them the noun.
_MOST_QUOTE, _MOST_NAME = 400, 150
#: A bracket that explains: before a name, or behind it with facts of its own.
_EXPLAINED = re.compile(r"^（[^（）]*）(?=.{2})|(?<=.{2})（[^（）]*[，；][^（）]*）$")
#: The year between a change and its figure: 由2022年的12%下降到2025年的9%.
_REACHED = re.compile(r"[到至]((?:19|20)\d\d)年[底末]?的(?:约|近)?$")
#: The year right before its figure: 新增站点2025年5个.
_DATED = re.compile(r"(?<![比较由从自至到、和及—–\-－~～年])((?:19|20)\d\d)年[底末]?前?(?:约|近)?$")
_CUMULATIVE = re.compile(r"累计|总计|共计")
#: What says before a name that its figure comes on top of what there is: 新增企业2000家.
_ON_TOP = ("新增", "净增", "新建")
_BINDING = re.compile(r"[ ]?[（［\[]?(?:(?P<Obligatory>约束性)|(?P<Expected>预期性))")


def state(
    s: Sentence, figure: Figure, place: Place, name: str, named: Range, quote: Range, *,
    year: int | None = None, nth: int = 0, bound: str | None = None,
) -> None:  # fmt: skip
    """Adds the quantity of a figure to those of its sentence, or the two of a range; none whose words run too far.

    Args:
        s: the sentence.
        figure: the figure.
        place: where it stands.
        name: what it measures, `named` where that is written, `quote` the stating words.
        year: the year that 分别 gives it.
        nth: which figure of a series it is; each has its own base.
        bound: the comparator, where the words before the figure do not tell it.
    """
    said, base, o = place.said, s.base, s.offset
    begin = quote[0]
    if quote[1] - begin > _MOST_QUOTE or len(name) > _MOST_NAME:
        return
    while s.flat[begin] in "，、： ":
        begin += 1
    if s.flat.endswith(_ON_TOP, max(place.low, begin - 2), begin):
        begin -= 2
    base_year = base[2] if base is not None else None
    if said is not None and said["baseyear"]:
        base_year = int(said["baseyear"])
    bound = bound or _comparator(figure, said)
    if bound == "Exactly" and s.flat.find("至少", max(place.low, place.head - 8), place.head) >= 0:
        bound = "AtLeast"  # 至少建成1个
    if bound == "Exactly" and (behind := _BEHIND.match(s.flat, figure.end)) is not None:
        bound = _BOUND_BEHIND[behind[1]]
    near = max(place.low, figure.start - 12)
    if year is None and s.flat.find("年", near, figure.start) >= 0:
        dated = _REACHED.search(s.flat, near, figure.start) or _DATED.search(s.flat, near, figure.start)
        year = int(dated[1]) if dated is not None else None
    binding = _BINDING.match(s.words, figure.end)
    within = bracket_portions(s.words, s.flat, figure, s.end, o)
    one = Quantity(
        o + figure.start, o + figure.end, figure.value, figure.unit, bound, (_EXPLAINED.sub("", name) if "（" in name else name).strip(" 、的"),
        (o + named[0], o + named[1]), (o + begin, o + quote[1]),
        baseline=base[1][nth] if base is not None and nth < len(base[1]) else None,
        cumulative=_CUMULATIVE.search(s.flat, place.low, figure.start) is not None,
        soft=s.soft(figure.start), binding=binding.lastgroup if binding is not None else None,
        baseline_year=base_year, year=year, parts=tuple(part for part in within if not part.timed),
    )  # fmt: skip
    if figure.until is not None:
        s.made.append(replace(one, comparator="AtLeast"))
        one = replace(one, comparator="AtMost", value=figure.until)
    s.made.append(one)
    s.earlier = one
    for part in within:
        if part.timed:  # （2025年30公里、2026年40公里）
            at, quote = part.figure, (part.start, part.end)
            by_then = replace(
                one, value=part.value, year=part.year, comparator="Exactly", portion=True, parts=()
            )
            s.made.append(replace(by_then, start=at[0], end=at[1], quote=quote))


def relative(s: Sentence, place: Range) -> Range:
    """Where a place of the clean text stands in the words of a sentence."""
    return place[0] - s.offset, place[1] - s.offset


#: A bound behind a bracket: 300万亩（其中早稻90万亩）以上.
_BEHIND = re.compile(rf"{BLANK}++(以上|以下|以内|左右)")
_BOUND_BEHIND = {"以上": "AtLeast", "以下": "AtMost", "以内": "AtMost", "左右": "About"}
_BOUNDS = ("AtLeast", "AtMost", "MoreThan", "LessThan", "About")


def _comparator(figure: Figure, said: re.Match[str] | None) -> str:
    """How the words around a figure bound it: by the reading rules, 达到 and a plain figure are exact."""
    after = figure.after
    if after.endswith(("左右", "上下")):
        return "About"
    if said is not None:
        for bound in _BOUNDS[:-1]:
            if said[bound] is not None:
                return bound
    if after.endswith("以上"):
        return "AtLeast"
    if after.endswith(("以下", "内")):
        return "AtMost"
    if said is not None and said["About"] is not None:
        return "About"
    return "MoreThan" if after == "余" else "Exactly"
