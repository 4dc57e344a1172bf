"""The lamp test: every layer that can refuse is lit and put out again in the window.

One attacker lights the counter, the lockout, the rate limit and the blacklist; each is undone by
itself, then all of them at once, and each time the next message of the same address is the proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.models.block_rows import Layer
from client.session import Session, State
from client.views.pages.blocked import BlockedPage
from client.views.widgets.page import PageSpec
from tests.helpers.api import Api
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import PageStage
from tests.helpers.phone import Phone

pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.timeout(180)]
SPEC = PageSpec("blocked", ("Security",), "Blocked", "ban", BlockedPage)
ATTACKER = "127.0.0.66"
TRIES = 3


class Lamps:
    """The page, the engine's interface, and an attacker."""

    def __init__(self, page: BlockedPage, api: Api, attacker: Phone, qtbot: QtBot) -> None:
        self.page, self.api, self.attacker, self._qtbot = page, api, attacker, qtbot

    def lit(self) -> set[Layer]:
        return {row.layer for row in self.page.table.loaded()}

    def until(self, layers: set[Layer]) -> None:
        def reached() -> bool:
            if self.lit() != layers:
                self.page.feed.outdate()
            return self.lit() == layers

        self._qtbot.waitUntil(reached, timeout=30_000)

    def seen(self, layer: Layer) -> None:
        def reached() -> bool:
            if layer not in self.lit():
                self.page.feed.outdate()
            return layer in self.lit()

        self._qtbot.waitUntil(reached, timeout=30_000)

    def lock(self) -> None:
        answers = [self.attacker.register().status for _ in range(TRIES)]
        assert answers == [401] * (TRIES - 1) + [403], "the counter was empty"

    def block(self) -> None:
        body = {"kind": "ip", "value": ATTACKER, "until": None}
        self.api.call("POST", "/blacklist", body)

    def put_out(self, layer: Layer) -> None:
        rows = [row for row in self.page.table.loaded() if row.layer is layer]
        assert len(rows) == 1
        self._qtbot.waitUntil(self.page.handling.undo.isEnabled, timeout=20_000)
        self.page.handling.undo.unblock(rows)

    def answered(self) -> int:
        try:
            return self.attacker.register().status
        except TimeoutError:
            return 0


@pytest.fixture
def lamps(tmp_path: Path, qapp: QApplication, qtbot: QtBot, session: Session) -> Iterator[Lamps]:
    with EngineProcess(tmp_path / "data") as engine:
        session.sign_in(engine.http_url, "admin", engine.admin_password, server_name="here")
        qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=20_000)
        made = BlockedPage(SPEC, PageStage(qapp, tmp_path, session).context())
        qtbot.addWidget(made)
        made.show()
        made.refresh()
        api = Api(engine.http_url, "admin", engine.admin_password)
        api.add("1001")
        api.set("SS_ENDPOINTREGISTERRETRY", TRIES)
        api.set("SS_ENDPOINTREGISTERSUSPENDTIME", 600)
        api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
        attacker = Phone("1001", "Guess-guess-1", engine.sip_port, source=ATTACKER, timeout=1.5)
        with attacker:
            yield Lamps(made, api, attacker, qtbot)
        api.close()
        session.close()


def test_each_lamp_is_put_out_by_itself_and_then_all_at_once(lamps: Lamps) -> None:
    lamps.lock()
    lamps.until({Layer.EXTENSION})
    lamps.put_out(Layer.EXTENSION)
    lamps.until(set())
    lamps.lock()  # the counter began anew: as many tries as at first

    lamps.block()
    lamps.until({Layer.EXTENSION, Layer.ADDRESS})
    assert lamps.answered() == 0
    lamps.put_out(Layer.ADDRESS)
    lamps.until(set())  # with the lockout that the address caused
    assert lamps.answered() == 401

    lamps.api.set("SS_RATE_LIMIT_REGISTER", 1)
    lamps.api.set("SS_RATE_LIMIT", 1)
    statuses = {lamps.answered() for _ in range(6)}
    assert 503 in statuses
    lamps.seen(Layer.RATE)
    lamps.put_out(Layer.RATE)
    lamps.api.set("SS_RATE_LIMIT", 0)
    lamps.api.call("POST", "/suspensions/clear", {"extensions": ["1001"]})
    lamps.until(set())

    lamps.lock()
    lamps.block()
    lamps.until({Layer.EXTENSION, Layer.ADDRESS})
    lamps.page.view.selectAll()
    lamps.page.unblock_selected()
    lamps.until(set())
    assert lamps.answered() == 401
