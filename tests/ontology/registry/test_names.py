"""Names with and without their area, and one IRI for one body."""

from __future__ import annotations

import pytest

from ontology.iri import Namer
from ontology.registry import agencies, local_name, regions, zones
from ontology.registry.names import forms


@pytest.mark.parametrize(
    ("name", "code", "local"),
    [
        ("山东省大数据局", "370000", "大数据局"),
        ("济南市人民政府", "370100", "人民政府"),
        ("山东数字强省建设领导小组办公室", "370000", "数字强省建设领导小组办公室"),
        ("中共山东省委组织部", "370000", "党委组织部"),
        ("济南市委组织部", "370100", "党委组织部"),
        ("中共山东省委员会", "370000", "党委"),
        ("广西壮族自治区大数据发展局", "450000", "大数据发展局"),
        ("国家数据局", "100000", "国家数据局"),
        ("大众报业集团", "370000", "大众报业集团"),
    ],
)
def test_a_local_name_is_without_the_area(name: str, code: str, local: str) -> None:
    assert local_name(name, regions().by_code[code]) == local


@pytest.mark.parametrize(
    ("name", "code", "all_forms"),
    [
        ("山东省财政厅", "370000", ("山东省财政厅", "省财政厅")),
        ("省财政厅", "370000", ("省财政厅", "山东省财政厅")),
        ("内蒙古自治区财政厅", "150000", ("内蒙古自治区财政厅", "自治区财政厅")),
        ("市政府", "370100", ("市政府", "济南市政府")),
        ("济南市", "370100", ("济南市",)),
        ("团省委", "370000", ("团省委",)),
        ("国务院", "100000", ("国务院",)),
    ],
)
def test_a_name_stands_with_the_area_or_with_its_level(
    name: str, code: str, all_forms: tuple[str, ...]
) -> None:
    assert forms(name, regions().by_code[code]) == all_forms


def test_no_two_agencies_and_no_two_zones_have_one_iri() -> None:
    namer = Namer()
    iris = [namer.agency(row.jurisdiction, row.local_name) for row in agencies().rows]
    iris += [namer.zone(zone.parent, zone.name) for zone in zones()]
    assert len(set(iris)) == len(iris) == 313 + 81
    assert "https://w3id.org/crossplan/id/agency/370000-da-shu-ju-ju" in iris
