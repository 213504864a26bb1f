"""Data and rules to findings, one rule at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ontology.version import code_version
from shapes.data import Data, Facts
from shapes.describing import Context, findings
from shapes.engines import Engine, Engines
from shapes.findings import Audit, Checked, Finding, Hashes
from shapes.garbage import give_back, uncollected
from shapes.profile import Profile, profiles
from shapes.rules import Rule, fingerprint, rules, rules_of
from shapes.selection import weighed

__all__ = ["Progress", "audit", "validate"]

#: A rule that looks at more nodes may leave much memory behind.
_MANY = 50_000

#: Told after each rule: how many are done, of how many.
Progress = Callable[[int, int], None]


def audit(
    data: Data,
    rules: Sequence[Rule],
    profile: Profile,
    *,
    facts: Facts = "stated",
    generation: str = "",
    context: Context | None = None,
    engine: Engine = "auto",
    progress: Progress | None = None,
) -> Audit:
    """What `rules` find in `data`.

    Args:
        data: what is audited.
        rules: the rules to run, those for `facts`.
        profile: what each rule weighs.
        facts: what `data` holds and the rules ask for, see `shapes.rules.rules`.
        generation: the name of the state of the store that the data is from.
        context: where findings are looked up and put into words, if not in `data`.
        engine: which engine runs them.
        progress: told after each rule.

    Raises:
        UnreadableData: a rule is no shape that SHACL can run, or none that can be run on so much data; the project's
            rules all can.
    """
    context = context or Context(data)
    engines = Engines(data, engine)
    met: list[Finding] = []
    checked, ran = [], {}
    runs = engines.runs(rules)
    for done, rule in enumerate(rules, 1):
        run = next(runs)
        with uncollected():
            met += findings(run.results, rule, context)
        checked.append(Checked(rule, rule.severity, run.looked_at))
        ran[rule.name] = run.engine
        many = run.looked_at > _MANY
        del run  # so that it is not in memory while the next one is waited for
        if many:
            give_back()
        if progress is not None:
            progress(done, len(rules))
    found = Audit(
        findings=tuple(met),
        checked=tuple(checked),
        plans=context.plans(),
        measures=context.measures(),
        agencies=context.agencies(),
        profile=profile,
        facts=facts,
        generation=generation,
        engines=ran,
    )
    with uncollected():
        return weighed(found, profile)


def validate(
    files: Sequence[Path],
    shapes: Sequence[Path] = (),
    profile: Profile | None = None,
    *,
    engine: Engine = "auto",
) -> Audit:
    """What the project's rules, or somebody's own `shapes`, find in RDF files.

    Raises:
        UnreadableData: a file is missing, is no RDF or holds no shape that can be run.
    """
    data, asked = Data.of_files(files), rules_of(shapes) if shapes else rules()
    found = audit(data, asked, profile or profiles()["default"], engine=engine)
    return replace(found, hashes=Hashes(_hash(files), fingerprint(asked), code_version("ontology", "shapes")))


def _hash(files: Sequence[Path]) -> str:
    """SHA-256 of the contents of files, one behind the other, in hexadecimal."""
    digest = sha256()
    for file in files:
        with file.open("rb") as content:
            while chunk := content.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
