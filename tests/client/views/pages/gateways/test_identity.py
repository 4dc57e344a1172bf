"""Who is trusted to say who calls: chosen, read back, by kind of gateway."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.pages.gateways.identity import IDENTITY, IdentityControls
from tests.helpers.call_stubs import gateway

CHOSEN = {
    "sip_privacy": "id", "sip_p_asserted_identity": "pass", "sip_p_preferred_identity": "caller",
}  # fmt: skip


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_shown_is_read_back(theme: Theme, holder: QWidget) -> None:
    controls = IdentityControls(theme, "routing", holder)
    assert set(controls.values().values()) == {"pass", "none"}, "nobody is trusted at first"
    controls.show(gateway(**CHOSEN))
    assert controls.values() == CHOSEN


def test_a_customer_is_trusted_or_not_and_no_more(theme: Theme, holder: QWidget) -> None:
    controls = IdentityControls(theme, "mapping", holder)
    assert controls.values() == {"sip_caller_e164_domain": "from"}
    controls.show(gateway("in", "mapping", sip_caller_e164_domain="p_asserted_identity"))
    assert controls.values() == {"sip_caller_e164_domain": "p_asserted_identity"}


def test_every_control_has_its_words(theme: Theme, holder: QWidget) -> None:
    for kind in ("mapping", "routing"):
        controls = IdentityControls(theme, kind, holder)
        assert set(controls.words()) == set(IDENTITY)
        assert controls.hints().keys() <= controls.words().keys()
        for key, control in controls.controls.items():
            assert control.accessibleName() == controls.words()[key]
            assert all(control.itemText(place) for place in range(control.count()))


def test_a_choice_is_told_and_cannot_be_made_by_who_reads(
    theme: Theme, holder: QWidget, qtbot: QtBot
) -> None:
    controls = IdentityControls(theme, "routing", holder)
    for key, control in controls.controls.items():
        with qtbot.waitSignal(controls.edited):
            control.set_value(CHOSEN[key])
    controls.set_editable(editable=False)
    assert not any(control.isEnabled() for control in controls.controls.values())
