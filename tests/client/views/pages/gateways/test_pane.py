"""The pane says everything about one gateway."""

import pytest
from pytestqt.qtbot import QtBot

from client.api.carrier_values import ProbeLive, RegistrationLive
from client.formats import Formats
from client.models.gateway_text import GatewayText
from client.theme import Theme
from client.views.pages.gateways.pane import GatewayPane, NewGatewayPane
from tests.helpers.call_stubs import NOON, gateway, live


@pytest.fixture
def pane(theme: Theme, qtbot: QtBot) -> GatewayPane:
    made = GatewayPane(theme, "routing", GatewayText(Formats("UTC")), lambda: NOON)
    qtbot.addWidget(made)
    return made


def test_it_shows_state_and_figures(pane: GatewayPane) -> None:
    figures = live(45, asr=0.5, last_failure="busy", last_failure_at=NOON)
    pane.show_gateway(gateway(capacity=60, memo="main", live=figures), may_edit=True)
    texts = [label.text() for _read, label in pane.figures]
    assert texts == ["45 / 60", "0", "50.0 %", "–", "–", "0, 0 answered", "just now · busy",
                     "–", "–"]  # fmt: skip
    assert pane.sentence.text() == "Calls run through it."
    assert pane.accessibleName() == "carrier-a"
    assert all(label.accessibleName() for _read, label in pane.figures)


def test_who_may_not_edit_reads(pane: GatewayPane) -> None:
    pane.show_gateway(gateway(), may_edit=False)
    assert pane.form.inputs.memo.isReadOnly()
    pane.show_gateway(gateway(), may_edit=True)
    assert not pane.form.inputs.memo.isReadOnly()


def test_it_can_be_closed(pane: GatewayPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.close_wanted):
        pane.close_button.click()


@pytest.mark.parametrize("kind", ["mapping", "routing"])
def test_a_new_one_says_what_it_will_be(theme: Theme, qtbot: QtBot, kind: str) -> None:
    made = NewGatewayPane(theme, kind)
    qtbot.addWidget(made)
    assert made.accessibleName() == f"New {kind} gateway"
    assert not made.form.buttons.isHidden()


def test_the_lamps_of_registration_and_probes_are_there_when_they_are(pane: GatewayPane) -> None:
    failed = RegistrationLive("failed", last_status=403, detail="answered 403")
    row = gateway(live=live(registration=failed, probe=ProbeLive("reachable", None, 9.0, 200)))
    pane.show_gateway(row, may_edit=True)
    texts = [label.text() for _read, label in pane.figures]
    assert texts[-2:] == ["It failed: answered 403.", "It answered 200 within 9 ms."]
    shown = [not pill.isHidden() for _read, pill in pane._carrier_pills]
    assert shown == [True, True]
    pane.show_gateway(gateway(), may_edit=True)
    assert [not pill.isHidden() for _read, pill in pane._carrier_pills] == [False, False]
