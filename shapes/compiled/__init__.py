"""SHACL as SPARQL: shapes compiled to queries that Oxigraph runs over all focus nodes at once."""

from shapes.compiled.compiler import CompiledShape, compile_shapes
from shapes.compiled.refusals import IllFormed, Uncovered

__all__ = ["CompiledShape", "IllFormed", "Uncovered", "compile_shapes"]
