"""A session at a relay survives a restart as far as later messages need it."""

import msgspec
import pytest

from engine.calls.relay.session import Media, MediaState
from engine.calls.relay.stored import StoredMedia, dump_media, load_media


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MediaState.AGREED, MediaState.AGREED),
        (MediaState.OFFERING, MediaState.AGREED),
        (MediaState.DIRECT, MediaState.DIRECT),
    ],
)
def test_what_waited_is_forgotten_and_the_session_is_not(
    before: MediaState, after: MediaState
) -> None:
    media = Media("s1", "r1", before, callee_natted=True)
    line = msgspec.json.encode(dump_media(media))
    loaded = load_media(msgspec.json.decode(line, type=StoredMedia))
    assert loaded is not None
    assert (loaded.session, loaded.node, loaded.state) == ("s1", "r1", after)
    assert (loaded.caller_natted, loaded.callee_natted) == (False, True)
    assert loaded.agreed is (after is MediaState.AGREED)


def test_a_call_without_a_relay_has_none() -> None:
    assert dump_media(None) is None
    assert load_media(None) is None
