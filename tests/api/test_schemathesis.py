"""Whatever the API's description allows, and much that it does not, sent to the real server: nothing is found."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from tests.api.serving import Server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its own, on pytest
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import CHECKS, load_all_checks

load_all_checks()

EXAMPLES = 25
#: Where a text is taken that means something (a query of SPARQL, words to search for, the name of an agency), what
#: means nothing is refused, and no schema of JSON can tell which text that is. The specification of reconciliation
#: has services pass over members that they do not know.
_LEFT_OUT = (
    ("/sparql", "positive_data_acceptance"),
    ("/search", "positive_data_acceptance"),
    ("/questions/", "positive_data_acceptance"),
    ("/reconcile", "positive_data_acceptance"),
    ("/reconcile", "negative_data_rejection"),
)


_BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    one = Server(store, tmp_path_factory.mktemp("server"), query_seconds=2.0)
    yield one
    one.stop()


@pytest.fixture(scope="module")
def described(server: Server) -> object:
    return schemathesis.openapi.from_url(server.address + "openapi.json")


def tried(operation: Any, mode: GenerationMode) -> int:
    """Sends the operation what fits its description, or what does not; how often."""
    left_out = [check for path, check in _LEFT_OUT if operation.path.startswith(path)]
    excluded = [check for check in CHECKS.get_all() if check.__name__ in left_out]
    sent = 0

    @_BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        nonlocal sent
        sent += 1
        case.call_and_validate(excluded_checks=excluded, timeout=30)

    with suppress(Unsatisfiable):  # nothing can be sent to it that does not fit
        check()
    return sent


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_nothing_is_found(described: Any, mode: GenerationMode) -> None:
    sent = [tried(found.ok(), mode) for found in described.get_all_operations()]
    assert len(list(filter(None, sent))) >= 10
    assert sum(sent) >= 200
