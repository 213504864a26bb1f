"""What joins plans: which succeeds which, which cited plan is which, which measures are quoted or go on.

Links rest on several documents at once, so they stand in a graph of their own, are made anew from the documents'
graphs at every build, and say that they are inferred. Comparing the measures of two plans takes longest: what is
known of two that have not changed is taken over.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from graph.continuation import Compared, Found, claims, continuations
from graph.quotations import Official, Quoted, quotations
from graph.values import values
from ontology.iri import Namer
from ontology.records import Continuation, Difference, Quotation, Record, SectionQuotation, Succession
from ontology.registry import regions
from ontology.terms import CP, PREFIXES
from ontology.triples import graph_lines, statement

__all__ = ["Links", "links"]


class Links(NamedTuple):
    """The named graph of links as sorted N-Quads, and what was found by comparing plans, to be known next time."""

    quads: bytes
    compared: Compared


def links(store: ox.Store, namer: Namer, known: Mapping[str, Sequence[Found]] | None = None) -> Links:
    """The links between the documents of `store`; pairs of plans that are `known` are not compared again."""
    resolved = list(_resolved_titles(store))
    compared = continuations(store, known or {})
    made = [
        *_successions(store),
        *_quotations(store, resolved),
        *_repetitions(store, resolved),
        *claims(store, compared),
    ]
    stated = [(one, link, meant) for one, link, meant, _ in resolved]
    stated += sorted({(cited, _ISSUE, meant) for _, _, meant, cited in resolved if cited})
    for record in made:
        if isinstance(record, Succession):
            stated.append((record.later, CP.succeeds, record.earlier))
        elif isinstance(record, Quotation):
            stated.append((record.iri.split("/quotation/")[0], CP.quotes, record.iri))
        elif isinstance(record, Continuation):
            stated.append((record.later, CP.continues, record.earlier))
    graph = namer.graph("links")
    return Links(graph_lines(made, graph, (statement(s, p, o, graph) for s, p, o in stated)), compared)


@dataclass(frozen=True, slots=True)
class _Plan:
    iri: str
    title: str
    kind: str
    start: int | None
    end: int | None
    areas: frozenset[str]
    carried: bool
    issued: str


def _plans(store: ox.Store) -> list[_Plan]:
    rows = values(
        store,
        """SELECT ?plan (SAMPLE(?t) AS ?title) (COALESCE(SAMPLE(?k), "") AS ?kind)
            (COALESCE(STR(SAMPLE(?s)), "") AS ?start) (COALESCE(STR(SAMPLE(?e)), "") AS ?end)
            (COALESCE(GROUP_CONCAT(DISTINCT STR(?a); separator=" "), "") AS ?areas)
            (COUNT(?doc) > 0 AS ?carried) (COALESCE(STR(SAMPLE(?i)), "") AS ?issued)
        WHERE { ?plan a cp:Plan ; dcterms:title ?t .
          OPTIONAL { ?plan cp:planKind ?k } OPTIONAL { ?plan cp:periodStart ?s } OPTIONAL { ?plan cp:periodEnd ?e }
          OPTIONAL { ?plan cp:coversRegion ?a } OPTIONAL { ?doc cp:carries ?plan }
          OPTIONAL { ?plan dcterms:issued ?i }
        } GROUP BY ?plan ORDER BY ?plan""",
    )
    return [
        _Plan(iri, title, kind, _year(start), _year(end), frozenset(areas.split()), carried == "true", issued)
        for iri, title, kind, start, end, areas, carried, issued in rows
    ]


def _year(text: str) -> int | None:
    return int(text) if text else None


# --- succession ---------------------------------------------------------------------------------

#: Kinds of plan that continue each other: long plans, and the programmes of a year.
_FAMILY = (("规划", "纲要"), ("要点", "计划", "行动方案", "行动"), ("方案", "意见", "措施"))
_NO_SUBJECT = re.compile(
    r"[（(][^）)]*[）)]|(?:19|20)\d\d年?|[“\"]?十[一二三四五六]五[”\"]?(?:时期)?|三年|五年|年度|建设|发展|推进|促进|加快|工作|重点|任务|关于|国民经济和社会|总体|专项|实施|贯彻落实|强[国省市县区]|\W"
)


def _family(plan: _Plan) -> str:
    single = plan.start is not None and plan.start == plan.end
    family = next((kinds[0] for kinds in _FAMILY if any(plan.kind.endswith(k) for k in kinds)), plan.kind)
    return f"{family}/{'year' if single else 'years'}"


def _subject(plan: _Plan) -> str:
    """The words of a title that say what it is about, without years, kind, place and words that every plan has."""
    bare = unicodedata.normalize("NFKC", plan.title)
    for area in plan.areas:
        row = regions().by_code.get(area.rsplit("/", 1)[1])
        if row is not None:
            bare = bare.replace(row.name, "").replace(row.bare or row.name, "")
    bare = _NO_SUBJECT.sub("", bare)
    return re.sub(r"(?:规划|纲要|行动方案|行动计划|实施方案|方案|要点|计划|意见|措施|行动)$", "", bare)


def _one_subject(a: str, b: str) -> bool:
    """Whether two subjects are of one series: the same, or alike in most of their pairs of characters."""
    if a == b:
        return len(a) > 1
    pairs = [{x[i : i + 2] for i in range(len(x) - 1)} for x in (a, b)]
    return len(pairs[0] & pairs[1]) > 0.5 * len(pairs[0] | pairs[1])


def _successions(store: ox.Store) -> Iterator[Succession]:
    """Of each carried plan, the plan before it in its series: same area and kind, adjoining or overlapping period."""
    series: dict[tuple[frozenset[str], str], list[_Plan]] = defaultdict(list)
    for plan in _plans(store):
        if plan.carried and plan.areas and plan.start and plan.end:
            series[plan.areas, _family(plan)].append(plan)
    for later, others in ((plan, plans) for plans in series.values() for plan in plans):
        earlier = [p for p in others if _precedes(p, later)]
        if not earlier:
            continue
        before = max(earlier, key=lambda p: (p.start or 0, p.iri))
        how = (
            f"同一地区、同类文件、同一主题，期间相接：{before.start}—{before.end}，{later.start}—{later.end}"
        )
        yield Succession(
            iri=f"{later.iri}/succession/{before.iri.rsplit('/', 1)[1]}", label=f"{later.title}接续{before.title}",
            later=later.iri, earlier=before.iri, method=how, basis="Inferred",
        )  # fmt: skip


def _precedes(plan: _Plan, later: _Plan) -> bool:
    if not (plan.start and plan.end and later.start):
        return False
    return plan.start < later.start <= plan.end + 1 and _one_subject(_subject(plan), _subject(later))


# --- citations ----------------------------------------------------------------------------------


class _Resolved(NamedTuple):
    """What is linked, how, and to which plan; `cited` is the plan of the mere title, if no document carries that."""

    one: str
    link: str
    meant: str
    cited: str


def _key(title: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title))


#: From a plan that is known by its title alone to the one that a document carries.
_ISSUE = f"{PREFIXES['dcterms']}hasVersion"


def _resolved_titles(store: ox.Store) -> Iterator[_Resolved]:
    """A plan named by a title alone, and carried by a document that tells more of it: the link to that one."""
    carried: dict[str, list[_Plan]] = {}
    for plan in _plans(store):
        if plan.carried:
            carried.setdefault(_key(plan.title), []).append(plan)
    there = {plan.iri for plans in carried.values() for plan in plans}
    rows = values(
        store,
        """SELECT DISTINCT ?one ?link ?cited ?title (COALESCE(STR(?i), "") AS ?on) WHERE {
          VALUES ?link { cp:implements cp:reportsOn cp:interprets }
          ?one ?link ?cited . ?cited dcterms:title ?title . OPTIONAL { ?one dcterms:issued ?i } }""",
    )
    for one, link, cited, title, on in rows:
        meant = _meant(cited, on, [plan for plan in carried.get(_key(title), []) if plan.iri != one])
        if meant is not None and meant != cited:
            yield _Resolved(one, link, meant, "" if cited in there else cited)


def _meant(cited: str, on: str, alike: list[_Plan]) -> str | None:
    """Which of the plans of one title a citation of the day `on` means: the one there is, or the last issue by then.

    Of several, only those count that are of the place of the citation, whose identifier theirs begin with; and of two
    issues none where either of them or the citation has no date.
    """
    if len(alike) > 1:
        alike = [plan for plan in alike if plan.iri == cited or plan.iri.startswith(f"{cited}-")]
    if len(alike) > 1 and not (on and all(plan.issued for plan in alike)):
        return None
    by_then = [plan for plan in alike if not (on and plan.issued and plan.issued > on)]
    return max(by_then, key=lambda plan: plan.issued).iri if by_then else None


# --- quotations ---------------------------------------------------------------------------------


def _quotations(store: ox.Store, resolved: Iterable[_Resolved]) -> Iterator[Record]:
    """For each report the measures that it quotes; `resolved` are the links to plans found by title."""
    for document, plan in _commented(store, CP.reportsOn, resolved):
        for quoted in quotations(_passages(store, document), _official(store, plan)):
            yield from _records(document, quoted)


#: How much of a passage of an interpretation must agree with the plan to be a quotation of it.
_REPEATED = 0.8


def _repetitions(store: ox.Store, resolved: Iterable[_Resolved]) -> Iterator[Record]:
    """For each interpretation the sections of its plan, its goals above all, that it quotes."""
    for document, plan in _commented(store, CP.interprets, resolved):
        for quoted in quotations(_passages(store, document), _sections(store, plan), _REPEATED):
            place = quoted.measure.removeprefix(f"{plan}/").replace("/", "-")
            iri = f"{document}/section-quotation/{plan.rsplit('/', 1)[1]}-{place}"
            parts = [f"{iri}/difference/{n}" for n in range(1, len(quoted.differences) + 1)]
            yield SectionQuotation(
                iri=iri, label=f"引述：{quoted.title}", section=quoted.measure, document=document,
                fidelity=quoted.fidelity, difference=tuple(parts), basis="Inferred", evidence=tuple(quoted.spans),
            )  # fmt: skip
            yield from _differences(parts, quoted)


def _commented(store: ox.Store, link: str, resolved: Iterable[_Resolved]) -> list[tuple[str, str]]:
    """Each document with passages and each plan that it stands in `link` to, as stated or found by its title."""
    stated = values(
        store, f"SELECT DISTINCT ?doc ?plan WHERE {{ ?doc <{link}> ?plan ; cp:passage ?passage }}"
    )
    found = {(document, plan) for document, plan in stated}
    return sorted(found | {(one, plan) for one, by, plan, _ in resolved if by == link})


def _passages(store: ox.Store, document: str) -> list[tuple[str, str]]:
    """The passages of a text about plans in their order: text and span."""
    rows = values(
        store,
        f"""SELECT ?text ?span WHERE {{
          <{document}> cp:passage ?p . ?p cp:text ?text ; cp:ordinal ?n ; cp:evidence ?span }} ORDER BY ?n ?span""",
    )
    return [(text, span) for text, span in rows]


def _official(store: ox.Store, plan: str) -> list[Official]:
    rows = values(
        store,
        f"""SELECT ?m (COALESCE(?t, "") AS ?title) (COALESCE(?x, "") AS ?text) WHERE {{
          ?m cp:plan <{plan}> ; a cp:Measure ; cp:ordinal ?n
          OPTIONAL {{ ?m dcterms:title ?t }} OPTIONAL {{ ?m cp:text ?x }} }} ORDER BY ?n ?m ?title ?text""",
    )
    return _once(Official(m, f"{title}。{text}" if title else text, title) for m, title, text in rows)


def _sections(store: ox.Store, plan: str) -> list[Official]:
    """The sections of a plan that have text; a heading that an interpretation lists is not quoted by that."""
    rows = values(
        store,
        f"""SELECT ?section (COALESCE(?t, "") AS ?title) ?text WHERE {{
          ?section cp:plan <{plan}> ; a cp:Section ; cp:text ?text ; cp:ordinal ?n
          OPTIONAL {{ ?section dcterms:title ?t }} }} ORDER BY ?n ?section ?title ?text""",
    )
    return _once(Official(section, text, title) for section, title, text in rows)


def _once(read: Iterable[Official]) -> list[Official]:
    """Each measure or section once: of two documents that carry one plan, the first reading stands for both."""
    first: dict[str, Official] = {}
    for one in read:
        first.setdefault(one.measure, one)
    return list(first.values())


def _records(document: str, quoted: Quoted) -> Iterator[Record]:
    plan, number = quoted.measure.split("/measure/")
    iri = f"{document}/quotation/{plan.rsplit('/', 1)[1]}-{number}"
    parts = [f"{iri}/difference/{n}" for n in range(1, len(quoted.differences) + 1)]
    yield Quotation(
        iri=iri, label=f"引述：{quoted.title}", measure=quoted.measure, fidelity=quoted.fidelity,
        difference=tuple(parts), basis="Inferred", evidence=tuple(quoted.spans),
    )  # fmt: skip
    yield from _differences(parts, quoted)


def _differences(iris: Sequence[str], quoted: Quoted) -> Iterator[Difference]:
    for part, (reported, official) in zip(iris, quoted.differences, strict=True):
        yield Difference(
            iri=part, label=f"{reported or '（无）'}／{official or '（无）'}", report_wording=reported or None,
            official_wording=official or None,
        )  # fmt: skip
