"""The summary that a build writes: the numbers that SPARQL gives, after every kind of build."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from api.build import Outcome, add, build, inputs, remove
from graph import dump, summary
from graph.generations import Generation, Generations
from graph.local import LocalStore
from loaders.catalogue import bundled_corpus
from ontology.terms import DEFAULT_BASE, PROLOGUE


def counted(generation: Generation) -> summary.Summary:
    return summary.counted(generation.open(), generation.name, generation.manifest)


def corpus(*names: str) -> list[Path]:
    return [file for file in sorted(bundled_corpus().glob("*.txt")) if file.name[:3] in names]


def published(outcome: Outcome) -> Generation:
    assert outcome.generation is not None
    return outcome.generation


def lines(generation: Generation) -> set[bytes]:
    """What the file that holds all of it says."""
    return set(gzip.decompress((generation.folder / dump.FILE).read_bytes()).splitlines())


def test_what_the_build_wrote_is_what_sparql_counts(corpus_generation: Generation) -> None:
    written = summary.read(corpus_generation.folder)
    assert written is not None
    assert replace(written, dump=None) == counted(corpus_generation)
    assert written == corpus_generation.summary
    assert (written.generation, written.base) == (corpus_generation.name, DEFAULT_BASE)


def test_the_plans_are_all_plans_with_their_measures(
    corpus_generation: Generation, corpus_store: LocalStore
) -> None:
    found = corpus_store.select(
        f"{PROLOGUE} SELECT ?plan (COUNT(DISTINCT ?m) AS ?n) {{ ?plan a cp:Plan OPTIONAL "
        "{ ?m a cp:Measure ; cp:plan ?plan } } GROUP BY ?plan"
    )
    plans = corpus_generation.summary.plans
    assert {(one.iri, str(one.measures)) for one in plans} == {
        (plan.value, number.value)
        for plan, number in found.rows  # type: ignore[union-attr]
    }
    assert [one.measures for one in plans] == sorted((one.measures for one in plans), reverse=True)
    assert sum(one.measures for one in plans) == 105


def test_it_is_right_after_documents_come_and_go(tmp_path: Path) -> None:
    documents, _ = inputs(corpus("000"))
    first = published(build(tmp_path, documents, DEFAULT_BASE))
    grown = published(add(tmp_path, inputs(corpus("004"))[0]))
    shrunk = published(remove(tmp_path, [next(iter(corpus("004"))).name]))
    for one in (first, grown, shrunk):
        assert replace(one.summary, dump=None) == counted(one)
        assert lines(one) == {line for file in one.graphs for line in file.read_bytes().splitlines()}
    assert grown.summary.documents == 2
    assert grown.summary.triples > first.summary.triples
    assert shrunk.summary == first.summary


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, corpus_generation: Generation) -> None:
    documents, refused = inputs([bundled_corpus()])
    again = published(build(tmp_path, documents, DEFAULT_BASE, refused=refused))
    for name in (summary.FILE, dump.FILE):
        assert (again.folder / name).read_bytes() == (corpus_generation.folder / name).read_bytes()


def older(folder: Path) -> None:
    (folder / summary.FILE).unlink()


def newer(folder: Path) -> None:
    told = json.loads((folder / summary.FILE).read_text(encoding="utf-8"))
    (folder / summary.FILE).write_text(json.dumps({**told, "format": summary.FORMAT + 1}))


@pytest.mark.parametrize("built", [older, newer])
def test_a_generation_of_another_version_is_counted(
    tmp_path: Path, corpus_generation: Generation, built: Callable[[Path], None]
) -> None:
    folder = tmp_path / corpus_generation.name
    shutil.copytree(corpus_generation.folder, folder)
    built(folder)
    assert summary.read(folder) is None
    assert Generation(folder).summary == replace(corpus_generation.summary, dump=None)


def test_building_an_older_generation_again_writes_it(tmp_path: Path) -> None:
    documents, _ = inputs(corpus("002"))
    made = published(build(tmp_path, documents, DEFAULT_BASE))
    before = made.summary
    older(made.folder)
    (made.folder / dump.FILE).unlink()
    assert published(build(tmp_path, documents, DEFAULT_BASE)).name == made.name
    assert summary.read(Generations(tmp_path).current().folder) == before
    assert lines(made)


def test_a_title_that_is_cited_is_told_from_the_plan_that_is_here_and_no_other(tmp_path: Path) -> None:
    points, scheme = "兰山区2024年数据工作要点", "兰山区数据治理实施方案"
    items = "一、建设平台。（责任单位：区大数据局）\n二、汇集数据。（责任单位：区财政局）\n"
    (tmp_path / "a.txt").write_text(f"{points}\n{items}兰山区人民政府\n2024年2月3日\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        f"{scheme}\n为贯彻落实《{points}》《兰山区城市更新行动方案》，制定本方案。\n{items}", encoding="utf-8"
    )
    generation = published(
        build(tmp_path / "store", inputs([tmp_path / "a.txt", tmp_path / "b.txt"])[0], DEFAULT_BASE)
    )
    told = sorted((one.title, one.measures, one.cited) for one in generation.summary.plans)
    assert told == [
        (points, 0, True),
        (points, 2, False),
        ("兰山区城市更新行动方案", 0, False),
        (scheme, 2, False),
    ]
    assert summary.read(generation.folder) == generation.summary
