"""Every page is usable by those who hear it: what can have the focus has a name, and help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QFrame,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from client.views.pages import PAGES
from client.views.widgets.page import PageSpec
from tests.helpers.page_stage import PageStage


def nameless(page: QWidget) -> list[str]:
    """What can be reached by Tab and says nothing of itself."""
    found = []
    for each in page.findChildren(QWidget):
        own = not each.objectName().startswith("qt_") and not isinstance(each, QAbstractSlider)
        above = each.parentWidget() or page
        inner = isinstance(each, QLineEdit) and bool(above.accessibleName())
        text = each.text() if isinstance(each, QAbstractButton) else ""
        popup = isinstance(above, QFrame) and "ComboBox" in above.metaObject().className()
        plain = isinstance(each, QAbstractScrollArea) and type(each) is QAbstractScrollArea
        shown = not each.isHidden()  # what waits for words of its own is hidden until then
        reached = shown and bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (
            reached
            and own
            and not (inner or plain or popup)
            and not (each.accessibleName() or text)
        ):
            found.append(f"{type(each).__name__} {each.objectName()}".strip())
    return found


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_every_control_of_every_page_has_a_name(
    spec: PageSpec, stage: PageStage, qtbot: QtBot
) -> None:
    page = spec.create(spec, stage.context(), None)
    qtbot.addWidget(page)
    assert page.accessibleName()
    assert page.help_text()
    page.focus_search()
    assert nameless(page) == []
