"""Documents: a plan in a layout, with notes in a form, in a frame, with a noise; and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.writer.frames import FRAMES
from tests.writer.grids import COLUMNS, table
from tests.writer.layouts import LAYOUTS, Placed
from tests.writer.maker import Maker
from tests.writer.noise import NOISES
from tests.writer.notes import FORMS
from tests.writer.truth import WrittenPlan, truth

__all__ = ["Written", "bundle", "in_prose", "in_table", "of_size"]


@dataclass(frozen=True, slots=True)
class Written:
    """A document and what it says."""

    text: str
    truth: dict[str, Any]
    plan: WrittenPlan


def in_prose(
    seed: int,
    *,
    layout: str = "1. running on below 一、",
    form: str = "（责任单位：{R}）",
    frame: str = "title and preface",
    noise: str = "none",
    sections: int = 3,
    measures: int = 3,
    wordy: int = 1,
) -> Written:
    """A plan in prose; names are those of the tables of layouts, forms, frames and noises."""
    notes = FORMS[form]
    maker = Maker(
        seed,
        notes.roles,
        until=notes.until,
        clauses=notes.clauses,
        first_leads=notes.first_leads,
        wordy=wordy,
    )
    plan = maker.plan(sections, measures)
    placed: list[Placed] = []
    lines = [notes.said] if notes.said else []
    for line, measure in LAYOUTS[layout].lines(plan, notes):
        lines.append(line)
        placed += [measure] if measure else []
    text = FRAMES[frame](plan, "\n".join(lines) + "\n")
    return Written(NOISES[noise](text), truth(placed), plan)


def in_table(
    seed: int,
    *,
    columns: str = "work, units, time",
    drawn: str = "tabs",
    frame: str = "title and preface",
    noise: str = "none",
) -> Written:
    """A plan as a table; names are those of the tables of columns, ways of drawing, frames and noises."""
    form = COLUMNS[columns]
    plan = Maker(seed, form.roles, until="until" in form.kinds).plan()
    body, placed = table(plan, form, drawn)
    return Written(NOISES[noise](FRAMES[frame](plan, body)), truth(placed), plan)


def bundle(seed: int, plans: int = 2) -> Written:
    """Several plans one after the other in one document."""
    written = [in_prose(seed + n, frame="a notice before") for n in range(plans)]
    measures = [m for w in written for m in w.truth["measures"]]
    return Written("\n".join(w.text for w in written), {"measures": measures}, written[0].plan)


def of_size(characters: int, seed: int = 0) -> str:
    """A document of about so many characters, for measurements: plans one after the other, each with its notice.

    They say as much in as many words as real plans do: a measure has some 150 characters.
    """
    texts: list[str] = []
    left = characters
    while left > 0:
        measures = max(1, min(20, left // 2_000))
        written = in_prose(seed + len(texts), frame="a notice before", sections=7, measures=measures, wordy=4)
        texts.append(written.text)
        left -= len(written.text)
    return "\n".join(texts)
