"""The manual of the stored questions, made from their files: `python -m graph.manual > docs/questions.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pyoxigraph as ox

from graph.ask import Question, questions

__all__ = ["questions_page"]

_HEAD = """<!-- Made from the files in graph/questions/ by `python -m graph.manual`; a test holds them together. -->

# 内置问题 · Stored questions

`crossplan ask` 列出全部问题，`crossplan ask 名称 [参数=值 ...]` 提出一个问题；网页上是 `/questions/名称?参数=值`。
每个问题是一个文件 `graph/questions/名称.rq`，本身就是可以直接运行的完整查询。参数的种类：`name` 是任一名称（全称、
简称、别名）或完整 IRI；`text` 是标题或名称的一部分或完整 IRI，标点和大小写不论，空白表示全部；`year` 是四位年份；
`number` 是整数。

`crossplan ask` lists the questions and `crossplan ask NAME [key=value ...]` asks one; on the web it is
`/questions/NAME?key=value`. Each is a file `graph/questions/NAME.rq`, a whole query that runs as it stands. The
kinds of parameter: a `name` is any name of the thing (full, short or former) or its full IRI; a `text` is part of a
title or name, or a full IRI, marks and capitals apart, and blank means all; a `year` has four digits; a `number` is
a whole number.
"""

_ENTRY = """
## {q.number}. {q.name}

{q.title_zh} · {q.title_en}

- {q.why_zh}
- {q.why_en}
- 列 columns: {columns}
"""


def questions_page() -> str:
    """The page docs/questions.md: what can be asked, with which parameters, and the columns of each answer.

    Raises:
        QuestionError: a file of a question cannot be used.
    """
    return _HEAD + "".join("".join(_entry(question)) for question in questions().values())


def _entry(question: Question) -> Iterator[str]:
    answer = ox.Store().query(question.text)
    assert isinstance(answer, ox.QuerySolutions)  # stored questions are SELECTs
    yield _ENTRY.format(q=question, columns=", ".join(f"`{v.value}`" for v in answer.variables))
    if question.parameters:
        yield "\n| 参数 parameter | 种类 kind | 默认 default | 含义 | meaning |\n|---|---|---|---|---|\n"
    for p in question.parameters:
        yield f"| `{p.name}` | {p.kind} | {p.default or '—'} | {p.label_zh} | {p.label_en} |\n"


if __name__ == "__main__":
    sys.stdout.write(questions_page())
