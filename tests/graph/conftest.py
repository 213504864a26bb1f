"""What tests of the store and its search share."""

from __future__ import annotations

import pytest

from graph.local import LocalStore
from graph.search import Index


@pytest.fixture(scope="session")
def index(corpus_store: LocalStore) -> Index:
    """The search index of the bundled corpus."""
    return corpus_store.search
