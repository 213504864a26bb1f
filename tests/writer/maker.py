"""Makes the records of invented plans; the same seed makes the same plan."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.writer.phrases import CELL_TIMES, TARGETS, TIMES, parted
from tests.writer.truth import Passage, Target, Time, Units, WrittenMeasure, WrittenPlan
from tests.writer.words import (
    CITIES,
    DEPARTMENTS,
    FIELDS,
    GROUPS,
    INVENTED,
    KINDS_OF_PLAN,
    MATTERS,
    NAMED,
    OTHERS,
    QUOTED,
    SECTIONS,
    VERBS,
)  # fmt: skip

__all__ = ["Maker"]


class Maker:
    """A maker of plans whose notes give certain roles.

    Args:
        seed: what all choices follow from.
        roles: the roles that the form of the notes gives; none where notes name nobody.
        until: whether the notes also say until when.
        clauses: how many notes a measure has.
        first_leads: whether the first of a list leads by a rule of the document.
        wordy: how many sentences of each passage state nothing to be read.
    """

    def __init__(
        self,
        seed: int,
        roles: Sequence[str] = ("responsible",),
        *,
        until: bool = False,
        clauses: int = 1,
        first_leads: bool = False,
        wordy: int = 1,
    ) -> None:
        self.random = Random(seed)
        self.roles = tuple(roles)
        self.until = until
        self.clauses = clauses
        self.first_leads = first_leads
        self.wordy = wordy
        self.year = self.random.randint(2018, 2025)
        self.real = self.random.random() < 0.5
        self.level = "市" if self.real else self.random.choice(list(INVENTED))
        self.place = self.random.choice(list(CITIES) if self.real else INVENTED[self.level])
        self._objects: set[str] = set()

    def plan(self, sections: int = 3, measures: int = 3) -> WrittenPlan:
        """A plan of some sections with some measures each."""
        r = self.random
        title = f"{self.place}{self.year}年{r.choice(FIELDS)}{r.choice(KINDS_OF_PLAN)}"
        names = r.sample(SECTIONS, sections) if sections <= len(SECTIONS) else r.choices(SECTIONS, k=sections)
        made = tuple((name, tuple(self.measure() for _ in range(measures))) for name in names)
        return WrittenPlan(self.place, self.level, self.year, title, made, self.real)

    def measure(self) -> WrittenMeasure:
        """A measure with a title of its own."""
        return WrittenMeasure(self._work(), tuple(self._passage() for _ in range(self.clauses)))

    def _work(self) -> str:
        """A verb and an object, none twice while there are others."""
        r = self.random
        for _ in range(20):
            work = r.choice(VERBS) + r.choice(FIELDS) + r.choice(MATTERS)
            if work not in self._objects:
                break
        self._objects.add(work)
        return work

    def _passage(self) -> Passage:
        r = self.random
        times: tuple[Time, ...] = ()
        targets: list[Target] = []
        projects: list[str] = []
        regions: list[str] = []
        sentences = [f"{self._work()}，{self._work()}。" for _ in range(self.wordy)]
        if self.real and r.random() < 0.15:
            words, found, where = parted(r, self.place)
            sentences.append(f"{words}。")
            targets += found
            regions += where
        elif self.real and r.random() < 0.3:
            regions += r.sample(CITIES[self.place], r.randint(1, 2))
            sentences.append(f"在{'、'.join(regions)}先行先试，{self._work()}。")
        # a time in a sentence may be that of the next one too: targets with one stand behind those without
        if r.random() < 0.5:
            words, found = r.choice(list(TARGETS.values()))(r, self.year)
            sentences.append(f"{words}。")
            targets += found
        if r.random() < 0.3:
            name = r.choice(QUOTED + NAMED).format(r.choice(FIELDS))
            sentences.append(f"实施{name}，{self._work()}。" if "平台" not in name else f"建设{name}。")
            projects.append(name)
        if r.random() < 0.4 and not self.until:
            words, times = r.choice(list(TIMES.values()))(r, self.year)
            sentences.append(f"{words}。")
        until = r.choice(CELL_TIMES)(r, self.year) if self.until else None
        return Passage(
            tuple(sentences), self._units(), times, tuple(targets), tuple(projects), tuple(regions), until
        )

    def _units(self) -> Units:
        """Units for each role: departments, now and then another body, and a group at the end of a list."""
        r = self.random
        level = self.level
        kind = "厅" if level == "省" else "局"
        pool = [level + name for name in r.sample(DEPARTMENTS[kind], 8)]
        if r.random() < 0.2:
            pool.insert(r.randrange(4), r.choice(OTHERS).format(level))
        given: dict[str, tuple[str, ...]] = {}
        for role in self.roles:
            most = 2 if role == "lead" else 5
            names = [pool.pop() for _ in range(r.randint(1, min(most, len(pool) - 1)))]
            if role != "lead" and r.random() < 0.3:
                names.append(r.choice(GROUPS[level]))
            given[role] = tuple(names)
        if self.first_leads:
            given["lead"] = given["responsible"][:1]
        return Units(**given)
