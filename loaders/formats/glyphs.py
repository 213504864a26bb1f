"""What stands on a page of a PDF file: its characters and its straight lines, upright as the page is shown.

Everything is in points, counted from the lower left corner.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

from loaders.formats import pdf_fonts  # noqa: F401  before a page is opened
from loaders.formats.txt import Unreadable

__all__ = ["Box", "Glyph", "Page", "Ruling", "page_of"]


class Glyph(NamedTuple):
    """A character and the box that its font gives it."""

    character: str
    left: float
    bottom: float
    right: float
    top: float


class Box(NamedTuple):
    """Where something stands on a page."""

    left: float
    bottom: float
    right: float
    top: float


class Ruling(NamedTuple):
    """A straight line: at `at` of one axis, from `start` to `end` of the other."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its width and height, what stands on it, and whether a picture covers much of it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rulings: list[Ruling]
    pictured: bool


#: A page with more is no page of a document: the one holds a book, the other a map.
_MOST_GLYPHS = 100_000
_MOST_SEGMENTS = 20_000
#: How far from upright, or from lying on its side, a character may stand (in radians).
_OBLIQUE = 0.15
#: A box lower than this, of the size of print, is one of ink; how far of it print goes below its line.
_LOW, _BELOW = 0.8, 0.15
#: So many characters of a page tell how its print lies.
_SAMPLED = 300
#: A filled box no wider than this is drawn for a line.
_THIN = 3.0
#: How far a line may lean.
_LEAN = 1.0
_DEPTH = 5
#: How much of the page a picture must cover to be a picture of it.
_COVERED = 0.4

#: A transformation as six numbers (PDF 1.7, 8.3.3).
_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


def page_of(page: PdfPage, number: int) -> Page:
    """What stands on a page that is the `number`th of its file.

    Raises:
        Unreadable: it holds more characters than a page can.
    """
    text = page.get_textpage()
    try:
        turn = _turn(text, page.get_rotation())
        width, height = page.get_size()
        if (turn - page.get_rotation()) % 180:
            width, height = height, width
        upright = _upright(page, turn)
        glyphs = list(_glyphs(text, upright, turned=turn != 0, tight=_is_tight(text, turn)))
    finally:
        text.close()
    drawn = list(_drawn(page, upright))
    pictured = any(isinstance(d, float) and d > _COVERED * width * height for d in drawn)
    rulings = [d for d in drawn if isinstance(d, Ruling)]
    return Page(number, width, height, glyphs, rulings, pictured)


