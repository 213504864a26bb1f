"""How tests look at the tables of a text, and break cells into lines."""

from __future__ import annotations

from loaders.clean import clean
from loaders.tables import Table, tables, tabulated

__all__ = ["cells", "read", "wrapped"]


def read(text: str) -> list[Table]:
    whole = tabulated(clean(text)).clean
    return tables(whole, 0, len(whole))


def cells(text: str) -> list[dict[str, str]]:
    """The rows of the tables of a text, each with the words of its cells by kind; headings under `heading`."""
    whole = tabulated(clean(text)).clean
    found: list[dict[str, str]] = []
    for table in tables(whole, 0, len(whole)):
        for row in table.rows:
            if row.heading is not None:
                found.append({"heading": whole[slice(*row.heading)]})
            else:
                given = zip(table.columns, row.cells, strict=True)
                found.append({c.kind: whole[slice(*cell)] for c, cell in given if cell is not None})
    return found


def wrapped(words: str, width: int, between: str) -> str:
    """Some words in lines of a width."""
    return between.join(words[n : n + width] for n in range(0, len(words), width))
