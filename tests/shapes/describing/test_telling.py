"""Results to findings: however many there are and however they are looked up, each says what is its own."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.generations import Generation
from shapes.check import audit, validate
from shapes.data import Data, UnreadableData, read
from shapes.describing import Context, asking, findings, queries, telling
from shapes.engines import Engines
from shapes.findings import Audit, Finding
from shapes.profile import profiles
from shapes.rules import Text, rules
from shapes.terms import Term

RULES = Path(__file__).parent.parent
EX = "https://example.org/"
PREFIXES = """
@prefix cp: <https://w3id.org/crossplan/ontology#> .
@prefix cps: <https://w3id.org/crossplan/shapes#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
PLAN = "ex:document a cp:Document ; cp:sourceName 'd.txt' ; cp:carries ex:plan . ex:plan a cp:Plan . "


def parsed(turtle: str) -> Iterator[ox.Quad]:
    return ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)


def run(data: Data, *names: str) -> Audit:
    return audit(data, [rule for rule in rules() if not names or rule.name in names], profiles()["default"])


def span(of: str, start: int, words: str) -> str:
    return (
        f"{of} cp:evidence {of}-span . {of}-span a cp:Span ; cp:source ex:document ; "
        f"oa:start {start} ; oa:end {start + len(words)} ; cp:words '{words}' . "
    )


def measures(count: int) -> str:
    """A plan with measures that designate no lead, each with a unit and words of its own."""
    return PLAN + "".join(
        f"ex:m{n} a cp:Measure ; cp:plan ex:plan ; cp:number '{n}' ; rdfs:label '措施{n}'@zh-Hans ; "
        f"cp:responsibleAgency ex:a{n} ; cp:assignment ex:as{n} . "
        f"ex:as{n} a cp:Assignment ; cp:agency ex:a{n} ; cp:rank 1 ; cp:basis cp:Stated . "
        f"ex:a{n} a cp:Agency ; skos:prefLabel '单位{n}'@zh-Hans . " + span(f"ex:m{n}", 10 * n, f"第{n}项")
        for n in range(count)
    )


def about(finding: Finding) -> tuple[object, ...]:
    """What a finding is about, as people read it."""
    return (
        finding.rule,
        finding.label,
        finding.number,
        finding.title,
        [unit.name for unit in finding.agencies],
        [(e.file, e.start, e.words) for e in finding.evidence],
        finding.message,
        finding.doubts,
    )


# many findings


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1203])
def test_each_of_many_findings_says_what_is_its_own(count: int) -> None:
    found = run(Data.of(parsed(measures(count))), "measure-has-lead").findings
    assert [f.number for f in found] == [str(n) for n in range(count)]
    for n, finding in enumerate(found):
        assert finding.measure == f"{EX}m{n}"
        assert finding.plan == f"{EX}plan"
        assert finding.label == f"{n}. 措施{n}"
        assert [unit.name for unit in finding.agencies] == [f"单位{n}"]
        assert [(e.document, e.start, e.words) for e in finding.evidence] == [
            (f"{EX}document", 10 * n, f"第{n}项")
        ]
        assert finding.message.zh.endswith(f"所列单位：单位{n}。只列了单位{n}一个单位，由谁负责是清楚的。")
        assert f" Units named: 单位{n}. 单位{n} is the only unit named, " in finding.message.en


def in_small_parts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(asking, "_TOGETHER", 3)
    patch.setattr(telling, "_TOGETHER", 7)


def node_by_node(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queries, "A_NODE", 0)


def as_sets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queries, "A_NODE", 1_000_000)


