"""The gate as a command, `python -m tests.gold [--write]`: exits with 1 where the reader is below a floor.

With --write, what was measured is written to loaders/recall.toml, which the data set publishes.
"""

from __future__ import annotations

import sys

from loaders.recall import PUBLISHED, written
from tests.gold.gate import problems, samples, table

if __name__ == "__main__":
    print(table())
    found = list(problems())
    for problem in found:
        print(f"gate: {problem}", file=sys.stderr)
    if "--write" in sys.argv[1:] and not found:
        PUBLISHED.write_text(written(samples()), encoding="utf-8")
        print(f"written: {PUBLISHED.name}")
    sys.exit(1 if found else 0)
