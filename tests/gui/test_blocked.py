"""Blocking and undoing with a real window and a real engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.session import Session, State
from client.views.pages.blocked import BlockedPage
from client.views.widgets.page import PageSpec
from tests.helpers.api import Api
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import PageStage

pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.timeout(120)]
SPEC = PageSpec("blocked", ("Security",), "Blocked", "ban", BlockedPage)


@pytest.fixture
def page(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, session: Session
) -> Iterator[BlockedPage]:
    with EngineProcess(tmp_path / "data") as engine:
        session.sign_in(engine.http_url, "admin", engine.admin_password, server_name="here")
        qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=20_000)
        made = BlockedPage(SPEC, PageStage(qapp, tmp_path, session).context())
        qtbot.addWidget(made)
        made.show()
        made.api = Api(engine.http_url, "admin", engine.admin_password)  # type: ignore[attr-defined]
        made.refresh()
        qtbot.waitUntil(lambda: bool(made.feed.own), timeout=20_000)
        yield made
        made.api.close()  # type: ignore[attr-defined]
        session.close()


def shown(page: BlockedPage) -> list[str]:
    return [row.what for row in page.exporter.rows()]


def test_an_address_is_blocked_widened_kept_unblocked_and_trusted(
    page: BlockedPage, qtbot: QtBot
) -> None:  # req 124, 128, 132
    def until(true: object) -> None:
        qtbot.waitUntil(true, timeout=20_000)  # type: ignore[arg-type]

    page.block_address()
    dialog = page.handling.dialog
    assert dialog is not None
    dialog.value.setText("127.0.0.0/8")
    until(lambda: "yourself" in dialog.notice.text())  # req 132: said before anything happens
    dialog.value.setText("203.0.113.9")
    dialog.reason.setText("scans at night")
    until(dialog.accept_button.isEnabled)
    dialog.accept_button.click()
    until(lambda: shown(page) == ["203.0.113.9"])
    page.view.selectAll()
    page.body.strip.keep.click()
    until(lambda: page.exporter.rows()[0].until is None)
    page.handling.widen(page.exporter.rows()[0])
    wide = page.handling.dialog
    assert wide is not None
    until(wide.accept_button.isEnabled)
    wide.accept_button.click()
    until(lambda: set(shown(page)) == {"203.0.113.9", "203.0.113.0/24"})
    page.view.selectAll()
    page.unblock_selected(3600)
    until(lambda: shown(page) == [])
    until(lambda: page.trusted.table.rowCount() > 0)
    page.trusted.view.selectAll()
    page.trusted.remove_button.click()
    until(lambda: page.trusted.table.rowCount() == 0)
    body = {"kind": "ip", "value": "203.0.113.77", "until": None}
    somebody = page.api  # type: ignore[attr-defined]
    entry = somebody.call("POST", "/blacklist", body)["id"]
    until(lambda: shown(page) == ["203.0.113.77"])  # live, without a click
    somebody.call("DELETE", f"/blacklist/{entry}")
    until(lambda: shown(page) == [])