@pytest.mark.parametrize("way", [in_small_parts, node_by_node, as_sets])
def test_the_findings_of_the_corpus_are_the_same_whichever_way_they_are_looked_up(
    way: Callable[[pytest.MonkeyPatch], None], corpus_generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Data.of_generation(corpus_generation)
    expected = run(data)
    way(monkeypatch)
    assert run(data) == expected


@pytest.mark.parametrize("way", [in_small_parts, node_by_node, as_sets])
def test_the_findings_of_all_bad_graphs_are_the_same_whichever_way_they_are_looked_up(
    way: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Data.of(read(sorted(RULES.glob("*/bad.ttl"))))
    expected = run(data)
    assert len({f.rule for f in expected.findings}) > 50
    way(monkeypatch)
    assert run(data) == expected


class Counting(Data):
    """Data that counts the rows that were asked of it."""

    rows = 0

    def select(
        self, query: str, functions: Mapping[ox.NamedNode, Callable[[Term], Term | None]] | None = None
    ) -> ox.QuerySolutions:
        self.rows += sum(1 for _ in super().select(query, functions))
        return super().select(query, functions)


def test_a_rule_that_found_little_asks_little_however_much_data_there_is() -> None:
    rule = next(rule for rule in rules() if rule.name == "measure-has-lead")
    asked = []
    for others in (500, 2000):
        led = "".join(
            f"ex:o{n} a cp:Measure ; cp:leadAgency ex:a0 ; cp:assignment ex:p{n} . "
            f"ex:p{n} cp:agency ex:a0 ; cp:rank 1 ; cp:basis cp:Stated . "
            for n in range(others)
        )
        data = Counting.of(parsed(measures(3) + led))
        context = Context(data)
        context.agencies()  # those of all measures, which the report has anyway
        run = Engines(data).run(rule)
        data.rows = 0
        assert len(list(findings(run.results, rule, context))) == 3
        asked.append(data.rows)
    assert asked[0] == asked[1] < 100


# what a finding is about


def test_a_finding_about_a_part_of_a_part_is_about_the_measure_and_its_plan() -> None:
    found = run(
        Data.of(
            parsed(
                PLAN + "ex:m a cp:Measure ; cp:plan ex:plan ; cp:number '3' ; cp:clause ex:clause . "
                "ex:clause a cp:Clause ; cp:target ex:target . ex:target a cp:Target ; cp:part ex:part . "
                "ex:part a cp:TargetPart ; cp:value 'many' . " + span("ex:part", 5, "其中五个")
            )
        ),
        "target-part-well-formed",
        "span-well-formed",
    )
    assert {f.rule for f in found.findings} == {"target-part-well-formed", "span-well-formed"}
    for finding in found.findings:
        assert (finding.measure, finding.number, finding.plan) == (f"{EX}m", "3", f"{EX}plan")
        assert [e.words for e in finding.evidence] == ["其中五个"]


def test_a_part_without_a_class_is_looked_for_by_every_property_that_leads_to_parts() -> None:
    data = Data.of(parsed(PLAN + "ex:m a cp:Measure ; cp:plan ex:plan ; cp:evidence ex:nowhere ."))
    (finding,) = run(data, "reference-is-described").findings
    assert (finding.focus, finding.measure) == (ox.NamedNode(f"{EX}nowhere"), f"{EX}m")


def test_parts_that_lead_to_one_another_have_no_whole() -> None:
    data = Data.of(parsed("ex:one a cp:Target ; cp:part ex:other . ex:other a cp:Target ; cp:part ex:one ."))
    found = run(data, "target-has-figure").findings
    assert len(found) == 6
    assert {(f.plan, f.measure) for f in found} == {(None, None)}


def test_nodes_without_a_name_are_told_about_like_those_with_one() -> None:
    named = measures(3)
    text = PREFIXES + named
    for kind in ("m", "a", "as"):
        for n in range(3):
            text = text.replace(f"ex:{kind}{n} ", f"_:{kind}{n} ").replace(
                f"ex:{kind}{n}-span", f"ex:{kind}{n}span"
            )
    with_blank = Data.of(ox.parse(text, format=ox.RdfFormat.TURTLE))
    names = ("measure-has-lead", "measure-has-schedule")
    found, expected = (run(data, *names).findings for data in (with_blank, Data.of(parsed(named))))
    assert len(found) == 6
    assert sorted(map(str, map(about, found))) == sorted(map(str, map(about, expected)))
    assert all(isinstance(f.focus, ox.BlankNode) for f in found)


# the details


def test_words_stand_in_the_order_of_the_query_numbers_by_what_they_are() -> None:
    assignments = "".join(
        f"ex:m cp:assignment ex:as{rank} . ex:as{rank} cp:agency ex:a{rank} ; cp:rank {rank} ; cp:basis cp:Stated . "
        f"ex:a{rank} a cp:Agency ; skos:prefLabel '单位{rank}' . "
        for rank in (10, 9, 2, 1)
    )
    data = Data.of(
        parsed(PLAN + "ex:m a cp:Measure ; cp:plan ex:plan ; cp:responsibleAgency ex:a1 . " + assignments)
    )
    (finding,) = run(data, "measure-has-lead").findings
    assert finding.message.zh.endswith("所列单位：单位1、单位2、单位9、单位10。")


def test_a_target_that_contradicts_is_told_however_its_deadline_is_written() -> None:
    found = run(Data.of(read([RULES / "targets-agree" / "bad.ttl"])), "targets-agree").findings
    assert len({f.value for f in found}) > 1
    assert all("与之矛盾的是《" in f.message.zh for f in found)


def detailed(tmp_path: Path, query: str, sentence: str = "见{?words}。") -> Audit:
    (tmp_path / "shapes.ttl").write_text(
        f"{PREFIXES} ex:S sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:message '缺' ] ;"
        f" cps:detail [ cps:sentence '{sentence}'@zh-Hans , 'See {{?words}}.'@en ; sh:select '''{query}''' ] .",
        encoding="utf-8",
    )
    (tmp_path / "data.ttl").write_text(
        f"{PREFIXES} ex:one a ex:Thing ; rdfs:label 'b' , 'a' . ex:other a ex:Thing .", encoding="utf-8"
    )
    return validate([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?this <http://www.w3.org/2000/01/rdf-schema#label> ?words } ORDER BY ?words", "a、b"),
        (
            "SELECT * { ?this <http://www.w3.org/2000/01/rdf-schema#label> ?words } ORDER BY DESC(?words)",
            "b、a",
        ),
        (
            "SELECT $this ?words { $this <http://www.w3.org/2000/01/rdf-schema#label> ?words } ORDER BY ?words",
            "a、b",
        ),
        (
            "SELECT ?this (COUNT(?l) AS ?words) { ?this <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
            " GROUP BY ?this",
            "2",
        ),
        (
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?this ?words "
            "{ { SELECT ?this ?words { ?this rdfs:label ?words } } } ORDER BY ?this ?words LIMIT 10",
            "a、b",
        ),
    ],
)
def test_details_of_shapes_of_ones_own_are_told(tmp_path: Path, query: str, said: str) -> None:
    messages = {f.label: f.message for f in detailed(tmp_path, query).findings}
    assert messages == {
        "a": Text(f"缺见{said}。", f"缺 See {said.replace('、', ', ')}."),
        "other": Text("缺", "缺"),
    }


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT nonsense", "a detail with a query that is none"),
        ("ASK { ?this ?p ?words }", "a detail with a query that is no SELECT"),
        ("SELECT ?words { ?s ?p ?words }", "selects neither ?this nor ?value"),
        ("SELECT ?this ?words { ?s ?p ?words BIND(?s AS ?this) }", "cannot be asked of ?this"),
    ],
)
def test_a_detail_that_cannot_be_asked_is_told(tmp_path: Path, query: str, why: str) -> None:
    with pytest.raises(UnreadableData, match="the shape S has .*" + why.replace("?", r"\?")) as raised:
        detailed(tmp_path, query)
    assert "\n" not in str(raised.value)
