"""A password field."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from client.models.endpoint_passwords import PasswordPolicy
from client.theme import Theme
from client.views.pages.endpoint_management.password import PasswordField


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> PasswordField:
    field = PasswordField(theme, "Password")
    qtbot.addWidget(field)
    field.show()
    return field


def test_what_is_missing_is_said_while_it_is_typed(field: PasswordField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.edit, "abc")
    assert not field.acceptable()
    assert "a capital letter" in field.words.text()
    assert field.words.property("tone") == "bad"
    qtbot.keyClicks(field.edit, "-DEF-12345")
    assert field.acceptable()
    assert field.words.text() == "Good"
    assert field.meter.filled() == 3


def test_what_is_easily_guessed_is_said(field: PasswordField, qtbot: QtBot) -> None:  # req 142
    qtbot.keyClicks(field.edit, "Password123!")
    assert not field.acceptable()
    assert "harder to guess" in field.words.text()
    assert field.meter.filled() == 1
    field.edit.setText("Kowalczyk-2077!")
    assert field.words.text() == "Strong"
    field.set_known("2077", "Kowalczyk")
    assert field.words.text() == "Good"


def test_an_empty_field_says_the_rule(field: PasswordField) -> None:
    assert "12" in field.words.text()
    field.set_policy(PasswordPolicy(8, False))
    assert field.words.text() == "At least 8 characters"


def test_a_generated_one_is_shown_and_copied_once(field: PasswordField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.copied):
        field.generate_button.click()
    assert QGuiApplication.clipboard().text() == field.text()
    assert field.acceptable()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.text() == ""


def test_it_is_hidden_until_the_eye_is_pressed(field: PasswordField) -> None:
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field.eye.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal


def test_what_the_engine_refuses_is_said(field: PasswordField) -> None:
    field.complain("too weak")
    assert field.words.text() == "too weak"
    assert field.words.property("tone") == "bad"
