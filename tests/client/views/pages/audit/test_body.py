from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.audit_values import AuditEntry
from client.api.decoding import decode
from client.models.audit_table import AuditTable
from client.views.pages.audit.body import AuditBody
from tests.helpers.fake_audit import entry
from tests.helpers.page_stage import PageStage


def test_the_pane_follows_the_selection_and_closes_by_escape(
    stage: PageStage, qtbot: QtBot
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    table = AuditTable(stage.formats, holder)
    body = AuditBody(stage.context(), table, holder)
    table.set_rows([decode(AuditEntry, entry(2)), decode(AuditEntry, entry(1))])
    holder.show()
    body.view.selectRow(1)
    shown = body.pane.entry()
    assert shown is not None
    assert (shown.id, body.pane.isVisible()) == (1, True)
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert not body.pane.isVisible()
