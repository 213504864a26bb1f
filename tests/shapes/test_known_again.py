"""What is known again from audit to audit though it stands elsewhere."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from shapes.findings import Audit, Finding
from tests.shapes.compared import changes
from tests.shapes.reports.sample import finding, sample


def moved(*titles: str) -> Audit:
    """An audit of a plan of measures with these titles, in their order; none has a lead but those in brackets."""
    lacking = [
        finding("has-lead", n, title=title) for n, title in enumerate(titles, 1) if not title.startswith("[")
    ]
    return replace(sample(), findings=tuple(lacking), waived=())


def told(now: Audit, before: Audit, tmp_path: Path) -> dict[str, list[str]]:
    """The titles of what has changed."""
    found = changes(now, before, tmp_path)
    return {
        "new": [f.title or "" for f in now.findings if f.key in found.new],
        "persisting": [f.title or "" for f in now.findings if f.key in found.persisting],
        "mended": [entry["title"] for entry in found.mended],  # type: ignore[misc]
        "unchecked": [entry["title"] for entry in found.unchecked],  # type: ignore[misc]
    }


@pytest.mark.parametrize(
    ("before", "now", "new", "mended", "unchecked"),
    [
        ("甲乙丙", "甲新乙丙", "新", "", ""),
        ("甲乙丙", "新甲乙丙", "新", "", ""),
        ("甲乙丙", "乙甲丙", "", "", ""),
        # 乙 left: whether it is gone, or stands somewhere without a finding, nobody knows
        ("甲乙丙丁", "甲丙丁", "", "", "乙"),
        # called otherwise, and nothing else moved
        ("甲乙丙", "甲新丙", "", "", ""),
        ("甲乙丙", "甲 丙", "", "乙", ""),
        ("甲乙丙", "甲新 丙", "新", "", "乙"),
        # two of one title tell nothing
        ("甲甲乙", "甲甲乙", "", "", ""),
    ],
)
def test_measures_are_known_again_where_others_were_put_before_them(
    tmp_path: Path, before: str, now: str, new: str, mended: str, unchecked: str
) -> None:
    def titled(names: str) -> Audit:
        return moved(*(f"[{n}" if name == " " else name for n, name in enumerate(names)))

    found = told(titled(now), titled(before), tmp_path)
    persisting = [name for name in now if name not in f"{new} "]
    assert found == {
        "new": list(new), "persisting": persisting, "mended": list(mended), "unchecked": list(unchecked)
    }  # fmt: skip


def of_target(number: int, place: str, words: str, rule: str = "well-formed") -> Finding:
    about = finding(rule, number, title=f"措施{number}")
    return replace(about, focus=ox.NamedNode(f"{about.measure}/{place}"), label=words)


@pytest.mark.parametrize(
    ("before", "now", "new", "mended"),
    [
        # a note of units makes a clause of the sentence; a target comes before; a measure comes before
        ([(1, "target/1", "甲")], [(1, "clause/1/target/1", "甲")], [], []),
        ([(1, "target/1", "甲")], [(1, "target/1", "新"), (1, "target/2", "甲")], ["新"], []),
        # other words at the same place are another wording
        ([(1, "target/1", "甲")], [(1, "target/1", "新")], [], []),
        # two of one sentence (分别) are two
        ([(1, "target/1", "甲"), (1, "target/2", "甲")], [(1, "clause/1/target/1", "甲")], [], ["甲"]),
        ([(1, "target/1", "甲")], [(1, "clause/1/target/1", "新")], ["新"], ["甲"]),
        # the same words in another measure are of another target
        ([(1, "target/1", "甲")], [(2, "target/1", "甲")], ["甲"], ["甲"]),
        # a clause is no part with words of its own: the measure is what the finding is about
        ([(1, "", "甲")], [(2, "", "甲")], ["甲"], ["甲"]),
    ],
)
def test_parts_of_the_same_words_are_known_again(
    tmp_path: Path,
    before: list[tuple[int, str, str]],
    now: list[tuple[int, str, str]],
    new: list[str],
    mended: list[str],
) -> None:
    def audited(parts: list[tuple[int, str, str]]) -> Audit:
        return replace(sample(), findings=tuple(of_target(*part) for part in parts), waived=())

    found = changes(audited(now), audited(before), tmp_path)
    labels = {f.key: f.label for f in audited(now).findings}
    assert (sorted(labels[key] for key in found.new), [e["label"] for e in found.mended]) == (new, mended)


def test_that_measures_stand_elsewhere_is_told_with_the_plan(tmp_path: Path) -> None:
    (said,) = [
        w.zh for w in changes(moved("新", "甲", "乙"), moved("甲", "乙"), tmp_path).warnings if "标题" in w.zh
    ]
    assert said == "有 2 条措施的位置与上次不同（其间有增删或调换），按标题对应。规划：数字强省规划。"
