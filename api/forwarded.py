"""What proxies say of the address that a client asked for, and the parts of addresses, checked.

Proxies tell it in the X-Forwarded headers or in `Forwarded` (RFC 7239). Anybody can send these headers, so
they are read from trusted peers only, and of a list only what trusted peers have added at its end. A value that
is no part of an address is passed by: what comes out of here can stand in a page or a header as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers

__all__ = ["Network", "Told", "host_of", "prefix_of", "told", "trusts"]

Network = IPv4Network | IPv6Network

_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(?P<port>[0-9]{1,5}))?")
#: What needs no escaping anywhere: unreserved characters (RFC 3986, section 2.3) and percent-encoded ones.
_PREFIX = re.compile(r"(?:/(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)+")
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
#: Real proxies forget the quotes around values that are no tokens, such as example.org:8443.
_PAIR = re.compile(rf'({_TOKEN})=([^\s",;]+|"(?:[^"\\]|\\.)*")[ \t]*')
#: An address of RFC 7239, section 6, with its port, if it has one.
_NODE = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::.*)?|([0-9.]+)(?::.*)?|([0-9A-Fa-f:.]+)")


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of an address that trusted proxies told; "" for those they did not tell.

    `scheme` is http or https, `host` may have a port, `port` goes before it, `prefix` is a path like /plans.
    """

    scheme: str = ""
    host: str = ""
    port: str = ""
    prefix: str = ""


def told(headers: Headers, peer: str, trusted: Sequence[Network]) -> Told:
    """What the headers of a request from `peer` (an IP address) tell of the address that was asked for.

    The origin is taken from `X-Forwarded-Proto`, `-Host` and `-Port` if one of them is there, else from
    `Forwarded`; the path that the site lies under from `X-Forwarded-Prefix`. Of several values of an
    X-Forwarded header the last counts, the one that the peer itself added.
    """
    if not trusts(trusted, peer):
        return Told()
    prefix = prefix_of(_last(headers, "x-forwarded-prefix"))
    names = ("x-forwarded-proto", "x-forwarded-host", "x-forwarded-port")
    if not any(name in headers for name in names):
        return _forwarded(",".join(headers.getlist("forwarded")), trusted, prefix)
    scheme, host, port = (_last(headers, name) for name in names)
    return Told(_scheme(scheme), host_of(host), _port(port), prefix)


def trusts(trusted: Sequence[Network], address: str) -> bool:
    """Whether an IP address is in one of the networks; a text that is none is in no network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:  # how a socket of both families sees IPv4
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in trusted)


def host_of(text: str) -> str:
    """A host with its port, if it has one, in lower case; "" for what is none (RFC 3986, section 3.2)."""
    parts = _HOST.fullmatch(text)
    if parts is None or (parts["port"] and not _port(parts["port"])):
        return ""
    if text.startswith("["):
        try:
            IPv6Address(parts["name"][1:-1])
        except ValueError:
            return ""
    return text.lower()


def prefix_of(text: str) -> str:
    """A path that a site lies under, without a slash at its end; "" for what is none, and for the root."""
    path = text.rstrip("/")
    if not _PREFIX.fullmatch(path) or {".", ".."} & set(path.split("/")):
        return ""
    return path


def _scheme(text: str) -> str:
    return text.lower() if text.lower() in ("http", "https") else ""


def _port(text: str) -> str:
    return text if re.fullmatch("[0-9]{1,5}", text) and 0 < int(text) < 65_536 else ""


def _last(headers: Headers, name: str) -> str:
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()


def _forwarded(header: str, trusted: Sequence[Network], prefix: str) -> Told:
    """The address as the outermost of the trusted proxies was asked for it.

    Each proxy adds an element at the end that names in `for` who asked it. So the elements are believed from the
    end on as long as the one who is named there is trusted too.
    """
    believed: list[dict[str, str]] = []
    for element in reversed(_elements(header)):
        believed.insert(0, element)
        node = _NODE.fullmatch(element.get("for", ""))
        if node is None or not trusts(trusted, node[1] or node[2] or node[3]):
            break
    scheme = next(filter(None, (_scheme(one.get("proto", "")) for one in believed)), "")
    host = next(filter(None, (host_of(one.get("host", "")) for one in believed)), "")
    return Told(scheme, host, "", prefix)


def _elements(header: str) -> list[dict[str, str]]:
    """The elements of a `Forwarded` header (RFC 7239, section 4); none of a header that is not well-formed."""
    elements: list[dict[str, str]] = [{}]
    at = 0
    while at < len(header):
        if header[at] in ",; \t":
            if header[at] == ",":
                elements.append({})
            at += 1
            continue
        pair = _PAIR.match(header, at)
        if pair is None or (pair.end() < len(header) and header[pair.end()] not in ",;"):
            return []
        name, value = pair[1].lower(), pair[2]
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        if name in elements[-1]:
            return []
        elements[-1][name] = value
        at = pair.end()
    return [one for one in elements if one]
