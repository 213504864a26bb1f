"""The settings: from the environment and a file, checked once, then never changed."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self

from api.address import Address, public
from api.forwarded import Network
from ontology.iri import Namer
from ontology.terms import DEFAULT_BASE

__all__ = ["Settings", "SettingsError", "documentation"]

_FILE = "crossplan.toml"
_UNITS = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}

#: The engine takes 0.2 GiB of address space to open a store; below this no query of any size would run.
_LEAST_MEMORY = 512 << 20


class SettingsError(Exception):
    """A setting that cannot be used; the text is one line that says which, where and what to do."""


def _folder(value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a folder is needed")
    return Path(value).expanduser()


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is needed")
    return value.strip()


def _base(value: object) -> str:
    return Namer(_text(value)).base


def _licence(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise ValueError("an http(s) IRI is needed")
    return text


def _address(value: object) -> Address:
    return public(_text(value))


def _networks(value: object) -> tuple[Network, ...]:
    """Networks as a list, or in one text with commas; `none` is no network."""
    names = value if isinstance(value, list) else _text(value).replace("none", "").split(",")
    try:
        return tuple(ip_network(name.strip(), strict=False) for name in names if name.strip())
    except (ValueError, AttributeError) as error:
        raise ValueError("IP addresses or networks such as 10.0.0.0/8 are needed, or none") from error


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most} is needed")
        return value

    return read


def _seconds(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value.strip()):
        value = float(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0.05 <= value <= 86_400:
        raise ValueError("a number of seconds from 0.05 to 86400 is needed")
    return float(value)


def _bytes(least: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, str):
            parts = re.fullmatch(r"([0-9]{1,15}) ?(KiB|MiB|GiB)?", value.strip())
            value = int(parts[1]) * _UNITS[parts[2] or ""] if parts else None
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ValueError(f"a size is needed, at least {_size(least)}, such as 64MiB")
        return value

    return read


def _size(number: int) -> str:
    """A size as it would be typed, in the largest unit that divides it: 33554432 is 32MiB."""
    unit = next(u for u in ("GiB", "MiB", "KiB", "") if number % _UNITS[u] == 0)
    return f"{number // _UNITS[unit]}{unit}"


def _about(text: str, read: Callable[[object], Any], default: str = "") -> dict[str, Any]:
    """What is known of a setting: what it is, how a value is read, and how the default is put in words."""
    return {"about": text, "read": read, "default": default}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that an operator can set. `load` reads it, `documentation` is its manual."""

    store: Path = field(
        metadata=_about(
            "Folder of the store: the generations that `crossplan build` makes and the server serves.",
            _folder,
            "`crossplan/store` in the user's data folder: `$XDG_DATA_HOME`, else `~/.local/share` "
            "(macOS: `~/Library/Application Support`)",
        )
    )
    base: str = field(
        default=DEFAULT_BASE,
        metadata=_about(
            "Base IRI under which a build mints the IRIs of its data. A server serves whatever base its "
            "store was built with, on any host.",
            _base,
        ),
    )
    licence: str = field(
        default="https://creativecommons.org/licenses/by/4.0/",
        metadata=_about(
            "IRI of the licence that the published description of the data set (VoID) names.", _licence
        ),
    )
    host: str = field(
        default="127.0.0.1",
        metadata=_about("Address the server listens on; `0.0.0.0` or `::` for all.", _text),
    )
    port: int = field(
        default=8000,
        metadata=_about("Port the server listens on; 0 takes any free one.", _whole(0, 65_535)),
    )
    public_url: Address = field(
        default=Address("", ""),
        metadata=_about(
            "Address under which clients reach the server, such as `https://example.org/plans/`, or its path only "
            "(`/plans/`). Without it, the address is taken from what trusted proxies tell, else from the request.",
            _address,
            "none",
        ),
    )
    trusted_proxies: tuple[Network, ...] = field(
        default=(ip_network("127.0.0.0/8"), ip_network("::1")),
        metadata=_about(
            "Addresses and networks of proxies whose `X-Forwarded-Proto`, `-Host`, `-Port`, `-Prefix` and `Forwarded` "
            "headers are believed: a list, or one text with commas; `none` believes nobody. Such a proxy must set "
            "these headers itself, whatever its clients send.",
            _networks,
            "`127.0.0.0/8, ::1`",
        ),
    )
    workers: int = field(
        default=4,
        metadata=_about("Queries that run at once, each in a process of its own.", _whole(1, 256)),
    )
    queue: int = field(
        default=64,
        metadata=_about(
            "Requests that may wait for a worker; those beyond are answered 503 with `Retry-After`.",
            _whole(0, 100_000),
        ),
    )
    query_seconds: float = field(
        default=10.0,
        metadata=_about(
            "Time a query may take. Past it the query is killed and the answer is a 504.", _seconds
        ),
    )
    audit_seconds: float = field(
        default=600.0,
        metadata=_about(
            "Time that one audit report may take to be made. Reports are made one after the other, each by a process "
            "of its own at low priority, and kept; the findings themselves are kept with the generation.",
            _seconds,
        ),
    )
    long_queries: int = field(
        default=4,
        metadata=_about(
            "Long queries that may go on beside the others, at low priority, when requests wait for a worker. Of "
            "more, the longest is stopped and answered 503. With 0 a query keeps its worker for as long as it takes.",
            _whole(0, 256),
        ),
    )
    result_bytes: int = field(
        default=256 << 20,
        metadata=_about(
            "Size of the largest result that is sent. A larger one is an error, or a connection broken off where "
            "its beginning was sent already: never a cut result that looks whole. What is no query's is sent at any "
            "size: named graphs (`/graph/...`) and the whole data set (`/download/...`).",
            _bytes(1 << 10),
        ),
    )
    result_rows: int = field(
        default=1_000_000,
        metadata=_about(
            "Rows, or triples, of the largest result that is sent; likewise.", _whole(1, 999_999_999)
        ),
    )
    buffer_bytes: int = field(
        default=1 << 20,
        metadata=_about(
            "A result of up to this size is sent when it is whole, so that an error is always an error; of a larger "
            "one the beginning is sent while the rest is made.",
            _bytes(1 << 10),
        ),
    )
    cache_bytes: int = field(
        default=64 << 20,
        metadata=_about(
            "Memory for answers that are kept to be given again while their generation is in service; 0 keeps none.",
            _bytes(0),
        ),
    )
    memory_quads: int = field(
        default=500_000,
        metadata=_about(
            "The union of a graph of up to so many quads is copied into the memory of every worker (some 110 MB), and "
            "queries are two to three times faster; a larger one is read from disk, as is what queries with GRAPH "
            "or FROM ask for. Every triple is two quads: in its graph and in the union. 0 always reads from disk.",
            _whole(0, 999_999_999),
        ),
    )
    request_bytes: int = field(
        default=1 << 20,
        metadata=_about(
            "Size of the largest request: its body, and likewise its query string.", _bytes(1 << 10)
        ),
    )
    request_seconds: float = field(
        default=30.0,
        metadata=_about(
            "Time that a request may take to arrive, from its first byte to its last. Past it the answer is a 408. "
            "Likewise, an answer is broken off of which its client takes less than 64 KiB in that time.",
            _seconds,
        ),
    )
    connections: int = field(
        default=1000,
        metadata=_about(
            "Connections that may be open at once; fewer where the system allows the process fewer files (`ulimit "
            "-n`), of which one takes up to two. For one more, the connection is closed that has kept the server "
            "waiting the longest; if none has, the new one is answered 503 with `Retry-After`.",
            _whole(1, 1_000_000),
        ),
    )
    unsent_bytes: int = field(
        default=256 << 20,
        metadata=_about(
            "Memory for answers that their clients have not taken, all together. Beyond it, the one is broken off that "
            "has waited longest.",
            _bytes(1 << 20),
        ),
    )
    spool_bytes: int = field(
        default=4 << 30,
        metadata=_about(
            "Disk for large answers on their way to slower clients, all together, at least `result_bytes` (in the "
            "folder for temporary files, `TMPDIR`). Beyond it, the one is broken off that was begun first.",
            _bytes(1 << 20),
        ),
    )
    worker_memory: int = field(
        default=1 << 30,
        metadata=_about(
            "Address space of a worker process (`RLIMIT_AS`). A query that needs more ends its worker, "
            "not the server.",
            _bytes(_LEAST_MEMORY),
        ),
    )

    @classmethod
    def load(cls, env: Mapping[str, str], file: Path | None = None) -> Self:
        """The settings of the environment `env` over those of `file` over the defaults.

        Args:
            env: `CROSSPLAN_STORE`, `CROSSPLAN_PORT` and so on; other names are left alone.
            file: a TOML file of the same names in lower case (`store`, `port`); without one,
                `CROSSPLAN_CONFIG`, or `crossplan.toml` of the working folder if there is one.

        Raises:
            SettingsError: a value is not usable, a name in the file is unknown, or the file named
                cannot be read.
        """
        if file is None and env.get("CROSSPLAN_CONFIG"):
            file = Path(env["CROSSPLAN_CONFIG"])
        if file is None and Path(_FILE).is_file():
            file = Path(_FILE)
        written = _read(file) if file is not None else {}
        values: dict[str, Any] = {"store": _data_folder(env) / "crossplan" / "store"}
        for one in fields(cls):
            variable = f"CROSSPLAN_{one.name.upper()}"
            if env.get(variable):
                values[one.name] = _checked(one, env[variable], variable)
            elif one.name in written:
                values[one.name] = _checked(one, written.pop(one.name), f"{file}: {one.name}")
            written.pop(one.name, None)
        if written:
            known = ", ".join(one.name for one in fields(cls))
            raise SettingsError(f"{file}: no setting is called “{min(written)}”; there are {known}")
        return cls(**values)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: the settings cannot be read ({error})") from error


