"""The banner about the kernel."""

from pytestqt.qtbot import QtBot

from client.api.kernel_values import KernelStatus
from client.views.pages.blocked.kernel import KernelNotice
from tests.client.views.pages.blocked.conftest import BlockDriver
from tests.helpers.page_stage import PageStage


def test_it_is_seen_while_something_is_not_enforced(stage: PageStage, qtbot: QtBot) -> None:
    notice = KernelNotice(stage.context())
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.show_status(KernelStatus("unavailable", "nft is not installed"), seen=True)
    assert not notice.isHidden()
    assert "nft is not installed" in notice.text()
    notice.set_seen(seen=False)
    assert notice.isHidden()
    notice.set_seen(seen=True)
    assert not notice.isHidden()
    notice.show_status(KernelStatus("enforced"), seen=True)
    assert notice.isHidden()


def test_the_page_shows_it_on_its_first_tab(driver: BlockDriver, qtbot: QtBot) -> None:
    answer = {"state": "unavailable", "reason": "no right"}
    driver.fake.answers["GET /firewall/kernel"] = (200, answer)
    with qtbot.waitSignal(driver.page.feed.loaded):
        driver.page.refresh()
    assert not driver.page.kernel.isHidden()
    driver.page.tabs.setCurrentIndex(1)
    assert driver.page.kernel.isHidden()
