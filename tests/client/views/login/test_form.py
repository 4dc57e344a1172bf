"""The sign-in form: addresses, known servers, complaints before anything is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from client.settings import Profile
from client.theme import Theme
from client.views.login.form import LoginForm, is_exposed, normal_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (" 192.0.2.1:9090 ", "http://192.0.2.1:9090"),
        ("https://pbx.example/", "https://pbx.example"),
        ("[::1]:9090", "http://[::1]:9090"),
        ("localhost", "http://localhost"),
        ("", ""),
        ("ftp://pbx.example", ""),
        ("http://", ""),
        ("pbx:port", ""),
        ("http://[::1", ""),
        ("http://a?b", ""),
    ],
)
def test_an_address_is_completed_or_refused(text: str, url: str) -> None:
    assert normal_url(text) == url


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_none(text: str) -> None:
    url = normal_url(text)
    assert url == "" or url.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "exposed"),
    [
        ("http://127.0.0.1:9090", False),
        ("http://[::1]:9090", False),
        ("http://localhost", False),
        ("https://pbx.example", False),
        ("http://pbx.example", True),
        ("http://192.0.2.1", True),
    ],
)
def test_a_password_in_clear_text_is_warned_of(url: str, exposed: bool) -> None:
    assert is_exposed(url) is exposed


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> LoginForm:
    made = LoginForm(theme, lasting=True)
    qtbot.addWidget(made)
    return made


def test_what_is_missing_is_said_beside_its_field(form: LoginForm, qtbot: QtBot) -> None:
    form.url.setText("ftp://x")
    form.user.clear()
    with qtbot.assertNotEmitted(form.submitted):
        form.submit()
    assert form.url_field.complaint()
    assert form.user_field.complaint()
    assert form.password_field.complaint()


def test_return_submits_a_whole_form(form: LoginForm, qtbot: QtBot) -> None:
    form.url.setText("192.0.2.1:9090")
    form.password.setText("secret")
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.password, Qt.Key.Key_Return)
    assert form.profile() == Profile("192.0.2.1:9090", "http://192.0.2.1:9090", "admin")


def test_a_known_server_fills_the_form(form: LoginForm) -> None:
    office = Profile("Head office", "http://192.0.2.10:9090", "ops")
    form.set_profiles([office, Profile("b", "http://b", "admin")])
    assert form.profile() == office
    assert "https" in form.url.accessibleDescription()
    form.known.chosen.emit(-1)
    assert form.url.text() == ""


def test_the_password_is_hidden_until_asked_for(form: LoginForm) -> None:
    assert form.password.echoMode() is QLineEdit.EchoMode.Password
    form.password.actions()[0].trigger()
    assert form.password.echoMode() is QLineEdit.EchoMode.Normal
    form.password.actions()[0].trigger()
    assert form.password.echoMode() is QLineEdit.EchoMode.Password


def test_without_a_secret_store_the_form_says_so(theme: Theme, qtbot: QtBot) -> None:
    form = LoginForm(theme, lasting=False)
    qtbot.addWidget(form)
    assert not form.remember.isChecked()
    assert "until the client is closed" in form.remember.text()
    assert form.remember.toolTip()
