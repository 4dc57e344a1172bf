"""The banner is there while records are off, and only then."""

from pytestqt.qtbot import QtBot

from client.formats import Formats
from client.session import Session
from client.theme import Theme
from client.views.main_window.recording_banner import RecordingBanner
from client.views.widgets.notice import Notice
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import flood


def test_it_is_shown_while_records_are_off_and_stays_while_nobody_knows(
    signed_in: Session, fake: FakeApi, theme: Theme, qtbot: QtBot
) -> None:
    notice = Notice(theme)
    qtbot.addWidget(notice)
    banner = RecordingBanner(signed_in, notice, Formats("UTC"))
    fake.flood = {"off": flood.off(by="alice", by_guard=False, until=None)}
    banner.ask()
    qtbot.waitUntil(lambda: "alice" in notice.text())
    assert not notice.isHidden()
    with qtbot.waitSignal(banner.look_wanted):
        banner.button.click()
    fake.answers["GET /flood-guard"] = problem(503, "not now")
    with qtbot.waitSignal(banner.feed.changed):
        banner.ask()
    assert not notice.isHidden()
    del fake.answers["GET /flood-guard"]
    fake.flood = {}
    with qtbot.waitSignal(banner.feed.changed):
        banner.ask()
    assert notice.isHidden()
