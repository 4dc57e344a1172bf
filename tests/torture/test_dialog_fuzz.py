"""Whatever bytes come at a call in whatever state: no fault, and in the end nothing is left.

300 rounds by default; SWITCHWARDEN_FUZZ=100000 (and --timeout=0) for a long run.
"""

from __future__ import annotations

import os
import random
import re
from typing import Final

import pytest

from engine.sip.nat import Source
from tests.engine.switch.rig import Rig, status_of
from tests.engine.switch.script import SDP
from tests.engine.switch.talk import CARRIER, CUSTOMER, Talk, prepare
from tests.torture.test_fuzz import PIECES

ROUNDS: Final = int(os.environ.get("SWITCHWARDEN_FUZZ", "300"))
METHODS: Final = ("BYE", "INFO", "UPDATE", "INVITE", "ACK", "CANCEL", "PRACK", "REFER", "OPTIONS")
STATUSES: Final = (100, 180, 183, 200, 202, 301, 401, 407, 422, 481, 486, 487, 491, 500, 503, 603)
KNOWS: Final = "Supported: 100rel\r\nAllow: UPDATE, PRACK"
RELIABLE: Final = "Require: 100rel\r\nRSeq: 1"
RSEQ: Final = re.compile(rb"RSeq: (\d+)")
HEADERS: Final = (
    "Reason: SIP;cause=200", "Reason: Q.850;cause=;;,", "Privacy: id;critical;session",
    "P-Asserted-Identity: <sip:", "Retry-After: 99999999999", "Session-Expires: 1;refresher=uas",
    "Content-Type: text/plain", "Accept: x", "RSeq: 1", "Contact: *", "Record-Route: <sip:;lr>",
    "Route: <sip:[::1];lr>", "Require: nothing", "Content-Encoding: gzip",
)  # fmt: skip


class Chaos:
    """One rig whose parties have lost their minds."""

    def __init__(self, rig: Rig, seed: int) -> None:
        self.rig = rig
        self.chance = random.Random(seed)
        self.talk = Talk(rig)
        self.heard: list[tuple[bytes, bool]] = []
        self.statuses: set[int] = set()
        self.updates = 0

    def mutated(self, data: bytes) -> bytes:
        """``data`` as it is, or with something else in it."""
        mixed = bytearray(data)
        for _ in range(self.chance.choice([0, 0, 1, 1, 2, 4])):
            start = self.chance.randint(0, len(mixed))
            end = min(len(mixed), start + self.chance.choice([0, 1, 4, 30]))
            mixed[start:end] = self.chance.choice(PIECES)
        return bytes(mixed)

    def said(self) -> tuple[bytes, bool]:
        """What one of the two says next, and whether it is the caller."""
        chance, script = self.chance, self.talk.script
        extra = chance.choice([*HEADERS, "", "", ""])
        body = chance.choice(["", SDP, "garbage", SDP * 20])
        what = chance.randrange(4)
        if what == 0 and self.heard:
            request, by_caller = chance.choice(self.heard)
            return script.reply(request, chance.choice(STATUSES), body, extra), by_caller
        if what == 1 and script.invited:
            return script.bye_of_callee(), False
        if what == 2 and script.invited:
            number = chance.choice([0, 1, 2, 3, 7, 2**31 - 1])
            return script.of_callee(chance.choice(METHODS), number, body), False
        method = chance.choice(METHODS)
        script.sequence += chance.choice([0, 0, 0, 1, -1])
        if method == "CANCEL":
            return script.cancel(), True
        return script.request(method, extra, body), True

    def play(self, steps: int) -> None:
        """One call from its INVITE on."""
        early = self.chance.random() < 0.5
        self.take(self.talk.begin(KNOWS if early else "").sends)
        if early:
            self.agree_early()
        if self.chance.random() < 0.5:
            self.take(self.talk.answer(200, SDP).sends)
        for _ in range(steps):
            data, by_caller = self.said()
            batch = self.rig.send(self.mutated(data), CUSTOMER if by_caller else CARRIER)
            self.take(batch.sends)
            if self.chance.random() < 0.2:
                self.wait(self.chance.choice([0.5, 4.0, 33.0]))

    def agree_early(self) -> None:
        """Both agree reliably before the answer, and one of them changes it; or they nearly do."""
        chance, script = self.chance, self.talk.script
        batch = self.talk.answer(
            183, SDP, f"{RELIABLE}\r\nAllow: {chance.choice(['UPDATE', 'BYE'])}"
        )
        self.take(batch.sends)
        rseq = next((found[1] for data, _ in batch.sends if (found := RSEQ.search(data))), b"1")
        prack = script.request("PRACK", f"RAck: {rseq.decode()} 1 INVITE", chance.choice(["", SDP]))
        self.take(self.rig.send(prack, CUSTOMER).sends)
        by_caller = chance.random() < 0.5
        update = (
            script.request("UPDATE", "", SDP) if by_caller else script.of_callee("UPDATE", 1, SDP)
        )
        self.take(self.rig.send(update, CUSTOMER if by_caller else CARRIER).sends)

    def take(self, sends: list[tuple[bytes, Source]]) -> None:
        """Note what is asked, and of whom; the caller learns the tag of the switch."""
        for data, to in sends:
            text = data.decode("utf-8", "replace").encode()  # a script reads no other encoding
            if data.startswith(b"SIP/2.0"):
                self.statuses.add(status_of(data))
            else:
                self.heard.append((text, to.ip == CUSTOMER.ip))
                self.updates += data.startswith(b"UPDATE ")
            if data.startswith((b"SIP/2.0 18", b"SIP/2.0 2")) and to.ip == CUSTOMER.ip:
                self.talk.script.heard(text)

    def wait(self, seconds: float) -> None:
        """Let time pass; what is due is done."""
        end = self.rig.clock.now() + seconds
        while self.rig.clock.now() < end:
            parts = (self.rig.transactions, self.rig.host)
            due = [at for part in parts if (at := part.next_deadline()) is not None]
            step = max(min([*due, end]) - self.rig.clock.now(), 0.01)
            self.rig.clock.advance(step)
            batch = self.rig.batch()
            batch.sends += self.rig.transactions.on_timer(batch.now)
            self.rig.host.tick(batch)
            self.rig.core.finish(batch)
            assert not batch.faults, batch.faults


@pytest.mark.slow
def test_whatever_comes_at_a_call_raises_nothing_and_leaves_nothing(rig: Rig) -> None:
    prepare(rig)
    statuses: set[int] = set()
    updates = 0
    for seed in range(ROUNDS):
        chaos = Chaos(rig, seed)
        chaos.play(steps=12)
        chaos.wait(120.0)
        statuses |= chaos.statuses
        updates += chaos.updates
        batch = rig.batch()
        for call in list(rig.host.calls.book):  # who still talks may do so for hours
            assert call.answered_at is not None, seed
            rig.host.hang_up(call.id, batch)
        rig.core.finish(batch)
        chaos.wait(120.0)
        clients = rig.host.clients
        left = (len(rig.host.calls.book), rig.host.calls.book.dialogs, len(clients))
        assert (*left, len(rig.transactions)) == (0, 0, 0, 0), seed
        gates = rig.host.gates
        assert (gates.usage.calls("customer"), gates.usage.calls("carrier")) == (0, 0), seed
    assert rig.counters.internal_errors == 0
    assert updates > 10
    assert {180, 200, 400, 405, 481, 487, 500} <= statuses, "it gets everywhere"
