"""Narrowing what was found: by type, plan, agency and year."""

from __future__ import annotations

import pytest

from graph.local import LocalStore
from graph.search import DIMENSIONS, Found, Index
from ontology.terms import CP, PREFIXES

PLAN = "数字山东2021行动方案"


def iris(found: Found) -> list[str]:
    return [hit["iri"] for hit in found["hits"]]


def kind_of(iri: str, kind: str) -> bool:
    return f"/{kind}/" in iri


def test_every_value_tells_how_many_results_it_leaves(index: Index) -> None:
    found = index.search("数据")
    assert {name: bool(values) for name, values in found["facets"].items()} == dict.fromkeys(DIMENSIONS, True)
    for name, values in found["facets"].items():
        for value in values:
            narrowed = index.search("数据", {name: [value["value"]]})
            assert narrowed["total"] == value["count"], (name, value)
            assert next(v for v in narrowed["facets"][name] if v["value"] == value["value"])["selected"]


def test_values_of_different_kinds_combine_and_values_of_one_kind_add_up(index: Index) -> None:
    agency = next(v for v in index.search("数据")["facets"]["agency"] if v["label"] == "山东省大数据局")
    chosen = {"type": ["Measure"], "agency": [agency["value"]], "year": ["2025"]}
    both = index.search("数据", chosen)
    assert 0 < both["total"] < index.search("数据", {"type": ["Measure"]})["total"]
    for name, values in both["facets"].items():  # what else could be chosen, and what that would leave
        for value in values:
            other = index.search("数据", {**chosen, name: [value["value"]]})
            assert other["total"] == value["count"]
    kinds = [index.search("数据", {"type": [kind]})["total"] for kind in ("Measure", "Section")]
    assert index.search("数据", {"type": ["Measure", "Section"]})["total"] == sum(kinds)


def test_facets_are_those_of_the_quads(index: Index, corpus_store: LocalStore) -> None:
    prefix = f"PREFIX cp: <{CP}> PREFIX rdfs: <{PREFIXES['rdfs']}> PREFIX cpf: <{PREFIXES['cpf']}>"
    led = corpus_store.select(
        f"{prefix} SELECT DISTINCT ?m {{ ?m a cp:Measure ; cp:schedule/cp:due ?due ;"
        " cp:leadAgency|cp:cooperatingAgency|cp:responsibleAgency ?a . ?a rdfs:label '山东省大数据局'@zh-Hans"
        " FILTER(STRSTARTS(STR(?due), '2021') && cpf:matches(?m, '数据')) }"
    )
    agency = next(v for v in index.search("数据")["facets"]["agency"] if v["label"] == "山东省大数据局")
    chosen = {"type": ["Measure"], "agency": [agency["value"]], "year": ["2021"]}
    wanted = {row[0].value for row in led.rows}  # type: ignore[union-attr]
    found = {hit["iri"] for hit in index.search("数据", chosen, size=1000)["hits"]}
    assert wanted <= found  # a deadline of a target is a year too
    assert wanted
    plan = next(v for v in index.search("数据")["facets"]["plan"] if v["label"] == PLAN)
    hits = index.search("数据", {"type": ["Measure"], "plan": [plan["value"]]}, size=1000)["hits"]
    assert {hit["plan_label"] for hit in hits} == {PLAN}


def test_parts_are_found_with_their_whole_and_by_themselves_where_asked_for(index: Index) -> None:
    found = index.search("智慧社区", size=10_000)
    assert not [iri for iri in iris(found) if kind_of(iri, "clause") or kind_of(iri, "target")]
    targets = next(value for value in found["facets"]["type"] if value["value"] == "Target")
    asked = index.search("智慧社区", {"type": ["Target"]}, size=10_000)
    assert asked["total"] == targets["count"] == 5
    assert all(kind_of(iri, "target") for iri in iris(asked))
    assert asked["without"] == found["total"]


@pytest.mark.parametrize(
    "chosen",
    [
        {"plan": ["http://e/none"]},
        {"year": ["1999"]},
        {"year": ["9" * 40]},
        {"type": ["None"]},
        {"agency": [""]},
    ],
)
def test_a_value_that_nothing_has_leaves_nothing(index: Index, chosen: dict[str, list[str]]) -> None:
    found = index.search("数据", chosen)
    assert (found["total"], found["hits"]) == (0, [])
    assert found["without"] == index.search("数据")["total"]
    assert found["suggestions"] == []  # the words are not at fault
