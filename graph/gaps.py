"""Where the engine answers otherwise than SPARQL 1.1 says, and what to write instead.

A test runs every query of this list, so that an engine that has mended one fails it, and the entry goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.bounds import BOUNDS

__all__ = ["DATA", "GAPS", "Gap", "gaps_page"]

#: What the queries are asked of: two graphs, and the union of both in the default graph.
DATA = """\
@prefix : <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:one { :a :p :b ; :area "007.50"^^xsd:decimal ; :name "济南"@zh-Hans . }
:two { :a :p :b . }
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """One difference. `query` is answered `found` by the engine and `due` by the standard; `instead` gives `due`.

    Answers are rows, in N-Triples terms, unbound is "-". `instead` is "" where nothing does.
    """

    name: str
    zh: str
    en: str
    source: str
    query: str
    found: str
    due: str
    instead: str
    hint_zh: str
    hint_en: str


GAPS: tuple[Gap, ...] = (
    Gap(
        "zero-length-path",
        "长度为零的路径（* 或 ?）找不到图中没有出现的常量自身",
        "A path of length zero (* or ?) does not find a constant that no triple has",
        "SPARQL 1.1 Query, 18.4 (ZeroLengthPath)",
        "SELECT ?x { :nothing :p* ?x }",
        "",
        ":nothing",
        "SELECT ?x { { BIND(:nothing AS ?x) } UNION { :nothing :p+ ?x } }",
        "把常量自身用 BIND 写成 UNION 的一支，另一支用 +",
        "put the constant itself into one part of a UNION with BIND, and + into the other",
    ),
    Gap(
        "bnode-of-a-string",
        "BNODE(字符串) 在每一行得到同一个空白节点，而不是每行一个新的",
        "BNODE(string) is the same blank node in every row, instead of a new one in each",
        "SPARQL 1.1 Query, 17.4.2.9",
        'SELECT (COUNT(DISTINCT ?node) AS ?n) { VALUES ?row { 1 2 } BIND(BNODE("x") AS ?node) }',
        "1",
        "2",
        "SELECT (COUNT(DISTINCT ?node) AS ?n) { VALUES ?row { 1 2 } BIND(BNODE() AS ?node) }",
        "用不带参数的 BNODE()，或把行号写进字符串",
        "write BNODE() without an argument, or put what tells the rows apart into the string",
    ),
    Gap(
        "group-concat-of-tagged-literals",
        "GROUP_CONCAT 保留各值共同的语言标签，标准要求结果是不带标签的字符串",
        "GROUP_CONCAT keeps the language tag that all values share; the standard makes a plain string",
        "SPARQL 1.1 Query, 18.5.1.7",
        'SELECT (GROUP_CONCAT(?x) AS ?all) { VALUES ?x { "甲"@zh "乙"@zh } }',
        '"甲 乙"@zh',
        '"甲 乙"',
        'SELECT (GROUP_CONCAT(STR(?x)) AS ?all) { VALUES ?x { "甲"@zh "乙"@zh } }',
        "写 GROUP_CONCAT(STR(?x))",
        "write GROUP_CONCAT(STR(?x))",
    ),
    Gap(
        "group-concat-of-iris",
        "GROUP_CONCAT 遇到 IRI 时没有结果，标准取其字符串",
        "GROUP_CONCAT over IRIs has no value; the standard takes them as strings",
        "SPARQL 1.1 Query, 18.5.1.7",
        "SELECT (GROUP_CONCAT(?x) AS ?all) { VALUES ?x { :a } }",
        "-",
        '"http://example.org/a"',
        "SELECT (GROUP_CONCAT(STR(?x)) AS ?all) { VALUES ?x { :a } }",
        "写 GROUP_CONCAT(STR(?x))",
        "write GROUP_CONCAT(STR(?x))",
    ),
    Gap(
        "graph-around-a-sub-select",
        "GRAPH ?g 里面是子查询时，?g 没有值",
        "GRAPH ?g around a sub-select leaves ?g unbound",
        "SPARQL 1.1 Query, 18.6 (evaluation of GRAPH)",
        "SELECT DISTINCT ?g { GRAPH ?g { { SELECT ?s { ?s :name ?o } } } }",
        "-",
        ":one",
        "SELECT DISTINCT ?g { { SELECT ?g ?s { GRAPH ?g { ?s :name ?o } } } }",
        "把 GRAPH ?g 写进子查询，并选出 ?g",
        "put GRAPH ?g into the sub-select, which selects ?g too",
    ),
    Gap(
        "graph-around-graph",
        "GRAPH ?g 里面只有另一个 GRAPH 时，?g 没有值",
        "GRAPH ?g around another GRAPH alone leaves ?g unbound",
        "SPARQL 1.1 Query, 18.6 (evaluation of GRAPH)",
        "SELECT ?g { GRAPH ?g { GRAPH :two { ?s :p ?o } } } ORDER BY ?g",
        "-",
        ":one\n:two",
        "SELECT ?g { GRAPH ?g {} GRAPH :two { ?s :p ?o } } ORDER BY ?g",
        "两个 GRAPH 并列，其中一个是 GRAPH ?g {}",
        "write the two side by side, one of them as GRAPH ?g {}",
    ),
    Gap(
        "merge-of-default-graphs",
        "多个 FROM（或 default-graph-uri）合成默认图时，几个图都有的三元组按出现次数计",
        "Of several FROM, or default-graph-uri, a triple that stands in more than one counts as often",
        "SPARQL 1.1 Query, 13.2.1",
        "SELECT (COUNT(*) AS ?n) FROM :one FROM :two { ?s :p ?o }",
        "2",
        "1",
        "SELECT (COUNT(*) AS ?n) FROM :one FROM :two { SELECT DISTINCT * { ?s :p ?o } }",
        "用 SELECT DISTINCT 子查询；或不写 FROM：默认图就是全部图的并集，其中每条只有一次",
        "use a sub-select with DISTINCT; or no FROM: the default graph is the union of all, each triple once",
    ),
    Gap(
        "normalised-literals",
        "数字和时间以规范形式给出：1.0 成为 1，007 成为 7，+00:00 成为 Z",
        "Numbers and times are given in their canonical form: 1.0 becomes 1, 007 becomes 7, +00:00 becomes Z",
        "RDF 1.1 Concepts, 3.3 (literal terms are equal character by character)",
        "SELECT (STR(?x) AS ?text) { :a :area ?x }",
        '"7.5"',
        '"007.50"',
        "",
        "值不变；文件中的写法在原文片段里（cp:words、oa:exact）",
        "the value is the same; what the document writes stands in its passages (cp:words, oa:exact)",
    ),
    Gap(
        "language-tags-in-lower-case",
        "语言标签以小写给出：zh-Hans 成为 zh-hans",
        "Language tags are given in lower case: zh-Hans becomes zh-hans",
        "RDF 1.1 Concepts, 3.3 (lower case is allowed)",
        'SELECT (LANG(?name) = "zh-Hans" AS ?same) { :a :name ?name }',
        "false",
        "true",
        'SELECT (LANGMATCHES(LANG(?name), "zh-Hans") AS ?same) { :a :name ?name }',
        '用 LANGMATCHES 而不用 =；查询中的 "…"@zh-Hans 大小写都可以',
        'compare with LANGMATCHES, not =; a literal "…"@zh-Hans in a query matches in any case',
    ),
    Gap(
        "back-references",
        "正则表达式不支持反向引用（\\1），结果没有值",
        "Regular expressions know no back references (\\1): there is no value",
        "XPath Functions 3.0, 5.6.1",
        'SELECT (REGEX("aa", "(a)\\\\1") AS ?found) {}',
        "-",
        "true",
        "",
        "没有替代写法；引擎因此能保证匹配时间与文字长度成正比",
        "nothing does instead; for that, the time of a match is linear in the text",
    ),
    Gap(
        "group-by-without-select",
        "ASK 和 CONSTRUCT 后面不能写 GROUP BY",
        "ASK and CONSTRUCT take no GROUP BY",
        "SPARQL 1.1 Query, 19.8 (rule 18)",
        "ASK { ?s :p ?o } GROUP BY ?s HAVING (COUNT(?o) > 0)",
        "error",
        "true",
        "ASK { SELECT ?s { ?s :p ?o } GROUP BY ?s HAVING (COUNT(?o) > 0) }",
        "把 GROUP BY 写进子查询",
        "put GROUP BY into a sub-select",
    ),
)


