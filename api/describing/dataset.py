"""The summary of the generation in service, for those who describe the data set."""

from __future__ import annotations

import asyncio
import os

from api.asking import rows
from api.workers.crew import Crew
from api.workers.lease import Lease
from api.workers.pool import Pool
from graph.generations import Generation
from graph.summary import FILE, Summary, queries, read, summed_up

__all__ = ["Summaries"]


class Summaries:
    """The summary of the generation asked for last.

    The build has written it; only where an earlier version built the generation, a worker counts.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._last: tuple[object, Summary] | None = None

    async def in_service(self) -> tuple[Crew, Summary]:
        """The crew on the generation in service, and what that generation holds.

        Raises:
            NothingInService: see `api.workers.pool.Pool.in_service`.
            StoreError: the generation has no summary, and counting failed; see `api.workers.lease.Lease.ask`.
        """
        while True:
            crew = await self._pool.in_service()
            sign = _sign(crew.generation)
            if self._last is not None and self._last[0] == sign:
                return crew, self._last[1]
            found = await asyncio.to_thread(read, crew.generation.folder) or await self._counted(crew)
            if found is not None:
                self._last = sign, found
                return crew, found

    async def _counted(self, crew: Crew) -> Summary | None:
        """The summary, counted now; None if another generation has come into service meanwhile."""
        async with self._pool.lease() as lease:
            if lease.generation.name != crew.generation.name:
                return None
            return await _counted(lease)


def _sign(generation: Generation) -> object:
    """Something that changes with the summary: a generation built again keeps its name, but may have got one."""
    try:
        written = os.stat(generation.folder / FILE)
    except OSError:
        return generation.name
    return generation.name, written.st_ino, written.st_mtime_ns


async def _counted(lease: Lease) -> Summary:
    found = {name: await rows(lease, query) for name, query in queries(lease.manifest["base"]).items()}
    return summed_up(lease.generation.name, lease.manifest, found)
