from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Cdr, MissingDays, Vocabulary
from client.api.errors import ServerFault
from client.formats import Formats
from client.models import cdr_feed
from client.models.cdr_columns import cdr_columns
from client.models.cdr_feed import FRESH, HEAD, LOAD, PAGE, TOTALS, WORDS, CdrFeed
from client.models.cdr_filter import CdrFilter, Range
from client.models.cdr_pages import MORE, PLACE
from client.models.cdr_vocabulary import CdrWords
from client.models.paged_table import PagedTable
from tests.helpers.cdr_stubs import NOW, DirectSession, Engine, record


class Stage:
    def __init__(self, count: int, now: Callable[[], datetime] = lambda: NOW) -> None:
        self.engine = Engine(count)
        self.session = DirectSession(self.engine)
        formats = Formats("UTC")
        words = CdrWords(Vocabulary(), "en")
        self.table: PagedTable[Cdr] = PagedTable(
            cdr_columns(formats, lambda: words), lambda row: row.flow_no
        )
        self.feed = CdrFeed(self.session, self.table, formats, now=now)  # type: ignore[arg-type]

    def flow_numbers(self) -> list[int]:
        return [row.flow_no for row in self.table.rows()]


@pytest.fixture(autouse=True)
def soon(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_feed, "SOON_MS", 0)


def test_the_table_has_all_rows_and_knows_the_first_ones() -> None:
    stage = Stage(PAGE * 4 + 5)
    stage.feed.reload()
    assert stage.table.rowCount() == PAGE * 4 + 5
    assert stage.flow_numbers() == list(range(PAGE * 4 + 5, PAGE * 2 + 5, -1))


def test_all_questions_are_about_the_same_records() -> None:
    stage = Stage(PAGE * 2)
    stage.feed.show(CdrFilter(range=Range.LAST_HOUR))
    totals = stage.feed.totals
    assert totals is not None
    assert totals.summary.records == PAGE * 2
    assert totals.series.bucket_s == 60
    assert totals.query == stage.feed.query == stage.feed.pages.query
    assert stage.feed.query.flow_max == PAGE * 2


