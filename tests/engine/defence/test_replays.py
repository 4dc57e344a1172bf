"""Recorded streams of events with the blocks that must come of them, and no others.

Each file of ``replays`` retells a thread in which operators report a wrong ban (or one that came
back): its first lines say which. A line is a time in seconds, an event and its arguments:
``bare``, ``wrong``, ``right`` and ``stale`` are REGISTERs of an extension from an address without,
with a wrong, the right and an old proof; ``call`` is so many INVITEs to a number; ``gateway`` makes
an address one of a mapping gateway's; ``unblock`` lets an address in again, and trusts it for so
many seconds. ``set`` gives a parameter its value, ``expect`` names all blocks of that moment, and
``answered`` asks what a phone got last.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.control.gateways import GatewayConfig
from engine.defence.entries import Trust
from engine.sip.nat import Source
from engine.switch.policies import policies
from engine.switch.syncer import Syncer
from tests.engine.switch.rig import PASSWORD, Rig, contact, credentials, message, status_of

FOLDER = Path(__file__).parent / "replays"
FILES = sorted(FOLDER.glob("*.txt"))
ON = {"SS_BLACK_LIST_IP": 1}


class Replay:
    """A switch that lives through the lines of a file."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.values: dict[str, int | str] = dict(ON)
        self.began = rig.clock.now()
        self.answers: dict[tuple[str, str], int] = {}
        self.checked = 0
        rig.add(*(str(1001 + number) for number in range(5)))
        self.obey()

    def obey(self) -> None:
        wanted = policies(self.values)
        self.rig.watch.guard.policy = wanted.defence
        self.rig.watch.limiter.limits.policy = wanted.rates
        self.rig.registrar.set_policy(wanted.registrar, self.rig.clock.now())

    def line(self, text: str) -> None:
        first, *rest = text.split()
        if not first.isdigit():
            getattr(self, first)(*rest)
            return
        self.rig.clock.advance(self.began + int(first) - self.rig.clock.now())
        event, *arguments = rest
        getattr(self, event)(*arguments)

    def hear(self, data: bytes, ip: str) -> bytes:
        batch, source = self.rig.batch(), Source(ip, 5060)
        waiting = self.rig.watch.let_in([(data, source)], batch)
        self.rig.core.datagrams(waiting, batch)
        self.rig.watch.sweep(batch)
        assert not batch.faults
        return batch.sends[0][0] if batch.sends else b""

    def bare(self, extension: str, ip: str) -> bytes:
        return self.hear(message("REGISTER", extension, extra=contact(extension)), ip)

    def proved(self, extension: str, ip: str, password: str, nonce: str = "") -> None:
        found = re.search(rb'nonce="(\w+)", algorithm=MD5', self.bare(extension, ip))
        nonce = nonce or (found[1].decode() if found else "00")
        extra = contact(extension) + credentials(extension, nonce, password)
        answer = self.hear(message("REGISTER", extension, extra=extra, sequence=2), ip)
        self.answers[extension, ip] = status_of(answer) if answer else 0

    def wrong(self, extension: str, ip: str) -> None:
        self.proved(extension, ip, "guess")

    def right(self, extension: str, ip: str) -> None:
        self.proved(extension, ip, PASSWORD)

    def stale(self, extension: str, ip: str) -> None:
        self.proved(extension, ip, PASSWORD, nonce="0" * 32)

    def call(self, number: str, ip: str, times: str) -> None:
        for _ in range(int(times)):
            self.hear(message("INVITE", callee=number), ip)

    def gateway(self, name: str, ip: str) -> None:
        self.rig.host.gates.reload([GatewayConfig(name, "mapping", (ip,))], {})

    def unblock(self, ip: str, trust_s: str = "0") -> None:
        guard, now = self.rig.watch.guard, self.rig.clock.now()
        for entry in [each for each in guard.blocks if each.value == ip]:
            guard.unblock(entry.id)
        if int(trust_s):
            guard.trust(Trust("t", "ip", ip, "unblocked", "maria", now, now + int(trust_s)))

    def set(self, name: str, value: str) -> None:
        self.values[name] = int(value)
        self.obey()

    def expect(self, *wanted: str) -> None:
        self.checked += 1
        found = [(each.value, each.rule) for each in self.rig.watch.guard.blocks]
        assert found == ([] if wanted == ("none",) else [wanted])

    def answered(self, extension: str, ip: str, status: str) -> None:
        assert self.answers[extension, ip] == int(status)


def test_every_thread_is_told() -> None:
    assert {path.stem for path in FILES} == {
        "first_401", "carrier", "nat", "unban", "unban_trusted", "live_phone", "scan",
        "carrier_late", "locked_by_others",
    }  # fmt: skip
    assert all("/issues/" in path.read_text() or "/pull/" in path.read_text() for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_blocks_are_those_that_must_come(path: Path, tmp_path: Path) -> None:
    syncer = Syncer(lambda _: None, gather=0.0)
    syncer.start()
    try:
        replay = Replay(Rig(tmp_path, syncer))
        for line in path.read_text().splitlines():
            if line and not line.startswith("#"):
                replay.line(line)
        assert replay.checked
    finally:
        assert syncer.stop(5.0)
