"""What joins plans: which succeeds which, which cited plan is which, and which measures a report quotes.

Links rest on several documents at once, so they stand in a graph of their own, are made anew from the documents'
graphs at every build, and say that they are inferred.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.quotations import Official, Quoted, quotations
from ontology.iri import Namer
from ontology.records import Difference, Quotation, Record, Succession
from ontology.registry import regions
from ontology.terms import CP, PROLOGUE
from ontology.triples import graph_lines, statement

__all__ = ["links"]


def links(store: ox.Store, namer: Namer) -> bytes:
    """The named graph of links between the documents of `store`, as sorted N-Quads."""
    resolved = list(_resolved_titles(store))
    made = [*_successions(store), *_quotations(store, resolved)]
    stated: list[tuple[str, str, str]] = list(resolved)
    for record in made:
        if isinstance(record, Succession):
            stated.append((record.later, CP.succeeds, record.earlier))
        elif isinstance(record, Quotation):
            stated.append((record.iri.split("/quotation/")[0], CP.quotes, record.iri))
    graph = namer.graph("links")
    return graph_lines(made, graph, (statement(s, p, o, graph) for s, p, o in stated))


@dataclass(frozen=True, slots=True)
class _Plan:
    iri: str
    title: str
    kind: str
    start: int | None
    end: int | None
    areas: frozenset[str]
    carried: bool


def _plans(store: ox.Store) -> list[_Plan]:
    rows = _select(
        store,
        """SELECT ?plan (SAMPLE(?t) AS ?title) (COALESCE(SAMPLE(?k), "") AS ?kind)
            (COALESCE(STR(SAMPLE(?s)), "") AS ?start) (COALESCE(STR(SAMPLE(?e)), "") AS ?end)
            (COALESCE(GROUP_CONCAT(DISTINCT STR(?a); separator=" "), "") AS ?areas)
            (COUNT(?doc) > 0 AS ?carried)
        WHERE { ?plan a cp:Plan ; dcterms:title ?t .
          OPTIONAL { ?plan cp:planKind ?k } OPTIONAL { ?plan cp:periodStart ?s } OPTIONAL { ?plan cp:periodEnd ?e }
          OPTIONAL { ?plan cp:coversRegion ?a } OPTIONAL { ?doc cp:carries ?plan }
        } GROUP BY ?plan ORDER BY ?plan""",
    )
    return [
        _Plan(iri, title, kind, _year(start), _year(end), frozenset(areas.split()), carried == "true")
        for iri, title, kind, start, end, areas, carried in rows
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
    plans = [p for p in _plans(store) if p.carried and p.areas and p.start and p.end]
    for later in plans:
        earlier = [p for p in plans if _precedes(p, later)]
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
    if not (plan.start and plan.end and later.start and plan.areas == later.areas):
        return False
    adjoining = plan.start < later.start <= plan.end + 1
    return adjoining and _family(plan) == _family(later) and _one_subject(_subject(plan), _subject(later))


# --- citations ----------------------------------------------------------------------------------


def _key(title: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title))


def _resolved_titles(store: ox.Store) -> Iterator[tuple[str, str, str]]:
    """A plan named by a title without a place, and carried by a document under another area: the link to that one."""
    carried: dict[str, list[_Plan]] = {}
    for plan in _plans(store):
        if plan.carried:
            carried.setdefault(_key(plan.title), []).append(plan)
    rows = _select(
        store,
        """SELECT DISTINCT ?one ?link ?cited ?title WHERE {
          VALUES ?link { cp:implements cp:reportsOn cp:interprets }
          ?one ?link ?cited . ?cited dcterms:title ?title }""",
    )
    for one, link, cited, title in rows:
        found = carried.get(_key(title), [])
        if len(found) == 1 and found[0].iri != cited:
            yield one, link, found[0].iri


# --- quotations ---------------------------------------------------------------------------------


def _quotations(store: ox.Store, resolved: Iterable[tuple[str, str, str]]) -> Iterator[Record]:
    """For each report the measures that it quotes; `resolved` are the links to plans found by title."""
    stated = _select(
        store,
        "SELECT DISTINCT ?doc ?plan WHERE { ?doc cp:reportsOn ?plan . ?m cp:plan ?plan ; a cp:Measure }",
    )
    reports = {(document, plan) for document, plan in stated}
    reports |= {(one, plan) for one, link, plan in resolved if link == CP.reportsOn}
    for document, plan in sorted(reports):
        passages = _select(
            store,
            f"""SELECT ?text ?span WHERE {{
              <{document}> cp:passage ?p . ?p cp:text ?text ; cp:ordinal ?n ; cp:evidence ?span }} ORDER BY ?n ?span""",
        )
        for quoted in quotations([(text, span) for text, span in passages], _official(store, plan)):
            yield from _records(document, quoted)


def _official(store: ox.Store, plan: str) -> list[Official]:
    rows = _select(
        store,
        f"""SELECT ?m (COALESCE(?t, "") AS ?title) (COALESCE(?x, "") AS ?text) WHERE {{
          ?m cp:plan <{plan}> ; a cp:Measure ; cp:ordinal ?n
          OPTIONAL {{ ?m dcterms:title ?t }} OPTIONAL {{ ?m cp:text ?x }} }} ORDER BY ?n""",
    )
    return [Official(measure, f"{title}。{text}" if title else text, title) for measure, title, text in rows]


def _records(document: str, quoted: Quoted) -> Iterator[Record]:
    iri = f"{document}/quotation/{quoted.measure.rsplit('/', 1)[1]}"
    parts = [f"{iri}/difference/{n}" for n in range(1, len(quoted.differences) + 1)]
    yield Quotation(
        iri=iri, label=f"引述：{quoted.title}", measure=quoted.measure, fidelity=quoted.fidelity,
        difference=tuple(parts), basis="Inferred", evidence=tuple(quoted.spans),
    )  # fmt: skip
    for part, (reported, official) in zip(parts, quoted.differences, strict=True):
        yield Difference(
            iri=part, label=f"{reported or '（无）'}／{official or '（无）'}", report_wording=reported or None,
            official_wording=official or None,
        )  # fmt: skip


def _select(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT on all graphs, as strings; every variable must be bound."""
    answer = store.query(PROLOGUE + query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple("" if isinstance(term, ox.Triple | None) else term.value for term in row) for row in answer]
