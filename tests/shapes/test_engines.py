"""Rules run side by side find what they find one after the other, by either engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from shapes.data import Data, UnreadableData, read
from shapes.engines import Engine, Engines, Run
from shapes.results import Key, key
from shapes.rules import rules

BAD = Path(__file__).parent


@pytest.fixture(scope="module")
def data() -> Data:
    return Data.of(read([BAD / rule.name / "bad.ttl" for rule in rules()[::4]]))


def told(run: Run) -> tuple[Counter[Key], int, str]:
    return Counter(map(key, run.results)), run.looked_at, run.engine


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_rules_run_side_by_side_in_their_order(data: Data, engine: Engine) -> None:
    some = rules()[::4]
    together = [told(run) for run in Engines(data, engine).runs(some)]
    assert together == [told(Engines(data, engine).run(rule)) for rule in some]
    assert any(results for results, _, _ in together)


def test_a_rule_that_cannot_be_run_is_told(data: Data) -> None:
    broken = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:shape> sh:targetNode <urn:n> ; sh:minCount 1 ."""
    )
    some = [*rules()[:3], replace(rules()[0], name="broken", graph=broken), *rules()[3:6]]
    with pytest.raises(UnreadableData, match="the shape broken cannot be run"):
        list(Engines(data).runs(some))
