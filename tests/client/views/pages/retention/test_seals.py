import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.retention.seals import SealTab
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_keeping import HEAD, part, report
from tests.helpers.page_stage import PageStage


@pytest.fixture
def tab(stage: PageStage, qtbot: QtBot) -> SealTab:
    made = SealTab(stage.context(), str)
    qtbot.addWidget(made)
    made.reload()
    qtbot.waitUntil(lambda: "6 seals" in made.notice.text())
    return made


def test_a_check_says_that_all_is_well(tab: SealTab, fake: FakeApi, qtbot: QtBot) -> None:
    tab.check_button.click()
    assert not tab.check_button.isEnabled()
    with qtbot.waitSignal(tab.feed.checked):
        pass
    assert "first_day" in fake.requests[-1].query
    assert "as they were sealed" in tab.result.text()
    assert tab.content.state_widget() is tab.view
    assert tab.table.count() == 6
    assert tab.check_button.isEnabled()


def test_findings_come_first(tab: SealTab, fake: FakeApi, qtbot: QtBot) -> None:
    lost = {"first_day": "2026-10-01", "last_day": "2026-10-31", "records": 9, "file": "a.parquet",
            "reason": "gone"}  # fmt: skip
    fake.answers["GET /seals/check"] = (200, report(
        part("2026-11-27"), part("2026-11-26", status="changed"), sound=False, missing=[lost],
    ))  # fmt: skip
    tab.span.set_value(0)
    with qtbot.waitSignal(tab.feed.checked):
        tab.check()
    assert fake.requests[-1].query == {}
    assert tab.order.index(0, 0).data() == "2026-11-26"
    assert not tab.missing.isHidden()


def test_a_check_without_records_and_one_that_fails(
    tab: SealTab, fake: FakeApi, stage: PageStage, qtbot: QtBot
) -> None:
    fake.answers["GET /seals/check"] = (200, report() | {"items": []})
    with qtbot.waitSignal(tab.feed.checked):
        tab.check()
    assert tab.content.state_widget() is not tab.view
    fake.answers["GET /seals/check"] = problem(503, "the store is away")
    with qtbot.waitSignal(tab.feed.failed):
        tab.check()
    assert stage.prompts.errors
    assert tab.check_button.isEnabled()


def test_the_last_seal_is_copied_to_be_written_down(tab: SealTab, stage: PageStage) -> None:
    tab.copy_head.click()
    assert stage.toasts
    assert tab.notice.toolTip() == HEAD
