"""Findings that somebody has accepted: a file of waivers, each with a reason, a name and a last day.

```toml
[[waiver]]
rule = "measure-has-lead"
plan = "https://w3id.org/crossplan/id/plan/shu-zi-shan-dong-2021-xing-dong-fang-an"
reason = "牵头单位见省政府办公厅分工方案"
by = "省大数据局 王某"
until = 2027-03-31
```

A waiver is for the findings of a rule about one node (`focus`), or for all of them in a plan (`plan`), narrowed by
`path` and `value` if need be; or for the one finding that reports call `key`. It accepts findings and undoes none:
they are reported apart, and count as long as completeness and conformance are asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shapes.data import UnreadableData
from shapes.findings import Audit, Finding, IdleWaiver, Waived, words_of

__all__ = ["Waiver", "apply", "read"]

_AIMS = ("key", "focus", "plan")
_SAID = ("reason", "by")
_KNOWN = ("rule", *_AIMS, "path", "value", *_SAID, "until")
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Waiver:
    """What is accepted, why, by whom, and the last day on which that holds.

    `aim` is the field that says which findings: key, focus or plan, and `of` what it says.
    """

    aim: str
    of: str
    reason: str
    by: str
    until: date
    rule: str | None = None
    path: str | None = None
    value: str | None = None

    @property
    def what(self) -> str:
        """What the waiver is for, in one line, as its file has it."""
        said = {"rule": self.rule, self.aim: self.of, "path": self.path, "value": self.value}
        return " ".join(f"{name}={words}" for name, words in said.items() if words is not None)

    def fits(self, finding: Finding) -> bool:
        """Whether it is for `finding`."""
        aimed: dict[str, tuple[str | None, ...]] = {
            "key": (finding.key, finding.former_key),
            "plan": (finding.plan,),
            "focus": (words_of(finding.focus),),
        }
        value = None if finding.value is None else words_of(finding.value)
        return (
            self.of in aimed[self.aim]
            and self.rule in (None, finding.rule)
            and self.path in (None, finding.path)
            and self.value in (None, value)
        )


def read(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a TOML file, in their order.

    Raises:
        UnreadableData: the file is missing or no TOML, or a waiver lacks something or says what is not known; the
            text is one line with the file, and the line where that can be told.
    """
    text = _text(path)
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableData(f"{path}: no TOML: {error or 'nested too deeply'}") from error
    entries = content.pop("waiver", [])
    if content:
        raise UnreadableData(f"{path}: {_list(content)}: a file of waivers has nothing but [[waiver]]")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnreadableData(f"{path}: waiver: write [[waiver]], once for each")
    lines = [text.count("\n", 0, head.start()) + 1 for head in _HEAD.finditer(text)]
    # where some are written otherwise, a line could be that of another one
    places = [f", line {n}" for n in lines] if len(lines) == len(entries) else [""] * len(entries)
    return tuple(
        _waiver(entry, f"{path}{place}: waiver {n}")
        for n, (entry, place) in enumerate(zip(entries, places, strict=True), 1)
    )


def apply(audit: Audit, waivers: Sequence[Waiver], today: date) -> Audit:
    """`audit` with the findings that `waivers` accept told apart, and the waivers that accept none.

    Args:
        audit: what was found, whole or a selection.
        waivers: what is accepted; where several fit a finding, the first counts.
        today: waivers hold to the end of their last day.
    """
    if not waivers:
        return audit
    holding = _Index([w for w in waivers if today <= w.until])
    whole = audit.whole or audit
    used, expired = set[int](), _Index([w for w in waivers if w.until < today])
    fits: dict[int, int] = {}
    for finding in whole.findings:
        found = holding.of(finding)
        if found:
            used.update(map(id, found))
        else:
            for waiver in expired.of(finding):
                fits[id(waiver)] = fits.get(id(waiver), 0) + 1
    asked = {checked.rule.name for checked in whole.checked}
    idle = tuple(
        IdleWaiver(
            w.what,
            w.reason,
            w.by,
            w.until,
            expired=w.until < today,
            fits=fits.get(id(w), 0),
            unknown=w.rule is not None and w.rule not in asked,
        )
        for w in waivers
        if id(w) not in used
    )
    return replace(
        _applied(audit, holding),
        whole=None if audit.whole is None else _applied(audit.whole, holding),
        idle_waivers=(*audit.idle_waivers, *idle),
    )


class _Index:
    """Waivers by what they are for, so that a hundred thousand findings need not try each."""

    def __init__(self, waivers: Sequence[Waiver]) -> None:
        self._by_aim: dict[tuple[str, str], list[tuple[int, Waiver]]] = {}
        for rank, waiver in enumerate(waivers):
            self._by_aim.setdefault((waiver.aim, waiver.of), []).append((rank, waiver))
        self._keys = any(waiver.aim == "key" for waiver in waivers)

    def of(self, finding: Finding) -> list[Waiver]:
        """Those that fit `finding`, in the order of their file."""
        aims = [("focus", words_of(finding.focus)), ("plan", finding.plan or "")]
        if self._keys:  # made of a hash, and mostly not asked for
            aims += [("key", finding.key), ("key", finding.former_key)]
        met = [entry for aim in aims for entry in self._by_aim.get(aim, ())]
        return [waiver for _, waiver in sorted(met, key=lambda entry: entry[0]) if waiver.fits(finding)]


def _applied(audit: Audit, holding: _Index) -> Audit:
    standing: list[Finding] = []
    waived = list(audit.waived)
    for finding in audit.findings:
        found = holding.of(finding)
        if found:
            waived.append(Waived(finding, found[0].reason, found[0].by, found[0].until))
        else:
            standing.append(finding)
    return replace(audit, findings=tuple(standing), waived=tuple(waived))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableData(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableData(f"{path}: not in UTF-8 (byte {error.start})") from error


def _waiver(entry: Mapping[str, Any], where: str) -> Waiver:
    unknown = entry.keys() - set(_KNOWN)
    if unknown:
        raise UnreadableData(f"{where}: unknown {_list(unknown)} (known are {', '.join(_KNOWN)})")
    for name, said in entry.items():
        if name != "until" and (not isinstance(said, str) or not said.strip()):
            raise UnreadableData(f"{where}: {name} has to be words in quotation marks")
    aims = [name for name in _AIMS if name in entry]
    if len(aims) != 1:
        raise UnreadableData(f"{where}: say which findings by one of {', '.join(_AIMS)}")
    lacking = [name for name in (*_SAID, "until") if name not in entry]
    if aims != ["key"] and "rule" not in entry:
        lacking.insert(0, "rule")
    if lacking:
        raise UnreadableData(f"{where}: no {_list(lacking)}")
    until = entry["until"]
    if not isinstance(until, date) or isinstance(until, datetime):
        raise UnreadableData(f"{where}: until has to be a day, such as 2027-03-31, without quotation marks")
    return Waiver(
        aim=aims[0], of=entry[aims[0]], reason=entry["reason"], by=entry["by"], until=until,
        rule=entry.get("rule"), path=entry.get("path"), value=entry.get("value"),
    )  # fmt: skip


def _list(names: Iterable[str]) -> str:
    return ", ".join(name if name.isprintable() else repr(name) for name in sorted(names))
