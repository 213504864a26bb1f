"""The terms of a sentence, and how much each says about which work is meant.

A term is a word as jieba sees it, a pair of neighbouring words, or a thing with a name (project, indicator). Weights
come from tables that are shipped, never from the texts of a store: a score does not move when documents are added.

Source of the weights of words: the inverse document frequencies that come with jieba (`jieba/analyse/idf.txt`, MIT
licence). Words that plans of every subject use (推进, 平台, 数字化) are rarer there than in plans, and weigh half:
`frame_words.txt`, typed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.segmentation import words

__all__ = ["NAME", "Sentence", "frame_words", "frequencies", "sentences"]

#: The weight of a thing with a name: that of a rare word.
NAME = 12.0
#: The weight of a word that jieba's table does not have: mostly compounds newer than the table.
_UNKNOWN = 10.0
_FRAME_WORD = 0.5
#: A pair of words weighs as much as one of them.
_PAIR = 0.5
#: What is said of the scope of work (围绕集成电路等领域) says less about which work it is than what is done.
_SCOPE = 0.3

_SENTENCE = re.compile(r"[。；\n]+")
_CLAUSE = re.compile(r"[，：。；]")
_MARK = re.compile(r"([、（）()《》“”\"\s,;:]+)")
_IN_SCOPE = re.compile(
    r"(?:围绕|聚焦|依托|面向|针对|利用|运用|结合|基于|通过|按照|遵循|适应|在(?!线)|为(?!民))"
)
_LIST_OF_FIELDS = re.compile(
    r"[^，。；：]*?、[^，。；：]*?等[^，。；：、]{0,6}?(?:领域|行业|方面|环节|部门|地区|区域|产业|内容)"
)
_BRACKETS_AND_QUOTES = re.compile(r"[“”‘’（）()]")


class Sentence(NamedTuple):
    """A sentence and its terms with their weights; a thing with a name stands under its IRI."""

    text: str
    terms: dict[str, float]


def sentences(title: str, text: str, names: Mapping[str, frozenset[str]]) -> Iterator[Sentence]:
    """The sentences of a measure, its title first; `names` are the forms of the names of its things, by IRI."""
    bare = {iri: tuple(map(_without_marks, forms)) for iri, forms in names.items()}
    for sentence in (title, *_SENTENCE.split(text)):
        if len(sentence) > 1:
            terms = _terms(sentence)
            plain = _without_marks(sentence)
            terms |= {iri: NAME for iri, forms in bare.items() if any(form in plain for form in forms)}
            yield Sentence(sentence, terms)


def _terms(sentence: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for clause in _CLAUSE.split(sentence):
        scope = _SCOPE if _IN_SCOPE.match(clause) else 1.0
        fields = _LIST_OF_FIELDS.match(clause)
        listed, at = fields.end() if fields else 0, 0
        for run in _MARK.split(clause):
            if not run or _MARK.fullmatch(run):
                at += len(run)
                continue
            cut = words(run)
            for word, after in zip(cut, [*cut[1:], ""], strict=True):
                share = scope * (_SCOPE if at < listed else 1.0)
                at += len(word)
                if len(word) > 1 and not word.isdigit():
                    found[word] = max(found.get(word, 0.0), share * _weight(word))
                if after and len(word + after) > 2 and not (word.isdigit() or after.isdigit()):
                    pair = f"{word} {after}"
                    weight = share * _PAIR * (_weight(word) + _weight(after))
                    found[pair] = max(found.get(pair, 0.0), weight)
    return found


def _weight(word: str) -> float:
    weight = frequencies().get(word, _UNKNOWN)
    return weight * _FRAME_WORD if word in frame_words() else weight


@cache
def frequencies() -> dict[str, float]:
    """The weights of words, as jieba ships them."""
    table = files("jieba").joinpath("analyse/idf.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in table.splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2}


@cache
def frame_words() -> frozenset[str]:
    """The words that plans of every subject use."""
    lines = files("graph.continuation").joinpath("frame_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _without_marks(text: str) -> str:
    return _BRACKETS_AND_QUOTES.sub("", text)
