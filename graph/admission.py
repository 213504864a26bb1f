"""What is asked of a query before the engine sees it: that it stays within this store, and within bounds."""

from __future__ import annotations

from graph.complexity import may_be_deep, may_be_slow, measured
from graph.faults import fault_in_reading, place
from graph.store import QueryRefused, QuerySyntaxError
from graph.tokens import keywords, origin, unescaped

__all__ = ["admitted"]


def admitted(query: str) -> str:
    """`query` as the engine is to read it.

    Raises:
        QueryRefused: it holds SERVICE, which would open a connection; as an operation, not as a word in a
            literal, a comment, an IRI or a name.
        QuerySyntaxError: it holds no text (a lone surrogate), is so large that the engine would overflow or take
            long to plan it, or is against the grammar and holds the word SERVICE or many brackets, so that their
            part in it is not certain.
    """
    if not _is_text(query):
        raise QuerySyntaxError(
            "the query holds half a character (a lone surrogate)", zh="查询含有半个字符（单独的代理码位）"
        )
    text = unescaped(query)
    deep = may_be_deep(text)
    if deep or may_be_slow(text):
        _stay_small(query, text, deep)
    if "service" in text.lower():
        _stay_inside(query, text)
    return text


def _is_text(query: str) -> bool:
    try:
        query.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _stay_small(query: str, text: str, deep: bool) -> None:
    """Raises an error if the engine would overflow on `text`, or take long; or if, `deep`, that is not certain."""
    measure = measured(text)
    if measure.excess is not None:
        line, column = place(query, origin(query, measure.excess.token.start))
        raise QuerySyntaxError(measure.excess.en, line, column, measure.excess.zh)
    if deep or measure.fragile:
        _follow_the_grammar(query)


def _stay_inside(query: str, text: str) -> None:
    """Raises an error if the engine could find SERVICE in `text`, which has the word somewhere.

    The engine wants no space between a keyword and what is before it (`trueSERVICE`), so the word is looked
    for within bare words.
    """
    if any("SERVICE" in word for word in keywords(text)):
        raise QueryRefused("SERVICE is refused: this store opens no connection that a query names")
    _follow_the_grammar(query)


def _follow_the_grammar(query: str) -> None:
    """Raises an error if `query` is against the grammar, or has a prefix that is not declared.

    What follows the grammar has one reading only. Of what does not, the engine may read some all the same,
    and differently: in `FILTER(1<2&&'>'='` an IRI follows after 1 by the grammar's terminals, but a
    comparison for the engine, and all quotes behind it close where others open. So where it matters what
    is a keyword and what is within a string, such a query is not even shown to the engine, although the
    engine knows more than SPARQL 1.1.
    """
    fault = fault_in_reading(query)
    if fault is not None:
        raise QuerySyntaxError(fault.en, fault.line, fault.column, fault.zh)
