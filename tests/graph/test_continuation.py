"""Which measures go on in a later plan: the terms of sentences, what measures share, and plans of a store."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.build import add, build, inputs
from graph.continuation import Found, continuations
from graph.continuation.claims import measures_of
from graph.continuation.compare import continuations as compared
from graph.continuation.likeness import Measure, Plan, likenesses
from graph.continuation.meeting import Index
from graph.continuation.score import CLAIM, score
from graph.continuation.terms import NAME, frame_words, sentences
from graph.generations import Generation
from graph.values import values
from ontology.terms import DEFAULT_BASE


def terms(text: str, **names: str) -> dict[str, float]:
    [sentence] = sentences("", text, {iri: frozenset({name}) for iri, name in names.items()})
    return sentence.terms


def measure(text: str, *agencies: str, title: str = "", iri: str = "urn:m") -> Measure:
    return Measure(iri, title, text, frozenset(agencies))


# --- terms --------------------------------------------------------------------------------------


def test_words_and_pairs_of_words_are_terms() -> None:
    found = terms("建设智慧社区")
    assert {"建设", "智慧", "社区", "建设 智慧", "智慧 社区"} == found.keys()


def test_words_of_every_plan_weigh_half() -> None:
    assert "推进" in frame_words()
    found = terms("推进养老院")
    assert found["养老院"] > 3 * found["推进"]


def test_the_scope_of_work_says_less_than_the_work() -> None:
    work = terms("建设养老院")["养老院"]
    assert terms("围绕养老院，开展调研")["养老院"] < work / 2
    assert terms("在教育、养老院等领域开展调研")["养老院"] < work / 2
    # a place where people live is no scope
    assert terms("建设教育、养老院等设施")["养老院"] == work


def test_figures_are_no_terms_and_names_are() -> None:
    found = terms("建设“爱山东”平台300个", x="爱山东平台")
    assert not any(any(part.isdigit() for part in term.split()) for term in found)
    assert found["x"] == NAME


def test_a_sentence_is_cut_at_stops_and_the_title_is_one() -> None:
    texts = [s.text for s in sentences("建设平台", "建数据中心。推广应用；完善机制\n落实", {})]
    assert texts == ["建设平台", "建数据中心", "推广应用", "完善机制", "落实"]


# --- two plans ----------------------------------------------------------------------------------

SMART = "加快智慧社区建设，打造300个智慧社区。完善消防设施。"
LATER = [
    measure("深入推进智慧社区建设，建成5000个智慧社区。", "urn:a", iri="urn:later/measure/1"),
    measure("培育发展预制菜产业。", "urn:b", iri="urn:later/measure/2"),
]
EARLIER = [
    measure(SMART, "urn:a", iri="urn:earlier/measure/1"),
    measure("发展海上风电。", "urn:c", iri="urn:earlier/measure/2"),
    measure("加强水库除险加固。", "urn:d", iri="urn:earlier/measure/3"),
]


def met(later: Plan, *earlier: Plan) -> list[tuple[int, str, int]]:
    index = Index()
    for number, plan in enumerate(earlier):
        index.add(str(number), plan)
    return list(index.meeting(later))


def found_between(later: Plan, earlier: Plan) -> list[Found]:
    return list(compared(later, earlier, [(place, other) for place, _, other in met(later, earlier)]))


def test_the_same_work_is_found_and_other_work_is_not() -> None:
    [found] = found_between(Plan(LATER), Plan(EARLIER))
    assert (found.later, found.earlier) == ("urn:later/measure/1", "urn:earlier/measure/1")
    assert found.score >= CLAIM
    assert found.shared_words == ("智慧社区建设",)
    assert "深入推进智慧社区建设" in found.method
    assert "完善消防设施" not in found.method


def test_shared_units_and_shared_names_raise_the_score() -> None:

    def chance(later: Measure, earlier: Measure) -> float:
        [(_, _, likeness)] = likenesses(Plan([later]), Plan([earlier, *EARLIER[1:]]), [(0, 0)])
        return score(likeness)

    plain = chance(measure("推广养老院建设。"), measure("建设养老院一批，加强监管。"))
    assert (
        chance(measure("推广养老院建设。", "urn:a"), measure("建设养老院一批，加强监管。", "urn:a")) > plain
    )
    named = [
        Measure("urn:m", "", text, names={"urn:x": frozenset({"养老院"})})
        for text in ("推广养老院建设。", "建设养老院一批，加强监管。")
    ]
    assert chance(*named) > plain


def test_the_words_that_a_plan_repeats_everywhere_tell_little() -> None:
    plan = Plan(measure(f"推进数字{word}。", iri=f"urn:{word}") for word in ("农业", "医疗", "交通", "水利"))
    later = Plan([measure("推进数字文旅。"), measure("推进数字水利。", iri="urn:water")])
    found = {(one.later, one.earlier) for one in found_between(later, plan)}
    assert found == {("urn:water", "urn:水利")}


def test_where_only_words_of_every_plan_are_shared_they_are_told() -> None:
    later, earlier = (
        Plan([measure("加强组织领导。", iri="urn:later"), *LATER]),
        Plan([measure("加强组织领导，抓好落实。", iri="urn:earlier"), *EARLIER]),
    )
    told = {found.later: found.shared_words for found in found_between(later, earlier)}
    assert told["urn:later"] == ("加强组织领导",)


def test_measures_that_share_next_to_nothing_do_not_meet() -> None:
    assert met(Plan(LATER), Plan(EARLIER)) == [(0, "0", 0)]
    assert met(Plan([measure("")]), Plan(EARLIER)) == []


def test_whether_two_measures_meet_does_not_depend_on_what_else_is_in_the_index() -> None:
    others = [Plan([measure("推进智慧社区建设。", iri=f"urn:{n}")]) for n in range(5)]
    beside = met(Plan(LATER), *others, Plan(EARLIER))
    assert [one for one in beside if one[1] == "5"] == [(0, "5", 0)]


# --- plans of a store ---------------------------------------------------------------------------

PROGRAMME = """{area}{year}年工作要点
一、加快智慧社区建设。打造{number}个智慧社区。（牵头单位：{lead}）
二、{other}。（牵头单位：市财政局）
三、举办{year}年广场舞大赛。（牵头单位：市体育局）
"""


def write(folder: Path, name: str, **given: object) -> None:
    (folder / name).write_text(PROGRAMME.format(**given), encoding="utf-8")


@pytest.fixture
def programmes(tmp_path: Path) -> Path:
    """Programmes of two cities and two years."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for area in ("济南市", "青岛市"):
        write(
            folder, f"{area}2023.txt", area=area, year=2023, number=300, lead="市民政局", other="发展海上风电"
        )
        write(
            folder, f"{area}2024.txt", area=area, year=2024, number=500, lead="市大数据局", other="发展预制菜"
        )
    return folder


