"""A question that nobody waits for any more: the next is answered, and the engine stops the first.

The routes, the server and the store are the real ones; the first question is made endless.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from client.models.attack_feed import AttackQuestion
from client.models.cdr_filter import CdrFilter, Range
from client.session import Session, State
from client.views.pages.attacks.page import AttackPage
from client.views.pages.cdr.page import CdrPage
from client.views.widgets.page import PageSpec
from engine.config import Address
from engine.management.http_server import HttpServer
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_store import CdrStore
from tests.engine.store.test_cancelling import ENDLESS
from tests.helpers.api_app import PASSWORD, Stage
from tests.helpers.page_stage import PageStage
from tests.helpers.stores import cdr

pytestmark = [pytest.mark.gui, pytest.mark.timeout(120)]
SLOW, QUICK = "4400", "1001"
COUNT = 7
PATIENCE_S, PATIENCE_MS = 20.0, 20_000


class Endless:
    """Lets questions about one caller never end, and notes which the engine has stopped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.begun, self.stopped = threading.Semaphore(0), threading.Semaphore(0)

    def let(self, name: str, meant: Callable[[Any, dict[str, Any]], bool]) -> None:
        """Never answer a method of the store where it is asked what is *meant*."""
        real = getattr(CdrStore, name)

        @wraps(real)
        def ask(store: CdrStore, filters: Any, *more: Any, **options: Any) -> Any:
            if meant(filters, options):
                self.begun.release()
                try:
                    store._database.fetch(ENDLESS)
                except QueryStoppedError:
                    self.stopped.release()
                    raise
            return real(store, filters, *more, **options)

        self._patch.setattr(CdrStore, name, ask)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path / "data")
    start = int(made.clock.wall() * 1000) - 60_000
    rows = [cdr(caller=QUICK, start=start + number) for number in range(COUNT)]
    made.ingest("cdr", *rows, cdr(caller=SLOW, start=start))
    yield made
    made.close()


@pytest.fixture
def connected(engine: Stage, session: Session, qtbot: QtBot) -> Iterator[Session]:
    """Signed in to the engine over HTTP."""
    server = HttpServer(engine.app, Address("127.0.0.1", 0), lambda *_: None)

    async def start() -> None:
        server.start()
        await server.until_serving()

    engine.portal.call(start)
    session.sign_in(f"http://127.0.0.1:{server.address.port}", "operator", PASSWORD)
    qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=15_000)
    yield session
    session.close()
    engine.hub.close()
    engine.portal.call(server.stop)


@pytest.fixture
def around(engine: Stage, connected: Session, qapp: QApplication, tmp_path: Path) -> PageStage:
    return PageStage(qapp, tmp_path, connected)


def shown(qtbot: QtBot, kind: type[QWidget], spec: PageSpec, around: PageStage) -> Any:
    page = kind(spec, around.context())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(1300, 900)
    page.show()
    return page


def of(engine: Stage, caller: str) -> CdrFilter:
    noon = datetime.fromtimestamp(engine.clock.wall(), UTC)
    wanted = CdrFilter(
        range=Range.CUSTOM, start=noon - timedelta(hours=1), end=noon + timedelta(hours=1)
    )
    return wanted.only("callers", (caller,))


@pytest.mark.parametrize("endless", ["page", "series", "summary"])
def test_another_filter_is_shown_while_the_one_before_would_still_be_worked_on(
    endless: str, engine: Stage, around: PageStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Endless(monkeypatch)
    slow.let(endless, lambda filters, _options: SLOW in filters.callers)
    page = shown(qtbot, CdrPage, PageSpec("cdr", (), "CDR", "list", CdrPage), around)
    page.show_filter(of(engine, SLOW))
    qtbot.waitUntil(lambda: slow.begun.acquire(blocking=False), timeout=PATIENCE_MS)
    page.show_filter(of(engine, QUICK))
    qtbot.waitUntil(
        lambda: page.feed.totals is not None and page.feed.totals.summary.records == COUNT,
        timeout=PATIENCE_MS,
    )
    assert [row.caller for row in page.table.rows()] == [QUICK] * COUNT
    assert slow.stopped.acquire(timeout=PATIENCE_S)
    qtbot.waitUntil(lambda: engine.services.queries.waiting == 0, timeout=PATIENCE_MS)
    assert around.session.state is State.SIGNED_IN
    assert around.toasts == []


def test_another_reading_of_attacks_is_shown_at_once(
    engine: Stage, around: PageStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Endless(monkeypatch)
    slow.let("attacks", lambda _filters, options: options["by"] == "network")
    page = shown(qtbot, AttackPage, PageSpec("attacks", (), "Attacks", "list", AttackPage), around)
    wanted = of(engine, QUICK).only_range()
    page.feed.show(AttackQuestion(wanted, by="network"))
    qtbot.waitUntil(lambda: slow.begun.acquire(blocking=False), timeout=PATIENCE_MS)
    with qtbot.waitSignal(page.feed.loaded, timeout=PATIENCE_MS):
        page.feed.show(AttackQuestion(wanted, by="address"))
    assert slow.stopped.acquire(timeout=PATIENCE_S)
    assert around.session.state is State.SIGNED_IN
