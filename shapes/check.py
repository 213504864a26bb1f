"""Data and rules to findings, one rule at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ontology.version import code_version
from shapes.context import Context
from shapes.data import Data, Facts, read
from shapes.engines import Engine, Engines, Run
from shapes.findings import Audit, Checked, Finding, Hashes
from shapes.identity import identity
from shapes.messages import Messages
from shapes.profile import Profile, profiles
from shapes.results import Result
from shapes.rules import SEVERITIES, Rule, Severity, fingerprint, rules, rules_of, severity_of
from shapes.selection import weighed

__all__ = ["Progress", "audit", "validate"]

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
    findings: list[Finding] = []
    checked, ran = [], {}
    for done, (rule, run) in enumerate(zip(rules, engines.runs(rules), strict=True), 1):
        findings += _findings(run, rule, context)
        checked.append(Checked(rule, rule.severity, run.looked_at))
        ran[rule.name] = run.engine
        if progress is not None:
            progress(done, len(rules))
    found = Audit(
        findings=tuple(findings),
        checked=tuple(checked),
        plans=context.plans(),
        measures=context.measures(),
        agencies=context.agencies(),
        profile=profile,
        facts=facts,
        generation=generation,
        engines=ran,
    )
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
    data, asked = Data.of(read(files)), rules_of(shapes) if shapes else rules()
    found = audit(data, asked, profile or profiles()["default"], engine=engine)
    content = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return replace(found, hashes=Hashes(content, fingerprint(asked), code_version("ontology", "shapes")))


def _findings(run: Run, rule: Rule, context: Context) -> list[Finding]:
    if not run.results:
        return []
    messages = Messages(context.data, rule)
    raised = {(result.shape, result.constraint) for result in run.results}
    sources = {by: identity(rule.graph, *by) for by in raised}
    return [
        _finding(result, rule, context, messages, sources[result.shape, result.constraint])
        for result in run.results
    ]


def _finding(result: Result, rule: Rule, context: Context, messages: Messages, source: str) -> Finding:
    measure = context.measure(result.focus)
    doubts = context.doubts(result.focus, rule.doubted_by)
    return Finding(
        rule=rule.name,
        severity=severity_of(result.severity.value),
        focus=result.focus,
        path=result.path,
        value=result.value,
        message=messages.text(result, doubts),
        plan=context.plan(result.focus),
        evidence=context.evidence(result.focus, result.value),
        label=context.label(result.focus),
        agencies=measure.units if measure else (),
        component=result.component,
        shape=result.shape,
        measure=measure.iri if measure else None,
        number=measure.number if measure else None,
        title=measure.title if measure else None,
        doubts=doubts,
        own=severity_of(result.severity.value),
        cap=_cap(result, rule),
        constraint=result.constraint,
        source=source,
    )


def _cap(result: Result, rule: Rule) -> Severity | None:
    """The most that a result may weigh, by its shape or its constraint."""
    caps = {rule.caps.get(str(one)) for one in (result.shape, result.constraint) if one is not None}
    return next((severity for severity in reversed(SEVERITIES) if severity in caps), None)
