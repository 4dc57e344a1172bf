from pytestqt.qtbot import QtBot

from client.api.decoding import decode
from client.api.errors import Conflict, Rejected
from client.api.operator_values import Operator
from client.models.endpoint_passwords import PasswordPolicy
from client.views.pages.operators.form import OperatorForm
from tests.helpers.fake_api import PASSWORD
from tests.helpers.fake_operators import operator
from tests.helpers.page_stage import PageStage


def test_a_new_operator_needs_a_name_and_a_good_password(stage: PageStage, qtbot: QtBot) -> None:
    form = OperatorForm(stage.theme, PasswordPolicy(), None)
    qtbot.addWidget(form)
    form.name.setText("bob")
    form.password.edit.setText("weak")
    assert not form.button.isEnabled()
    form.password.edit.setText(PASSWORD)
    form.why.edit.setText("hired")
    with qtbot.waitSignal(form.add_wanted) as told:
        form.button.click()
    assert told.args == ["bob", PASSWORD, "operator", "hired"]
    form.complain(Rejected("no", status=422, fields={"name": "taken", "password": "weak"}))
    assert form.name_field.complaint() == "taken"
    form.complain(Conflict("there is one", status=409))
    assert not form.problem.isHidden()
    assert form.dirty()
    form.clear()
    assert not form.dirty()


def test_a_role_is_changed_unless_it_is_kept(stage: PageStage, qtbot: QtBot) -> None:
    row = decode(Operator, operator())
    form = OperatorForm(stage.theme, PasswordPolicy(), row)
    qtbot.addWidget(form)
    assert form.role_button.isHidden()
    form.role.set_value("auditor")
    assert form.dirty()
    with qtbot.waitSignal(form.role_wanted) as told:
        form.role_button.click()
    assert told.args == ["auditor"]
    form.password.generate()
    with qtbot.waitSignal(form.password_wanted):
        form.button.click()
    kept = OperatorForm(stage.theme, PasswordPolicy(), row, keeps_role=True)
    qtbot.addWidget(kept)
    assert not kept.role.isEnabled()
