"""Under which address a client reaches the site: behind a proxy and below a path as well as by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.forwarded import Network, Told, host_of, prefix_of, told

__all__ = ["ROOT", "Address", "Addressed", "address_of", "public"]

#: Where the address of a request lies in its scope.
_KEY = "crossplan.address"
_PUBLIC = re.compile(r"(?:(?P<scheme>https?)://(?P<host>[^/?#]+))?(?P<path>(?:/[^?#]*)?)")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Address:
    """`origin` is scheme, host and port (https://example.org), `prefix` the path of the site in it (/plans)."""

    origin: str
    prefix: str

    @property
    def root(self) -> str:
        """The address of the home page, with a slash at its end."""
        return f"{self.origin}{self.prefix}/"

    def at(self, path: str) -> str:
        """A path of this site, from its root and decoded, as it stands in a link."""
        return self.prefix + quote(path, safe="/:@!$&'()*+,;=-._~")


#: Where nothing is known of a request.
ROOT = Address("http://localhost", "")
_NOTHING = Told()


def address_of(scope: Scope) -> Address:
    """The address that `Addressed` found for a request."""
    found: Address | _Unasked = scope.get(_KEY, ROOT)
    if isinstance(found, _Unasked):
        found = scope[_KEY] = found.address(scope)
    return found


@dataclass(frozen=True, slots=True)
class _Unasked:
    """An address that is worked out when somebody asks for it: for most requests nobody does."""

    fixed: Address
    tells: Told

    def address(self, scope: Scope) -> Address:
        tells = self.tells
        scheme = tells.scheme or ("https" if scope.get("scheme") == "https" else "http")
        host = tells.host or host_of(Headers(scope=scope).get("host", "")) or _server(scope)
        if tells.port:
            name = host if host.endswith("]") else host.rpartition(":")[0] or host
            host = f"{name}:{tells.port}"
        return Address(_origin(scheme, host), self.fixed.prefix or tells.prefix)


def public(text: str) -> Address:
    """The address that an operator fixes: whole (https://example.org/plans/), or its path only (/plans/).

    Raises:
        ValueError: the text is neither.
    """
    found = _PUBLIC.fullmatch(text)
    prefix = prefix_of(found["path"]) if found else ""
    if not found or prefix != found["path"].rstrip("/") or (found["host"] and not host_of(found["host"])):
        raise ValueError("an address such as https://example.org/plans/, or its path, is needed")
    return Address(_origin(found["scheme"], found["host"]) if found["host"] else "", prefix)


def _origin(scheme: str, host: str) -> str:
    return f"{scheme}://{host.lower().removesuffix(_DEFAULT_PORTS[scheme])}"


class Addressed:
    """Finds the address of the site for each request, and takes the prefix off the path.

    Args:
        app: what handles the request then.
        fixed: what the operator fixed of the address.
        trusted: the networks of proxies that are believed.
        paths: the paths that the site has.
    """

    def __init__(
        self, app: ASGIApp, fixed: Address, trusted: Sequence[Network], paths: Callable[[], Iterable[str]]
    ) -> None:
        self._app, self._fixed, self._trusted, self._paths = app, fixed, trusted, paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] == "http":
            tells = _NOTHING if self._fixed.origin else self._told(scope)
            # in the scope itself, not in a copy: what answers an unforeseen error stands before this
            scope[_KEY] = self._fixed if self._fixed.origin else _Unasked(self._fixed, tells)
            if prefix := self._fixed.prefix or tells.prefix:
                scope["path"] = self._within(scope["path"], unquote(prefix))
        await self._app(scope, receive, send)

    def _told(self, scope: Scope) -> Told:
        if not any(name.startswith((b"x-forwarded-", b"forwarded")) for name, _ in scope["headers"]):
            return _NOTHING
        peer, _ = scope.get("client") or ("", 0)
        return told(Headers(scope=scope), peer, self._trusted)

    def _within(self, path: str, prefix: str) -> str:
        """`path` without the prefix, whether or not a proxy has taken it off already."""
        if not (path == prefix or path.startswith(prefix + "/")):
            return path
        rest = path[len(prefix) :] or "/"
        # below /data, /data/plan/x is what a proxy left of /data/data/plan/x
        return path if _room(path) in self._rooms and _room(rest) not in self._rooms else rest

    @cached_property
    def _rooms(self) -> set[str]:
        return {_room(path) for path in self._paths()}


def _room(path: str) -> str:
    """The first part of a path, without an ending: data of /data/plan/x, ontology of /ontology.ttl."""
    first = path.split("/")[1]
    return first.partition(".")[0] or first


def _server(scope: Scope) -> str:
    """The address that the connection came in on, for a request that names no host."""
    name, port = scope.get("server") or ("localhost", None)
    return host_of(f"[{name}]:{port}" if ":" in name else f"{name}:{port}") or "localhost"
