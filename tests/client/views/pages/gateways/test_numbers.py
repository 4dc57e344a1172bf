"""What a customer has of its own in the blacklist of numbers: typed, read back, by kind."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.pages.gateways.numbers import NUMBER_FIELDS, NumberControls
from tests.helpers.call_stubs import gateway

OWN = {
    "number_watch": "on", "malicious_callee_limit": 5, "malicious_caller_limit": 50,
    "no_answer_limit": 0, "concurrent_limit": 3,
}  # fmt: skip


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_shown_is_read_back_and_a_change_is_told(
    theme: Theme, holder: QWidget, qtbot: QtBot
) -> None:
    controls = NumberControls(theme, "mapping", holder)
    assert set(controls.values().values()) == {-1, "inherit"}
    with qtbot.waitSignal(controls.edited):
        controls.show(gateway("in", "mapping", **OWN))
    assert controls.values() == OWN
    limit = controls._limits["concurrent_limit"]
    limit.setValue(-1)
    assert limit.text() == "system limit"
    controls.set_editable(editable=False)
    assert limit.isReadOnly()
    assert not controls._watch.isEnabled()


def test_a_carrier_has_none(theme: Theme, holder: QWidget) -> None:
    controls = NumberControls(theme, "routing", holder)
    controls.show(gateway())
    assert (controls.controls, controls.values()) == ({}, {})


def test_every_control_has_its_words_and_hints(theme: Theme, holder: QWidget) -> None:
    controls = NumberControls(theme, "mapping", holder)
    assert set(controls.words()) == set(controls.hints()) == set(NUMBER_FIELDS)
    for key, control in controls.controls.items():
        assert control.accessibleName() == controls.words()[key]
