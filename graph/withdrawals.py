"""The documents that a store held once and holds no more: a list beside the generations, outside the graph.

Generations are forgotten after a while, and a graph says nothing about what it does not hold. So the store folder
holds `withdrawn.json`, a list with an entry for each document that a generation in service held and the next one
did not. It tells since when and why, and which IRIs went with the document.

The list only explains what is missing. What the data holds is served, whatever the list says, so that an entry
is never wrong by being there too early: it is written before the switch from one generation to the other, and a
process killed between the two leaves a list that says more than is so, never less. An entry goes when its
document is in service on both sides of a later switch.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.store import StoreError
from ontology.terms import CP, PREFIXES

if TYPE_CHECKING:
    from graph.generations import Generation

__all__ = ["Withdrawal", "Withdrawals"]

_FILE = "withdrawn.json"
_LABEL = PREFIXES["rdfs"] + "label"
_LINE = re.compile(r"<([^>]*)> <([^>]*)> ")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that was withdrawn: its IRI, that of its graph, its file name and title, and what went with it.

    `date` is the day (ISO 8601, UTC), `reason` what was said about it, or "". `successor` is the IRI of the document
    that took its place under the same file name, or "". `plans` are the plans that it carried, `resources` what
    else it alone named.
    """

    document: str
    graph: str
    source_name: str
    title: str
    date: str
    reason: str = ""
    successor: str = ""
    plans: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()

    @property
    def roots(self) -> tuple[str, ...]:
        """The IRIs that went, each with everything below it."""
        return (self.document, self.graph, *self.plans, *self.resources)


class Withdrawals:
    """The list of the store folder `root`."""

    def __init__(self, root: Path) -> None:
        self._file = root / _FILE
        self._seen: tuple[int, ...] = ()
        self._listed: tuple[Withdrawal, ...] = ()
        self._by_root: dict[str, Withdrawal] = {}

    def listed(self) -> tuple[Withdrawal, ...]:
        """All that were withdrawn, by date; read again only when the file has changed.

        Raises:
            StoreError: the file is not what this class writes.
        """
        try:
            now = self._file.stat()
            seen = (now.st_ino, now.st_mtime_ns, now.st_size)
            if seen != self._seen:
                self._listed = tuple(_read(self._file.read_text(encoding="utf-8")))
                self._by_root = {root: one for one in self._listed for root in one.roots}
                self._seen = seen
        except FileNotFoundError:
            self._listed, self._by_root, self._seen = (), {}, ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"{self._file}: the list of withdrawn documents cannot be read ({error}); mend it, or move it away"
            ) from error
        return self._listed

    def of(self, iri: str) -> tuple[str, Withdrawal] | None:
        """The withdrawal that `iri` went with, and the IRI at or above it that the list names; None if it names none.

        Raises:
            StoreError: see `listed`.
        """
        self.listed()
        above = iri
        while above:
            if above in self._by_root:
                return above, self._by_root[above]
            above = above.rpartition("/")[0]
        return None

    def note(self, before: Generation, after: Generation, day: date, reason: str = "") -> None:
        """Lists the documents of `before` that `after` does not hold; to be called before the switch to it.

        Raises:
            StoreError: the list cannot be read or written, or `after` cannot be opened.
        """
        held = {one["iri"]: one for one in before.manifest["documents"]}
        kept = {one["iri"]: one for one in after.manifest["documents"]}
        names = {one["source_name"]: iri for iri, one in kept.items()}
        listed = [one for one in self.listed() if one.document not in held]
        if gone := [one for iri, one in held.items() if iri not in kept]:
            engine = after.open().engine
            for entry in gone:
                successor = names.get(entry["source_name"], "")
                said = " ".join(reason.split())[:_LONGEST]
                listed.append(_withdrawal(before, entry, engine, day.isoformat(), said, successor))
        listed.sort(key=lambda one: (one.date, one.document))
        if listed != list(self._listed):
            self._write(listed)

    def _write(self, listed: Iterable[Withdrawal]) -> None:
        text = json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=1) + "\n"
        fresh = self._file.with_name(f".{_FILE}-{os.getpid()}")
        try:
            with fresh.open("w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(self._file)
            folder = os.open(self._file.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise StoreError(f"{self._file}: cannot be written ({error.strerror})") from error


def _read(text: str) -> Iterator[Withdrawal]:
    entries: list[dict[str, Any]] = json.loads(text)
    for entry in entries:
        yield Withdrawal(**{**entry, "plans": tuple(entry["plans"]), "resources": tuple(entry["resources"])})


def _withdrawal(
    before: Generation, entry: dict[str, Any], engine: ox.Store, day: str, reason: str, successor: str
) -> Withdrawal:
    """What the generation `before` says of a document that it held; `engine` is what comes after it."""
    document, base = entry["iri"], before.manifest["base"]
    title, plans, subjects = "", set[str](), set[str]()
    for line in _lines(before.folder / "graphs" / f"document-{entry['slug']}.nq"):
        if not (found := _LINE.match(line)):
            continue
        subject, predicate = found.groups()
        subjects.add(subject)
        if subject == document and predicate in (CP.carries, _LABEL):
            [quad] = ox.parse(line, ox.RdfFormat.N_QUADS)
            if isinstance(quad.object, ox.NamedNode):
                plans.add(quad.object.value)
            elif isinstance(quad.object, ox.Literal):
                title = quad.object.value
    mine = tuple(f"{one}/" for one in (document, *plans))
    others = (
        one
        for one in sorted(subjects - plans - {document})
        if one.startswith(f"{base}id/") and not one.startswith(mine) and not _known(engine, one)
    )
    return Withdrawal(
        document,
        entry["graph"],
        entry["source_name"],
        title or entry["source_name"],
        day,
        reason,
        successor,
        tuple(sorted(plans)),
        tuple(others),
    )


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open(encoding="utf-8") as lines:
            yield from lines
    except FileNotFoundError:  # of a store that somebody has tidied up: the document is listed all the same
        return


def _known(engine: ox.Store, iri: str) -> bool:
    node = ox.NamedNode(iri)
    return any(True for _ in engine.quads_for_pattern(node, None, None, None)) or any(
        True for _ in engine.quads_for_pattern(None, None, node, None)
    )
