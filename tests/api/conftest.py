"""A small store, the application on it in this process, and the server on it in another."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.settings import Settings
from tests.api import small_store
from tests.api.serving import Server, running


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("store")
    small_store.publish(root)
    return root


@pytest.fixture(scope="session")
async def client(anyio_backend: str, store: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running(Settings(store=store, workers=2)) as one:
        yield one


@pytest.fixture
def server(store: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(**settings: Any) -> Server:
        started.append(Server(settings.pop("store", store), tmp_path, **settings))
        return started[-1]

    yield start
    for one in started:
        one.stop()
