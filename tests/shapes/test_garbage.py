"""What Python does with memory is as it was, once findings are made."""

import gc

import pytest

from shapes.garbage import uncollected


def test_cycles_are_looked_for_again_also_after_a_failure() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="no data"), uncollected():
        raise ValueError("no data")
    assert gc.isenabled()


def test_who_does_not_want_the_search_does_not_get_it() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
