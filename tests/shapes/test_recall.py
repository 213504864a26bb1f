"""The measured recall of the reader, as a store has it."""

import pyoxigraph as ox

from graph.local import LocalStore
from loaders.recall import published
from shapes.completeness import ELEMENTS
from shapes.recall import KINDS, of_element, recall_of


def test_a_store_says_how_well_it_was_read(corpus_store: LocalStore) -> None:
    found = recall_of(corpus_store.engine)
    for sample in published():
        for kind, share in sample.shares.items():
            (one,) = (r for r in found if r.kind == kind and r.seen == sample.seen)
            assert one.facts == share.right + share.missed
            assert one.documents == len(sample.documents)
            assert one.recall == round(share.right / one.facts, 4)


def test_every_element_has_its_figures_those_on_unseen_documents_first(corpus_store: LocalStore) -> None:
    found = recall_of(corpus_store.engine)
    assert set(KINDS) == set(ELEMENTS)
    for element in ELEMENTS:
        assert [one.seen for one in of_element(found, element)] == [False, True]
        assert {one.kind for one in of_element(found, element)} == {KINDS[element]}
    assert of_element(found, None) == ()
    assert of_element((), "unit") == ()


def test_a_store_of_somebody_s_own_says_nothing() -> None:
    assert recall_of(ox.Store()) == ()
