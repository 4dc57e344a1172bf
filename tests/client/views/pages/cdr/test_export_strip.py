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


def test_what_broke_off_is_gone_on_with_or_given_up(qtbot: QtBot, stage: PageStage) -> None:
    strip = ExportStrip(stage.theme)
    qtbot.addWidget(strip)
    strip.show_progress("Fetching", 40)
    assert (strip.resume.isHidden(), strip.cancel.isHidden()) == (True, False)
    for button, told in ((strip.resume, strip.resumed), (strip.discard, strip.discarded)):
        strip.show_broken("It broke off.", "Check the cable.")
        assert (strip.label.text(), strip.label.toolTip()) == ("It broke off.", "Check the cable.")
        assert (strip.bar.isHidden(), strip.cancel.isHidden()) == (True, True)
        with qtbot.waitSignal(told):
            button.click()
        assert strip.isHidden()
    strip.show_progress("Fetching", 41)
    assert (strip.label.toolTip(), strip.cancel.isHidden()) == ("", False)
