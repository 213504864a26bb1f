"""Removes the noise of copies, in named steps; each keeps the way back to the file as received.

The noise is that of real copies of plans: romanisation in brackets after each character, traditional
characters, bytes lost, furniture of sites, marks of pages, half-width punctuation. A step changes nothing that it
does not recognise, so that a clean text passes through untouched, and looks first whether the characters of
its noise occur at all.
"""

from __future__ import annotations

from collections.abc import Callable

from loaders.clean.alignment import realigned
from loaders.clean.breaks import line_breaks
from loaders.clean.characters import line_ends_and_invisible, one_form
from loaders.clean.furniture import furniture, sharing_marks
from loaders.clean.junk import junk, page_marks
from loaders.clean.markup import markup
from loaders.clean.punctuation import punctuation, quotation_marks
from loaders.clean.romanisation import romanisation
from loaders.clean.script import mainland_words, simplified, word_repairs
from loaders.clean.slips import misreadings
from loaders.clean.spacing import stray_spaces
from loaders.text import Text

__all__ = ["STEPS", "clean", "cleaned"]

#: The steps in their order: each sees the text as the one before left it.
STEPS: tuple[Callable[[Text], Text], ...] = (
    line_ends_and_invisible,
    realigned,
    markup,
    one_form,
    romanisation,
    mainland_words,
    simplified,
    word_repairs,
    junk,
    punctuation,
    quotation_marks,
    misreadings,
    sharing_marks,
    furniture,
    page_marks,
    stray_spaces,
    line_breaks,
)


def clean(received: str) -> Text:
    """The text of a document, cleaned, with the way back to `received`."""
    text = Text.of(received)
    for step in STEPS:
        text = step(text)
    return text


def cleaned(words: str) -> str:
    """Some words of a document cleaned by themselves, as `cp:words` has them."""
    return clean(words).clean
