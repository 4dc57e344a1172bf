"""The page of the picture of attacks."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.models.attack_picture import FIGURES, now_utc
from client.views.pages.attack_picture import AttackPicturePage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_security import picture
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("attack-picture", ("Security",), "Attack picture", "activity", AttackPicturePage)


@pytest.fixture
def page(stage: PageStage, qtbot: QtBot) -> AttackPicturePage:
    made = AttackPicturePage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: len(made.cards) == 2)
    return made


def test_five_rates_live_and_the_patterns_beside_them(
    page: AttackPicturePage, stage: PageStage
) -> None:  # req 112-116
    assert list(page.plots) == list(FIGURES)
    assert page.plots["failures"].now.text() == "waiting for the first second"
    item = {"at": now_utc().isoformat(), "failures": 7.0, "suspensions": 0.5}
    stage.session.happened.emit("attack", {"items": [item]})
    assert page.plots["failures"].now.text() == "now 7.0 a second · highest 7.0 a second"
    assert page.verdict.text() == "Patterns of attacks found: 2"
    assert page.help_text()


def test_the_history_of_a_week(page: AttackPicturePage, fake: FakeApi, qtbot: QtBot) -> None:
    page.chips[168].click()
    qtbot.waitUntil(lambda: bool(page.feed.picture and page.feed.picture.hours == 168))
    asked = [each.query for each in fake.requests if each.path == "/attacks/picture"]
    assert asked == [{"hours": ["1"]}, {"hours": ["168"]}]
    assert not page.chips[0].isChecked()
    first, last = page.feed.span(now_utc())
    assert last - first == 168 * 3600
    page.focus_search()


def test_a_pattern_leads_to_block_records_and_endpoint(
    page: AttackPicturePage, stage: PageStage, qtbot: QtBot
) -> None:
    card = page.cards[0]
    card.records.click()
    card.endpoint.click()
    assert stage.opened == [
        ("cdr", {"caller_ips": ("203.0.113.9",)}), ("endpoints", {"text": "1001"}),
    ]  # fmt: skip
    card.block.click()
    assert page.dialog.isVisible()
    page.dialog.reject()


def test_the_cards_stay_while_the_patterns_do(
    page: AttackPicturePage, fake: FakeApi, qtbot: QtBot
) -> None:
    before = list(page.cards)
    with qtbot.waitSignal(page.feed.loaded):
        page.feed.load()
    assert page.cards == before
    fake.answers["GET /attacks/picture"] = 200, {**picture(), "patterns": [], "complete": False}
    with qtbot.waitSignal(page.feed.loaded):
        page.feed.load()
    assert page.cards == []
    assert page.verdict.text().startswith("No pattern of attacks found\nOnly the latest")


def test_what_went_wrong_is_said(page: AttackPicturePage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /attacks/picture"] = problem(500, "broken")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    assert page.content.state_widget() is page.body
