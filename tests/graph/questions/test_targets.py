"""Questions 8, 9, 16, 19 to 21 and 27: targets.

Each answer was found by reading the document named beside it; “line” is the line of the file.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.local import LocalStore
from loaders.registry import registry_quads
from ontology.iri import Namer
from ontology.terms import PROLOGUE
from tests.graph.questions.asked import (
    ACTION,
    FIVE_YEARS,
    POINTS,
    SCHEME,
    TABLE,
    Asked,
    numbers,
)


@pytest.mark.parametrize(
    ("plan", "ordinal", "comparator", "value", "unit"),
    [
        (POINTS, 3, "AtLeast", "100", "个"),  # 000 line 15: 100个以上数字化典型应用场景
        (POINTS, 4, "About", "94", "%"),  # line 17: 达到94%左右
        (POINTS, 4, "Exactly", "50", "个"),  # line 17: 50个“晨星工厂”
        (POINTS, 4, "MoreThan", "50", "%"),  # line 17: 超过50%
        (POINTS, 6, "Exactly", "100", "家"),  # line 19: 企业100家
        (POINTS, 11, "Exactly", "99.99", "%"),  # line 25
        (POINTS, 12, "Exactly", "30", "家"),  # line 27
        (POINTS, 14, "AtLeast", "5000", "个"),  # line 29: 不少于5000个
        (POINTS, 16, "AtLeast", "150", "项"),  # line 32
        (POINTS, 21, "Exactly", "12.5", "E"),  # line 39
        (POINTS, 21, "Exactly", "35", "%"),  # line 39
        (POINTS, 22, "About", "10", "个"),  # line 40
        (POINTS, 23, "AtLeast", "1200000", "台"),  # line 41: 120万台以上
        (ACTION, 14, "Exactly", "90", "%"),  # 003 line 37: the 以上 belongs to the stars
        (ACTION, 14, "Exactly", "70", "%"),
        (ACTION, 15, "About", "300", "个"),  # line 39
        (ACTION, 16, "Exactly", "100000", "个"),  # line 43: 10万个
        (ACTION, 20, "AtLeast", "80000", "个"),  # line 51: 8万个以上
        (ACTION, 20, "Exactly", "600", "公里"),  # line 51
        (SCHEME, 5, "AtLeast", "40", "学时"),  # 001 line 165
    ],
)
def test_numeric_targets(ask: Asked, plan: str, ordinal: int, comparator: str, value: str, unit: str) -> None:
    rows = ask("measures-with-targets", plan=plan)
    found = [(row["comparator"], row["value"], row["unit"]) for row in rows if row["ordinal"] == str(ordinal)]
    assert (comparator, value, unit) in found


def test_measures_with_targets(ask: Asked) -> None:
    # 000: figures stand in lines 15, 17, 19, 25, 27, 29, 32, 39, 40, 41 and 43 (5项专项规划); 200G/400G, 5G, 1751
    # and 12345 are names
    rows = ask("measures-with-targets", plan=POINTS)
    assert numbers(rows, POINTS) == [3, 4, 6, 11, 12, 14, 16, 21, 22, 23, 24]
    assert ask("measures-with-targets", plan=TABLE) == []  # 004 sets no figure


def test_no_document_says_whether_targets_bind(ask: Asked) -> None:
    # 约束性 and 预期性 stand nowhere in the corpus
    rows = ask("binding-targets")
    assert {row["plan_title"] for row in rows} == {POINTS, ACTION, FIVE_YEARS, SCHEME}
    for row in rows:
        assert (row["obligatory"], row["expected"]) == ("0", "0")
        assert row["not_stated"] == row["targets"] != "0"


def test_smart_communities_through_the_plans(ask: Asked) -> None:
    rows = ask("indicator-targets", indicator="智慧社区")
    told = {(row["plan_title"], row["comparator_label"], row["value"], row["deadline"]) for row in rows}
    assert told == {
        (ACTION, "左右", "300", "2021"),  # 003 line 39
        (FIVE_YEARS, "恰为", "300", "2021"),  # 001 line 156: 2021年年底前…300个
        (FIVE_YEARS, "左右", "5000", "2025"),  # 001 line 149
        (FIVE_YEARS, "不少于", "5000", "2025"),  # 001 line 156: 2025年年底前
        (POINTS, "不少于", "5000", "2025"),  # 000 line 29
    }
    stated = {row["quote"] for row in rows if row["deadline_basis"] == "Stated"}
    assert stated == {
        "建设300个各具特色的智慧社区（村居）",
        "建设不少于5000个智慧社区（村居）",
    }  # 001 line 156


def test_smart_farms_grow_from_100_to_500(ask: Asked) -> None:
    rows = ask("indicator-targets", indicator="智慧农业应用基地")
    # 003 line 25, 000 line 17
    told = [(row["plan_title"], row["deadline"], row["value"], row["counting"]) for row in rows]
    assert told == [(ACTION, "2021", "100", ""), (POINTS, "2025", "500", "cumulative")]


def test_an_indicator_is_found_by_any_of_its_wordings(ask: Asked) -> None:
    # 000 line 17 writes 规上, 001 line 148 规模以上; 001 line 156 各具特色的智慧社区（村居）
    long = ask("indicator-targets", indicator="规模以上工业企业")
    assert [(row["plan_title"], row["value"]) for row in long] == [(POINTS, "94"), (FIVE_YEARS, "90")]
    (short,) = ask("indicator-targets", indicator="规上工业企业")
    assert short["indicator_label"] == "规模以上工业企业数字化转型覆盖率"
    assert len({row["indicator_label"] for row in ask("indicator-targets", indicator="智慧社区")}) == 1


def test_what_is_in_all_newly_or_in_the_end_is_told_apart(ask: Asked) -> None:
    counting = {row["quote"]: row["counting"] for row in ask("indicator-targets", indicator="")}
    assert counting["累计建成500个智慧农业应用基地"] == "cumulative"  # 000 line 17
    assert counting["全省总算力达到12.5E"] == "达到"  # 000 line 39
    assert counting["打造300个左右智慧社区（村居）"] == ""  # 003 line 39


def test_around_5000_and_at_least_5000_disagree(ask: Asked) -> None:
    rows = ask("conflicting-targets", indicator="智慧社区")
    pairs = {frozenset((row["quote"], row["other_quote"])) for row in rows}
    about = "建成5000个左右的智慧社区（村居）"  # 001 line 149
    assert frozenset((about, "建设不少于5000个智慧社区（村居）")) in pairs  # 001 line 156
    assert frozenset((about, "建成不少于5000个智慧社区")) in pairs  # 000 line 29
    # 300 by 2021, in words of praise or not: 001 line 156, 003 line 39
    assert frozenset(("建设300个各具特色的智慧社区（村居）", "打造300个左右智慧社区（村居）")) in pairs
    # the same figure in the same words of comparison is no conflict
    assert frozenset(("建设不少于5000个智慧社区（村居）", "建成不少于5000个智慧社区")) not in pairs


def test_targets_for_different_years_do_not_disagree(ask: Asked) -> None:
    # 001 line 157: 60 % by 2021, all by 2022
    assert ask("conflicting-targets", indicator="智慧安防小区") == []


def test_which_five_year_targets_the_years_take_up(ask: Asked) -> None:
    rows = ask("target-coverage", plan=FIVE_YEARS)
    taken = {(row["quote"], row["year"], row["year_quote"]) for row in rows}
    assert ("建成5000个左右的智慧社区（村居）", "2021", "打造300个左右智慧社区（村居）") in taken
    assert ("建设不少于5000个智慧社区（村居）", "2025", "建成不少于5000个智慧社区") in taken
    assert {row["year_plan_title"] for row in rows} == {ACTION, POINTS}
    # 300 by the end of 2021 (001 line 156): what is planned for 2025 is no part of that
    assert {year for quote, year, _ in taken if "300个" in quote} == {"2021"}


def test_which_five_year_targets_no_year_takes_up(ask: Asked) -> None:
    rows = ask("targets-not-broken-down", plan=FIVE_YEARS)
    quotes = [row["quote"] for row in rows]
    assert "全省数字经济总量年均增幅达到11%" in quotes  # 001 line 143
    assert not any("5000" in quote for quote in quotes)
    taken = {row["target"] for row in ask("target-coverage", plan=FIVE_YEARS)}
    assert taken.isdisjoint(row["target"] for row in rows)
    every = {row["target"] for row in ask("targets-without-baseline", plan=FIVE_YEARS)}
    assert taken | {row["target"] for row in rows} == every


def test_no_target_has_a_baseline(ask: Asked) -> None:
    # the documents give no figure for a base year (001 line 135 names the year, 2020, alone)
    rows = ask("targets-without-baseline", plan="")
    total = sum(int(row["targets"]) for row in ask("binding-targets"))
    assert len(rows) == total
    assert "全省数字经济总量年均增幅达到11%" in {row["quote"] for row in rows}


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        (("3", "公里", "KiloM"), ("3500", "米", "M"), True),
        (("3", "公里", "KiloM"), ("3000", "米", "M"), False),
        (("3", "公里", "KiloM"), ("3", "千米", "KiloM"), False),
        (("5", "%", "PERCENT"), ("6", "个百分点", ""), False),  # not of one dimension
        (("5", "%", "PERCENT"), ("6", "公里", "KiloM"), False),
        (("5", "个", ""), ("6", "家", ""), False),
    ],
)
def test_figures_are_compared_in_one_unit(
    one: tuple[str, str, str], other: tuple[str, str, str], disagree: bool
) -> None:
    targets = "".join(
        f'ex:m{n} cp:plan ex:plan ; cp:target ex:t{n} . ex:t{n} cp:indicator ex:i ; cp:deadline "2025"^^xsd:gYear ;'
        f' cp:comparator cp:Exactly ; cp:value {value} ; cp:unit "{unit}"'
        + (f" ; cp:qudtUnit <http://qudt.org/vocab/unit/{qudt}> . " if qudt else " . ")
        for n, (value, unit, qudt) in enumerate((one, other))
    )
    engine = ox.Store()
    engine.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in ox.parse(registry_quads(Namer()), ox.RdfFormat.N_QUADS)
    )
    engine.update(
        f"{PROLOGUE} PREFIX ex: <https://example.org/> INSERT DATA {{ ex:i a cp:Indicator ; skos:prefLabel '堤防' ."
        f" ex:plan a cp:Plan ; dcterms:title '某计划' . {targets} }}"
    )
    assert bool(Asked(LocalStore(engine))("conflicting-targets")) is disagree


@pytest.mark.parametrize(
    ("here", "there", "region", "disagree"),
    [
        ("ex:a", "ex:a", None, True),
        ("ex:a", "ex:b", None, False),
        ("ex:a", None, None, False),
        (None, None, None, False),
        ("ex:a", "ex:b", "ex:b", True),  # what the province's plan asks of the city, and the city's own
    ],
)
def test_targets_of_two_plans_disagree_for_one_place_alone(
    here: str | None, there: str | None, region: str | None, disagree: bool
) -> None:
    plans = "".join(
        f"ex:{plan} a cp:Plan ; dcterms:title '{plan}' {f'; cp:coversRegion {area}' if area else ''} . "
        f'ex:m-{plan} cp:plan ex:{plan} ; cp:target ex:t-{plan} . ex:t-{plan} cp:indicator ex:i ; cp:unit "个" ;'
        f' cp:deadline "2025"^^xsd:gYear ; cp:comparator cp:Exactly ; cp:value {value} . '
        for plan, area, value in (("one", here, 5), ("other", there, 6))
    )
    if region:
        plans += f"ex:t-one cp:region {region} . "
    engine = ox.Store()
    engine.update(
        f"{PROLOGUE} PREFIX ex: <https://example.org/> INSERT DATA {{ ex:i a cp:Indicator ; skos:prefLabel '堤防' . {plans} }}"
    )
    assert bool(Asked(LocalStore(engine))("conflicting-targets")) is disagree
