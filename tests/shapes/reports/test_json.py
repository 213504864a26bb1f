"""The report in JSON: what other programs rely on."""

import json
from dataclasses import replace
from pathlib import Path

from shapes.check import audit
from shapes.data import Data, read
from shapes.findings import Audit, IdleWaiver
from shapes.manual import rules_page
from shapes.profile import profiles
from shapes.reports import as_dict, render
from shapes.rules import rules
from shapes.selection import select
from shapes.waivers import Waiver, apply
from tests.shapes.reports.sample import BUREAU, EMPTY, EX, OFFICE, OTHER, PLAN, TODAY, many, sample

SHAPES = Path(__file__).parents[1]


def bad(name: str, generation: str = "") -> Audit:
    data = Data.of(read([SHAPES / name / "bad.ttl"]))
    return audit(data, rules(), profiles()["default"], generation=generation)


def test_a_finding_of_the_rules() -> None:
    report = json.loads(render(bad("clause-has-lead", "0123456789abcdef"), "json"))
    assert (report["report"], report["version"]) == ("crossplan-audit", 2)
    assert report["conforms"] is False
    assert (report["generation"], report["profile"], report["facts"]) == (
        "0123456789abcdef",
        "default",
        "stated",
    )
    found = [f for f in report["findings"] if f["rule"] == "clause-has-lead"]
    assert [f["value"] for f in found] == [EX + "second", EX + "third"]
    assert found[0] == {
        "key": found[0]["key"],
        "rule": "clause-has-lead",
        "severity": "warning",
        "focus": EX + "measure",
        "path": "https://w3id.org/crossplan/ontology#clause",
        "value": EX + "second",
        "component": found[0]["component"],
        "shape": found[0]["shape"],
        "constraint": None,
        "message": {
            "zh": "有一段分工没有指明牵头单位，本措施只是部分明确了牵头。"
            "是第2段（“加强电子证照应用，推进跨省互认，打造一批无证明城…”）。所列单位：省政府办公厅、省大数据局。",
            "en": "One passage designates no lead, so the measure is only partly led. "
            "It is clause 2 (“加强电子证照应用，推进跨省互认，打造一批无证明城…”). "
            "Units named: 省政府办公厅, 省大数据局.",
        },
        "label": "优化服务",
        "plan": EX + "plan",
        "measure": EX + "measure",
        "number": None,
        "title": "优化服务",
        "agencies": [
            {"iri": EX + "bureau", "name": "省大数据局"},
            {"iri": EX + "office", "name": "省政府办公厅"},
        ],
        "doubts": [],
        "status": None,
        "evidence": [
            {
                "document": EX + "document",
                "file": "document",
                "start": 120,
                "end": 128,
                "place": None,
                "words": "加强电子证照应用",
            }
        ],
    }
    assert all(list(f) == list(found[0]) for f in report["findings"])
    rule = next(r for r in report["rules"] if r["name"] == "clause-has-lead")
    assert (rule["severity"], rule["looked_at"], rule["findings"], rule["set"]) == ("warning", 1, 2, "audit")
    assert {*rule["title"], *rule["why"], *rule["fix"]} == {"zh", "en"}


def test_the_counts_add_up() -> None:
    report = as_dict(sample())
    total = len(report["findings"])
    assert report["counts"]["total"] == total == 7
    assert report["counts"]["waived"] == len(report["waived"]) == 1
    assert sum(report["counts"]["severity"].values()) == total
    assert sum(n for by in report["counts"]["plan"].values() for n in by.values()) == total
    assert sum(rule["findings"] for rule in report["rules"]) == total
    assert sum(rule["waived"] for rule in report["rules"]) == 1
    assert report["counts"]["plan"][""]["violation"] == 1  # of no plan
    assert report["counts"]["plan"][EMPTY] == {"violation": 0, "warning": 0, "info": 0}


