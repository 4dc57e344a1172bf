"""Fixtures of every test that opens a window or talks to the stand-in of an engine."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from client.api.client import ApiClient
from client.i18n import ENGLISH, Translations
from client.session import Session, State
from client.settings import Settings
from client.tasks import Tasks
from client.theme import Theme
from tests.helpers.fake_api import PASSWORD, FakeApi, serving
from tests.helpers.page_stage import PageStage, theme_of


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """English as the operator reads it: one record, two records. Whoever changes it, goes back."""
    Translations(qapp).use(ENGLISH)


@pytest.fixture(scope="module", autouse=True)
def no_collector() -> Iterator[None]:
    """Python's own collector is off, as in the client: see ``client.app.housekeeping``."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def garbage(no_collector: None) -> Iterator[None]:
    """What a test leaves ends in the thread of the interface."""
    yield
    gc.collect(1)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The look of all tests, light."""
    return theme_of(qapp)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a dialog opens over; it is not shown."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of this test alone."""
    return Settings(tmp_path / "client.ini")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    """Qt's event loop as an asyncio loop; it need not run: Qt's own turns deliver the results."""
    qapp.setQuitOnLastWindowClosed(False)
    made = QEventLoop(qapp)
    asyncio.set_event_loop(made)
    yield made
    made.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def tasks(loop: QEventLoop) -> Iterator[Tasks]:
    """Worker threads that are gone when the test is over."""
    made = Tasks(loop)
    yield made
    made.close()
    for thread in threading.enumerate():
        if thread.name.startswith("client"):
            thread.join(5)


@pytest.fixture
def fake() -> Iterator[FakeApi]:
    """A filled stand-in of an engine on a real socket."""
    with serving(FakeApi().fill()) as made:
        yield made


@pytest.fixture
def api(fake: FakeApi) -> Iterator[ApiClient]:
    """An HTTP client that is signed in."""
    made = ApiClient(fake.url)
    made.sign_in("admin", PASSWORD)
    yield made
    made.close()


@pytest.fixture
def session(tasks: Tasks) -> Iterator[Session]:
    """A session that is signed out."""
    made = Session(tasks)
    yield made
    made.close()


@pytest.fixture
def signed_in(session: Session, fake: FakeApi, qtbot: QtBot) -> Session:
    """A session that is signed in to the stand-in."""
    session.sign_in(fake.url, "admin", PASSWORD, server_name="head office")
    qtbot.waitUntil(lambda: session.state is State.SIGNED_IN and session.health is not None)
    return session


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path, signed_in: Session) -> PageStage:
    """Everything a page gets, with a live session."""
    return PageStage(qapp, tmp_path, signed_in)
