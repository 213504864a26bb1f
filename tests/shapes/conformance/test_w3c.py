"""Both engines on the W3C's SHACL test suite: what each passes, and of the compiler what it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from shapes.compiled import IllFormed, Uncovered, compile_shapes
from shapes.reference import reference_results
from shapes.results import Key, key
from shapes.terms import from_rdflib
from tests.shapes.conformance.suite import SUITE, Case, as_stored, cases

if not SUITE.is_dir():
    pytest.skip(
        f"NOT CHECKED: the W3C's SHACL suite is not at {SUITE}; name its folder in SHACL_SUITE",
        allow_module_level=True,
    )

COUNTS = {"core": 98, "sparql": 23}

#: What pyshacl 0.40 gets wrong, and why.
PYSHACL_FAILS = {
    "core/property/uniqueLang-002": 'it takes sh:uniqueLang "1"^^xsd:boolean for true',
    "sparql/node/prefixes-001": "it does not follow owl:imports from the ontology that sh:prefixes names",
    "sparql/pre-binding/shapesGraph-001": "it has no $shapesGraph, which is optional",
}

CASES = {case.name: case for part in COUNTS for case in cases(part)}

#: What the compiler leaves to pyshacl, and why.
UNCOVERED = {
    "core/property/datatype-ill-formed": "a store does not tell an xsd:byte from an xsd:integer",
    "sparql/pre-binding/shapesGraph-001": "there is no $shapesGraph in the store, which is optional",
}


def by_reference(case: Case) -> Counter[Key]:
    return as_stored(map(key, reference_results(case.data, case.shapes)))


def by_compiler(case: Case) -> Counter[Key]:
    store = ox.Store()
    store.extend(ox.Quad(*map(from_rdflib, triple)) for triple in case.data)  # type: ignore[arg-type]
    return as_stored(key(result) for shape in compile_shapes(case.shapes) for result in shape.run(store))


@pytest.mark.parametrize(("part", "count"), COUNTS.items())
def test_the_suite_is_whole(part: str, count: int) -> None:
    found = [case for name, case in CASES.items() if name.startswith(part)]
    assert len(found) == count
    assert [case.name for case in found if not case.approved] == (
        ["sparql/component/nodeValidator-001"] if part == "sparql" else []
    )


@pytest.mark.parametrize("name", CASES)
def test_pyshacl(name: str, request: pytest.FixtureRequest) -> None:
    if name in PYSHACL_FAILS:
        request.applymarker(pytest.mark.xfail(reason=PYSHACL_FAILS[name], raises=(AssertionError, IllFormed)))
    check(CASES[name], by_reference)


@pytest.mark.parametrize("name", CASES)
def test_compiler(name: str) -> None:
    if name in UNCOVERED:
        with pytest.raises(Uncovered):
            compile_shapes(CASES[name].shapes)
    else:
        check(CASES[name], by_compiler)


def test_counts() -> None:
    assert {part: sum(name.startswith(part) for name in CASES.keys() - PYSHACL_FAILS) for part in COUNTS} == {
        "core": 97,
        "sparql": 21,
    }
    assert {part: sum(name.startswith(part) for name in CASES.keys() - UNCOVERED) for part in COUNTS} == {
        "core": 97,
        "sparql": 22,
    }


def check(case: Case, run: Callable[[Case], Counter[Key]]) -> None:
    if case.expected is None:
        with pytest.raises(IllFormed):
            run(case)
    else:
        assert run(case) == as_stored(case.expected)
