"""The report in every format: each holds the same findings, and nothing is counted short."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH

from shapes.check import audit, validate
from shapes.data import Data, graph_of, read
from shapes.findings import Audit, select, words_of
from shapes.manual import rules_page
from shapes.paths import path_text
from shapes.profile import profiles
from shapes.report import FORMATS, render
from shapes.rules import rules

HERE = Path(__file__).parent
EX = "https://example.org/"


def bad(name: str, generation: str = "") -> Audit:
    data = Data.of(read([HERE / name / "bad.ttl"]))
    return audit(data, rules(), profiles()["default"], generation=generation)


def many(count: int) -> Audit:
    """An audit with `count` measures of one plan, none with a schedule or a unit."""
    measures = "".join(f"ex:m{n} a cp:Measure ; cp:plan ex:p .\n" for n in range(count))
    turtle = (
        "@prefix cp: <https://w3id.org/crossplan/ontology#> . @prefix ex: <https://example.org/> .\n"
        "ex:d a cp:Document ; cp:carries ex:p . ex:p a cp:Plan .\n" + measures
    )
    data = Data.of(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    chosen = [
        rule
        for rule in rules()
        if rule.name in ("measure-has-schedule", "measure-has-lead", "target-has-unit")
    ]
    return audit(data, chosen, profiles()["default"])


def parsed(found: Audit, form: str) -> Graph:
    return graph_of(ox.parse(render(found, form), format=ox.RdfFormat.from_extension(FORMATS[form].ending)))


def test_the_formats() -> None:
    assert list(FORMATS) == ["text", "json", "turtle", "jsonld"]
    with pytest.raises(KeyError):
        render(many(1), "pdf")


def test_json() -> None:
    report = json.loads(render(bad("clause-has-lead", "0123456789abcdef"), "json"))
    assert report["conforms"] is False
    assert (report["generation"], report["profile"]) == ("0123456789abcdef", "default")
    finding = next(f for f in report["findings"] if f["rule"] == "clause-has-lead")
    assert finding == {
        "key": finding["key"],
        "rule": "clause-has-lead",
        "severity": "warning",
        "focus": EX + "measure",
        "path": "https://w3id.org/crossplan/ontology#clause",
        "value": EX + "second",
        "message": {
            "zh": "有一段分工没有指明牵头单位，本措施只是部分明确了牵头。"
            "是第2段（“加强电子证照应用，推进跨省互认，打造一批无证明城…”）。所列单位：省政府办公厅、省大数据局。",
            "en": "One passage designates no lead, so the measure is only partly led. "
            "It is clause 2 (“加强电子证照应用，推进跨省互认，打造一批无证明城…”). "
            "Units named: 省政府办公厅, 省大数据局.",
        },
        "plan": EX + "plan",
        "measure": EX + "measure",
        "doubts": [],
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
    assert all(list(f) == list(finding) for f in report["findings"])
    rule = next(r for r in report["rules"] if r["name"] == "clause-has-lead")
    assert (rule["severity"], rule["looked_at"], rule["findings"], rule["set"]) == ("warning", 1, 2, "audit")
    assert {*rule["title"], *rule["why"], *rule["fix"]} == {"zh", "en"}


def test_the_counts_of_the_json_add_up() -> None:
    report = json.loads(render(bad("measure-has-unit"), "json"))
    total = len(report["findings"])
    assert total > 0
    assert report["counts"]["total"] == total
    assert sum(report["counts"]["severity"].values()) == total
    assert sum(n for by in report["counts"]["plan"].values() for n in by.values()) == total
    assert sum(rule["findings"] for rule in report["rules"]) == total
    # the measures of that graph belong to no plan
    assert set(report["counts"]["plan"]) == {""}


def test_a_plan_without_findings_is_counted_with_none() -> None:
    report = json.loads(render(select(many(0), severity="info"), "json"))
    assert report["counts"]["plan"] == {EX + "p": {"violation": 0, "warning": 0, "info": 0}}
    assert report["filters"] == {"severity": "info"}


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_the_w3c_report_holds_the_same_findings(form: str) -> None:
    found = bad("clause-has-lead")
    graph = parsed(found, form)
    report = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    results = set(graph.objects(report, SH.result))
    assert len(results) == len(found.findings)

    def said(result: URIRef, prop: URIRef) -> str | None:
        value = graph.value(result, prop)
        return None if value is None else str(value)

    in_report = {
        (
            said(r, SH.focusNode),
            path_text(graph, path) if (path := graph.value(r, SH.resultPath)) is not None else None,
            said(r, SH.value),
            said(r, SH.sourceShape),
            said(r, SH.sourceConstraintComponent),
            str(said(r, SH.resultSeverity)).rsplit("#", 1)[1].lower(),
            frozenset(graph.objects(r, SH.resultMessage)),
        )
        for r in results
    }
    assert in_report == {
        (
            words_of(f.focus),
            f.path,
            None if f.value is None else words_of(f.value),
            words_of(f.shape),
            words_of(f.component),
            f.severity,
            frozenset({Literal(f.message.zh, lang="zh-Hans"), Literal(f.message.en, lang="en")}),
        )
        for f in found.findings
    }


def test_both_w3c_reports_are_one_graph() -> None:
    found = bad("measure-has-unit")
    assert isomorphic(parsed(found, "turtle"), parsed(found, "jsonld"))


def test_a_path_that_a_query_names_stands_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(
        """@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:Shape a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:message "old" ;
            sh:select "SELECT $this ?path WHERE { $this ?path 200 }" ] .""",
        encoding="utf-8",
    )
    (tmp_path / "data.ttl").write_text(
        "<https://example.org/a> <https://example.org/age> 200 .", encoding="utf-8"
    )
    found = validate([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])
    assert found.findings[0].path == EX + "age"
    graph = parsed(found, "turtle")
    assert graph.value(predicate=SH.resultPath, object=URIRef(EX + "age")) is not None


def test_an_audit_is_always_the_same_bytes() -> None:
    for form in FORMATS:
        assert render(bad("measure-has-unit"), form) == render(bad("measure-has-unit"), form)


def test_text_names_the_findings_in_both_languages() -> None:
    found = bad("clause-has-lead", "0123456789abcdef")
    zh, en = (render(found, "text", lang=lang).decode() for lang in ("zh", "en"))
    assert "审计，默认配置，数据版本 0123456789abcdef\n" in zh
    assert "Audit, default profile, generation 0123456789abcdef\n" in en
    assert "[警告 2] clause-has-lead  措施的每段分工都指明牵头单位\n  为什么：" in zh
    assert "[warning 2] clause-has-lead  Every note of a measure designates a lead\n  Why: " in en
    assert "  数字强省方案\n    优化服务：有一段分工没有指明牵头单位" in zh
    assert "      “加强电子证照应用”（document 120–128）\n" in zh
    assert "      “加强电子证照应用” (document 120–128)\n" in en


def test_text_says_how_much_every_rule_looked_at_in_aligned_columns() -> None:
    text = render(many(12), "text").decode()
    assert (
        "规划  措施  违规  警告  提示\n"
        "p       12    12     0     0\n"
        "\n"
        "规则                                    级别  检查  发现\n"
        "measure-has-lead      措施指明牵头单位  警告    12     0\n"
        "measure-has-schedule  措施有时限        违规    12    12\n"
        "target-has-unit       目标有计量单位    警告     0     0\n"
    ) in text


def test_a_capped_list_says_how_many_there_are() -> None:
    found = many(12)
    text = render(found, "text").decode()
    assert text.count("没有任何时限。") == 10
    assert "[违规 12] measure-has-schedule" in text
    assert "  另有 2 项未列出，共 12 项。\n" in text
    assert "12 found: violation 12, warning 0, info 0.\n" in render(found, "text", lang="en").decode()
    assert FORMATS["text"].write(many(10), "zh").count("没有任何时限。") == 10
    assert "未列出" not in FORMATS["text"].write(many(10), "zh")


def test_conforms_is_not_said_without_the_rules_that_looked_at_nothing() -> None:
    clean = select(many(2), severity="info")
    text = render(clean, "text", lang="en").decode()
    assert "Nothing was found: the data conforms.\n" in text
    assert "Rules that found nothing to look at, of which nothing can be said (1): target-has-unit.\n" in text
    assert "Only: severity=info\n" in text


def test_where_no_rule_looked_at_anything_nothing_conforms() -> None:
    text = render(many(0), "text", lang="en").decode()
    assert "There was nothing to look at, so nothing can be said.\n" in text
    assert "conforms" not in text


def test_findings_of_no_plan_are_counted_too() -> None:
    text = render(bad("measure-has-unit"), "text").decode()
    assert "（不属于某一规划）" in text


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    page = HERE.parents[1] / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(), "run: python -m shapes.manual > docs/rules.md"
