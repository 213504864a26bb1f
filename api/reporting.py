"""The audit that was asked for: of which generation, under which profile, of which part, compared with what.

The command and the server ask for it alike. Run as a program it is the server's: the request comes as JSON on standard
input, and the report goes to standard output; exit code 2 and one line on standard error where there is none to be had.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.generations import Generation, Generations
from graph.store import StoreError
from shapes import baseline
from shapes.check import Progress
from shapes.data import Facts, UnreadableData
from shapes.findings import Audit
from shapes.profile import profile_of
from shapes.reports import as_dict, fragment, render
from shapes.selection import select
from shapes.stored import audit_of

__all__ = ["Wanted", "found", "links_to", "main"]


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


def main() -> None:
    """Reads a request from standard input and writes the report; `page` is JSON of the parts of a page."""
    os.nice(10)  # whoever waits for a report waits a little longer than whoever asks a query
    asked = json.load(sys.stdin)
    try:
        audit, generation = found(Generations(Path(asked["store"])), Wanted(**asked["wanted"]))
        audit = select(audit, **Wanted(**asked["wanted"]).part)
    except (StoreError, UnreadableData, LookupError) as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
    links = links_to(asked["site"], generation.manifest["base"])
    if asked["form"] == "page":
        body = json.dumps(asdict(fragment(audit, asked["language"], links))).encode()
    else:
        body = render(audit, asked["form"], lang=asked["language"], links=links)
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
