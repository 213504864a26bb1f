"""Pre-bound variables in the queries of shapes (SHACL, section 5.2.1 and appendix A).

$this stands for the focus node everywhere in a query, also where SPARQL would have it unbound: in a FILTER of a
nested group, say. Substituting it, once for each focus node, is always right and slow. Joining the targets to
the outermost group gives the same where each part of the query that mentions the variable binds it by itself before it
is used: then all focus nodes are answered by one query. `joinable` says whether that is so, and rather says no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.grammar import Tree
from graph.tokens import Token

__all__ = ["children", "first", "forbidden", "joinable", "leaves", "restrictable", "variables", "within"]

_AGGREGATES = "Aggregate"


def leaves(part: Tree | Token) -> Iterator[Token]:
    """The tokens of a part of a query, in order."""
    todo: list[Tree | Token] = [part]
    while todo:
        one = todo.pop()
        if isinstance(one, Token):
            yield one
        else:
            todo += reversed(one.parts)


def variables(part: Tree | Token) -> set[str]:
    """The names, without their mark, of the variables that a part of a query mentions."""
    return {token.text[1:] for token in leaves(part) if token.kind == "variable"}


def within(group: Tree) -> Tree:
    """What stands in a GroupGraphPattern: a SubSelect or a GroupGraphPatternSub, which may be empty."""
    return next((part for part in group.parts if isinstance(part, Tree)), Tree("GroupGraphPatternSub", []))


def first(part: Tree, rule: str) -> Tree | None:
    """The first part by a rule within a part of a query, itself included."""
    return next(_all(part, rule), None)


def children(part: Tree, rule: str) -> list[Tree]:
    """The immediate parts by a rule."""
    return [one for one in part.parts if isinstance(one, Tree) and one.rule == rule]


def _all(part: Tree, rule: str) -> Iterator[Tree]:
    todo = [part]
    while todo:
        one = todo.pop()
        if one.rule == rule:
            yield one
        todo += [p for p in reversed(one.parts) if isinstance(p, Tree)]


def _words(part: Tree) -> list[str]:
    return [one.text.upper() for one in part.parts if isinstance(one, Token)]


# what a query of a shape must not say


def forbidden(query: Tree, prebound: Collection[str]) -> str | None:
    """What a query with these pre-bound variables must not say, but does; None where there is nothing.

    Section 5.2.1: no MINUS, SERVICE or VALUES; a sub-select selects every pre-bound variable; none is assigned
    to. And no FROM: shapes are held against the data at hand.
    """
    for token in leaves(query):
        if token.kind == "word" and token.text.upper() in ("MINUS", "SERVICE", "VALUES", "FROM"):
            return f"{token.text.upper()} is not allowed in the query of a shape"
    for select in _all(query, "SubSelect"):
        (clause,) = children(select, "SelectClause")
        if "*" in _words(clause):
            return "a nested SELECT says what it selects, not *"
        chosen = {p.text[1:] for p in clause.parts if isinstance(p, Token) and p.kind == "variable"}
        for name in sorted(set(prebound) - chosen):
            return f"a nested SELECT does not select ${name}"
    before = ""
    for token in leaves(query):
        if token.kind == "variable" and before == "AS" and token.text[1:] in prebound:
            return f"{token.text} is assigned to, but has a value before"
        before = token.text.upper() if token.kind == "word" else ""
    return None


# whether the targets can be joined


class _Unsure(Exception):
    """It is not certain that joining is the same as substituting."""


def joinable(query: Tree, prebound: Collection[str], *, exists: bool = False) -> bool:
    """Whether binding the variables at the start of the outermost group is the same as substituting them.

    Args:
        query: a SELECT or an ASK.
        prebound: the variables.
        exists: the group is to become that of an EXISTS, in rows that bind the variables: then only whether
            there is a solution counts, and the query has no modifiers.
    """
    select = first(query, "SelectQuery") or first(query, "AskQuery")
    if select is None:
        return False
    try:
        for name in prebound:
            _outermost(select, name, exists)
    except _Unsure:
        return False
    return True


def restrictable(group: Tree, names: Collection[str], *, optional: bool = False) -> bool:
    """Whether giving values to variables before a group is the same as joining the group with these values.

    Args:
        group: a GroupGraphPattern.
        names: the variables.
        optional: it is the group of an OPTIONAL, which need not bind a variable that it mentions.
    """
    try:
        for name in variables(group) & set(names):
            bound = _binds(group, name, bound=False, seen=optional)
            if not bound and not optional:
                return False
    except _Unsure:
        return False
    return True


def _outermost(query: Tree, name: str, exists: bool) -> None:
    for clause in children(query, "SelectClause"):
        if {"*", "REDUCED"} & set(_words(clause)) and not exists:
            raise _Unsure
    modifiers = children(query, "SolutionModifier")
    groups = any(_grouped(part) for part in (*children(query, "SelectClause"), *modifiers))
    if any(first(part, "LimitOffset") for part in modifiers) or (exists and groups):
        raise _Unsure
    if groups:
        _grouped_by(modifiers, name)
    for where in children(query, "WhereClause"):
        for group in children(where, "GroupGraphPattern"):
            _binds(group, name, bound=True)


def _grouped(part: Tree) -> bool:
    return any(first(part, rule) for rule in (_AGGREGATES, "GroupClause", "HavingClause"))


def _grouped_by(modifiers: list[Tree], name: str) -> None:
    for modifier in modifiers:
        for clause in children(modifier, "GroupClause"):
            for condition in children(clause, "GroupCondition"):
                if [t.text[1:] for t in leaves(condition) if t.kind == "variable"] == [name] and len(
                    condition.parts
                ) == 1:
                    return
    raise _Unsure


def _binds(group: Tree, name: str, *, bound: bool, seen: bool = False) -> bool:
    """Whether every solution of the group binds the variable.

    Args:
        group: a GroupGraphPattern.
        name: the variable.
        bound: it is bound before the group's first pattern.
        seen: the filters of the group see it, whether or not the group binds it: the group of an OPTIONAL.

    Raises:
        _Unsure: the group uses the variable where it might not be bound.
    """
    content = within(group)
    if content.rule == "SubSelect":
        return _selects(content, name)
    filters = []
    for part in content.parts:
        if not isinstance(part, Tree):
            continue
        if part.rule == "TriplesBlock":
            bound = bound or name in variables(part)
            continue
        words = _words(part)
        if words[:1] == ["FILTER"]:
            filters.append(part)
        elif words[:1] == ["BIND"]:
            _uses(part, name, bound)
        elif words[:1] == ["OPTIONAL"]:
            if name in variables(part):
                if not bound:
                    raise _Unsure
                _binds(children(part, "GroupGraphPattern")[0], name, bound=False, seen=True)
        elif words[:1] == ["GRAPH"]:
            raise _Unsure
        else:  # a group, or a UNION of some
            branches = children(children(part, "GroupOrUnion")[0], "GroupGraphPattern")
            sure = [_binds(branch, name, bound=False) for branch in branches]
            for branch, binding in zip(branches, sure, strict=True):
                if name in variables(branch) and not binding and not _only_selects(branch, name):
                    raise _Unsure
            bound = bound or all(sure)
    for part in filters:
        _uses(part, name, bound or seen)
    return bound


def _uses(part: Tree, name: str, bound: bool) -> None:
    """Takes an expression into account: what it says of the variable must hold where it stands."""
    if name not in variables(part):
        return
    if not bound:
        raise _Unsure
    for call in _all(part, "BuiltInCall"):
        for group in children(call, "GroupGraphPattern"):  # of an EXISTS: its rows are those that see it
            _binds(group, name, bound=True)


def _selects(select: Tree, name: str) -> bool:
    """Whether a sub-select binds the variable in all its solutions."""
    (where,) = children(select, "WhereClause")
    (group,) = children(where, "GroupGraphPattern")
    modifiers = children(select, "SolutionModifier")
    bound = _binds(group, name, bound=False)
    if any(first(part, "LimitOffset") for part in modifiers):
        raise _Unsure
    clause = children(select, "SelectClause")
    if any(_grouped(part) for part in (*clause, *modifiers)):
        _grouped_by(modifiers, name)
    if not bound and any(name in variables(part) for part in (group, *modifiers)):
        raise _Unsure
    for part in (*clause, *modifiers):
        if first(part, "Expression") is not None:
            _uses(part, name, bound)
    return bound


def _only_selects(group: Tree, name: str) -> bool:
    """Whether the group is a sub-select that names the variable among those it selects, and nowhere else."""
    content = within(group)
    if content.rule != "SubSelect":
        return False
    return name not in {v for part in content.parts if isinstance(part, Tree) and part.rule != "SelectClause"
                        for v in variables(part)}  # fmt: skip
