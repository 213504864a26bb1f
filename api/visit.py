"""One request, as the rooms of the site see it: its language, its parameters, what it accepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request

from api import languages
from api.address import Address, address_of
from api.errors import Problem
from api.languages import Language, Words
from api.negotiation import HTML, O, Offer, ranked

__all__ = ["Visit", "decoded"]


def decoded(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string or a form, percent-decoded exactly once, in order.

    Raises:
        Problem: the bytes are not UTF-8.
    """
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise Problem(
            "bad-request",
            Words(
                "地址或表单中的参数不是 UTF-8 编码。", "The parameters of the address or form are not UTF-8."
            ),
        ) from error


class Visit:
    """A request and what follows from its headers.

    `path` is the path from the root of this site, decoded.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.path: str = request.scope["path"]
        self._query: bytes = request.scope["query_string"]

    @property
    def _address(self) -> Address:
        return address_of(self.request.scope)

    @property
    def site(self) -> str:
        """The absolute address of the root of this site, with a slash at its end."""
        return self._address.root

    @cached_property
    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of the address."""
        return decoded(self._query)

    def first(self, name: str, default: str = "") -> str:
        """The first parameter of that name, without blanks at its ends."""
        return next((value.strip() for key, value in self.parameters if key == name), default)

    @cached_property
    def accept(self) -> str:
        """The Accept headers as one."""
        return ",".join(self.request.headers.getlist("accept"))

    @cached_property
    def asked_language(self) -> str:
        """The language that the address asks for, or "" where the browser's wishes count."""
        # the language must be known even to say that the address cannot be read
        pairs = parse_qsl(self._query.decode("latin-1"))
        return next((value for key, value in pairs if key == "lang" and value in ("zh", "en")), "")

    @cached_property
    def language(self) -> Language:
        """The language to answer in."""
        return languages.choose(self.asked_language, self.request.headers.getlist("accept-language"))

    def accepted(self, offers: Sequence[O]) -> list[O]:
        """The offers that the request accepts, best first.

        Raises:
            Problem: it accepts none (406).
        """
        found = ranked(self.request.headers.getlist("accept"), offers)
        if not found:
            names = ", ".join(dict.fromkeys(offer.accepts[0] for offer in offers))
            raise Problem(
                "not-acceptable",
                Words(f"这里能提供的格式是：{names}。", f"What can be sent here is: {names}."),
            )
        return found

    def prefers_page(self, instead_of: Offer) -> bool:
        """Whether a web page is wished more than the other offer."""
        offers: list[Offer] = [instead_of, HTML]
        best = ranked(self.request.headers.getlist("accept"), offers)
        return bool(best) and best[0] is HTML

    @property
    def address(self) -> str:
        """The whole address asked for, with the query string as received."""
        return f"{self.site}{self.path[1:]}?{self._query.decode('latin-1')}"

    def at(self, path: str) -> str:
        """A path of this site, from its root and decoded, as it stands in a link, without parameters."""
        return self._address.at(path)

    def link(self, path: str, parameters: Mapping[str, object] | None = None, anchor: str = "") -> str:
        """An address on this site that keeps a language chosen by hand.

        Args:
            path: from the root, decoded.
            parameters: of the query string.
            anchor: the fragment, without #.
        """
        pairs = {key: str(value) for key, value in (parameters or {}).items()}
        if self.asked_language:
            pairs["lang"] = self.language
        query = f"?{urlencode(pairs)}" if pairs else ""
        return self.at(path) + query + (f"#{quote(anchor)}" if anchor else "")

    def here(self, **changed: object) -> str:
        """This address with some parameters changed, or left out (None); without those of now if unreadable."""
        try:
            pairs = [(key, value) for key, value in self.parameters if key not in changed]
        except Problem:  # which is answered by a page with links to this address
            pairs = []
        pairs += [(key, str(value)) for key, value in changed.items() if value is not None]
        return self.at(self.path) + (f"?{urlencode(pairs)}" if pairs else "")
