"""Paths to text and back."""

import pytest

from shapes.paths import Path, parsed

A, B = "https://example.org/a", "https://example.org/b"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (A, A),
        (f"^<{A}>", Path("inverse", (A,))),
        (f"<{A}>*", Path("*", (A,))),
        (f"(<{A}>/<{B}>)", Path("sequence", (A, B))),
        (f"(<{A}>|<{B}>)+", Path("+", (Path("alternative", (A, B)),))),
        (f"^<{A}>?", Path("inverse", (Path("?", (A,)),))),
        (f"(<{A}>?/(<{A}>|^<{B}>))", Path("sequence", (Path("?", (A,)), Path("alternative", (A, Path("inverse", (B,))))))),
        (f"(<{A}>)", A),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart(text: str, path: Path | str) -> None:
    assert parsed(text) == path


@pytest.mark.parametrize(
    "text", ["(", "()", f"(<{A}>/", f"(<{A}>/<{B}>|<{A}>)", f"<{A}><{B}>", "<a", "^", f"(<{A}> / <{B}>)"]
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        parsed(text)
