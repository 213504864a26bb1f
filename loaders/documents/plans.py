"""What a text says of its plan as a whole: title, kind, issuer, seal, number, date, period, area, sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.accountability.agencies import Directory
from loaders.catalogue import CataloguePlan
from loaders.documents.areas import area_of
from loaders.documents.parts import Part
from loaders.documents.register import Register
from loaders.documents.years import numbered_year, plan_year
from loaders.numerals import integer
from loaders.spans import Spans
from loaders.structure.titles import Citation, citations, period, plan_kind, published, same_title
from loaders.text import Range
from ontology.dates import PartialDate
from ontology.iri import Namer
from ontology.records import Plan
from ontology.registry import departments, local_name, regions

__all__ = ["Frame", "cited_plan", "day_of", "frame", "implemented", "plan_record"]


@dataclass(slots=True)
class Frame:
    """What the facts of a plan are read against: its IRI, title, area, date, and the year of months without one.

    `dated` is the year that its number, date, page or opening tells (`loaders.documents.years`). `department` and
    `told` tell plans of one title apart: who issued it, and the date or the year of the number where it names none.
    """

    iri: str
    title: str
    area: str
    issued: PartialDate | None
    years: tuple[int, int] | None
    issuers: list[tuple[str, Range | None]] = field(default_factory=list)
    titled: Range | None = None
    dated: int | None = None
    department: str = ""
    told: str = ""

    def is_again(self, other: Frame) -> bool:
        """Whether it is the plan of another frame of its document, which may tell more of it, or less."""
        return (
            same_title(self.title, other.title)
            and self.area == other.area
            and (self.department == other.department or not (self.department and other.department))
            and (self.told.startswith(other.told) or other.told.startswith(self.told))
        )

    @property
    def year(self) -> int | None:
        """The year that a month without a year belongs to: of a one-year plan's title, else as the plan is dated."""
        return self.single_year or self.dated

    @property
    def single_year(self) -> int | None:
        """The year of a one-year plan."""
        return self.years[0] if self.years and self.years[0] == self.years[1] else None

    @property
    def as_of(self) -> PartialDate | None:
        """The date at which names of agencies and places are understood: of issue, else the start of the period."""
        return self.issued or (PartialDate(self.years[0]) if self.years else None)


def _names_place(title: str) -> bool:
    return bool(area_of([title]))


def _cited_iri(namer: Namer, title: str, area: str, issued: str) -> str:
    """The IRI of a plan of which no more is known: by its title alone where that names a place, else also by area."""
    return namer.plan(title, "" if _names_place(title) else area, issued)


#: Departments that speak for the whole place, and the bodies below a county, which no code tells apart.
_OF_THE_WHOLE = {"人民政府", "人民政府办公", "党委", "党委办公"}
_BELOW = ("街道办事处", "镇人民政府", "乡人民政府", "管理委员会", "管委会")


def _department(namer: Namer, issuers: list[tuple[str, Range | None]], area: str) -> str:
    """The code and pinyin of the department that issued a plan; "" where a government or its office did."""
    region = regions().by_code.get(area)
    if region is None:
        return ""
    for name, _ in issuers:
        local = local_name(name, region)
        known = departments().canonical(local)
        if local.endswith(_BELOW) or (known is not None and known.stem not in _OF_THE_WHOLE):
            return Directory(namer, area, None, "").find(name).rpartition("/")[2]
    return ""


def frame(
    text: str, part: Part, said: CataloguePlan | None, fallback: str, stem: str, namer: Namer, page: str = ""
) -> Frame:
    """The frame of the plan that `part` holds.

    `said` is what the catalogue says of it, `fallback` the code of the area of the whole document, `stem`
    the name that stands in for a title where there is none, `page` the document as received.

    Titles alone do not tell plans apart, so its IRI has what the title leaves unsaid: the department that issued it,
    if it was one (each has a 2025年工作要点), else the area of a title that names no place; and the date, for the like
    may be issued again (docs/decisions/0025).
    """
    title = published((said.title if said else None) or part.title or stem)
    issuers: list[tuple[str, Range | None]] = [(text[a:b], (a, b)) for a, b in part.issuer]
    if not issuers and said and said.issuer:
        issuers = [(said.issuer, None)]
    area = area_of([*(name for name, _ in issuers), title]) or fallback
    issued = day_of(text[part.date[0] : part.date[1]]) if part.date else None
    years = period(title) or _stated_period(text, part) or (None if part.title else _headed(text, part))
    dated = plan_year(text, part, page, issued, years)
    department = _department(namer, issuers, area)
    told = str(issued or ("" if period(title) else numbered_year(text, part)) or "")
    iri = namer.plan(title, department or ("" if _names_place(title) else area), told)
    return Frame(iri, title, area, issued, years, issuers, part.titled, dated, department, told)


