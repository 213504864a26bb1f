"""Words that several formats of the report use, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shapes.completeness import Element
from shapes.data import Facts
from shapes.findings import Audit, Evidence, Finding, IdleWaiver, Recall, Status
from shapes.rules import Severity, Text

__all__ = [
    "COMMA",
    "DEFINITION",
    "ELEMENTS",
    "FACTS",
    "LIST",
    "NOTHING_KNOWN",
    "NO_MEASURE",
    "OF_NO_PLAN",
    "SEVERITIES",
    "SILENCE",
    "STATUS",
    "definition",
    "filled",
    "filters",
    "idle_waiver",
    "location",
    "recall",
    "titles",
    "units",
]

COMMA = Text("，", ", ")
LIST = Text("、", ", ")

SEVERITIES: Mapping[Severity, Text] = {
    "violation": Text("违规", "violation"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}

STATUS: Mapping[Status, Text] = {"new": Text("新增", "new"), "persisting": Text("仍在", "persisting")}

FACTS: Mapping[Facts, Text] = {
    "stated": Text("只按写明的事实", "stated facts alone"),
    "all": Text("承接和推断的事实也算数", "inherited and inferred facts count as well"),
}

ELEMENTS: Mapping[Element, Text] = {
    "unit": Text("责任单位", "unit"),
    "lead": Text("牵头单位", "lead"),
    "time": Text("时限", "time"),
    "target": Text("目标", "target"),
}

OF_NO_PLAN = Text("（不属于某一规划）", "(of no one plan)")
NO_MEASURE = Text("没有措施", "no measure")

DEFINITION = Text(
    "完整率 = 完整的措施 ÷ 全部措施。按“{profile}”配置，规划内容的规则（audit 规则集）对一条措施既没有违规也没有警告，"
    "这条措施就算完整；已豁免的发现不使措施完整，另行列出。要素的比率：没有一条规则（不论级别）说措施缺少该要素。",
    "Completeness is the complete measures divided by all. A measure is complete where no rule of the audit set has a "
    "violation or a warning about it under the profile “{profile}”; a waived finding leaves it incomplete, and is told "
    "apart. A measure has an element where no rule, of whatever severity, says that it is missing.",
)

NOTHING_KNOWN = Text(
    "没有运行规划内容的规则（audit 规则集），无从计算完整率。",
    "No rule of the audit set was run, so nothing can be said of completeness.",
)

SILENCE = Text(
    "“没有写明”指图谱中没有：请对照原文，也可能是读取时漏掉的。",
    "“Not named” means not in the graph: look at the source, for the reading may have missed it.",
)

_SEEN = {
    False: Text("未看过的 {documents} 份文件", "{documents} unseen documents"),
    True: Text("编写规则时看过的 {documents} 份文件", "{documents} documents its rules were made on"),
}
_RECALL = Text(
    "{percent}%（{on}，{facts} 项）",
    "{percent} % ({on}, {facts} facts)",
)
_AT = Text("第 {first}–{last} 字", "characters {first}–{last}")

_EXPIRED = Text(
    "豁免已过期（{until}），所涉 {fits} 项照常列出：{what}（{by}）",
    "A waiver has expired ({until}), and its {fits} findings are listed again: {what} ({by})",
)
_UNKNOWN_WAIVER = Text(
    "豁免所写的规则没有运行，或没有这个名称的规则：{what}（{by}）",
    "A waiver is for a rule that was not run, or that no rule is called: {what} ({by})",
)
_IDLE_WAIVER = Text("豁免没有对应的发现：{what}（{by}）", "A waiver fits no finding: {what} ({by})")

#: What `select` keeps by.
_FILTERS: Mapping[str, Text] = {
    "plan": Text("规划", "plan"),
    "agency": Text("单位", "agency"),
    "rule": Text("规则", "rule"),
    "severity": Text("级别", "severity"),
}


def filled(text: Text, lang: str, **values: object) -> str:
    """`text` in `lang` with its places filled."""
    return text.said(lang).format(**values)


def titles(audit: Audit) -> Mapping[str, str]:
    """The titles of the plans audited, by IRI."""
    return {plan.iri: plan.title for plan in audit.plans}


def units(finding: Finding, lang: str) -> str:
    """The units that the finding concerns, by name, in a row."""
    return LIST.said(lang).join(unit.name for unit in finding.agencies)


def location(evidence: Evidence, lang: str) -> str:
    """Where the words stand: the file, the place in it as its format counts, and the characters, counted from 1."""
    at = filled(_AT, lang, first=evidence.start + 1, last=evidence.end)
    return COMMA.said(lang).join(filter(None, (evidence.file, evidence.place, at)))


def filters(audit: Audit, lang: str) -> str:
    """What the audit lists only, in words; empty where it lists all."""
    names, agencies = titles(audit.whole or audit), {unit.iri: unit.name for unit in audit.agencies}

    def value(name: str, said: str) -> str:
        if name == "severity":
            return next((text.said(lang) for level, text in SEVERITIES.items() if level == said), said)
        return {**names, **agencies}.get(said, said)

    return COMMA.said(lang).join(
        f"{_FILTERS[name].said(lang) if name in _FILTERS else name}={value(name, said)}"
        for name, said in audit.filters.items()
    )


def recall(figures: Sequence[Recall], lang: str) -> str:
    """Measured recall in words, those on documents not seen before first; empty where nothing was measured."""
    said: Iterable[str] = (
        filled(
            _RECALL, lang, percent=f"{int(one.recall * 1000 + 1e-6) / 10:.1f}",
            on=filled(_SEEN[one.seen], lang, documents=one.documents), facts=one.facts,
        )
        for one in figures
    )  # fmt: skip
    return COMMA.said(lang).join(said)


def idle_waiver(one: IdleWaiver, lang: str) -> str:
    """A waiver that accepts nothing, in a sentence."""
    text = _EXPIRED if one.expired else _UNKNOWN_WAIVER if one.unknown else _IDLE_WAIVER
    return filled(text, lang, until=one.until, fits=one.fits, what=one.what, by=one.by)


def definition(audit: Audit, lang: str) -> str:
    """How completeness is defined, with the profile by name."""
    return filled(DEFINITION, lang, profile=audit.profile.title.said(lang))
