"""What a report is of, for formats that have a place for it."""

from __future__ import annotations

from collections.abc import Iterator

from shapes.findings import Audit
from shapes.reports import wording
from shapes.rules import Text

__all__ = ["about"]


def about(audit: Audit, lang: str) -> Iterator[tuple[str, str | int]]:
    """What a report is of, as names and values: counts, definition, profile, facts, hashes, changes, waivers."""
    hashes, changes = audit.hashes, audit.changes
    idle = wording.LIST.said(lang).join(checked.rule.name for checked in audit.idle)
    said: list[tuple[Text, str | int | None]] = [
        (Text("发现", "findings"), len(audit.findings)),
        (Text("已豁免", "waived"), len(audit.waived)),
        (Text("符合（sh:conforms）", "conforms (sh:conforms)"), str(audit.conforms).lower()),
        (Text("没有可检查对象的规则", "rules that looked at nothing"), idle),
        (Text("完整率的定义", "what completeness is"), wording.definition(audit, lang)),
        (Text("配置", "profile"), audit.profile.title.said(lang)),
        (Text("审计的事实", "facts audited"), wording.FACTS[audit.facts].said(lang)),
        (Text("只列出", "only"), wording.filters(audit, lang)),
        (Text("数据版本", "generation"), audit.generation),
        (Text("数据的 SHA-256", "SHA-256 of the data"), hashes.data if hashes else None),
        (Text("规则的 SHA-256", "SHA-256 of the shapes"), hashes.shapes if hashes else None),
        (Text("软件版本", "software"), hashes.software if hashes else None),
        (Text("对照的审计", "baseline"), changes.baseline if changes else None),
    ]  # fmt: skip
    if changes:
        said += [
            (Text("新增", "new"), len(changes.new)),
            (
                Text("新增中属于新规划或新规则", "new, of plans or rules not there before"),
                len(changes.unseen),
            ),
            (Text("已改正", "mended"), len(changes.mended)),
            (Text("仍在", "persisting"), len(changes.persisting)),
            (Text("随规划或措施消失", "gone with their plan or measure"), len(changes.gone)),
            (Text("无法核对", "not checked again"), len(changes.unchecked)),
            *((Text("对照须知", "of the comparison"), warning.said(lang)) for warning in changes.warnings),
        ]
    said += [
        (Text("没有用上的豁免", "idle waiver"), wording.idle_waiver(one, lang)) for one in audit.idle_waivers
    ]
    if audit.findings:
        said.append((Text("须知", "note"), wording.SILENCE.said(lang)))
    for name, value in said:
        if value is not None and value != "":
            yield name.said(lang), value
