from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from api.workers.lease import Lease
from api.workers.limits import (
    Limits,
    NothingInService,
    Overloaded,
    QueryTimeout,
    ResultTooLarge,
    Stopping,
    WorkerLost,
)
from api.workers.nursery import Nursery
from api.workers.pool import Pool
from graph.formats import GRAPH, RESULTS, find
from graph.generations import Generations
from graph.store import Dataset, FormatMismatch, QueryRefused, QuerySyntaxError
from tests.api import small_store
from tests.api.serving import ENDLESS

pytestmark = pytest.mark.anyio

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@asynccontextmanager
async def pool(
    store: Path,
    *,
    workers: int = 1,
    queue: int = 8,
    seconds: float = 30.0,
    result_bytes: int = 1 << 20,
    memory: int = 1 << 30,
    **limits: Any,
) -> AsyncIterator[Pool]:
    one = Pool(
        Generations(store),
        Limits(workers, queue=queue, seconds=seconds, result_bytes=result_bytes, memory=memory, **limits),
    )
    try:
        yield one
    finally:
        async with asyncio.timeout(20):
            await one.close()


async def ask(among: Pool, query: str = COUNT) -> bytes:
    async with among.lease() as lease:
        return (await lease.ask(query, RESULTS)).body


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def process_of(lease: Lease) -> int:
    return lease._worker.pid  # to look at it from outside, as an operator would


async def test_a_worker_that_dies_while_it_starts_is_no_reason_to_leave_a_generation_alone(
    store: Path,
) -> None:
    class Unlucky(Nursery):
        killed = 0

        def fork(self, *given: Any) -> int:
            process = super().fork(*given)
            if self.killed < 2:
                self.killed += 1
                os.kill(process, signal.SIGKILL)
            return process

    async with pool(store, workers=2) as one:
        one._nursery = nursery = Unlucky()  # the first has not begun anything
        await one.in_service()
        assert nursery.killed == 2
        assert await ask(one)


async def test_a_query_is_answered_in_the_first_format_that_fits(store: Path) -> None:
    async with pool(store) as one, one.lease() as lease:
        table = await lease.ask("ASK { ?s ?p ?o }", [*GRAPH, *RESULTS])
        graph = await lease.ask("DESCRIBE <urn:none>", [*RESULTS, *GRAPH])
        assert (table.format.name, graph.format.name) == ("json", "turtle")
        assert table.body == b'{"head":{},"boolean":true}'


async def test_errors_arrive_as_what_they_were(store: Path) -> None:
    async with pool(store) as one, one.lease() as lease:
        with pytest.raises(QuerySyntaxError) as raised:
            await lease.ask("SELECT *\n{ ?s ?p }", RESULTS)
        assert (raised.value.line, raised.value.column) == (2, 9)
        with pytest.raises(QueryRefused):
            await lease.ask("SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }", RESULTS)
        with pytest.raises(FormatMismatch):
            await lease.ask(COUNT, GRAPH)
        assert b'"true"' in (await lease.ask("SELECT (true AS ?x) {}", RESULTS)).body


async def test_the_graphs_of_a_query_can_be_named(store: Path) -> None:
    graph = f"{small_store.DEFAULT_BASE}graph/links"
    async with pool(store) as one, one.lease() as lease:
        default = await lease.ask(COUNT, RESULTS, Dataset((graph,)))
        named = await lease.ask("SELECT DISTINCT ?g { GRAPH ?g {} }", RESULTS, Dataset((), (graph,)))
        assert b'"4"' in default.body
        assert graph.encode() in named.body


async def test_a_query_past_its_time_is_killed_and_the_spare_takes_over(store: Path) -> None:
    async with pool(store, seconds=0.3) as one:
        async with one.lease() as lease:
            process = process_of(lease)
            with pytest.raises(QueryTimeout):
                await lease.ask(ENDLESS, RESULTS)
        assert b"bindings" in await ask(one)
        async with asyncio.timeout(10):
            while not gone(process):
                await ask(one)


async def test_one_runaway_query_leaves_the_others_unharmed(store: Path) -> None:
    async with pool(store, workers=2, seconds=1.0) as one:
        runaway = asyncio.create_task(ask(one, ENDLESS))
        answered = 0
        while not runaway.done():
            assert b"bindings" in await ask(one)
            answered += 1
        with pytest.raises(QueryTimeout):
            await runaway
        assert answered > 10


async def test_a_caller_who_leaves_takes_the_query_along(store: Path) -> None:
    async with pool(store) as one:
        async with one.lease() as lease:
            process = process_of(lease)
            query = asyncio.create_task(lease.ask(ENDLESS, RESULTS))
            await asyncio.sleep(0)  # lets the query begin
            query.cancel()
            with pytest.raises(asyncio.CancelledError):
                await query
        async with asyncio.timeout(10):
            while not gone(process):
                await ask(one)


async def test_a_result_beyond_the_limit_is_an_error_and_the_worker_goes_on(store: Path) -> None:
    async with pool(store, result_bytes=2000) as one, one.lease() as lease:
        process = process_of(lease)
        with pytest.raises(ResultTooLarge):
            await lease.ask("SELECT * { ?s ?p ?o }", RESULTS)
        assert b"bindings" in (await lease.ask(COUNT, RESULTS)).body
        assert process_of(lease) == process


