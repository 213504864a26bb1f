"""Random shapes and random data, the same for a seed."""

from __future__ import annotations

from random import Random

PREFIXES = """@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

NODES = [*(f"ex:n{i}" for i in range(7)), "_:b0", "_:b1"]
IRIS = [node for node in NODES if node.startswith("ex:")]
PREDICATES = [f"ex:p{i}" for i in range(4)]
CLASSES = [f"ex:C{i}" for i in range(4)]
LITERALS = [
    "1", "2", "10", "-3", "1.5", "2.0", '"5"^^xsd:decimal', "1e1", "true", "false",
    '""', '"a"', '"abc"', '"中文"', '"a"@en', '"b"@en', '"a"@en-gb', '"甲"@zh-hans', '"乙"@zh',
    '"2021-03-01"^^xsd:date', '"2025-01-31"^^xsd:date', '"2025-02-30"^^xsd:date',
    '"2021-03-01T10:00:00Z"^^xsd:dateTime', '"2025-01-01T00:00:00"^^xsd:dateTime',
    '"2021"^^xsd:gYear', '"2025"^^xsd:gYear', '"2025-06"^^xsd:gYearMonth',
    '"many"^^xsd:integer', '"x"^^ex:own',
]  # fmt: skip
DATATYPES = ["xsd:integer", "xsd:decimal", "xsd:string", "xsd:boolean", "xsd:date", "xsd:dateTime", "xsd:gYear",
             "xsd:double", "rdf:langString", "ex:own"]  # fmt: skip
KINDS = ["BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
BOUNDS = ["0", "1", "2", "1.5", '"a"', '"2021-03-01"^^xsd:date', '"2025-01-01T00:00:00"^^xsd:dateTime']
LANGUAGES = ['"en"', '"zh"', '"en" "zh"', '"en-gb"']
PATTERNS = ["^a", "b$", "^[0-9]+$", ".", "n[0-3]$", "^$", "中"]


NUMBERS = ["1", "2", "10", "-3", "1.5", "2.0", '"5"^^xsd:decimal', "1e1"]


def data(random: Random, *, numbers: bool = False) -> str:
    """Triples between few nodes, so that shapes hit and miss; with `numbers` these are all values but of ex:p0."""
    triples = ["ex:C1 rdfs:subClassOf ex:C0 .", "ex:C2 rdfs:subClassOf ex:C1 ."]
    for node in NODES:
        triples += [f"{node} a {random.choice(CLASSES)} ." for _ in range(random.choice((0, 1, 1, 2)))]
        for predicate in PREDICATES:
            for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
                if numbers and predicate != "ex:p0":
                    value = random.choice(NUMBERS)
                else:
                    value = random.choice(LITERALS if random.random() < 0.5 else NODES)
                triples.append(f"{node} {predicate} {value} .")
    return PREFIXES + "\n".join(triples)


class Shapes:
    """Makes a shapes graph.

    Args:
        random: where chance is from.
        compared: of which properties values are compared in order; none where there are none.
        bounds: with what they are compared.
    """

    def __init__(self, random: Random, compared: list[str] | None = None, bounds: list[str] = BOUNDS) -> None:
        self._random, self._made = random, 0
        self._compared, self._bounds = PREDICATES if compared is None else compared, bounds
        self._text: list[str] = []

    def graph(self) -> str:
        """A few shapes with targets, and all they refer to."""
        for _ in range(self._random.choice((1, 1, 2))):
            shape = self._name("T")
            lines = [self._target(), *self._messages()]
            if self._random.random() < 0.3:
                path = self.path()
                lines += [f"sh:path {path}", *self._constraints(2, path)]
            else:
                lines += self._constraints(2)
            self._add(shape, lines)
        return PREFIXES + "\n".join(self._text)

    def _name(self, kind: str) -> str:
        self._made += 1
        return f"ex:{kind}{self._made}"

    def _add(self, shape: str, lines: list[str]) -> str:
        kind = "PropertyShape" if any(line.startswith("sh:path") for line in lines) else "NodeShape"
        self._text.append(f"{shape} a sh:{kind} ;\n    " + " ;\n    ".join(lines) + " .")
        return shape

    def _target(self) -> str:
        pick = self._random.choice
        return pick((
            f"sh:targetClass {pick(CLASSES)}",
            f"sh:targetClass {pick(CLASSES)}",
            f"sh:targetNode {pick(IRIS)} , {pick([*IRIS, *LITERALS, 'ex:absent'])}",
            f"sh:targetSubjectsOf {pick(PREDICATES)}",
            f"sh:targetObjectsOf {pick(PREDICATES)}",
        ))  # fmt: skip

    def _messages(self) -> list[str]:
        random = self._random
        lines = [f"sh:severity sh:{random.choice(('Warning', 'Info'))}"] if random.random() < 0.3 else []
        return [*lines, 'sh:message "错"@zh-hans , "wrong"@en'] if random.random() < 0.2 else lines

    def path(self, depth: int = 2) -> str:
        """A path of any kind."""
        random = self._random
        if depth == 0 or random.random() < 0.6:
            return random.choice(PREDICATES)
        inner, other = self.path(depth - 1), self.path(depth - 1)
        return random.choice((
            f"[ sh:inversePath {inner} ]",
            f"( {inner} {other} )",
            f"[ sh:alternativePath ( {inner} {other} ) ]",
            f"[ sh:zeroOrMorePath {inner} ]",
            f"[ sh:oneOrMorePath {inner} ]",
            f"[ sh:zeroOrOnePath {inner} ]",
        ))  # fmt: skip

    def shape(self, depth: int) -> str:
        """A node or property shape without a target."""
        return self.property_shape(depth) if self._random.random() < 0.5 else self.node_shape(depth)

    def node_shape(self, depth: int) -> str:
        return self._add(self._name("N"), [*self._messages(), *self._constraints(depth)])

    def property_shape(self, depth: int) -> str:
        path = self.path()
        lines = [f"sh:path {path}", *self._messages(), *self._constraints(depth, path)]
        return self._add(self._name("P"), lines)

    def _shapes(self, depth: int) -> str:
        return " ".join(self.shape(depth) for _ in range(self._random.choice((1, 2, 3))))

    def _constraints(self, depth: int, path: str | None = None) -> list[str]:
        lines: dict[str, str] = {}
        for _ in range(self._random.choice((1, 1, 2, 3))):
            line = self._constraint(depth, path)
            lines[line.split()[0]] = line
        return list(lines.values())

    def _constraint(self, depth: int, path: str | None) -> str:
        random, pick = self._random, self._random.choice
        simple = [
            lambda: f"sh:class {pick(CLASSES)}",
            lambda: f"sh:datatype {pick(DATATYPES)}",
            lambda: f"sh:nodeKind sh:{pick(KINDS)}",
            lambda: f"sh:minLength {random.randrange(4)}",
            lambda: f"sh:maxLength {random.randrange(4)}",
            lambda: f'sh:pattern "{pick(PATTERNS)}"' + pick(("", "", ' ; sh:flags "i"')),
            lambda: f"sh:languageIn ( {pick(LANGUAGES)} )",
            lambda: f"sh:equals {pick(PREDICATES)}",
            lambda: f"sh:disjoint {pick(PREDICATES)}",
            lambda: f"sh:hasValue {pick([*IRIS, *LITERALS])}",
            lambda: f"sh:in ( {' '.join(random.sample([*IRIS, *LITERALS], 5))} )",
            lambda: (
                f"sh:closed true ; sh:ignoredProperties ( rdf:type {pick(PREDICATES)} {pick(PREDICATES)} )"
            ),
        ]
        counted = [
            lambda: f"sh:minCount {random.randrange(4)}",
            lambda: f"sh:maxCount {random.randrange(3)}",
            lambda: "sh:uniqueLang true",
        ]
        ordered = [
            lambda: f"sh:{pick(('minInclusive', 'minExclusive'))} {pick(self._bounds)}",
            lambda: f"sh:{pick(('maxInclusive', 'maxExclusive'))} {pick(self._bounds)}",
            lambda: f"sh:{pick(('lessThan', 'lessThanOrEquals'))} {pick(self._compared)}",
        ]
        nested = [
            lambda: f"sh:not {self.shape(depth - 1)}",
            lambda: f"sh:{pick(('and', 'or', 'xone'))} ( {self._shapes(depth - 1)} )",
            lambda: f"sh:node {self.node_shape(depth - 1)}",
            lambda: f"sh:property {self.property_shape(depth - 1)}",
        ]
        qualified = [
            lambda: (
                f"sh:qualifiedValueShape {self.shape(depth - 1)} ; sh:{pick(('qualifiedMinCount', 'qualifiedMaxCount'))}"
                f" {random.randrange(3)}"
            )
        ]
        choices = list(simple)
        if path is not None:
            choices += [*counted, *counted]
        if path in self._compared:
            choices += [*ordered, *ordered]
        if depth > 0:
            choices += [*nested, *nested, *(qualified if path is not None else [])]
        return pick(choices)()
