"""The endpoint beside its peers: requests a second on the same store, with the same queries, one after the other.

Run: python -m bench.serving [STORE] [--seconds 5] [--clients 8]

Needs wrk (apt install wrk) and the peers (pip install '.[bench]'). STORE is a store made by `crossplan build`; without
it one is made from the bundled corpus. What counts is the ratios within one run: machines differ, and are noisy.

Queries that are told apart by a comment are new to every server; repeated ones are a hundred, again and again.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from graph.generations import Generation, Generations
from ontology.terms import CP, PREFIXES

_PREFIXES = f"PREFIX cp: <{PREFIXES['cp']}> PREFIX skos: <{PREFIXES['skos']}> "
POINT = "SELECT ?p ?o { <%s> ?p ?o }"
AGGREGATIONS = (
    _PREFIXES + "SELECT ?plan (COUNT(DISTINCT ?m) AS ?n) { ?m a cp:Measure ; cp:plan ?plan } GROUP BY ?plan",
    _PREFIXES + "SELECT ?a ?name (COUNT(DISTINCT ?m) AS ?n) { ?m a cp:Measure ; cp:leadAgency ?a ."
    " ?a skos:prefLabel ?name } GROUP BY ?a ?name ORDER BY DESC(?n) ?name LIMIT 50",
    _PREFIXES
    + "SELECT ?i (COUNT(?t) AS ?n) (AVG(?v) AS ?mean) { ?t a cp:Target ; cp:indicator ?i ; cp:value ?v }"
    " GROUP BY ?i ORDER BY DESC(?n)",
)
_TARGETS = 5000
_REPEATED = 100

#: Asks the targets of a file in turn; where they are to be new, a number goes behind the comment sign.
_SCRIPT = """
local targets = {}
for line in io.lines(os.getenv("TARGETS")) do targets[#targets + 1] = line end
local fresh, turn = os.getenv("FRESH") == "1", 0
function init() math.randomseed(os.time()); turn = math.random(1, 100000000) end
function request()
  turn = turn + 1
  local target = targets[turn % #targets + 1]
  if fresh then target = target .. "%20%23" .. turn end
  return wrk.format("GET", target, {["Accept"] = "application/sparql-results+json"})
end
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: how it is started (`{port}` stands for the port), and where its endpoint is."""

    name: str
    command: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Requests a second, and the median and the 99th hundredth of their times in milliseconds."""

    rate: float
    median: float
    last: float


@contextmanager
def serving(peer: Peer) -> Iterator[str]:
    """The peer, started; gives the address of its endpoint."""
    port = _free_port()
    process = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in peer.command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
    )
    address = f"http://127.0.0.1:{port}{peer.path}"
    try:
        deadline = time.monotonic() + 300
        while True:
            try:
                if httpx.get(address, params={"query": "ASK {}"}, timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{peer.name} does not start: {' '.join(peer.command)}")
            time.sleep(0.2)
        time.sleep(3)  # what it does for itself when it is left alone, it has done
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def measured(address: str, queries: Sequence[str], *, fresh: bool, seconds: int, clients: int) -> Measured:
    """What wrk measures at `address`; `fresh` makes every query new."""
    path = "/" + address.split("/", 3)[3]
    with tempfile.TemporaryDirectory() as folder:
        targets, script = Path(folder) / "targets", Path(folder) / "ask.lua"
        targets.write_text("".join(f"{path}?query={quote(query)}\n" for query in queries), encoding="ascii")
        script.write_text(_SCRIPT, encoding="ascii")
        told = subprocess.run(
            [
                "wrk",
                "-t1",
                f"-c{clients}",
                f"-d{seconds}s",
                "--timeout",
                "30s",
                "--latency",
                "-s",
                str(script),
                address,
            ],
            env={**os.environ, "TARGETS": str(targets), "FRESH": "1" if fresh else "0"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)", told):
        sys.stdout.write(f"    ({wrong[1]} answers were errors)\n")
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", told)
    assert rate is not None, told
    return Measured(float(rate[1]), _milliseconds(told, "50%"), _milliseconds(told, "99%"))


def _milliseconds(told: str, share: str) -> float:
    found = re.search(rf"{share}\s+([0-9.]+)(us|ms|s)\b", told)
    assert found is not None, told
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


def peers(store: Path, generation: Generation, nquads: Path) -> list[Peer]:
    """crossplan with two workers, and those it is measured beside."""
    scripts, engine = Path(sys.executable).parent, str(generation.folder / "engine")
    return [
        Peer(
            "crossplan",
            (
                sys.executable,
                "-m",
                "api.cli",
                "serve",
                "--store",
                str(store),
                "--port",
                "{port}",
                "--workers",
                "2",
            ),
            "/sparql",
        ),
        Peer(
            "oxigraph serve-read-only",
            (str(scripts / "oxigraph"), "serve-read-only", "-b", "127.0.0.1:{port}", "-l", engine),
            "/query",
        ),
        Peer(
            "rdflib-endpoint",
            (
                str(scripts / "rdflib-endpoint"),
                "serve",
                "--store",
                "Oxigraph",
                "--port",
                "{port}",
                str(nquads),
            ),
            "/",
        ),
    ]


def main() -> None:
    """Prints a table: what each server answers in a second, and the ratios to crossplan's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=8)
    asked = parser.parse_args()
    for needed in (
        "wrk",
        str(Path(sys.executable).parent / "oxigraph"),
        str(Path(sys.executable).parent / "rdflib-endpoint"),
    ):
        if shutil.which(needed) is None:
            raise SystemExit(f"{needed} is not there: apt install wrk; pip install '.[bench]'")
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or built(Path(folder) / "store")
        generation = Generations(store).current()
        nquads = Path(folder) / "all.nq"
        engine = ox.Store.read_only(str(generation.folder / "engine"))
        # in the peer's default graph, as it has no union of its own
        engine.dump(str(nquads), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        nquads = nquads.rename(nquads.with_suffix(".nt"))
        points = [
            POINT % row[0].value
            for row in engine.query(f"SELECT DISTINCT ?m {{ ?m a <{CP.Measure}> }} LIMIT {_TARGETS}")  # type: ignore[union-attr]
        ]
        del engine
        kinds = {
            "point look-ups": (points, True),
            "aggregations": (AGGREGATIONS, True),
            "repeated": ((points * _REPEATED)[:_REPEATED], False),
        }
        found: dict[str, dict[str, Measured]] = {}
        for peer in peers(store, generation, nquads):
            with serving(peer) as address:
                found[peer.name] = {
                    kind: measured(
                        address, queries, fresh=fresh, seconds=asked.seconds, clients=asked.clients
                    )
                    for kind, (queries, fresh) in kinds.items()
                }
                if peer.name == "crossplan":
                    found[peer.name]["32 clients"] = measured(
                        address, points, fresh=True, seconds=asked.seconds, clients=32
                    )
    for name, kinds_found in found.items():
        for kind, one in kinds_found.items():
            ours = found["crossplan"][kind].rate / one.rate
            ratio = "" if name == "crossplan" else f"   crossplan does {ours:.2f} ×"
            sys.stdout.write(
                f"{name:26} {kind:16} {one.rate:9.0f} /s   median {one.median:7.2f} ms   99 % {one.last:7.2f} ms"
                f" ({one.last / one.median:.1f} ×){ratio}\n"
            )


def built(store: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "api.cli", "build", "--store", str(store)], check=True, capture_output=True
    )
    return store


if __name__ == "__main__":
    main()
