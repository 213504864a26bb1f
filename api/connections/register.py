"""How many connections are open at once, and which of them has to go for a new one."""

from __future__ import annotations

import resource
from typing import Protocol

__all__ = ["Connection", "Connections", "allowed"]

#: Files that a connection takes: the socket, and one for a large answer on its way; and those of the server itself.
_FILES, _OTHER_FILES = 2, 200
#: Connections that were refused and are being told so.
_MOST_REFUSED = 100


class Connection(Protocol):
    """What is asked of a connection that has to go."""

    def give_up(self) -> None:
        """Closes it, with as good an explanation as is still possible."""

    def turn_away(self) -> None:
        """Answers that there is no room, and closes it."""

    def abort(self) -> None:
        """Closes it without a word."""


class Connections:
    """The open connections: `most` at once, with at most `unsent_bytes` of answers that their clients have not taken.

    A connection waits when it is its client's turn: to ask something, to send the rest of a request, or to take more of
    an answer. Where there is no room for a new one, the connection goes that has kept the server waiting the longest:
    one that was opened and forgotten, or holds the server up on purpose. Somebody who asks and takes the answer is
    never the longest for long, and a client whose idle connection was closed opens another (RFC 9112, section 9.5).
    Only if the server is at work for every one of them the new one is turned away.
    """

    def __init__(self, most: int, unsent_bytes: int) -> None:
        #: How many may be open.
        self.most = most
        self._unsent_bytes = unsent_bytes
        self._open: set[Connection] = set()
        self._waiting: dict[Connection, None] = {}  # the one that has waited longest first
        self._unsent: dict[Connection, int] = {}  # likewise
        self._unsent_sum = 0
        self._refused: set[Connection] = set()
        #: How many were closed for others, and turned away.
        self.given_up = self.turned_away = 0

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, one: Connection) -> None:
        """A client has connected; it may be turned away at once."""
        if len(self._open) >= self.most:
            if not self._waiting:
                self._turn_away(one)
                return
            self._give_up(next(iter(self._waiting)))
        self._open.add(one)
        self._waiting[one] = None

    def leave(self, one: Connection) -> None:
        """The connection is closed, or will be."""
        self._open.discard(one)
        self._refused.discard(one)
        self._waiting.pop(one, None)
        self.taken(one)

    def waits(self, one: Connection) -> None:
        """From now on the server waits for the client."""
        if one in self._open:
            self._waiting.pop(one, None)
            self._waiting[one] = None

    def works(self, one: Connection) -> None:
        """The server does not wait for the client any more."""
        self._waiting.pop(one, None)

    def unsent(self, one: Connection, size: int) -> None:
        """The client does not take its answer as fast as it is made: `size` bytes are held for it."""
        if one in self._open:
            self.taken(one)
            self._unsent[one] = size
            self._unsent_sum += size
            while self._unsent_sum > self._unsent_bytes and len(self._unsent) > 1:
                self._give_up(next(iter(self._unsent)))

    def taken(self, one: Connection) -> None:
        """The client has taken what was held for it."""
        self._unsent_sum -= self._unsent.pop(one, 0)

    def _give_up(self, one: Connection) -> None:
        self.given_up += 1
        self.leave(one)
        one.give_up()

    def _turn_away(self, one: Connection) -> None:
        self.turned_away += 1
        if len(self._refused) < _MOST_REFUSED:
            self._refused.add(one)
            one.turn_away()
        else:
            one.abort()


def allowed(most: int) -> int:
    """How many of `most` connections the system lets this process have; its limit of open files is raised for them."""
    now, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES * most + _OTHER_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        now = wanted
    return most if now == resource.RLIM_INFINITY else max(1, min(most, (now - _OTHER_FILES) // _FILES))
