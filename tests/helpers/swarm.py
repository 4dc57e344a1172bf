"""A distributed attacker: hundreds of loopback addresses, a socket each, everyone with a habit.

    swarm = Swarm([Guessing("127.1.0.1", port), Calling("127.1.0.2", port)])
    swarm.attack(until=lambda: all(each.blocked for each in swarm.members))

All of them send one message at a time, and the next one when an answer has come. Who hears nothing
for :data:`SILENCE_S` goes on sending without waiting: what is answered then has got through.
"""

from __future__ import annotations

import hashlib
import re
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

SILENCE_S = 1.0
"""Seconds without an answer after which a member takes itself for blocked."""

AFTERWARDS = 20
"""Messages that each sends after that."""


class Member:
    """One attacker; what it sends is the business of its kind.

    Attributes:
        answered: Messages of the habit that got an answer.
        began: When the first of them was sent, monotonic seconds.
        last: When the latest answer came.
        through: Messages that were answered after it had been silent.
        blocked: Whether it has heard nothing for long enough.
    """

    def __init__(self, source: str, port: int) -> None:
        self.source, self.to = source, ("127.0.0.1", port)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((source, 0))
        self.socket.setblocking(False)
        self.here = "{}:{}".format(*self.socket.getsockname())
        self.answered = self.sent = self.through = 0
        self.began = self.last = self.waits_since = 0.0
        self.blocked = False

    def message(self) -> bytes:
        """The next one."""
        raise NotImplementedError

    def send(self, now: float) -> None:
        """Send the next one."""
        self.began = self.began or now
        self.waits_since = now
        self.sent += 1
        self.socket.sendto(self.message(), self.to)

    def heard(self, data: bytes, now: float) -> bool:
        """Take an answer; whether it is one to the message that was sent last."""
        if data.startswith(b"SIP/2.0 1") or f";branch=z9hG4bKs{self.sent}\r".encode() not in data:
            return False
        self.answered += 1
        self.last = now
        self.through += self.blocked
        return True

    def request(self, method: str, user: str, to: str, more: str = "") -> bytes:
        """A request with the headers that every one has."""
        return (
            f"{method} sip:{to}127.0.0.1 SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self.here};branch=z9hG4bKs{self.sent}\r\n"
            f"From: <sip:{user}@x>;tag=s\r\nTo: <sip:{to or user + '@'}x>\r\n"
            f"Call-ID: {self.sent}@{self.source}\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\n"
            f"{more}Content-Length: 0\r\n\r\n"
        ).encode()


class Calling(Member):
    """Calls that nobody may make."""

    def message(self) -> bytes:
        return self.request("INVITE", "100", f"0044{self.sent}@")


class Guessing(Member):
    """Wrong passwords for one extension."""

    extension = "2000"
    nonce = ""

    def message(self) -> bytes:
        user = self.user()
        if not self.nonce:
            return self.request("REGISTER", user, "")
        count = f"{self.sent:08x}"
        response = hashlib.md5(f"{self.source} {count}".encode()).hexdigest()
        return self.request(
            "REGISTER",
            user,
            "",
            f'Authorization: Digest username="{user}", realm="switchwarden", nonce="{self.nonce}", '
            f'uri="sip:127.0.0.1", response="{response}", algorithm=MD5, cnonce="c", qop=auth, '
            f"nc={count}\r\n",
        )

    def user(self) -> str:
        return self.extension

    def heard(self, data: bytes, now: float) -> bool:
        found = None if self.nonce else re.search(rb"algorithm=MD5\b", data)
        if found is None:
            return super().heard(data, now)
        lines = [line for line in data.decode().split("\r\n") if "algorithm=MD5" in line]
        self.nonce = lines[0].partition('nonce="')[2].partition('"')[0]
        self.began = 0.0  # the challenge is no attempt
        return True


class Scanning(Guessing):
    """Wrong passwords, each for another extension."""

    def user(self) -> str:
        return f"3{self.sent:03}"


class Swarm:
    """Many members at once; closes their sockets at the end."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        self._selector = selectors.DefaultSelector()
        for each in members:
            self._selector.register(each.socket, selectors.EVENT_READ, each)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._selector.close()
        for each in self.members:
            each.socket.close()

    def attack(self, listed: Callable[[], set[str]], seconds: float = 60.0) -> None:
        """Until all have been blocked, or for so long.

        Args:
            listed: Addresses on the blacklist; silence alone could be a busy server.
            seconds: The longest it may take.
        """
        now = time.monotonic()
        ends = now + seconds
        for each in self.members:
            each.send(now)
        while now < ends and not all(each.blocked for each in self.members):
            self._turn()
            now = time.monotonic()
            quiet = [e for e in self.members if not e.blocked and now - e.waits_since > SILENCE_S]
            there = listed() if quiet else set()
            for each in quiet:
                each.blocked = each.source in there
                if not each.blocked:
                    each.send(now)  # what was lost on a busy machine is sent again
        for _ in range(AFTERWARDS):
            for each in self.members:
                each.send(time.monotonic())
            self._turn()
        while self._turn(0.2):
            pass

    def _turn(self, patience: float = 0.05) -> bool:
        """Take what has come; who got an answer and is not blocked sends the next message."""
        ready = self._selector.select(patience)
        for key, _ in ready:
            member: Member = key.data
            try:
                data = member.socket.recv(4096)
            except OSError:
                continue
            if member.heard(data, time.monotonic()) and not member.blocked:
                member.send(time.monotonic())
        return bool(ready)
