"""Links between the documents of the corpus, as a reader of the documents would draw them."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from api.build import build, inputs
from graph.ask import questions
from graph.link import links
from graph.local import LocalStore
from ontology.iri import Namer
from ontology.terms import DEFAULT_BASE

_GRAPH = "GRAPH <https://w3id.org/crossplan/graph/links>"
_PREFIXES = "PREFIX cp: <https://w3id.org/crossplan/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "


def titles(store: LocalStore, link: str, graph: str = "") -> set[tuple[str, str]]:
    linked = f"{graph} {{ ?a {link} ?b }}"
    query = f"{_PREFIXES} SELECT DISTINCT ?x ?y {{ {linked} ?a dcterms:title ?x . ?b dcterms:title ?y }}"
    table = store.select(query)
    return {(x.value, y.value) for x, y in table.rows if x is not None and y is not None}  # type: ignore[union-attr]


FIVE_YEAR = "山东省“十四五”数字强省建设规划"
LONG = "数字山东发展规划（2018—2022年）"


def test_what_carries_out_what_is_as_the_texts_say(corpus_store: LocalStore) -> None:
    assert titles(corpus_store, "cp:implements") == {
        # 根据《山东省国民经济和社会发展第十四个五年规划和2035年远景目标纲要》《数字山东发展规划(2018-2022年)》,制定本规划
        (FIVE_YEAR, "山东省国民经济和社会发展第十四个五年规划和2035年远景目标纲要"),
        (FIVE_YEAR, LONG),
        # 为贯彻落实《数字山东发展规划（2018—2022年）》……制定本行动方案
        ("数字山东2021行动方案", LONG),
        # 关于贯彻落实〈山东省“十四五”数字强省建设规划〉的实施方案
        (f"关于贯彻落实《{FIVE_YEAR}》的实施方案", FIVE_YEAR),
    }


def test_succession_is_inferred_and_says_so(corpus_store: LocalStore) -> None:
    assert titles(corpus_store, "cp:succeeds", _GRAPH) == {(FIVE_YEAR, LONG)}
    assert titles(corpus_store, "cp:succeededBy") == {(LONG, FIVE_YEAR)}
    table = corpus_store.select(
        f"{_PREFIXES} SELECT ?basis ?how {{ ?s a cp:Succession ; cp:basis ?basis ; cp:method ?how }}"
    )
    [(basis, how)] = table.rows
    assert basis is not None
    assert basis.value.endswith("#Inferred")  # type: ignore[union-attr]
    assert "2018—2022" in how.value  # type: ignore[union-attr]


def test_the_report_is_linked_to_the_programme_it_is_about(corpus_store: LocalStore) -> None:
    table = corpus_store.select(
        f"""{_PREFIXES} SELECT ?n {{ ?d cp:reportsOn ?p .
            {{ SELECT ?p (COUNT(*) AS ?n) {{ ?m cp:plan ?p ; a cp:Measure }} GROUP BY ?p }} }}"""
    )
    assert [row[0].value for row in table.rows if row[0]] == ["27"]  # type: ignore[union-attr]


ISSUES = """
PREFIX : <https://w3id.org/crossplan/id/plan/>
PREFIX cp: <https://w3id.org/crossplan/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
:yi-jian-330000 a cp:Plan ; dcterms:title "意见" .
:yi-jian-330000-2021-02-08 a cp:Plan ; dcterms:title "意见" ; dcterms:issued "2021-02-08"^^xsd:date .
:yi-jian-330000-2023-02-08 a cp:Plan ; dcterms:title "意见" ; dcterms:issued "2023-02-08"^^xsd:date .
:yi-jian-530000-2022-02-08 a cp:Plan ; dcterms:title "意见" ; dcterms:issued "2022-02-08"^^xsd:date .
:a cp:carries :yi-jian-330000-2021-02-08 . :b cp:carries :yi-jian-330000-2023-02-08 .
:c cp:carries :yi-jian-530000-2022-02-08 .
:fang-an a cp:Plan ; dcterms:title "方案" ; cp:implements :yi-jian-330000 .
"""


@pytest.mark.parametrize(
    ("day", "meant"),
    [("2020-06-01", None), ("2022-06-01", "2021-02-08"), ("2024-06-01", "2023-02-08"), (None, None)],
)
def test_a_citation_means_the_last_issue_of_its_place_by_then(day: str | None, meant: str | None) -> None:
    store = ox.Store()
    dated = f':fang-an dcterms:issued "{day}"^^xsd:date .' if day else ""
    store.load(f"{ISSUES}{dated}".encode(), format=ox.RdfFormat.TURTLE)
    linked = [line for line in links(store, Namer()).quads.decode().splitlines() if "#implements>" in line]
    assert len(linked) == (meant is not None)
    assert all(f"yi-jian-330000-{meant}>" in line for line in linked)


@pytest.mark.parametrize("day", ["2022-06-01", None])
def test_a_title_that_was_cited_is_told_as_the_plan_that_it_means(day: str | None) -> None:
    store = ox.Store()
    dated = f':fang-an dcterms:issued "{day}"^^xsd:date .' if day else ""
    store.load(f"{ISSUES}{dated}".encode(), format=ox.RdfFormat.TURTLE)
    store.load(links(store, Namer()).quads, format=ox.RdfFormat.N_QUADS)

    def answer(name: str, column: str) -> list[str]:
        found = store.query(questions()[name].query(), use_default_graph_as_union=True)
        return [row[column].value.rpartition("/")[2] for row in found]  # type: ignore[union-attr]

    issues = ["yi-jian-330000-2021-02-08", "yi-jian-330000-2023-02-08", "yi-jian-530000-2022-02-08"]
    # which issue is meant is not known without a day: then the title stands beside them
    cited = [] if day else ["yi-jian-330000"]
    assert sorted(answer("plans", "plan")) == ["fang-an", *cited, *issues]
    assert answer("implementation-chain", "upper") == (cited or issues[:1])


def quoting(text: str) -> list[str]:
    """How faithful the quotations are, in a store that holds `text`, a passage and a plan in two readings."""
    words = "突破一批关键数字技术，取得一批前瞻性、原创性重大成果"
    store = ox.Store()
    store.load(
        f"""PREFIX : <https://w3id.org/crossplan/id/plan/>
        PREFIX cp: <https://w3id.org/crossplan/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        :p a cp:Plan ; dcterms:title "江州市数字规划" . :b cp:carries :p .
        <https://w3id.org/crossplan/id/plan/p/measure/1> a cp:Measure ; cp:plan :p ; cp:ordinal 1 ;
          dcterms:title "攻关" ; cp:text "{words}。", "{words}。推广应用。" .
        <https://w3id.org/crossplan/id/plan/p/section/1> a cp:Section ; cp:plan :p ; cp:ordinal 1 ;
          dcterms:title "目标" ; cp:text "{words}。", "{words}！" .
        :d cp:passage :d1 . :d1 cp:text "攻关，{words}。" ; cp:ordinal 1 ; cp:evidence :s . {text}
        """.encode(),
        format=ox.RdfFormat.TURTLE,
    )
    lines = links(store, Namer()).quads.decode().splitlines()
    found = [line.split("ontology#fidelity> <")[1] for line in lines if "ontology#fidelity> <" in line]
    return [line.split("#")[1].split(">")[0] for line in found]


def test_a_measure_that_two_documents_carry_is_quoted_once() -> None:
    # whole by the first reading; by the other its last sentence would be left out
    assert quoting(":d cp:reportsOn :p .") == ["Verbatim"]


def test_an_interpretation_names_its_plan_by_its_identifier_or_by_its_title() -> None:
    assert quoting(":d cp:interprets :p .") == ["Verbatim"]
    stub = ':d cp:interprets :p2 . :p2 a cp:Plan ; dcterms:title "江州市数字规划" .'
    assert quoting(stub) == ["Verbatim"]


def test_a_report_on_two_plans_quotes_the_first_measure_of_each(tmp_path: Path) -> None:
    words = {
        "数字经济": "建设算力平台，新增算力300万台，完善交易规则",
        "智慧养老": "改造养老院20家，配备智能手环，归集服务数据",
    }
    for subject, told in words.items():
        (tmp_path / f"{subject}.txt").write_text(
            f"江州市{subject}2025年工作要点\n一、抓好落实。{told}。（市数据局牵头）\n", encoding="utf-8"
        )
    named = {subject: f"《江州市{subject}2025年工作要点》" for subject in words}
    (tmp_path / "报道.txt").write_text(
        f"江州市出台两项工作要点\n本报讯（记者 李明）近日，江州市印发{'和'.join(named.values())}。\n"
        + "".join(f"{named[subject]}提出，{told}。\n" for subject, told in words.items()),
        encoding="utf-8",
    )
    documents, refused = inputs([tmp_path])
    generation = build(tmp_path / "store", documents, DEFAULT_BASE, refused=refused).generation
    assert generation is not None
    table = generation.open().select(f"{_PREFIXES} SELECT ?q ?m {{ ?q a cp:Quotation ; cp:measure ?m }}")
    assert len({str(quotation) for quotation, _ in table.rows}) == len(table.rows) == 2
    assert len({str(measure) for _, measure in table.rows}) == 2
