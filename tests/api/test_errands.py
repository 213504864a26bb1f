"""Queries that are given to a worker ahead are answered, whatever becomes of the one before them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from api.connections.errand import Errand
from api.protocol import Operation
from api.workers.exchange import Answer
from api.workers.limits import Limits, QueryTimeout, WorkerLost
from api.workers.pool import Pool
from graph.formats import RESULTS
from graph.generations import Generations
from graph.store import Dataset
from tests.api import small_store
from tests.api.serving import ENDLESS

pytestmark = pytest.mark.anyio

SHORT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@asynccontextmanager
async def pool(store: Path, **limits: Any) -> AsyncIterator[Pool]:
    one = Pool(Generations(store), Limits(**{"workers": 1, "seconds": 30.0, **limits}))
    await one.in_service()
    try:
        yield one
    finally:
        async with asyncio.timeout(20):
            await one.close()


class Client:
    """Where an errand comes from; what becomes of it is `answer`, or `error` if it went the usual way."""

    def __init__(self, among: Pool, query: str) -> None:
        self.errand = Errand(
            among, self._replied, self, "", b"", Operation(query, Dataset(), ()), RESULTS[:1]
        )
        self.done = asyncio.Event()
        self.answer = b""
        self.generation = ""
        self.error: BaseException | None = None
        self.errand.start()

    def _replied(self, _: Errand, generation: str, answer: Answer) -> None:
        assert answer.format is RESULTS[0]
        self.answer, self.generation = answer.body, generation
        self.done.set()

    def reply(self, head: bytes, body: bytes) -> None:
        raise AssertionError("the errand tells the other way")

    def go_the_usual_way(self, errand: Errand) -> None:
        self._task = asyncio.create_task(self._usual_way(errand))

    async def _usual_way(self, errand: Errand) -> None:
        try:
            async with errand.resumed() as lease:
                asked = lease.begun() if lease.asked else lease.begin(errand.operation.query, RESULTS[:1])
                self.answer = (await asked).body()
        except Exception as error:
            self.error = error
        self.done.set()

    @property
    def ahead(self) -> bool:
        lease = self.errand._lease  # to look at it from outside
        return lease is not None and lease.ahead

    @property
    def process(self) -> int:
        assert self.errand._lease is not None
        return self.errand._lease._worker.pid


async def until_done(*clients: Client) -> None:
    async with asyncio.timeout(20):
        for one in clients:
            await one.done.wait()


async def test_all_are_answered_some_of_them_ahead(store: Path) -> None:
    async with pool(store) as one:
        clients = [Client(one, f"SELECT ({number} AS ?x) {{}}") for number in range(20)]
        assert [client.ahead for client in clients[:3]] == [False, True, False]
        await until_done(*clients)
        for number, client in enumerate(clients):
            assert f'"{number}"'.encode() in client.answer
        assert one.status().idle >= 1
        assert one.status().busy == one.status().waiting == 0


async def test_behind_a_long_query_nobody_stays(store: Path) -> None:
    async with pool(store, patience=0.05) as one:
        long, short = Client(one, ENDLESS), Client(one, SHORT)
        assert short.ahead
        await until_done(short)
        assert b"bindings" in short.answer
        assert not long.done.is_set()
        assert one.status().long == 1
        long.errand.drop()


async def test_behind_a_query_that_is_killed_at_its_deadline_nobody_is_harmed(store: Path) -> None:
    async with pool(store, seconds=0.3, patience=20.0) as one:
        long, short = Client(one, ENDLESS), Client(one, SHORT)
        assert short.ahead
        await until_done(long, short)
        assert isinstance(long.error, QueryTimeout)
        assert b"bindings" in short.answer


async def test_the_time_of_a_query_counts_from_when_the_worker_comes_to_it(store: Path) -> None:
    async with pool(store, seconds=0.4, patience=20.0) as one:
        first, second = Client(one, ENDLESS), Client(one, ENDLESS)
        assert second.ahead
        await until_done(first, second)
        assert isinstance(second.error, QueryTimeout)
        assert one.stopped["deadline"] == 2


async def test_behind_a_client_who_leaves_nobody_is_harmed(store: Path) -> None:
    async with pool(store, patience=20.0) as one:
        leaving, short = Client(one, ENDLESS), Client(one, SHORT)
        assert short.ahead
        leaving.errand.drop()
        await until_done(short)
        assert b"bindings" in short.answer
        assert one.stopped["client gone"] == 1


async def test_a_client_who_leaves_while_ahead_harms_nobody(store: Path) -> None:
    async with pool(store, patience=20.0, seconds=1.0) as one:
        first, leaving, last = Client(one, SHORT), Client(one, ENDLESS), Client(one, SHORT)
        assert leaving.ahead
        leaving.errand.drop()
        await until_done(first, last)
        assert b"bindings" in first.answer
        assert b"bindings" in last.answer
        async with asyncio.timeout(20):
            while one.status().busy:
                await asyncio.sleep(0)


async def test_when_the_worker_dies_the_one_ahead_is_answered_by_another(store: Path) -> None:
    async with pool(store, patience=20.0) as one:
        long, short = Client(one, ENDLESS), Client(one, SHORT)
        assert short.ahead
        os.kill(long.process, signal.SIGKILL)
        await until_done(long, short)
        assert isinstance(long.error, WorkerLost)
        assert b"bindings" in short.answer


async def test_who_waits_may_leave(store: Path) -> None:
    async with pool(store) as one:
        clients = [Client(one, SHORT) for _ in range(6)]
        for number in (2, 4):
            clients[number].errand.drop()
        await until_done(*(clients[number] for number in (0, 1, 3, 5)))
        assert not clients[2].done.is_set()
        assert one.status().waiting == 0


async def test_who_waits_may_go_ahead_and_wait_again_in_one_go(store: Path) -> None:
    async with pool(store, patience=20.0) as one:
        clients = [Client(one, query) for query in (ENDLESS, SHORT, SHORT)]
        last = clients[2].errand
        assert one.status().waiting == 1
        one.withdraw(last)  # as it goes ahead, and its worker is lost before the event loop has turned
        one.apply(last, again=True)
        await asyncio.sleep(0)
        clients[0].errand.drop()
        await until_done(*clients[1:])
        assert all(b"bindings" in client.answer for client in clients[1:])


async def test_a_new_generation_in_between_harms_nobody(tmp_path: Path) -> None:
    root = tmp_path / "store"
    before = small_store.publish(root)
    async with pool(root) as one:
        clients = [Client(one, SHORT) for _ in range(3)]
        after = small_store.publish(root, more="<urn:g> { <urn:s> <urn:p> 1 }")
        await one.in_service()
        clients += [Client(one, SHORT) for _ in range(3)]
        await until_done(*clients)
        assert all(b"bindings" in client.answer for client in clients)
        assert clients[0].generation == before.name
        assert clients[-1].generation in (after.name, "")  # the usual way tells it otherwise


async def test_two_long_queries_give_up_their_places_in_one_go(store: Path) -> None:
    wrong: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: wrong.append(told))
    async with pool(store, workers=2, patience=0.05) as one:
        async with asyncio.timeout(20):
            while one.status().idle < 3:
                await asyncio.sleep(0)
        long = [Client(one, ENDLESS) for _ in range(2)]
        short = [Client(one, SHORT) for _ in range(3)]
        assert [client.ahead for client in short] == [True, True, False]
        await until_done(*short)
        assert all(b"bindings" in client.answer for client in short)
        assert one.status().long == 2
        for client in long:
            client.errand.drop()
    assert wrong == []
