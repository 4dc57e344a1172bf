"""One test call while it runs: both phones, their sockets, the voice between them, one timer."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Final

from engine.calls.tools import Names
from engine.calls.trial import TrialPass
from engine.calls.trialecho import EchoPhone
from engine.calls.trialphone import Note, TrialPhone
from engine.calls.trialvoice import PACKET_S, describe, packet, place_of, source_of
from engine.clock import Clock
from engine.control.trials import Outcome
from engine.identifiers import branch, call_id, tag
from engine.sip.nat import Source
from engine.switch.trialsockets import Line

TICK_S: Final = 0.1
LINGER_S: Final = 2.0
"""Seconds the echo still answers after the caller is done: the switch may ask again."""

NAMES: Final = Names(tag, branch, call_id)


class TrialRun:
    """A test call.

    Attributes:
        phone: Its caller.
        steps: What happened, the caller's notes and those of voice and sockets among them.
        issued: The pass that it needs.

    Args:
        clock: Gives the time.
        switch: Where the switch is reached from this machine.
        hold_s: Seconds it is to stay up.
        over: Called when the caller is done, and once more when everything is.
    """

    def __init__(
        self, clock: Clock, switch: tuple[str, int], hold_s: int, over: Callable[[], object]
    ) -> None:
        self._clock, self._over = clock, over
        self._lines: list[Line] = []
        self._timer: asyncio.TimerHandle | None = None
        self._voice_timer: asyncio.TimerHandle | None = None
        self._source = secrets.randbits(32)
        self._sent = self._returned = 0
        self._voiced = self._told = self._blocked = False
        self._ended_at: float | None = None
        self.closed = False
        number = secrets.token_hex(16)
        try:
            self._open(switch)
        except BaseException:
            self.close()
            raise
        caller, echo = self._caller.address, self._echo.address
        there = Source(*switch)
        session = secrets.randbits(31)
        offer, answer = (
            describe(line.address.ip, line.address.port, session)
            for line in (self._caller_voice, self._echo_voice)
        )
        self.phone = TrialPhone(caller, there, number, hold_s, offer, NAMES)
        self.echo = EchoPhone(echo, number, answer, NAMES, answers=hold_s > 0)
        self.issued = TrialPass(number, caller, echo, hold_s)
        self.steps: list[Note] = self.phone.steps

    @property
    def outcome(self) -> Outcome:
        """How it ended, "" while it goes on."""
        return "blocked" if self._blocked else self.phone.outcome

    def start(self) -> None:
        """Call; the pass has to be open by now."""
        self._caller.listen(lambda data: self._do(self.phone.receive, data))
        self._echo.listen(self._to_echo)
        self._caller_voice.listen(self._came_back)
        self._echo_voice.listen(self._reflect)
        for data in self.phone.begin(self._clock.now()):
            self._caller.send(data)
        self._look()
        self._timer = asyncio.get_running_loop().call_later(TICK_S, self._tick)

    def close(self) -> None:
        """Stop everything; once more does nothing."""
        self.closed = True
        for timer in (self._timer, self._voice_timer):
            if timer is not None:
                timer.cancel()
        for line in self._lines:
            line.close()
        self._lines.clear()

    def _open(self, switch: tuple[str, int]) -> None:
        self._caller, self._echo = self._line(switch[0], switch), self._line(switch[0], switch)
        self._caller_voice = self._line(self._caller.address.ip)
        self._echo_voice = self._line(self._echo.address.ip)

    def _line(self, ip: str, peer: tuple[str, int] | None = None) -> Line:
        line = Line(ip, peer)
        self._lines.append(line)
        return line

    def _do(self, action: Callable[[bytes, float], list[bytes]], data: bytes) -> None:
        for out in action(data, self._clock.now()):
            self._caller.send(out)
        self._look()

    def _to_echo(self, data: bytes) -> None:
        for out in self.echo.receive(data, self._clock.now()):
            self._echo.send(out)

    def _tick(self) -> None:
        now = self._clock.now()
        for out in self.phone.tick(now):
            self._caller.send(out)
        for out in self.echo.tick(now):
            self._echo.send(out)
        self._look()
        if self._ended_at is not None and now >= self._ended_at + LINGER_S:
            self.close()
            self._over()
            return
        self._timer = asyncio.get_running_loop().call_later(TICK_S, self._tick)

    def _look(self) -> None:
        """Begin and end the voice, and notice the end of the call."""
        now = self._clock.now()
        if self.phone.talking and self.phone.answer and not self._voiced:
            self._voiced = True
            self._speak()
        if self._voiced and not self._told and not self.phone.talking:
            self._told = True
            values: dict[str, str | int] = {"sent": self._sent, "returned": self._returned}
            self.steps.append(Note(now, "voice", values))
        refused = self._caller.refused
        if refused and not self.phone.over and not self._blocked:
            self._blocked = True
            address = self.steps[0].values["address"]
            self.steps.append(Note(now, "blocked", {"address": address, "reason": refused}))
        if (self.phone.over or self._blocked) and self._ended_at is None:
            self._ended_at = now
            self._over()

    def _speak(self) -> None:
        """One packet, and the next one in 20 ms for as long as the call is up."""
        to = place_of(self.phone.answer)
        if not self.phone.talking or to is None:
            return
        self._caller_voice.send(packet(self._sent, self._source), to)
        self._sent += 1
        self._voice_timer = asyncio.get_running_loop().call_later(PACKET_S, self._speak)

    def _came_back(self, data: bytes) -> None:
        self._returned += source_of(data) == self._source

    def _reflect(self, data: bytes) -> None:
        """Send a packet of ours to where the caller wants it, and no other anywhere."""
        to = place_of(self.echo.offer)
        if to is not None and source_of(data) == self._source:
            self._echo_voice.send(data, to)
