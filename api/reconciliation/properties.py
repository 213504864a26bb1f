"""The properties of entities: what candidates can be compared by, and tables be extended with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import pyoxigraph as ox

from api.asking import rows
from api.languages import Language, Words
from api.reconciliation.classes import TYPES
from api.workers.lease import Lease
from graph.folding import compact
from graph.store import Term
from ontology.terms import CP, curie

__all__ = ["LEVELS", "PROPERTIES", "Property", "Value", "given_values", "of_type", "property_of", "values"]

#: Of so many entities something is asked at once: their answers are read where other requests wait.
_CHUNK = 100

#: The levels of administration by what the data holds, with what people write for them.
LEVELS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "country": (Words("国家级", "country"), ("国家", "中央", "全国", "national")),
    "province": (Words("省级", "province"), ("省", "自治区", "直辖市", "provincial")),
    "prefecture": (
        Words("市级", "prefecture"),
        ("市", "地级", "地市级", "地级市", "设区的市", "设区市", "municipal"),
    ),
    "county": (Words("县级", "county"), ("县", "区", "区县", "县区", "县市区", "区县级")),
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of entities.

    Args:
        id: how clients name it: the local name or CURIE of a property of the data, or a name of the service's own.
        name: what people call it.
        about: what its values are, in a sentence.
        types: the types of entities that have it, by their identifiers.
        pattern: its values ?v of an entity ?s, in SPARQL.
        values: what they are: other entities, texts, levels, or how many ?v there are.
        of: the class of values that are entities, by its local name.
        compared: the values that a given one is compared with, where these are more.
    """

    id: str
    name: Words
    about: Words
    types: tuple[str, ...]
    pattern: str
    values: Literal["entities", "texts", "levels", "count"] = "texts"
    of: str = ""
    compared: str = ""

    def told(self, language: Language) -> dict[str, str]:
        """The property as suggestions have it."""
        return {"id": self.id, "name": self.name.said(language), "description": self.about.said(language)}


@dataclass(slots=True)
class Value:
    """A value of a property: a term, and if it is a resource, all that it is called, folded."""

    term: ox.NamedNode | ox.Literal
    names: set[str] = field(default_factory=set)


_PLANS = (
    "{ ?o cp:plan ?v ; cp:accountableAgency|cp:project|cp:target/cp:indicator ?s }"
    " UNION { ?v a cp:Plan ; cp:project|cp:target/cp:indicator ?s }"
)
_CODE = "?s cp:jurisdiction?/skos:notation ?code ."
_LEVEL = (
    f"{_CODE} BIND(IF(?code = '100000', 'country', IF(STRENDS(?code, '0000'), 'province',"
    " IF(STRENDS(?code, '00'), 'prefecture', 'county'))) AS ?v)"
)
_ALL = tuple(TYPES)
_AGENCIES, _REGIONS = ("Agency", "AgencyGroup"), ("Region", "Zone")
_NAMED_IN_PLANS = (*_AGENCIES, "Project", "Indicator")

#: All properties by their identifiers.
PROPERTIES: dict[str, Property] = {
    one.id: one
    for one in (
        Property(
            "jurisdiction", Words("管辖区域", "jurisdiction"),
            Words("机构所属的行政区划：名称或代码", "the region that an agency belongs to: name or code"),
            _AGENCIES, "?s cp:jurisdiction ?v", "entities", "Region",
        ),
        Property(
            "within", Words("所在区域", "within"),
            Words("上级行政区划：名称或代码；隔级也算相符", "the region around it, or one around that: name or code"),
            _REGIONS, "?s cp:within ?v", "entities", "Region", "?s cp:within+ ?v",
        ),
        Property(
            "level", Words("行政级别", "administrative level"),
            Words("国家级、省级、市级、县级", "country, province, prefecture or county"),
            ("Agency", "AgencyGroup", "Region"), _LEVEL, "levels",
        ),
        Property(
            "skos:notation", Words("行政区划代码", "region code"),
            Words("GB/T 2260 六位代码", "the six figures of GB/T 2260"), ("Region",), "?s skos:notation ?v",
        ),
        Property(
            "skos:altLabel", Words("别名", "other names"),
            Words("名称的其他写法", "the other names of it"), _ALL, "?s skos:altLabel ?v",
        ),
        Property(
            "formerName", Words("曾用名", "former name"),
            Words("机构更名前的名称", "the names that an agency had before"), _AGENCIES,
            "?s cp:name/rdfs:label ?v FILTER NOT EXISTS { ?s skos:prefLabel ?now FILTER(STR(?now) = STR(?v)) }",
        ),
        Property(
            "org:subOrganizationOf", Words("上级机构", "suborganization of"),
            Words("隶属的机构", "the agency that it is a part of"), ("Agency",), "?s org:subOrganizationOf ?v",
            "entities", "Agency",
        ),
        Property(
            "validFrom", Words("起始时间", "valid from"),
            Words("区划设立的时间", "since when there is the region"), _REGIONS, "?s cp:validFrom ?v",
        ),
        Property(
            "validUntil", Words("终止时间", "valid until"),
            Words("区划撤销的时间", "until when there was the region"), _REGIONS, "?s cp:validUntil ?v",
        ),
        Property(
            "dcterms:isReplacedBy", Words("并入", "is replaced by"),
            Words("撤销后并入的区划", "the region that an abolished one went into"), _REGIONS,
            "?s dcterms:isReplacedBy ?v", "entities", "Region",
        ),
        Property(
            "skos:exactMatch", Words("维基数据", "Wikidata"), Words("维基数据的标识", "the IRI in Wikidata"),
            _REGIONS, "?s skos:exactMatch ?v",
        ),
        Property(
            "skos:closeMatch", Words("GeoNames", "GeoNames"), Words("GeoNames 的标识", "the IRI in GeoNames"),
            _REGIONS, "?s skos:closeMatch ?v",
        ),
        Property(
            "plan", Words("规划", "plan"),
            Words("提到它的规划：名称", "the plans that name it: title"), _NAMED_IN_PLANS, _PLANS, "entities", "Plan",
        ),
        Property(
            "coversRegion", Words("规划覆盖的区域", "region covered"),
            Words("提到它的规划所覆盖的区域：名称或代码", "the regions that the plans naming it cover: name or code"),
            ("Project", "Indicator"), f"{_PLANS.replace('?v', '?plan')} ?plan cp:coversRegion ?v", "entities", "Region",
        ),
        Property(
            "leadAgency", Words("牵头单位", "lead agency"),
            Words("牵头有关措施的机构：名称", "the agencies that lead the measures naming it: name"),
            ("Project", "Indicator"), "?o a cp:Measure ; cp:leadAgency ?v ; cp:project|cp:target/cp:indicator ?s",
            "entities", "Agency",
        ),
        Property(
            "unit", Words("计量单位", "unit"),
            Words("目标值的单位", "the units of its targets"), ("Indicator",), "?o cp:indicator ?s ; cp:unit ?v",
        ),
        Property(
            "target", Words("量化目标", "target"),
            Words("以它计量的目标", "the targets that it measures"), ("Indicator",), "?v cp:indicator ?s",
            "entities", "Target",
        ),
        Property(
            "measures", Words("措施数", "number of measures"),
            Words("由它负责或提到它的措施有几条", "how many measures it is accountable for, or that name it"), _ALL,
            "?v a cp:Measure ; cp:accountableAgency|cp:project|cp:target/cp:indicator|cp:region ?s", "count",
        ),
    )
}  # fmt: skip


