"""Every field of a gateway has a control, and what is shown is what is read back."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.models.gateway_draft import FIELDS, MAPPING_ONLY, ROUTING_ONLY
from client.theme import Theme
from client.views.pages.gateways.fields import GatewayFields
from tests.helpers.call_stubs import gateway


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


FULL = gateway(
    "carrier-a", transport="tls", tls_verify=False, prefixes=("0044", "0049"), priority=3,
    weight=70, capacity=200,
    calls_per_second=20, caller_rewrite=("00:+",), callee_rewrite=("+:00",), max_duration_s=7200,
    no_answer_s=40, relay="off", enabled=False, memo="main carrier", username="trunk-7",
    registers=True, registrar="sip.example:5080", register_expires_s=600, contact_number="9007",
    probe_interval_s=30, sip_privacy="id", sip_p_asserted_identity="caller",
    sip_p_preferred_identity="caller",
)  # fmt: skip


def test_every_field_has_a_control(theme: Theme, holder: QWidget) -> None:
    routing = GatewayFields(theme, "routing", holder)
    shown = {"name", *FIELDS} - set(MAPPING_ONLY)
    assert set(routing.fields) | {"enabled", "registers"} == shown
    mapping = GatewayFields(theme, "mapping", holder)
    assert set(routing.fields) - set(mapping.fields) == set(ROUTING_ONLY) - {"registers"}
    assert set(mapping.fields) - set(routing.fields) == set(MAPPING_ONLY)


def test_what_is_shown_is_read_back(theme: Theme, holder: QWidget) -> None:
    inputs = GatewayFields(theme, "routing", holder)
    inputs.show(FULL)
    assert inputs.draft(FULL) == FULL


def test_a_mapping_gateway_keeps_what_it_has_no_control_for(theme: Theme, holder: QWidget) -> None:
    stored = gateway("in", "mapping", priority=5, weight=9, transport="tcp")
    inputs = GatewayFields(theme, "mapping", holder)
    inputs.show(stored)
    assert inputs.draft(stored) == stored


def test_every_control_is_named_and_helped(theme: Theme, holder: QWidget) -> None:
    inputs = GatewayFields(theme, "routing", holder)
    controls = [field.control for field in inputs.fields.values()]
    assert all(control.accessibleName() for control in (*controls, inputs.enabled))
    assert "tried in this order" in inputs.lines["addresses"].accessibleDescription()


def test_an_edit_is_told(theme: Theme, holder: QWidget, qtbot: QtBot) -> None:
    inputs = GatewayFields(theme, "routing", holder)
    inputs.show(FULL)
    for change in (
        lambda: inputs.memo.setText("x"),
        lambda: inputs.lines["prefixes"].set_lines(["1"]),
        lambda: inputs.numbers["weight"].setValue(5),
        lambda: inputs.transport.set_value("udp"),
        inputs.enabled.toggle,
    ):
        with qtbot.waitSignal(inputs.edited):
            change()


def test_proof_is_asked_over_tls_only(theme: Theme, holder: QWidget) -> None:
    inputs = GatewayFields(theme, "routing", holder)
    inputs.show(gateway("carrier-a"))
    assert inputs.tls_verify.isChecked(), "unless somebody switches it off"
    assert not inputs.tls_verify.isEnabled()
    inputs.transport.set_value("tls")
    assert inputs.tls_verify.isEnabled()
    inputs.set_editable(editable=False)
    assert not inputs.tls_verify.isEnabled()
