"""JUnit XML: what build servers make of it."""

from dataclasses import replace

from lxml import etree

from shapes.findings import Audit
from shapes.reports import render
from shapes.rules import Text
from tests.shapes.reports.sample import finding, sample

#: What an element may hold, by the schema that Jenkins checks (junit-10.xsd of jenkinsci/xunit-plugin): children, the
#: attributes that it must have, and those that it may have.
FORM: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
    ),
    "properties": ({"property"}, set(), set()),
    "property": (set(), {"name", "value"}, set()),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name"},
        {"time", "classname", "group"},
    ),
    "failure": (set(), set(), {"type", "message"}),
    "skipped": (set(), set(), {"type", "message"}),
    "system-out": (set(), set(), set()),
}


def suites(found: Audit, lang: str = "en") -> dict[str, etree._Element]:
    root = etree.fromstring(render(found, "junit", lang=lang))
    assert root.tag == "testsuites"
    return {str(suite.get("name")): suite for suite in root}


def test_every_rule_is_a_suite_whose_numbers_are_right() -> None:
    found = suites(sample())
    assert list(found) == ["well-formed", "has-lead", "has-time", "has-unit", "says-time", "idle"]
    for suite in found.values():
        cases = suite.findall("testcase")
        assert int(str(suite.get("tests"))) == len(cases)
        assert int(str(suite.get("failures"))) == len(suite.findall("testcase/failure"))
        assert int(str(suite.get("skipped"))) == len(suite.findall("testcase/skipped"))
    root = found["idle"].getparent()
    assert root is not None
    for count in ("tests", "failures"):
        assert int(str(root.get(count))) == sum(int(str(suite.get(count))) for suite in found.values())


def test_nothing_stands_in_it_that_jenkins_refuses() -> None:
    for element in etree.fromstring(render(sample(), "junit")).iter():
        children, required, allowed = FORM[str(element.tag)]
        assert {str(child.tag) for child in element} <= children
        assert required <= set(element.attrib) <= required | allowed


def test_a_violation_or_a_warning_fails_and_says_why() -> None:
    (case, doubted) = suites(sample())["has-time"].findall("testcase")
    failure = case.find("failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("Measure 3 has a problem.", "violation")
    assert "Source: “推进数据共享” (规划.docx, 第3段, characters 31–36)" in str(failure.text)
    assert "Units: 省大数据局\nMend: Add it." in str(failure.text)
    assert case.get("classname") == "crossplan.has-time"
    assert str(case.get("name")) == f"3. 推进数据共享 [{sample().findings[0].key}]"
    assert doubted.find("failure").get("type") == "warning"  # type: ignore[union-attr]


def test_a_note_passes_and_is_told() -> None:
    (case,) = suites(sample())["says-time"].findall("testcase")
    assert case.find("failure") is None
    assert str(case.findtext("system-out")).startswith("Measure 5 has a problem.")


def test_a_waived_finding_is_skipped_with_who_and_why() -> None:
    (skipped,) = suites(sample(), "zh")["has-lead"].findall("testcase/skipped")
    assert skipped.get("message") == "已豁免：牵头单位见分工方案（省大数据局 王某，到 2027-03-31）"


def test_a_rule_that_looked_at_nothing_is_skipped_and_one_that_found_nothing_passes() -> None:
    found = suites(replace(sample(), findings=(), waived=()))
    assert found["idle"].find("testcase/skipped") is not None
    assert found["has-lead"].find("testcase/skipped") is None
    assert found["has-lead"].findtext("testcase/system-out") == "looked at 12, found nothing"


def test_the_suite_says_what_was_audited() -> None:
    said = {
        p.get("name"): p.get("value") for p in suites(sample())["has-lead"].findall("properties/property")
    }
    assert said["looked_at"] == "12"
    assert said["completeness"] == "7/12 (58.3%)"
    assert said["generation"] == "0123456789abcdef"
    assert said["data"] == "d" * 64
    assert str(said["recall"]).startswith("99.6 % (19 unseen documents, 635 facts)")


def test_whatever_a_document_holds_is_well_formed_and_kept() -> None:
    wild = "a\x00b\x1b<&>]]>\"'\r\n\t\ufffe 𠮷"
    one = replace(finding("has-lead", 1, words=wild), message=Text(wild, wild), label=wild)
    case = suites(replace(sample(), findings=(one,), waived=()))["has-lead"].find("testcase")
    assert case is not None
    legible = "a\\x00b\\x1b<&>]]>\"'\r\n\t\\ufffe 𠮷"
    assert case.find("failure").get("message") == legible  # type: ignore[union-attr]
    assert legible in str(case.findtext("failure"))
    assert str(case.get("name")).startswith(legible)
