"""Rights of a process towards the kernel (capabilities(7)): who may change the firewall.

The supervisor may hold CAP_NET_ADMIN, because it is root or because its service gives it. Only the
helper that fills the kernel's sets keeps it, and keeps nothing else; every other process gives it
up before it reads its first message. What was given up cannot be had back: the bounding set loses
it too, and no program that is started later can bring it.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

NET_ADMIN: Final = 12
"""CAP_NET_ADMIN of linux/capability.h."""

_PR_CAPBSET_READ: Final = 23  # linux/prctl.h
_PR_CAPBSET_DROP: Final = 24
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_CAP_AMBIENT: Final = 47
_AMBIENT_RAISE: Final = 2
_AMBIENT_LOWER: Final = 3
_VERSION_3: Final = 0x20080522  # _LINUX_CAPABILITY_VERSION_3: two words of 32 bits each
_LAST: Final = 63
_STATUS: Final = Path("/proc/self/status")


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Word(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def held() -> dict[str, int]:
    """The sets of this process as bit masks: ``Inh``, ``Prm``, ``Eff``, ``Bnd``, ``Amb``."""
    try:
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = (line[3:].split(":", 1) for line in lines if line.startswith("Cap"))
    return {name: int(value, 16) for name, value in pairs}


def may_change_firewall() -> bool:
    """Whether this process holds CAP_NET_ADMIN."""
    return bool(held().get("Prm", 0) >> NET_ADMIN & 1)


def keep_only_net_admin() -> None:
    """Give up everything but CAP_NET_ADMIN, and hand that on to the programs that are started.

    Without it nothing is left. No program started later gains anything by being set-uid.

    Raises:
        OSError: the kernel refused.
    """
    if sys.platform != "linux":
        return
    mine = held().get("Prm", 0) & 1 << NET_ADMIN
    _narrow(~mine)
    _set(mine, mine)
    if mine:
        _prctl(_PR_CAP_AMBIENT, _AMBIENT_RAISE, NET_ADMIN)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def give_up_net_admin() -> None:
    """Give up CAP_NET_ADMIN alone, for good.

    Raises:
        OSError: the kernel refused.
    """
    if sys.platform != "linux" or not may_change_firewall():
        return
    _narrow(1 << NET_ADMIN)
    _prctl(_PR_CAP_AMBIENT, _AMBIENT_LOWER, NET_ADMIN)
    sets = held()
    rest = ~(1 << NET_ADMIN)
    _set(sets["Prm"] & rest, sets["Inh"] & rest)


def _narrow(mask: int) -> None:
    """Take the capabilities of ``mask`` out of the bounding set, where that is allowed."""
    for number in range(_LAST + 1):
        if mask >> number & 1 and _libc().prctl(_PR_CAPBSET_READ, number, 0, 0, 0) == 1:
            # Whoever lacks CAP_SETPCAP cannot; he starts nobody who would gain from it either.
            _libc().prctl(_PR_CAPBSET_DROP, number, 0, 0, 0)


def _set(permitted: int, inheritable: int) -> None:
    words = (_Word * 2)()
    for index, word in enumerate(words):
        low = permitted >> 32 * index & 0xFFFFFFFF
        word.effective = word.permitted = low
        word.inheritable = inheritable >> 32 * index & 0xFFFFFFFF
    if _libc().capset(ctypes.byref(_Header(_VERSION_3, 0)), words) != 0:
        _refuse("capset")


def _prctl(option: int, *arguments: int) -> None:
    if _libc().prctl(option, *arguments, *(0,) * (4 - len(arguments))) != 0:
        _refuse("prctl")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _refuse(what: str) -> None:
    number = ctypes.get_errno()
    raise OSError(number, f"{what}: {os.strerror(number)}")