def test_every_rule_says_what_it_looked_at_and_how_well_that_is_read() -> None:
    by_name = {rule["name"]: rule for rule in as_dict(sample())["rules"]}
    lead = by_name["has-lead"]
    assert (lead["looked_at"], lead["element"], lead["engine"]) == (12, "lead", "compiled")
    assert lead["limits"]["en"] == "Annexes are not checked."
    assert [(r["kind"], r["recall"], r["seen"]) for r in lead["recall"]] == [
        ("roles", 0.9969, False),
        ("roles", 0.9981, True),
    ]
    assert by_name["idle"]["looked_at"] == 0
    assert by_name["well-formed"]["recall"] == []


def test_completeness_has_numerators_and_denominators() -> None:
    found = as_dict(sample())["completeness"]
    assert found["overall"] == {
        "measures": 12,
        "complete": 7,
        "doubtful": 1,
        "accepted": 1,
        "incomplete": 4,
        "percent": 58.3,
        "elements": {
            "unit": {"having": 11, "doubtful": 0, "percent": 91.6},
            "lead": {"having": 8, "doubtful": 1, "percent": 66.6},
            "time": {"having": 9, "doubtful": 1, "percent": 75.0},
            "target": {"having": 12, "doubtful": 0, "percent": 100.0},
        },
    }
    by_plan = {plan["iri"]: plan for plan in found["plans"]}
    assert (by_plan[PLAN]["title"], by_plan[PLAN]["percent"]) == ("数字强省规划", 50.0)
    assert (by_plan[EMPTY]["measures"], by_plan[EMPTY]["percent"]) == (0, None)
    assert by_plan[OTHER]["percent"] == 100.0
    assert {a["iri"]: a["name"] for a in found["agencies"]} == {
        OFFICE.iri: OFFICE.name,
        BUREAU.iri: BUREAU.name,
    }


def test_waived_findings_stand_apart_with_reason_name_and_day() -> None:
    waivers = (
        Waiver("plan", PLAN, "到期", "李某", TODAY.replace(year=2025), "has-time"),
        Waiver("plan", EX + "none", "没有", "李某", TODAY, "has-time"),
    )
    report = as_dict(apply(sample(), waivers, TODAY))
    (one,) = report["waived"]
    assert (one["number"], one["rule"]) == ("2", "has-lead")
    assert (one["reason"], one["by"], one["until"]) == ("牵头单位见分工方案", "省大数据局 王某", "2027-03-31")
    assert one["key"] not in {f["key"] for f in report["findings"]}
    assert [(w["expired"], w["fits"], w["until"]) for w in report["idle_waivers"]] == [
        (True, 2, "2025-06-30"),
        (False, 0, "2026-06-30"),
    ]


def test_what_was_selected_is_told() -> None:
    report = json.loads(render(select(sample(), severity="info", plan=PLAN), "json"))
    assert report["filters"] == {"plan": PLAN, "severity": "info"}
    assert report["completeness"]["overall"]["complete"] == 5


def test_it_is_one_finding_a_line_in_utf_8() -> None:
    written = render(many(20), "json")
    lines = [line for line in written.decode().splitlines() if '"rule": "' in line]
    assert len(lines) == 20
    assert "推进数据共享" in lines[0]


def test_both_ways_of_writing_say_the_same() -> None:
    for one in (
        sample(),
        many(3),
        replace(sample(), findings=(), waived=(), checked=(), recall=(), plans=()),
    ):
        assert json.loads(render(one, "json")) == as_dict(one)


def test_an_idle_waiver_is_whole() -> None:
    idle = IdleWaiver("rule=x plan=y", "因为", "王某", TODAY, expired=False, fits=0)
    (told,) = as_dict(replace(sample(), idle_waivers=(idle,)))["idle_waivers"]
    assert told == {
        "what": "rule=x plan=y", "reason": "因为", "by": "王某", "until": "2026-06-30", "expired": False, "fits": 0,
            "unknown": False,
    }  # fmt: skip


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    page = SHAPES.parents[1] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(), "run: python -m docs.generate"
