"""The versions that CI installs, on the oldest Python that the project says it runs on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

_PINS = Path(__file__).parents[1] / "constraints.txt"


def test_every_pinned_package_runs_on_python_3_11_0() -> None:
    """One that wants 3.11.5 cannot be installed on Debian 12, where pip then looks for another for half an hour."""
    refusing, seen = [], 0
    for line in _PINS.read_text(encoding="utf-8").splitlines():
        pinned = Requirement(line)
        if pinned.marker is not None and not pinned.marker.evaluate():
            continue
        try:
            here = metadata(pinned.name)
        except PackageNotFoundError:  # of the extras, only those that are asked for are here
            continue
        if not pinned.specifier.contains(here["Version"]):  # an environment that was not made from the pins
            continue
        seen += 1
        wanted = here.get("Requires-Python") or ""
        if not SpecifierSet(wanted).contains("3.11.0"):
            refusing.append(f"{pinned.name}: {wanted}")
    assert refusing == []
    assert seen > 50
