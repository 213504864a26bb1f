"""The query of a SPARQL constraint or validator: read, checked, and rewritten for all focus nodes or for one row.

What the text says is kept; names of IRIs are written out, so that queries with different prefixes can stand in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

import pyoxigraph as ox

from graph.complexity import measured
from graph.faults import find_fault
from graph.grammar import Tree, Unexpected, parsed
from graph.tokens import Token
from shapes.compiled.names import Names
from shapes.compiled.prebinding import children, first, forbidden, joinable, leaves, within
from shapes.terms import Term

__all__ = ["FUNCTION", "Asking", "WrongQuery"]

#: Before the name of a variable, the function whose value it has in `Asking.for_one`.
FUNCTION = "urn:x-crossplan:pre-bound:"

_ESCAPED = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
#: The engine's parser, on nothing.
_NOTHING = ox.Store()


class WrongQuery(ValueError):
    """No query that a shape may have; the text says why."""


@dataclass(frozen=True)
class Asking:
    """A SELECT or ASK of the shapes graph.

    Attributes:
        text: the query with its prefixes, and with the path of its shape for $PATH.
        form: SELECT or ASK.
        variables: those with values before the query is asked: this, and for an ASK value.
        constants: terms for further variables: the parameters of a constraint component, and $currentShape.
    """

    text: str
    form: str
    variables: tuple[str, ...]
    constants: tuple[tuple[str, Term], ...]

    @classmethod
    def read(
        cls,
        text: str,
        form: str,
        prefixes: Mapping[str, str],
        path: str | None,
        constants: Mapping[str, Term],
    ) -> Asking:
        """The query of a constraint.

        Args:
            text: as the shapes graph has it.
            form: SELECT or ASK.
            prefixes: what sh:prefixes declares.
            path: of the shape as SPARQL writes it; None for a node shape.
            constants: see the class.

        Raises:
            WrongQuery: it is no query that a shape may have.
        """
        tree = parsed(text)
        if isinstance(tree, Unexpected):
            raise WrongQuery(_fault(text, "", 0))
        if not any(isinstance(p, Tree) and p.rule == f"{form.capitalize()}Query" for p in tree.parts):
            raise WrongQuery(f"the query is no {form}")
        variables = ("this", "value") if form == "ASK" else ("this",)
        prebound = {*variables, "shapesGraph", "currentShape", *constants}
        prebound -= {"shapesGraph", "currentShape"} - {
            t.text[1:] for t in leaves(tree) if t.kind == "variable"
        }
        if path is not None:
            text = _replaced(text, lambda t: path if t.kind == "variable" and t.text[1:] == "PATH" else None)
        elif any(t.kind == "variable" and t.text[1:] == "PATH" for t in leaves(tree)):
            raise WrongQuery("$PATH stands in the query of a node shape")
        said = forbidden(tree, prebound)
        if said:
            raise WrongQuery(said)
        # one line, so that those of the query keep their numbers
        header = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in sorted(prefixes.items()))
        asking = cls(header + text, form, variables, tuple(sorted(constants.items(), key=lambda c: c[0])))
        asking._check(len(header))
        return asking

    def _check(self, before: int) -> None:
        excess = measured(self.text).excess
        if excess is not None:
            raise WrongQuery(excess.en)
        if self.form == "SELECT" and "this" not in {t.text[1:] for t in self._projection()}:
            raise WrongQuery("the SELECT does not select $this")
        try:
            _NOTHING.query(self.text)
        except (SyntaxError, ValueError) as error:
            raise WrongQuery(_fault(self.text, str(error), before)) from error

    def _projection(self) -> list[Token]:
        (clause,) = children(self._query, "SelectClause")
        words = [part for part in clause.parts if isinstance(part, Token)]
        if any(one.text == "*" for one in words):
            return [Token("variable", "?this", 0)]
        return [one for one in words if one.kind == "variable"]

    @property
    def mentions_shapes_graph(self) -> bool:
        """Whether the query asks for $shapesGraph."""
        return any(t.kind == "variable" and t.text[1:] == "shapesGraph" for t in leaves(self._tree))

    @property
    def mentions_named_graphs(self) -> bool:
        """Whether the query asks for named graphs."""
        return any(t.kind == "word" and t.text.upper() == "GRAPH" for t in leaves(self._tree))

    @cached_property
    def _tree(self) -> Tree:
        tree = parsed(self.text)
        assert isinstance(tree, Tree)
        return tree

    @property
    def _query(self) -> Tree:
        return next(p for p in self._tree.parts if isinstance(p, Tree) and p.rule != "Prologue")

    # rewritten

    @cached_property
    def can_be_group(self) -> bool:
        """Whether `group` can be written."""
        return self.group({name: f"?{name}" for name in self.variables}, Names()) is not None

    def for_all(self, prologue: str, targets: str) -> str | None:
        """The query over all focus nodes at once; None where that could be another question.

        Args:
            prologue: the prefixes of `targets`.
            targets: a group that binds ?this to every focus node once, and no other variable.
        """
        if self.form != "SELECT" or not joinable(self._tree, self.variables) or not self._can_be_constants():
            return None
        group = first(self._query, "GroupGraphPattern")
        assert group is not None
        opening = group.parts[0]
        assert isinstance(opening, Token)
        header, body = self._written(opening.start + 1)
        text = f"{prologue}{header} {targets} {body}"
        return text if _is_query(text) else None

    @cached_property
    def for_one(self) -> str:
        """The query of one row: every group begins by binding the variables, which is what pre-binding means.

        The value of a variable is that of the function `FUNCTION` and its name: a blank node cannot be written.
        """
        mentioned = {t.text[1:] for t in leaves(self._query) if t.kind == "variable"}
        bound = "".join(f" BIND(<{FUNCTION}{n}>() AS ?{n})" for n in self.variables if n in mentioned)
        bound += "".join(f" BIND({self._value(n, t)} AS ?{n})" for n, t in self.constants if n in mentioned)
        edits = []
        for group in _every(self._query, "GroupGraphPattern"):
            opening = group.parts[0]
            if isinstance(opening, Token) and within(group).rule != "SubSelect":
                edits.append((opening.start + 1, opening.start + 1, bound))
        return _edited(self.text, 0, len(self.text), sorted(edits))

    def _value(self, name: str, term: Term) -> str:
        return f"<{FUNCTION}{name}>()" if isinstance(term, ox.BlankNode) else str(term)

    def group(self, nodes: Mapping[str, str], fresh: Callable[[str], str]) -> str | None:
        """What the query asks for as the content of an EXISTS; None where that could be another question.

        Args:
            nodes: for each of `variables` the variable that is bound to it in the row.
            fresh: a new variable for a word.
        """
        if not joinable(self._tree, self.variables, exists=True) or not self._can_be_constants():
            return None
        group = first(self._query, "GroupGraphPattern")
        assert group is not None
        tokens = list(leaves(group))
        renamed = {f"{name}": variable for name, variable in nodes.items()}
        constants = dict(self.constants)
        for token in tokens:
            if token.kind in ("variable", "node"):
                name = token.text[1:] if token.kind == "variable" else token.text
                if name not in renamed and name not in constants:
                    new = fresh("inner")
                    renamed[name] = new if token.kind == "variable" else f"_:{new[1:]}"
        content = self._edited(tokens[1:-1], tokens[0].start + 1, tokens[-1].start, renamed)
        return content if _is_query(f"ASK {{ {content} }}") else None

    def _written(self, place: int) -> tuple[str, str]:
        """The query without its prologue, before and after a place of the text."""
        tokens = list(leaves(self._query))
        start, end = tokens[0].start, tokens[-1].start + len(tokens[-1].text)
        return self._edited(tokens, start, place, {}), self._edited(tokens, place, end, {})

    def _edited(self, tokens: list[Token], start: int, end: int, renamed: Mapping[str, str]) -> str:
        """The text between two places, with IRIs and constants written out. White space stays: the engine minds it."""
        edits = [
            (t.start, t.start + len(t.text), new) for t, new in self._texts(tokens, renamed) if new != t.text
        ]
        return _edited(self.text, start, end, edits)

    def _texts(self, tokens: list[Token], renamed: Mapping[str, str]) -> list[tuple[Token, str]]:
        constants = dict(self.constants)
        out: list[tuple[Token, str]] = []
        bound = ""  # BOUND(?x) of a constant is true: what has been read of it
        for token in tokens:
            text = token.text
            if token.kind in ("name", "iri"):
                text = self._iri(token)
            elif token.kind == "variable" and token.text[1:] in renamed:
                text = renamed[token.text[1:]]
            elif token.kind == "node" and token.text in renamed:
                text = renamed[token.text]
            elif token.kind == "variable" and token.text[1:] in constants:
                if bound == "BOUND(":
                    out[-2] = (out[-2][0], "")
                    out[-1] = (out[-1][0], "(")
                    text = "true"
                else:
                    text = str(constants[token.text[1:]])
            word = token.text.upper()
            bound = word if word == "BOUND" else "BOUND(" if word == "(" and bound == "BOUND" else ""
            out.append((token, text))
        return out

    def _can_be_constants(self) -> bool:
        """Whether every constant can stand in the text for its variable."""
        names = {name for name, _ in self.constants}
        if any(isinstance(term, ox.BlankNode) for _, term in self.constants):
            return False
        for rule in ("SelectClause", "GroupCondition"):
            for part in _every(self._tree, rule):
                if names & {t.text[1:] for t in leaves(part) if t.kind == "variable"}:
                    return False
        # a literal is no subject
        literals = {name for name, term in self.constants if isinstance(term, ox.Literal)}
        for rule in ("TriplesSameSubjectPath",):
            for part in _every(self._tree, rule):
                head = part.parts[0]
                if literals & {t.text[1:] for t in leaves(head) if t.kind == "variable"}:
                    return False
        return True

    @cached_property
    def _prefixes(self) -> tuple[dict[str, str], str]:
        prefixes, base = {}, ""
        prologue = children(self._tree, "Prologue")
        tokens = list(leaves(prologue[0])) if prologue else []
        for i, token in enumerate(tokens):
            word = token.text.upper()
            if word == "PREFIX":
                prefixes[tokens[i + 1].text] = (
                    urljoin(base, tokens[i + 2].text[1:-1]) if base else tokens[i + 2].text[1:-1]
                )
            elif word == "BASE":
                base = tokens[i + 1].text[1:-1]
        return prefixes, base

    def _iri(self, token: Token) -> str:
        prefixes, base = self._prefixes
        if token.kind == "iri":
            return f"<{urljoin(base, token.text[1:-1])}>" if base else token.text
        prefix, _, local = token.text.partition(":")
        return f"<{prefixes[prefix + ':']}" + _ESCAPED.sub(r"\1", local) + ">"


def _fault(text: str, said: str, before: int) -> str:
    """What is wrong with a text, of which so many characters at the start are not the query's own."""
    fault = find_fault(text, said, None)
    column = fault.column - before if fault.line == 1 else fault.column
    return f"line {fault.line}, column {column} of the query: {' '.join(fault.en.split())}"


def _is_query(text: str) -> bool:
    """Whether the engine takes what has been written: a literal may have come where none can stand."""
    try:
        _NOTHING.query(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _every(tree: Tree, rule: str) -> list[Tree]:
    found, todo = [], [tree]
    while todo:
        one = todo.pop()
        if one.rule == rule:
            found.append(one)
        todo += [part for part in one.parts if isinstance(part, Tree)]
    return found


def _replaced(text: str, new: Callable[[Token], str | None]) -> str:
    tree = parsed(text)
    assert isinstance(tree, Tree)
    edits = [(t.start, t.start + len(t.text), said) for t in leaves(tree) if (said := new(t)) is not None]
    return _edited(text, 0, len(text), edits)


def _edited(text: str, start: int, end: int, edits: list[tuple[int, int, str]]) -> str:
    out, last = [], start
    for begin, stop, new in edits:
        if start <= begin and stop <= end:
            out += [text[last:begin], new]
            last = stop
    return "".join((*out, text[last:end]))
