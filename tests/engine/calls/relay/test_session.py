"""The table of media: every input is named for every state, and nothing waits for ever."""

import pytest

from engine.calls.relay.session import (
    TABLE,
    WAITING,
    Media,
    MediaAction,
    MediaInput,
    MediaState,
)

_S, _I, _A = MediaState, MediaInput, MediaAction


def walk(*given: MediaInput) -> tuple[Media, list[MediaAction]]:
    media = Media("s1", "r1")
    return media, [media.step(each) for each in given]


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in MediaState for given in MediaInput}


def test_what_is_ignored_changes_nothing() -> None:
    for (state, _), (after, action) in TABLE.items():
        if action in (_A.IGNORE, _A.CROSS, _A.QUEUE):
            assert after is state


def test_whoever_asks_waits_and_whoever_waits_goes_on() -> None:
    for after, action in TABLE.values():
        if action is _A.ASK:
            assert after in WAITING
        if action in (_A.REWRITE, _A.KEEP):
            assert after not in WAITING
    for state in WAITING:
        assert {TABLE[state, given][1] for given in (_I.DONE, _I.FAILED)} == {_A.REWRITE, _A.KEEP}
        for given in (_I.OFFER, _I.ANSWER, _I.PLAIN):
            assert TABLE[state, given] == (state, _A.QUEUE)


def test_the_end_is_the_end_and_is_told_once() -> None:
    for state in MediaState:
        expected = _A.IGNORE if state is _S.OVER else _A.DELETE
        assert TABLE[state, _I.ENDED] == (_S.OVER, expected)
    assert all(TABLE[_S.OVER, given][0] is _S.OVER for given in MediaInput)


def test_the_way_of_a_call_through_a_relay() -> None:
    media, actions = walk(_I.OFFER, _I.DONE, _I.PLAIN, _I.ANSWER, _I.DONE, _I.OFFER, _I.DONE)
    assert actions == [
        *(_A.ASK, _A.REWRITE, _A.CROSS, _A.ASK, _A.REWRITE, _A.ASK, _A.REWRITE),
    ]
    assert (media.state, media.agreed, media.relayed, media.waits) == (
        _S.OFFERED,
        True,
        True,
        False,
    )


@pytest.mark.parametrize("given", [_I.ANSWER, _I.PLAIN])
def test_without_a_relayed_offer_nothing_is_relayed(given: MediaInput) -> None:
    media, actions = walk(_I.OFFER, _I.FAILED, given)
    assert actions == [_A.ASK, _A.KEEP, _A.CROSS]
    assert not media.relayed
    assert not media.agreed


def test_what_arrives_after_the_end_is_told_once_more() -> None:
    media, actions = walk(_I.OFFER, _I.ENDED, _I.DONE)
    assert actions == [_A.ASK, _A.DELETE, _A.DROP]
    assert media.state is _S.OVER
