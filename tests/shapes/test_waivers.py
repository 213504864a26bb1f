"""Waivers: what they take out of the findings, what they do not, and how a bad file is told of."""

import re
from datetime import date
from pathlib import Path

import pytest

from shapes.data import UnreadableData
from shapes.findings import Audit
from shapes.profile import profile_of
from shapes.reports.wording import idle_waiver
from shapes.selection import exit_code, select
from shapes.waivers import Waiver, apply, read
from tests.shapes.reports.sample import EX, OTHER, PLAN, TODAY, sample

LAST = date(2026, 12, 31)
HEAD = '[[waiver]]\nrule = "has-lead"\n'
TAIL = 'reason = "见分工方案"\nby = "王某"\nuntil = 2026-12-31\n'


def waiver(aim: str, of: str, rule: str | None = "has-lead", until: date = LAST, **more: str) -> Waiver:
    return Waiver(aim, of, "见分工方案", "王某", until, rule, more.get("path"), more.get("value"))


def waived(audit: Audit) -> list[str]:
    return [one.finding.label for one in audit.waived[len(sample().waived) :]]


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(
        f'{HEAD}plan = "{PLAN}"\n{TAIL}\n[[waiver]]\nkey = "0123456789abcdef"\n{TAIL}\n'
        f'{HEAD}focus = "{EX}m"\npath = "{EX}p"\nvalue = "5"\n{TAIL}',
        encoding="utf-8",
    )
    assert read(file) == (
        waiver("plan", PLAN),
        waiver("key", "0123456789abcdef", rule=None),
        waiver("focus", EX + "m", path=EX + "p", value="5"),
    )


def test_all_findings_of_a_rule_in_a_plan_are_told_apart() -> None:
    audit = apply(sample(), [waiver("plan", PLAN)], TODAY)
    assert waived(audit) == ["1. 推进数据共享"]
    assert len(audit.findings) == len(sample().findings) - 1
    one = audit.waived[-1]
    assert (one.reason, one.by, one.until) == ("见分工方案", "王某", LAST)
    assert not audit.idle_waivers


def test_a_waiver_is_for_one_node_one_value_or_one_key() -> None:
    finding = sample().findings[2]
    about = waiver("focus", f"{PLAN}/measure/1")
    assert waived(apply(sample(), [about], TODAY)) == ["1. 推进数据共享"]
    assert waived(apply(sample(), [waiver("focus", about.of, value=EX + "clause/1")], TODAY)) == [
        "1. 推进数据共享"
    ]
    assert waived(apply(sample(), [waiver("focus", about.of, value=EX + "clause/2")], TODAY)) == []
    assert waived(apply(sample(), [waiver("focus", about.of, path=EX + "other")], TODAY)) == []
    assert waived(apply(sample(), [waiver("focus", about.of, rule="has-time")], TODAY)) == []
    for key in (finding.key, finding.former_key):  # the latter is that of reports of version 1
        assert waived(apply(sample(), [waiver("key", key, rule=None)], TODAY)) == ["1. 推进数据共享"]


def test_a_waiver_holds_to_the_end_of_its_last_day() -> None:
    some = [waiver("plan", PLAN)]
    assert waived(apply(sample(), some, LAST))
    after = apply(sample(), some, date(2027, 1, 1))
    assert after.findings == sample().findings
    (idle,) = after.idle_waivers
    assert (idle.expired, idle.fits, idle.what) == (True, 1, f"rule=has-lead plan={PLAN}")


def test_a_waiver_that_fits_nothing_is_told_of() -> None:
    (idle,) = apply(sample(), [waiver("plan", EX + "plan/none")], TODAY).idle_waivers
    assert (idle.expired, idle.fits) == (False, 0)


def test_a_waiver_for_a_rule_that_nobody_knows_is_told_of() -> None:
    (idle,) = apply(sample(), [waiver("plan", PLAN, rule="has-laed")], TODAY).idle_waivers
    assert idle.unknown
    assert idle_waiver(idle, "zh").startswith(
        "豁免所写的规则没有运行，或没有这个名称的规则：rule=has-laed plan="
    )
    assert idle_waiver(idle, "en").startswith(
        "A waiver is for a rule that was not run, or that no rule is called: "
    )


