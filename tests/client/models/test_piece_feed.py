from pathlib import Path
from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.client import ApiClient
from client.api.errors import Unreachable
from client.api.values import Listing
from client.models import piece_feed
from client.models.piece_feed import PieceFeed
from tests.helpers.client_stubs import StubApi, StubSession


class Numbers(PieceFeed):
    """Three numbers a piece, without an end."""

    key = "numbers"
    kinds = ("number",)
    error: Exception | None = None

    def fetch(self, api: ApiClient, terms: int, cursor: str) -> Listing[int]:
        if self.error is not None:
            raise self.error
        first = terms + int(cursor or 0)
        return Listing((first, first + 1, first + 2), str(int(cursor or 0) + 3))

    def write(self, api: ApiClient, terms: int, path: Path) -> int:
        return path.write_text("x")


def test_pieces_follow_each_other_up_to_a_bound(qtbot: QtBot, monkeypatch: Any) -> None:
    monkeypatch.setattr(piece_feed, "MOST", 6)
    session = StubSession(StubApi())
    feed = Numbers(cast(Any, session), 10)
    feed.show(20)
    qtbot.waitUntil(lambda: feed.rows == (20, 21, 22))
    feed.load_more()
    qtbot.waitUntil(lambda: len(feed.rows) == 6)
    assert not feed.more
    session.happened.emit("number", {})
    session.happened.emit("other", {})
    assert feed._soon.isActive()
    feed._look_again()
    qtbot.waitUntil(lambda: len(feed.rows) == 3)


def test_a_failure_and_a_file_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    feed = Numbers(cast(Any, StubSession(StubApi())), 0)
    error = feed.error = Unreachable("gone")
    told: list[object] = []
    feed.failed.connect(told.append)
    feed.saved.connect(told.append)
    feed.reload()
    qtbot.waitUntil(lambda: told == [error])
    feed.save(tmp_path / "a")
    qtbot.waitUntil(lambda: told[-1] == tmp_path / "a")
