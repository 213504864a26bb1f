"""The search index, on the bundled corpus as it is built."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from graph import indexing
from graph.folding import compact
from graph.gathering import KINDS
from graph.indexing import FILE
from graph.local import LocalStore
from graph.search import Found, Hit, Index
from graph.store import StoreError, WordsTooShort
from ontology.terms import CP, PREFIXES

PLANS = {
    "points": "数字强省建设2025年工作要点",
    "action": "数字山东2021行动方案",
}
#: Common and rare, short and long, between words, with figures, with Latin letters.
WORDS = [
    "智慧社区",
    "数字",
    "建设",
    "大数据",
    "济南",
    "青岛",
    "人大",
    "会计",
    "改革",
    "省大数据局",
    "财政厅",
    "工业互联网",
    "一件事",
    "政务服务",
    "城市大脑",
    "乡村振兴",
    "数据要素",
    "区块链",
    "人工智能",
    "5G",
    "2025年",
    "5000个",
    "90%",
    "以上",
    "AIoT",
    "1+10+N",
    "G网",
    "据局",
    "字政府建",
    "的数",
    "省直",
    "新旧动能转换",
    "黄河",
    "医保",
    "无证明",
    "好客山东",
    "北斗",
    "量子",
    "卫星",
    "370100",
    "003_616b",
    "鲁政办字",
    "不存在的词",
    "银河",
]


@pytest.fixture(scope="session")
def texts(corpus_store: LocalStore) -> dict[str, list[str]]:
    """All that can be found, by IRI, as the quads have it."""
    classes = " ".join(f"<{CP}{name}>" for names in KINDS.values() for name in names)
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    table = corpus_store.select(
        prefixes + f"SELECT DISTINCT ?s ?text {{ VALUES ?class {{ {classes} }} ?s a ?class ;"
        " rdfs:label|dcterms:title|skos:prefLabel|skos:altLabel|skos:notation|cp:name/rdfs:label|"
        "cp:number|cp:documentNumber|cp:sourceName|cp:text|cp:quote ?text }"
    )
    found: dict[str, list[str]] = defaultdict(list)
    for subject, text in table.rows:
        found[subject.value].append(text.value)  # type: ignore[union-attr]
    return dict(found)


def every(index: Index, query: str, **chosen: list[str]) -> Found:
    return index.search(query, chosen, size=10_000)


def iris(found: Found) -> list[str]:
    return [hit["iri"] for hit in found["hits"]]


def _without_marks(text: str) -> str:
    return re.sub(r"[\s“”‘’《》〈〉（）()〔〕【】「」『』\[\]\"']", "", text.lower())


def kind_of(iri: str, kind: str) -> bool:
    return f"/{kind}/" in iri


def shown(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"[{text}]" if found else text for text, found in pieces)


def whole(hit: Hit) -> str:
    return "".join(text for text, _ in hit["label"])


# --- what is found ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_wherever_its_characters_stand(
    index: Index, texts: dict[str, list[str]], word: str
) -> None:
    found = index.matching(word)
    for plain in (str.lower, _without_marks):
        there = {iri for iri, held in texts.items() if any(plain(word) in plain(one) for one in held)}
        assert found >= there
    assert found == there


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("智慧社區", "智慧社区"),
        ("大數據", "大数据"),
        ("發展和改革", "发展和改革"),
        ("雲計算", "云计算"),
        ("５Ｇ", "5G"),
    ],
)
def test_other_forms_of_the_characters_find_the_same(
    index: Index, texts: dict[str, list[str]], query: str, words: str
) -> None:
    found = index.matching(query)
    assert found == {iri for iri, held in texts.items() if any(words in one for one in held)}
    assert found


def test_what_stands_on_two_lines_is_found(index: Index, texts: dict[str, list[str]]) -> None:
    across = [
        (iri, match[0])
        for iri, held in texts.items()
        for one in held
        for match in re.finditer(r"\w{3,6}[。；]?\n\w{3,6}", one)
    ]
    assert across
    for iri, words in across:
        assert iri in index.matching(words.replace("\n", ""))
        assert iri in index.matching(OpenCC("s2t").convert(words))


def test_quotation_marks_and_brackets_count_for_nothing(index: Index) -> None:
    plain = index.matching("山东省十四五数字强省建设规划")
    assert plain
    assert plain == index.matching("山东省“十四五”数字强省建设规划")
    assert plain == index.matching("山东省「十四五」數字強省建設規劃")
    assert index.matching("鲁政办字[2021]75号") == index.matching("鲁政办字〔2021〕75号") != frozenset()


def test_nothing_is_found_across_the_end_of_a_sentence_or_a_name(
    index: Index, texts: dict[str, list[str]]
) -> None:
    for held in itertools.islice((held for held in texts.values() if len(held) > 1), 50):
        for one, other in itertools.pairwise(sorted(held)):
            joined = one[-3:] + other[:3]
            there = any(compact(joined) in compact(text) for text in itertools.chain(*texts.values()))
            if len(compact(joined)) > 2 and not there:
                assert not index.matching(f'"{joined}"')


def test_all_words_must_stand_somewhere(index: Index, texts: dict[str, list[str]]) -> None:
    wanted = {iri for iri, held in texts.items() if "济南" in "|".join(held) and "数据" in "|".join(held)}
    assert wanted
    assert index.matching("济南 数据") == index.matching("数据　济南") == wanted
    assert index.matching("5000 个") >= index.matching("5000个") != frozenset()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_part_of_every_text_is_found(
    index: Index, texts: dict[str, list[str]], data: st.DataObject
) -> None:
    iri = data.draw(st.sampled_from(sorted(texts)))
    text = data.draw(st.sampled_from(sorted(texts[iri])))
    start = data.draw(st.integers(0, max(0, len(text) - 2)))
    part = text[start : start + data.draw(st.integers(2, 40))]
    try:
        found = index.matching(part)
    except WordsTooShort:
        assume(False)
    assert iri in found


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=()) | st.sampled_from('"*():^-+{}\0数字 '), max_size=60))
def test_no_query_means_anything_but_its_words(index: Index, query: str) -> None:
    try:
        found = index.search(query)
    except StoreError:
        return
    for hit in found["hits"]:
        assert hit["iri"] in index.matching(query)


@pytest.mark.parametrize(
    "query",
    [
        '数字" OR "济南',
        "数字 NEAR(济南 建设)",
        "title : 数字",
        "数字*",
        "^数字",
        "{title} : 数字",
        "-数字 NOT 建设 \ud800",
        "数字\0济南",
        "😀😀 数字",
        "数字'; DROP TABLE resource; --",
    ],
)
def test_operators_are_words(index: Index, query: str) -> None:
    found = index.search(query)
    assert found["total"] <= index.search("数字")["total"]
    assert not any("title" in shown(hit["snippet"]) for hit in found["hits"])


# --- in which order, and how it is shown --------------------------------------------------------


def test_a_name_that_is_the_query_comes_first_then_titles_then_texts(index: Index) -> None:
    found = every(index, "智慧社区")
    labels = [whole(hit) for hit in found["hits"]]
    exact = [place for place, label in enumerate(labels) if label == "智慧社区"]
    titles = [
        place
        for place, label in enumerate(labels)
        if "智慧社区" in label and label != "智慧社区" and found["hits"][place]["kind"] != "Passage"
    ]
    others = [place for place, label in enumerate(labels) if "智慧社区" not in label]
    assert exact
    assert titles
    assert others
    assert max(exact) < min(titles)
    measures = [place for place in others if found["hits"][place]["kind"] == "Measure"]
    assert measures
    assert max(titles) < min(measures)


def test_a_plan_comes_before_its_title_where_it_was_only_cited(tmp_path: Path) -> None:
    engine = ox.Store()
    for name in ("p", "p-2025-04-07"):
        plan = ox.NamedNode(f"http://e/plan/{name}")
        engine.add(ox.Quad(plan, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(CP.Plan)))
        engine.add(ox.Quad(plan, ox.NamedNode(PREFIXES["dcterms"] + "title"), ox.Literal("数字示例规划")))
    meant = ox.NamedNode(PREFIXES["dcterms"] + "hasVersion")
    engine.add(ox.Quad(ox.NamedNode("http://e/plan/p"), meant, plan))
    indexing.write(engine, tmp_path / FILE)
    assert iris(Index.open(tmp_path).search("数字示例规划")) == [
        "http://e/plan/p-2025-04-07",
        "http://e/plan/p",
    ]


def test_words_come_before_runs_of_characters_within_others(tmp_path: Path) -> None:
    texts = [
        "制定社会计划。",
        "完善会计制度。",
        "落实国家政策。",
        "社会计算平台；会计报表。",
        "个人大数据。",
        "报人大审议。",
    ]
    engine = ox.Store()
    for number, text in enumerate(texts):
        measure = ox.NamedNode(f"http://e/measure/{number}")
        engine.add(ox.Quad(measure, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(CP.Measure)))
        engine.add(ox.Quad(measure, ox.NamedNode(CP.text), ox.Literal(text, language="zh-Hans")))
    indexing.write(engine, tmp_path / FILE)
    index = Index.open(tmp_path)
    assert [iri[-1] for iri in iris(index.search("会计"))] == ["1", "3", "0"]
    assert [iri[-1] for iri in iris(index.search("国家"))] == ["2"]
    assert [iri[-1] for iri in iris(index.search("人大"))] == ["5", "4"]


def test_the_order_is_the_same_page_by_page(index: Index) -> None:
    everything = iris(every(index, "数字"))
    assert len(everything) == len(set(everything)) == index.search("数字")["total"]
    pages = [iris(index.search("数字", offset=start, size=7)) for start in range(0, len(everything) + 7, 7)]
    assert list(itertools.chain(*pages)) == everything
    assert index.search("数字", offset=10**6)["hits"] == []


def test_more_results_than_are_put_in_order_come_too(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = set(iris(every(index, "数字")))
    monkeypatch.setattr("graph.search._RANKED", 50)
    pages = [iris(index.search("数字", offset=start, size=20)) for start in range(0, len(everything), 20)]
    found = list(itertools.chain(*pages))
    assert len(found) == len(everything)
    assert set(found) == everything


def test_what_was_found_is_marked(index: Index) -> None:
    by_label = {whole(hit): hit for hit in every(index, "智慧社區 5000 个")["hits"]}
    hit = by_label["加快城市全域数字化转型"]
    assert "建成不少于[5000个智慧社区]" in shown(hit["snippet"])
    assert hit["number"] == "14"
    assert hit["plan_label"] == PLANS["points"]
    assert shown(hit["label"]) == "加快城市全域数字化转型"
    office = next(hit for hit in every(index, "省大数据局")["hits"] if hit["kind"] == "Agency")
    assert shown(office["label"]) == "山东[省大数据局]"
    scheme = every(index, "鲁政办字2021")["hits"][0]
    assert (scheme["of"], shown(scheme["snippet"])) == ("names", "[鲁政办字〔2021]〕75号")


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_snippet_is_a_piece_of_the_text(
    index: Index, texts: dict[str, list[str]], data: st.DataObject
) -> None:
    iri = data.draw(st.sampled_from(sorted(iri for iri in texts if re.search("/measure/[0-9]+$", iri))))
    text = max(texts[iri], key=len)
    start = data.draw(st.integers(0, max(0, len(text) - 2)))
    part = text[start : start + data.draw(st.integers(2, 12))]
    assume(len(part) > 1 and all(map(str.isalnum, part)))
    [hit] = [hit for hit in every(index, part, type=["Measure"])["hits"] if hit["iri"] == iri]
    plain = "".join(text for text, _ in hit["snippet"]).strip("…")
    assert plain in text.replace("\n", " ")
    assert len(plain) <= 140
    assert any(found and compact(part) in compact(piece) for piece, found in [*hit["snippet"], *hit["label"]])
