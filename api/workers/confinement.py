"""What keeps a worker process in its place, where the kernel can do it: no network, and no life of its own.

What a process cannot reach, no flaw of the engine can reach for a query.
"""

from __future__ import annotations

import ctypes
import signal
import sys

__all__ = ["end_with_parent", "leave_the_network"]

#: linux/sched.h: namespaces of the network and of users.
_NEW_NETWORK, _NEW_USERS = 0x40000000, 0x10000000
#: linux/prctl.h
_SET_DEATH_SIGNAL = 1


def leave_the_network() -> bool:
    """Moves this process into a network of its own, which has no way out, where the kernel lets it.

    Sockets that are open already stay as they are. To be called before any thread is started.

    Returns whether it is so: Linux only (unshare(2)); without privileges the kernel must allow namespaces of
    users, which some distributions and containers forbid.
    """
    if not sys.platform.startswith("linux"):
        return False
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    return unshare is not None and (unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USERS | _NEW_NETWORK) == 0)


def end_with_parent() -> bool:
    """Has the kernel kill this process when its parent ends, also in the midst of a query (prctl(2); Linux only).

    To be called after `leave_the_network`, which would undo it. Returns whether the kernel will.
    """
    if not sys.platform.startswith("linux"):
        return False
    done: int = ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
    return done == 0
