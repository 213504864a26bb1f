"""The README's commands, run as it shows them."""

import re
import shlex
from pathlib import Path

import pytest

from api.cli import run
from graph.generations import Generation
from ontology.iri import DEFAULT_BASE

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ (crossplan [^\n]+)\n(.*?)```", README, re.DOTALL)
#: Commands that run to their end by themselves, with the exit code that they have on the bundled corpus.
CODES = {"ask": 0, "query": 0, "audit": 1}
LISTED = [
    line.split("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("crossplan ") and line.split()[1] in CODES and "--format" not in line
]
#: The commands of auditors, which write files and read those written before.
[REPORTS] = [block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "--baseline" in block]


@pytest.fixture
def store(corpus_generation: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSPLAN_STORE", str(corpus_generation.folder.parents[1]))


def test_the_first_commands_are_those_that_do_all_the_set_up() -> None:
    first = README.split("```sh\n")[1].split("```")[0].split("\n")
    assert [line.split("#")[0].strip() for line in first if line] == ["make run", "make test"]


def test_the_documents_read_by_hand_are_as_many_as_said() -> None:
    gold = Path(__file__).parent / "gold"
    written, held = (len(list((gold / name).glob("*.json"))) for name in ("written", "held"))
    assert f"beside {written + held} invented documents" in README
    assert f"{held} of which no rule was made looking at" in README
    told = (gold / "README.md").read_text(encoding="utf-8")
    assert f"| [written/](written) | {written} |" in told
    assert f"| [held/](held) | {held} |" in told


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_a_command_prints_what_the_readme_shows(
    command: str, output: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(shlex.split(command)[1:]) == 0
    assert capfd.readouterr().out == output


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("command", LISTED)
def test_a_listed_command_runs(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command)[1:]
    assert run(words) == CODES[words[0]]
    capfd.readouterr()


@pytest.mark.usefixtures("store")
def test_the_commands_of_auditors_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("accepted.toml").write_text(
        '[[waiver]]\nrule = "plan-has-number"\n'
        f'plan = "{DEFAULT_BASE}id/plan/shu-zi-shan-dong-2021-xing-dong-fang-an"\n'
        'reason = "转发通知另有文号"\nby = "审计处"\nuntil = 2099-12-31\n',
        encoding="utf-8",
    )
    Path("my-plan.ttl").write_text("<urn:plan> a <urn:Plan> .", encoding="utf-8")
    Path("my-rules.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<urn:Shape> a sh:NodeShape ; sh:targetClass <urn:Plan> ; sh:property [ sh:path <urn:title> ; sh:minCount 1 ] .",
        encoding="utf-8",
    )
    lines = [line.split("#")[0].strip() for line in REPORTS.splitlines()]
    for line in lines:
        command, _, file = line.partition(" > ")
        assert run(shlex.split(command)[1:]) == 1, line  # each finds something
        out = capfdbinary.readouterr().out
        if file:
            Path(file).write_bytes(out)
    assert len(lines) == 3
    report = Path("report.html").read_text(encoding="utf-8")
    assert "转发通知另有文号" in report  # what is accepted is told apart
    assert "严格" in report


def test_the_readme_shows_and_lists_commands() -> None:
    assert len(SHOWN) == 1
    assert len(LISTED) >= 4


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) > 8
    root = Path(__file__).parents[1]
    assert [link for link in links if not (root / link).exists()] == []
