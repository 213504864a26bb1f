"""How well documents are read, as measured: the figures of `recall.toml` as data (DQV).

The file is made by the gate (`make gate WRITE=1`) from the documents that people read by hand, and a test holds it to
what the gate measures. The figures are published with every build, so that who finds nothing can tell how likely it
is that the reader missed it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ontology.iri import Namer
from ontology.records import GoldReading, Metric, QualityMeasurement, Record
from ontology.triples import graph_lines

__all__ = ["PUBLISHED", "Measured", "Sample", "Share", "published", "quality_quads", "written"]

#: The figures that come with the program.
PUBLISHED = Path(__file__).with_name("recall.toml")

#: The W3C's dimensions of linked data quality: https://www.w3.org/2016/05/ldqd
_LDQD = "http://www.w3.org/2016/05/ldqd#"
#: The kinds of fact in Chinese.
_KINDS = {
    "measures": "措施",
    "titles": "措施标题",
    "agencies": "责任单位",
    "roles": "责任单位的分工",
    "schedules": "时限",
    "targets": "量化目标",
    "whole targets": "量化目标的全部要素",
    "projects": "项目",
    "regions": "地区",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A document that was measured on."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many facts of a kind were read rightly, read wrongly, and missed."""

    right: int
    wrong: int
    missed: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Some hand-read documents, whether rules were made looking at them, and what was counted by kind of fact."""

    seen: bool
    documents: tuple[Measured, ...]
    shares: Mapping[str, Share]


def published() -> tuple[Sample, ...]:
    """The figures that come with the program."""
    content = tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))
    return tuple(
        Sample(
            entry["seen"],
            tuple(Measured(**d) for d in entry["document"]),
            {kind: Share(*counts) for kind, counts in entry["kinds"].items()},
        )
        for entry in content["sample"]
    )


_HEAD = """\
# What the reader came to on the documents that people read by hand: facts read rightly, read wrongly, and missed.
# Made by `make gate WRITE=1`; a test holds it to what the gate measures.
"""


def written(samples: Iterable[Sample]) -> str:
    """The text of `recall.toml` for `samples`."""
    out = [_HEAD]
    for sample in samples:
        out.append(f"\n[[sample]]\nseen = {str(sample.seen).lower()}\n")
        documents = (f'    {{ name = "{d.name}", sha256 = "{d.sha256}" }},\n' for d in sample.documents)
        out += ["document = [\n", *documents, "]\n\n[sample.kinds]\n"]
        for kind, share in sample.shares.items():
            name = kind if kind.isalpha() else f'"{kind}"'
            out.append(f"{name} = [{share.right}, {share.wrong}, {share.missed}]\n")
    return "".join(out)


def quality_quads(namer: Namer, samples: Iterable[Sample] | None = None) -> bytes:
    """The named graph of quality, as sorted N-Quads: `samples`, by default the figures published."""
    found = published() if samples is None else samples
    return graph_lines((r for sample in found for r in _records(sample, namer)), namer.graph("quality"))


def _records(sample: Sample, namer: Namer) -> Iterator[Record]:
    readings: list[str] = []
    for document in sample.documents:
        stem = document.name.rsplit(".", 1)[0]
        readings.append(namer.gold_reading(stem, document.sha256))
        yield GoldReading(
            iri=readings[-1], label=f"{document.name} 的人工标注", source_name=document.name,
            sha256=document.sha256, seen=sample.seen,
        )  # fmt: skip
    for kind, share in sample.shares.items():
        # a share of nothing is no figure
        if asked := share.right + share.missed:
            yield from _measurement(
                "recall", "completeness", kind, share.right, asked, sample, readings, namer
            )
        if read := share.right + share.wrong:
            yield from _measurement(
                "precision", "semanticAccuracy", kind, share.right, read, sample, readings, namer
            )


#: How a figure speaks of its documents.
_SEEN = {True: "编写规则时看过的文件", False: "编写规则时未看过的文件"}


def _measurement(
    metric: str, dimension: str, kind: str, right: int, out_of: int, sample: Sample, readings: list[str],
    namer: Namer,
) -> Iterator[Record]:  # fmt: skip
    name = f"{metric} of {kind}"
    label = f"{_KINDS[kind]}的{'查全率' if metric == 'recall' else '查准率'}"
    yield Metric(iri=namer.metric(name), label=label, fact_kind=kind, dimension=_LDQD + dimension)
    yield QualityMeasurement(
        iri=namer.measurement(f"{name} {'seen' if sample.seen else 'held out'}"),
        label=f"{label}（{_SEEN[sample.seen]}）", metric=namer.metric(name), computed_on=namer.dataset(),
        value=(Decimal(right) / out_of).quantize(Decimal("0.0001")), out_of=out_of, measured_on=tuple(readings),
        seen=sample.seen,
    )  # fmt: skip
