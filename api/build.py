"""Building: documents to a new generation of the store, beside the one in service, and one atomic switch.

A document is read again only if something that its quads depend on has changed: its bytes, its row of the
catalogue, the corrections of it, the registry, the base IRI or the software. What joins documents (links, the
closure under the ontology) is made anew at every build, apart from comparing two plans that have not changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from api.documents import Input, Refused, inputs, unclaimed
from graph.closure import Rules, entailed
from graph.continuation import Compared, Found
from graph.generations import Draft, Generation, Generations, today
from graph.link import links
from graph.store import StoreError
from loaders.catalogue import CatalogueCitation, CataloguePlan, CatalogueRow
from loaders.corrections.rows import CorrectionRow, Unapplied
from loaders.load import Unreadable, catalogue_quads, load_bytes
from loaders.recall import quality_quads
from loaders.registry import registry_quads
from ontology.iri import Namer
from ontology.registry import digest
from ontology.version import VERSION, code_version

__all__ = ["Built", "Input", "Outcome", "Refused", "add", "build", "inputs", "remove", "unclaimed"]

#: Below this many documents, starting more processes costs more than it saves.
_FEW = 20
#: Where a generation keeps what was found between its plans.
_COMPARED = "continuations.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A document of a build: what was read of it, or taken over unchanged.

    `unapplied` says which of its corrections (by their places in `corrections`) could not be applied, and why.
    """

    slug: str
    iri: str
    graph: str
    source_name: str
    sha256: str
    key: str
    measures: int
    triples: int
    notes: int
    row: CatalogueRow | None = None
    corrections: tuple[CorrectionRow, ...] = ()
    unapplied: tuple[tuple[int, str], ...] = ()
    reused: bool = False


@dataclass(slots=True)
class Outcome:
    """What a build did. `generation` is None where nothing was published; `unapplied` is corrections left over."""

    built: list[Built] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unapplied: list[Unapplied] = field(default_factory=list)
    generation: Generation | None = None
    triples: int = 0


#: Told after each document: how many are done, of how many.
Progress = Callable[[int, int], None]


def build(
    store: Path,
    documents: Iterable[Input],
    base: str,
    *,
    refused: Sequence[Refused] = (),
    unapplied: Sequence[Unapplied] = (),
    jobs: int | None = None,
    skip_bad: bool = False,
    progress: Progress | None = None,
    reason: str = "",
    clock: Callable[[], date] = today,
) -> Outcome:
    """Makes the store in the folder `store` exactly the documents given, as a new generation.

    Args:
        store: the folder of the store.
        documents: what to build from.
        base: the base of all IRIs.
        refused: files that could not even be opened; they count as unreadable.
        unapplied: corrections that are about none of the documents; they are reported with the others left over.
        jobs: how many processes read; by default all cores where there are many documents.
        skip_bad: publish without the unreadable documents; else any of them keeps all as it is.
        progress: told after each document.
        reason: why documents that the store held until now are not among those given, for the list of them.
        clock: tells the day of that.

    Raises:
        StoreError: the store cannot be written, or another build is under way.
    """
    generations = Generations(store)
    outcome = Outcome(refused=list(refused), unapplied=list(unapplied))
    wanted = list(documents)
    namer = Namer(base)
    with generations.building() as draft:
        before = _current(generations)
        known = _known(before, base)
        for done, result in enumerate(_read(wanted, known, before, namer, jobs, draft), 1):
            if isinstance(result, Refused):
                outcome.refused.append(result)
            else:
                outcome.built.append(result)
                outcome.unapplied += [Unapplied(result.corrections[n], why) for n, why in result.unapplied]
            if progress is not None:
                progress(done, len(wanted))
        if outcome.refused and not skip_bad:
            return outcome
        if not outcome.built:
            return outcome
        outcome.built.sort(key=lambda b: (b.source_name, b.slug))
        _common_graphs(draft, outcome.built, namer, _compared(before))
        outcome.triples = sum(_lines(f) for f in draft.graphs.iterdir())
        name = draft.content_name()
        draft.seal(_manifest(outcome, base))
        outcome.generation = generations.publish(draft, name, reason=reason, clock=clock)
    return outcome