async def test_large_results_come_whole_through_a_full_pipe(store: Path) -> None:
    wide = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 15000"
    async with pool(store, result_bytes=8 << 20) as one, one.lease() as lease:
        body = (await lease.ask(wide, RESULTS[2:3])).body
        assert body.count(b"\r\n") == 15001
        assert len(body) > 1 << 20


async def test_a_query_out_of_memory_ends_its_worker_only(store: Path) -> None:
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"
    async with pool(store, memory=512 << 20) as one:
        with pytest.raises(WorkerLost):
            await ask(one, hungry)
        assert b"bindings" in await ask(one)


async def test_a_worker_that_was_killed_while_idle_is_not_handed_out(store: Path) -> None:
    async with pool(store) as one:
        async with one.lease() as lease:
            os.kill(process_of(lease), signal.SIGKILL)
            await lease._worker._link.closed.wait()
        assert b"bindings" in await ask(one)


async def test_more_than_may_wait_are_turned_away(store: Path) -> None:
    async with pool(store, workers=1, queue=1) as one, one.lease():
        waiting = asyncio.create_task(ask(one))
        while one.status().waiting == 0:
            await asyncio.sleep(0)  # lets it take its place in the queue
        with pytest.raises(Overloaded):
            await ask(one)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert one.status().waiting == 0


async def test_nobody_waits_longer_than_a_query_may_run(store: Path) -> None:
    async with pool(store, seconds=0.2) as one, one.lease():
        with pytest.raises(Overloaded):
            await ask(one)


async def test_a_new_generation_is_in_service_at_the_next_request(tmp_path: Path) -> None:
    first = small_store.publish(tmp_path)
    async with pool(tmp_path) as one:
        async with one.lease() as lease:
            assert lease.generation.name == first.name
            second = small_store.publish(tmp_path, more="<urn:g> { <urn:s> <urn:p> <urn:o> }")
            assert b'"false"' not in (await lease.ask("ASK { <urn:s> ?p ?o }", RESULTS)).body
            assert b"false" in (await lease.ask("ASK { <urn:s> ?p ?o }", RESULTS)).body
            old = process_of(lease)
        async with one.lease() as lease:
            assert lease.generation.name == second.name
            assert b"true" in (await lease.ask("ASK { <urn:s> ?p ?o }", RESULTS)).body
        Generations(tmp_path).switch(first.name)
        async with one.lease() as lease:
            assert lease.generation.name == first.name
        async with asyncio.timeout(10):
            while not gone(old):
                await ask(one)


async def test_a_switch_under_load_fails_no_request(tmp_path: Path) -> None:
    small_store.publish(tmp_path)
    published: list[str] = []
    async with pool(tmp_path, workers=2, queue=64) as one:

        async def reader() -> list[str]:
            seen: list[str] = []
            while not published or seen[-1:] != published[-1:]:
                async with one.lease() as lease:
                    await lease.ask(COUNT, RESULTS)
                    seen.append(lease.generation.name)
            return seen

        async def builder() -> None:
            for number in range(4):
                more = f"<urn:g> {{ <urn:s> <urn:p> {number} }}"
                made = await asyncio.to_thread(small_store.publish, tmp_path, more=more)
                async with one.lease() as lease:
                    assert lease.generation.name == made.name
                if number == 3:
                    published.append(made.name)

        async with asyncio.timeout(60):
            *seen, _ = await asyncio.gather(*(reader() for _ in range(6)), builder())
    assert len({name for names in seen for name in names}) >= 2
    for names in seen:  # once a generation is seen, none before it is seen again
        assert names == sorted(names, key=names.index)


async def test_a_generation_that_cannot_be_opened_is_not_taken_up(tmp_path: Path) -> None:
    first = small_store.publish(tmp_path)
    async with pool(tmp_path) as one:
        await ask(one)
        broken = tmp_path / "generations" / "0123456789abcdef"
        shutil.copytree(first.folder, broken)
        shutil.rmtree(broken / "engine")
        Generations(tmp_path).switch(broken.name)
        async with one.lease() as lease:
            assert lease.generation.name == first.name
        second = small_store.publish(tmp_path, more="<urn:g> { <urn:s> <urn:p> <urn:o> }")
        async with one.lease() as lease:
            assert lease.generation.name == second.name


async def test_nothing_is_in_service_before_the_first_build(tmp_path: Path) -> None:
    async with pool(tmp_path) as one:
        with pytest.raises(NothingInService, match="crossplan build"):
            await ask(one)
        small_store.publish(tmp_path)
        assert b"bindings" in await ask(one)


async def test_closing_ends_a_running_query_and_every_process(store: Path) -> None:
    async with pool(store) as one:
        async with one.lease() as lease:
            process = process_of(lease)
            query = asyncio.create_task(lease.ask(ENDLESS, RESULTS))
            await asyncio.sleep(0)  # lets the query begin
            await one.close()
            assert gone(process)
            with pytest.raises(Stopping):
                await query
        with pytest.raises(Stopping):
            await ask(one)


async def test_a_graph_that_may_take_long_puts_off_the_deadline_of_no_query(store: Path) -> None:
    graph = f"{small_store.DEFAULT_BASE}graph/links"
    async with pool(store, workers=2, seconds=0.3) as one, one.lease() as lease:
        await lease.graph(graph, find("ntriples", GRAPH), {})
        for _ in range(3):
            async with asyncio.timeout(20):
                with pytest.raises(QueryTimeout):
                    await ask(one, ENDLESS)
