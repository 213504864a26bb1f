import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from graph.generations import Generation, Generations
from graph.store import StoreError
from graph.withdrawals import Withdrawals
from ontology.terms import CP

BASE = "http://e/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DAY = date(2026, 3, 5)


def lines(slug: str) -> str:
    """The graph of a document: it carries a plan of its own and names a project of its own and an agency of all."""
    document, plan = f"{BASE}id/document/{slug}", f"{BASE}id/plan/{slug}"
    graph = f"<{BASE}graph/document/{slug}> ."
    return "".join(
        f"{triple} {graph}\n"
        for triple in (
            f'<{document}> <{LABEL}> "文件 \\"{slug}\\""@zh-Hans',
            f"<{document}> <{CP.carries}> <{plan}>",
            f'<{document}/span/1-2> <{LABEL}> "a"',
            f'<{plan}> <{LABEL}> "b"',
            f'<{plan}/measure/1> <{LABEL}> "c"',
            f'<{BASE}id/project/{slug}> <{LABEL}> "d"',
            f'<{BASE}id/agency/all> <{LABEL}> "e"',
        )
    )


def entry(slug: str, name: str = "") -> dict[str, str]:
    """What the manifest says of a document."""
    iri, graph = f"{BASE}id/document/{slug}", f"{BASE}graph/document/{slug}"
    return {"slug": slug, "iri": iri, "graph": graph, "source_name": name or f"{slug}.txt"}


def publish(root: Path, *slugs: str, reason: str = "", name: str = "") -> Generation:
    generations = Generations(root)
    with generations.building() as draft:
        for slug in slugs:
            (draft.graphs / f"document-{slug}.nq").write_text(lines(slug), encoding="utf-8")
        content = draft.content_name()
        draft.seal({"base": BASE, "documents": [entry(slug, name) for slug in slugs]})
        return generations.publish(draft, content, reason=reason, clock=lambda: DAY)


def test_a_document_that_the_next_generation_does_not_hold_is_listed_with_what_went_with_it(
    tmp_path: Path,
) -> None:
    publish(tmp_path, "a", "b")
    publish(tmp_path, "a", reason=" the wrong\n file ")
    [one] = Withdrawals(tmp_path).listed()
    assert one.document == f"{BASE}id/document/b"
    assert one.graph == f"{BASE}graph/document/b"
    assert (one.source_name, one.title, one.date) == ("b.txt", '文件 "b"', "2026-03-05")
    assert (one.reason, one.successor) == ("the wrong file", "")
    assert one.plans == (f"{BASE}id/plan/b",)
    assert one.resources == (f"{BASE}id/project/b",), "what others name too stays"


@pytest.mark.parametrize("below", ["", "/span/1-2", "/measure/1/target/2"])
@pytest.mark.parametrize("root", ["id/document/b", "graph/document/b", "id/plan/b", "id/project/b"])
def test_all_that_lies_below_what_went_is_found(tmp_path: Path, root: str, below: str) -> None:
    publish(tmp_path, "a", "b")
    publish(tmp_path, "a")
    withdrawals = Withdrawals(tmp_path)
    found = withdrawals.of(f"{BASE}{root}{below}")
    assert found is not None
    assert found[0] == f"{BASE}{root}"
    for other in ("id/document/a", "id/document/bb", "id/plan", "id/agency/all", "", "id/document/b2/span/1"):
        assert withdrawals.of(BASE + other) is None


def test_another_file_of_the_same_name_is_its_successor(tmp_path: Path) -> None:
    publish(tmp_path, "a", name="plan.txt")
    publish(tmp_path, "b", name="plan.txt")
    [one] = Withdrawals(tmp_path).listed()
    assert one.successor == f"{BASE}id/document/b"


