"""The dialog of test calls as an operator uses it, against a stand-in on a real socket."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.session import Session
from client.views.dialogs.trial import TrialDialog, open_trial
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data.trial import ZERO
from tests.helpers.page_stage import PageStage


@pytest.fixture
def dialog(qapp: Any, tmp_path: Any, signed_in: Session, qtbot: QtBot) -> TrialDialog:
    owner = QWidget()
    qtbot.addWidget(owner)
    stage = PageStage(qapp, tmp_path, signed_in)
    made = open_trial(stage.context(), owner)
    made.owner_of_test = owner  # type: ignore[attr-defined]
    made.stage_of_test = stage  # type: ignore[attr-defined]
    made.feed._timer.setInterval(5)
    return made


def over(dialog: TrialDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.trial is not None and dialog.trial.over, timeout=10_000)


@pytest.mark.parametrize(("hold_s", "steps"), [(0, 4), (5, 5)])
def test_both_buttons_show_the_steps_and_the_record(
    dialog: TrialDialog, fake: FakeApi, qtbot: QtBot, hold_s: int, steps: int
) -> None:  # req 27
    button = dialog.stay if hold_s else dialog.at_once
    button.click()
    assert not button.isEnabled(), "one at a time"
    over(dialog, qtbot)
    assert [each.body for each in fake.requests if each.path == "/calls/test"] == [
        {"hold_s": hold_s}
    ]
    lines = dialog.lines.stringList()
    assert len(lines) == steps
    assert lines[0].endswith("step sent")
    assert dialog.notice.property("tone") == "ok"
    assert dialog.record.text().startswith("test-call → echo")
    assert button.isEnabled()


def test_the_record_is_opened_in_the_portal(dialog: TrialDialog, qtbot: QtBot) -> None:
    dialog.at_once.click()
    over(dialog, qtbot)
    assert dialog.trial is not None
    assert dialog.trial.record is not None
    record = dialog.trial.record
    opened = dialog.stage_of_test.opened  # type: ignore[attr-defined]
    assert dialog.show_record.isVisible()
    dialog.show_record.click()
    assert opened == [("cdr", {"call_ids": (record.call_id,), "selected": record.flow_no})]


def test_a_gate_that_kept_it_out_is_named_and_can_be_opened(
    dialog: TrialDialog, fake: FakeApi, qtbot: QtBot
) -> None:  # req 7
    fake.parameters[ZERO]["value"] = 0
    dialog.at_once.click()
    over(dialog, qtbot)
    assert ZERO in dialog.notice.text()
    assert dialog.notice.property("tone") == "warning"
    assert not dialog.show_record.isVisible()
    opened = dialog.stage_of_test.opened  # type: ignore[attr-defined]
    dialog.show_gate.click()
    assert opened == [("billing-parameters", {"name": ZERO, "group": "billing"})]


@pytest.mark.parametrize(
    ("status", "detail"),
    [(409, "A test call is under way"), (503, "the softswitch is not running")],
)
def test_what_cannot_be_placed_is_told_and_may_be_tried_again(
    dialog: TrialDialog, fake: FakeApi, qtbot: QtBot, status: int, detail: str
) -> None:
    fake.answers["POST /calls/test"] = problem(status, detail)
    dialog.stay.click()
    qtbot.waitUntil(dialog.stay.isEnabled)
    assert detail in dialog.notice.text()
    assert dialog.notice.property("tone") == "bad"


def test_an_auditor_sees_why_he_cannot(
    dialog: TrialDialog, signed_in: Session, qtbot: QtBot
) -> None:
    assert dialog.at_once.isEnabled()
    dialog._allow(may=False)
    assert not dialog.at_once.isEnabled()
    assert not dialog.stay.isEnabled()
    assert "role operator" in dialog.notice.text()


def test_before_the_first_call_the_dialog_teaches(dialog: TrialDialog) -> None:
    assert f"only while {ZERO} is 1" in dialog.notice.text()
    assert dialog.notice.isVisible()


def test_everything_has_a_name(dialog: TrialDialog) -> None:
    assert dialog.accessibleName() == "Test call"
    assert dialog.steps.accessibleName()
    assert dialog.record.accessibleName()
    assert dialog.at_once.text() != dialog.stay.text()
