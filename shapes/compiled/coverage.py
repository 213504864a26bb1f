"""What of SHACL is compiled and what is not, for docs/shacl.md: tests hold the compiler to it."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.terms import PREFIXES
from shapes.compiled.compiler import compile_shapes
from shapes.compiled.printing import readable
from shapes.rules import Text, rules

__all__ = ["COVERED", "DIVERGENCES", "NOT_COVERED", "REFUSED", "Covered", "Gap", "coverage_page"]


@dataclass(frozen=True, slots=True)
class Covered:
    """Parameters that are compiled: their names after sh:, and the section of the Recommendation."""

    section: str
    title: Text
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that goes to pyshacl or is refused: a name, why, and a shape that has it, in Turtle."""

    name: str
    why: Text
    shape: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where pyshacl finds something else than the Recommendation says, and shapes that may show it, as a pattern."""

    why: Text
    pattern: str


COVERED = (
    Covered(
        "2.1.3",
        Text("目标", "targets"),
        ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
    ),
    Covered("2.1.4–2.1.6", Text("级别、消息、停用", "severity, messages, deactivation"),
            ("severity", "message", "deactivated")),
    Covered(
        "2.3.1",
        Text("路径", "paths"),
        ("path", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
    ),
    Covered("4.1", Text("值的类型", "value type"), ("class", "datatype", "nodeKind")),
    Covered("4.2", Text("个数", "cardinality"), ("minCount", "maxCount")),
    Covered("4.3", Text("值的范围", "value range"), ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")),
    Covered("4.4", Text("字符串", "strings"),
            ("minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang")),
    Covered("4.5", Text("属性对", "property pairs"), ("equals", "disjoint", "lessThan", "lessThanOrEquals")),
    Covered("4.6", Text("逻辑", "logic"), ("not", "and", "or", "xone")),
    Covered("4.7", Text("形状", "shapes"),
            ("node", "property", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount",
             "qualifiedValueShapesDisjoint")),
    Covered("4.8", Text("其他", "other"), ("closed", "ignoredProperties", "hasValue", "in")),
    Covered("5", Text("SPARQL 约束", "SPARQL-based constraints"), ("sparql", "select", "prefixes", "declare")),
    Covered("6", Text("自定义的约束组件", "constraint components of one's own"),
            ("parameter", "optional", "validator", "nodeValidator", "propertyValidator", "ask", "labelTemplate")),
)  # fmt: skip

REFUSED = (
    Gap(
        "sh:target",
        Text("SHACL-AF 的扩展目标", "targets of SHACL-AF, an extension"),
        "ex:S sh:target [ sh:select 'SELECT ?this { ?this ?p 1 }' ] ; sh:class ex:C .",
    ),
    Gap(
        "sh:expression, sh:js, sh:rule, …",
        Text("SHACL-AF、SHACL-JS 的扩展，以及不认识的 sh: 参数", "what extensions have, and unknown parameters"),
        "ex:S sh:targetClass ex:C ; sh:expression [ ] .",
    ),
    Gap(
        "sh:entailment",
        Text("推理不在这里做", "nothing is inferred here"),
        "ex:S sh:targetClass ex:C ; sh:entailment <http://www.w3.org/ns/entailment/RDFS> .",
    ),
    Gap(
        "sh:node ex:Missing",
        Text("所指的形状在文件中没有任何描述", "a shape of which the files say nothing"),
        "ex:S sh:targetClass ex:C ; sh:node ex:Missing .",
    ),
    Gap(
        "owl:imports",
        Text(
            "导入的文件不在本机，也不在 --shapes 给出的文件中；在本机的就一并读取，从不上网取",
            "of what is neither a file here nor among those given; a file here is read too, and nothing is fetched",
        ),
        "ex:S sh:targetClass ex:C . ex:O owl:imports ex:Other .",
    ),
)  # fmt: skip

NOT_COVERED = (
    Gap(
        "sh:datatype xsd:int, xsd:nonNegativeInteger, xsd:dateTimeStamp, …",
        Text(
            "存储把从 xsd:integer 派生的类型都记作 xsd:integer，dateTimeStamp 记作 dateTime",
            "a store keeps types derived from xsd:integer as xsd:integer, and dateTimeStamp as dateTime",
        ),
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:datatype xsd:int ] .",
    ),
    Gap(
        "sh:hasValue [ ], sh:in ( [ ] )",
        Text("空白节点没有可以写进查询的名称", "a blank node has no name that could stand in a query"),
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:in ( [ ] ) ] .",
    ),
    Gap(
        "$shapesGraph, GRAPH",
        Text(
            "数据只有一个图，形状不在其中（标准不要求）",
            "the data are one graph, without the shapes (the Recommendation leaves it open)",
        ),
        "ex:S sh:targetClass ex:C ; sh:sparql [ sh:select"
        " 'SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }' ] .",
    ),
    Gap(
        "sh:pattern",
        Text(
            "引擎不支持的正则表达式：反向引用、前后查找",
            "what the engine's regular expressions lack: back references, look-around",
        ),
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:pattern '(a)\\\\1' ] .",
    ),
    Gap(
        "sh:sparql …",
        Text(
            "嵌在 sh:not、sh:or 等里面、又不能写成 EXISTS 的查询（有 GROUP BY、LIMIT，或在内层组中用 $this）",
            "a query within sh:not, sh:or and their like that cannot be an EXISTS: with GROUP BY or LIMIT, or with"
            " $this in an inner group",
        ),
        "ex:S sh:targetClass ex:C ; sh:not [ sh:sparql [ sh:select 'SELECT $this { $this ?p ?o } LIMIT 1' ] ] .",
    ),
)  # fmt: skip

DIVERGENCES = (
    Divergence(
        Text(
            "它给 SPARQL 不能比较的值排了次序：数和日期、字符串和 IRI",
            "it puts terms in an order that SPARQL has none for: numbers and dates, strings and IRIs",
        ),
        r"sh:(min|max)(In|Ex)clusive|sh:lessThan",
    ),
    Divergence(
        Text(
            "sh:minLength 0 放过了没有长度的空白节点（4.4.1）",
            "sh:minLength 0 lets blank nodes pass, which have no length (section 4.4.1)",
        ),
        r"sh:minLength 0",
    ),
    Divergence(
        Text(
            "序列路径取反时，它没有把次序也反过来",
            "it walks the inverse of a sequence in the order of the sequence",
        ),
        r"sh:inversePath \(",
    ),
)  # fmt: skip

_HEAD = """<!-- Made from shapes/compiled/coverage.py by `python -m docs.generate`; tests hold it to the compiler. -->

