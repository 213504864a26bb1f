"""What the parts of the site share: made once when the application is created, handed to each of them."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from api.errors import Problem
from api.languages import Words
from api.pages import Pages
from api.settings import Settings
from api.visit import Visit
from api.workers.pool import Pool
from graph.withdrawals import Withdrawals

__all__ = ["Site"]


@dataclass(frozen=True, slots=True)
class Site:
    """The settings, the workers that answer queries, the pages, and the list of what was withdrawn."""

    settings: Settings
    pool: Pool
    pages: Pages
    withdrawals: Withdrawals

    def visit(self, request: Request) -> Visit:
        """The request as a visit.

        Raises:
            Problem: its address is longer than a request may be (414), or its parameters are not UTF-8 (400).
        """
        limit = self.settings.request_bytes
        if len(request.scope["query_string"]) > limit:
            raise Problem(
                "address-too-long",
                Words(
                    f"地址中的参数超过 {limit} 字节。长查询请用 POST。",
                    f"The parameters of the address have more than {limit} bytes. Send a long query by POST.",
                ),
            )
        visit = Visit(request)
        _ = visit.parameters  # which says so where they cannot be read, also on pages that take none
        return visit
