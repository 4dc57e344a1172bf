"""Who stands behind an address, asked while it is typed."""

from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.block_values import BlockPreview, Counted
from client.api.errors import Rejected
from client.models.block_preview import PreviewFeed, preview_text
from tests.helpers.block_stubs import StubBlockApi
from tests.helpers.client_stubs import StubSession


def feed_of(api: StubBlockApi) -> tuple[PreviewFeed, StubSession]:
    session = StubSession(cast(Any, api))
    feed = PreviewFeed(cast(Any, session))
    feed._pause.setInterval(5)
    return feed, session


def test_only_the_last_of_what_is_typed_is_asked_about(qtbot: QtBot) -> None:
    api = StubBlockApi()
    feed, _ = feed_of(api)
    with qtbot.waitSignal(feed.arrived) as arrived:
        for value in ("10.0.0.1", "", "10.0.0.12"):
            feed.ask(value)
    assert api.asked == [("block_preview", "10.0.0.12")]
    assert arrived.args[0].value == "10.0.0.12"


def test_an_answer_that_was_overtaken_is_dropped(qtbot: QtBot) -> None:
    api = StubBlockApi()
    feed, session = feed_of(api)
    session.hold()
    feed.ask("10.0.0.1")
    qtbot.waitUntil(lambda: bool(session.held))
    feed.ask("")
    with qtbot.assertNotEmitted(feed.arrived), qtbot.assertNotEmitted(feed.failed):
        session.release()


def test_a_refusal_is_handed_over(qtbot: QtBot) -> None:
    api = StubBlockApi()
    api.fail["block_preview"] = Rejected("no address", status=422, fields={})
    feed, _ = feed_of(api)
    with qtbot.waitSignal(feed.failed) as failed:
        feed.ask("10.0.0.1")
    assert failed.args[0].detail == "no address"


@pytest.mark.parametrize(
    ("more", "text", "tone"),
    [
        ({}, "Nobody is there", "ok"),
        ({"already": 3}, "blocked already", "neutral"),
        ({"own_address": True}, "You are there yourself", "warning"),
        ({"live_endpoints": 1, "extensions": ("1001",)}, "1 phone is registered from there: 1001.",
         "warning"),
        ({"live_endpoints": 40, "extensions": tuple("abcdefg")},
         "40 phones are registered from there: a, b, c, d, e and 35 more.", "warning"),
        ({"gateways": ("carrier-a", "carrier-b")}, "carrier-a, carrier-b", "warning"),
        ({"allowed": 4}, "It is trusted", "warning"),
        ({"counted": (Counted("extensions", 7, 10, 300), Counted("malformed", 1, 50, 60))},
         "not you. Counted against it: Many extensions 7 of 10, Malformed messages 1 of 50.", "ok"),
    ],
)  # fmt: skip
def test_a_preview_in_words(more: dict[str, Any], text: str, tone: str) -> None:
    told = preview_text(BlockPreview("203.0.113.0/24", "network", **more))
    assert text in told[0]
    assert told[1] == tone
