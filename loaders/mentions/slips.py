"""Evident slips in the names of units: what was lost or written twice, and what was meant."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.mentions.units import LEVEL, is_group, looks_like_unit
from ontology.registry import departments

__all__ = ["mended", "parted"]

_JOIN = re.compile(r"[厅局委办部院会府心队](?=(?:[省市县区州盟旗]|自治区)[\u4e00-\u9fff])")


@lru_cache(maxsize=8192)
def parted(name: str) -> tuple[str, ...]:
    """The two names of an item between which the mark was lost: 市发改委市财政局."""
    if len(name) > 6:
        for found in _JOIN.finditer(name):
            first, second = name[: found.end()], name[found.end() :]
            if _is_office(first) and _is_office(second) and first[0] == second[0]:
                return first, second
    return (name,)


def _is_office(name: str) -> bool:
    found = LEVEL.match(name)
    return bool(found and len(name) > 3 and name.endswith(("厅", "局", "委", "办", "部"))
                and departments().canonical(name[found.end() :]))  # fmt: skip


_LEVEL_AND_STEM = re.compile(r"((?:[\u4e00-\u9fff]{2,7}?[市县区州])|省|市|县|区|州|盟|旗|自治区)(.{2,})")
_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=8192)
def mended(name: str) -> str:
    """A name with an evident slip made whole.

    省卫生健康 lost its end (省卫生健康委); in 市发改改革委 a character stands twice in the place of another.
    """
    if is_group(name) or len(name) < 3:
        return name
    found = _LEVEL_AND_STEM.fullmatch(name)
    if found is None:
        return name
    level, stem = found[1], found[2]
    row = departments().canonical(stem)
    if row is not None and (not looks_like_unit(name) or departments().canonical(f"{stem}局") is row):
        return level + row.short_for(level)
    if not looks_like_unit(name):
        return name
    if doubled := _DOUBLED.search(stem):
        at = doubled.start()
        if departments().canonical(stem) is None:
            once = stem[:at] + stem[at + 1 :]
            if departments().canonical(once) is not None:
                return level + once
            for i in (at, at + 1):
                known = departments().like(stem[:i], stem[i + 1 :])
                if known is not None:
                    return level + known
    return name
