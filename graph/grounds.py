"""What the answer to a stored question rests on: facts, how each is known, and the words that state it.

The header of a question names its facts, a line for each kind, and the line says it to people too:

    # rests on ?target by cp:deadlineBasis | 目标的期限 | the deadlines of the targets
    # rests on ?assignment: ?measure cp:assignment ?assignment . ?assignment cp:agency ?agency | 单位注 | assignments
    # rests also on: 原文没有写明牵头 | no lead being stated

A fact is a column of the answer, or stands in a pattern that begins from columns. How it is known is its `cp:basis`, or
the property that is named after `by`; what has none, such as a measure, is the text itself and counts as stated. A
pattern may use a parameter of the question that is no column: then the group of the query that finds what was asked
about stands before it. What has no words in a document (that something is absent; a registry) is said by the last form.

From these two queries are made, with the question in them as it stands, so that they hold of the very rows of its
answer and can be asked wherever it can:

    share    a row for each kind of fact: how many there are, on what basis, and the share of those not stated
    words    the rows of the answer, each repeated for every fact and every passage that states it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.terms import PREFIXES, PROLOGUE

__all__ = ["FORMS", "Ground", "asked_about", "columns", "read_ground", "share", "words"]

#: What can be asked about the grounds of an answer.
FORMS = ("share", "words")

_GROUND = re.compile(
    r"rests on \?(?P<fact>\w+)(?: by (?P<basis>cp:\w+))?(?:: (?P<pattern>.+?))? \| (?P<zh>[^|]+) \| (?P<en>[^|]+)"
)
_ALSO = re.compile(r"rests also on: (?P<zh>[^|]+) \| (?P<en>[^|]+)")
_PREFIX = re.compile(r"^PREFIX (\w+): <[^>]+>\n", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ground:
    """One kind of fact that an answer rests on; without a `fact`, something that has no words in a document.

    `fact` is a variable, without its mark; `pattern` finds it from columns of the answer, or is empty where it is one;
    `basis` is the property that says how it is known.
    """

    fact: str
    basis: str
    pattern: str
    zh: str
    en: str


def read_ground(line: str) -> Ground | None:
    """The line of a header, without the mark of a comment, as a ground, or None if it has the form of none."""
    if found := _ALSO.fullmatch(line):
        return Ground("", "", "", found["zh"].strip(), found["en"].strip())
    if found := _GROUND.fullmatch(line):
        return Ground(
            found["fact"],
            found["basis"] or "",
            found["pattern"] or "",
            found["zh"].strip(),
            found["en"].strip(),
        )
    return None


def columns(query: str) -> list[str]:
    """The columns of the answer to a SELECT, in order."""
    answer = ox.Store().query(query)
    assert isinstance(answer, ox.QuerySolutions)  # it is a SELECT
    return [variable.value for variable in answer.variables]


def words(query: str, grounds: Sequence[Ground]) -> str:
    """A query for the rows of `query`, each with the facts that it rests on and the passages that state them.

    Its columns are those of `query` and then `ground` (the fact), `ground_kind` in Chinese, `ground_basis` with its
    label, `ground_document` with the name of the file, `ground_start`, `ground_end` and `ground_words`.
    """
    own = columns(query)
    order = _ORDER.findall(query)[-1:]
    # what an answer is ordered by in place of an IRI is no column of it
    keys = "".join(
        f'  BIND(CONCAT(STR(?{name}), " ") AS ?{name}_order)\n'
        for name in re.findall(r"\?(\w+)_order\b", "".join(order))
    )
    return (
        f"{_prologue(query)}"
        f"SELECT DISTINCT {_variables(own)} ?ground ?ground_kind ?ground_basis ?ground_basis_label\n"
        "  ?ground_document ?ground_source_name ?ground_start ?ground_end ?ground_words\nWHERE {\n"
        # the facts by themselves, from the few rows of the answer, before the many passages of all documents
        f"  {{ SELECT DISTINCT {_variables(own)} ?ground ?ground_kind ?ground_basis\n"
        f"      {_surely('ground_passage', 'ground_span')} WHERE {{\n"
        f"{_facts(query, grounds, own)}"
        "  } }\n"
        # one by one for the passages found, which a join with all passages would not be
        "  OPTIONAL { ?ground_span cp:source ?ground_document\n"
        "    OPTIONAL { ?ground_document cp:sourceName ?ground_source_name } }\n"
        "  OPTIONAL { ?ground_span oa:start ?ground_start } OPTIONAL { ?ground_span oa:end ?ground_end }\n"
        "  OPTIONAL { ?ground_span cp:words ?ground_words }\n"
        "  OPTIONAL { ?ground_basis rdfs:label ?ground_basis_label\n"
        '    FILTER(langMatches(lang(?ground_basis_label), "zh")) }\n'
        f"{keys}"
        f"}}\nORDER BY {' '.join(order)} ?ground_document ?ground_start ?ground ?ground_kind\n"
    )


def share(query: str, grounds: Sequence[Ground]) -> str:
    """A query for how many facts of each kind the answer to `query` rests on, each counted once, and on what basis.

    Its columns are `rests_on` in Chinese, `facts`, of these `stated`, `inherited`, `inferred` and `corrected`, and
    `not_stated_share`, from 0 to 1, of what is inherited or inferred. What has no words has no numbers.
    """
    also = " ".join(_text(one.zh) for one in grounds if not one.fact)
    counted = [one for one in grounds if one.fact]
    parts = []
    if counted:
        sums = " ".join(
            f"(SUM(IF(?ground_basis = cp:{name}, 1, 0)) AS ?{name.lower()})"
            for name in ("Stated", "Inherited", "Inferred", "Corrected")
        )
        parts.append(
            f"  {{ SELECT (?ground_kind AS ?rests_on) (COUNT(?ground) AS ?facts) {sums} WHERE {{\n"
            "  { SELECT DISTINCT ?ground_kind ?ground ?ground_basis WHERE {\n"
            f"{_facts(query, counted, [])}"
            "  } } } GROUP BY ?ground_kind }\n"
        )
    if also:
        parts.append(f"  {{ VALUES ?rests_on {{ {also} }} }}\n")
    group = "  UNION\n".join(parts)
    return (
        f"{_prologue(query)}"
        "SELECT ?rests_on ?facts ?stated ?inherited ?inferred ?corrected\n"
        "  (ROUND(1000 * (?inherited + ?inferred) / ?facts) / 1000 AS ?not_stated_share)\nWHERE {\n"
        f"{group}}}\nORDER BY DESC(BOUND(?facts)) ?rests_on\n"
    )


def _prologue(query: str) -> str:
    own = "".join(match[0] for match in _PREFIX.finditer(query) if match[1] not in PREFIXES)
    return PROLOGUE + own + "\n"


def _facts(query: str, grounds: Sequence[Ground], kept: Sequence[str]) -> str:
    """The facts of each kind as `ground`, with `ground_kind`, `ground_basis`, `ground_passage` and the columns `kept`.

    The question stands in every branch: joined with all branches at once it would be compared with every fact of the
    store, since no variable is common to them all.
    """
    branches = (_branch(one, query, kept) for one in grounds if one.fact)
    return "  UNION\n".join(branches) or "  FILTER(false)\n"


def _branch(ground: Ground, query: str, kept: Sequence[str]) -> str:
    # each fact once, and what is known of it by look-ups, which an OPTIONAL is
    return (
        f"  {{\n  {{ SELECT DISTINCT {_variables(kept)} {_surely(ground.fact, 'ground')} WHERE {{\n"
        f"{''.join(_found(ground, query, kept))}  }} }}\n"
        "  OPTIONAL { ?ground cp:evidence ?ground_passage }\n"
        f"  OPTIONAL {{ ?ground {ground.basis or 'cp:basis'} ?ground_given }}\n"
        f"  BIND({'?ground_given' if ground.basis else 'COALESCE(?ground_given, cp:Stated)'} AS ?ground_basis)\n"
        f"  BIND({_text(ground.zh)} AS ?ground_kind)\n"
        "  FILTER(BOUND(?ground_passage) && BOUND(?ground_basis))\n  }\n"
    )


def _found(ground: Ground, query: str, kept: Sequence[str]) -> Iterator[str]:
    """The answer, and the pattern beside it."""
    own = columns(query)
    named = dict.fromkeys(re.findall(r"\?(\w+)", f"?{ground.fact} {ground.pattern}"))
    used = [name for name in own if name in named or name in kept]
    # the order of the answer does not matter here, and takes time
    body = _ORDER.sub("", _PREFIX.sub("", query)).strip("\n")
    # a LIMIT that nothing reaches tells the engine that rows are fewer than facts, so that the pattern is looked up
    yield f"  {{ SELECT DISTINCT {_variables(used)} WHERE {{ {{\n{body}\n  }} }} LIMIT 999999 }}\n"
    if ground.pattern:
        for name in named:
            if name not in own and (asked := asked_about(query, name)):
                yield f"  {asked}\n"
        yield f"  {ground.pattern}\n"


def _surely(name: str, called: str) -> str:
    """A column of a sub-select that is bound in every row: what may be unbound the engine does not look up, but
    compares each row with all that there is. rdf:nil, of which nothing is said, stands for nothing.
    """
    return f"(COALESCE(?{name}, rdf:nil) AS ?{called})"


def asked_about(query: str, name: str) -> str:
    """The sub-select of `query` in which the parameter `name` stands, or nothing where it stands in none."""
    line = re.search(rf"^[ ]*VALUES [^\n]*# {name}$", query, re.MULTILINE)
    start = query.rfind("{ SELECT", 0, line.start()) if line else -1
    if start < 0:
        return ""
    depth = 0
    for place in range(start, len(query)):
        depth += {"{": 1, "}": -1}.get(query[place], 0)
        if not depth:
            return query[start : place + 1]
    raise AssertionError  # the query was accepted: its braces match


def _variables(names: Sequence[str]) -> str:
    return " ".join(f"?{name}" for name in names)


def _text(words: str) -> str:
    return f"{ox.Literal(words)}@zh-Hans"
