"""The audit of a generation of a store: the one that is kept, or one made from an earlier one, or the whole anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from graph import summary
from graph.generations import Generation
from ontology.version import code_version
from shapes import archive
from shapes.check import audit
from shapes.data import Data, Facts
from shapes.findings import Audit, Hashes
from shapes.incremental import reaudit
from shapes.profile import Profile
from shapes.recall import recall_of
from shapes.rules import Rule, fingerprint, rules

__all__ = ["audit_of"]

#: Told after each rule: how many are done, of how many.
Progress = Callable[[int, int], None]


def audit_of(
    generation: Generation,
    profile: Profile,
    facts: Facts = "stated",
    *,
    earlier: Sequence[Generation] = (),
    anew: bool = False,
    progress: Progress | None = None,
) -> Audit:
    """What the project's rules find in a generation.

    What was found is kept in the generation's folder, if that can be written, and read from there the next time.

    Args:
        generation: what is audited.
        profile: what each rule weighs.
        facts: the stated facts, or what is inherited and inferred as well.
        earlier: generations whose audits may be gone on from, the most like this one first.
        anew: whether to look at everything, whatever is kept.
        progress: told after each rule.
    """
    asked = rules(facts)
    if not anew:
        kept = archive.load(generation.folder, asked, profile, facts)
        if kept is not None:
            return kept
        for other in earlier:
            before = archive.load(other.folder, asked, profile, facts)
            found = None if before is None else reaudit(before, other, generation, asked)
            if found is not None:
                return _kept(found, generation, asked)
    data = Data.of_generation(generation, facts)
    found = audit(data, asked, profile, facts=facts, generation=generation.name, progress=progress)
    return _kept(found, generation, asked)


def _kept(found: Audit, generation: Generation, asked: Sequence[Rule]) -> Audit:
    counted = summary.read(generation.folder)
    # that of the download of everything, which anybody can hash again; of an earlier version, its first digits
    data = counted.dump.sha256 if counted and counted.dump else generation.name
    hashes = Hashes(data, fingerprint(asked), code_version("ontology", "shapes"))
    told = replace(found, hashes=hashes, recall=recall_of(generation.open().engine))
    with suppress(OSError):  # a store that cannot be written is audited all the same
        archive.save(told, generation.folder)
    return told
