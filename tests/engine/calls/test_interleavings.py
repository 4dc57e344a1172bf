"""Whatever caller, callees, operator and clock do in whatever order: every call ends, once."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls.stored import load
from engine.sip.request import Request
from engine.sip.response import Response
from tests.engine.calls.party import ANSWER, OFFER, Party
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value

Action = Callable[[Play], None]


def answering(
    name: str, status: int, body: bytes = b"", tag: str = "", contact: str = ""
) -> Action:
    """A callee answers its latest INVITE, if it got one."""

    def act(play: Play) -> None:
        party: Party = getattr(play, name)
        if party.invite is not None:
            headers: dict[str, Value] | None = {"Contact": contact} if contact else None
            party.answer(status, body, headers, tag="" if party.invite.to.tag else tag)

    return act


def asking(name: str, method: str, body: bytes = b"") -> Action:
    """A party sends a request, whether it has a dialog or not."""

    def act(play: Play) -> None:
        getattr(play, name).send(method, body)

    return act


def agreeing(name: str) -> Action:
    """A party says 200 to the latest request that is no INVITE."""

    def act(play: Play) -> None:
        party: Party = getattr(play, name)
        requests = [one for one in party.heard if isinstance(one, Request)]
        others = [one for one in requests if one.method not in ("INVITE", "ACK")]
        if others:
            party.answer(200, to=others[-1])

    return act


def reliably(name: str, number: int, body: bytes) -> Action:
    """A callee answers its latest INVITE provisionally, and waits for the PRACK."""

    def act(play: Play) -> None:
        party: Party = getattr(play, name)
        if party.invite is not None:
            party.answer(183, body, {"Require": "100rel", "RSeq": str(number)})

    return act


def acknowledging(play: Play) -> None:
    """The caller sends a PRACK for whatever was told last."""
    answers = [one for one in play.caller.heard if isinstance(one, Response)]
    numbers = [one.header("rseq") for one in answers if one.header("rseq")]
    if numbers:
        play.caller.send("PRACK", b"", {"RAck": f"{numbers[-1]} 1 INVITE"})


def refreshing(name: str) -> Action:
    """A party refreshes its session, whether it has a timer or not."""
    headers: dict[str, Value] = {"Supported": "timer", "Session-Expires": "90;refresher=uac"}
    return lambda play: getattr(play, name).send("UPDATE", b"", headers)


def hang_up(play: Play) -> None:
    for call in list(play.stage.book):
        play.stage.hang_up(call.id)


def acknowledge(name: str, body: bytes = b"") -> Action:
    return lambda play: getattr(play, name).ack(body)


def waiting(seconds: float) -> Action:
    return lambda play: play.stage.wait(seconds)


ACTIONS: dict[str, Action] = {
    "prack": acknowledging,
    "cancel": lambda play: play.caller.cancel(),
    "acknowledge refusal": lambda play: play.caller.refused(),
    "operator": hang_up,
    "restart": lambda play: play.stage.restart(load) if play.stage.lines else None,
}
for party in ("caller", "one", "two"):
    for status in (100, 180, 200, 408, 481, 486, 503, 603):
        ACTIONS[f"{party} {status}"] = answering(party, status, ANSWER if status == 200 else b"")
    ACTIONS[f"{party} 183 media"] = answering(party, 183, ANSWER)
    for number in (7, 8):
        ACTIONS[f"{party} reliable {number}"] = reliably(party, number, ANSWER)
    ACTIONS[f"{party} refreshes"] = refreshing(party)
    ACTIONS[f"{party} fork"] = answering(party, 200, ANSWER, "fork")
    ACTIONS[f"{party} broken fork"] = answering(party, 200, ANSWER, "broken", "<tel:1>")
    ACTIONS[f"{party} agrees"] = agreeing(party)
    ACTIONS[f"{party} acknowledges"] = acknowledge(party)
    ACTIONS[f"{party} acknowledges late"] = acknowledge(party, ANSWER)
    for method in ("BYE", "UPDATE", "INFO"):
        ACTIONS[f"{party} {method}"] = asking(party, method)
    ACTIONS[f"{party} re-INVITE"] = lambda play, party=party: again(play, party, OFFER)  # type: ignore[misc]
    ACTIONS[f"{party} re-INVITE late"] = lambda play, party=party: again(play, party, b"")  # type: ignore[misc]
for pause in (0.5, 5.0, 10.0, 32.0, 60.0):
    ACTIONS[f"wait {pause}"] = waiting(pause)


def again(play: Play, name: str, body: bytes) -> None:
    """A re-INVITE; one without a To tag would be another call."""
    party: Party = getattr(play, name)
    if ";tag=" in party.peer:
        party.send("INVITE", body)


@settings(max_examples=400, deadline=None)
@given(
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(sorted(ACTIONS)), min_size=2, max_size=25),
)
def test_every_call_ends_once_and_leaves_nothing(
    fork: bool, late: bool, answered: bool, knows: bool, names: list[str]
) -> None:
    play = Play()
    play.stage.policy(max_duration_s=300, stop_after_sdp=False, endpoint_calls=5)
    body = b"" if late else OFFER
    headers: dict[str, Value] = {"Supported": "100rel, timer"} if knows else {}
    if fork:
        both = [place(play.one), place(play.two)]
        play.caller.call(both, body=body, headers=headers, account="1001", called="2002")
    else:
        ways = [place(play.one, "one")], [place(play.two, "two")]
        play.caller.call(*ways, body=body, headers=headers, gateway="in")
    if answered:  # most of what can go wrong later is rare to be reached by chance
        play.one.answer(200, ANSWER)
        play.caller.ack(ANSWER if late else b"")
    for name in names:
        ACTIONS[name](play)
    play.stage.wait(1_000)
    assert len(play.stage.ended) == 1
    assert play.stage.idle()
    assert (len(play.stage.clients), len(play.stage.transactions)) == (0, 0)
    (ended,) = play.stage.ended
    assert (ended.status == 200) == (ended.answered_at is not None)
    if ended.answered_at is not None:
        assert ended.setup.at <= ended.answered_at <= ended.at
    if ended.rang_at is not None:
        assert ended.setup.at <= ended.rang_at <= ended.at