def test_the_first_waiver_that_fits_counts_and_no_other_is_idle() -> None:
    first = Waiver("focus", f"{PLAN}/measure/1", "先", "甲", LAST, "has-lead")
    audit = apply(sample(), [first, waiver("plan", PLAN)], TODAY)
    assert audit.waived[-1].by == "甲"
    assert not audit.idle_waivers


def test_waived_findings_do_not_fail_but_do_not_conform() -> None:
    audit = select(sample(), rule="has-lead", plan=PLAN)
    audit = apply(audit, [waiver("plan", PLAN)], TODAY)
    assert exit_code(audit, "warning") == 0
    assert not audit.conforms


def test_before_and_after_a_selection_come_to_the_same() -> None:
    some = [waiver("plan", PLAN), waiver("plan", OTHER), waiver("plan", OTHER, rule="has-time")]
    before = select(apply(sample(), some, TODAY), plan=OTHER)
    after = apply(select(sample(), plan=OTHER), some, TODAY)
    assert (before.findings, before.waived) == (after.findings, after.waived)
    assert before.whole is not None
    assert after.whole is not None
    assert before.whole.findings == after.whole.findings
    assert [one.what for one in after.idle_waivers] == [f"rule=has-time plan={OTHER}"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[waiver]\n", "no TOML: .*line 1"),
        ("[waiver]\nrule = 1\n", r"write \[\[waiver\]\]"),
        ("accepted = 1\n", r"accepted: a file of waivers has nothing but \[\[waiver\]\]"),
        (HEAD + TAIL, "line 1: waiver 1: say which findings by one of key, focus, plan"),
        (f'{HEAD}plan = "a"\nfocus = "b"\n{TAIL}', "say which findings by one of"),
        (f'[[waiver]]\nplan = "a"\n{TAIL}', "no rule"),
        (f'{HEAD}plan = "a"\nby = "王某"\nuntil = 2026-12-31\n', "no reason"),
        (f'{HEAD}plan = "a"\nreason = "x"\n', "no by, until"),
        (f'{HEAD}plan = "a"\nreason = " "\nby = "王某"\nuntil = 2026-12-31\n', "reason has to be words"),
        (f'{HEAD}plan = "a"\nreason = "x"\nby = "王某"\nuntil = "2026-12-31"\n', "until has to be a day"),
        (f'{HEAD}plan = "a"\nreason = "x"\nby = "王某"\nuntil = 2026-12-31T00:00:00\n', "until has to be a day"),
        (f'{HEAD}plan = "a"\n{TAIL}untill = 2\n', r"unknown untill \(known are rule, key"),
        (f'{HEAD}plan = 5\n{TAIL}', "plan has to be words"),
        (f'{HEAD}plan = "a"\n{TAIL}\n\n# more\n{HEAD}{TAIL}', "line 10: waiver 2: say which"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_line_that_says_where_and_what(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableData, match=says) as error:
        read(file)
    assert str(error.value).startswith(str(file))
    assert "\n" not in str(error.value)


def test_a_file_that_is_missing_or_in_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData, match="No such file"):
        read(tmp_path / "none.toml")
    (tmp_path / "gb.toml").write_bytes("reason = '见'".encode("gb18030"))
    with pytest.raises(UnreadableData, match="not in UTF-8"):
        read(tmp_path / "gb.toml")


def test_a_file_without_waivers_accepts_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("# none any more\n", encoding="utf-8")
    assert read(tmp_path / "empty.toml") == ()
    assert apply(sample(), (), TODAY) == sample()


def test_the_examples_of_the_documentation_are_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "audit-reports.md").read_text(encoding="utf-8")
    waivers, profile = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "waivers.toml").write_text(waivers, encoding="utf-8")
    (tmp_path / "ours.toml").write_text(profile, encoding="utf-8")
    assert read(tmp_path / "waivers.toml")[0].by == "省大数据局 王某"
    assert profile_of(str(tmp_path / "ours.toml")).severities["target-has-unit"] == "info"
