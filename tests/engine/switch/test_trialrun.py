"""A run against a switch that is played by the test."""

import asyncio
import socket
from collections.abc import Callable

import pytest

from engine.calls.trialvoice import packet
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.switch import trialrun
from engine.switch.trialrun import TrialRun
from tests.helpers.clock import ManualClock


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the condition did not come true")


class Stage:
    """The socket of a switch, and a run that calls it."""

    def __init__(self, hold_s: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.clock = ManualClock()
        self.overs = 0
        self.run = TrialRun(self.clock, self.socket.getsockname(), hold_s, self._over)

    def _over(self) -> None:
        self.overs += 1

    async def hear(self) -> tuple[Request, tuple[str, int]]:
        data, place = await asyncio.get_running_loop().sock_recvfrom(self.socket, 65_535)
        return Request.parse(data), place

    def say(self, data: bytes, place: tuple[str, int]) -> None:
        self.socket.sendto(data, place)

    def close(self) -> None:
        self.run.close()
        self.socket.close()


@pytest.fixture
def stage() -> Stage:
    return Stage(5)


def test_voice_goes_where_the_answer_says_and_is_counted_when_it_returns(stage: Stage) -> None:
    async def play() -> None:
        stage.run.start()
        invite, caller = await stage.hear()
        echo = stage.run.issued.echo
        body = stage.run._echo_voice.address
        stage.run.echo.offer = invite.body
        answer = stage.run.echo._body
        assert f"m=audio {body.port} ".encode() in answer
        contact = [("Contact", f"<sip:{echo.ip}:{echo.port}>")]
        stage.say(build_reply(invite, 200, "there", contact, body=answer), caller)
        await until(lambda: stage.run._returned > 2)
        stage.clock.advance(6.0)
        await until(lambda: any(step.name == "voice" for step in stage.run.steps))
        stage.close()

    asyncio.run(play())
    (voice,) = [step.values for step in stage.run.steps if step.name == "voice"]
    assert int(voice["sent"]) >= int(voice["returned"]) > 2


def test_the_echo_sends_nothing_of_others_to_anybody(stage: Stage) -> None:
    async def play() -> int:
        stage.run.start()
        invite, _ = await stage.hear()
        stage.run.echo.offer = invite.body
        stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        place = stage.run._echo_voice.address
        for data in (packet(1, stage.run._source ^ 1), b"x" * 200, b""):
            stranger.sendto(data, (place.ip, place.port))
        stranger.sendto(packet(1, stage.run._source), (place.ip, place.port))
        await until(lambda: stage.run._returned > 0)
        stranger.setblocking(False)
        with pytest.raises(BlockingIOError):
            stranger.recv(2_000)
        stranger.close()
        stage.close()
        return stage.run._returned

    assert asyncio.run(play()) == 1


def test_a_socket_that_may_not_send_ends_the_call_in_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        stage.run._caller.refused = "Operation not permitted"
        stage.run.start()
        assert stage.run.outcome == "blocked"
        assert stage.run.steps[-1].values["reason"] == "Operation not permitted"
        assert stage.overs == 1
        stage.clock.advance(trialrun.LINGER_S)
        await until(lambda: stage.run.closed)
        assert stage.overs == 2
        stage.socket.close()

    monkeypatch.setattr(trialrun, "TICK_S", 0.01)
    asyncio.run(play())