def test_going_back_lists_what_came_later_and_takes_back_what_is_there_again(tmp_path: Path) -> None:
    first = publish(tmp_path, "a")
    second = publish(tmp_path, "b")
    generations = Generations(tmp_path)
    withdrawals = Withdrawals(tmp_path)
    assert [one.title for one in withdrawals.listed()] == ['文件 "a"']
    generations.switch(first.name, reason="b was wrong", clock=lambda: date(2026, 4, 1))
    assert {one.title: (one.date, one.reason) for one in withdrawals.listed()} == {
        '文件 "a"': ("2026-03-05", ""),  # too much is said for a while: the data goes before the list
        '文件 "b"': ("2026-04-01", "b was wrong"),
    }
    generations.switch(second.name, clock=lambda: date(2026, 5, 1))
    assert {one.title: one.date for one in withdrawals.listed()} == {
        '文件 "a"': "2026-05-01",
        '文件 "b"': "2026-04-01",
    }
    publish(tmp_path, "b", "c")
    assert [one.title for one in withdrawals.listed()] == ['文件 "a"'], "b is in service before and after"


def test_the_same_content_again_withdraws_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    publish(tmp_path, "a")
    assert Withdrawals(tmp_path).listed() == ()
    assert not (tmp_path / "withdrawn.json").exists()


def test_a_graph_that_somebody_took_away_does_not_stand_in_the_way(tmp_path: Path) -> None:
    before = publish(tmp_path, "a", "b")
    (before.folder / "graphs" / "document-b.nq").unlink()
    publish(tmp_path, "a")
    assert [(one.title, one.plans) for one in Withdrawals(tmp_path).listed()] == [("b.txt", ())]


@pytest.mark.parametrize("text", ["", "{}x", '{"a": 1}', '[{"document": "x"}]', '[{"no": 1}]', "\xff"])
def test_a_damaged_list_is_named_and_nothing_is_published_over_it(tmp_path: Path, text: str) -> None:
    publish(tmp_path, "a")
    (tmp_path / "withdrawn.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(StoreError, match=r"withdrawn\.json"):
        publish(tmp_path, "b")
    assert Generations(tmp_path).current().manifest["documents"][0]["slug"] == "a"
    assert (tmp_path / "withdrawn.json").read_bytes() == text.encode("latin-1")


#: Takes the document "b" out of the store and kills itself, without any cleaning up, at the step named.
_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, os.getcwd())
from tests.graph.test_withdrawals import publish

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

root, after, number = Path(sys.argv[1]), sys.argv[2] == "after", int(sys.argv[3])
replace, renames = Path.replace, iter(range(9))

def dying(self, target):
    mine = next(renames) == number
    if mine and not after: die()
    result = replace(self, target)
    if mine: die()
    return result

Path.replace = dying
publish(root, "a")
"""


@pytest.mark.parametrize(
    ("moment", "rename", "in_service"),
    [("before", 0, "ab"), ("after", 0, "ab"), ("before", 1, "ab"), ("after", 1, "a")],
)
def test_killed_at_any_moment_no_document_is_lost_from_both(
    tmp_path: Path, moment: str, rename: int, in_service: str
) -> None:
    """The first rename is that of the list, the second that of CURRENT."""
    publish(tmp_path, "a", "b")
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), moment, str(rename)],
        cwd=Path(__file__).parents[2],
        env={**os.environ},
        check=False,
    )
    assert done.returncode == -9
    held = {one["slug"] for one in Generations(tmp_path).current().manifest["documents"]}
    listed = {one.source_name[0] for one in Withdrawals(tmp_path).listed()}
    assert held == set(in_service)
    assert held | listed == {"a", "b"}
    publish(tmp_path, "a")  # the next build goes on from there
    assert {one["slug"] for one in Generations(tmp_path).current().manifest["documents"]} == {"a"}
    assert [one.source_name for one in Withdrawals(tmp_path).listed()] == ["b.txt"]


def test_the_list_is_readable_by_people(tmp_path: Path) -> None:
    publish(tmp_path, "a", "b")
    publish(tmp_path, "a", reason="换成新版")
    text = (tmp_path / "withdrawn.json").read_text(encoding="utf-8")
    assert "换成新版" in text
    assert [one["source_name"] for one in json.loads(text)] == ["b.txt"]
