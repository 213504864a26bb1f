"""The registry's graph: what a query finds there of agencies, regions and zones."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from loaders.registry import registry_quads
from ontology.iri import Namer
from ontology.registry import regions
from ontology.terms import PROLOGUE

ID = "https://w3id.org/crossplan/id/"


@pytest.fixture(scope="module")
def registry() -> ox.Store:
    store = ox.Store()
    store.bulk_load(registry_quads(Namer()), format=ox.RdfFormat.N_QUADS)
    return store


def values(store: ox.Store, pattern: str) -> list[str]:
    """What ?v is in a pattern, as strings, sorted."""
    found = store.query(f"{PROLOGUE} SELECT ?v {{ GRAPH ?g {{ {pattern} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return sorted(row["v"].value for row in found)


def test_the_governments_of_all_cities_are_the_sixteen(registry: ox.Store) -> None:
    group = f"<{ID}agency/370000-ge-shi-zheng-fu>"
    names = values(registry, f"{group} org:hasMember/skos:prefLabel ?v")
    cities = [
        row.name for row in regions().by_code.values() if row.parent == "370000" and not row.valid_until
    ]
    assert len(names) == 16
    assert names == sorted(f"{city}人民政府" for city in cities)


def test_a_group_that_leaves_its_members_open_has_none(registry: ox.Store) -> None:
    assert values(registry, "?v org:hasMember ?a") == [f"{ID}agency/370000-ge-shi-zheng-fu"] * 16


def test_a_city_lies_in_its_province_and_in_its_economic_circle(registry: ox.Store) -> None:
    around = values(registry, f"<{ID}region/370100> cp:within/skos:prefLabel ?v")
    assert around == ["山东省", "省会经济圈"]
    members = values(registry, "?v cp:within ?z . ?z skos:prefLabel '鲁南经济圈'@zh-Hans")
    assert members == [f"{ID}region/{code}" for code in (370400, 370800, 371300, 371700)]


def test_no_region_is_above_itself(registry: ox.Store) -> None:
    """A zone that is the whole of a province, as 海南自由贸易港, must not be around it too."""
    assert values(registry, "?v cp:within+ ?v") == []


def test_the_sixteen_cities_have_a_point_each_with_source_and_licence(registry: ox.Store) -> None:
    pattern = "?v wgs:lat ?lat ; wgs:long ?long ; dcterms:source ?s FILTER(?lat < 39 && ?long > 115)"
    found = values(registry, pattern + " FILTER(CONTAINS(?s, 'GeoNames') && CONTAINS(?s, 'CC BY 4.0'))")
    assert found == [f"{ID}region/{r.code}" for r in regions().by_code.values()
                     if r.parent == "370000" and not r.valid_until]  # fmt: skip
