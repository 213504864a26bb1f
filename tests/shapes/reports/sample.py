"""An audit made by hand: two plans, two agencies, and every state that a measure can be in; or as many as one likes."""

from dataclasses import replace
from datetime import date

import pyoxigraph as ox
from rdflib import Graph, URIRef

from ontology.terms import CP, PREFIXES
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
    Waived,
)
from shapes.profile import profiles
from shapes.rules import Rule, Severity, Target, Text

EX = "https://example.org/"
PLAN, OTHER, EMPTY = EX + "plan/1", EX + "plan/2", EX + "plan/3"
OFFICE, BUREAU = Unit("省政府办公厅", EX + "office"), Unit("省大数据局", EX + "bureau")
TODAY = date(2026, 6, 30)


def rule(
    name: str, severity: Severity = "warning", *, element: str | None = None, set_: str = "audit"
) -> Rule:
    return Rule(
        name=name,
        title=Text(f"{name}的标题", f"title of {name}"),
        why=Text("为了问责。", "So that somebody answers for it."),
        fix=Text("补上。", "Add it."),
        severity=severity,
        set=set_,
        shape=URIRef(EX + name),
        target=Target(frozenset(), frozenset(), frozenset(), frozenset()),
        details=(),
        graph=Graph(),
        limits=Text("附件不查。", "Annexes are not checked."),
        element=element,
    )


RULES = (
    rule("well-formed", "violation", set_="core"),
    rule("has-lead", "warning", element="lead"),
    rule("has-time", "violation", element="time"),
    rule("has-unit", "violation", element="unit"),
    rule("says-time", "info", element="time"),
    rule("idle", "warning", element="target"),
)


def finding(
    rule: str, number: int, severity: Severity = "warning", *, plan: str | None = PLAN, doubts: tuple[str, ...] = (),
    agencies: tuple[Unit, ...] = (BUREAU,), words: str = "推进数据共享", path: str | None = CP.clause,
    value: ox.NamedNode | ox.Literal | None = None, title: str = "推进数据共享",
) -> Finding:  # fmt: skip
    measure = f"{plan or EX}/measure/{number}"
    return Finding(
        rule=rule,
        severity=severity,
        focus=ox.NamedNode(measure),
        path=path,
        value=value,
        message=Text(f"第{number}条措施有问题。", f"Measure {number} has a problem."),
        plan=plan,
        evidence=(Evidence(EX + "document", "规划.docx", 10 * number, 10 * number + 6, words, "第3段"),),
        label=f"{number}. {title}",
        agencies=agencies,
        component=ox.NamedNode(PREFIXES["sh"] + "MinCountConstraintComponent"),
        shape=ox.NamedNode(EX + rule),
        measure=measure,
        number=str(number),
        title=title,
        doubts=doubts,
        own=severity,
    )


def sample() -> Audit:
    """Ten measures of one plan, two of another, none of a third.

    Of the first plan 1 and 2 have no lead, 2 is waived; 3 has no time; 4 has no time, in doubt; 5 has a time that is
    inherited; 6 has no unit. The first of the other plan has no lead, in doubt.
    """
    findings = (
        finding("has-time", 3, "violation"),
        finding("has-unit", 6, "violation", agencies=()),
        finding("has-lead", 1, value=ox.NamedNode(EX + "clause/1"), agencies=(BUREAU, OFFICE)),
        finding("has-time", 4, "warning", doubts=("日期残缺",)),
        finding("has-lead", 1, "info", plan=OTHER, doubts=("单位残缺", "行尾残缺"), agencies=(OFFICE,)),
        finding("says-time", 5, "info"),
        replace(
            finding("well-formed", 9, "violation", plan=None, path=f"(<{CP.clause}>/^<{CP.plan}>*)"),
            focus=ox.NamedNode(EX + "stray"),
            measure=None,
            number=None,
            title=None,
            label="stray",
            evidence=(),
        ),
    )
    waived = Waived(finding("has-lead", 2), "牵头单位见分工方案", "省大数据局 王某", date(2027, 3, 31))
    looked_at = {"well-formed": 20, "idle": 0}
    return Audit(
        findings=findings,
        checked=tuple(Checked(r, r.severity, looked_at.get(r.name, 12)) for r in RULES),
        plans=(AuditedPlan(PLAN, "数字强省规划", 10), AuditedPlan(OTHER, "行动方案", 2), AuditedPlan(EMPTY, "通知", 0)),
        measures=(
            *(AuditedMeasure(f"{PLAN}/measure/{n}", PLAN, frozenset({BUREAU.iri})) for n in range(1, 11)),
            *(AuditedMeasure(f"{OTHER}/measure/{n}", OTHER, frozenset({OFFICE.iri})) for n in range(1, 3)),
        ),
        agencies=(OFFICE, BUREAU),
        profile=profiles()["default"],
        generation="0123456789abcdef",
        waived=(waived,),
        hashes=Hashes("d" * 64, "5" * 64, "0.1.0"),
        recall=(Recall("roles", 0.9969, 19, 635, False), Recall("roles", 0.9981, 56, 2156, True)),
        engines={r.name: "compiled" for r in RULES},
    )  # fmt: skip


def many(count: int, *, plans: int = 100) -> Audit:
    """An audit with `count` findings about as many measures of `plans` plans."""
    iris = [f"{EX}plan/{n}" for n in range(plans)]
    names = [r.name for r in RULES if r.set == "audit" and r.name != "idle"]
    severities = {r.name: r.severity for r in RULES}
    findings = sorted(
        (
            finding(name := names[n % len(names)], n, severities[name], plan=iris[n % plans], agencies=(BUREAU, OFFICE))
            for n in range(count)
        ),
        key=lambda f: (list(severities).index(f.rule), f.plan or ""),
    )  # fmt: skip
    per_plan = count // plans
    return replace(
        sample(),
        findings=tuple(findings),
        waived=(),
        plans=tuple(AuditedPlan(iri, f"第{n}号规划", per_plan) for n, iri in enumerate(iris)),
        measures=tuple(
            AuditedMeasure(f"{iris[n % plans]}/measure/{n}", iris[n % plans], frozenset({BUREAU.iri}))
            for n in range(count)
        ),
    )
