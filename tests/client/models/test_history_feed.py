from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.errors import Unreachable
from client.api.history_values import HistoryTerms, PastEvent
from client.api.values import Listing
from client.models.history_feed import HistoryFeed, terms_of
from tests.helpers.client_stubs import StubSession
from tests.helpers.fake_data.history import past


class StubHistory:
    """Three pages of two events."""

    def __init__(self) -> None:
        self.asked: list[tuple[HistoryTerms, str]] = []
        self.error: Exception | None = None

    def past_events(self, terms: HistoryTerms, cursor: str, _limit: int) -> Listing[PastEvent]:
        self.asked.append((terms, cursor))
        if self.error is not None:
            raise self.error
        page = int(cursor or 0)
        rows = tuple(decode(PastEvent, past(page * 2 + each)) for each in (1, 2))
        return Listing(rows, str(page + 1) if page < 2 else "")

    def save_past_events(self, _terms: HistoryTerms, path: Path) -> int:
        if self.error is not None:
            raise self.error
        return path.write_text("x")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("203.0.113.9", HistoryTerms("ip", "", "203.0.113.9")),
        (" 2001:db8::/32 ", HistoryTerms("ip", "", "2001:db8::/32")),
        ("1001", HistoryTerms("ip", "1001")),
        ("a/b", HistoryTerms("ip", "a/b")),
        ("", HistoryTerms("ip")),
    ],
)
def test_a_text_is_an_address_or_words(text: str, terms: HistoryTerms) -> None:
    assert terms_of(text, "ip") == terms


def test_pieces_follow_each_other_and_a_file_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    api = StubHistory()
    session = StubSession(cast(Any, api))
    feed = HistoryFeed(cast(Any, session))
    feed.show(HistoryTerms(q="x"))
    qtbot.waitUntil(lambda: len(feed.rows) == 2)
    feed.load_more()
    qtbot.waitUntil(lambda: len(feed.rows) == 4)
    feed.load_more()
    qtbot.waitUntil(lambda: len(feed.rows) == 6)
    feed.load_more()
    assert (feed.more, len(api.asked)) == (False, 3)
    assert len({row.id for row in feed.rows}) == 6
    saved: list[Path] = []
    feed.saved.connect(saved.append)
    feed.save(tmp_path / "a.csv")
    qtbot.waitUntil(lambda: saved == [tmp_path / "a.csv"])
    session.happened.emit("blacklist", {})
    feed._look_again()
    qtbot.waitUntil(lambda: len(feed.rows) == 2)


def test_what_goes_wrong_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    api = StubHistory()
    api.error = Unreachable("gone")
    feed = HistoryFeed(cast(Any, StubSession(cast(Any, api))))
    told: list[object] = []
    feed.failed.connect(told.append)
    feed.refused.connect(told.append)
    feed.reload()
    feed.save(tmp_path / "a.csv")
    qtbot.waitUntil(lambda: len(told) == 2)
