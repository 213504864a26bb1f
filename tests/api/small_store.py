"""A small store for the tests of the server: two plans, one of them with its text, by the published model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox

from graph.generations import Generation, Generations
from ontology.terms import DEFAULT_BASE, PREFIXES

TEXT = """数字示例2025年工作要点

一、释放数据要素价值
1.强化数据资源管理。到2025年底，建成100个数据站点。（省大数据局牵头，省财政厅配合）
2.推动数据高效流通。在济南市开展试点。（省大数据局、省科技厅负责）
二、建设数字政府
3.提升服务能力。
"""

#: The words that facts were read from.
PASSAGES = (
    "数字示例2025年工作要点",
    "1.强化数据资源管理。",
    "省大数据局牵头",
    "到2025年底",
    "建成100个数据站点",
)
DOCUMENT = "shu-zi-shi-li-0f0f0f0f"
PLAN = "id/plan/shu-zi-shi-li-2025-nian-gong-zuo-yao-dian"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def _span(words: str) -> str:
    """The last part of the IRI of the span of `words`."""
    start = TEXT.index(words)
    return f"{start}-{start + len(words)}"


def _spans(*passages: str) -> str:
    lines = []
    for words in passages:
        start, end = _span(words).split("-")
        lines.append(
            f"<id/document/{DOCUMENT}/span/{start}-{end}> a cp:Span ; rdfs:label {_prose(words)} ;"
            f" cp:source <id/document/{DOCUMENT}> ; oa:start {start} ; oa:end {end} ;"
            f' oa:exact "{words}" ; cp:words {_prose(words)} .'
        )
    return "\n".join(lines)


def _prose(words: str) -> str:
    return f'"{words}"@zh-Hans'


def _at(words: str) -> str:
    return f"cp:evidence <id/document/{DOCUMENT}/span/{_span(words)}>"


def trig(base: str) -> str:
    """The whole data set, under `base`."""
    header = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())
    return f"""@base <{base}> .
{header}
<graph/document/{DOCUMENT}> {{
    <id/document/{DOCUMENT}> a cp:Document ; rdfs:label "数字示例.txt"@zh-Hans ;
        cp:sourceName "数字示例.txt" ; cp:sha256 "{SHA256}" ; cp:carries <{PLAN}> .
    <{PLAN}> a cp:Plan ; rdfs:label "数字示例2025年工作要点"@zh-Hans ;
        dcterms:title "数字示例2025年工作要点"@zh-Hans ; cp:planKind "工作要点"@zh-Hans ;
        cp:periodStart "2025"^^xsd:gYear ; cp:periodEnd "2025"^^xsd:gYear ;
        cp:issuer <id/agency/370000-da-shu-ju-ju> ; {_at("数字示例2025年工作要点")} .
    <{PLAN}/section/1> a cp:Section ; rdfs:label "一、释放数据要素价值"@zh-Hans ; cp:plan <{PLAN}> ;
        cp:number "一" ; cp:ordinal 1 ; dcterms:title "释放数据要素价值"@zh-Hans .
    <{PLAN}/section/2> a cp:Section ; rdfs:label "二、建设数字政府"@zh-Hans ; cp:plan <{PLAN}> ;
        cp:number "二" ; cp:ordinal 2 ; dcterms:title "建设数字政府"@zh-Hans .
    <{PLAN}/measure/1> a cp:Measure ; rdfs:label "1. 强化数据资源管理"@zh-Hans ; cp:plan <{PLAN}> ;
        cp:section <{PLAN}/section/1> ; cp:number "1" ; cp:ordinal 1 ;
        dcterms:title "强化数据资源管理"@zh-Hans ; cp:text "到2025年底，建成100个数据站点。"@zh-Hans ;
        cp:leadAgency <id/agency/370000-da-shu-ju-ju> ;
        cp:cooperatingAgency <id/agency/370000-cai-zheng-ting> ;
        cp:assignment <{PLAN}/measure/1/assignment/1> ; cp:schedule <{PLAN}/measure/1/schedule/1> ;
        cp:target <{PLAN}/measure/1/target/1> ; {_at("1.强化数据资源管理。")} .
    <{PLAN}/measure/1/assignment/1> a cp:Assignment ; rdfs:label "省大数据局牵头"@zh-Hans ;
        cp:agency <id/agency/370000-da-shu-ju-ju> ; cp:role cp:Lead ; cp:rank 1 ;
        cp:mention "省大数据局" ; cp:basis cp:Stated ; {_at("省大数据局牵头")} .
    <{PLAN}/measure/1/schedule/1> a cp:Schedule ; rdfs:label "2025年底前"@zh-Hans ;
        cp:scheduleKind cp:Due ; cp:due "2025"^^xsd:gYear ; cp:basis cp:Stated ; {_at("到2025年底")} .
    <{PLAN}/measure/1/target/1> a cp:Target ; rdfs:label "数据站点 100个"@zh-Hans ;
        cp:indicator <id/indicator/shu-ju-zhan-dian> ; cp:comparator cp:Exactly ; cp:value 100.0 ;
        cp:unit "个" ; cp:deadline "2025"^^xsd:gYear ; {_at("建成100个数据站点")} .
    <{PLAN}/measure/2> a cp:Measure ; rdfs:label "2. 推动数据高效流通"@zh-Hans ; cp:plan <{PLAN}> ;
        cp:section <{PLAN}/section/1> ; cp:number "2" ; cp:ordinal 2 ;
        dcterms:title "推动数据高效流通"@zh-Hans ; cp:text "在济南市开展试点。"@zh-Hans ;
        cp:responsibleAgency <id/agency/370000-da-shu-ju-ju>, <id/agency/370000-ke-ji-ting> ;
        cp:region <id/region/370100> .
    <{PLAN}/measure/3> a cp:Measure ; rdfs:label "3. 提升服务能力"@zh-Hans ; cp:plan <{PLAN}> ;
        cp:section <{PLAN}/section/2> ; cp:number "3" ; cp:ordinal 3 ;
        dcterms:title "提升服务能力"@zh-Hans .
    <id/indicator/shu-ju-zhan-dian> a cp:Indicator ; rdfs:label "数据站点"@zh-Hans ;
        skos:prefLabel "数据站点"@zh-Hans .
    {_spans(*PASSAGES)}
}}
<graph/registry> {{
    <id/agency/370000-da-shu-ju-ju> a cp:Agency ; rdfs:label "山东省大数据局"@zh-Hans ;
        skos:prefLabel "山东省大数据局"@zh-Hans ; skos:altLabel "省大数据局"@zh-Hans .
    <id/agency/370000-cai-zheng-ting> a cp:Agency ; rdfs:label "山东省财政厅"@zh-Hans ;
        skos:prefLabel "山东省财政厅"@zh-Hans .
    <id/agency/370000-ke-ji-ting> a cp:Agency ; rdfs:label "山东省科学技术厅"@zh-Hans ;
        skos:prefLabel "山东省科学技术厅"@zh-Hans .
    <id/region/370100> a cp:Region ; rdfs:label "济南市"@zh-Hans ; skos:prefLabel "济南市"@zh-Hans ;
        skos:notation "370100" .
}}
<graph/links> {{
    <id/plan/shu-zi-shi-li-gui-hua> a cp:Plan ; rdfs:label "数字示例规划"@zh-Hans ;
        dcterms:title "数字示例规划"@zh-Hans ; cp:implementedBy <{PLAN}> .
}}
"""


def publish(root: Path, base: str = DEFAULT_BASE, *, more: str = "") -> Generation:
    """Puts the data set in service in the store folder `root`; `more` is TriG that is added to it."""
    quads = list(ox.parse(input=trig(base) + more, format=ox.RdfFormat.TRIG))
    generations = Generations(root)
    with generations.building() as draft:
        for graph in sorted({quad.graph_name.value for quad in quads}):
            mine = [quad for quad in quads if quad.graph_name.value == graph]
            name = graph.removeprefix(base + "graph/").replace("/", "-")
            ox.serialize(mine, str(draft.graphs / f"{name}.nq"), ox.RdfFormat.N_QUADS)
        (draft.texts / f"{DOCUMENT}.txt").write_bytes(TEXT.encode())
        document = {
            "slug": DOCUMENT,
            "iri": f"{base}id/document/{DOCUMENT}",
            "graph": f"{base}graph/document/{DOCUMENT}",
            "source_name": "数字示例.txt",
            "sha256": SHA256,
            "measures": 3,
            "triples": sum(quad.graph_name.value.endswith(DOCUMENT) for quad in quads),
        }
        draft.seal({"base": base, "software": "0.1.0", "documents": [document]})
        content = "".join(sorted(map(str, quads)))
        return generations.publish(draft, hashlib.sha256(content.encode()).hexdigest()[:16])
