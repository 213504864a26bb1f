"""Chinese fonts for PDF files that bring none of their own, the same on every machine.

A file may name a font (STSong) and leave it to the machine. Where the machine has none with Chinese characters, PDFium
takes them to be of no width and drops every character that is drawn by itself: the cells of a table. So PDFium is given
Noto Sans SC and Noto Serif SC (SIL Open Font License) from the package pylopdf-fonts-zh-cn, and looks at no others.
"""

from __future__ import annotations

import ctypes
from importlib.resources import files

import pypdfium2  # noqa: F401  starts PDFium with the fonts of the machine
import pypdfium2.raw as pdfium

__all__: list[str] = []

_Text = ctypes.POINTER(ctypes.c_char)
#: Kept for as long as PDFium runs, which reads it when it first needs a font.
_folder = ctypes.create_string_buffer(str(files("pylopdf_fonts_zh_cn")).encode())
_folders = (_Text * 2)(ctypes.cast(_folder, _Text), _Text())


def _give() -> None:
    """Starts PDFium anew with these fonts alone; no file may be open in it."""
    pdfium.FPDF_DestroyLibrary()
    config = pdfium.FPDF_LIBRARY_CONFIG(
        version=2, m_pUserFontPaths=_folders, m_pIsolate=None, m_v8EmbedderSlot=0
    )
    pdfium.FPDF_InitLibraryWithConfig(config)


_give()
