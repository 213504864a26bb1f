"""How right the claims that a measure goes on are, on the pairs labelled by hand: floors, and nothing tuned here."""

from __future__ import annotations

from graph.continuation.score import CLAIM, POSSIBLE
from tests.gold.continuations import agreement, measured, pairs


def test_every_pair_of_measures_of_the_labelled_plans_counts() -> None:
    # 000 has 27 measures, 001 6, 003 21 and 004 51
    assert len(pairs()) == 6 * 21 + 6 * 51 + 21 * 51 + 27 * (6 + 21 + 51)
    assert sum(p.continues for p in pairs()) == 128


def test_claims_on_the_part_that_no_weight_was_fitted_to_are_right() -> None:
    claims = measured("report", CLAIM)
    assert claims.precision >= 0.9
    assert claims.recall >= 0.24


def test_what_is_possible_holds_nearly_half_of_what_goes_on() -> None:
    assert measured("report", POSSIBLE).recall >= 0.45


def test_two_readers_agree() -> None:
    read, alike, kappa = agreement()
    assert read == 272
    assert alike >= 0.9
    assert kappa >= 0.8
