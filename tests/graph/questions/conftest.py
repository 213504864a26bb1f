from __future__ import annotations

import pytest

from graph.local import LocalStore
from tests.graph.questions.asked import Asked


@pytest.fixture(scope="session")
def ask(corpus_store: LocalStore) -> Asked:
    return Asked(corpus_store)
