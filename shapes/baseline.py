"""An earlier audit as its report in JSON has it, and what is different now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from shapes.data import UnreadableData
from shapes.findings import Audit, Changes, Finding, words_of
from shapes.moves import Moves
from shapes.rules import SEVERITIES, Text
from shapes.selection import reported

__all__ = ["REPORT", "VERSION", "Baseline", "compare", "of", "read"]

#: What reports in JSON call themselves, and the version of their form.
REPORT = "crossplan-audit"
VERSION = 2
#: A key, and in reports of the first version the shape that it lacks.
_Name = tuple[str, str | None]
#: The first version, whose keys did not tell the shapes of a rule apart.
_FORMER = 1

#: The fields of a finding that a comparison needs, and what they hold.
_FIELDS: Mapping[str, tuple[type, ...]] = {
    "key": (str,),
    "rule": (str,),
    "severity": (str,),
    "focus": (str,),
    "message": (dict,),
    "plan": (str, type(None)),
    "measure": (str, type(None)),
    "agencies": (list,),
}

_PROFILE = Text(
    "上次审计用的是“{before}”配置，这次是“{now}”：级别不可比，项目可比。",
    "The baseline was weighed by the profile “{before}”, this audit by “{now}”: severities differ, findings compare.",
)
_SHAPES = Text(
    "上次审计之后规则有改动：新增和已改正的项目中，有的可能只是规则不同所致。",
    "The rules have changed since the baseline: some of what is new or mended may be so by the rules alone.",
)
_SAME = Text(
    "数据与上次审计时完全相同。", "The data is the same, to the byte, as when the baseline was made."
)
_NO_PLANS = Text(
    "数据中没有规划，无从判断是不是同一套数据；节点已不在数据中的发现也算作已改正。",
    "The data has no plans to know it by, so it may be another data set than that of the baseline; what was found about"
    " nodes that are no longer there counts as mended.",
)
_SOFTWARE = Text(
    "上次审计的软件版本是 {before}，这次是 {now}：同一份原文也可能读得不同。",
    "The baseline was made by version {before}, this audit by {now}: the same text may be read otherwise.",
)
_SAME_TEXT = Text(
    "已改正的当中有 {count} 项所在的文件一字未改：变的是读取、人工更正、规则、登记表或别的文件，不是这份原文。",
    "{count} of what is mended stand in documents that are the same to the byte: what has changed is the reading, a"
    " rule, a correction, the registry or another document, and not their text.",
)
_MOVED = Text(
    "有 {count} 条措施的位置与上次不同（其间有增删或调换），按标题对应。规划：{plans}。",
    "{count} measures stand elsewhere than before, since others came, went or were exchanged; they were known again by"
    " their titles. Plans: {plans}.",
)
_UNNAMED = Text(
    "有 {count} 项发现在没有名称的节点（空白节点）上，无法与上次对照。",
    "{count} findings are about nodes without a name (blank nodes), which cannot be followed from audit to audit.",
)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A report in JSON, read: where it was, what it was made of, and its findings, those that were waived included.

    `former` says that its keys are those of the first version.
    """

    name: str
    generation: str
    profile: str
    facts: str
    filters: Mapping[str, str]
    former: bool
    data: str | None
    shapes: str | None
    software: str | None
    plans: frozenset[str]
    rules: frozenset[str]
    findings: tuple[Mapping[str, Any], ...]


