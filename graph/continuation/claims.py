"""A store to the continuations between its plans.

Only plans of one area are compared, the later with the earlier. What comes of two plans depends on them alone, so what
is known of a pair that has not changed is taken over: a new document is linked without comparing the others again, and
the result is the same as from scratch.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import pyoxigraph as ox

from graph.continuation.compare import Found
from graph.continuation.compare import continuations as compared
from graph.continuation.evidence import places
from graph.continuation.likeness import Measure, Plan
from graph.continuation.meeting import Index
from graph.continuation.score import CLAIM
from graph.values import values
from ontology.records import Continuation, PossibleContinuation, Span
from ontology.version import code_version

__all__ = ["Compared", "claims", "continuations", "measures_of"]

#: What was found between two plans, by the key of the two: their texts and this code.
Compared = dict[str, list[Found]]


@dataclass(frozen=True, slots=True)
class _Plan:
    iri: str
    start: str
    end: str
    issued: str


def continuations(store: ox.Store, known: Mapping[str, Sequence[Found]]) -> Compared:
    """What continues what in `store`, pair of plans by pair; those in `known` are not compared again."""
    found: Compared = {}
    version = code_version("graph.continuation")
    for plans in _areas(store):
        measures = {plan.iri: measures_of(store, plan.iri) for plan in plans}
        texts = {iri: _digest(of) for iri, of in measures.items()}
        keys: dict[tuple[str, str], str] = {}
        for order in filter(None, (_in_time(*pair) for pair in combinations(plans, 2))):
            earlier, later = (plan.iri for plan in order)
            told = f"{version} {texts[later]} {texts[earlier]}"
            keys[later, earlier] = hashlib.sha256(told.encode()).hexdigest()[:32]
        found |= {key: list(known[key]) for key in keys.values() if key in known}
        asked = {pair: key for pair, key in keys.items() if key not in known}
        found |= {asked[pair]: new for pair, new in _compared(measures, asked).items()}
    return found


def _compared(
    measures: Mapping[str, Sequence[Measure]], asked: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Found]]:
    """What was found between the pairs of plans that are `asked` for, the later and the earlier, of an area."""
    # plans that are asked for often come last: what is known already need not meet in the index again
    often = Counter(iri for pair in asked for iri in pair)
    taken = {iri: Plan(measures[iri]) for iri in sorted(often, key=lambda iri: (often[iri], iri))}
    meeting: dict[tuple[str, str], list[tuple[int, int]]] = {pair: [] for pair in asked}
    index, within = Index(), set[str]()
    for iri, plan in taken.items():
        if any((iri, other) in asked or (other, iri) in asked for other in within):
            for place, other, other_place in index.meeting(plan):
                if (iri, other) in meeting:
                    meeting[iri, other].append((place, other_place))
                elif (other, iri) in meeting:
                    meeting[other, iri].append((other_place, place))
        index.add(iri, plan)
        within.add(iri)
    return {
        (later, earlier): list(compared(taken[later], taken[earlier], pairs))
        for (later, earlier), pairs in meeting.items()
    }


def claims(store: ox.Store, compared: Compared) -> Iterator[Continuation | PossibleContinuation | Span]:
    """What was found, as records: a claim from the score of claims on, else a possibility; and spans of its words."""
    found = [one for pair in compared.values() for one in pair]
    plans = {measure.split("/measure/")[0] for one in found for measure in (one.later, one.earlier)}
    about = {measure: told for plan in sorted(plans) for measure, told in _about(store, plan).items()}
    placed: dict[tuple[str, str], tuple[Span, ...]] = {}
    for one in found:
        told = ((one.later, one.sentences[0]), (one.earlier, one.sentences[1]))
        for measure, sentence in told:
            if (measure, sentence) not in placed:
                placed[measure, sentence] = tuple(places(sentence, about[measure][1]))
        (name, _), (other_name, _) = about[one.later], about[one.earlier]
        plan, number = one.earlier.split("/measure/")
        sure = one.score >= CLAIM
        kind, verb = (Continuation, "延续") if sure else (PossibleContinuation, "可能延续")
        part = "continuation" if sure else "possible-continuation"
        yield kind(
            iri=f"{one.later}/{part}/{plan.rsplit('/', 1)[1]}-{number}", label=f"“{name}”{verb}“{other_name}”",
            evidence=tuple(span.iri for key in told for span in placed[key]), later=one.later, earlier=one.earlier,
            score=Decimal(str(one.score)), shared_words=one.shared_words, method=one.method, basis="Inferred",
        )  # fmt: skip
    # those of the reader stand in the graphs of the documents
    read = {span.iri for _, spans in about.values() for span in spans}
    yield from {
        span.iri: span for spans in placed.values() for span in spans if span.iri not in read
    }.values()


def _about(store: ox.Store, plan: str) -> dict[str, tuple[str, list[Span]]]:
    """What the measures of a plan are called, and the spans where they stand, in the order of each document."""
    names: dict[str, str] = {}
    spans: dict[str, dict[str, Span]] = defaultdict(dict)
    for measure, name, iri, label, source, start, end, exact, read, page, paragraph, cell in values(
        store,
        f"""SELECT ?m ?name ?span ?label ?source ?start ?end ?exact ?words ?page ?paragraph ?cell WHERE {{
          ?m cp:plan <{plan}> ; a cp:Measure ; rdfs:label ?name ; cp:evidence ?span .
          ?span rdfs:label ?label ; cp:source ?source ; oa:start ?start ; oa:end ?end .
          ?span oa:exact ?exact ; cp:words ?words
          OPTIONAL {{ ?span cp:page ?page }} OPTIONAL {{ ?span cp:paragraph ?paragraph }}
          OPTIONAL {{ ?span cp:cell ?cell }} }} ORDER BY ?m ?source ?start ?end ?name""",
    ):
        names.setdefault(measure, name)
        spans[measure][iri] = Span(
            iri=iri, label=label, source=source, start=int(start), end=int(end), exact=exact, words=read,
            page=int(page) if page else None, paragraph=int(paragraph) if paragraph else None, cell=cell or None,
        )  # fmt: skip
    return {measure: (name, list(spans[measure].values())) for measure, name in names.items()}


def _areas(store: ox.Store) -> Iterator[list[_Plan]]:
    """The plans with measures, by the regions that they cover."""
    rows = values(
        store,
        """SELECT ?plan (COALESCE(SAMPLE(STR(?s)), "") AS ?start) (COALESCE(SAMPLE(STR(?e)), "") AS ?end)
            (COALESCE(SAMPLE(STR(?i)), "") AS ?issued) (GROUP_CONCAT(DISTINCT STR(?a); separator=" ") AS ?areas)
        WHERE { { SELECT DISTINCT ?plan WHERE { ?measure a cp:Measure ; cp:plan ?plan } } ?plan cp:coversRegion ?a .
          OPTIONAL { ?plan cp:periodStart ?s } OPTIONAL { ?plan cp:periodEnd ?e } OPTIONAL { ?plan dcterms:issued ?i }
        } GROUP BY ?plan ORDER BY ?plan""",
    )
    areas: dict[str, list[_Plan]] = defaultdict(list)
    for iri, start, end, issued, covered in rows:
        first = start or issued[:4]
        if first:
            areas[" ".join(sorted(covered.split()))].append(_Plan(iri, first, end or first, issued))
    for _, plans in sorted(areas.items()):
        if len(plans) > 1:
            yield plans


def _in_time(one: _Plan, other: _Plan) -> tuple[_Plan, _Plan] | None:
    """The earlier of two plans and the later: by the start of the period, the day of issue, the end of the period."""
    for before, after in ((one.start, other.start), (one.issued, other.issued), (one.end, other.end)):
        if before and after and before != after:
            return (one, other) if before < after else (other, one)
    return None


def measures_of(store: ox.Store, plan: str) -> list[Measure]:
    """The measures of a plan in their order, as far as they are compared."""
    texts = values(
        store,
        f"""SELECT ?m (COALESCE(?t, "") AS ?title) (COALESCE(?x, "") AS ?text) WHERE {{
          ?m cp:plan <{plan}> ; a cp:Measure ; cp:ordinal ?n
          OPTIONAL {{ ?m dcterms:title ?t }} OPTIONAL {{ ?m cp:text ?x }} }} ORDER BY ?n ?m ?title ?text""",
    )
    # two documents that carry one plan may read differently: the first reading stands for both
    first: dict[str, tuple[str, str]] = {}
    for measure, title, text in texts:
        first.setdefault(measure, (title, text))
    agencies: dict[str, set[str]] = defaultdict(set)
    for measure, agency in values(
        store,
        f"""SELECT DISTINCT ?m ?a WHERE {{ ?m cp:plan <{plan}> ; a cp:Measure .
          {{ ?m cp:leadAgency ?a }} UNION {{ ?m cp:cooperatingAgency ?a }} UNION {{ ?m cp:responsibleAgency ?a }} }}""",
    ):
        agencies[measure].add(agency)
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for measure, thing, name in values(
        store,
        f"""SELECT DISTINCT ?m ?o ?l WHERE {{ ?m cp:plan <{plan}> ; a cp:Measure .
          ?m cp:project|(cp:target/cp:indicator) ?o . ?o skos:prefLabel|skos:altLabel ?l }}""",
    ):
        names[measure][thing].add(name)
    return [
        Measure(
            measure, title, text, frozenset(agencies[measure]),
            {thing: frozenset(forms) for thing, forms in sorted(names[measure].items())},
        )
        for measure, (title, text) in first.items()
    ]  # fmt: skip


def _digest(measures: Iterable[Measure]) -> str:
    told = [
        (m.iri, m.title, m.text, sorted(m.agencies), {k: sorted(v) for k, v in m.names.items()})
        for m in measures
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
