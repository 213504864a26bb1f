"""The lines of a text; where a copy lost its line ends, the head of the document is cut into lines again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.structure.titles import KINDS

__all__ = ["Line", "lines_of", "split_head"]


@dataclass(slots=True)
class Line:
    """A line without the blanks around it, and where it stands in the clean text."""

    start: int
    end: int
    words: str


#: A line longer than this, within the head of a document, may be several that lost their line ends.
_LONG = 120
#: How far into a document its head may reach, in characters.
_HEAD = 3000
#: A date of signature without its century, and how what signs before it ends.
_DATE = r"\d\d[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日"
_SIGNER = "[厅局室府委会办部）]"
#: Where a line of the head ends: after the group, blanks included, if the group is there, else before the match.
#: Each alternative looks back at its first character: one search for one of those characters finds them all.
_BREAK = re.compile(
    r"[的〔［【（(印部单政机公委直12 。）”](?:"
    r"(?<=的)(?P<notice>[ ]?通[ ]?知)(?![》〉）。，；、：要求精])"
    r"|(?<=[〔［【（(])(?P<number>(?:19|20)\d\d[〕］】）)]\d{1,5}号)(?![）》〉。，；、精文])"
    r"|(?<=印)(?P<issued>发给?你们[^。]{0,40}。)"
    r"|(?P<addressed>(?:(?<=部)门|(?<=单)位|(?<=政)府|(?<=机)构|(?<=公)司|(?<=委)员会|(?<=直)属)：)"
    rf"|(?P<signed>(?:(?<={_SIGNER} )(?:19|20)|(?<={_SIGNER}1)9|(?<={_SIGNER}2)0){_DATE})(?=[^。，；、）])"
    r"|(?<=[\u4e00-\u9fff）〕号日”] )(?P<blank>[ ]*)(?=[\u4e00-\u9fff《（“\d])"
    r"|(?<=[。）”])(?=一、|（一）|1[.．、](?!\d)))"
)
_TITLED = re.compile(
    rf"[^。，；！？\s]{{4,60}}?(?:{'|'.join(KINDS)})(?:（[^（）]{{2,20}}）)?"
    r"(?=为(?:了|深|全|贯|认|进|切|加|推|落|扎|充|做|更|坚|持|大|确|积|加|有|促)|根据|按照|依据|一、|第一[章条部]|(?:19|20)\d\d年是)"
)


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that hold anything, in order."""
    lines: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip(" \t")
        if words:
            start = at + (len(raw) - len(raw.lstrip(" \t")))
            if len(words) > _LONG and start < _HEAD:
                lines.extend(_broken(text, start, start + len(words)))
            else:
                lines.append(Line(start, start + len(words), words))
        at += len(raw) + 1
    return lines


def split_head(lines: list[Line], i: int, length: int) -> None:
    """Cuts line `i` in two after `length` characters: a title that ran into the words after it."""
    line = lines[i]
    rest = line.words[length:].lstrip(" ")
    lines[i] = Line(line.start, line.start + length, line.words[:length])
    lines.insert(i + 1, Line(line.end - len(rest), line.end, rest))


def _broken(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines that a line of the head was, as far as they can be told."""
    at = start
    reach = min(end, _HEAD)
    cuts: list[int] = []
    for m in _BREAK.finditer(text, start, reach):
        if m["signed"]:
            cuts.append(m.start())
        cuts.append(m.end())
    for cut in [*cuts, end]:
        a, b = at, cut
        while a < b and text[a] == " ":
            a += 1
        while b > a and text[b - 1] == " ":
            b -= 1
        at = cut
        if a == b:
            continue
        titled = _TITLED.match(text, a, b) if b - a > 20 else None
        if titled is not None and titled.end() < b:
            yield Line(a, titled.end(), titled[0])
            a = titled.end()
        yield Line(a, b, text[a:b])
