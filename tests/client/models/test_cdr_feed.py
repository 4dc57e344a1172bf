from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Cdr, Vocabulary
from client.api.errors import ServerFault
from client.formats import Formats
from client.models import cdr_feed
from client.models.cdr_columns import cdr_columns
from client.models.cdr_feed import PAGE, CdrFeed
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_vocabulary import CdrWords
from client.models.table import TableModel
from tests.helpers.cdr_stubs import NOW, DirectSession, Engine, record


class Stage:
    def __init__(self, count: int) -> None:
        self.engine = Engine(count)
        self.session = DirectSession(self.engine)
        formats = Formats("UTC")
        words = CdrWords(Vocabulary(), "en")
        self.table: TableModel[Cdr] = TableModel(
            cdr_columns(formats, lambda: words), lambda row: row.flow_no
        )
        self.feed = CdrFeed(self.session, self.table, formats, now=lambda: NOW)  # type: ignore[arg-type]

    def flow_numbers(self) -> list[int]:
        return [row.flow_no for row in self.table.rows()]


@pytest.fixture(autouse=True)
def soon(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_feed, "SOON_MS", 0)


def test_pages_follow_until_the_query_is_complete() -> None:
    stage = Stage(PAGE * 2 + 5)
    stage.feed.reload()
    assert len(stage.table.rows()) == PAGE
    while not stage.feed.complete:
        stage.feed.more()
    assert stage.flow_numbers() == list(range(PAGE * 2 + 5, 0, -1))
    stage.feed.more()
    assert stage.engine.asked == ["", str(PAGE), str(PAGE * 2)]


def test_totals_are_of_the_query_not_of_what_is_loaded() -> None:
    stage = Stage(PAGE * 2)
    stage.feed.show(CdrFilter(range=Range.LAST_HOUR))
    assert stage.feed.totals is not None
    assert stage.feed.totals.summary.records == PAGE * 2
    assert stage.feed.totals.series.bucket_s == 60


def test_what_comes_in_waits_until_it_is_taken(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.engine.records[:0] = [record(5), record(4)]
    with qtbot.waitSignal(stage.feed.fresh, check_params_cb=lambda count: count == 2):
        stage.session.happened.emit("cdr", {"items": [{"rows": 2}]})
    assert stage.flow_numbers() == [3, 2, 1]
    stage.feed.take_fresh()
    assert stage.flow_numbers() == [5, 4, 3, 2, 1]


def test_more_than_a_page_of_news_is_loaded_anew(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.engine.records[:0] = [record(number) for number in range(3 + 2 * PAGE, 3, -1)]
    with qtbot.waitSignal(stage.feed.loaded):
        stage.session.happened.emit("cdr", {})
    assert stage.flow_numbers()[0] == 3 + 2 * PAGE
    assert len(stage.flow_numbers()) == PAGE


def test_other_events_ask_nothing(qtbot: QtBot) -> None:
    stage = Stage(1)
    stage.session.happened.emit("rates", {})
    assert stage.engine.asked == []


def test_an_error_is_told_and_what_is_shown_stays(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.session.error = ServerFault("broken")
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.reload()
    assert stage.flow_numbers() == [3, 2, 1]


def test_a_reconnect_loads_anew() -> None:
    stage = Stage(1)
    stage.feed.reload()
    stage.engine.records = [record(9)]
    stage.session.resynced.emit()
    assert stage.flow_numbers() == [9]


def test_the_words_are_learned(qtbot: QtBot) -> None:
    stage = Stage(0)
    with qtbot.waitSignal(stage.feed.words_changed) as heard:
        stage.feed.learn_words()
    assert heard.args == [stage.engine.cdr_vocabulary()]
