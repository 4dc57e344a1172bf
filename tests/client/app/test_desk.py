"""From the sign-in to the main window and back, with a stand-in for the engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from client.api.errors import ServerFault
from client.app.desk import Desk, Parts
from client.credentials import MemoryCredentials
from client.formats import Formats
from client.i18n import Translations
from client.session import Session, State
from client.session.local_engine import LocalEngine
from client.settings import ZONE, Profile, Settings
from client.tasks import Tasks
from client.theme import Theme
from client.views.dialogs.confirm import ConfirmDialog
from client.views.dialogs.error import ErrorDialog
from client.views.dialogs.prompter import Prompter
from client.views.login.window import LoginWindow
from client.views.main_window.window import MainWindow
from client.views.pages import PAGES
from tests.helpers.fake_api import PASSWORD, FakeApi


@pytest.fixture
def desk(
    qapp: QApplication, tasks: Tasks, session: Session, settings: Settings, theme: Theme,
    tmp_path: Path,
) -> Iterator[Desk]:  # fmt: skip
    engine = LocalEngine(tmp_path / "data", program=("/bin/false",))
    made = Desk(
        Parts(
            tasks, session, settings, MemoryCredentials(), theme, Translations(qapp),
            Prompter(theme, settings), engine, PAGES,
        )
    )  # fmt: skip
    yield made
    session.close()
    if made.window is not None:
        made.window.blockSignals(True)
        made.window.hide()
        made.window.deleteLater()
    made._parts.translations.use("en")


def login(desk: Desk) -> LoginWindow:
    assert isinstance(desk.window, LoginWindow)
    return desk.window


def sign_in(desk: Desk, fake: FakeApi, qtbot: QtBot, password: str = PASSWORD) -> None:
    form = login(desk).form
    form.url.setText(fake.url)
    form.user.setText("admin")
    form.password.setText(password)
    form.remember.setChecked(True)
    form.submit()


def in_main(desk: Desk) -> bool:
    return isinstance(desk.window, MainWindow)


def test_signing_in_opens_the_main_window_and_remembers_the_server(
    desk: Desk, fake: FakeApi, qtbot: QtBot
) -> None:
    desk.start()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))
    assert desk._parts.settings.profiles()[0].url == fake.url
    assert desk._parts.credentials.load(fake.url, "admin") == PASSWORD
    assert PASSWORD not in Path(desk._parts.settings._store.fileName()).read_text()


def test_a_wrong_password_stays_at_the_form_with_the_reason(
    desk: Desk, fake: FakeApi, qtbot: QtBot
) -> None:
    desk.start()
    sign_in(desk, fake, qtbot, "wrong")
    qtbot.waitUntil(lambda: login(desk).notice.isVisible())
    assert "Wrong user or password" in login(desk).notice.text()
    assert desk._parts.settings.profiles() == []
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))


def test_a_kept_password_signs_in_by_itself(desk: Desk, fake: FakeApi, qtbot: QtBot) -> None:
    desk._parts.credentials.save(fake.url, "admin", PASSWORD)
    desk.start(server=fake.url, user="admin")
    qtbot.waitUntil(lambda: in_main(desk))


def test_a_kept_password_that_is_wrong_is_forgotten(
    desk: Desk, fake: FakeApi, qtbot: QtBot
) -> None:
    desk._parts.credentials.save(fake.url, "admin", "old")
    desk.start(server=fake.url, user="admin")
    qtbot.waitUntil(lambda: login(desk).notice.isVisible())
    assert desk._parts.credentials.load(fake.url, "admin") is None
    assert login(desk).form.profile().url == fake.url


def test_the_local_engine_is_found_and_signed_in_to(
    desk: Desk, fake: FakeApi, qtbot: QtBot
) -> None:
    data = desk._parts.engine.data
    (data / "run").mkdir(parents=True)
    (data / "run" / "http").write_text(fake.url)
    (data / "admin-password").write_text(PASSWORD)
    desk.start(local=True)
    qtbot.waitUntil(lambda: in_main(desk))
    assert desk._parts.session.server_name == "this computer"


def test_a_local_engine_whose_password_was_changed_asks_for_it(
    desk: Desk, fake: FakeApi, qtbot: QtBot
) -> None:
    (desk._parts.engine.data / "run").mkdir(parents=True)
    (desk._parts.engine.data / "run" / "http").write_text(fake.url)
    desk.start(local=True)
    qtbot.waitUntil(lambda: login(desk).notice.isVisible())
    assert login(desk).form.profile() == Profile("this computer", fake.url, "admin")


def test_a_local_engine_that_does_not_start_says_why(desk: Desk, qtbot: QtBot) -> None:
    desk.start(local=True)
    qtbot.waitUntil(lambda: login(desk).notice.isVisible())
    assert login(desk).notice.property("tone") == "bad"


def test_signing_out_returns_to_the_form(desk: Desk, fake: FakeApi, qtbot: QtBot) -> None:
    desk.start()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))
    desk.window.sign_out_wanted.emit()  # type: ignore[union-attr]
    assert login(desk).form.profile().url == fake.url
    assert desk._parts.session.state is State.SIGNED_OUT


def test_nothing_is_lost_by_leaving_the_window_without_a_question(
    desk: Desk, fake: FakeApi, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))
    window = desk.window
    assert isinstance(window, MainWindow)
    monkeypatch.setattr(window.tabs.pages()[0], "underway", lambda: "An export would be stopped.")
    for ask in (
        window.sign_out_wanted.emit,
        window.sign_in_wanted.emit,
        lambda: desk.change_language("zh_CN"),
    ):
        ask()
        dialog = desk._parts.prompter.opened
        assert isinstance(dialog, ConfirmDialog)
        assert "An export would be stopped." in [
            each.text() for each in dialog.findChildren(QLabel)
        ]
        dialog.reject()
        assert desk.window is window
        assert desk._parts.session.state is State.SIGNED_IN
    window.sign_out_wanted.emit()
    dialog = desk._parts.prompter.opened
    assert isinstance(dialog, ConfirmDialog)
    dialog.accept_button.click()
    assert login(desk).form.profile().url == fake.url


def test_another_language_builds_the_window_anew(desk: Desk, fake: FakeApi, qtbot: QtBot) -> None:
    desk.start()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))
    before = desk.window
    desk.change_language("zh_CN")
    assert desk.window is not before
    assert isinstance(desk.window, MainWindow)
    assert desk.window.tabs.tabText(0) == "终端管理"
    desk.change_language("en")
    assert desk.window.tabs.tabText(0) == "Endpoint management"


def test_another_time_zone_builds_the_window_anew(desk: Desk, fake: FakeApi, qtbot: QtBot) -> None:
    desk.start()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))
    before = desk.window
    assert isinstance(before, MainWindow)
    before.ask_zone()
    before.zone_dialog.name.setText("Asia/Dhaka")
    before.zone_dialog.save.click()
    assert desk.window is not before
    assert isinstance(desk.window, MainWindow)
    assert desk.window.context.formats.zone_name == "Asia/Dhaka"
    assert desk._parts.settings.get(ZONE) == "Asia/Dhaka"
    desk.change_zone("")
    assert desk.window.context.formats.zone_name == Formats().zone_name


def test_an_expired_session_is_signed_in_again(desk: Desk, fake: FakeApi, qtbot: QtBot) -> None:
    desk.start()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))
    desk.window.sign_in_wanted.emit()  # type: ignore[union-attr]
    assert "expired" in login(desk).notice.text()
    sign_in(desk, fake, qtbot)
    qtbot.waitUntil(lambda: in_main(desk))


def test_leaving_is_finished_once(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    with qtbot.waitSignal(desk.finished):
        login(desk).close()
    with qtbot.assertNotEmitted(desk.finished):
        desk.leave()


def test_leaving_stops_the_engine_that_was_started(desk: Desk, qtbot: QtBot) -> None:
    code = ("import signal, sys; signal.signal(15, lambda *_: sys.exit(0)); "
            "print('ready sip= http=http://127.0.0.1:1', flush=True); signal.pause()")  # fmt: skip
    engine = desk._parts.engine
    engine._command = ["python3", "-c", code]
    engine.ensure()
    desk.start()
    with qtbot.waitSignal(desk.finished, timeout=10_000):
        desk.leave()
    assert not engine.started_here


def test_an_unhandled_fault_is_shown_over_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.show_error(ServerFault("before any window"))
    desk.start()
    desk.show_error(ServerFault("boom"))
    dialog = desk._parts.prompter.opened
    assert isinstance(dialog, ErrorDialog)
    dialog.reject()
