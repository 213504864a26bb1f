"""How prose lays out its measures: numbering, titles, lines; each gives the lines and the number of each measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.writer.notes import NoteForm
from tests.writer.truth import Passage, WrittenMeasure, WrittenPlan

__all__ = ["LAYOUTS", "Layout", "Placed", "numeral"]

_DIGITS = "零一二三四五六七八九"

#: A measure, the number printed of it, and whether its title is.
Placed = tuple[WrittenMeasure, str | None, bool]


def numeral(n: int) -> str:
    """A number below 100 in Chinese numerals."""
    tens, ones = divmod(n, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of prose.

    `head` makes what stands before a section's title, `item` what stands before a measure's; `titled` how the title
    and the body, or its sentences as {items}, are joined (without {title}, there is none); `restarts` whether the numbers of measures begin anew in
    each section; `first` the first of them; `step` what a plan counts on by; `numbered` whether it is a number.
    """

    item: Callable[[int], str]
    head: Callable[[int], str] | None = lambda n: f"{numeral(n)}、"
    titled: str = "{title}。{body}"
    restarts: bool = False
    first: int = 1
    step: int = 1
    numbered: bool = True
    middle: Callable[[int], str] | None = None
    wants_units: bool = False

    def lines(self, plan: WrittenPlan, form: NoteForm) -> Iterator[tuple[str, Placed | None]]:
        """The lines of the plan; with the first of each measure, the measure and what is printed of it."""
        n = self.first
        for s, (heading, measures) in enumerate(plan.sections, 1):
            if self.head is not None:
                yield self.head(s) + heading, None
            if self.middle is not None:
                yield self.middle(1) + plan.sections[-s][0], None
            if self.restarts:
                n = self.first
            for measure in measures:
                placed = (measure, str(n) if self.numbered else None, "{title}" in self.titled)
                words = self.item(n) + self._words(measure, form)
                first, *others = words.split("\n")
                yield first, placed
                for line in others:
                    yield line, None
                n += self.step

    def _words(self, measure: WrittenMeasure, form: NoteForm) -> str:
        between = "\n" if form.lines else ""
        body = between.join(p.words + between + form.write(p) for p in measure.passages)
        items = between.join(_items(p) + between + form.write(p) for p in measure.passages)
        return self.titled.format(title=measure.title, body=body, items=items)


def _items(passage: Passage) -> str:
    """The sentences as items of their own, and one more, so that there are two at least."""
    sentences = (*passage.sentences, "做好日常调度。")
    return "\n".join(f"（{n}）{words}" for n, words in enumerate(sentences, 1))


def _circle(n: int) -> str:
    return chr(0x2460 + n - 1)


LAYOUTS: dict[str, Layout] = {
    "1. running on below 一、": Layout(lambda n: f"{n}."),
    "1. anew below each 一、": Layout(lambda n: f"{n}.", restarts=True),
    "1、": Layout(lambda n: f"{n}、"),
    "1．": Layout(lambda n: f"{n}．"),
    "（一） with a title sentence": Layout(lambda n: f"（{numeral(n)}）", restarts=True),
    "（一） running on": Layout(lambda n: f"（{numeral(n)}）"),
    "（一） with a title line": Layout(lambda n: f"（{numeral(n)}）", titled="{title}\n{body}", restarts=True),
    "（一） with a title line that ends": Layout(lambda n: f"（{numeral(n)}）", titled="{title}。\n{body}", restarts=True),
    "（一）1. below 一、": Layout(lambda n: f"{n}.", middle=lambda n: f"（{numeral(n)}）"),
    "（1） below 一、": Layout(lambda n: f"（{n}）", restarts=True),
    "① below 一、": Layout(_circle, wants_units=True),
    "1. with a title before a colon": Layout(lambda n: f"{n}.", titled="{title}：{body}"),
    "1. with a title line": Layout(lambda n: f"{n}.", titled="{title}\n{body}"),
    "1. with a full-width space": Layout(lambda n: f"{n}.\u3000"),
    "一、 as the measure": Layout(lambda n: f"{numeral(n)}、", head=None, titled="{title}\n{body}"),
    "一、 as the measure, with gaps": Layout(lambda n: f"{numeral(n)}、", head=None, titled="{title}。{body}", step=2),
    "numbers alone, without headings": Layout(lambda n: f"{n}.", head=None),
    "numbers that go on from another list": Layout(lambda n: f"{n}.", first=22),
    "第一条": Layout(lambda n: f"第{numeral(n)}条\u3000"),
    "任务1：": Layout(lambda n: f"任务{n}：", head=None),
    "without titles": Layout(lambda n: f"{n}.", titled="{body}", wants_units=True),
    "一是": Layout(lambda n: f"{numeral(n)}是", head=None),
    "chapters": Layout(lambda n: f"（{numeral(n)}）", head=lambda n: f"第{numeral(n)}章 ", restarts=True),
    "nothing": Layout(lambda n: "", head=None, numbered=False, wants_units=True),
    "sub-items": Layout(lambda n: f"{n}.", titled="{title}。抓好以下工作。\n{items}", wants_units=True),
}  # fmt: skip