def built(store: Path, folder: Path) -> Generation:
    documents, refused = inputs([folder])
    outcome = build(store, documents, DEFAULT_BASE, refused=refused)
    assert outcome.generation is not None
    return outcome.generation


def pairs(generation: Generation) -> set[tuple[str, str]]:
    table = generation.open().select(
        "PREFIX cp: <https://w3id.org/crossplan/ontology#> SELECT ?a ?b { ?a cp:continues ?b }"
    )
    return {(_short(str(a)), _short(str(b))) for a, b in table.rows}


def _short(iri: str) -> str:
    return iri.rpartition("/id/plan/")[2].strip(">")


def test_the_later_programme_of_a_city_continues_the_earlier_one_of_that_city(
    tmp_path: Path, programmes: Path
) -> None:
    found = pairs(built(tmp_path / "store", programmes))
    programmes_of = {measure: measure.split("/measure/") for pair in found for measure in pair}
    assert {(programmes_of[a][1], programmes_of[b][1]) for a, b in found} >= {("1", "1")}
    for later, earlier in found:
        assert programmes_of[later][0].replace("2024", "2023") == programmes_of[earlier][0]


def test_a_further_document_gives_the_links_that_a_build_from_scratch_gives(
    tmp_path: Path, programmes: Path
) -> None:
    kept = tmp_path / "kept"
    built(kept, programmes)
    write(
        programmes,
        "济南市2025.txt",
        area="济南市",
        year=2025,
        number=900,
        lead="市大数据局",
        other="发展预制菜",
    )
    documents, _ = inputs([programmes / "济南市2025.txt"])
    grown = add(kept, documents).generation
    fresh = built(tmp_path / "fresh", programmes)
    assert grown is not None
    files = [g.folder / "graphs" / "links.nq" for g in (grown, fresh)]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(pairs(fresh)) > 2


def test_what_was_kept_of_plans_compared_may_be_lost_or_unreadable(tmp_path: Path, programmes: Path) -> None:
    kept = tmp_path / "store"
    before = built(kept, programmes)
    for content in ("", "[]", '{"a": [1]}', '{"a": 1}'):
        (before.folder / "continuations.json").write_text(content, encoding="utf-8")
        write(
            programmes,
            "济南市2025.txt",
            area="济南市",
            year=2025,
            number=900,
            lead="市大数据局",
            other=content or "绿化",
        )
        assert pairs(built(kept, programmes)) >= pairs(before)


def test_a_plan_that_two_documents_carry_in_different_words_is_compared_once(
    tmp_path: Path, programmes: Path
) -> None:
    text = (programmes / "济南市2023.txt").read_text(encoding="utf-8")
    longer = text.replace("打造300个智慧社区。", "打造300个智慧社区。完善机制。加强宣传。")
    (programmes / "另一份.txt").write_text(longer, encoding="utf-8")
    generation = built(tmp_path / "store", programmes)
    assert sum("2023" in earlier and earlier.endswith("measure/1") for _, earlier in pairs(generation)) == 2
    store = ox.Store.read_only(str(generation.folder / "engine"))
    [(plan,)] = values(store, "SELECT ?p { ?p a cp:Plan ; dcterms:title '济南市2023年工作要点'@zh-Hans }")
    assert [m.iri for m in measures_of(store, plan)] == [f"{plan}/measure/{n}" for n in (1, 2, 3)]


def test_plans_that_have_not_changed_are_not_compared_again(corpus_generation: Generation) -> None:
    store = ox.Store.read_only(str(corpus_generation.folder / "engine"))
    once = continuations(store, {})
    assert sum(map(len, once.values())) > 20
    # what is known is taken over as it is, whatever it says
    emptied = {key: list[Found]() for key in once}
    assert continuations(store, emptied) == emptied


def test_every_continuation_of_the_corpus_says_which_words_decided(corpus_generation: Generation) -> None:
    store = ox.Store.read_only(str(corpus_generation.folder / "engine"))
    assert all(one.shared_words for found in continuations(store, {}).values() for one in found)


def test_no_pair_of_the_corpus_that_is_possible_is_passed_over(corpus_generation: Generation) -> None:
    store = ox.Store.read_only(str(corpus_generation.folder / "engine"))
    plans = [
        Plan(measures_of(store, iri))
        for (iri,) in values(store, "SELECT DISTINCT ?p { ?m a cp:Measure ; cp:plan ?p } ORDER BY ?p")
    ]
    for one, other in combinations(plans, 2):
        every = product(range(len(one.measures)), range(len(other.measures)))
        assert list(compared(one, other, every)) == found_between(one, other)
