"""An audit as JUnit XML, which build servers read: a suite for each rule, a case for each finding.

There is no standard; this is what the schema of Jenkins' xUnit plugin allows (junit-10.xsd of jenkinsci/xunit-plugin),
which GitLab and GitHub actions take as well. A violation or a warning is a failure; a note is a case that passes and
says so in its output; a waived finding is skipped with the reason; a rule that found nothing is a case that
passes, one that looked at nothing a case that is skipped. Neither time nor host stands in it, so that one audit is
always the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from shapes.completeness import completeness, percent
from shapes.findings import Audit, Checked, Finding, Waived
from shapes.recall import of_element
from shapes.reports import wording
from shapes.reports.characters import legible
from shapes.reports.wording import filled
from shapes.rules import Text

__all__ = ["as_junit"]

_FINE = Text("检查了 {looked_at} 个对象，没有发现", "looked at {looked_at}, found nothing")
_IDLE = Text("没有可检查的对象，不能算作符合", "found nothing to look at, of which nothing can be said")
_WAIVED = Text("已豁免：{reason}（{by}，到 {until}）", "waived: {reason} ({by}, until {until})")
_SOURCE = Text("原文：“{words}”（{place}）", "Source: “{words}” ({place})")
_UNITS = Text("责任单位：{units}", "Units: {units}")
_FIX = Text("怎么改：{fix}", "Mend: {fix}")


def as_junit(audit: Audit, lang: str = "zh") -> bytes:
    """The findings as JUnit XML in UTF-8, in `lang`; characters that XML cannot hold are written legibly."""
    return "".join(_written(audit, lang)).encode("utf-8")


def _written(audit: Audit, lang: str) -> Iterator[str]:
    found: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        found.setdefault(finding.rule, []).append(finding)
    waived: dict[str, list[Waived]] = {}
    for one in audit.waived:
        waived.setdefault(one.finding.rule, []).append(one)
    name = f"crossplan audit ({audit.profile.name})"
    total = [_counts(c, found.get(c.rule.name, []), waived.get(c.rule.name, [])) for c in audit.checked]
    tests, failures, _ = (sum(column) for column in zip(*total, strict=True)) if total else (0, 0, 0)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes(name=name, tests=tests, failures=failures, errors=0, time=0)}>\n"
    about = _about(audit, lang)
    for checked in audit.checked:
        rule = checked.rule.name
        yield from _suite(audit, checked, found.get(rule, []), waived.get(rule, []), about, lang)
    yield "</testsuites>\n"


def _counts(checked: Checked, found: list[Finding], waived: list[Waived]) -> tuple[int, int, int]:
    """How many cases a suite has, how many of them fail, and how many are skipped."""
    alone = not found and not waived
    failures = sum(finding.severity != "info" for finding in found)
    return len(found) + len(waived) + alone, failures, len(waived) + (alone and not checked.looked_at)


def _suite(
    audit: Audit, checked: Checked, found: list[Finding], waived: list[Waived], about: dict[str, object], lang: str
) -> Iterator[str]:  # fmt: skip
    rule = checked.rule
    tests, failures, skipped = _counts(checked, found, waived)
    counts = _attributes(name=rule.name, tests=tests, failures=failures, errors=0, skipped=skipped, time=0)
    yield f" <testsuite{counts}>\n  <properties>\n"
    properties = {
        "title": rule.title.said(lang),
        "severity": checked.severity,
        "looked_at": checked.looked_at,
        "recall": wording.recall(of_element(audit.recall, rule.element), lang) or None,
        **about,
    }
    for name, value in properties.items():
        if value is not None:
            yield f"   <property{_attributes(name=name, value=value)}/>\n"
    yield "  </properties>\n"
    if not found and not waived:
        case = _case(rule.name, rule.title.said(lang))
        if checked.looked_at:
            output = _element("system-out", filled(_FINE, lang, looked_at=checked.looked_at))
        else:
            output = f"<skipped{_attributes(message=_IDLE.said(lang))}/>"
        yield f"{case}{output}</testcase>\n"
    for finding in found:
        said, more = finding.message.said(lang), _more(checked, finding, lang)
        if finding.severity == "info":
            output = _element("system-out", f"{said}\n{more}")
        else:
            attributes = _attributes(message=said, type=finding.severity)
            output = f"<failure{attributes}>{_text(more)}</failure>"
        yield f"{_case(rule.name, _name(finding))}{output}</testcase>\n"
    for one in waived:
        why = filled(_WAIVED, lang, reason=one.reason, by=one.by, until=one.until)
        output = f"<skipped{_attributes(message=why)}/>"
        output += _element(
            "system-out", f"{one.finding.message.said(lang)}\n{_more(checked, one.finding, lang)}"
        )
        yield f"{_case(rule.name, _name(one.finding))}{output}</testcase>\n"
    yield " </testsuite>\n"


def _about(audit: Audit, lang: str) -> dict[str, object]:
    """What was audited, for the properties of every suite."""
    known, hashes, changes = completeness(audit), audit.hashes, audit.changes
    share = known.overall if known else None
    whole = percent(share.complete, share.measures) if share else None
    return {
        "profile": audit.profile.name,
        "facts": audit.facts,
        "generation": audit.generation or None,
        "filters": wording.filters(audit, lang) or None,
        "data": hashes and hashes.data,
        "shapes": hashes and hashes.shapes,
        "software": hashes and hashes.software,
        "completeness": share and whole and f"{share.complete}/{share.measures} ({whole}%)",
        "baseline": changes and changes.baseline,
        "new": changes and len(changes.new),
        "mended": changes and len(changes.mended),
        "persisting": changes and len(changes.persisting),
    }


def _name(finding: Finding) -> str:
    """What a case is called: the same from audit to audit, so that a build server can follow it."""
    return f"{finding.label} [{finding.key}]"


def _more(checked: Checked, finding: Finding, lang: str) -> str:
    lines = [
        filled(_SOURCE, lang, words=one.words, place=wording.location(one, lang)) for one in finding.evidence
    ]
    if finding.agencies:
        lines.append(filled(_UNITS, lang, units=wording.units(finding, lang)))
    if checked.rule.fix.said(lang):
        lines.append(filled(_FIX, lang, fix=checked.rule.fix.said(lang)))
    lines.append(str(finding.focus))
    return "\n".join(lines)


def _case(rule: str, name: str) -> str:
    return f"  <testcase{_attributes(classname=f'crossplan.{rule}', name=name, time=0)}>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    # a carriage return would be read as a line feed (XML 1.0, section 2.11)
    return escape(legible(text), {"\r": "&#13;"})


def _attributes(**values: object) -> str:
    return "".join(f" {name}={quoteattr(legible(str(value)))}" for name, value in values.items())