def test_what_comes_in_goes_on_top_while_the_table_is_followed(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.engine.records[:0] = [record(5), record(4)]
    with qtbot.waitSignal(stage.table.rowsInserted):
        stage.session.happened.emit("cdr", {"items": [{"rows": 2}]})
    assert stage.flow_numbers() == [5, 4, 3, 2, 1]
    assert stage.feed.query.flow_max == 5


def test_what_comes_in_is_only_counted_while_one_reads_elsewhere(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.feed.following = False
    stage.engine.records[:0] = [record(5), record(4)]
    with qtbot.waitSignal(stage.feed.fresh, check_params_cb=lambda count: count == 2):
        stage.session.happened.emit("cdr", {"items": [{"rows": 2}]})
    assert stage.flow_numbers() == [3, 2, 1]
    assert stage.feed.totals is not None
    assert stage.feed.totals.summary.records == 5, "the figures are of now"
    with qtbot.waitSignal(stage.feed.fresh, check_params_cb=lambda count: count == 0):
        stage.feed.take_fresh()
    assert stage.flow_numbers() == [5, 4, 3, 2, 1]


def test_a_look_that_takes_long_is_waited_for_before_the_next(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.engine.records[:0] = [record(4)]
    asked = len(stage.engine.asked)
    looking = True
    monkeypatch.setattr(stage.session, "busy", lambda key: looking and key == HEAD)
    stage.session.happened.emit("cdr", {})
    qtbot.wait(20)
    assert len(stage.engine.asked) == asked
    looking = False
    qtbot.waitUntil(lambda: stage.flow_numbers() == [4, 3, 2, 1])


def test_whoever_begins_to_read_while_the_answer_comes_is_left_alone(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.engine.records[:0] = [record(4)]
    answer = stage.engine.cdr_summary

    def scroll(query: object) -> object:
        stage.feed.following = False
        return answer(query)

    stage.engine.cdr_summary = scroll  # type: ignore[assignment, method-assign]
    with qtbot.waitSignal(stage.feed.fresh, check_params_cb=lambda count: count == 1):
        stage.session.happened.emit("cdr", {})
    assert stage.flow_numbers() == [3, 2, 1]


def test_more_than_a_page_of_news_is_shown_anew(qtbot: QtBot) -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.engine.records[:0] = [record(number) for number in range(3 + 2 * PAGE, 3, -1)]
    with qtbot.waitSignal(stage.table.modelReset):
        stage.session.happened.emit("cdr", {})
    assert stage.flow_numbers()[0] == 3 + 2 * PAGE
    assert stage.table.rowCount() == 3 + 2 * PAGE


@pytest.mark.parametrize(
    ("wanted", "later", "left"),
    [(Range.LAST_HOUR, timedelta(minutes=30), 2), (Range.TODAY, timedelta(hours=12), 0),
     (Range.TODAY, timedelta(hours=11), 3), (Range.WEEK, timedelta(hours=11), 3)],
)  # fmt: skip
def test_an_hour_passes_and_a_day_ends_where_no_call_comes_in(
    qtbot: QtBot, wanted: Range, later: timedelta, left: int
) -> None:
    now = NOW
    stage = Stage(3, now=lambda: now)
    early = replace(record(1), start=NOW - timedelta(minutes=50))
    stage.engine.records = [record(3000), record(2900), early]
    stage.feed.show(CdrFilter(range=wanted))
    now = NOW + later
    asked = len(stage.engine.queries)
    stage.feed._clock.timeout.emit()
    assert stage.feed.totals is not None
    assert stage.feed.totals.summary.records == stage.table.rowCount() == left
    assert (len(stage.engine.queries) > asked) == (left < 3), "not asked for nothing"


def test_the_oldest_record_may_come_first(qtbot: QtBot) -> None:
    stage = Stage(PAGE + 5)
    stage.feed.reload()
    with qtbot.waitSignal(stage.feed.began):
        stage.feed.sort(oldest=True)
    assert stage.flow_numbers()[:2] == [1, 2]
    stage.engine.records[:0] = [record(PAGE + 6)]
    with qtbot.waitSignal(stage.feed.fresh, check_params_cb=lambda count: count == 1):
        stage.session.happened.emit("cdr", {})
    stage.feed.sort(oldest=False)
    assert stage.flow_numbers()[0] == PAGE + 6


def test_the_same_question_keeps_its_place(qtbot: QtBot) -> None:
    stage = Stage(PAGE * 3)
    stage.feed.reload()
    with qtbot.assertNotEmitted(stage.feed.began), qtbot.assertNotEmitted(stage.table.modelReset):
        stage.feed.reload()
    assert stage.table.rowCount() == PAGE * 3
    with qtbot.waitSignal(stage.feed.began):
        stage.feed.show(CdrFilter(text="x"))


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


def test_a_reconnect_loads_anew(qtbot: QtBot) -> None:
    stage = Stage(1)
    stage.feed.reload()
    stage.engine.records = [record(9)]
    with qtbot.waitSignal(stage.feed.loaded):
        stage.session.resynced.emit()
    assert stage.flow_numbers() == [9]


def test_another_question_gives_up_all_that_is_on_its_way_for_the_one_before() -> None:
    stage = Stage(3)
    stage.feed.reload()
    stage.session.given_up.clear()
    stage.feed.show(CdrFilter(range=Range.LAST_HOUR))
    assert {LOAD, TOTALS, HEAD, FRESH, MORE, PLACE} <= set(stage.session.given_up)
    assert WORDS not in stage.session.given_up
    stage.session.given_up.clear()
    stage.session.error = ServerFault("down")
    stage.feed.sort(oldest=True)
    assert {LOAD, TOTALS, HEAD, FRESH, MORE, PLACE} <= set(stage.session.given_up)


def test_the_words_are_learned(qtbot: QtBot) -> None:
    stage = Stage(0)
    with qtbot.waitSignal(stage.feed.words_changed) as heard:
        stage.feed.learn_words()
    assert heard.args == [stage.engine.cdr_vocabulary()]


def test_what_is_missing_is_told_once_and_taken_back() -> None:
    stage = Stage(PAGE * 4)
    told: list[tuple[MissingDays, ...]] = []
    stage.feed.lacking.connect(told.append)
    march = MissingDays("2026-03-03", "2026-03-05", 9, "a.parquet", "changed")
    stage.engine.missing = (march,)
    stage.feed.reload()
    assert told == [(march,)]
    may = MissingDays("2026-05-01", "2026-05-01", 2, "b.parquet", "gone")
    stage.engine.missing = (march, may)  # found to be damaged while one reads on
    stage.feed.pages.look_at(PAGE * 3, PAGE * 3 + 9)
    assert told[1:] == [(march, may)]
    stage.engine.missing = ()
    stage.feed.reload()
    assert told[2:] == [()]
