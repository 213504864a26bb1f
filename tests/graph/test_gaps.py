"""What the engine answers where it differs from SPARQL 1.1: an engine that has mended something fails here."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.gaps import DATA, GAPS, Gap, gaps_page
from graph.local import LocalStore

PREFIX = "PREFIX : <http://example.org/> "


@pytest.fixture(scope="module")
def store() -> LocalStore:
    engine = ox.Store()
    engine.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    for quad in list(engine):
        engine.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    return LocalStore(engine)


def shown(term: object) -> str:
    if term is None:
        return "-"
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("#boolean", "#integer")):
        return term.value
    return (
        str(term).replace("<http://example.org/", ":").rstrip(">")
        if isinstance(term, ox.NamedNode)
        else str(term)
    )


def answer(store: LocalStore, query: str) -> str:
    try:
        return "\n".join(" ".join(map(shown, row)) for row in store.engine.query(PREFIX + query))  # type: ignore[union-attr,arg-type]
    except TypeError:
        return str(bool(store.engine.query(PREFIX + query))).lower()
    except SyntaxError:
        return "error"


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.name)
def test_the_engine_still_answers_otherwise(store: LocalStore, gap: Gap) -> None:
    assert answer(store, gap.query) == gap.found, "mended? then the entry goes, and the page is made anew"
    assert gap.found != gap.due


@pytest.mark.parametrize("gap", [gap for gap in GAPS if gap.instead], ids=lambda gap: gap.name)
def test_what_to_write_instead_gives_what_is_due(store: LocalStore, gap: Gap) -> None:
    assert answer(store, gap.instead) == gap.due


def test_the_page_is_the_list() -> None:
    page = (Path(__file__).parents[2] / "docs" / "engine-gaps.md").read_text(encoding="utf-8")
    assert page == gaps_page()
    assert len(GAPS) == 11
