"""The data set described for programs: VoID, DCAT 3, DQV, the endpoint, and the queries that it answers.

https://www.w3.org/TR/void/ · https://www.w3.org/TR/vocab-dcat-3/ · https://www.w3.org/TR/vocab-dqv/
"""

from __future__ import annotations

import pyoxigraph as ox

from api.describing.executables import tell_executables
from api.describing.rdf import Description, Node, Value, iri, iris, words
from api.describing.service import FORMATS, graphs_of, tell_service
from api.download import ADDRESS, MEDIA
from api.languages import Words
from graph.dump import FILE, Dump
from graph.formats import GRAPH, Format, find
from graph.summary import Summary
from ontology.iri import Namer
from ontology.terms import PREFIXES

__all__ = ["void"]

_TITLE = Words("政府规划知识图谱", "Government plans as linked data")
_ABOUT = Words(
    "从政府公布的规划、行动方案和工作要点中逐条读出的措施、责任单位、时限、量化目标、项目和地区，以及各文件之间的联系；"
    "每条事实都注明原文出处。",
    "Measures, accountable agencies, times, quantified targets, projects and regions, read one measure at a time from "
    "plans, programmes and work points that governments published, with the links between them. Every fact names the "
    "place in the document where it was read.",
)
_ENDPOINT = Words("SPARQL 1.1 查询端点（只读）", "SPARQL 1.1 endpoint (read only)")
_DUMP = Words(
    "全部数据：所有命名图，N-Quads，gzip 压缩",
    "The whole data set: all named graphs as N-Quads, compressed by gzip",
)
_KEYWORDS = (
    Words("政府规划", "government plans"),
    Words("行动方案", "programmes"),
    Words("责任单位", "accountable agencies"),
    Words("量化目标", "targets"),
)
_MEASUREMENT = iri("dqv:QualityMeasurement")
_PROTOCOL = ox.NamedNode("https://www.w3.org/TR/sparql11-protocol/")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CHINESE = ox.NamedNode("http://id.loc.gov/vocabulary/iso639-1/zh")
_GOVERNMENT = ox.NamedNode("http://publications.europa.eu/resource/authority/data-theme/GOVE")
#: The formats in which descriptions name each graph.
_PARTS = (find("turtle", GRAPH), find("nquads", GRAPH))


def void(summary: Summary, site: str, licence: str, taken: Format) -> bytes:
    """The description of the data set in the format `taken`, which is one of graphs.

    Args:
        summary: what the store holds.
        site: the address of this server, with a slash at its end.
        licence: the IRI of the licence of the data.
        taken: one of the formats of graphs.
    """
    description = Description()
    dataset = ox.NamedNode(Namer(summary.base).dataset())
    description.tell(
        ox.NamedNode(site + "void"),
        rdf_type=iri("void:DatasetDescription"),
        dcterms_title=words(Words("数据集说明", "Description of the data set")),
        foaf_primaryTopic=dataset,
    )
    _tell_dataset(description, dataset, summary, site, licence)
    endpoint = tell_service(description, site, dataset)
    _tell_endpoint(description, dataset, endpoint, site, licence)
    if summary.dump is not None:
        _tell_dump(description, dataset, summary.dump, site, licence)
    for name, content in graphs_of(description, dataset, summary):
        # a part of the data set, which can be fetched by itself
        address = site + name.removeprefix(summary.base)
        files: list[Value] = [ox.NamedNode(f"{address}.{one.ending}") for one in _PARTS]
        description.tell(dataset, void_subset=content)
        description.tell(content, void_dataDump=files)
    _tell_partitions(description, dataset, summary)
    _tell_links(description, dataset, summary)
    description.triples += summary.quality
    subjects = (triple.subject for triple in summary.quality if triple.object == _MEASUREMENT)
    measured: list[Value] = [one for one in subjects if isinstance(one, ox.NamedNode)]
    description.tell(dataset, dqv_hasQualityMeasurement=measured)
    tell_executables(description, site, endpoint)
    return description.serialized(taken)