def property_of(given: str) -> Property | None:
    """The property of that identifier, which may be written as its IRI too."""
    if given in PROPERTIES:
        return PROPERTIES[given]
    return PROPERTIES.get(given.removeprefix(str(CP)).removeprefix("cp:")) or PROPERTIES.get(curie(given))


def of_type(identifier: str) -> list[Property]:
    """The properties that entities of a type have."""
    return [one for one in PROPERTIES.values() if identifier in one.types]


async def values(lease: Lease, one: Property, iris: Iterable[str]) -> dict[str, list[Term]]:
    """The values of a property, in the order of their texts, by the IRIs of entities.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    wanted = sorted(set(iris))
    found: dict[str, list[Term]] = {iri: [] for iri in wanted}
    for start in range(0, len(wanted), _CHUNK):
        chosen = " ".join(f"<{iri}>" for iri in wanted[start : start + _CHUNK])
        if one.values == "count":
            query = (
                f"SELECT ?s (COUNT(DISTINCT ?v) AS ?n) {{ VALUES ?s {{ {chosen} }} OPTIONAL {{ {one.pattern} }} }}"
                " GROUP BY ?s"
            )
        else:
            query = f"SELECT DISTINCT ?s ?v {{ VALUES ?s {{ {chosen} }} {one.pattern} }} ORDER BY ?s STR(?v)"
        for subject, value in await rows(lease, query):
            if isinstance(subject, ox.NamedNode) and value is not None:
                found[subject.value].append(value)
    return found


async def given_values(lease: Lease, one: Property, iris: Iterable[str]) -> dict[str, list[Value]]:
    """What given values of a property are compared with, by the IRIs of entities.

    Raises:
        StoreError: see `api.workers.lease.Lease.ask`.
    """
    if one.values == "count":
        counts = await values(lease, one, iris)
        return {iri: [_value(term) for term in terms] for iri, terms in counts.items()}
    wanted = sorted(set(iris))
    found: dict[str, dict[Term, Value]] = {iri: {} for iri in wanted}
    for start in range(0, len(wanted), _CHUNK):
        chosen = " ".join(f"<{iri}>" for iri in wanted[start : start + _CHUNK])
        for subject, term, name in await rows(
            lease,
            f"SELECT DISTINCT ?s ?v ?n {{ VALUES ?s {{ {chosen} }} {one.compared or one.pattern}"
            " OPTIONAL { ?v skos:prefLabel|skos:altLabel|skos:notation|dcterms:title|rdfs:label ?n } }",
        ):
            if isinstance(subject, ox.NamedNode) and isinstance(term, ox.NamedNode | ox.Literal):
                value = found[subject.value].setdefault(term, _value(term))
                if isinstance(name, ox.Literal):
                    value.names.add(compact(name.value))
    return {iri: list(terms.values()) for iri, terms in found.items()}


def _value(term: Term) -> Value:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    names = {compact(term.value)}
    if isinstance(term, ox.Literal) and term.value in LEVELS:
        words, others = LEVELS[term.value]
        names.update(map(compact, (*words, *others)))
    return Value(term, names)
