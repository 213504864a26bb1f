"""Audits kept beside what was audited, so that a page or a second report need not wait for the rules again.

One file for each kind of facts: gzip of JSON, one object a line. The first line says what was audited by what, the
others are the findings. An audit by other rules, by other code or of another form is none: it is made anew.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology.version import code_version
from shapes.data import Facts
from shapes.findings import (
    Audit,
    AuditedMeasure,
    AuditedPlan,
    Checked,
    Evidence,
    Finding,
    Hashes,
    Recall,
    Unit,
)
from shapes.profile import Profile
from shapes.rules import Rule, Text, fingerprint
from shapes.selection import weighed
from shapes.terms import Term

__all__ = ["load", "save"]

#: The form of the files; a reader takes no other.
_FORMAT = 3
_FOLDER = "audits"
#: The packages whose code decides what is found and what is said of it.
_MAKERS = ("ontology", "shapes")


def save(audit: Audit, folder: Path) -> None:
    """Keeps `audit`, whole and without waivers or comparison, in the folder of the generation that it is of.

    The file is written beside the old one and renamed, so that a reader finds one or the other.

    Raises:
        OSError: the folder cannot be written.
        ValueError: the audit is not whole.
    """
    file = _file(folder, audit.facts)
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        # neither a time nor a name goes into the file: the same audit is the same bytes
        with fresh.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0, compresslevel=3) as out:
            for line in _lines(audit):
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def load(folder: Path, rules: Sequence[Rule], profile: Profile, facts: Facts) -> Audit | None:
    """The audit kept in the folder of a generation, weighed by `profile`; None if there is none by these rules
    and this code."""
    try:
        with gzip.open(_file(folder, facts), "rt", encoding="utf-8") as lines:
            head = json.loads(next(lines))
            made_by = (head["format"], head["software"], head["rules"])
            if made_by != (_FORMAT, code_version(*_MAKERS), fingerprint(rules)):
                return None
            findings = tuple(_finding(json.loads(line)) for line in lines)
    except (OSError, EOFError, StopIteration, ValueError, KeyError):  # none, or one that was cut short
        return None
    if len(findings) != head["findings"]:
        return None
    looked_at, hashes = dict(head["looked_at"]), head["hashes"]
    return weighed(
        Audit(
            findings=findings,
            checked=tuple(Checked(rule, rule.severity, looked_at[rule.name]) for rule in rules),
            plans=tuple(AuditedPlan(*plan) for plan in head["plans"]),
            measures=tuple(
                AuditedMeasure(iri, plan, frozenset(units)) for iri, plan, units in head["measures"]
            ),
            agencies=tuple(Unit(*unit) for unit in head["agencies"]),
            profile=profile,
            facts=facts,
            generation=head["generation"],
            hashes=Hashes(*hashes) if hashes else None,
            recall=tuple(Recall(*recall) for recall in head["recall"]),
            engines=dict(head["engines"]),
        ),
        profile,
    )


def _file(folder: Path, facts: Facts) -> Path:
    return folder / _FOLDER / f"{facts}.jsonl.gz"


def _lines(audit: Audit) -> Iterable[Any]:
    if audit.waived or audit.changes or audit.filters:
        raise ValueError("what is kept is what the rules found, before waivers, comparison and selection")
    yield {
        "format": _FORMAT,
        "software": code_version(*_MAKERS),
        "rules": fingerprint([checked.rule for checked in audit.checked]),
        "generation": audit.generation,
        "findings": len(audit.findings),
        "looked_at": [[checked.rule.name, checked.looked_at] for checked in audit.checked],
        "plans": [[plan.iri, plan.title, plan.measures] for plan in audit.plans],
        "measures": [[m.iri, m.plan, sorted(m.units)] for m in audit.measures],
        "agencies": [[unit.name, unit.iri] for unit in audit.agencies],
        "hashes": [audit.hashes.data, audit.hashes.shapes, audit.hashes.software] if audit.hashes else None,
        "recall": [[r.kind, r.recall, r.documents, r.facts, r.seen] for r in audit.recall],
        "engines": sorted(audit.engines.items()),
    }
    for f in audit.findings:
        yield [
            f.rule,
            f.own,
            f.cap,
            _told(f.focus),
            f.path,
            None if f.value is None else _told(f.value),
            [f.message.zh, f.message.en],
            f.plan,
            [[e.document, e.file, e.start, e.end, e.words, e.place] for e in f.evidence],
            f.label,
            [[unit.name, unit.iri] for unit in f.agencies],
            f.component.value,
            _told(f.shape),
            f.measure,
            f.number,
            f.title,
            f.doubts,
            None if f.constraint is None else _told(f.constraint),
            f.source,
        ]


def _finding(told: Sequence[Any]) -> Finding:
    rule, own, cap, focus, path, value, message, plan, evidence, label, units, component, shape, *rest = told
    measure, number, title, doubts, constraint, source = rest
    return Finding(
        rule=rule,
        severity=own,
        focus=_term(focus),
        path=path,
        value=None if value is None else _term(value),
        message=Text(*message),
        plan=plan,
        evidence=tuple(Evidence(*one) for one in evidence),
        label=label,
        agencies=tuple(Unit(*unit) for unit in units),
        component=ox.NamedNode(component),
        shape=_term(shape),
        measure=measure,
        number=number,
        title=title,
        doubts=tuple(doubts),
        own=own,
        cap=cap,
        constraint=None if constraint is None else _term(constraint),
        source=source,
    )


def _told(term: Term) -> list[str | None]:
    if isinstance(term, ox.Literal):
        return [term.value, term.language, term.datatype.value]
    return [term.value] if isinstance(term, ox.NamedNode) else ["_:", term.value]


def _term(told: Sequence[str]) -> Term:
    match told:
        case [iri]:
            return ox.NamedNode(iri)
        case [_, name]:
            return ox.BlankNode(name)
        case [words, language, datatype]:
            return (
                ox.Literal(words, language=language)
                if language
                else ox.Literal(words, datatype=ox.NamedNode(datatype))
            )
    raise ValueError(told)
