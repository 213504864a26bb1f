"""Generations of a store: each build stands beside the one in service, and one rename switches.

A store folder holds

    CURRENT                     the name of the generation in service, one line
    LOCK                        held by the process that builds
    SWITCHING                   held for the moment of a switch
    withdrawn.json              the documents that were in service once (`graph.withdrawals`)
    generations/{name}/         engine/ (the quads), graphs/*.nq, sources/ and texts/ of the documents, and what is made
                                from these: search.sqlite, crossplan.nq.gz, summary.json, manifest.json
    generations/.draft-{pid}/   a build under way; swept by the next build if it was interrupted

A generation is written whole, its files are flushed to disk, the folder gets its name by one rename and
CURRENT by another, so that a process killed at any moment leaves the last good generation in service.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from graph import dump, indexing, summary
from graph.local import LocalStore
from graph.store import StoreError
from graph.summary import Summary
from graph.withdrawals import Withdrawals

__all__ = ["Draft", "Generation", "Generations", "today"]

_KEEP = 5


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


class Generation:
    """One finished state of the store, in `folder`; never changed after it was published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        """The generation's name: the first 16 hex digits of the hash of its content."""
        return self.folder.name

    @property
    def manifest(self) -> dict[str, Any]:
        """What the build wrote about itself: base IRI, software version, one entry a document."""
        manifest: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return manifest

    @property
    def summary(self) -> Summary:
        """What it holds, in numbers: those that the build wrote, or counted now where an earlier version built it.

        Raises:
            StoreError: the quads cannot be read.
        """
        return summary.read(self.folder) or summary.counted(self.open(), self.name, self.manifest)

    @property
    def graphs(self) -> list[Path]:
        """The sorted N-Quads of every named graph, in the order of their file names."""
        return sorted((self.folder / "graphs").glob("*.nq"))

    def text(self, slug: str) -> str:
        """The text of a document as received and decoded, to which offsets count.

        Raises:
            KeyError: the generation has no document of that slug.
        """
        file = self.folder / "texts" / f"{slug}.txt"
        if "/" in slug or not file.is_file():
            raise KeyError(slug)
        return file.read_bytes().decode("utf-8")

    def source(self, slug: str) -> Path:
        """The file that keeps the bytes of a document as received.

        Raises:
            KeyError: the generation has no document of that slug.
        """
        file = self.folder / "sources" / slug
        if "/" in slug or not file.is_file():
            raise KeyError(slug)
        return file

    def open(self) -> LocalStore:
        """The quads, for reading; relative IRIs in queries are those of the data."""
        return LocalStore.open(self.folder / "engine", generation=self.name, base=self.manifest.get("base"))


