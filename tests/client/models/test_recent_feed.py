from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Cdr, MissingDays, Vocabulary
from client.api.errors import ServerFault
from client.formats import Formats
from client.models import recent_feed
from client.models.cdr_columns import cdr_columns
from client.models.cdr_vocabulary import CdrWords
from client.models.recent_feed import MOST, RecentFeed
from client.models.table import TableModel
from tests.helpers.cdr_stubs import DirectSession, Engine, record


class Stage:
    def __init__(self, count: int) -> None:
        self.engine = Engine(count)
        self.session = DirectSession(self.engine)
        words = CdrWords(Vocabulary(), "en")
        self.table: TableModel[Cdr] = TableModel(
            cdr_columns(Formats("UTC"), lambda: words, fixed=True), lambda row: row.flow_no
        )
        self.feed = RecentFeed(
            self.session,  # type: ignore[arg-type]
            self.table,
            lambda row: f"{row.caller} flow{row.flow_no} {row.user_agent}",
        )
        self.feed.reload()

    def flows(self) -> list[int]:
        return [row.flow_no for row in self.table.rows()]

    def arrive(self, qtbot: QtBot, *rows: Cdr) -> None:
        self.engine.records[:0] = rows
        with qtbot.waitSignal(self.feed.changed):
            self.session.happened.emit("cdr", [])


@pytest.fixture(autouse=True)
def soon(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent_feed, "SOON_MS", 0)


def test_the_last_thousand_are_kept_and_no_more(qtbot: QtBot) -> None:
    stage = Stage(MOST + 50)
    assert stage.flows() == list(range(MOST + 50, 50, -1))
    stage.arrive(qtbot, record(MOST + 51))
    assert (len(stage.flows()), stage.flows()[0], stage.flows()[-1]) == (MOST, MOST + 51, 52)
    assert stage.feed.count() == MOST


def test_only_what_has_come_in_is_asked_for_and_takes_its_place(qtbot: QtBot) -> None:
    stage = Stage(5)
    long = replace(record(6), start=record(3).start + timedelta(milliseconds=1))
    stage.arrive(qtbot, long)
    assert stage.engine.asked == ["all", ">=6"]
    assert stage.flows() == [5, 4, 6, 3, 2, 1]


def test_what_comes_in_is_counted_while_nobody_follows(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.follow(following=False)
    stage.arrive(qtbot, record(4))
    stage.arrive(qtbot, record(5))
    assert (stage.flows(), stage.feed.waiting) == ([3, 2, 1], 2)
    stage.feed.follow(following=True)
    assert (stage.flows(), stage.feed.waiting) == ([5, 4, 3, 2, 1], 0)


def test_a_quick_filter_looks_for_every_word_and_also_in_what_comes(qtbot: QtBot) -> None:
    stage = Stage(12)
    stage.feed.filter("100 FLOW1")
    assert stage.flows() == [12, 11, 10, 1]
    stage.arrive(qtbot, record(13), replace(record(14), caller="x"))
    assert stage.flows() == [13, 12, 11, 10, 1]
    stage.feed.filter("")
    assert len(stage.flows()) == 14


def test_an_error_is_told_and_other_events_ask_nothing(qtbot: QtBot) -> None:
    stage = Stage(3)
    asked = len(stage.engine.asked)
    stage.session.happened.emit("rates", [])
    stage.session.error = ServerFault("broken")
    with qtbot.waitSignal(stage.feed.failed):
        stage.feed.reload()
    assert stage.flows() == [3, 2, 1]
    stage.session.error = None
    stage.engine.records[:0] = [record(4)]
    with qtbot.waitSignal(stage.feed.changed):
        stage.session.resynced.emit()
    assert stage.flows() == [4, 3, 2, 1]
    assert len(stage.engine.asked) == asked + 1


@pytest.mark.parametrize(("count", "told"), [(5, 2), (MOST, 1)])
def test_only_days_that_may_have_some_of_the_last_are_missed(count: int, told: int) -> None:
    stage = Stage(count)
    stage.engine.missing = (
        MissingDays("2026-11-01", "2026-11-22"), MissingDays("2026-11-22", "2026-11-23"),
    )  # fmt: skip
    with_signal: list[tuple[MissingDays, ...]] = []
    stage.feed.lacking.connect(with_signal.append)
    stage.feed.reload()
    assert with_signal == [stage.engine.missing[-told:]]
