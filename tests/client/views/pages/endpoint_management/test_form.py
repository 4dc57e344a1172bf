"""Creating and changing an endpoint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.api.errors import ApiError, Conflict, Rejected, ServerFault
from client.models.endpoint_passwords import PasswordPolicy
from client.models.endpoint_rows import EndpointRow
from client.theme import Theme
from client.views.pages.endpoint_management.form import EndpointForm
from tests.helpers.windows import Windows

PASSWORD = "Correct-Horse-7!"
ROW = EndpointRow("1001", "Front desk")


@pytest.fixture
def make(theme: Theme, qtbot: QtBot) -> Callable[[bool], EndpointForm]:
    def build(new: bool) -> EndpointForm:
        form = EndpointForm(theme, new=new)
        qtbot.addWidget(form)
        form.show()
        return form

    return build


Make = Callable[[bool], EndpointForm]


def test_nothing_comes_up_while_it_is_made(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    with Windows(qapp) as windows:
        qtbot.addWidget(EndpointForm(theme, new=True))
    assert windows.shown == []


def test_a_new_one_needs_extension_and_password(make: Make, qtbot: QtBot) -> None:
    form = make(True)
    assert not form.save.isEnabled()
    form.extension.setText("2000")
    assert not form.save.isEnabled()
    form.password.edit.setText(PASSWORD)
    form.name.setText("Sales")
    form.why.edit.setText("hired")
    with qtbot.waitSignal(form.create_wanted) as heard:
        form.save.click()
    assert heard.args == ["2000", PASSWORD, "Sales", True, "hired"]


def test_only_what_is_different_is_sent(make: Make, qtbot: QtBot) -> None:
    form = make(False)
    form.show_row(ROW)
    assert not form.save.isEnabled()
    form.name.setText("Reception")
    form.enabled.setChecked(False)
    with qtbot.waitSignal(form.change_wanted) as heard:
        form.save.click()
    assert heard.args == ["1001", {"display_name": "Reception", "enabled": False}, ""]


def test_an_empty_password_keeps_the_one_there_is(make: Make) -> None:
    form = make(False)
    form.show_row(ROW)
    assert "password" not in form.changes()
    form.password.edit.setText("weak")
    assert not form.save.isEnabled()
    form.password.edit.setText(PASSWORD)
    assert form.changes() == {"password": PASSWORD}
    assert form.save.isEnabled()


def test_live_changes_do_not_overwrite_what_is_typed(make: Make) -> None:
    form = make(False)
    form.show_row(ROW)
    form.name.setText("Rece")
    form.show_row(EndpointRow("1001", "Front desk", failures=3))
    assert form.name.text() == "Rece"
    form.show_row(EndpointRow("1002", "Warehouse"))
    assert form.name.text() == "Warehouse"


def test_discard_shows_what_is_stored(make: Make, qtbot: QtBot) -> None:
    form = make(False)
    form.show_row(ROW)
    form.name.setText("Rece")
    with qtbot.waitSignal(form.cancelled):
        form.cancel.click()
    assert form.name.text() == "Front desk"
    assert not form.edited()


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (Conflict("2000 exists already", status=409), "extension"),
        (Rejected("x", status=422, fields={"extension": "no letters"}), "extension"),
        (Rejected("x", status=422, fields={"password": "too weak"}), "password"),
        (Rejected("x", status=422, fields={"display_name": "too long"}), "name"),
        (ServerFault("broken", status=500), "notice"),
    ],
)
def test_a_refusal_stands_where_it_belongs(make: Make, error: ApiError, place: str) -> None:
    form = make(True)
    form.refuse(error)
    shown = {
        "extension": bool(form.extension_field.complaint()),
        "password": form.password.words.property("tone") == "bad",
        "name": bool(form.name_field.complaint()),
        "notice": form.problem.isVisible(),
    }
    assert [where for where, is_shown in shown.items() if is_shown] == [place]


def test_typing_takes_the_complaint_away(make: Make, qtbot: QtBot) -> None:
    form = make(True)
    form.refuse(Conflict("exists", status=409))
    qtbot.keyClicks(form.extension, "1")
    assert form.extension_field.complaint() == ""


def test_while_it_is_sent_nothing_can_be_changed(make: Make) -> None:
    form = make(True)
    form.extension.setText("2000")
    form.password.edit.setText(PASSWORD)
    form.set_busy(busy=True)
    assert not form.save.isEnabled()
    assert not form.extension.isEnabled()
    form.set_busy(busy=False)
    assert form.save.isEnabled()


def test_the_policy_of_the_engine_decides(make: Make) -> None:
    form = make(True)
    form.extension.setText("2000")
    form.password.edit.setText("abcd")
    form.set_policy(PasswordPolicy(4, False))
    form.password.edit.setText("abcde")
    assert form.save.isEnabled()


def test_beginning_again_is_empty(make: Make) -> None:
    form = make(True)
    form.extension.setText("2000")
    form.password.edit.setText(PASSWORD)
    assert form.edited()
    form.begin()
    assert not form.edited()
