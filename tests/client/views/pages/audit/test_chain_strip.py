from pytestqt.qtbot import QtBot

from client.api.audit_values import ChainCheck, Verified
from client.api.decoding import decode
from client.views.pages.audit.chain_strip import ChainStrip
from tests.helpers.fake_audit import verified
from tests.helpers.page_stage import PageStage


def test_the_button_waits_and_the_bad_entry_is_offered(stage: PageStage, qtbot: QtBot) -> None:
    strip = ChainStrip(stage.theme, stage.formats)
    qtbot.addWidget(strip)
    strip.show_check(ChainCheck("running"))
    assert not strip.verify_button.isEnabled()
    broken = decode(Verified, verified(sound=False, first_bad=4))
    strip.show_check(ChainCheck("idle", last=broken))
    assert (strip.first_bad(), strip.entry_button.isHidden()) == (4, False)
    with qtbot.waitSignal(strip.entry_wanted) as told:
        strip.entry_button.click()
    assert told.args == [4]
    strip.show_check(ChainCheck("idle", last=decode(Verified, verified())))
    assert (strip.first_bad(), strip.entry_button.isHidden()) == (0, True)
