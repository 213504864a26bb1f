"""The register of named things: one IRI for a thing however it is written, its labels, and where it was read."""

from __future__ import annotations

from loaders.documents.register import Register
from loaders.mentions.places import PlaceMention
from ontology.iri import Namer
from ontology.records import Indicator, Project, Region, Span, Zone
from ontology.registry import ZoneRow
from tests.loaders.reading import measure


def test_a_project_is_one_thing_with_or_without_quotation_marks() -> None:
    register = Register(Namer())
    first = register.project("“云岭通”平台", ["span/1"])
    assert register.project("云岭通平台", ["span/2"]) == first
    assert register.project("云岭通平台", ["span/2"]) == first
    (project,) = register.records()
    assert isinstance(project, Project)
    assert (project.pref_label, project.alt_label) == ("云岭通平台", ("“云岭通”平台",))
    assert project.evidence == ("span/1", "span/2")


def test_two_names_that_sound_alike_are_two_things() -> None:
    register = Register(Namer())
    first = register.project("智慧大脑工程", ["span/1"])
    other = register.project("智汇大脑工程", ["span/2"])
    assert other.startswith(first + "-")
    assert (register.project("“智慧大脑”工程"), register.project("智汇大脑工程")) == (first, other)
    assert {p.pref_label: p.evidence for p in register.records() if isinstance(p, Project)} == {
        "智慧大脑工程": ("span/1",),
        "智汇大脑工程": ("span/2",),
    }
    # what a person adds to the document meets them as they are
    later = Register(Namer(), known=[p for p in register.records() if isinstance(p, Project)])
    assert later.project("智汇大脑工程") == other


def test_indicators_that_sound_alike_are_two_things() -> None:
    register = Register(Namer())
    first = register.indicator("公证服务点", unit="个")
    assert register.indicator_iri("公正服务点", unit="个") != first
    assert (
        register.indicator("公正服务点", unit="个")
        == register.indicator_iri("公正服务点", unit="个")
        != first
    )
    # marks alone tell no two apart
    assert register.indicator("优、良、中等路率", unit="%") == register.indicator("优良中等路率", unit="%")


def test_a_bracket_that_explains_tells_no_two_indicators_apart() -> None:
    register = Register(Namer())
    assert register.indicator("智慧社区（村居）", ["span/1"]) == register.indicator("智慧社区")
    assert register.indicator("县（市、区）数量") != register.indicator("县数量")
    first = next(r for r in register.records() if isinstance(r, Indicator))
    assert (first.pref_label, first.alt_label) == ("智慧社区", ("智慧社区（村居）",))
    assert first.evidence == ("span/1",)


def test_regions_have_the_places_where_they_were_read_and_what_they_lie_in_has_none() -> None:
    register = Register(Namer())
    register.place(PlaceMention("530100", "昆明", 0, 2), ["span/1"])
    register.place(PlaceMention("530100", "昆明市", 9, 12), ["span/2"])
    evidence = {r.notation: r.evidence for r in register.records() if isinstance(r, Region)}
    assert evidence["530100"] == ("span/1", "span/2")
    assert evidence["530000"] == ()


def test_a_zone_has_all_its_names_and_lies_in_its_region() -> None:
    register = Register(Namer())
    row = ZoneRow("530000", "滇中城市群", ("滇中",), (), "made for the test")
    iri = register.place(PlaceMention("滇中城市群", "滇中城市群", 0, 5, row), ["span/1"])
    zone = next(r for r in register.records() if isinstance(r, Zone))
    assert (zone.iri, zone.alt_label, zone.evidence) == (iri, ("滇中",), ("span/1",))
    assert zone.within == (Namer().region("530000"),)


def test_a_township_is_a_region_without_a_code() -> None:
    register = Register(Namer())
    row = ZoneRow("330100", "石桥镇", (), (), "named in the text")
    iri = register.place(PlaceMention("石桥镇", "石桥镇", 0, 3, row, township=True), ["span/1"])
    region = next(r for r in register.records() if r.iri == iri)
    assert isinstance(region, Region)
    assert not isinstance(region, Zone)
    assert (region.notation, region.within) == (None, (Namer().region("330100"),))
    assert iri.endswith("/region/330100-shi-qiao-zhen")


def test_names_are_read_where_they_stand() -> None:
    facts, first = measure(
        "建设平台。建设省茶叶交易监管平台，推动昆明、大理等茶产业数据中心建设。（省数据局牵头）"
    )
    words = {span.iri: span.words for span in facts.of(Span)}
    read = {p.pref_label: [words[iri] for iri in p.evidence] for p in facts.all(Project, first.project)}
    assert read == {"省茶叶交易监管平台": ["省茶叶交易监管平台"]}
    places = {r.pref_label: [words[iri] for iri in r.evidence] for r in facts.all(Region, first.region)}
    assert places == {"昆明市": ["昆明"], "大理白族自治州": ["大理"]}
