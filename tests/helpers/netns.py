"""A network of its own for a test: a network namespace with nothing but loopback.

Only the calling thread changes its namespace; programs and threads that it starts are born there.
:func:`in_own_network` does the work in a thread of its own, :class:`OwnNetwork` takes the calling
thread there and back, for a window, which has to stay in the main thread. The namespace goes with
the last of them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from engine.capabilities import may_change_firewall

_CLONE_NEWNET = 0x40000000


def need_nft() -> str:
    """The path of nft; without it, the right to use it or a kernel that knows it, a skip."""
    path = shutil.which("nft", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if path is None:
        report = pytest.fail if os.environ.get("CI") else pytest.skip
        report("nft is not installed; build/test installs it on Debian")
    problem: list[str] = []

    def look() -> None:
        done = subprocess.run([path, "list", "ruleset"], capture_output=True, check=False)
        if done.returncode != 0:
            problem.append(done.stderr.decode(errors="replace").strip())

    in_own_network(look)
    if problem:
        pytest.skip(f"the kernel of this machine does not let nft work: {problem[0]}")
    return path


def in_own_network(work: Callable[[], None]) -> None:
    """Do ``work`` in a new network namespace; what it raises is raised here."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            _leave_for_a_new_one()
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failed.append(error)

    thread = threading.Thread(target=run, name="own network")
    thread.start()
    thread.join(180.0)
    assert not thread.is_alive(), "the work in its own network does not end"
    if failed:
        raise failed[0]


class OwnNetwork:
    """The calling thread is in a new network namespace between ``__enter__`` and ``__exit__``."""

    def __enter__(self) -> Self:
        self._home = os.open(Path("/proc/thread-self/ns/net"), os.O_RDONLY | os.O_CLOEXEC)
        try:
            _leave_for_a_new_one()
        except BaseException:
            self._return()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._return()

    def _return(self) -> None:
        try:
            back = ctypes.CDLL(None, use_errno=True).setns(self._home, _CLONE_NEWNET)
            assert back == 0 or not may_change_firewall(), os.strerror(ctypes.get_errno())
        finally:
            os.close(self._home)


def _leave_for_a_new_one() -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET) != 0:
        reason = os.strerror(ctypes.get_errno())
        pytest.skip(f"this machine does not allow a network namespace: {reason}")
    if not may_change_firewall():
        pytest.skip("this user may not change the network or the firewall")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
