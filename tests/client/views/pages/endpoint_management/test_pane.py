"""The pane of one endpoint."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.models.endpoint_rows import from_endpoint, from_suspension
from client.models.endpoint_text import EndpointText
from client.models.server_time import ServerTime
from client.theme import Theme
from client.views.pages.endpoint_management.pane import EndpointPane, NewPane
from tests.helpers.client_samples import NOON, binding, endpoint, suspension


class Watch:
    seconds = NOON.timestamp()

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def pane(theme: Theme, qtbot: QtBot, watch: Watch) -> EndpointPane:
    formats = Formats("UTC")
    pane = EndpointPane(theme, formats, EndpointText(formats), ServerTime(watch, watch).now)
    qtbot.addWidget(pane)
    pane.show()
    return pane


def test_a_lockout_is_shown_with_its_countdown_and_a_way_out(
    pane: EndpointPane, watch: Watch, qtbot: QtBot
) -> None:
    pane.show_row(from_endpoint(endpoint("1001", suspension=suspension())), may_edit=True)
    assert pane.sentence.text().endswith("clears in 09:12")
    watch.seconds += 1
    pane.tick()
    assert pane.sentence.text().endswith("clears in 09:11")
    with qtbot.waitSignal(pane.clear_wanted) as heard:
        pane.clear_button.click()
    assert heard.args == ["1001"]


def test_one_that_is_free_has_nothing_to_clear(pane: EndpointPane) -> None:
    row = from_endpoint(endpoint(status="registered", bindings=(binding(),)))
    pane.show_row(row, may_edit=True)
    assert not pane.clear_button.isVisible()
    assert not pane.lock.isVisible()
    assert pane.form.isVisible()
    assert pane.row() == row


def test_an_unknown_extension_cannot_be_edited(pane: EndpointPane) -> None:
    pane.show_row(from_suspension(suspension("9001", known=False)), may_edit=True)
    assert not pane.form.isVisible()
    assert not pane.bindings.isVisible()
    assert pane.clear_button.isVisible()
    assert "no such endpoint" in pane._footer.text()


def test_without_the_right_it_only_shows(pane: EndpointPane) -> None:
    pane.show_row(from_endpoint(endpoint("1001", suspension=suspension())), may_edit=False)
    assert not pane.form.isVisible()
    assert not pane.clear_button.isVisible()


def test_it_can_be_closed(pane: EndpointPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.close_wanted):
        pane.close_button.click()


def test_the_pane_of_a_new_one_says_what_it_is_for(theme: Theme, qtbot: QtBot) -> None:
    pane = NewPane(theme)
    qtbot.addWidget(pane)
    assert pane.accessibleName() == "New endpoint"