_STATED = re.compile(
    r"(?:规划|实施|计划|行动)?期(?:限)?(?:为|自)[ ]?((?:19|20)\d\d)[ ]?年?[ ]?(?:[—–\-－~～至到]{1,2})[ ]?((?:19|20)\d\d)[ ]?年"
)


def _stated_period(text: str, part: Part) -> tuple[int, int] | None:
    found = _STATED.search(text, part.start, min(part.end, part.body + 3000))
    return (int(found[1]), int(found[2])) if found else None


_FIRST_LINE = re.compile(r"\s*([^\n，。；：\t|/]{6,60})\n")


def _headed(text: str, part: Part) -> tuple[int, int] | None:
    """The years that the first line of a text without a title names: the caption of a table."""
    found = _FIRST_LINE.match(text, part.start, part.end)
    return period(found[1]) if found else None


_DAY = re.compile(
    r"([\d〇零○一二三四五六七八九]{4})\s?[-/.年]\s?([\d一二三四五六七八九十]{1,2})\s?[-/.月]\s?([\d一二三四五六七八九十]{1,3})\s?日?"
)


def day_of(words: str) -> PartialDate | None:
    """The day that words begin with, in digits or Chinese numerals; None where there is none in the calendar."""
    found = _DAY.match(words)
    if found is None:
        return None
    try:
        return PartialDate(*(integer(g.replace("○", "〇")) for g in found.groups()))
    except ValueError:
        return None


def plan_record(
    text: str,
    part: Part,
    frame: Frame,
    spans: Spans,
    directory: Directory,
    register: Register,
    implements: list[Plan],
) -> Plan:
    """The plan's record; `implements` are the plans that it says it carries out."""
    runs = [r for r in (part.titled, part.number, part.date, *part.issuer, *part.sealed_by) if r]
    covers = (register.region(frame.area),) if frame.area in regions().by_code else ()
    number = text[part.number[0] : part.number[1]] if part.number else None
    return Plan(
        iri=frame.iri, label=frame.title, title=frame.title, plan_kind=plan_kind(frame.title),
        issuer=tuple(directory.find(name) for name, _ in frame.issuers),
        sealed_by=tuple(directory.find(text[a:b]) for a, b in part.sealed_by),
        issued=frame.issued, document_number="".join(number.split()) if number else None,
        period_start=frame.years[0] if frame.years else None, period_end=frame.years[1] if frame.years else None,
        implements=tuple(dict.fromkeys(p.iri for p in implements if p.iri != frame.iri)),
        covers_region=covers, evidence=spans.at(*runs),
    )  # fmt: skip


_CARRIES_OUT = re.compile(r"贯彻|落实|根据|依据|按照|遵照|对照|围绕")
_MAKES = re.compile(r"制定|制订|编制|提出|印发")
_QUOTED = re.compile(r"《([^《》]+)》")
_SENTENCE = re.compile(r"[^。\n]+")
_LAW = re.compile(r"(?:条例|法|办法|规定|决议|报告|公报|通知|标准|指南|规范|目录)(?:（[^）]*）)?$")


def implemented(text: str, part: Part, frame: Frame, stop: int, namer: Namer) -> list[tuple[Plan, Citation]]:
    """The plans that the preface, or the title itself, says this plan carries out (为贯彻落实《……》, 根据《……》)."""
    found: list[tuple[Plan, Citation]] = []
    if part.titled:
        found += [
            (cited_plan(c, frame.area, namer), c) for c in citations(text, *part.titled) if _carried_out(c)
        ]
        if not found and part.title:
            inner = _QUOTED.search(part.title)
            if inner and plan_kind(inner[1]):
                whole = Citation(inner[1], *part.titled)
                found.append((cited_plan(whole, frame.area, namer), whole))
    for m in _SENTENCE.finditer(text, part.body, stop):
        sentence = m.span()
        if "《" not in m[0] or not (_CARRIES_OUT.search(m[0]) and _MAKES.search(m[0])):
            continue
        for c in citations(text, *sentence):
            behind = text[sentence[0] : c.start]
            if _CARRIES_OUT.search(behind) and _carried_out(c):
                found.append((cited_plan(c, frame.area, namer), c))
    return found


def _carried_out(citation: Citation) -> bool:
    """Whether a cited title is that of a plan, and not of a law or a mere 《规划》 that stands for one."""
    kind = plan_kind(citation.title)
    return kind is not None and len(citation.title) > len(kind) + 2 and not _LAW.search(citation.title)


def cited_plan(citation: Citation, area: str, namer: Namer, issued: str = "") -> Plan:
    """A plan known only by its title, and perhaps its day; one that names no place is taken for one of the same area."""
    title = published(citation.title)
    years = period(title)
    return Plan(
        iri=_cited_iri(namer, title, area, issued), label=title, title=title, plan_kind=plan_kind(title),
        period_start=years[0] if years else None, period_end=years[1] if years else None,
    )  # fmt: skip
