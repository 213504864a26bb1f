"""The rule book as a page for people, made from the rule files: `python -m shapes.manual > docs/rules.md`."""

from __future__ import annotations

import sys

from shapes.profile import Profile, profiles
from shapes.rules import Rule, rules

__all__ = ["rules_page"]

_HEAD = """<!-- Made from the files in shapes/ by `python -m shapes.manual`; a test holds them together. -->

# 审计规则 · Rules of the audit

`crossplan audit` 逐条检查以下规则。`core` 检查数据格式是否正确，`audit` 检查规划内容是否完整。
级别由配置（`--profile`）决定：{profiles_zh}。

`crossplan audit` runs these rules. `core` asks whether the data is well formed, `audit` whether the plan is
complete. A profile (`--profile`) says how grave a finding is: {profiles_en}.

| 规则 rule | 规则集 set | 检查什么 | what it asks for | {names} |
|---|---|---|---|{columns}
"""

_ENTRY = """
## {rule.name}

{rule.title.zh} · {rule.title.en}

- 为什么：{rule.why.zh}
- 怎么改：{rule.fix.zh}
- Why: {rule.why.en}
- Mend: {rule.fix.en}
"""


def rules_page() -> str:
    """The page: a table of the rules with their severities, then why each matters and how to mend it."""
    known = sorted(profiles().values(), key=lambda profile: profile.name)
    head = _HEAD.format(
        profiles_zh="、".join(f"`{profile.name}`（{profile.title.zh}）" for profile in known),
        profiles_en=", ".join(f"`{profile.name}`" for profile in known),
        names=" | ".join(profile.name for profile in known),
        columns="---|" * len(known),
    )
    rows = "".join(_row(rule, known) for rule in rules())
    return head + rows + "".join(_ENTRY.format(rule=rule) for rule in rules())


def _row(rule: Rule, known: list[Profile]) -> str:
    levels = " | ".join(profile.severity(rule) for profile in known)
    name = f"[{rule.name}](#{rule.name})"
    return f"| {name} | {rule.set} | {rule.title.zh} | {rule.title.en} | {levels} |\n"


if __name__ == "__main__":
    sys.stdout.write(rules_page())
