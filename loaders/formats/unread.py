"""What of a Word file is left out and may still be text of the plan: counted, to be named in reading notes."""

from __future__ import annotations

from collections import Counter

from lxml.etree import _Element

from loaders.formats.numbering import children, first, local, value

__all__ = ["Unread"]

#: A picture that may be one of text is at least so wide and high, in English Metric Units (DrawingML: 360 000 a cm).
_WIDE, _HIGH = 9 * 360_000, 4 * 360_000
#: Embedded objects that are formulas, not files.
_FORMULA = "equation"


class Unread:
    """Counts by what it is."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """One more of `what`."""
        self._found[what] += 1

    def look(self, element: _Element) -> None:
        """Counts an element of a paragraph if it is an embedded file, another document or a large picture."""
        match local(element):
            case "subDoc":
                self.add("嵌入的文件")
            case "object":
                program = value(first(element, "OLEObject"), "ProgID") or ""
                if first(element, "OLEObject") is not None and not program.lower().startswith(_FORMULA):
                    self.add("嵌入的文件")
            case "inline" | "anchor":
                pictured = next(element.iter("{*}pic"), None) is not None
                size = first(element, "extent")
                if pictured and _number(value(size, "cx")) >= _WIDE and _number(value(size, "cy")) >= _HIGH:
                    self.add("图片（其中的文字须先识别）")

    def notes(self, root: _Element | None) -> None:
        """Counts the notes with words of a part that holds footnotes or endnotes."""
        for note in [*children(root, "footnote"), *children(root, "endnote")]:
            if any((t.text or "").strip() for t in note.iter("{*}t")):
                self.add("脚注或尾注")

    def gaps(self) -> list[str]:
        """A sentence for each kind."""
        return [f"文件中有{count}处{what}没有读取" for what, count in sorted(self._found.items())]


def _number(said: str | None) -> int:
    return int(said) if said is not None and said.isascii() and said.isdecimal() else 0
