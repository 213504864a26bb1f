"""Evidence: each span of each document of the corpus is the text as received, and its words are that text cleaned."""

from __future__ import annotations

import pytest

from loaders.clean import cleaned
from ontology.records import Assignment, Span, Target
from tests.loaders.reading import CORPUS, Facts, corpus


@pytest.mark.parametrize("number", CORPUS)
def test_exact_is_the_document_at_its_offsets(number: str) -> None:
    loaded = corpus(number)
    spans = Facts(loaded.records).of(Span)
    assert spans
    for span in spans:
        assert 0 <= span.start < span.end <= len(loaded.received)
        assert loaded.received[span.start : span.end] == span.exact


@pytest.mark.parametrize("number", CORPUS)
def test_words_are_exact_cleaned(number: str) -> None:
    assert [
        (s.exact, s.words) for s in Facts(corpus(number).records).of(Span) if cleaned(s.exact) != s.words
    ] == []


@pytest.mark.parametrize("number", CORPUS)
def test_a_span_is_there_for_what_was_read_from_it(number: str) -> None:
    facts = Facts(corpus(number).records)
    cited = {iri for record in facts.records for iri in record.evidence}
    assert [span.words for span in facts.of(Span) if span.iri not in cited] == []


@pytest.mark.parametrize("number", CORPUS)
def test_a_name_or_figure_is_never_read_from_a_paragraph(number: str) -> None:
    facts = Facts(corpus(number).records)
    for assignment in facts.of(Assignment):
        (span,) = facts.spans(assignment)
        assert len(span.words) <= 24, span.words
    for target in facts.of(Target):
        assert all(len(span.words) <= 60 for span in facts.spans(target)), target.quote


@pytest.mark.parametrize("number", CORPUS)
def test_the_mention_of_a_unit_is_what_stands_at_its_place(number: str) -> None:
    facts = Facts(corpus(number).records)
    for assignment in facts.of(Assignment):
        (span,) = facts.spans(assignment)
        assert span.words == assignment.mention