def gaps_page() -> str:
    """The whole of docs/engine-gaps.md."""
    lines = [
        "# 与 SPARQL 1.1 的差异 · Differences from SPARQL 1.1",
        "",
        "<!-- Made from graph/gaps.py by `python -m docs.generate`; tests hold both to what the engine answers. -->",
        "",
        "引擎是 Oxigraph。W3C 测试集的 235 个求值测试，它通过 224 个；已知的差异都列在这里，各有替代写法。",
        "",
        "The engine is Oxigraph, which passes 224 of the 235 evaluation cases of the W3C's suite. The differences",
        "that are known are listed here, each with what to write instead.",
        "",
        "例中的数据 · The data of the examples:",
        "",
        "```trig",
        DATA.rstrip("\n"),
        "```",
    ]
    for gap in GAPS:
        lines += [
            "",
            f"## {gap.name}",
            "",
            f"{gap.zh}。{gap.hint_zh}。",
            "",
            f"{gap.en} ({gap.source}); {gap.hint_en}.",
            "",
            "```sparql",
            gap.query,
            "```",
            "",
            "| 引擎 · engine | 标准 · standard |",
            "|---|---|",
            f"| {_shown(gap.found)} | {_shown(gap.due)} |",
        ]
        if gap.instead:
            lines += ["", "```sparql", gap.instead, "```"]
    lines += [
        "",
        "## 查询的大小 · The size of queries",
        "",
        "引擎按递归读查询、排次序，没有上限，所以太大的查询在引擎读到之前就被拒绝（400），并指出从哪里开始太大：",
        "",
        "The engine reads a query and puts its parts in order without any bound, so that a query it could not read,",
        "or only in a long time, is refused before (400), with the place at which it becomes too large:",
        "",
        "| 上限 · bound | 改写 · instead |",
        "|---|---|",
        *(f"| {one.zh} · {one.en} | {one.instead_zh} · {one.instead_en} |" for one in BOUNDS),
    ]
    return "\n".join([*lines, ""])


def _shown(answer: str) -> str:
    told = {"": "没有行 · no row", "-": "没有值 · unbound", "error": "语法错误 · syntax error"}
    return told.get(answer) or ", ".join(f"`{row}`" for row in answer.split("\n"))
