"""Honest queries beside hostile ones: a minute of mixed load, of which one request in twenty means harm.

Run: python -m bench.hostile [STORE] [--seconds 60] [--rate 100] [--deadline 2]

Honest clients ask look-ups, aggregations and pages at a steady rate; hostile ones products of everything, sorting of
everything, deep property paths and regular expressions that explode. Not one honest request may fail, and the memory of
all processes together stays bounded.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import httpx

from bench.serving import AGGREGATIONS, POINT, Peer, built, serving
from graph.generations import Generations
from graph.local import LocalStore
from ontology.terms import CP

HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d",
    "SELECT * { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>)+ ?c }",
    'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "((a*)*)*b(.*.*)*$")) }',
    "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
)
_HOSTILE_SHARE = 0.05


def family(root: int) -> list[int]:
    """The numbers of a process and of all below it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [root]
    for one in found:
        found += [pid for pid, parent in parents.items() if parent == one]
    return found


def server_of(address: str) -> int:
    """The number of the process that serves at `address`, started by `bench.serving`."""
    port = address.split(":")[2].split("/")[0]
    return int(subprocess.check_output(["pgrep", "-o", "-f", f"api.cli serve.*{port}"]))


def _memory(root: int) -> float:
    """Megabytes that a process and all below it take by themselves (proportional shares of what is shared)."""
    total = 0
    for pid in family(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1024


async def _load(address: str, iris: list[str], seconds: float, rate: float) -> None:
    site = address.removesuffix("sparql")
    dice = random.Random(7)
    statuses: dict[str, Counter[str]] = defaultdict(Counter)
    times: list[float] = []
    most = 0.0
    pid = server_of(address)

    async def one(client: httpx.AsyncClient, number: int) -> None:
        hostile = dice.random() < _HOSTILE_SHARE
        kind = "hostile"
        if hostile:
            target, query = address, dice.choice(HOSTILE) + f" # {number}"
        elif dice.random() < 0.1:
            kind = "page"
            target, query = site + dice.choice(["", "questions", "void", "id/region/370100.ttl"]), ""
        elif dice.random() < 0.3:
            kind = "aggregation"
            target, query = address, dice.choice(AGGREGATIONS) + f" # {number}"
        else:
            kind = "look-up"
            target, query = address, POINT % dice.choice(iris) + f" # {number}"
        start = time.perf_counter()
        try:
            answer = await client.get(target, params={"query": query} if query else None)
            statuses[kind][str(answer.status_code)] += 1
        except httpx.HTTPError as error:
            statuses[kind][type(error).__name__] += 1
        if not hostile:
            times.append(time.perf_counter() - start)

    limits = httpx.Limits(max_connections=500, max_keepalive_connections=100)
    async with httpx.AsyncClient(timeout=60, limits=limits) as client, asyncio.TaskGroup() as group:
        begin = time.perf_counter()
        for number in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, begin + number / rate - time.perf_counter()))
            group.create_task(one(client, number))
            if number % int(rate) == 0:
                most = max(most, _memory(pid))
    times.sort()
    sys.stdout.write(
        "".join(f"{kind:12} {dict(found)}\n" for kind, found in sorted(statuses.items()))
        + f"honest: median {times[len(times) // 2] * 1000:.1f} ms, 99 % {times[len(times) * 99 // 100] * 1000:.1f} ms,"
        f" longest {times[-1] * 1000:.0f} ms\nmemory of all processes: at most {most:.0f} MB\n"
    )
    if any(set(found) != {"200"} for kind, found in statuses.items() if kind != "hostile"):
        raise SystemExit("an honest request failed")


def main() -> None:
    """Prints how the requests ended, how long the honest ones took, and the most memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=100)
    parser.add_argument("--deadline", type=float, default=2)
    asked = parser.parse_args()
    os.environ["CROSSPLAN_QUERY_SECONDS"] = str(asked.deadline)
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or built(Path(folder) / "store")
        opened = LocalStore.open(Generations(store).current().folder / "engine")
        found = opened.select(f"SELECT DISTINCT ?m {{ ?m a <{CP.Measure}> }} LIMIT 5000")
        iris = [row[0].value for row in found.rows if row[0] is not None]  # type: ignore[union-attr]
        command = (sys.executable, "-m", "api.cli", "serve", "--store", str(store), "--port", "{port}")
        with serving(Peer("crossplan", command, "/sparql")) as address:
            asyncio.run(_load(address, iris, asked.seconds, asked.rate))


if __name__ == "__main__":
    main()
