"""Audits kept beside what was audited, so that a page or a second report need not wait for the rules again.

One file for each kind of facts: gzip of JSON, line by line. The first says what was audited by what, then come the
measures and the findings (`shapes.lines`). An audit by other rules, by other code or of another form is none: it is
made anew.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ontology.version import code_version
from shapes.data import Facts
from shapes.findings import (
    Audit,
    AuditedMeasure,
    AuditedPlan,
    Checked,
    Hashes,
    Recall,
    Unit,
)
from shapes.garbage import uncollected
from shapes.lines import read, written
from shapes.profile import Profile
from shapes.rules import Rule, fingerprint
from shapes.selection import weighed

__all__ = ["load", "save"]

#: The form of the files; a reader takes no other.
_FORMAT = 4
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
            with uncollected():
                told = map(json.loads, lines)
                measures = tuple(_measures(islice(told, head["measures"])))
                findings = tuple(read(told))
    except (OSError, EOFError, zlib.error, StopIteration, ValueError, KeyError, IndexError, TypeError):
        return None  # there is none, or one that was cut short
    if len(findings) != head["findings"]:
        return None
    looked_at, hashes = dict(head["looked_at"]), head["hashes"]
    with uncollected():
        return weighed(
            Audit(
                findings=findings,
                checked=tuple(Checked(rule, rule.severity, looked_at[rule.name]) for rule in rules),
                plans=tuple(AuditedPlan(*plan) for plan in head["plans"]),
                measures=measures,
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


def _measures(told: Iterable[tuple[str, str, list[str]]]) -> Iterator[AuditedMeasure]:
    sets: dict[tuple[str, ...], frozenset[str]] = {}  # those of one department name the same units
    for iri, plan, units in told:
        yield AuditedMeasure(iri, plan, sets.setdefault(tuple(units), frozenset(units)))


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
        "measures": len(audit.measures),
        "agencies": [[unit.name, unit.iri] for unit in audit.agencies],
        "hashes": [audit.hashes.data, audit.hashes.shapes, audit.hashes.software] if audit.hashes else None,
        "recall": [[r.kind, r.recall, r.documents, r.facts, r.seen] for r in audit.recall],
        "engines": sorted(audit.engines.items()),
    }
    yield from ([m.iri, m.plan, sorted(m.units)] for m in audit.measures)
    yield from written(audit.findings)
