"""The lamp test: every layer that can refuse is lit and put out again in the window.

One address lights the lockout of an extension that is known and of one that is not, the rate limit,
the blacklist, the kernel and the refused sign-in; a number is refused as well. Each is undone by
itself, then all of them at once, and each time the next message is the proof. Engine, window and
kernel are real, in a network namespace of their own.
"""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from requests.adapters import HTTPAdapter

from client.models.block_rows import BlockRow, Layer
from client.session import Session, State
from client.views.pages.blocked import BlockedPage
from client.views.widgets.page import PageSpec
from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.netns import OwnNetwork, need_nft
from tests.helpers.page_stage import PageStage
from tests.helpers.phone import Phone

pytestmark = [pytest.mark.gui, pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(180)]
SPEC = PageSpec("blocked", ("Security",), "Blocked", "ban", BlockedPage)
ATTACKER, CUSTOMER = "127.0.0.66", "127.0.0.20"
KNOWN, UNKNOWN, OTHER, CALLER, NUMBER = "1001", "4999", "4998", "1002", "1003"
TRIES = 3
LONG = 30.0


class Lamps:
    """The page, the engine's interface, an attacker and a customer."""

    def __init__(
        self, page: BlockedPage, stage: PageStage, engine: EngineProcess, qtbot: QtBot
    ) -> None:
        self.page, self.stage, self.engine, self._qtbot = page, stage, engine, qtbot
        self.api = Api(engine.http_url, "admin", engine.admin_password)
        port = engine.sip_port
        self.known = Phone(KNOWN, "Guess-guess-1", port, source=ATTACKER, timeout=LONG)
        self.unknown = Phone(UNKNOWN, "Guess-guess-1", port, source=ATTACKER, timeout=LONG)
        self.other = Phone(OTHER, "Guess-guess-1", port, source=ATTACKER, timeout=LONG)
        self.customer = Phone(CALLER, PASSWORD, port, source=CUSTOMER, timeout=LONG)
        self._stranger = requests.Session()
        self._stranger.mount("http://", _From(ATTACKER))

    def close(self) -> None:
        for phone in (self.known, self.unknown, self.other, self.customer):
            phone.socket.close()
        self._stranger.close()
        self.api.close()

    # what is seen

    def rows(self, *layers: Layer) -> list[BlockRow]:
        return [row for row in self.page.table.loaded() if row.layer in (layers or Layer)]

    def until(self, *wanted: tuple[Layer, str]) -> None:
        """The page shows these and nothing else."""
        self._shows(lambda: sorted((row.layer, row.what) for row in self.rows()), sorted(wanted))

    def until_enforced(self) -> None:
        """The page says that the kernel drops the attacker."""
        self._shows(lambda: [row.block and row.block.kernel for row in self.rows(Layer.ADDRESS)],
                    ["enforced"])  # fmt: skip
        assert ATTACKER in ruleset()

    def _shows(self, read: Callable[[], Any], wanted: Any) -> None:
        deadline = time.monotonic() + LONG
        while (shown := read()) != wanted:
            assert time.monotonic() < deadline, f"{shown!r} instead of {wanted!r}"
            with self._qtbot.waitSignal(self.page.feed.loaded, timeout=int(LONG * 1000)):
                self.page.feed.reload()

    # what is done in the window

    def put_out(self, *layers: Layer) -> str:
        """Unblock the rows of some layers by themselves; what the page says of it."""
        return self._undo(lambda: self.page.handling.undo.unblock(self.rows(*layers)))

    def put_out_all(self) -> str:
        """One action on everything that is shown."""
        self.page.view.selectAll()
        return self._undo(self.page.unblock_selected)

    def _undo(self, act: Callable[[], object]) -> str:
        told = len(self.stage.toasts)
        self._qtbot.waitUntil(self.page.handling.undo.isEnabled, timeout=int(LONG * 1000))
        act()
        self._qtbot.waitUntil(lambda: len(self.stage.toasts) > told, timeout=int(LONG * 1000))
        text, tone = self.stage.toasts[-1]
        assert tone == "ok", text
        return text

    # what lights a lamp, and what proves that it is out

    def lock(self, phone: Phone) -> None:
        """Wrong passwords; as many as at first, so the counter was empty before."""
        answers = [phone.register().status for _ in range(TRIES)]
        assert answers == [401] * (TRIES - 1) + [403], "the counter was not empty"

    def forget(self, extension: str) -> None:
        """Begin anew with an extension."""
        self.api.call("POST", "/suspensions/clear", {"extensions": [extension]})

    def block(self, kind: str, value: str) -> None:
        self.api.call("POST", "/blacklist", {"kind": kind, "value": value, "until": None})

    def exceed(self) -> None:
        """More registrations than one a minute."""
        self.forget(OTHER)
        self.api.set("SS_RATE_LIMIT_REGISTER", 1)
        self.api.set("SS_RATE_LIMIT", 1)
        wait_for(self._is_refused, bool, LONG)

    def _is_refused(self) -> bool:
        """A stranger hears of it once a second; the rest is silence."""
        self.other.socket.settimeout(3.0)
        try:
            return self.other.register().status == 503
        except TimeoutError:
            return False
        finally:
            self.other.socket.settimeout(LONG)

    def sign_in(self) -> int:
        body = {"name": "nobody", "password": "Guess-guess-1"}
        url = f"{self.engine.http_url.rstrip('/')}/api/v1/session"
        return self._stranger.post(url, json=body, timeout=LONG).status_code

    def guess_sign_in(self) -> None:
        answers = [self.sign_in() for _ in range(TRIES + 1)]
        assert (answers[0], answers[-1]) == (401, 429)

    def knock(self, count: int) -> None:
        """Messages of the attacker that nobody answers."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
            there.bind((ATTACKER, 0))
            for _ in range(count):
                there.sendto(b"no SIP at all\r\n\r\n", ("127.0.0.1", self.engine.sip_port))

    def hits(self) -> int:
        (entry,) = self.api.call("GET", f"/blacklist?q={ATTACKER}")["items"]
        return int(entry["hits"])

    def dropped(self) -> int:
        return int(self.api.call("GET", "/firewall/kernel")["dropped_packets"])


class _From(HTTPAdapter):
    """HTTP from an address of one's own."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *given: Any, **more: Any) -> None:
        super().init_poolmanager(*given, **more, source_address=(self._address, 0))


