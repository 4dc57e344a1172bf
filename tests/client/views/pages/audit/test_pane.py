from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from client.api.audit_values import AuditEntry
from client.api.decoding import decode
from client.models.audit_difference import Change
from client.views.pages.audit.pane import AuditPane, ChangeBlock
from tests.helpers.fake_audit import entry
from tests.helpers.page_stage import PageStage


def texts(widget: ChangeBlock | AuditPane) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_a_change_says_what_went_and_what_came(stage: PageStage, qtbot: QtBot) -> None:
    block = ChangeBlock(stage.theme, Change("value", "6", "5"))
    qtbot.addWidget(block)
    assert texts(block) == ["value", "−  6", "+  5"]


def test_an_entry_is_shown_whole(stage: PageStage, qtbot: QtBot) -> None:
    pane = AuditPane(stage.theme, stage.formats)
    qtbot.addWidget(pane)
    shown = decode(AuditEntry, entry(7))
    pane.show_entry(shown, bad=True)
    assert pane.entry() is shown
    found = texts(pane)
    assert {"maria", "192.0.2.7", "scanners", "parameter.set", "7", "−  6", "+  5"} <= set(found)
    assert "This entry was changed since it was written." in found
