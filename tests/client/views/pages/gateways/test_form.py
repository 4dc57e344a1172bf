"""The form checks while it is typed, sends what is different, and says what was refused."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict, Rejected
from client.theme import Theme
from client.views.pages.gateways.form import GatewayForm
from tests.helpers.call_stubs import gateway, live
from tests.helpers.windows import Windows


@pytest.fixture
def new(theme: Theme, qtbot: QtBot) -> GatewayForm:
    made = GatewayForm(theme, "routing", new=True)
    qtbot.addWidget(made)
    made.begin()
    return made


@pytest.fixture
def edit(theme: Theme, qtbot: QtBot) -> GatewayForm:
    made = GatewayForm(theme, "routing", new=False)
    qtbot.addWidget(made)
    made.show_gateway(gateway(prefixes=("0044",), capacity=10))
    return made


def test_nothing_comes_up_while_it_is_made(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    with Windows(qapp) as windows:
        qtbot.addWidget(GatewayForm(theme, "mapping", new=True))
    assert windows.shown == []


def complaints(form: GatewayForm) -> dict[str, str]:
    return {
        name: field.complaint() for name, field in form.inputs.fields.items() if field.complaint()
    }


def test_an_empty_form_does_not_complain(new: GatewayForm) -> None:
    assert complaints(new) == {}
    assert not new.save.isEnabled()
    new.inputs.name.setText("carrier d")
    assert set(complaints(new)) == {"name"}


def test_what_is_missing_is_said_when_it_is_sent(new: GatewayForm, qtbot: QtBot) -> None:
    new.inputs.name.setText("carrier-d")
    assert complaints(new) == {}
    with qtbot.assertNotEmitted(new.create_wanted):
        new.save.click()
    assert set(complaints(new)) == {"addresses"}
    new.inputs.lines["addresses"].set_lines(["192.0.2.50"])
    assert complaints(new) == {}
    with qtbot.waitSignal(new.create_wanted) as wanted:
        new.save.click()
    fields, reason = wanted.args
    assert (fields["name"], fields["addresses"], reason) == ("carrier-d", ["192.0.2.50"], "")


def test_only_what_is_different_is_sent(edit: GatewayForm, qtbot: QtBot) -> None:
    assert edit.buttons.isHidden()
    edit.inputs.lines["prefixes"].set_lines(["0044", "0049"])
    edit.inputs.transport.set_value("tcp")
    edit.inputs.enabled.setChecked(False)
    edit.why.edit.setText(" new prices ")
    assert not edit.buttons.isHidden()
    with qtbot.waitSignal(edit.change_wanted) as wanted:
        edit.save.click()
    assert wanted.args == [
        "carrier-a", {"prefixes": ["0044", "0049"], "transport": "tcp", "enabled": False},
        "new prices",
    ]  # fmt: skip


def test_return_sends(edit: GatewayForm, qtbot: QtBot) -> None:
    edit.inputs.memo.setText("x")
    with qtbot.waitSignal(edit.change_wanted):
        edit.inputs.memo.returnPressed.emit()


def test_discarding_shows_what_is_stored(edit: GatewayForm, qtbot: QtBot) -> None:
    edit.inputs.numbers["capacity"].setValue(99)
    with qtbot.waitSignal(edit.cancelled):
        edit.cancel.click()
    assert edit.inputs.numbers["capacity"].value() == 10
    assert not edit.edited()


def test_fresh_figures_touch_nothing(edit: GatewayForm) -> None:
    edit.inputs.memo.setText("half")
    edit.show_gateway(gateway(prefixes=("0044",), capacity=10, live=live(9)))
    edit.show_gateway(gateway(capacity=20))
    assert edit.inputs.memo.text() == "half"
    edit.show_gateway(gateway(capacity=20), force=True)
    assert (edit.inputs.memo.text(), edit.inputs.numbers["capacity"].value()) == ("", 20)
    edit.show_gateway(gateway("carrier-b", memo="other"))
    assert edit.inputs.memo.text() == "other"


def test_a_refusal_stands_at_its_field_and_is_brought_into_sight(
    edit: GatewayForm, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(edit.look_at) as shown:
        edit.refuse(Rejected("no", status=422, fields={"addresses.1": "does not fit"}))
    assert complaints(edit) == {"addresses": "does not fit"}
    assert shown.args == [edit.inputs.fields["addresses"]]
    assert edit.problem.isHidden()


@pytest.mark.parametrize(
    "error",
    [Conflict("carrier-d exists already", status=409), Rejected("why", status=422, fields={})],
)
def test_a_refusal_about_no_field_stands_above_the_buttons(new: GatewayForm, error: Any) -> None:
    new.refuse(error)
    assert not new.problem.isHidden()
    assert new.problem.text() == error.detail
    new.inputs.name.setText("carrier-e")
    assert new.problem.isHidden()


def test_while_it_is_sent_nothing_can_be_changed(edit: GatewayForm) -> None:
    edit.inputs.memo.setText("x")
    edit.set_busy(busy=True)
    assert not edit.isEnabled()
    assert not edit.save.isEnabled()
    edit.set_busy(busy=False)
    assert edit.save.isEnabled()


def test_a_form_to_read_has_no_buttons(edit: GatewayForm) -> None:
    edit.set_editable(editable=False)
    assert edit.inputs.memo.isReadOnly()
    assert not edit.inputs.transport.isEnabled()
    assert edit.buttons.isHidden()
    edit.set_editable(editable=True)
    assert not edit.inputs.memo.isReadOnly()
