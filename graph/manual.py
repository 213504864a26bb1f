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

网页列出一个答案的前1000行并说明共有多少行，下载得到全部。`--lang en`（网页和下载地址中 `lang=en`）使表中本体术语的
名称（以 `_label` 结尾的列）用英文；文件和登记表中的名称总是原文。

`crossplan ask` lists the questions and `crossplan ask NAME [key=value ...]` asks one; on the web it is
`/questions/NAME?key=value`. Each is a file `graph/questions/NAME.rq`, a whole query that runs as it stands. The
kinds of parameter: a `name` is any name of the thing (full, short or former) or its full IRI; a `text` is part of a
title or name, or a full IRI, marks and capitals apart, and blank means all; a `year` has four digits; a `number` is
a whole number.

A page lists the first 1,000 rows of an answer and says how many there are; a download has all of them. With `--lang en`
(`lang=en` in an address, of a page or of a download) tables have the English names of the terms of the ontology in the
columns that end in `_label`; what documents and registries name stays as it is.

## 答案的依据 · What an answer rests on

`crossplan ask 名称 --grounds share`（网页上 `&grounds=share`）说出答案背后的事实各有多少是写明、承接、推断、更正的，
`--grounds words` 逐行列出所依据的原文、文件和起止字符；两者都是表，有与答案同样的各种格式，网页列在答案之后。每个事实
只计一次；哪些事实算数，由问题文件中的 `# rests on` 各行规定，即下面每个问题的“依据”。没有另注依据的（如措施本身）
就是原文，计为写明；依据不在文件文字之中的（原文没有写、登记表），照样说出，但没有数字。

`crossplan ask NAME --grounds share` (`&grounds=share` on the web) says how many of the facts behind an answer are
stated, inherited, inferred or corrected; `--grounds words` lists row by row the source words with document and
characters. Both are tables in all the formats that answers have, and the page shows them below the answer. Each fact
counts once; the lines `# rests on` in the file of a question fix which facts count, and stand below as 依据. What has
no basis of its own, such as a measure, is the text itself and counts as stated; what is not among the words of a
document (absence, a registry) is said, without numbers.
"""

_ENTRY = """
## {q.number}. {q.name}

{q.title_zh} · {q.title_en}

- {q.why_zh}
- {q.why_en}
- 列 columns: {columns}
- 依据 rests on: {grounds}
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
    yield _ENTRY.format(
        q=question,
        columns=", ".join(f"`{v.value}`" for v in answer.variables),
        grounds="; ".join(f"{one.zh} · {one.en}" for one in question.grounds),
    )
    if question.none[0]:
        yield f"- 没有答案时 none: {question.none[0]} · {question.none[1]}\n"
    if question.values:
        yield "\n| 列 column | 值 value | 含义 | meaning |\n|---|---|---|---|\n"
    for (column, code), (zh, en) in question.values.items():
        yield f"| `{column}` | `{code}` | {zh} | {en} |\n"
    if question.parameters:
        yield "\n| 参数 parameter | 种类 kind | 默认 default | 含义 | meaning |\n|---|---|---|---|---|\n"
    for p in question.parameters:
        yield f"| `{p.name}` | {p.kind} | {p.default or '—'} | {p.label_zh} | {p.label_en} |\n"


if __name__ == "__main__":
    sys.stdout.write(questions_page())