def add(store: Path, fresh: Sequence[Input], **options: Any) -> Outcome:
    """The store with further documents; one that has the file name of a kept one replaces it."""
    current = Generations(store).current()
    names = {i.name for i in fresh}
    kept = [i for i in _inputs_of(current) if i.name not in names]
    return build(store, [*kept, *fresh], current.manifest["base"], **options)


def remove(store: Path, documents: Sequence[str], **options: Any) -> Outcome:
    """The store without the documents named by slug, IRI or file name.

    Raises:
        StoreError: a document is not in the store, or none would be left.
    """
    current = Generations(store).current()
    rows = current.manifest["documents"]
    gone: set[str] = set()
    for document in documents:
        found = [r["slug"] for r in rows if document in (r["slug"], r["iri"], r["source_name"])]
        if not found:
            held = ", ".join(r["source_name"] for r in rows)
            raise StoreError(f"{document}: the store holds no such document (it holds: {held})")
        gone.update(found)
    kept = [i for i, r in zip(_inputs_of(current), rows, strict=True) if r["slug"] not in gone]
    if not kept:
        raise StoreError("that would leave the store empty; build it anew with: crossplan build")
    return build(store, kept, current.manifest["base"], **options)


def _key(document: Input, base: str) -> str:
    """What a document's quads depend on, hashed."""
    row = json.dumps(asdict(document.row), sort_keys=True) if document.row else ""
    # where a correction stands in its file is nothing to the document
    corrections = json.dumps([asdict(replace(c, file="", line=0)) for c in document.corrections])
    parts = [
        document.sha256,
        document.name,
        row,
        corrections,
        digest(),
        base,
        code_version("ontology", "loaders"),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _current(generations: Generations) -> Generation | None:
    try:
        return generations.current()
    except StoreError:
        return None


def _known(before: Generation | None, base: str) -> dict[str, Built]:
    if before is None or before.manifest.get("base") != base:
        return {}
    return {d["key"]: _built(d) for d in before.manifest["documents"] if "key" in d}


def _built(entry: dict[str, Any]) -> Built:
    unapplied = tuple((n, why) for n, why in entry.get("unapplied", ()))
    given = {"row": _row(entry.get("row")), "corrections": _corrections(entry), "unapplied": unapplied}
    return Built(**{**entry, **given, "reused": True})


def _corrections(entry: dict[str, Any]) -> tuple[CorrectionRow, ...]:
    return tuple(CorrectionRow(**row) for row in entry.get("corrections", ()))


def _row(entry: dict[str, Any] | None) -> CatalogueRow | None:
    if entry is None:
        return None
    plans = tuple(CataloguePlan(**p) for p in entry["carries"])
    # earlier versions kept the titles alone
    lists = {
        name: tuple(
            CatalogueCitation(**({"title": one} if isinstance(one, str) else one)) for one in entry[name]
        )
        for name in ("interprets", "reports_on")
    }
    return CatalogueRow(**{**entry, "carries": plans, **lists})


def _inputs_of(generation: Generation) -> list[Input]:
    return [
        Input(
            d["source_name"], generation.source(d["slug"]), d["sha256"], _row(d.get("row")), _corrections(d)
        )
        for d in generation.manifest["documents"]
    ]


def _read(
    wanted: list[Input],
    known: dict[str, Built],
    before: Generation | None,
    namer: Namer,
    jobs: int | None,
    draft: Draft,
) -> Iterator[Built | Refused]:
    """Puts each document into `draft`: taken over from the generation before where it is unchanged, else read.

    Whoever reads a document writes it into the draft too; only what it counted comes back, so that memory
    does not grow with the number of documents.
    """
    fresh: list[Input] = []
    for document in wanted:
        built = known.get(_key(document, namer.base))
        if built is not None and before is not None:
            shutil.copyfile(_graph(before.folder, built.slug), _graph(draft.folder, built.slug))
            shutil.copyfile(_text(before.folder, built.slug), _text(draft.folder, built.slug))
            shutil.copyfile(document.file, draft.sources / built.slug)
            yield replace(built, corrections=document.corrections)
        else:
            fresh.append(document)
    workers = jobs or (min(os.cpu_count() or 1, 8) if len(fresh) >= _FEW else 1)
    tasks = ((d, namer.base, draft.folder) for d in fresh)
    if workers == 1:
        yield from map(_read_one, tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        yield from pool.map(_read_one, tasks, chunksize=4)


def _read_one(task: tuple[Input, str, Path]) -> Built | Refused:
    document, base, folder = task
    rows = {document.row.sha256: document.row} if document.row else {}
    try:
        content = document.file.read_bytes()
        loaded = load_bytes(content, document.name, rows, Namer(base), document.corrections)
    except OSError as error:
        return Refused(str(document.file), error.strerror or "unreadable")
    except Unreadable as error:
        return Refused(document.name, str(error))
    with _graph(folder, loaded.slug).open("wb") as graph:
        triples = loaded.write(graph)
    _text(folder, loaded.slug).write_bytes(loaded.received.encode("utf-8"))
    (folder / "sources" / loaded.slug).write_bytes(content)
    return Built(
        loaded.slug, loaded.iri, loaded.graph, loaded.name, loaded.sha256, _key(document, base), loaded.measures,
        triples, loaded.notes, document.row, document.corrections,
        tuple((document.corrections.index(u.row), u.reason) for u in loaded.unapplied),
    )  # fmt: skip


def _graph(folder: Path, slug: str) -> Path:
    """The quads of a document in the folder of a generation."""
    return folder / "graphs" / f"document-{slug}.nq"


def _text(folder: Path, slug: str) -> Path:
    """The text of a document in the folder of a generation."""
    return folder / "texts" / f"{slug}.txt"


def _lines(file: Path) -> int:
    with file.open("rb") as content:
        return sum(1 for _ in content)


def _common_graphs(draft: Draft, built: list[Built], namer: Namer, known: Compared) -> None:
    """The graphs that are no document's: catalogue, registry, quality, ontology, and what follows from all of them.

    `known` is what is known of plans that were compared before.
    """
    (draft.graphs / "catalogue.nq").write_bytes(catalogue_quads((b.row for b in built if b.row), namer))
    (draft.graphs / "registry.nq").write_bytes(registry_quads(namer))
    (draft.graphs / "quality.nq").write_bytes(quality_quads(namer))
    (draft.graphs / "ontology.nq").write_bytes(_ontology(namer))
    draft.load()
    linked = links(draft.store.engine, namer, known)
    (draft.graphs / "links.nq").write_bytes(linked.quads)
    (draft.folder / _COMPARED).write_text(json.dumps(linked.compared, ensure_ascii=False), encoding="utf-8")
    draft.load()
    apart = (ox.DefaultGraph(), ox.NamedNode(namer.graph("ontology")))  # the union, and what is no data
    rules = Rules.of_ontology()
    # of a store of many documents nine tenths are spans and words, from which nothing follows
    stated = (
        q
        for predicate, object_ in rules.patterns()
        for q in draft.store.engine.quads_for_pattern(None, predicate, object_)
        if q.graph_name not in apart
    )
    graph = namer.graph("inferred")
    lines = sorted(f"{t.subject} {t.predicate} {t.object} <{graph}> .\n" for t in entailed(stated, rules))
    (draft.graphs / "inferred.nq").write_bytes("".join(lines).encode())
    draft.load()


def _compared(before: Generation | None) -> Compared:
    """What the generation before knows of plans that were compared; nothing if it does not say, or in another form."""
    if before is None:
        return {}
    try:
        pairs = json.loads((before.folder / _COMPARED).read_text(encoding="utf-8")).items()
        return {
            key: [
                Found(later, earlier, score, tuple(told), how, (text, other))
                for later, earlier, score, told, how, (text, other) in found
            ]
            for key, found in pairs
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _ontology(namer: Namer) -> bytes:
    turtle = files("ontology").joinpath("crossplan.ttl").read_bytes()
    graph = namer.graph("ontology")
    triples = (q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    return "".join(sorted(f"{t.subject} {t.predicate} {t.object} <{graph}> .\n" for t in triples)).encode()


def _manifest(outcome: Outcome, base: str) -> dict[str, Any]:
    return {
        "base": base,
        "software": VERSION,
        "triples": outcome.triples,
        "documents": [asdict(replace(b, reused=False)) for b in outcome.built],
    }
