"""The report of an audit as a browser shows it: on a phone, in the dark, to who hears it; and that it stays small."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from shapes.findings import Changes
from shapes.reports import render
from shapes.rules import Text
from tests.browser.chromium import look, needed
from tests.shapes.reports.sample import PLAN, many, sample


@pytest.fixture(scope="module")
def reports() -> dict[str, str]:
    needed(axe=False)
    entry = {"key": "k", "rule": "has-lead", "severity": "warning", "focus": "https://example.org/m", "plan": PLAN,
             "label": "8. 统筹建设", "message": {"zh": "没有牵头单位。", "en": "No lead."}}  # fmt: skip
    changes = Changes(
        "/srv/audits/山东省/2026-06-30-before-the-second-quarter.json", frozenset({sample().findings[0].key}),
        frozenset(), (entry,) * 3, gone=(entry,), warnings=(Text("注意。", "Mind."),),
    )  # fmt: skip
    audits = {
        "sample": replace(sample(), changes=changes),
        "many": many(400, plans=90),
        "nothing": replace(sample(), findings=(), waived=(), measures=(), recall=()),
    }
    return {
        f"{name} {lang}": render(audit, "html", lang=lang).decode()
        for name, audit in audits.items()
        for lang in ("zh", "en")
    }


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_nothing_sticks_out(reports: dict[str, str], tmp_path: Path, width: int) -> None:
    found = look(reports, tmp_path, width=width, axe=False)
    assert {name: one.outside for name, one in found.items() if one.overflows or one.outside} == {}


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True), (1280, False)])
def test_axe_finds_no_violation(reports: dict[str, str], tmp_path: Path, width: int, dark: bool) -> None:
    found = look(reports, tmp_path, width=width, axe=True, dark=dark)
    assert {name: one.violations for name, one in found.items() if one.violations} == {}


def test_a_page_of_many_findings_is_no_larger_than_a_browser_opens_at_once() -> None:
    """A hundred thousand take a browser half a second, and so do ten thousand: what is shown is bounded."""
    page = render(many(10_000, plans=1000), "html")
    assert len(page) < 1_500_000
    assert len(html.fromstring(page).xpath("//*")) < 40_000
