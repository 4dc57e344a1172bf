from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Cdr, CdrQuery, Vocabulary
from client.api.errors import ServerFault
from client.formats import Formats
from client.models import cdr_pages
from client.models.cdr_columns import cdr_columns
from client.models.cdr_feed import fetch_totals
from client.models.cdr_pages import CdrPages
from client.models.cdr_vocabulary import CdrWords
from client.models.paged_table import PAGE_ROWS, PagedTable
from tests.helpers.cdr_stubs import NOW, DirectSession, Engine

COUNT = 20 * PAGE_ROWS
WORDS = CdrWords(Vocabulary(), "en")
QUERY = CdrQuery(NOW - timedelta(hours=2), NOW + timedelta(hours=2), flow_max=COUNT)


class Stage:
    def __init__(self, *, oldest: bool = False, counted: bool = True) -> None:
        self.engine = Engine(COUNT)
        self.session = DirectSession(self.engine)
        self.table: PagedTable[Cdr] = PagedTable(
            cdr_columns(Formats("UTC"), lambda: WORDS), lambda row: row.flow_no
        )
        self.pages = CdrPages(self.session, self.table)  # type: ignore[arg-type]
        first = self.engine.cdrs(QUERY, "", PAGE_ROWS, 0, oldest)
        self.pages.begin(QUERY, first, oldest=oldest)
        if counted:
            totals = fetch_totals(self.engine, QUERY)  # type: ignore[arg-type]
            self.pages.count(QUERY, totals.series, totals.summary.records)
        self.expected = [row.flow_no for row in self.engine.records][:: -1 if oldest else 1]
        self.engine.asked.clear()
        self.engine.queries.clear()

    def shows(self, row: int) -> bool:
        found = self.table.at(row)
        return found is not None and found.flow_no == self.expected[row]


@pytest.mark.parametrize("oldest", [False, True])
def test_any_place_is_fetched_by_its_bucket_of_time(oldest: bool) -> None:
    stage = Stage(oldest=oldest)
    assert stage.table.rowCount() == COUNT
    for row in (COUNT // 2, COUNT - 1, 7 * PAGE_ROWS):
        stage.pages.look_at(row, min(COUNT - 1, row + 20))
        assert stage.shows(row)
    asked = stage.engine.queries[0]
    assert asked.end < QUERY.end if not oldest else asked.start > QUERY.start


def test_pages_around_what_is_seen_are_fetched_once_and_read_on_by_cursors() -> None:
    stage = Stage()
    stage.pages.look_at(5 * PAGE_ROWS + 10, 5 * PAGE_ROWS + 30)
    assert all(stage.shows(row) for row in range(4 * PAGE_ROWS + 30, 6 * PAGE_ROWS + 20))
    asked = len(stage.engine.asked)
    stage.pages.look_at(5 * PAGE_ROWS + 40, 5 * PAGE_ROWS + 60)
    assert len(stage.engine.asked) == asked == 3
    stage.pages.look_at(6 * PAGE_ROWS + 10, 6 * PAGE_ROWS + 30)
    assert not stage.engine.asked[-1].startswith("+")


def test_a_result_of_unknown_length_grows_as_it_is_read() -> None:
    stage = Stage(counted=False)
    before = stage.pages.counted
    assert stage.table.rowCount() == 2 * PAGE_ROWS
    for _ in range(25):
        stage.pages.look_at(stage.table.rowCount() - 20, stage.table.rowCount() - 1)
    assert stage.table.rowCount() == COUNT
    assert (before, stage.pages.counted) == (False, True)
    assert stage.shows(COUNT - 1)


def test_counts_of_another_question_are_passed_over() -> None:
    stage = Stage(counted=False)
    totals = fetch_totals(stage.engine, CdrQuery(QUERY.start, NOW))  # type: ignore[arg-type]
    stage.pages.count(totals.query, totals.series, totals.summary.records)
    assert stage.table.rowCount() == 2 * PAGE_ROWS


def test_a_page_that_cannot_be_read_is_told_and_asked_for_again(qtbot: QtBot) -> None:
    stage = Stage()
    stage.session.error = ServerFault("broken")
    with qtbot.waitSignal(stage.pages.failed):
        stage.pages.look_at(3000, 3020)
    stage.session.error = None
    with qtbot.waitSignal(stage.pages.arrived):
        stage.pages.look_at(3000, 3020)
    assert stage.shows(3000)


def test_records_that_are_gone_end_the_result_there() -> None:
    stage = Stage()
    del stage.engine.records[COUNT - 150 :]
    stage.pages.look_at(COUNT - 20, COUNT - 1)
    assert stage.table.rowCount() < COUNT
    assert stage.table.at(stage.table.rowCount() - 1) is not None


@pytest.mark.parametrize("oldest", [False, True])
def test_the_first_record_at_or_before_a_moment_is_found(qtbot: QtBot, oldest: bool) -> None:
    stage = Stage(oldest=oldest)
    for row in (0, 1234, COUNT - 1):
        moment = stage.engine.records[row].start + timedelta(milliseconds=500)
        expected = COUNT - 1 - row if oldest else row
        with qtbot.waitSignal(stage.pages.placed) as placed:
            stage.pages.find(moment)
        assert placed.args == [expected, True]
    with qtbot.waitSignal(stage.pages.placed) as placed:
        stage.pages.find(QUERY.start)
    assert placed.args == [0 if oldest else COUNT - 1, False]
    with qtbot.waitSignal(stage.pages.placed) as placed:
        stage.pages.find(QUERY.end + timedelta(days=1))
    assert placed.args == [COUNT - 1 if oldest else 0, True]


def test_cursors_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_pages, "MOST_CURSORS", 3)
    stage = Stage()
    for page in range(10):
        stage.pages.look_at(page * PAGE_ROWS, page * PAGE_ROWS + 20)
        assert len(stage.pages._cursors) <= 3
    assert stage.shows(9 * PAGE_ROWS)
