"""Profiles: the project's by name, somebody's own by its file."""

from pathlib import Path

import pytest

from shapes.data import UnreadableData
from shapes.profile import profile_of, profiles
from shapes.rules import Text, rules


def own(tmp_path: Path, text: str) -> str:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_profiles_of_the_project_go_by_their_names() -> None:
    assert set(profiles()) == {"default", "strict"}
    assert profile_of("strict") is profiles()["strict"]


def test_one_s_own_is_a_file(tmp_path: Path) -> None:
    lead = next(rule for rule in rules() if rule.name == "measure-has-lead")
    profile = profile_of(
        own(tmp_path, '[title]\nzh = "本省"\nen = "ours"\n[severity]\nmeasure-has-lead = "info"\n')
    )
    assert (profile.name, profile.title) == ("ours", Text("本省", "ours"))
    assert profile.severity(lead) == "info"
    untitled = profile_of(own(tmp_path, "[severity]\n"))
    assert untitled.title == Text("ours", "ours")
    assert untitled.severity(lead) == lead.severity


def test_rules_of_one_s_own_shapes_are_known_where_they_are_named(tmp_path: Path) -> None:
    file = own(tmp_path, '[severity]\nmine = "info"\n')
    assert profile_of(file, known={"mine"}).severities == {"mine": "info"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[severity]\nmeasure-has-leed = "info"\n',
            r"no rule is called measure-has-leed \(known: .*measure-has-lead",
        ),
        (
            '[severity]\nmeasure-has-lead = "grave"\n',
            r"cannot weigh 'grave' \(known: violation, warning, info\)",
        ),
        ("[severity]\nmeasure-has-lead = 1\n", "cannot weigh 1"),
        ("[severity]\nmeasure-has-lead = []\n", r"cannot weigh \[\]"),
        ("severity = 1\n", "severity is a table"),
        ("[title]\nzh = 'x'\nen = 'x'\n", r"a profile has \[severity\]"),
        ("[severity]\n[weights]\n", "nothing else"),
        ("[severity]\n[title]\nzh = 'x'\n", "title has zh and en"),
        ("[severity]\n[title]\nzh = 'x'\nen = 1\n", "title has zh and en"),
        ("[severity", "no TOML"),
    ],
)
def test_a_bad_profile_is_one_line_that_says_what(tmp_path: Path, text: str, says: str) -> None:
    file = own(tmp_path, text)
    with pytest.raises(UnreadableData, match=says) as error:
        profile_of(file)
    assert str(error.value).startswith(file)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["lenient", "none.toml", "a\0b"])
def test_a_profile_that_is_none(name: str) -> None:
    with pytest.raises(UnreadableData):
        profile_of(name)


def test_a_name_that_is_none_is_told_beside_those_that_are() -> None:
    with pytest.raises(UnreadableData, match=r"lenient: .*no profile of that name \(default, strict\)"):
        profile_of("lenient")