# 形状的编译 · SHACL as SPARQL

审计把形状编译成 SPARQL，在 Oxigraph 里对所有焦点节点一次求值。编译不了的形状整个交给 pyshacl，从不跳过；数据大到
pyshacl 承受不了时，指名拒绝。两个引擎得到的结果相同：W3C 测试集、规则手册和语料、随机形状都以此为准。

The audit compiles shapes to SPARQL, which Oxigraph answers for all focus nodes at once. A shape that is not compiled
goes whole to pyshacl, and is never skipped; on data too large for pyshacl it is refused by name. Both engines find
the same: the W3C's test suite, the rule book on the corpus, and random shapes on random data hold them to that.

## 编译的 · Compiled

| SHACL | | |
|---|---|---|
"""

_FOOT = """
结果与标准的约定 · By the letter, and beyond it:

- 一个 SPARQL 约束的两个解若选出的值全同，只算一个结果。Solutions of a SPARQL constraint that select the same terms are
  one result.
- `sh:datatype` 按 XML Schema 的词法空间判断。`sh:datatype` goes by the lexical spaces of XML Schema.
- 比较用 SPARQL 的 `<`，引擎也比较日期、年和年月；不能比较的就是违反。Values are compared by SPARQL's `<`, which the
  engine extends to dates, years and months; what cannot be compared is a violation.
- 递归的形状被拒绝，并写出循环。Recursive shapes are refused, with the circle.

## 一条规则的查询 · The query of a rule

`measure-has-lead`：

```sparql
"""


def coverage_page() -> str:
    """The page docs/shacl.md."""
    lines = [
        f"| {one.section} | {one.title.zh} · {one.title.en} | {', '.join(f'`sh:{p}`' for p in one.parameters)} |"
        for one in COVERED
    ]
    lines += ["", "## 交给 pyshacl 的 · Left to pyshacl", "", "| | |", "|---|---|"]
    lines += [f"| `{gap.name}` | {gap.why.zh}。{gap.why.en} |" for gap in NOT_COVERED]
    lines += ["", "## 指名拒绝的 · Refused by name", "", "| | |", "|---|---|"]
    lines += [f"| `{gap.name}` | {gap.why.zh}。{gap.why.en} |" for gap in REFUSED]
    lines += ["", "## pyshacl 的出入 · Where pyshacl differs", ""]
    lines += [f"- {one.why.zh}。{one.why.en}." for one in DIVERGENCES]
    (rule,) = (rule for rule in rules() if rule.name == "measure-has-lead")
    (compiled,) = compile_shapes(rule.graph)
    query = "\n".join(readable(query.text, PREFIXES) for query in compiled.queries)
    return f"{_HEAD}{chr(10).join(lines)}\n{_FOOT}{query}\n```\n"
