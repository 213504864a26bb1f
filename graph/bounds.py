"""How large a query may be, so that the engine can read it, and in a short time.

The engine reads and plans a query by functions that call themselves, without a bound: `((((…` some thousands deep,
or as many UNIONs in a row, end its process. Measured with the 8 MiB of stack that a process has by default, the worst
nesting (`EXISTS { SELECT * {`) takes 6 KiB a bracket, the worst row (sub-selects, MINUS, AS, joined patterns, the
resources of a DESCRIBE) 3.3 KiB each; so that the first two bounds below take at most 6 MiB together.

And it takes its time, before anything is asked of the store and whatever is in it:

- It tries the patterns of a group in every order that could be next, and estimates all that it has joined so far each
  time: the fourth power of their number. 80 take 0.1 to 0.5 s, 200 ten seconds. What `[ ]`, `( )`, `;`, `,` and
  `/` stand for are patterns too, which is all that makes deeply nested blank nodes and collections slow.
- It reads REGEX, SUBSTR and REPLACE as if they had their last argument, which is optional, and once more if they do
  not; GROUP_CONCAT likewise; and plans what is in a sub-select with groups twice. So twenty within one another are a
  million readings of the innermost. What is wrong is read again behind each `!` too, and in these in any case.
  Likewise the cost of what follows on the steps of a path is estimated twice for each of them, within brackets.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.tokens import Token

__all__ = [
    "BOUNDS",
    "MOST_JOINED",
    "MOST_NESTED",
    "MOST_OPERATORS",
    "MOST_READ",
    "Bound",
    "Excess",
    "too_deep",
    "too_long",
    "too_many",
    "too_often",
]

#: Brackets of all kinds within one another.
MOST_NESTED = 100
#: Operators: whatever the engine puts on top of what it has read so far.
MOST_OPERATORS = 1500
#: Patterns in one group: triples and steps of paths, and nested groups, each as one.
MOST_JOINED = 80
#: Tokens that are read again, each time counted.
MOST_READ = 1_000_000


@dataclass(frozen=True, slots=True)
class Excess:
    """What is too much in a query, in English and Chinese, and the token at which that shows."""

    token: Token
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound: what may not be more, and what to do instead, in English and Chinese."""

    name: str
    en: str
    instead_en: str
    zh: str
    instead_zh: str

    def __call__(self, token: Token) -> Excess:
        """That it is passed at `token`."""
        en, zh = (f"; {self.instead_en}", f"；{self.instead_zh}") if self.instead_en else ("", "")
        return Excess(
            token, f"the query is too large to be planned: {self.en}{en}", f"查询过于复杂：{self.zh}{zh}"
        )


too_deep = Bound(
    "nesting",
    f"more than {MOST_NESTED} brackets within one another",
    "name what is within by BIND, or ask in two queries",
    f"括号嵌套超过 {MOST_NESTED} 层",
    "请用 BIND 给里面的值命名，或分成两个查询",
)
too_long = Bound(
    "operators",
    f"more than {MOST_OPERATORS} operators",
    "values in a long list go into VALUES",
    f"运算超过 {MOST_OPERATORS} 个",
    "很多值请用 VALUES",
)
too_many = Bound(
    "patterns-of-a-group",
    f"more than {MOST_JOINED} patterns in one group, counting those that [ ], ( ), ; , and / stand for",
    "put parts of them into sub-selects, { SELECT * { ... } }, and many values into VALUES",
    f"一个组里的模式超过 {MOST_JOINED} 个（[ ]、( )、分号、逗号、斜杠所代表的也算）",
    "请把一部分放进子查询 { SELECT * { ... } }，很多值请用 VALUES",
)
too_often = Bound(
    "doublings",
    "too many REGEX, REPLACE, SUBSTR, GROUP_CONCAT, steps of a path or sub-selects with groups within one another, "
    "each of which doubles the work",
    'give REGEX and REPLACE their last argument (""), or name values in between with BIND',
    "REGEX、REPLACE、SUBSTR、GROUP_CONCAT、路径的步骤或分组的子查询嵌套过多，每一层都使工作加倍",
    '请写出 REGEX、REPLACE 的最后一个参数（""），或用 BIND 给中间值命名',
)

BOUNDS: tuple[Bound, ...] = (too_deep, too_long, too_many, too_often)