def read(path: Path) -> Baseline:
    """The report in JSON at `path`.

    Raises:
        UnreadableData: the file is missing, no JSON, cut off, no report of an audit, or of a version that is not read
            here; the text is one line that says which.
    """
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableData(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableData(f"{path}: no JSON in UTF-8, or cut off (byte {error.start})") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableData(f"{path}: no JSON, or cut off ({error.msg}, {place})") from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise UnreadableData(
            f"{path}: no report of an audit (nested too deeply, or numbers beyond all)"
        ) from error
    if not isinstance(content, dict) or content.get("report") != REPORT:
        raise UnreadableData(f"{path}: no report of an audit; write one with: crossplan audit --format json")
    if content.get("version") not in (_FORMER, VERSION):
        raise UnreadableData(
            f"{path}: a report of version {content.get('version')!r}, and only up to {VERSION} is read here; "
            "audit again with this version of crossplan"
        )
    try:
        return of(content, str(path))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableData(f"{path}: a report that is not whole: {_said(error)}") from error


def compare(audit: Audit, baseline: Baseline) -> Audit:
    """`audit` with what has changed since `baseline`.

    What is compared is the whole audit; of a selection only what it has kept is told.

    Raises:
        UnreadableData: the two cannot be compared: the baseline is of another data set, of other facts, or lists only
            a part of what this audit lists; the text is one line that says why.
    """
    _comparable(audit, baseline)
    whole = audit.whole or audit
    moves = Moves(baseline.findings, _all(whole))
    called = {finding.key: _called(finding, moves, baseline) for finding in _all(whole)}
    again, left = moves.of_parts(_all(whole), baseline.findings)
    before = {_name(entry, baseline) for entry in left if not _unnamed(entry["focus"])}
    now = {name for key, name in called.items() if key not in again}
    shown = [f for f in _all(audit) if not isinstance(f.focus, ox.BlankNode)]
    new = {f.key: f for f in shown if f.key not in again and called[f.key] not in before}
    plans, measures = {p.iri for p in whole.plans}, {m.iri for m in whole.measures}
    plans |= {f.plan for f in _all(whole) if f.plan}
    measures |= {f.measure for f in _all(whole) if f.measure}
    rules = {checked.rule.name for checked in whole.checked}
    mended, gone, unchecked = [], [], []
    for entry in left:
        if not reported(entry, audit.filters):
            continue
        if _unnamed(entry["focus"]) or entry["rule"] not in rules:
            unchecked.append(entry)
        elif _name(entry, baseline) in now:
            continue
        elif _lost(entry["plan"], plans) or _lost(entry["measure"], measures):
            gone.append(entry)
        elif entry["measure"] is not None and moves.displaced(entry["measure"]):
            unchecked.append(entry)
        else:
            mended.append(entry)
    return replace(
        audit,
        changes=Changes(
            baseline=baseline.name,
            new=frozenset(new),
            persisting=frozenset(f.key for f in shown if f.key not in new),
            mended=tuple(mended),
            gone=tuple(gone),
            unchecked=tuple(unchecked),
            unseen=frozenset(
                key
                for key, f in new.items()
                if f.rule not in baseline.rules or (f.plan is not None and f.plan not in baseline.plans)
            ),
            warnings=tuple(_warnings(audit, baseline, moves, mended)),
        ),
    )


def of(content: Mapping[str, Any], name: str) -> Baseline:
    """A report as plain values, the content of the JSON format, as a baseline called `name`.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is not whole.
    """
    findings = [*content["findings"], *content["waived"]]
    told = content["counts"]["total"] + content["counts"]["waived"]
    if told != len(findings):
        raise ValueError(f"it speaks of {told} findings and holds {len(findings)}")
    for n, finding in enumerate(findings, 1):
        for field, kinds in _FIELDS.items():
            if not isinstance(finding[field], kinds):
                raise ValueError(f"finding {n}: {field} is {finding[field]!r}")
        if finding["severity"] not in SEVERITIES:
            raise ValueError(f"finding {n}: severity is {finding['severity']!r}")
        if not all(
            isinstance(words, str) for words in (*finding["message"].values(), finding.get("label", ""))
        ):
            raise ValueError(f"finding {n}: message or label is no text")
        if not all(isinstance(unit, dict) and "iri" in unit for unit in finding["agencies"]):
            raise ValueError(f"finding {n}: agencies are {finding['agencies']!r}")
    hashes = content["hashes"] or {}
    filters = dict(content["filters"])
    return Baseline(
        name=name,
        generation=str(content["generation"]),
        profile=str(content["profile"]),
        facts=str(content["facts"]),
        former=content["version"] == _FORMER,
        filters={str(field): str(value) for field, value in filters.items()},
        data=hashes.get("data"),
        shapes=hashes.get("shapes"),
        software=hashes.get("software"),
        plans=frozenset(str(plan["iri"]) for plan in content["plans"]),
        rules=frozenset(str(rule["name"]) for rule in content["rules"]),
        findings=tuple(findings),
    )


def _called(finding: Finding, moves: Moves, baseline: Baseline) -> _Name | None:
    """What the baseline would call a finding of now; None where its measure was not there."""
    measure = finding.measure if finding.measure is None else moves.before(finding.measure)
    if measure is None and finding.measure is not None:
        return None
    key = finding.key_at(measure, former=baseline.former)
    return key, words_of(finding.shape) if baseline.former else None


def _name(entry: Mapping[str, Any], baseline: Baseline) -> _Name:
    return entry["key"], entry.get("shape") if baseline.former else None


def _comparable(audit: Audit, baseline: Baseline) -> None:
    plans = {plan.iri for plan in (audit.whole or audit).plans}
    if (plans or baseline.plans) and not plans & baseline.plans:
        theirs, ours = _example(baseline.plans), _example(plans)
        raise UnreadableData(
            f"{baseline.name}: an audit of another data set: it has no plan in common with this one "
            f"(there {theirs}, here {ours})"
        )
    rules = {checked.rule.name for checked in (audit.whole or audit).checked}
    if rules and baseline.rules and not rules & baseline.rules:
        raise UnreadableData(
            f"{baseline.name}: an audit by another set of rules: it has none in common with this one"
            f" (there {min(baseline.rules)}, here {min(rules)})"
        )
    if baseline.facts != audit.facts:
        raise UnreadableData(
            f"{baseline.name}: an audit of {baseline.facts} facts, and this is one of {audit.facts} facts: "
            "rules ask otherwise of them, so that nothing could be called mended"
        )
    narrower = {name: v for name, v in baseline.filters.items() if audit.filters.get(name) != v}
    if narrower:
        only = ", ".join(f"{name}={value}" for name, value in sorted(narrower.items()))
        raise UnreadableData(
            f"{baseline.name}: it lists only {only}, so that the rest would pass for new: "
            "filter this audit likewise, or take a whole report"
        )


def _warnings(
    audit: Audit, baseline: Baseline, moves: Moves, mended: Iterable[Mapping[str, Any]]
) -> Iterator[Text]:
    if baseline.profile != audit.profile.name:
        yield _filled(_PROFILE, before=baseline.profile, now=audit.profile.name)
    hashes = audit.hashes
    if hashes and baseline.shapes and baseline.shapes != hashes.shapes:
        yield _SHAPES
    if hashes and baseline.data and baseline.data == hashes.data:
        yield _SAME
    elif hashes and baseline.software and baseline.software != hashes.software:
        yield _filled(_SOFTWARE, before=baseline.software, now=hashes.software)
    # the IRI of a document has digits of its hash
    here = {e.document for f in _all(audit.whole or audit) for e in f.evidence}
    same_text = sum(bool(read_in) and read_in <= here for read_in in map(_documents, mended))
    if same_text:
        yield _filled(_SAME_TEXT, count=same_text)
    if not (audit.whole or audit).plans and not baseline.plans:
        yield _NO_PLANS
    moved = moves.plans
    if moved:
        titles = {plan.iri: plan.title for plan in (audit.whole or audit).plans}
        plans = sorted(titles.get(plan, plan) for plan in moved)
        yield _filled(_MOVED, count=sum(moved.values()), plans="、".join(plans))
    unnamed = sum(isinstance(f.focus, ox.BlankNode) for f in _all(audit))
    if unnamed:
        yield _filled(_UNNAMED, count=unnamed)


def _filled(text: Text, **values: object) -> Text:
    return Text(text.zh.format(**values), text.en.format(**values))


def _all(audit: Audit) -> Iterator[Finding]:
    yield from audit.findings
    for waived in audit.waived:
        yield waived.finding


def _documents(entry: Mapping[str, Any]) -> set[str]:
    return {evidence["document"] for evidence in entry.get("evidence", ())}


def _unnamed(focus: str) -> bool:
    return focus.startswith("_:")


def _lost(iri: str | None, known: set[str]) -> bool:
    return iri is not None and iri not in known


def _example(plans: frozenset[str] | set[str]) -> str:
    return f"<{min(plans)}>" if plans else "no plan"


def _said(error: Exception) -> str:
    return f"no {error.args[0]}" if isinstance(error, KeyError) else str(error)
