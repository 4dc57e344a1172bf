"""A bad network: programs in a namespace of their own, reached through a link that misbehaves.

Each end of the link is a TUN device, one here and one in the namespace; what is sent into either
is read by a thread of this process, which loses it, sends it twice, keeps it back or lets it pass
the others by, as :class:`Weather` says. It does the work of the kernel's ``netem``, which many
kernels lack, and can be changed while it runs. The programs at both ends and their sockets are
real; nothing knows of it.

    with BadNetwork() as network:
        network.weather = Weather(loss=0.05)
        subprocess.run([*network.inside, "sipp", "-i", network.far, ...])

Needs root, ``ip`` and ``/dev/net/tun``; without them a test skips and says so.
"""

from __future__ import annotations

import fcntl
import heapq
import os
import random
import select
import shutil
import struct
import subprocess
import threading
import time
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

import pytest

_TUN: Final = Path("/dev/net/tun")
_TUNSETIFF: Final = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000
_LARGEST: Final = 65_536
_IPV4: Final = 4
_numbers = count()


class Weather(NamedTuple):
    """What happens to a packet, each time anew.

    Attributes:
        loss: Part of the packets that never arrive; 1 cuts the link.
        twice: Part that arrives twice, each copy at its own time.
        early: Part that is not kept back and so overtakes the others.
        delay_s: Seconds a packet is kept back.
        jitter_s: How much that varies to either side; more than the gap between two reorders them.
    """

    loss: float = 0.0
    twice: float = 0.0
    early: float = 0.0
    delay_s: float = 0.0
    jitter_s: float = 0.0


CUT: Final = Weather(loss=1.0)


class BadNetwork:
    """A namespace and the link to it between ``__enter__`` and ``__exit__``.

    Attributes:
        near: Our address on the link.
        far: The address within the namespace.
        inside: Words to put before a command that shall run there.
        weather: How the link is; may be set at any time.
        passed, lost, doubled: Packets so far.
    """

    def __init__(self, seed: int = 1) -> None:
        place = (os.getpid() * 4 + next(_numbers)) % 16_000
        net = f"10.203.{place // 64}.{place % 64 * 4}".rpartition(".")
        self.near, self.far = (f"{net[0]}.{int(net[2]) + host}" for host in (1, 2))
        self._name = f"bad{os.getpid()}x{next(_numbers)}"
        self.inside = ["ip", "netns", "exec", self._name]
        self.weather = Weather()
        self.passed = self.lost = self.doubled = 0
        self._dice = random.Random(seed)
        self._ends: list[int] = []
        self._late: list[tuple[float, int, int, bytes]] = []
        self._order = count()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="bad network")

    def __enter__(self) -> Self:
        if os.geteuid() != 0 or not _TUN.exists() or shutil.which("ip") is None:
            pytest.skip("a bad network needs root, the program ip and /dev/net/tun")
        if subprocess.run(["ip", "netns", "add", self._name], check=False).returncode:
            pytest.skip("this machine does not allow network namespaces")
        try:
            near, far = (f"{self._name[3:]}{end}" for end in "nf")
            self._ends = [_device(near), _device(far)]
            _run("ip", "addr", "add", f"{self.near}/30", "dev", near)
            _run("ip", "link", "set", near, "up")
            _run("ip", "link", "set", far, "netns", self._name)
            _run(*self.inside, "ip", "addr", "add", f"{self.far}/30", "dev", far)
            _run(*self.inside, "ip", "link", "set", far, "up")
            _run(*self.inside, "ip", "link", "set", "lo", "up")
        except BaseException:
            self._remove()
            raise
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join(10)
        self._remove()

    def _remove(self) -> None:
        for end in self._ends:
            os.close(end)
        subprocess.run(["ip", "netns", "del", self._name], check=False)

    def _carry(self) -> None:
        """Move packets from each end to the other until it is over."""
        while not self._over.is_set():
            wait = 0.2
            if self._late:
                wait = min(wait, max(0.0, self._late[0][0] - time.monotonic()))
            for end in select.select(self._ends, [], [], wait)[0]:
                self._take(os.read(end, _LARGEST), self._ends[1 - self._ends.index(end)])
            while self._late and self._late[0][0] <= time.monotonic():
                _, _, end, packet = heapq.heappop(self._late)
                os.write(end, packet)
                self.passed += 1

    def _take(self, packet: bytes, to: int) -> None:
        if packet[0] >> 4 != _IPV4:  # the kernel looks for IPv6 routers
            return
        dice, weather = self._dice, self.weather
        if dice.random() < weather.loss:
            self.lost += 1
            return
        copies = 1 + (dice.random() < weather.twice)
        self.doubled += copies - 1
        for _ in range(copies):
            kept = weather.delay_s + dice.uniform(-1, 1) * weather.jitter_s
            due = time.monotonic() + (0.0 if dice.random() < weather.early else max(0.0, kept))
            heapq.heappush(self._late, (due, next(self._order), to, packet))


def _device(name: str) -> int:
    """A TUN device, here; it is gone when the answered descriptor is closed."""
    descriptor = os.open(_TUN, os.O_RDWR | os.O_CLOEXEC)
    request = struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI)
    fcntl.ioctl(descriptor, _TUNSETIFF, request)
    return descriptor


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
