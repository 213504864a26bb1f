"""The audit that was asked for: of which generation, under which profile, of which part, compared with what.

The command and the server ask for it alike; `write` is what the server runs, in a process of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.generations import Generation, Generations
from graph.store import StoreError
from shapes import baseline
from shapes.check import Progress
from shapes.data import Facts, UnreadableData
from shapes.findings import Audit
from shapes.profile import profile_of
from shapes.reports import as_dict, fragment, render
from shapes.rules import Text
from shapes.selection import NotAudited, select
from shapes.stored import audit_of

__all__ = ["Wanted", "found", "links_to", "write"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An audit: what of, and which part of it; None is whatever is usual."""

    generation: str | None = None
    profile: str = "default"
    facts: Facts = "stated"
    since: str | None = None
    plan: str | None = None
    agency: str | None = None
    rule: str | None = None
    severity: str | None = None

    @property
    def part(self) -> dict[str, str | None]:
        """What is kept of it, as `select` takes it."""
        return {"plan": self.plan, "agency": self.agency, "rule": self.rule, "severity": self.severity}


def found(
    generations: Generations, wanted: Wanted, *, anew: bool = False, progress: Progress | None = None
) -> tuple[Audit, Generation]:
    """The whole audit that is wanted, compared with that of another generation if so asked, and its generation.

    `select` with `wanted.part` makes the part of it, after what else is done with the whole.

    Raises:
        StoreError: the store has no such generation.
        UnreadableData: there is no such profile, or the two generations cannot be compared.
    """
    current = generations.get(wanted.generation) if wanted.generation else generations.current()
    profile = profile_of(wanted.profile)

    def audited(one: Generation) -> Audit:
        others = [other for other in generations.kept() if other.name != one.name]
        return audit_of(one, profile, wanted.facts, earlier=others, anew=anew, progress=progress)

    audit = audited(current)
    if wanted.since:
        before = audited(generations.get(wanted.since))
        audit = baseline.compare(audit, baseline.of(as_dict(before), wanted.since))
    return audit, current


def links_to(site: str, base: str) -> Callable[[str], str]:
    """The addresses of resources on the server at `site`, which has those whose IRIs begin with `base`."""

    def address(iri: str) -> str:
        return site + iri.removeprefix(base) if iri.startswith(base) else iri

    return address


def write(asked: Mapping[str, Any], out: str, said: str) -> None:
    """Writes the report that was asked for to the file `out`, `page` as JSON of the parts of a page; ends the process.

    The exit code is 2 where there is no such report; the file `said` then says why, in a line, as JSON of zh and en.
    """
    os.nice(10)  # whoever waits for a report waits a little longer than whoever asks a query
    try:
        wanted = Wanted(**asked["wanted"])
        audit, generation = found(Generations(Path(asked["store"])), wanted)
        audit = select(audit, **wanted.part)
    except (StoreError, UnreadableData, NotAudited) as error:
        text = error.text if isinstance(error, NotAudited) else Text(str(error), str(error))
        Path(said).write_text(json.dumps(asdict(text)), encoding="utf-8")
        raise SystemExit(2) from None
    links = links_to(asked["site"], generation.manifest["base"])
    if asked["form"] == "page":
        body = json.dumps(asdict(fragment(audit, asked["language"], links))).encode()
    else:
        body = render(audit, asked["form"], lang=asked["language"], links=links)
    Path(out).write_bytes(body)
