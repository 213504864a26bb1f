"""Queries that never end: when they are answered, and whether the processor is left alone then.

Run: python -m bench.deadline [STORE] [--deadline 1] [--repeats 3]

A query past its deadline is to be answered within 0.3 s of it, and 0.5 s after the answer nothing is to be left of it:
what all processes of the server take of the processor is measured for the second that begins then. STORE is a store
made by `crossplan build`; without it one is made from the bundled corpus.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import httpx

from bench.hostile import family, server_of
from bench.serving import Peer, built, serving

#: A query of each kind that means harm.
ENDLESS = {
    "cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "ORDER BY everything": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d",
    "deep path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }",
    "regex bomb": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '
    '"((a*)*)*b(.*.*)*$")) }',
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "DISTINCT": "SELECT (COUNT(DISTINCT CONCAT(STR(?c), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
}  # fmt: skip
#: What may pass between deadline and answer, and until the processor is idle.
_LATE, _SETTLED = 0.3, 0.5
_WINDOW = 1.0
#: Of the window: what a server that does nothing takes.
_IDLE = 0.05
_TICKS = os.sysconf("SC_CLK_TCK")


def worked(root: int) -> float:
    """Seconds of the processor that a process, all below it and those below it that have ended have taken."""
    total = 0
    for pid in family(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / _TICKS


def main() -> None:
    """Prints, for each kind of query, the longest time to the answer and the most work after it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--deadline", type=float, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    os.environ["CROSSPLAN_QUERY_SECONDS"] = str(asked.deadline)
    os.environ["CROSSPLAN_WORKER_MEMORY"] = "4GiB"  # so that it is the deadline that ends them
    late = False
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or built(Path(folder) / "store")
        command = (sys.executable, "-m", "api.cli", "serve", "--store", str(store), "--port", "{port}")
        with serving(Peer("crossplan", command, "/sparql")) as address, httpx.Client(timeout=60) as client:
            server = server_of(address)
            sys.stdout.write(f"{'query':22}{'status':>8}{'answered, s':>13}{'work after, s':>15}\n")
            for kind, query in ENDLESS.items():
                statuses, times, work = set(), [], []
                for number in range(asked.repeats):
                    begin = time.perf_counter()
                    statuses.add(client.get(address, params={"query": f"{query} # {number}"}).status_code)
                    times.append(time.perf_counter() - begin)
                    time.sleep(_SETTLED)
                    before = worked(server)
                    time.sleep(_WINDOW)
                    work.append(worked(server) - before)
                sys.stdout.write(
                    f"{kind:22}{'/'.join(map(str, sorted(statuses))):>8}{max(times):13.2f}{max(work):15.2f}\n"
                )
                late |= max(times) > asked.deadline + _LATE or max(work) > _IDLE * _WINDOW
    if late:
        raise SystemExit(f"not held: answered within {_LATE} s of the deadline, idle {_SETTLED} s later")


if __name__ == "__main__":
    main()