class Draft:
    """A generation being made in `folder`: quads are added graph by graph, texts document by document."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.graphs = folder / "graphs"
        self.texts = folder / "texts"
        self.sources = folder / "sources"
        for part in (self.graphs, self.texts, self.sources):
            part.mkdir(parents=True)
        self._store: LocalStore | None = LocalStore.create(folder / "engine")
        self._loaded: set[str] = set()

    @property
    def store(self) -> LocalStore:
        """The quads loaded so far."""
        if self._store is None:
            raise StoreError("this draft is sealed")
        return self._store

    def load(self) -> None:
        """Loads the files in `graphs` that are not loaded yet into the engine."""
        fresh = sorted(f.name for f in self.graphs.glob("*.nq") if f.name not in self._loaded)
        self.store.load([self.graphs / name for name in fresh])
        self._loaded.update(fresh)

    def content_name(self) -> str:
        """The name of this content: the first 16 hex digits of the hash of all graphs and texts."""
        total = hashlib.sha256()
        for file in sorted([*self.graphs.iterdir(), *self.texts.iterdir()]):
            total.update(
                f"{file.parent.name}/{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode()
            )
        return total.hexdigest()[:16]

    def seal(self, manifest: dict[str, Any]) -> None:
        """Loads what is not loaded yet, closes the engine, writes what is made from the quads (the search index, the
        whole as one file, the numbers) and the manifest, and flushes everything to disk.

        Raises:
            NoSearch: this Python cannot make the index.
        """
        self.load()
        indexing.write(self.store.engine, self.folder / indexing.FILE)
        whole = dump.write(sorted(self.graphs.glob("*.nq")), self.folder / dump.FILE)
        summary.write(replace(summary.counted(self.store, "", manifest), dump=whole), self.folder)
        self.store.close()
        self._store = None
        (self.folder / "manifest.json").write_text(
            json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
        for path in [*self.folder.rglob("*"), self.folder]:
            _flush(path)


class Generations:
    """The generations kept in the store folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / "generations"
        self._current_file = str(root / "CURRENT")

    def current(self) -> Generation:
        """The generation in service.

        Raises:
            StoreError: nothing was built there yet.
        """
        try:
            name = (self.root / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError as error:
            raise StoreError(
                f"{self.root}: no store here yet; build one with: crossplan build --store {self.root}"
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.root}: the store cannot be read ({error})") from error
        return self.get(name)

    def sign(self) -> object:
        """Something that changes when another generation is put in service, and costs next to nothing to get;
        None while there is none.
        """
        try:
            found = os.stat(self._current_file)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_ctime_ns

    def get(self, name: str) -> Generation:
        """The generation called `name`.

        Raises:
            StoreError: none is kept by that name.
        """
        folder = self._folder / name
        if not name or "/" in name or name.startswith(".") or not (folder / "manifest.json").is_file():
            kept = ", ".join(g.name for g in self.kept()) or "none"
            raise StoreError(f"{self.root}: no generation “{name}” is kept (kept: {kept})")
        return Generation(folder)

    def kept(self) -> list[Generation]:
        """The generations kept, the one published last first."""
        if not self._folder.is_dir():
            return []
        folders = [f for f in self._folder.iterdir() if not f.name.startswith(".") and f.is_dir()]
        return [Generation(f) for f in sorted(folders, key=lambda f: (-f.stat().st_mtime_ns, f.name))]

    @contextmanager
    def building(self) -> Iterator[Draft]:
        """A draft to fill, with the store locked against other builds; swept unless it is published.

        Raises:
            StoreError: another process is building, or the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "LOCK").open("w")
        except OSError as error:
            raise StoreError(f"{self.root}: the store cannot be written ({error.strerror})") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreError(
                    f"{self.root}: another build is under way; try again when it is done"
                ) from error
            for left in self._folder.glob(".draft-*"):  # of a build that was interrupted
                shutil.rmtree(left)
            draft = Draft(self._folder / f".draft-{os.getpid()}")
            try:
                yield draft
            finally:
                shutil.rmtree(draft.folder, ignore_errors=True)

    def publish(
        self, draft: Draft, name: str, *, reason: str = "", clock: Callable[[], date] = today
    ) -> Generation:
        """Puts the sealed draft in service as `name`; older generations beyond the last few go.

        `reason` and `clock`: see `switch`.
        """
        folder = self._folder / name
        if folder.exists():  # the same content was built before: it is the same generation, newly described
            # what this software makes of the content; the numbers tell of the file, so that it goes before them
            for made in (indexing.FILE, dump.FILE, summary.FILE, "manifest.json"):
                (draft.folder / made).replace(folder / made)
            os.utime(folder)
        else:
            draft.folder.rename(folder)
            os.utime(folder)
            _flush(self._folder)
        self.switch(name, reason=reason, clock=clock)
        for old in self.kept()[_KEEP:]:
            if old.name != name:
                shutil.rmtree(old.folder)
        return Generation(folder)

    def switch(self, name: str, *, reason: str = "", clock: Callable[[], date] = today) -> Generation:
        """Puts the kept generation `name` in service, by one rename.

        Documents that are in service no more then are listed as withdrawn: `reason` says why, `clock` since when.

        Raises:
            StoreError: none is kept by that name, or the list of withdrawn documents cannot be kept.
        """
        generation = self.get(name)
        with (self.root / "SWITCHING").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (self.root / "CURRENT").exists():
                self._list_withdrawn(generation, reason, clock())
            fresh = self.root / f".CURRENT-{os.getpid()}"
            fresh.write_text(name + "\n", encoding="ascii")
            _flush(fresh)
            fresh.replace(self.root / "CURRENT")
            _flush(self.root)
        return generation

    def _list_withdrawn(self, after: Generation, reason: str, day: date) -> None:
        try:
            before = self.current()
        except StoreError:  # what cannot be read is not to stand in the way of what replaces it
            return
        Withdrawals(self.root).note(before, after, day, reason)


def _flush(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # the engine tidies up its own files for a moment after it was closed
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
