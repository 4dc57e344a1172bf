"""The bell follows the alarms, and knows nothing while the engine does not answer."""

from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.session import Session
from client.theme import Theme
from client.views.main_window.bell import NAMED, Bell
from client.views.widgets.status_bar import StatusBar
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import alarm


def test_the_bell_names_the_first_alarms(
    signed_in: Session, fake: FakeApi, theme: Theme, qtbot: QtBot
) -> None:
    bar = StatusBar(theme, Formats("UTC"))
    qtbot.addWidget(bar)
    bell = Bell(signed_in, bar)
    fake.raised = [alarm.make(f"relay.gone:r{number}", "critical") for number in range(NAMED + 1)]
    bell.ask()
    qtbot.waitUntil(lambda: bar.bell.text() == f"{NAMED + 1} alarms")
    assert bar.bell.toolTip().count("\n") == NAMED - 1
    signed_in.health_changed.emit(None)
    assert bar.bell.text() == "Alarms not known"
    fake.answers["GET /alarms"] = problem(503, "not now")
    bell.ask()
    qtbot.waitUntil(lambda: bell.feed.alarms is None)
    assert bar.bell.property("tone") == "muted"
