"""The summary of the generation in service, for those who describe the data set."""

from __future__ import annotations

import asyncio

from api.asking import rows
from api.crew import Crew
from api.lease import Lease
from api.workers import Pool
from graph.summary import Summary, queries, read, summed_up

__all__ = ["Summaries"]


class Summaries:
    """The summary of the generation asked for last.

    The build has written it; only where an earlier version built the generation, a worker counts.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._last: Summary | None = None

    async def in_service(self) -> tuple[Crew, Summary]:
        """The crew on the generation in service, and what that generation holds.

        Raises:
            NothingInService: see `api.workers.Pool.in_service`.
            StoreError: the generation has no summary, and counting failed; see `api.lease.Lease.ask`.
        """
        while True:
            crew = await self._pool.in_service()
            last = self._last
            if last is None or last.generation != crew.generation.name:
                last = await asyncio.to_thread(read, crew.generation.folder) or await self._counted(crew)
            if last is not None:
                self._last = last
                return crew, last

    async def _counted(self, crew: Crew) -> Summary | None:
        """The summary, counted now; None if another generation has come into service meanwhile."""
        async with self._pool.lease() as lease:
            if lease.generation.name != crew.generation.name:
                return None
            return await _counted(lease)


async def _counted(lease: Lease) -> Summary:
    found = {name: await rows(lease, query) for name, query in queries(lease.manifest["base"]).items()}
    return summed_up(lease.generation.name, lease.manifest, found)
