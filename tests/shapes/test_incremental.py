"""An audit made from an earlier one finds what the whole audit finds, whatever has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api import build as building
from graph.generations import Generation
from ontology.iri import DEFAULT_BASE
from shapes.check import audit
from shapes.data import Data
from shapes.findings import Audit
from shapes.incremental import local, reaudit
from shapes.profile import profiles
from shapes.rules import rules

PLAN = """滨海县{year}年工作要点

一、夯实基础
1.建设政务云。年底前建成{clouds}个云平台。（责任单位：县大数据局、{unit}）
2.推进数据共享。加强数据目录管理。（县政府办公室牵头，县大数据局配合）
"""


def whole(generation: Generation) -> Audit:
    return audit(Data.of_generation(generation), rules(), profiles()["default"], generation=generation.name)


def built(store: Path, files: dict[str, str]) -> Generation:
    folder = store.parent / "documents"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    documents, refused = building.inputs([folder])
    outcome = building.build(store, documents, DEFAULT_BASE, refused=refused)
    assert outcome.generation is not None
    return outcome.generation


ONE, OTHER = (
    PLAN.format(year=2024, clouds=3, unit="县财政局"),
    PLAN.format(year=2025, clouds=4, unit="县财政局"),
)


def test_rules_that_compare_plans_or_are_about_what_plans_share_are_asked_of_everything() -> None:
    far = {rule.name for rule in rules() if not local(rule)}
    assert {"targets-agree", "higher-goal-taken-up", "reference-is-described", "indicator-well-formed"} <= far
    assert not far & {"measure-has-lead", "measure-has-schedule", "span-well-formed"}


CHANGES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "nothing": ({"a.txt": ONE}, {"a.txt": ONE}),
    "a document comes": ({"a.txt": ONE}, {"a.txt": ONE, "b.txt": OTHER}),
    "a document goes": ({"a.txt": ONE, "b.txt": OTHER}, {"b.txt": OTHER}),
    "a unit goes from a measure": (
        {"a.txt": ONE, "b.txt": OTHER},
        {"a.txt": ONE.replace("（责任单位：县大数据局、县财政局）", ""), "b.txt": OTHER},
    ),
    "a lead comes": (
        {"a.txt": ONE, "b.txt": OTHER},
        {"a.txt": ONE.replace("责任单位：县大数据局", "县大数据局牵头"), "b.txt": OTHER},
    ),
    "a measure comes between": (
        {"a.txt": ONE, "b.txt": OTHER},
        {"a.txt": ONE.replace("2.推进", "2.建设机房。\n3.推进"), "b.txt": OTHER},
    ),
    "a second copy of a plan comes": (
        {"a.txt": ONE, "b.txt": OTHER},
        {"a.txt": ONE, "b.txt": OTHER, "c.txt": ONE + "\n"},
    ),
    "everything is another": ({"a.txt": ONE}, {"b.txt": OTHER}),
    "a unit that others name gets another mention": (
        {"a.txt": ONE, "b.txt": OTHER},
        {"a.txt": ONE.replace("县财政局", "县财政部门"), "b.txt": OTHER},
    ),
}


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, str]], tuple[Generation, Audit]]:
    """Makes a store of documents and audits it, once for all changes that begin with these documents."""
    kept: dict[tuple[tuple[str, str], ...], tuple[Generation, Audit]] = {}

    def make(files: dict[str, str]) -> tuple[Generation, Audit]:
        key = tuple(sorted(files.items()))
        if key not in kept:
            generation = built(tmp_path_factory.mktemp("before") / "store", files)
            kept[key] = generation, whole(generation)
        return kept[key]

    return make


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_documents_touch_is_all_that_need_be_looked_at(
    tmp_path: Path, audited: Callable[[dict[str, str]], tuple[Generation, Audit]], change: str
) -> None:
    before, after = CHANGES[change]
    earlier, found = audited(before)
    later = built(tmp_path / "store", after)
    assert reaudit(found, earlier, later, rules()) == whole(later)


def test_the_corpus_without_its_bundle_and_without_its_report(
    corpus_generation: Generation, corpus_folder: Path, tmp_path: Path
) -> None:
    documents, _ = building.inputs([corpus_folder])
    full = whole(corpus_generation)
    for gone in (1, 2):
        rest = [document for n, document in enumerate(documents) if n != gone]
        outcome = building.build(tmp_path / f"store-{gone}", rest, DEFAULT_BASE)
        assert outcome.generation is not None
        less = whole(outcome.generation)
        again = reaudit(full, corpus_generation, outcome.generation, rules())
        assert again == less
        back = reaudit(less, outcome.generation, corpus_generation, rules())
        assert back == full
