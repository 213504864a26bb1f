"""The departments that local governments have everywhere, by names without place and level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Self

from ontology.registry.agency_table import KINDS
from ontology.registry.names import fold
from ontology.registry.table import Line, read

__all__ = ["DepartmentRow", "Departments"]

_FILE = "departments.tsv"
_COLUMNS = ("stem", "canonical", "short", "local", "variants", "kind", "source")
_SUFFIXES = (
    "委员会",
    "办公室",
    "中心",
    "总队",
    "支队",
    "大队",
    "研究院",
    "研究室",
    "委",
    "厅",
    "局",
    "部",
    "办",
)
#: Suffixes of one kind, in full and in short.
_KINDS_OF_SUFFIX = (
    ("委", ("委员会", "委")), ("办", ("办公室", "办")),
    *((s, (s,)) for s in ("法院", "中心", "总队", "支队", "大队", "研究院", "研究室", "厅", "局", "部")),
)  # fmt: skip
_PARTY = "党委"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department.

    `stem` is the name without its suffix (卫生健康), `canonical` the full name at the level of a province
    (卫生健康委员会, 教育厅), `short` the form that plans use for it where that is another (卫生健康委),
    `local` the full name in cities and counties where that is another (教育局); `variants` are the rest.
    A department of a party committee is 党委 and what follows, in full; behind a place it is 委 and what
    follows: 党委组织部, 市委组织部.
    """

    stem: str
    canonical: str
    short: str | None
    local: str | None
    variants: tuple[str, ...]
    kind: str
    source: str

    def canonical_for(self, name: str) -> str:
        """The full name, as it stands behind a place, that `name` is a form of: 工业和信息化局 for 工信局.

        The suffix is kept (经信厅 is 经济和信息化厅, not the 委员会 that has been), and a name that shortens none of
        the department's full names is one itself: 水务局 is not 水利局.
        """
        if name in ("委", _PARTY):
            return self._behind_place(self.canonical)
        bare = fold(name).removeprefix(_PARTY).removeprefix("委")
        if bare.startswith("政府"):
            bare = "人民" + bare
        if name == self.short or bare in (self.stem, self.canonical.removeprefix(_PARTY)):
            return self._behind_place(self.canonical)
        names = (self.local, self.canonical, *self.variants)
        full = next((n for n in names if n and _shortens(bare, n.removeprefix(_PARTY))), None)
        if full is None:
            full = name if _kind_of(name) else self.canonical
        return self._behind_place(full)

    def short_for(self, level: str) -> str:
        """The name that plans write behind `level`: 教育厅 behind 省 or 自治区, 教育局 behind 市, 县, 区."""
        provincial = self.short or self.canonical
        return self._behind_place(provincial if level in ("省", "自治区") else self.local or provincial)

    def _behind_place(self, name: str) -> str:
        return "委" + name.removeprefix(_PARTY) if self.canonical.startswith(_PARTY) else name


class Departments:
    """The departments, looked up by any of their names."""

    def __init__(self, rows: tuple[DepartmentRow, ...]) -> None:
        self.rows = rows
        party = tuple(row for row in rows if row.canonical.startswith(_PARTY))
        others = tuple(row for row in rows if row not in party)
        self._party = {name.removeprefix(_PARTY): row for name, row in _index(party).items()}
        # 组织部 alone can only be the party's; 金融办 alone is the government's, 委金融办 the party's
        self._others = {fold(name): row for row in party for name in _names(row)} | _index(others)

    def canonical(self, name: str) -> DepartmentRow | None:
        """The department that `name` means, whose place and level were taken off: 卫健委 of 市卫健委.

        A name whose suffix was left out by a slip (卫生健康 for 卫生健康委) means the department too,
        where only one fits. None: no department of the table has it.
        """
        name = fold(name)
        for prefix in (_PARTY, "委"):
            if name.startswith(prefix) and (found := self._party.get(name.removeprefix(prefix))):
                return found
        return self._others.get(name)

    def like(self, before: str, after: str) -> str | None:
        """The one name of a department that is `before`, one character, and `after`; None where none or several are."""
        size = len(before) + 1 + len(after)
        found = {
            name
            for names in (self._others, self._party)
            for name in names
            if len(name) == size and name.startswith(before) and name.endswith(after)
        }
        return found.pop() if len(found) == 1 else None

    @classmethod
    def load(cls, folder: Traversable) -> Self:
        """The departments of `departments.tsv` in `folder`.

        Raises:
            RegistryError: one name means two departments; says in which line.
        """
        rows: list[DepartmentRow] = []
        lines: dict[str, Line] = {}
        taken: dict[tuple[bool, str], str] = {}  # the party's names and the others are two sets
        for line in read(folder, _FILE, _COLUMNS, ("stem",)):
            row = _row(line)
            for name in _names(row):
                owner = taken.setdefault((row.canonical.startswith(_PARTY), fold(name)), row.stem)
                if owner != row.stem:
                    raise line.error(f"{name} already means {owner}")
            rows.append(row)
            lines[row.stem] = line
        for row in rows:
            owner = taken.get((row.canonical.startswith(_PARTY), fold(row.stem)), row.stem)
            if owner != row.stem:
                raise lines[row.stem].error(f"{row.stem} already means {owner}")
        return cls(tuple(rows))


def _row(line: Line) -> DepartmentRow:
    row = DepartmentRow(
        line.required("stem"), line.required("canonical"), line.text("short"), line.text("local"),
        line.names("variants"), line.one_of("kind", KINDS), line.cells["source"],
    )  # fmt: skip
    if len(set(_names(row))) < len(tuple(_names(row))):
        raise line.error("a name stands there twice")
    return row


def _names(row: DepartmentRow) -> Iterator[str]:
    yield from (name for name in (row.canonical, row.short, row.local, *row.variants) if name)


def _index(rows: tuple[DepartmentRow, ...]) -> dict[str, DepartmentRow]:
    """The departments by their names, and by names without suffix as far as these fit only one."""
    stems: dict[str, DepartmentRow | None] = {}
    for row in rows:
        for stem in {_stem(name) for name in _names(row)}:
            if len(stem) > 1:
                stems[fold(stem)] = row if stems.get(fold(stem), row) is row else None
    return (
        {stem: row for stem, row in stems.items() if row}
        | {fold(row.stem): row for row in rows}
        | {fold(name): row for row in rows for name in _names(row)}
    )


@lru_cache(maxsize=4096)
def _shortens(name: str, full: str) -> bool:
    """Whether `name` is `full` with characters left out: of each word the first or all, and the same suffix."""
    if not _kind_of(name) or _kind_of(name) != _kind_of(full) or len(full) < len(name):
        return False
    stem, whole = _stem(name), _stem(full)
    if stem in whole:
        return whole.startswith(stem)  # 市场监督 is short for 市场监督管理, but 水务 is not for 城乡水务
    at = -1
    for character in stem:
        at = whole.find(character, at + 1)
        if at < 0:
            return False
    return stem[0] == whole[0]


def _kind_of(name: str) -> str:
    return next((kind for kind, ends in _KINDS_OF_SUFFIX if name.endswith(ends)), "")


def _stem(name: str) -> str:
    return next((name.removesuffix(suffix) for suffix in _SUFFIXES if name.endswith(suffix)), name)
