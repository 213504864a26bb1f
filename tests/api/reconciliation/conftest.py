"""The server on the bundled corpus, for a module of tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from api.settings import Settings
from graph.generations import Generation
from tests.api.serving import running


@pytest.fixture(scope="module")
async def corpus(anyio_backend: str, corpus_generation: Generation) -> AsyncIterator[httpx.AsyncClient]:
    """The server on the bundled corpus."""
    async with running(Settings(store=corpus_generation.folder.parent.parent, workers=2)) as one:
        yield one
