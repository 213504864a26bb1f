"""Bytes to text, one module a format; `read` chooses by the content, not by the file's name alone."""

from __future__ import annotations

from loaders.formats.txt import Unreadable, decode

__all__ = ["Unreadable", "decode"]
