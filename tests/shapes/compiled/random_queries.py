"""Random queries of shapes, the same for a seed: they use $this in and out of the reach of a join."""

from __future__ import annotations

from random import Random

PREDICATES = [f"<https://example.org/p{i}>" for i in range(3)]


class Queries:
    """Makes SELECTs that project ?this."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def select(self) -> str:
        """A query, with or without modifiers."""
        pick = self._random.choice
        group = self._group(2)
        return pick((
            f"SELECT $this ?a WHERE {group}",
            f"SELECT $this ?a ?b WHERE {group}",
            f"SELECT DISTINCT $this (?a AS ?value) WHERE {group}",
            f"SELECT $this (COUNT(?a) AS ?n) WHERE {group} GROUP BY $this HAVING(COUNT(?a) > 1)",
            f"SELECT $this ?b (COUNT(?a) AS ?n) WHERE {group} GROUP BY $this ?b",
            f"SELECT $this ?a WHERE {group} ORDER BY ?a LIMIT 100",
        ))  # fmt: skip

    def _group(self, depth: int) -> str:
        parts = [self._part(depth) for _ in range(self._random.choice((1, 2, 2, 3)))]
        return "{ " + " ".join(parts) + " }"

    def _part(self, depth: int) -> str:
        random, pick = self._random, self._random.choice
        simple = [self._triple, self._triple, lambda: f"FILTER({self._test(depth)})", self._bind]
        if depth == 0:
            return pick(simple)()
        nested = [
            lambda: f"OPTIONAL {self._group(depth - 1)}",
            lambda: f"OPTIONAL {self._group(depth - 1)}",
            lambda: f"{self._group(depth - 1)} UNION {self._group(depth - 1)}",
            lambda: self._group(depth - 1),
            lambda: f"{{ SELECT $this ?c WHERE {self._group(depth - 1)} }}",
            lambda: (
                f"{{ SELECT $this (COUNT(?b) AS ?n{random.randrange(99)}) WHERE {self._group(depth - 1)} GROUP BY $this }}"
            ),
            lambda: f"FILTER({self._test(depth)})",
        ]
        return pick([*simple, *simple, *nested])()

    def _node(self) -> str:
        return self._random.choice(("$this", "$this", "?a", "?b", "?c"))

    def _triple(self) -> str:
        return f"{self._node()} {self._random.choice(PREDICATES)} {self._node()} ."

    def _bind(self) -> str:
        return (
            f"BIND({self._random.choice(('$this', '?a', 'STR($this)'))} AS ?x{self._random.randrange(999)})"
        )

    def _test(self, depth: int) -> str:
        pick = self._random.choice
        tests = ["BOUND($this)", "!BOUND(?a)", f"{self._node()} = {self._node()}", "isIRI($this)", "isLiteral(?a)",
                 "$this != ?a", "BOUND(?b) || isIRI($this)"]  # fmt: skip
        if depth > 0:
            tests += [f"EXISTS {self._group(depth - 1)}", f"NOT EXISTS {self._group(depth - 1)}"]
        return pick(tests)
