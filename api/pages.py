"""Web pages: a template, a visitor and values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from api.languages import Words
from api.version import VERSION
from api.visit import Visit
from ontology.terms import curie

__all__ = ["Pages"]


class Pages:
    """The templates. What they say themselves stands in them in both languages: `t("规划", "Plans")`."""

    def __init__(self) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["curie"] = curie
        self._environment.globals["version"] = VERSION

    def render(self, template: str, visit: Visit, **values: Any) -> str:
        """The page of `template` for a visitor, in their language."""

        def t(zh: str, en: str) -> str:
            return Words(zh, en).said(visit.language)

        return self._environment.get_template(template).render(visit=visit, t=t, **values)
