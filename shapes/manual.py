"""The rule book as a page for people, made from the rule files: `python -m shapes.manual > docs/rules.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from shapes.profile import Profile, profiles
from shapes.rules import Rule, Text, rules

__all__ = ["rules_page"]

_HEAD = """<!-- Made from the files in shapes/ by `python -m shapes.manual`; a test holds them together. -->

# 审计规则 · Rules of the audit

`crossplan audit` 逐条检查以下规则。`core` 检查数据格式是否正确，`audit` 检查规划内容是否完整。
级别由配置（`--profile`）决定：{profiles_zh}。

`crossplan audit` runs these rules. `core` asks whether the data is well formed, `audit` whether the plan is
complete. A profile (`--profile`) says how grave a finding is: {profiles_en}.

- **查不到的**：规则不能检查什么。
- **存疑**：程序读取时在该处（或其措施、段落、所属规划的文件）留有此种读取说明的，“没有”可能是漏读，发现降低一级并写明。
- **最高级别**：未经核实的名称、变动和补上的年份，不论配置怎么定，只作提示。
- **事实**：只审计写明的事实时和承接、推断的事实也算数时，有的规则问法不同，有的只在前一种情况下使用。
- **完整率**：发现说明措施缺少哪一个要素。
- **跨规划**：发现可能取决于别的规划的文件。

- **Limits**: what the rule cannot check.
- **Doubts**: where the reader left a note of such a kind about the place (or its measure, its clauses, a document of
  its plan), an absence may be the reader's: the finding weighs one step less and says so.
- **At most**: names and changes that are not verified, and years that were supplied, make notes at most, whatever a
  profile says.
- **Facts**: some rules ask otherwise where inherited and inferred facts count, and some are not asked then.
- **Completeness**: the element of a measure that a finding says is missing.
- **Across**: a finding may rest on documents of other plans.

| 规则 rule | 规则集 set | 检查什么 | what it asks for | {names} |
|---|---|---|---|{columns}
"""

_ENTRY = """
## {rule.name}

{rule.title.zh} · {rule.title.en}

"""

_ELEMENTS = {
    "unit": Text("责任单位", "unit"),
    "lead": Text("牵头单位", "lead"),
    "time": Text("时限", "time"),
    "target": Text("目标", "target"),
}
_ASKED_OTHERWISE = Text(
    "承接、推断的事实也算数时，问法不同", "asked otherwise where inherited and inferred facts count"
)
_STATED_ALONE = Text("只审计写明的事实时使用", "asked of stated facts alone")


def rules_page() -> str:
    """The page: a table of the rules with their severities, then all that is to be known about each."""
    known = sorted(profiles().values(), key=lambda profile: profile.name)
    head = _HEAD.format(
        profiles_zh="、".join(f"`{profile.name}`（{profile.title.zh}）" for profile in known),
        profiles_en=", ".join(f"`{profile.name}`" for profile in known),
        names=" | ".join(profile.name for profile in known),
        columns="---|" * len(known),
    )
    with_all = {rule.name: rule for rule in rules("all")}
    rows = "".join(_row(rule, known) for rule in rules())
    return head + rows + "".join(_entry(rule, with_all.get(rule.name)) for rule in rules())


def _row(rule: Rule, known: list[Profile]) -> str:
    levels = " | ".join(profile.severity(rule) for profile in known)
    name = f"[{rule.name}](#{rule.name})"
    return f"| {name} | {rule.set} | {rule.title.zh} | {rule.title.en} | {levels} |\n"


def _entry(rule: Rule, with_all: Rule | None) -> str:
    told = list(_told(rule, with_all))
    zh = "".join(f"- {label.zh}：{text.zh}\n" for label, text in told)
    en = "".join(f"- {label.en}: {text.en}\n" for label, text in told)
    return _ENTRY.format(rule=rule) + zh + en


def _told(rule: Rule, with_all: Rule | None) -> Iterator[tuple[Text, Text]]:
    """What is told about a rule, each thing with its label; `with_all` is the rule where all facts count."""
    yield Text("为什么", "Why"), rule.why
    yield Text("怎么改", "Mend"), rule.fix
    if rule.limits.zh:
        yield Text("查不到的", "Limits"), rule.limits
    if rule.doubted_by:
        kinds = [f"`{kind}`" for kind in sorted(rule.doubted_by)]
        yield Text("存疑", "Doubts"), Text("、".join(kinds), ", ".join(kinds))
    if rule.caps:
        capped = sorted((shape.rsplit("-", 1)[1].rstrip(">"), most) for shape, most in rule.caps.items())
        told = [f"`{shape}` {most}" for shape, most in capped]
        yield Text("最高级别", "At most"), Text("、".join(told), ", ".join(told))
    if with_all is None:
        yield Text("事实", "Facts"), _STATED_ALONE
    elif with_all.shape != rule.shape:
        yield Text("事实", "Facts"), _ASKED_OTHERWISE
    if rule.element is not None:
        yield Text("完整率", "Completeness"), _ELEMENTS[rule.element]


if __name__ == "__main__":
    sys.stdout.write(rules_page())