def _tell_dataset(description: Description, dataset: Node, summary: Summary, site: str, licence: str) -> None:
    keywords = [word for one in _KEYWORDS for word in words(one)]
    formats: list[Value] = [iri(FORMATS[one.name]) for one in GRAPH]
    description.tell(
        dataset,
        rdf_type=iris("void:Dataset", "dcat:Dataset", "sd:Dataset"),
        dcterms_title=words(_TITLE),
        dcterms_description=words(_ABOUT),
        dcterms_license=ox.NamedNode(licence),
        dcterms_language=_CHINESE,
        dcterms_conformsTo=ox.NamedNode(PREFIXES["cp"].rstrip("#")),
        dcat_keyword=keywords,
        dcat_theme=_GOVERNMENT,
        dcat_version=summary.generation,
        owl_versionInfo=summary.generation,
        dcat_landingPage=ox.NamedNode(site),
        foaf_homepage=ox.NamedNode(site),
        dcterms_spatial=[ox.NamedNode(place) for place in summary.places],
        void_sparqlEndpoint=ox.NamedNode(site + "sparql"),
        void_uriSpace=summary.base,
        void_feature=formats,
        void_vocabulary=[ox.NamedNode(one) for one in summary.vocabularies],
        void_exampleResource=[ox.NamedNode(one) for one in summary.examples],
        void_rootResource=[ox.NamedNode(one) for one in summary.roots],
        void_triples=summary.triples,
        void_entities=summary.entities,
        void_distinctSubjects=summary.subjects,
        void_distinctObjects=summary.objects,
        void_classes=len(summary.classes),
        void_properties=len(summary.properties),
    )
    if len(summary.years) == 2:
        period = ox.BlankNode("period")
        description.tell(dataset, dcterms_temporal=period)
        since, until = summary.years
        description.tell(
            period, rdf_type=iri("dcterms:PeriodOfTime"), dcat_startDate=since, dcat_endDate=until
        )


def _tell_endpoint(
    description: Description, dataset: Node, endpoint: ox.NamedNode, site: str, licence: str
) -> None:
    """The endpoint as a service of DCAT, and as a way to the data."""
    distribution = ox.NamedNode(site + "void#sparql")
    description.tell(
        endpoint,
        rdf_type=iri("dcat:DataService"),
        dcterms_title=words(_ENDPOINT),
        dcterms_license=ox.NamedNode(licence),
        dcterms_conformsTo=_PROTOCOL,
        dcat_endpointURL=endpoint,
        dcat_endpointDescription=[endpoint, ox.NamedNode(site + "openapi.json")],
        dcat_servesDataset=dataset,
    )
    description.tell(dataset, dcat_distribution=distribution)
    description.tell(
        distribution,
        rdf_type=iri("dcat:Distribution"),
        dcterms_title=words(_ENDPOINT),
        dcterms_license=ox.NamedNode(licence),
        dcat_accessURL=endpoint,
        dcat_accessService=endpoint,
    )


def _tell_dump(description: Description, dataset: Node, dump: Dump, site: str, licence: str) -> None:
    """The whole data set as one file (DCAT 3, section 6.8; VoID, section 3.2)."""
    distribution, checksum = ox.NamedNode(f"{site}void#{FILE}"), ox.BlankNode("checksum")
    file, quads, packed = (
        ox.NamedNode(one)
        for one in (site + ADDRESS[1:], _MEDIA_TYPES + find("nquads", GRAPH).accepts[0], _MEDIA_TYPES + MEDIA)
    )
    description.tell(dataset, void_dataDump=file, dcat_distribution=distribution)
    description.tell(
        distribution,
        rdf_type=iri("dcat:Distribution"),
        dcterms_title=words(_DUMP),
        dcterms_license=ox.NamedNode(licence),
        dcat_accessURL=ox.NamedNode(site + "void"),
        dcat_downloadURL=file,
        dcat_mediaType=quads,
        dcat_compressFormat=packed,
        dcat_byteSize=ox.Literal(str(dump.size), datatype=iri("xsd:nonNegativeInteger")),
        spdx_checksum=checksum,
    )
    description.tell(
        checksum,
        rdf_type=iri("spdx:Checksum"),
        spdx_algorithm=iri("spdx:checksumAlgorithm_sha256"),
        spdx_checksumValue=ox.Literal(dump.sha256, datatype=iri("xsd:hexBinary")),
    )
    for media in (quads, packed):
        description.tell(media, rdf_type=iri("dcterms:MediaType"))


def _tell_partitions(description: Description, dataset: Node, summary: Summary) -> None:
    for number, (name, members) in enumerate(summary.classes, start=1):
        part = ox.BlankNode(f"class{number}")
        description.tell(dataset, void_classPartition=part)
        description.tell(part, void_class=ox.NamedNode(name), void_entities=members)
    for number, (name, triples) in enumerate(summary.properties, start=1):
        part = ox.BlankNode(f"property{number}")
        description.tell(dataset, void_propertyPartition=part)
        description.tell(part, void_property=ox.NamedNode(name), void_triples=triples)


def _tell_links(description: Description, dataset: Node, summary: Summary) -> None:
    """The links to other data sets, which are known by how their IRIs begin."""
    for number, link in enumerate(summary.links, start=1):
        linkset, target = ox.BlankNode(f"linkset{number}"), ox.BlankNode(f"target{number}")
        description.tell(dataset, void_subset=linkset)
        description.tell(
            linkset,
            rdf_type=iris("void:Linkset", "void:Dataset"),
            void_subjectsTarget=dataset,
            void_objectsTarget=target,
            void_linkPredicate=ox.NamedNode(link.predicate),
            void_triples=link.triples,
        )
        description.tell(target, rdf_type=iri("void:Dataset"), void_uriSpace=link.space)
