"""Pages in headless Chromium, in frames of a given width: what does not fit, and what axe-core finds."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import api

__all__ = ["AXE", "Look", "look", "needed"]

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_STYLE = Path(api.__file__).parent / "static" / "crossplan.css"
_PROGRAMS = ("chromium", "chromium-headless-shell", "google-chrome")
_SECONDS = 240
#: A browser that calls nobody: without these it looks for updates, at every start.
_QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")

#: Shows the pages one after another in one frame, and leaves what was found as the text of the document.
_SCRIPT = """
const found = [];
async function shown(frame, page) {
  await new Promise(done => { frame.onload = done; frame.src = page; });
  const inner = frame.contentDocument, root = inner.documentElement;
  inner.querySelectorAll('details').forEach(one => { one.open = true; });
  const outside = [...inner.body.querySelectorAll('*')].filter(one =>
    one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest('.scroll, pre, .skip'));
  const widths = [root.scrollWidth, root.clientWidth];
  const axe = frame.contentWindow.axe;
  const violations = axe ? (await axe.run(inner)).violations : [];
  return {
    page, widths, scrolling: [...inner.querySelectorAll('.scroll')].filter(one =>
      one.scrollWidth > one.clientWidth).map(one => one.outerHTML.slice(0, 200)),
    outside: outside.slice(0, 3).map(one => one.outerHTML.slice(0, 200)),
    violations: violations.map(one => one.id + ': ' + one.help + ' ' + one.nodes[0].html.slice(0, 200)),
  };
}
async function all() {
  const frame = document.createElement('iframe');
  frame.style.cssText = `width:${width}px;height:900px;border:0`;
  document.body.append(frame);
  for (const page of pages) found.push(await shown(frame, page));
  document.body.textContent = JSON.stringify(found);
}
all().catch(error => { document.body.textContent = JSON.stringify({error: String(error)}); });
"""


class Look(NamedTuple):
    """What was found on a page: elements that stick out, tables that have to be scrolled sideways, and violations
    of rules of accessibility.
    """

    overflows: bool
    outside: list[str]
    scrolling: list[str]
    violations: list[str]


def needed(*, axe: bool) -> str:
    """The browser's program. Where it or axe-core is not here, the test is skipped, and says how to get it."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        pytest.skip(
            "NOT CHECKED: there is no Chromium here; run .ci/browser, or name it in the variable CHROMIUM"
        )
    if axe and not AXE.is_file():
        pytest.skip("NOT CHECKED: axe-core is not here; run: npm ci --prefix tests/browser")
    return program


def look(
    pages: Mapping[str, str], folder: Path, *, width: int, axe: bool, dark: bool = False
) -> dict[str, Look]:
    """What is found on the pages, HTML by name, in a frame of `width` pixels; files are put into `folder`."""
    program = needed(axe=axe)
    shutil.copy(_STYLE, folder / "crossplan.css")
    if axe:
        shutil.copy(AXE, folder / "axe.js")
    for number, text in enumerate(pages.values()):
        text = re.sub(r'href="[^"]*/static/crossplan\.css[^"]*"', 'href="crossplan.css"', text)
        assert 'href="crossplan.css"' in text or "<link" not in text  # a page that has its style in itself
        script = '<script src="axe.js"></script>' if axe else ""
        (folder / f"{number}.html").write_text(text.replace("</head>", script + "</head>"), encoding="utf-8")
    names = json.dumps([f"{number}.html" for number in range(len(pages))])
    wrapper = folder / "all.html"
    wrapper.write_text(
        '<!doctype html><meta charset="utf-8"><body>'
        f"<script>const pages = {names}, width = {width};{_SCRIPT}</script>",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", *_QUIET,
            f"--user-data-dir={folder / 'profile'}", "--window-size=1400,1000",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            f"--virtual-time-budget={_SECONDS * 1000}", "--dump-dom", wrapper.as_uri(),
        ],
        capture_output=True, text=True, timeout=_SECONDS, check=True,
    )  # fmt: skip
    body = re.search(r"<body>(.*?)</body>", done.stdout, re.DOTALL)
    assert body, done.stdout[:500]
    found: list[dict[str, Any]] = json.loads(html.unescape(body[1]))
    assert isinstance(found, list), found
    assert len(found) == len(pages)
    return {
        name: Look(one["widths"][0] > one["widths"][1], one["outside"], one["scrolling"], one["violations"])
        for name, one in zip(pages, found, strict=True)
    }
