"""Records as N-Quads: every kind of value in its own form, and every string back as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.dates import PartialDate
from ontology.iri import slug
from ontology.records import Measure, Plan, Project, Schedule, Target
from ontology.triples import blocks, graph_lines, statement

G = "https://w3id.org/crossplan/graph/test"
CP = "https://w3id.org/crossplan/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def values(record: Plan | Measure | Target | Schedule, predicate: str) -> set[str]:
    found = ox.parse(graph_lines([record], G), format=ox.RdfFormat.N_QUADS)
    return {str(q.object) for q in found if q.predicate.value == predicate}


def test_prose_has_a_language_and_numbers_have_none() -> None:
    m = Measure(
        iri="https://x.org/m", label="甲", ordinal=3, number="3", title="建设平台", plan="https://x.org/p"
    )
    assert values(m, "http://purl.org/dc/terms/title") == {'"建设平台"@zh-hans'}
    assert values(m, CP + "number") == {'"3"'}
    assert values(m, CP + "ordinal") == {f'"3"^^<{XSD}integer>'}
    assert values(m, CP + "plan") == {"<https://x.org/p>"}


def test_the_tag_is_written_in_its_usual_case() -> None:
    m = Measure(iri="https://x.org/m", label="甲", ordinal=1, title="建设平台", plan="https://x.org/p")
    assert b'"@zh-Hans <' in graph_lines([m], G)


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(2025), f'"2025"^^<{XSD}gYear>'),
        (PartialDate(2025, 6), f'"2025-06"^^<{XSD}gYearMonth>'),
        (PartialDate(2025, 6, 30), f'"2025-06-30"^^<{XSD}date>'),
    ],
)
def test_a_date_is_no_more_precise_than_the_text(date: PartialDate, written: str) -> None:
    s = Schedule(iri="https://x.org/s", label="甲", schedule_kind="Due", due=date, basis="Stated")
    assert values(s, CP + "due") == {written}
    assert values(s, CP + "scheduleKind") == {f"<{CP}Due>"}


@pytest.mark.parametrize(
    ("value", "written"),
    [("100000", "100000"), ("12.5", "12.5"), ("99.990", "99.99"), ("1E+5", "100000"), ("0", "0")],
)
def test_decimals_are_written_without_an_exponent(value: str, written: str) -> None:
    t = Target(
        iri="https://x.org/t",
        label="甲",
        indicator="https://x.org/i",
        comparator="Exactly",
        value=Decimal(value),
        soft=True,
    )
    assert values(t, CP + "value") == {f'"{written}"^^<{XSD}decimal>'}
    assert values(t, CP + "soft") == {f'"true"^^<{XSD}boolean>'}


def test_years_are_years_and_several_values_several_quads() -> None:
    p = Plan(
        iri="https://x.org/p", label="甲", period_start=2021, issuer=("https://x.org/a", "https://x.org/b")
    )
    assert values(p, CP + "periodStart") == {f'"2021"^^<{XSD}gYear>'}
    assert values(p, CP + "issuer") == {"<https://x.org/a>", "<https://x.org/b>"}
    assert values(p, CP + "periodEnd") == set()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_every_string_comes_back_as_it_was_written(words: str) -> None:
    m = Measure(iri="https://x.org/m", label="甲", ordinal=1, text=words, plan="https://x.org/p")
    (line,) = [text for text in graph_lines([m], G).decode().split("\n") if f"<{CP}text>" in text]
    assert "\n" not in line
    (quad,) = ox.parse(line + "\n", format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == words


@given(st.lists(st.text(alphabet='甲a"\\\n\x1f¦', max_size=3), max_size=4))
def test_records_written_together_keep_their_own_words(words: list[str]) -> None:
    together = [Project(iri=f"https://x.org/{n}", label=w, alt_label=(w, "乙")) for n, w in enumerate(words)]
    apart = b"".join(graph_lines([record], G) for record in together)
    assert graph_lines(together, G) == apart


@given(
    st.lists(
        st.tuples(
            st.none() | st.sampled_from(["", "甲"]),
            st.none() | st.dates(min_value=date(1990, 1, 1)),
            st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
        ),
        max_size=4,
    )
)
def test_records_written_together_keep_what_only_some_of_them_have(
    given: list[tuple[str | None, date | None, tuple[str, ...]]],
) -> None:
    together = [
        Plan(
            iri=f"https://x.org/{n}", label=f"计划{n}", title=title, target=targets,
            issued=PartialDate(day.year, day.month, day.day) if day is not None else None,
        )
        for n, (title, day, targets) in enumerate(given)
    ]  # fmt: skip
    apart = b"".join(graph_lines([record], G) for record in together)
    assert graph_lines(together, G) == apart


@given(st.text(min_size=1, max_size=40))
def test_slugs_are_ascii_and_safe_in_an_iri(name: str) -> None:
    made = slug(name)
    assert made.isascii()
    assert made
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert slug(name) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("省大数据局", "sheng-da-shu-ju-ju"),
        ("“爱山东”政务服务平台（一期）", "ai-shan-dong-zheng-wu-fu-wu-ping-tai-yi-qi"),
        ("5G基站", "5g-ji-zhan"),
        ("优、良、中等路率", "you-liang-zhong-deng-lu-lv"),
        # marks that tell names apart, in either width
        ("互联网+监管", "hu-lian-wang-plus-jian-guan"),
        ("互联网＋监管", "hu-lian-wang-plus-jian-guan"),
        ("数据要素×行动", "shu-ju-yao-su-times-xing-dong"),
        # spelt like 税务局, and listed for that
        ("水务局", "shui-wu-ju-5771d68b"),
        ("税务局", "shui-wu-ju"),
    ],
)
def test_names_are_spelt_in_their_identifiers(name: str, made: str) -> None:
    assert slug(name) == made


def test_lines_of_a_graph_are_sorted_each_once() -> None:
    m = Measure(iri="https://x.org/m", label="甲", ordinal=1, plan="https://x.org/p")
    extra = statement("https://x.org/a", CP + "continues", "https://x.org/b", G)
    written = graph_lines([m, m], G, [extra, extra]).decode().splitlines()
    assert written == sorted(set(written))
    assert extra in written


def test_the_blocks_of_a_graph_are_its_lines_a_subject_each() -> None:
    numbers = ["10", "1", "1/a", "2", "1", "1-a"]
    found = [Measure(iri=f"https://x.org/m/{n}", label=f"甲{k}", ordinal=1) for k, n in enumerate(numbers)]
    made = [block.decode() for block in blocks(found, G)]
    subjects = [{line.split()[0] for line in block.splitlines()} for block in made]
    assert all(len(s) == 1 for s in subjects)
    assert len(set.union(*subjects)) == len(made) == 5
    lines = "".join(made).splitlines()
    assert lines == sorted(set(lines))
    assert "".join(made).encode() == graph_lines(found, G)
    assert sum("甲1" in line or "甲4" in line for line in lines) == 2  # one thing said twice is both
