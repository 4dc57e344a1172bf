from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from client.api.block_values import Throttle
from client.api.decoding import decode
from client.api.operator_values import Operator, SignedIn
from client.models.operators import Staff
from client.views.pages.operators.pane import OperatorPane
from tests.helpers.fake_operators import LATER, staff
from tests.helpers.page_stage import PageStage


def everybody() -> Staff:
    throttle = {"id": "t", "name": "maria", "address": "203.0.113.9", "failures": 5,
                "since": LATER, "until": LATER, "remaining_s": 1.0}  # fmt: skip
    return Staff(
        tuple(decode(Operator, item) for item in staff()["operators"]),
        tuple(decode(SignedIn, item) for item in staff()["sessions"]),
        (decode(Throttle, throttle),),
    )


def buttons(pane: OperatorPane) -> dict[str, QPushButton]:
    return {each.text(): each for each in pane.findChildren(QPushButton)}


def test_what_can_be_done_to_somebody_else(stage: PageStage, qtbot: QtBot) -> None:
    pane = OperatorPane(stage.theme, stage.formats)
    qtbot.addWidget(pane)
    known = everybody()
    pane.show_operator(known.operators[2], known, "alice")
    found = buttons(pane)
    for word, signal in (
        ("Sign out", pane.sign_out_wanted), ("Let in", pane.let_in_wanted),
        ("Disable", pane.enable_wanted), ("Remove…", pane.remove_wanted),
        ("Close the details", pane.close_wanted),
    ):  # fmt: skip
        with qtbot.waitSignal(signal):
            found[word].click()
    pane.show_new(known)
    assert pane.row is None
    assert pane.form is not None


def test_oneself_and_the_last_admin_keep_their_access(stage: PageStage, qtbot: QtBot) -> None:
    pane = OperatorPane(stage.theme, stage.formats)
    qtbot.addWidget(pane)
    known = everybody()
    for user in ("alice", "somebody"):
        pane.show_operator(known.operators[0], known, user)
        assert not buttons(pane)["Remove…"].isEnabled()
        assert pane.form is not None
        assert not pane.form.role.isEnabled()
    assert not buttons(pane)["this client"].isEnabled()
