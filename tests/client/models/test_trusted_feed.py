"""The allow list is asked for when somebody looks and when an unblocking may have changed it."""

from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.block_values import Trusted
from client.api.errors import Unreachable
from client.formats import Formats
from client.models.trusted import TrustedTable
from client.models.trusted_feed import TrustedFeed
from tests.helpers.block_stubs import NOW, StubBlockApi, clock
from tests.helpers.client_stubs import StubSession


def test_the_list_is_loaded_and_follows_the_blacklist(qtbot: QtBot) -> None:
    api = StubBlockApi()
    session = StubSession(cast(Any, api))
    table = TrustedTable(Formats("UTC"), clock())
    feed = TrustedFeed(cast(Any, session), table)
    feed._soon.setInterval(5)
    feed.reload()
    assert table.rowCount() == 0
    api.allowed.append(Trusted(1, "192.0.2.1", "ip", NOW))
    session.happened.emit("call", [{}])
    assert not feed._soon.isActive()
    with qtbot.waitSignal(feed.loaded):
        session.happened.emit("blacklist", [{"action": "removed", "id": 4}])
    assert table.rowCount() == 1
    api.fail["allowlist"] = Unreachable("nobody answers")
    with qtbot.waitSignal(feed.failed):
        feed.reload()
