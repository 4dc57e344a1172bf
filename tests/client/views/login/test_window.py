"""The sign-in window: what it asks for, what it says when it fails."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.api.errors import InsecureConnection, Throttled, Unauthorised, Unreachable
from client.settings import Profile
from client.theme import Theme
from client.views.login.window import LoginWindow

OFFICE = Profile("Head office", "http://127.0.0.1:9090", "ops")


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> LoginWindow:
    made = LoginWindow(theme, [OFFICE], lasting=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_asks_for_a_sign_in(window: LoginWindow, qtbot: QtBot) -> None:
    window.form.password.setText("secret")
    with qtbot.waitSignal(window.sign_in_wanted) as signal:
        window.sign_in.click()
    assert signal.args == [OFFICE, "secret", True]


def test_it_asks_for_the_engine_on_this_computer(window: LoginWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.local_wanted):
        window.local.click()


def test_while_it_works_nothing_can_be_changed(window: LoginWindow) -> None:
    window.set_busy("Signing in…")
    assert not window.sign_in.isEnabled()
    assert not window.form.password.isEnabled()
    assert window.spinner.isVisible()
    window.set_busy("")
    assert window.sign_in.isEnabled()
    assert not window.spinner.isVisible()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Throttled("x", retry_after_s=42), "42 s"),
        (Unauthorised("x"), "Wrong user or password"),
        (Unreachable("Connection refused"), "Connection refused"),
        (InsecureConnection("certificate has expired"), "certificate has expired"),
    ],
)
def test_every_failure_is_told_in_its_words(
    window: LoginWindow, error: Exception, words: str
) -> None:
    window.set_busy("Signing in…")
    window.show_error(error)  # type: ignore[arg-type]
    assert words in window.notice.text()
    assert window.notice.isVisible()
    assert window.sign_in.isEnabled()


def test_a_reason_is_a_warning_and_no_error(window: LoginWindow) -> None:
    window.show_reason("Your session has expired.")
    assert window.notice.property("tone") == "warning"


def test_closing_is_told(window: LoginWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()


def test_everything_is_named_for_those_who_do_not_see_it(window: LoginWindow) -> None:
    controls: list[QWidget] = [*window.findChildren(QAbstractButton)]
    controls += window.findChildren(QLineEdit)
    for control in controls:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, control