def ruleset() -> str:
    """What the kernel has."""
    command = [need_nft(), "list", "ruleset"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def network() -> Iterator[OwnNetwork]:
    """Everything that a test starts after this is in a network of its own."""
    need_nft()
    with OwnNetwork() as made:
        yield made


@pytest.fixture
def lamps(
    network: OwnNetwork, tmp_path: Path, qapp: QApplication, qtbot: QtBot, session: Session
) -> Iterator[Lamps]:
    with EngineProcess(tmp_path / "data") as engine:
        session.sign_in(engine.http_url, "admin", engine.admin_password, server_name="here")
        qtbot.waitUntil(lambda: session.state is State.SIGNED_IN, timeout=20_000)
        stage = PageStage(qapp, tmp_path, session)
        page = BlockedPage(SPEC, stage.context())
        qtbot.addWidget(page)
        page.show()
        made = Lamps(page, stage, engine, qtbot)
        try:
            for extension in (KNOWN, CALLER, NUMBER):
                made.api.add(extension)
            made.api.set("SS_ENDPOINTREGISTERRETRY", TRIES)
            made.api.set("SS_ENDPOINTREGISTERSUSPENDTIME", 600)
            made.api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
            made.api.set("SERVER_LOGIN_FAILED_LIMIT", TRIES)
            made.api.set("SERVER_LOGIN_FAILED_DISABLE_TIME", 3600)
            yield made
        finally:
            made.close()
            session.close()


LOCKS = ((Layer.EXTENSION, KNOWN), (Layer.EXTENSION, UNKNOWN))
ADDRESS, RATE = (Layer.ADDRESS, ATTACKER), (Layer.RATE, ATTACKER)
SIGN_INS = ((Layer.SIGN_IN, "nobody"), (Layer.SIGN_IN, ATTACKER))
CALLS = (Layer.NUMBER, NUMBER)


def test_each_lamp_is_put_out_by_itself_and_then_all_at_once(lamps: Lamps) -> None:
    suspensions(lamps)
    a_number(lamps)
    sign_ins(lamps)
    an_address_and_the_kernel(lamps)
    a_rate(lamps)
    everything(lamps)
    assert lamps.rows() == []


def suspensions(lamps: Lamps) -> None:
    """Of an extension that exists, and of one that does not."""
    for phone in (lamps.known, lamps.unknown):
        lamps.lock(phone)
        lamps.until((Layer.EXTENSION, phone.extension))
        assert phone.extension in lamps.put_out(Layer.EXTENSION)
        lamps.until()
        assert phone.register().status == 401
        lamps.forget(phone.extension)


def a_number(lamps: Lamps) -> None:
    """Of which calls are refused; the number itself is known, and not registered."""
    assert lamps.customer.register().status == 200
    assert lamps.customer.invite(NUMBER).status == 480
    lamps.block("number", NUMBER)
    assert lamps.customer.invite(NUMBER).status == 403
    lamps.until(CALLS)
    assert NUMBER in lamps.put_out(Layer.NUMBER)
    lamps.until()
    assert lamps.customer.invite(NUMBER).status == 480


def sign_ins(lamps: Lamps) -> None:
    lamps.guess_sign_in()
    lamps.until(*SIGN_INS)
    assert "sign-in: nobody" in lamps.put_out(Layer.SIGN_IN)
    lamps.until()
    assert lamps.sign_in() == 401


def an_address_and_the_kernel(lamps: Lamps) -> None:
    lamps.lock(lamps.known)
    lamps.block("ip", ATTACKER)
    lamps.knock(5)
    wait_for(lamps.hits, lambda hits: hits == 5, LONG)
    lamps.until(ADDRESS, LOCKS[0])
    assert f"lockout: {KNOWN}" in lamps.put_out(Layer.ADDRESS)  # which the address caused
    lamps.until()
    assert lamps.known.register().status == 401

    lamps.api.set("SS_BLACK_LIST_KERNEL", 1)
    lamps.block("ip", ATTACKER)
    lamps.until_enforced()
    lamps.knock(7)
    wait_for(lamps.dropped, lambda dropped: dropped >= 7, LONG)
    assert f"kernel: {ATTACKER}" in lamps.put_out(Layer.ADDRESS)
    lamps.until()
    wait_for(ruleset, lambda rules: ATTACKER not in rules, LONG)
    assert lamps.known.register().status == 401


def a_rate(lamps: Lamps) -> None:
    lamps.exceed()
    lamps.until(RATE)
    assert f"rate limit: {ATTACKER}" in lamps.put_out(Layer.RATE)
    lamps.until()
    assert lamps.other.register().status == 401  # the first of a new minute
    lamps.api.set("SS_RATE_LIMIT", 0)
    lamps.forget(KNOWN)


def everything(lamps: Lamps) -> None:
    for phone in (lamps.known, lamps.unknown):
        lamps.lock(phone)
    lamps.guess_sign_in()
    lamps.block("number", NUMBER)
    lamps.exceed()
    lamps.block("ip", ATTACKER)
    lamps.until(*LOCKS, *SIGN_INS, CALLS, RATE, ADDRESS)
    lamps.until_enforced()
    lamps.put_out_all()
    lamps.until()
    wait_for(ruleset, lambda rules: ATTACKER not in rules, LONG)
    assert lamps.other.register().status == 401
    lamps.api.set("SS_RATE_LIMIT", 0)
    lamps.lock(lamps.known)
    lamps.lock(lamps.unknown)
    assert lamps.sign_in() == 401
    assert lamps.customer.invite(NUMBER).status == 480
