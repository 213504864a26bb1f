import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.generations import Draft, Generation, Generations
from graph.store import StoreError

QUAD = '<http://e/{0}> <http://e/p> "x" <http://e/g> .\n'


def fill(draft: Draft, name: str) -> None:
    (draft.graphs / "document-a.nq").write_text(QUAD.format(name))
    (draft.texts / "a.txt").write_bytes("一、规划\r\n".encode())
    (draft.sources / "a").write_bytes("一、规划\r\n".encode())


def publish(root: Path, name: str) -> Generation:
    generations = Generations(root)
    with generations.building() as draft:
        fill(draft, name)
        content = draft.content_name()
        draft.seal({"base": "http://e/", "documents": []})
        return generations.publish(draft, content)


def test_what_was_published_is_in_service_with_its_quads_and_texts(tmp_path: Path) -> None:
    made = publish(tmp_path, "one")
    current = Generations(tmp_path).current()
    assert current.name == made.name
    assert current.open().generation == made.name
    assert len(current.open().select("SELECT * { <http://e/one> ?p ?o }").rows) == 1
    assert current.text("a") == "一、规划\r\n"  # newlines as received
    assert current.source("a").read_bytes() == "一、规划\r\n".encode()


@pytest.mark.parametrize("slug", ["b", "../a", "", "a/../a"])
def test_a_text_that_is_not_there_is_not_there(tmp_path: Path, slug: str) -> None:
    with pytest.raises(KeyError):
        publish(tmp_path, "one").text(slug)


def test_the_same_content_has_the_same_name(tmp_path: Path) -> None:
    assert publish(tmp_path / "1", "one").name == publish(tmp_path / "2", "one").name
    assert publish(tmp_path / "1", "one").name != publish(tmp_path / "2", "two").name


def test_a_build_that_fails_leaves_nothing_and_changes_nothing(tmp_path: Path) -> None:
    good = publish(tmp_path, "one")
    generations = Generations(tmp_path)

    def fail() -> None:
        with generations.building() as draft:
            fill(draft, "two")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert generations.current().name == good.name
    assert [p.name for p in (tmp_path / "generations").iterdir()] == [good.name]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    with generations.building(), pytest.raises(StoreError, match="under way"), generations.building():
        pass


def test_one_goes_back_to_a_kept_generation(tmp_path: Path) -> None:
    first, second = publish(tmp_path, "one"), publish(tmp_path, "two")
    generations = Generations(tmp_path)
    assert generations.current().name == second.name
    generations.switch(first.name)
    assert generations.current().name == first.name
    with pytest.raises(StoreError, match="kept"):
        generations.switch("0000")


def test_old_generations_go_but_never_the_one_in_service(tmp_path: Path) -> None:
    names = [publish(tmp_path, f"n{i}").name for i in range(8)]
    kept = {g.name for g in Generations(tmp_path).kept()}
    assert names[-1] in kept
    assert len(kept) == 5


def test_a_folder_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="crossplan build"):
        Generations(tmp_path).current()


#: Builds a second generation and kills itself, without any cleaning up, at the step named.
_KILLED = """
import os, signal, sys
from pathlib import Path
from graph.generations import Generations
import graph.generations as module

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

root, step = Path(sys.argv[1]), sys.argv[2]
generations = Generations(root)
with generations.building() as draft:
    (draft.graphs / "document-a.nq").write_text('<http://e/two> <http://e/p> "x" <http://e/g> .\\n')
    if step == "filled": die()
    draft.load()
    if step == "loaded": die()
    name = draft.content_name()
    draft.seal({"base": "http://e/", "documents": []})
    if step == "sealed": die()
    if step == "renamed": module.Generations.switch = die
    if step == "switching": Path.replace = die
    generations.publish(draft, name)
die()
"""


@pytest.mark.parametrize(
    ("step", "in_service"),
    [
        ("filled", "one"),
        ("loaded", "one"),
        ("sealed", "one"),
        ("renamed", "one"),
        ("switching", "one"),
        ("done", "two"),
    ],
)
def test_killed_at_any_moment_the_last_good_generation_serves(
    tmp_path: Path, step: str, in_service: str
) -> None:
    publish(tmp_path, "one")
    project = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), step], cwd=project, env={**os.environ}, check=False
    )
    assert done.returncode == -9
    store = Generations(tmp_path).current().open()
    assert len(store.select(f"SELECT * {{ <http://e/{in_service}> ?p ?o }}").rows) == 1
    # and the next build sweeps what was left and succeeds
    assert publish(tmp_path, "three").name == Generations(tmp_path).current().name
    assert not list((tmp_path / "generations").glob(".draft-*"))
