"""Tables of tasks and of targets: found in a text whatever a copy has made of them, and read as rows of cells."""

from loaders.tables.flattened import tabulated
from loaders.tables.grid import Row, Table, tables, without

__all__ = ["Row", "Table", "tables", "tabulated", "without"]
