"""Draws the pictures of the documentation: every page, both looks, both languages, a real engine.

    xvfb-run -s "-screen 0 1440x900x24" .venv/bin/python docs/make_pictures.py OUTPUT_FOLDER

The engine is started with a day of invented call records, phones register, a guesser is locked
out and strangers call; then each page of the real client is opened, filled and grabbed.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from client.formats import Formats
from client.i18n import Translations
from client.session import Session, State
from client.settings import LANGUAGE, Settings
from client.tasks import Tasks
from client.theme import Mode, Theme
from client.views.login.window import LoginWindow
from client.views.main_window.window import MainWindow, Surroundings
from client.views.pages import PAGES
from client.views.pages.attacks import AttackPage
from client.views.pages.audit import AuditPage
from client.views.pages.cdr.page import CdrPage
from client.views.pages.endpoint_management import EndpointManagementPage
from client.views.pages.operators import OperatorPage
from client.views.pages.system_parameter import SystemParameterPage
from client.views.widgets.page import Page
from engine.billing.journal import encode
from engine.billing.records import CdrRecord
from engine.identifiers import uuid7
from tests.helpers.api import PASSWORD, Api
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import SpokenPrompts
from tests.helpers.phone import Phone

ZONE = "Asia/Dhaka"
SIZE = (1440, 900)
CARRIER = 5070
DEVICES = ("Yealink SIP-T46S", "Zoiper 5.6", "Grandstream GXP2170", "baresip v3.9")
NAMES = ("Front desk", "Warehouse", "Maria K.", "Support", "Sales", "Dispatch", "Li Wei")


def seed_records(journal: Path) -> None:
    """A day of calls with a flood before noon, as one sealed segment."""
    dice = random.Random(7)
    now = datetime.now(UTC)
    begin = now - timedelta(hours=20)
    lines = []
    for number in range(24_000):
        share = dice.random()
        at = begin + (now - begin) * share
        hour = share * 20
        illegal = dice.random() < 0.08 + 0.8 * math.exp(-((hour - 12.0) ** 2) / 0.8)
        lines.append(encode(_record(dice, number + 1, at, illegal=illegal)))
    journal.mkdir(parents=True, exist_ok=True)
    name = f"cdr-{uuid7(int(now.timestamp() * 1000))}.ndjson"
    (journal / name).write_bytes(b"".join(lines))


def _record(dice: random.Random, flow_no: int, at: datetime, *, illegal: bool) -> CdrRecord:
    start = int(at.timestamp() * 1000)
    answered = not illegal and dice.random() < 0.46
    hold = int(dice.expovariate(1 / 160_000)) if answered else 0
    refused = (-9, 403) if illegal else dice.choice([(486, 486), (480, 480), (404, 404)])
    reason, status = (0, 200) if answered else refused
    return CdrRecord(
        id=uuid7(start), flow_no=flow_no - 100_000,
        caller=dice.choice(["100", "1001", "sipvicious", "admin"]) if illegal
        else str(dice.randint(2000, 2999)),
        callee=f"0044190{dice.randint(4_100_000, 4_999_999)}" if illegal
        else f"88017{dice.randint(10_000_000, 99_999_999)}",
        caller_ip=f"203.0.113.{dice.randint(2, 90)}" if illegal
        else f"192.0.2.{dice.randint(2, 120)}",
        callee_ip="" if illegal else "198.51.100.7",
        caller_gateway="", callee_gateway="", account="" if illegal else "2001",
        start=start, answer=start + 3200 if answered else None, stop=start + hold + 3200 * answered,
        hold_ms=hold, hold_time_s=hold // 1000, fee_time_s=hold // 1000, fee=hold / 1000 * 0.0004,
        billing_mode=9 if illegal else 0, end_direction=2 if illegal else dice.choice([0, 1]),
        end_reason=reason, sip_status=status, pdd_ms=None if illegal else dice.randint(300, 4000),
        call_id=f"{dice.getrandbits(64):x}@203.0.113.9",
        user_agent=dice.choice(["pplsip", "friendly-scanner"]) if illegal else dice.choice(DEVICES),
    )  # fmt: skip


def make_traffic(engine: EngineProcess, api: Api) -> None:
    """Phones register, a guesser knocks, strangers call while recording is off for a moment."""
    api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
    api.set("SS_ENDPOINTREGISTERSUSPENDTIME", 600)
    for place in range(48):
        api.add(str(1001 + place), display_name=f"{NAMES[place % len(NAMES)]} {place}")
    for place in range(8, 44):
        source = f"127.0.1.{place}"
        device = DEVICES[place % len(DEVICES)]
        with Phone(
            str(1001 + place), PASSWORD, engine.sip_port, source=source, user_agent=device
        ) as ph:
            ph.register(expires=1200 + 60 * place)
    for extension in ("1001", "1002", "1003", "1091", "1092"):
        with Phone(extension, "Guess-guess-1", engine.sip_port, source="127.0.0.24",
                   user_agent="friendly-scanner") as guesser:  # fmt: skip
            for _ in range(6):
                guesser.register()
    with Phone(
        "100", "none", engine.sip_port, source="127.0.0.66", user_agent="pplsip"
    ) as stranger:
        api.set("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 0)
        for number in range(40):
            stranger.invite(f"00441904{number:06}")
        api.set("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 1)
        for number in range(5):
            stranger.invite(f"00441905{number:06}")


def make_blocks(api: Api) -> None:
    """Addresses that operators blocked and trust."""
    until = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    for value, kind, reason, end in (
        ("203.0.113.24", "ip", "scans every night", until),
        ("198.51.100.0/24", "network", "nobody we know calls from there", None),
        ("2001:db8:7::/64", "network", "friendly-scanner", until),
    ):
        body = {"kind": kind, "value": value, "reason": reason, "until": end}
        api.call("POST", "/blacklist", body)
    for value, comment in (("192.0.2.10", "head office"), ("192.0.2.64/26", "carrier-a")):
        api.call("POST", "/allowlist", {"value": value, "comment": comment, "until": None})


def make_gateways(api: Api) -> None:
    """Two customers, and carriers of which one is gone."""
    for number, name in enumerate(("nordic-telecom", "blue-ocean")):
        rules = {"callee_rewrite": ["00:"]} if number else {}
        place = {"addresses": [f"127.0.2.{number + 1}"], "capacity": 60}
        body = {"name": name, "kind": "mapping", **place, **rules}
        api.call("POST", "/gateways", body)
    carriers = (
        ("carrier-a", f"127.0.3.1:{CARRIER}", ["880", "44"], 1, 30),
        ("carrier-b", f"127.0.3.2:{CARRIER}", ["880"], 2, 0),
        ("carrier-gone", "127.0.3.9:5999", ["33"], 1, 120),
    )
    for name, address, prefixes, priority, capacity in carriers:
        body = {"name": name, "kind": "routing", "addresses": [address], "prefixes": prefixes}
        body |= {"priority": priority, "capacity": capacity}
        api.call("POST", "/gateways", body)


@contextlib.contextmanager
def running_calls(engine: EngineProcess, folder: Path) -> Iterator[None]:
    """Real calls for the pictures: SIPp plays customers and carriers."""
    plays = [
        ["-sn", "uas", "-i", f"127.0.3.{number}", "-p", str(CARRIER)] for number in (1, 2)
    ] + [
        ["-sn", "uac", "-i", f"127.0.2.{number}", "-p", "5080", "-r", "1", "-rp", "2500",
         "-d", "45000", "-s", f"88017{number}22334455", f"127.0.0.1:{engine.sip_port}"]
        for number in (1, 2)
    ] + [
        ["-sn", "uac", "-i", "127.0.2.1", "-p", "5081", "-m", "4", "-r", "1", "-s", "33145678",
         f"127.0.0.1:{engine.sip_port}"]
    ]  # fmt: skip
    nowhere = subprocess.DEVNULL
    players = [
        subprocess.Popen(
            ["sipp", "-nostdin", *play], stdin=nowhere, stdout=nowhere, stderr=nowhere, cwd=folder
        )
        for play in plays
    ]
    try:
        time.sleep(20)
        yield
    finally:
        for player in players:
            player.kill()
            player.wait()


class Studio:
    """The real client in front of a camera."""

    def __init__(self, output: Path, folder: Path) -> None:
        self.output = output
        self.application = QApplication(sys.argv[:1])
        self.application.setQuitOnLastWindowClosed(False)
        self.loop = QEventLoop(self.application)
        asyncio.set_event_loop(self.loop)
        self.settings = Settings(folder / "client.ini")
        self.theme = Theme(self.application, Mode.LIGHT)
        self.translations = Translations(self.application)
        self.tasks = Tasks(self.loop)
        self.session = Session(self.tasks)

    def until(self, true: Callable[[], object], seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while not true() and time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.01)
        for _ in range(30):
            self.application.processEvents()
            time.sleep(0.01)

    def login(self, name: str) -> None:
        window = LoginWindow(self.theme, self.settings.profiles(), lasting=True)
        window.show()
        self.until(lambda: True)
        window.grab().save(str(self.output / f"login-{name}.png"))
        window.close()

    @contextlib.contextmanager
    def window(self) -> Iterator[MainWindow]:
        around = Surroundings(
            self.session, self.settings, self.theme, Formats(ZONE), SpokenPrompts(), PAGES
        )
        window = MainWindow(around)
        window.resize(*SIZE)
        window.show()
        yield window
        window.close()
        window.deleteLater()
        self.until(lambda: True)

    def take(self, window: MainWindow, key: str, name: str) -> None:
        """Opens a page, fills it, takes the picture."""
        window.open_page(key)
        page = next(page for page in window.findChildren(Page) if page.spec.key == key)
        if isinstance(page, SystemParameterPage):
            self.until(lambda: page.table.rowCount() > 0)
            self.fill_parameters(page)
        elif isinstance(page, EndpointManagementPage):
            self.until(lambda: page.table.rowCount() > 0)
            page.view.select_key(("extension", "1001"))
        elif isinstance(page, CdrPage):
            self.until(lambda: page.table.rows() and page.feed.totals)
        elif isinstance(page, AuditPage):
            page.chain.verify()
            self.until(lambda: page.table.rowCount() > 0 and page.strip.property("tone") == "ok")
            page.view.selectRow(0)
        elif isinstance(page, (AttackPage, OperatorPage)):
            self.until(lambda: page.table.rowCount() > 0)
            page.view.selectRow(0)
        self.until(lambda: False, 1.5)
        window.grab().save(str(self.output / f"{key}-{name}.png"))

    def fill_parameters(self, page: SystemParameterPage) -> None:
        if page.spec.key != "parameters" or page.unsaved():
            return
        page.view.select_key("SS_ENDPOINTREGISTERRETRY")
        page.pane.editor.value.selectAll()
        page.pane.editor.value.insert("5")
        page.pane.editor.typed.emit("5")

    def sign_in(self, engine: EngineProcess) -> None:
        self.session.sign_in(
            engine.http_url, "admin", engine.admin_password, server_name="head office"
        )
        self.until(lambda: self.session.state is State.SIGNED_IN and self.session.health)


def main() -> int:
    """Takes all pictures."""
    output = Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_SCALE_FACTOR", "1")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        data = Path(folder) / "data"
        seed_records(data / "journal")
        with EngineProcess(data) as engine:
            api = Api(engine.http_url, "admin", engine.admin_password)
            make_traffic(engine, api)
            make_gateways(api)
            make_blocks(api)
            studio = Studio(output, Path(folder))
            studio.sign_in(engine)
            stack.enter_context(running_calls(engine, Path(folder)))
            for language in ("en", "zh"):
                studio.settings.set(LANGUAGE, "zh_CN" if language == "zh" else "en")
                code = studio.translations.use(studio.settings.get(LANGUAGE))
                studio.session.set_language(code)
                for mode in (Mode.LIGHT, Mode.DARK):
                    studio.theme.set_mode(mode)
                    name = f"{mode.value}-{language}"
                    studio.login(name)
                    with studio.window() as window:
                        for spec in PAGES:
                            studio.take(window, spec.key, name)
            studio.session.close()
            studio.tasks.close()
            api.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
