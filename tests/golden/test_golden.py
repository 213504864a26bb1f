"""What is read from each document of the corpus, as a text that a person has read beside the document.

A dump that is missing is written, and the test fails until somebody has read it: run the test, read the new file
against the document line by line, and run the test again. To accept a change of the reader, delete the dump first.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.golden.dump import dump
from tests.loaders.reading import CORPUS, corpus


@pytest.mark.parametrize("number", CORPUS)
def test_the_records_are_those_that_a_person_has_read(number: str) -> None:
    file = Path(__file__).with_name(f"{number}.txt")
    found = dump(corpus(number))
    if not file.exists():
        file.write_text(found, encoding="utf-8")
        pytest.fail(
            f"{file.name} was missing and is written now: read it against the document, then run again"
        )
    expected = file.read_text(encoding="utf-8")
    lines = unified_diff(expected.splitlines(), found.splitlines(), file.name, "read now", lineterm="", n=1)
    assert found == expected, "\n".join(lines)