def _turn(text: PdfTextPage, rotation: int) -> int:
    """By how many degrees, clockwise, a page is to be turned for its print to be upright.

    That is how the page says that it is shown, unless most of its print would lie on its side then: tables are printed
    so on pages that stand upright.
    """
    count = pdfium.FPDFText_CountChars(text)
    step = max(1, count // _SAMPLED)
    angles: Counter[int] = Counter()
    for n in range(0, count, step):
        if pdfium.FPDFText_GetUnicode(text, n) > 32 and pdfium.FPDFText_IsGenerated(text, n) != 1:
            angles[-round(math.degrees(pdfium.FPDFText_GetCharAngle(text, n)) / 90) * 90 % 360] += 1
    most, times = max(angles.items(), key=lambda a: a[1], default=(rotation, 0))
    return most if times > 0.6 * angles.total() else rotation


def _upright(page: PdfPage, turn: int) -> _Matrix:
    """How coordinates of the page become those of the page as shown: cropped and turned."""
    left, bottom, right, top = page.get_cropbox()
    match turn:
        case 90:
            return (0, -1, 1, 0, -bottom, right)
        case 180:
            return (-1, 0, 0, -1, right, top)
        case 270:
            return (0, 1, -1, 0, top, -left)
        case _:
            return (1, 0, 0, 1, -left, -bottom)


def _moved(m: _Matrix, x: float, y: float) -> _Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _product(a: _Matrix, b: _Matrix) -> _Matrix:
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def _leans(angle: float) -> bool:
    quarter = math.pi / 2
    return abs(angle - round(angle / quarter) * quarter) > _OBLIQUE


def _size(text: PdfTextPage, n: int) -> float:
    """The size of print of a character, as it is shown."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, n, ctypes.byref(matrix))
    return float(pdfium.FPDFText_GetFontSize(text, n)) * math.hypot(matrix.c, matrix.d)


def _is_tight(text: PdfTextPage, turn: int) -> bool:
    """Whether a page has a font that does not say how high its characters are: they have the boxes of their ink."""
    count = pdfium.FPDFText_CountChars(text)
    box = pdfium.FS_RECTF()
    for n in range(0, count, max(1, count // _SAMPLED)):
        if pdfium.FPDFText_GetUnicode(text, n) <= 32 or pdfium.FPDFText_IsGenerated(text, n) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, n, ctypes.byref(box))
        height = box.right - box.left if turn % 180 else box.top - box.bottom
        if 0 < height < _LOW * _size(text, n):
            return True
    return False


def _glyphs(text: PdfTextPage, upright: _Matrix, *, turned: bool, tight: bool) -> Iterator[Glyph]:
    """The characters that the page itself has, without the blanks and line ends that the library adds.

    What leans is printed across the page (征求意见稿) and no part of its text.
    """
    count = pdfium.FPDFText_CountChars(text)
    if count > _MOST_GLYPHS:
        raise Unreadable(f"a page of this PDF file holds more than {_MOST_GLYPHS:,} characters")
    box = pdfium.FS_RECTF()
    where = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    dx, dy = upright[4], upright[5]
    for n in range(count):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if code < 32 or not pdfium.FPDFText_GetLooseCharBox(text, n, where):
            continue
        if pdfium.FPDFText_IsGenerated(text, n) == 1 or _leans(pdfium.FPDFText_GetCharAngle(text, n)):
            continue
        if turned:
            x0, y0 = _moved(upright, box.left, box.bottom)
            x1, y1 = _moved(upright, box.right, box.top)
            x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        else:
            x0, y0, x1, y1 = box.left + dx, box.bottom + dy, box.right + dx, box.top + dy
        if tight and y1 - y0 < _LOW * (size := _size(text, n)):
            pdfium.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y))
            line = _moved(upright, x.value, y.value)[1]
            y0, y1 = line - _BELOW * size, line + (1 - _BELOW) * size
        if x1 > x0 and y1 > y0:
            yield Glyph(chr(code), x0, y0, x1, y1)


def _drawn(page: PdfPage, upright: _Matrix) -> Iterator[Ruling | float]:
    """The straight lines of a page, and the areas of its pictures."""
    left = _MOST_SEGMENTS
    stack: list[tuple[Any, _Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, n), upright, 0) for n in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while stack:
        element, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(element)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            count = pdfium.FPDFPath_CountSegments(element)
            left -= count
            if left < 0:
                return
            yield from _straight(element, _product(_matrix(element), matrix), count)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _product(_matrix(element), matrix)
            yield abs(a * d - b * c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _product(_matrix(element), matrix)
            for n in range(pdfium.FPDFFormObj_CountObjects(element)):
                stack.append((pdfium.FPDFFormObj_GetObject(element, n), inner, depth + 1))
                left -= 1
                if left < 0:
                    return


def _matrix(element: Any) -> _Matrix:
    found = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(element, ctypes.byref(found))
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _straight(element: Any, matrix: _Matrix, count: int) -> Iterator[Ruling]:
    """The straight lines of a path: what it strokes, and the thin boxes that it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(element, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    for points in _outlines(element, matrix, count):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if len(points) > 2 and min(x1 - x0, y1 - y0) <= _THIN:
            points = [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)]
            if y1 - y0 > x1 - x0:
                points = [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)]
        elif not stroke.value:
            continue
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) <= _LEAN < abs(ax - bx):
                yield Ruling(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
            elif abs(ax - bx) <= _LEAN < abs(ay - by):
                yield Ruling(False, (ax + bx) / 2, min(ay, by), max(ay, by))


def _outlines(element: Any, matrix: _Matrix, count: int) -> Iterator[list[_Point]]:
    """The points of each part of a path; a part that is closed ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[_Point] = []
    for n in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(element, n)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_moved(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
