"""Where the sentences that decided a continuation stand in documents as they were received."""

from __future__ import annotations

import pytest

from graph.continuation.evidence import places
from graph.local import LocalStore
from ontology.records import Span


def span(exact: str, words: str, start: int = 100, *, page: int | None = None, document: str = "d") -> Span:
    end = start + len(exact)
    return Span(
        iri=f"{document}/span/{start}-{end}", source=document, start=start, end=end, exact=exact, words=words, page=page
    )  # fmt: skip


WORDS = "完善机制，建成平台。建设300个智慧社区（村居），推广应用。"


@pytest.mark.parametrize(
    ("spans", "sentence", "found"),
    [
        # as received, and with marks exchanged
        ([span(WORDS, WORDS)], "完善机制，建成平台", [("d/span/100-109", "完善机制，建成平台")]),
        (
            [span(WORDS.replace("，", ","), WORDS)],
            "完善机制，建成平台",
            [("d/span/100-109", "完善机制,建成平台")],
        ),
        # what cleaning moved is named as a whole, and so is what may stand on two pages or stands there twice
        ([span(f"(jian){WORDS}", WORDS)], "完善机制，建成平台", [("d/span/100-136", f"(jian){WORDS}")]),
        ([span(WORDS, WORDS, page=3)], "完善机制，建成平台", [("d/span/100-130", WORDS)]),
        ([span("推广。推广。", "推广。推广。")], "推广", [("d/span/100-106", "推广。推广。")]),
        # the paragraph that has it, in each of two documents; all where none has it
        (
            [span("建设社区", "建设社区"), span("推广应用", "推广应用", 200), span("推广应用", "推广应用", 7, document="e")],
            "推广应用",
            [("d/span/200-204", "推广应用"), ("e/span/7-11", "推广应用")],
        ),
        (
            [span("建设社区", "建设社区"), span("推广应用", "推广应用", 200)],
            "完善机制",
            [("d/span/100-104", "建设社区"), ("d/span/200-204", "推广应用")],
        ),
    ],
)  # fmt: skip
def test_the_shortest_run_that_has_a_sentence(
    spans: list[Span], sentence: str, found: list[tuple[str, str]]
) -> None:
    assert [(place.iri, place.exact) for place in places(sentence, spans)] == found


def test_a_continuation_rests_on_the_two_sentences_that_decided(corpus_store: LocalStore) -> None:
    table = corpus_store.select(
        """PREFIX cp: <https://w3id.org/crossplan/ontology#>
        SELECT ?words { ?one cp:later/cp:number "14" ; cp:earlier/cp:number "15" ; cp:evidence/cp:words ?words }"""
    )
    words = sorted((row[0].value for row in table.rows if row[0]), key=len)  # type: ignore[union-attr]
    # 003 line 38; the paragraph of 000 line 34, which romanisation keeps from being told sentence by sentence
    assert words[0] == "加快智慧社区（村居）建设，打造300个左右智慧社区（村居）"
    assert "建成不少于5000个智慧社区" in words[1]
    assert len(words) == 2
