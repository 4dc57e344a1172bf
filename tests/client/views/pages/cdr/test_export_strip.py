from pytestqt.qtbot import QtBot

from client.views.pages.cdr.export_strip import ExportStrip
from tests.helpers.page_stage import PageStage


def test_progress_is_shown_and_can_be_stopped_once(qtbot: QtBot, stage: PageStage) -> None:
    strip = ExportStrip(stage.theme)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.show_progress("Waiting", -1)
    assert (strip.bar.minimum(), strip.bar.maximum()) == (0, 0)
    strip.show_progress("Writing", 40)
    assert (strip.label.text(), strip.bar.value()) == ("Writing", 40)
    with qtbot.waitSignal(strip.cancelled):
        strip.cancel.click()
    assert not strip.cancel.isEnabled()
    assert strip.label.text() == "Stopping"
