"""Links between the documents of the corpus, as a reader of the documents would draw them."""

from graph.local import LocalStore

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
