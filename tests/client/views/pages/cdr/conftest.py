from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.models import cdr_feed
from client.models.cdr_vocabulary import CdrWords
from client.views.pages.cdr.page import CdrPage
from tests.helpers.cdr_page import opened
from tests.helpers.cdr_stubs import NOW, DirectSession, Engine
from tests.helpers.page_stage import PageStage


@pytest.fixture
def engine() -> Engine:
    return Engine(12)


@pytest.fixture
def stage(
    qapp: QApplication, tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> PageStage:
    monkeypatch.setattr(cdr_feed, "SOON_MS", 0)
    # The engine's records are of one fixed day: "today" has to be that day for ever.
    monkeypatch.setattr(cdr_feed, "utc_now", lambda: NOW)
    return PageStage(qapp, tmp_path, DirectSession(engine))


@pytest.fixture
def words(engine: Engine) -> CdrWords:
    return CdrWords(engine.cdr_vocabulary(), "en")


@pytest.fixture
def page(qtbot: QtBot, stage: PageStage) -> CdrPage:
    return opened(qtbot, stage)
