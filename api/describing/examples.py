"""The example queries of the query page; the tests run every one of them."""

from __future__ import annotations

from dataclasses import dataclass

from api.languages import Words

__all__ = ["EXAMPLES", "STARTER", "Example"]

_PREFIXES = """PREFIX cp: <https://w3id.org/crossplan/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

#: What stands in the query field of somebody who has not asked anything yet.
STARTER = (
    _PREFIXES
    + """SELECT ?measure ?label {
  ?measure a cp:Measure ; rdfs:label ?label .
} ORDER BY ?measure LIMIT 20"""
)


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it asks; `name` tells it from the others in an IRI."""

    name: str
    title: Words
    query: str


EXAMPLES: tuple[Example, ...] = (
    Example(
        "measures-by-plan",
        Words("各规划有多少条措施", "How many measures each plan has"),
        _PREFIXES
        + """SELECT ?plan ?title (COUNT(DISTINCT ?measure) AS ?measures) {
  ?measure a cp:Measure ; cp:plan ?plan .
  ?plan rdfs:label ?title .
} GROUP BY ?plan ?title ORDER BY DESC(?measures)""",
    ),
    Example(
        "measures-by-lead",
        Words("各部门牵头多少条措施", "How many measures each agency leads"),
        _PREFIXES
        + """SELECT ?agency ?name (COUNT(DISTINCT ?measure) AS ?measures) {
  ?measure a cp:Measure ; cp:leadAgency ?agency .
  ?agency skos:prefLabel ?name .
} GROUP BY ?agency ?name ORDER BY DESC(?measures) ?name LIMIT 50""",
    ),
    Example(
        "targets",
        Words("量化目标及其数值、期限", "Quantified targets with value and deadline"),
        _PREFIXES
        + """SELECT DISTINCT ?target ?name ?value ?unit ?deadline {
  ?target a cp:Target ; cp:indicator ?indicator ; cp:value ?value .
  ?indicator skos:prefLabel ?name .
  OPTIONAL { ?target cp:unit ?unit }
  OPTIONAL { ?target cp:deadline ?deadline }
} ORDER BY ?name ?deadline LIMIT 100""",
    ),
    Example(
        "measures-that-say",
        Words("提到“数据”的措施由谁负责", "Who is accountable for the measures that mention data"),
        _PREFIXES
        + """PREFIX cpf: <https://w3id.org/crossplan/function#>
SELECT DISTINCT ?measure ?title ?name {
  ?measure a cp:Measure ; rdfs:label ?title .
  FILTER(cpf:matches(?measure, "数据"))
  OPTIONAL {
    ?measure cp:leadAgency|cp:cooperatingAgency|cp:responsibleAgency ?agency .
    ?agency skos:prefLabel ?name
  }
} ORDER BY ?measure ?name LIMIT 200""",
    ),
    Example(
        "measures-without-lead",
        Words("没有写明牵头单位的措施", "Measures that name no lead"),
        _PREFIXES
        + """SELECT ?measure ?title {
  ?measure a cp:Measure ; rdfs:label ?title .
  MINUS { ?measure cp:leadAgency ?agency }
} ORDER BY ?measure LIMIT 100""",
    ),
    Example(
        "one-measure",
        Words("一条措施的全部数据（图）", "All data of one measure (a graph)"),
        _PREFIXES
        + """CONSTRUCT { ?measure ?property ?value } {
  { SELECT ?measure { ?measure a cp:Measure } ORDER BY ?measure LIMIT 1 }
  ?measure ?property ?value .
}""",
    ),
)