def _checked(one: Field[Any], value: object, where: str) -> Any:
    try:
        return one.metadata["read"](value)
    except ValueError as error:
        raise SettingsError(f"{where}: {error}, not {value!r}") from error


def _data_folder(env: Mapping[str, str]) -> Path:
    """Where programs keep a user's data (XDG Base Directory Specification 0.8)."""
    named = env.get("XDG_DATA_HOME", "")
    if named.startswith("/"):  # the specification: a relative path is to be ignored
        return Path(named)
    home = Path(env["HOME"]) if env.get("HOME") else Path.home()
    return home / ("Library/Application Support" if sys.platform == "darwin" else ".local/share")


def documentation() -> str:
    """The manual of the settings in Markdown: the whole of docs/settings.md."""
    rows = []
    for one in fields(Settings):
        value: Any = one.default
        if one.name.endswith(("_bytes", "_memory")):
            value = _size(value)
        default = one.metadata["default"] or f"`{value}`"
        about = one.metadata["about"]
        rows.append(f"| `{one.name}` | `CROSSPLAN_{one.name.upper()}` | {default} | {about} |")
    return "\n".join(
        [
            "# Settings",
            "",
            "<!-- Made from api/settings.py by `python -m api.settings`; a test holds the two together. -->",
            "",
            "A setting is taken from the environment, else from a TOML file, else it has its default. The",
            f"file is the one that `CROSSPLAN_CONFIG` names, else `{_FILE}` in the folder the program is",
            "started in. Options of the command line go before all of them. Sizes are bytes, or have a unit:",
            "`64KiB`, `64MiB`, `2GiB`. A value that cannot be used, or an unknown name in the file, is an",
            "error that says so; nothing is guessed.",
            "",
            "| in the file | in the environment | default | what it sets |",
            "|---|---|---|---|",
            *rows,
            "",
            "```toml",
            "# crossplan.toml",
            'store = "/srv/crossplan/store"',
            "port = 8080",
            "query_seconds = 30",
            'worker_memory = "4GiB"',
            "```",
            "",
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(documentation())
