"""The CDR page over more records than anybody could load: every place, time and order of them.

``SWITCHWARDEN_RECORDS=1000000`` makes it a million; the suite takes fewer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.cdr_filter import CdrFilter, Range
from client.session import Session, State
from client.settings import Settings
from client.theme import Theme
from client.views.main_window.window import MainWindow, Surroundings
from client.views.pages import PAGES
from client.views.pages.cdr.page import CdrPage
from engine.store.cdr_database import CdrDatabase
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import SpokenPrompts

pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.timeout(300)]
COUNT = int(os.environ.get("SWITCHWARDEN_RECORDS", "20000"))
FIRST = datetime(2026, 11, 2, tzinfo=UTC)
STEP = timedelta(days=14) / COUNT
_FILL = """
INSERT INTO cdr BY NAME SELECT uuid() AS id, n + 1 AS flow_no,
    (1000 + n % 50)::VARCHAR AS caller, '00441905' || n AS callee,
    '203.0.113.' || n % 200 AS caller_ip, '' AS callee_ip, '' AS caller_gateway,
    '' AS callee_gateway, '' AS account, ? + n * ? // 1000 AS start, start AS stop, 0 AS hold_ms,
    0 AS hold_time_s, 0 AS fee_time_s, 0 AS fee, CASE WHEN n % 5 < 2 THEN 9 ELSE 0 END
    AS billing_mode, 2 AS end_direction, -9 AS end_reason, 403 AS sip_status, '' AS call_id,
    'friendly-scanner' AS user_agent
FROM range(?) AS r(n)
"""


def fill(folder: Path) -> None:
    """Put the records straight into the store, before there is an engine."""
    folder.mkdir(parents=True)
    database = CdrDatabase(folder / "cdr.duckdb", 2, "512MB", 120.0)
    begin, step = int(FIRST.timestamp() * 1000), round(STEP / timedelta(microseconds=1))
    with database.write() as cursor:
        cursor.execute(_FILL, [begin, step, COUNT])
    database.close()


@pytest.fixture
def page(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication,
    session: Session, settings: Settings, theme: Theme,
) -> Iterator[CdrPage]:  # fmt: skip
    fill(tmp_path / "data")
    with EngineProcess(tmp_path / "data") as engine:
        session.sign_in(engine.http_url, "admin", engine.admin_password, server_name="here")
        qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=15_000)
        around = Surroundings(session, settings, theme, Formats("UTC"), SpokenPrompts(), PAGES)
        window = MainWindow(around)
        qtbot.addWidget(window)
        window.resize(1300, 850)
        window.show()
        window.open_page("cdr")
        made = next(made for made in window.findChildren(CdrPage))
        made.show_filter(
            CdrFilter(range=Range.CUSTOM, start=FIRST, end=FIRST + timedelta(days=14, seconds=1))
        )
        qtbot.waitUntil(lambda: made.table.rowCount() == COUNT, timeout=60_000)
        yield made
        session.close()


def flow(page: CdrPage, row: int) -> int | None:
    found = page.table.at(row)
    return found.flow_no if found else None


def there(page: CdrPage, first: int, last: int) -> bool:
    return flow(page, first) is not None and flow(page, last) is not None


def test_every_place_time_and_order_of_the_result_is_reached(qtbot: QtBot, page: CdrPage) -> None:
    bar = page.view.verticalScrollBar()
    for place in (0.0, 1.0, 0.37, 0.81, 0.5):
        bar.setValue(round(bar.maximum() * place))
        page.view.tell_seen()
        first, last = page.view.first_row(), page.view.last_row()
        qtbot.waitUntil(partial(there, page, first, last), timeout=30_000)
        assert [flow(page, first), flow(page, last)] == [COUNT - first, COUNT - last]
    page.live.jump(FIRST + STEP * (COUNT // 3) + timedelta(milliseconds=1))
    qtbot.waitUntil(lambda: bool(page.view.rows()), timeout=30_000)
    assert page.view.rows()[0].flow_no == COUNT // 3 + 1
    page.view.order_chosen.emit("start", True)
    qtbot.waitUntil(lambda: flow(page, 0) == 1, timeout=30_000)
    qtbot.waitUntil(lambda: page.table.rowCount() == COUNT, timeout=30_000)
    page.view.scrollToBottom()
    page.view.tell_seen()
    qtbot.waitUntil(lambda: flow(page, COUNT - 1) == COUNT, timeout=30_000)
    page.show_filter(page.feed.filter.only("billing_modes", (9,)))
    illegal = COUNT * 2 // 5
    qtbot.waitUntil(lambda: page.table.rowCount() == illegal, timeout=30_000)
    assert page.figures.cards["records"].value() == f"{illegal:,}"
    assert len(page.table.rows()) <= 10_000
