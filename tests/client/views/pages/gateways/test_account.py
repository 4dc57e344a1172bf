"""The account of a gateway: typed, read back, and its password never shown."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from client.views.pages.gateways.account import NUMBERS, TEXTS, AccountControls
from tests.helpers.call_stubs import gateway

FULL = gateway(
    username="me", password_set=True, registers=True, registrar="sip.example",
    register_expires_s=600, contact_number="9007", probe_interval_s=30,
)  # fmt: skip


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_shown_is_read_back_and_a_stored_password_is_not_there(holder: QWidget) -> None:
    controls = AccountControls("routing", holder)
    controls.show(FULL)
    assert controls.values() == {
        "username": "me", "password": "", "registers": True, "registrar": "sip.example",
        "register_expires_s": 600, "contact_number": "9007", "probe_interval_s": 30,
    }  # fmt: skip
    assert controls.password.placeholderText() == "unchanged"
    assert controls.password.echoMode() is QLineEdit.EchoMode.Password
    controls.password.setText(" word ")
    assert controls.values()["password"] == " word ", "a password is taken as it is"
    controls.show(gateway())
    assert controls.password.text() == ""
    assert controls.password.placeholderText() == ""


def test_a_mapping_gateway_has_a_proof_and_no_registration(holder: QWidget) -> None:
    controls = AccountControls("mapping", holder)
    assert set(controls.values()) == {"username", "password"}
    assert "Calls prove it" in controls.hints()["username"]


def test_every_edit_is_told(holder: QWidget, qtbot: QtBot) -> None:
    controls = AccountControls("routing", holder)
    changes = [
        *(lambda key=key: controls.texts[key].setText("x") for key in TEXTS),
        *(lambda key=key: controls.numbers[key].stepUp() for key in NUMBERS),
        lambda: controls.password.setText("x"),
        controls.registers.toggle,
    ]
    for change in changes:
        with qtbot.waitSignal(controls.edited):
            change()


def test_who_may_not_edit_reads(holder: QWidget) -> None:
    controls = AccountControls("routing", holder)
    controls.set_editable(editable=False)
    assert controls.password.isReadOnly()
    assert not controls.registers.isEnabled()
    controls.set_editable(editable=True)
    assert not controls.texts["username"].isReadOnly()


def test_every_control_has_words(holder: QWidget) -> None:
    controls = AccountControls("routing", holder)
    assert set(controls.words()) == set(controls.controls)
    assert set(controls.hints()) <= set(controls.controls)
