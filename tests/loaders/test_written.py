"""What is written is read back: in every form of note, layout, table, frame and noise, and in mixtures of them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from loaders.load import Unreadable
from ontology.records import Span
from tests.gold.score import score
from tests.loaders.reading import read
from tests.writer.document import Written, bundle, in_prose, in_table
from tests.writer.frames import FRAMES
from tests.writer.grids import COLUMNS, DRAWN
from tests.writer.layouts import LAYOUTS
from tests.writer.noise import NOISES, TABLE_NOISES
from tests.writer.notes import FORMS

SEEDS = range(2)
ONE_LINE = ("without line ends", "spaces for line ends")


def differences(document: Written) -> list[str]:
    """What was read otherwise than it was written."""
    try:
        return score(read(document.text), document.truth).differences
    except Unreadable as error:
        return [str(error)]


def assert_read_back(*documents: Written) -> None:
    assert documents
    for document in documents:
        found = differences(document)
        assert not found, "\n".join([*found, "", document.text])


def keeps(layout: str, form: str = "") -> bool:
    """Whether a text of this layout still says all when its lines are one: no title or note ends with its line alone."""
    of = LAYOUTS[layout]
    return "\n" not in of.titled and of.numbered and not (form and FORMS[form].lines)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_note(form: str) -> None:
    assert_read_back(*(in_prose(seed, form=form) for seed in SEEDS))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["（责任单位：{R}）", "牵头单位：{L} 配合单位：{C}"])
def test_every_layout(layout: str, form: str) -> None:
    assert_read_back(*(in_prose(seed, layout=layout, form=form) for seed in SEEDS))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if not LAYOUTS[name].wants_units])
def test_every_layout_without_units(layout: str) -> None:
    assert_read_back(*(in_prose(seed, layout=layout, form="no units") for seed in SEEDS))


#: Where a title is not told from a body by its place, a first sentence may pass for one.
@pytest.mark.parametrize(
    "layout", [name for name in LAYOUTS if "{title}" in LAYOUTS[name].titled and name != "sub-items"]
)
def test_the_body_of_a_measure_is_its_words_without_number_title_and_notes(layout: str) -> None:
    document = in_prose(5, layout=layout)
    bodies = [(m.text or "").replace("\n", "") for m in read(document.text).measures]
    assert bodies == [m.words for m in document.plan.measures]


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame(frame: str) -> None:
    assert_read_back(*(make(seed, frame=frame) for seed in SEEDS for make in (in_prose, in_table)))


@pytest.mark.parametrize("noise", NOISES)
def test_every_noise(noise: str) -> None:
    lines = "（一） with a title line" if noise not in ONE_LINE else "（一） with a title sentence"
    assert_read_back(*(in_prose(seed, noise=noise, layout=lines) for seed in range(10)))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if keeps(name)])
def test_layouts_without_line_ends(layout: str) -> None:
    assert_read_back(*(in_prose(seed, layout=layout, noise="without line ends") for seed in SEEDS))


#: In a table with nothing between the cells, nothing says where a title ends.
TABLES = [
    f"{columns}: {drawn}"
    for columns in COLUMNS
    for drawn in DRAWN
    if drawn != "nothing between" or "title" not in COLUMNS[columns].kinds
]


@pytest.mark.parametrize("table", TABLES)
def test_every_table(table: str) -> None:
    columns, drawn = table.split(": ")
    assert_read_back(*(in_table(seed, drawn=drawn, columns=columns) for seed in SEEDS))


@pytest.mark.parametrize("noise", TABLE_NOISES)
def test_every_noise_in_a_table(noise: str) -> None:
    assert_read_back(*(in_table(seed, noise=noise) for seed in range(7)))


#: A word of the writer's in its place, and one instead that looks like something else.
WORDS = {
    "a county that begins with a numeral": ("、{}", "盐亭县", "三台县"),
    "a county whose name overlaps another behind 其中": ("其中{}", "盐亭县", "江油市"),
    "an autonomous county in short": ("{}", "鹿寨县", "融水县"),
    "an autonomous county in short that begins with a numeral": ("{}", "鹿寨县", "三江县"),
    "a heading that speaks of foundations": ("、{}\n", "推进改革创新", "夯实发展基础"),
    "a title that speaks of the environment for development": ("{}\n", "服务水平", "发展环境"),
    "a task that speaks of problems": ("{}\n", "运行秩序", "存在问题整改机制"),
    "at least so many of the villages": ("以上{}", "紧缺人才", "乡村医生"),
    "more than so many ten thousands": ("{}", "万亩高标准农田", "余万亩高标准农田"),
}


def reworded(document: Written, old: str, new: str) -> Written:
    """A document with another word; a count that 余 is put to is no longer exact."""
    text = document.text.replace(old, new)
    truth = json.loads(json.dumps(document.truth, ensure_ascii=False).replace(old, new))
    if new.startswith("余"):
        for target in (t for measure in truth["measures"] for t in measure["targets"]):
            if new.endswith(target["indicator"]) and new in target["quote"] and target["comparator"] == "=":
                target["comparator"] = ">"
    return replace(document, text=text, truth=truth)


@pytest.mark.parametrize("word", WORDS)
def test_words_that_look_like_others(word: str) -> None:
    place, old, new = WORDS[word]
    forms = ("no units", "（责任单位：{R}）")
    made = (in_prose(n, form=forms[n % 2], layout="（一） with a title line") for n in range(1_000))
    with_it = (reworded(document, old, new) for document in made if place.format(old) in document.text)
    assert_read_back(*islice(with_it, 6))


@pytest.mark.parametrize("seed", range(60))
def test_mixtures(seed: int) -> None:
    r = Random(seed)
    layout, form = r.choice(list(LAYOUTS)), r.choice([name for name in FORMS if name != "no units"])
    frame, noise = r.choice(list(FRAMES)), r.choice(list(NOISES))
    if noise in ONE_LINE and not keeps(layout, form):
        noise = "romanised and traditional"
    assert_read_back(in_prose(seed, layout=layout, form=form, noise=noise, frame=frame, sections=2))


@pytest.mark.parametrize("seed", range(40))
def test_mixtures_in_tables(seed: int) -> None:
    r = Random(seed)
    columns, drawn = r.choice(list(TABLES)).split(": ")
    noise, frame = r.choice(list(TABLE_NOISES)), r.choice(list(FRAMES))
    assert_read_back(in_table(seed, drawn=drawn, columns=columns, noise=noise, frame=frame))


def test_several_plans_in_one_document() -> None:
    assert_read_back(bundle(1), bundle(2, 3))


def test_the_same_seed_writes_the_same_document() -> None:
    for make in (in_prose, in_table):
        assert make(7).text == make(7).text != make(8).text


@pytest.mark.parametrize("noise", NOISES)
def test_every_span_is_at_its_place(noise: str) -> None:
    document = in_prose(3, noise=noise)
    spans = read(document.text).of(Span)
    assert len(spans) > 50
    assert [s.exact for s in spans] == [document.text[s.start : s.end] for s in spans]
