from typing import Any, cast

from pytestqt.qtbot import QtBot

from client.api.errors import Conflict, Unreachable
from client.api.schedule_values import Mail, MailTest, Schedule, ScheduleListing
from client.models.schedule_feed import ScheduleFeed
from tests.helpers.client_stubs import StubSession


class StubSchedules:
    def __init__(self) -> None:
        self.calls: list[str] = []
        self.error: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        answers: dict[str, Any] = {"schedules": ScheduleListing((Schedule("x"),)),
                                   "mail": Mail(), "test_mail": MailTest(sent=True)}  # fmt: skip

        def call(*_values: Any, **_more: Any) -> Any:
            self.calls.append(name)
            if self.error is not None:
                raise self.error
            return answers.get(name, Schedule("x"))

        return call


def test_every_change_is_followed_by_the_list(qtbot: QtBot) -> None:
    api = StubSchedules()
    feed = ScheduleFeed(cast(Any, StubSession(cast(Any, api))))
    row = Schedule("x")
    answers: list[Any] = []
    feed.run(row)
    feed.enable(row, on=False)
    feed.remove(row)
    feed.save(row, answers.append, answers.append)
    qtbot.waitUntil(lambda: api.calls.count("schedules") == 4)
    assert feed.listing.items == (row,)
    assert answers == [row]
    feed.mail(answers.append, answers.append)
    feed.save_mail(Mail(), None, answers.append, answers.append)
    feed.test_mail("a@b", answers.append, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 4)
    feed.set_seen(seen=True)
    feed.set_seen(seen=False)


def test_what_goes_wrong_is_told(qtbot: QtBot) -> None:
    api = StubSchedules()
    feed = ScheduleFeed(cast(Any, StubSession(cast(Any, api))))
    api.error = Unreachable("nobody answers")
    with qtbot.waitSignal(feed.failed):
        feed.load()
    api.error = Conflict("changed")
    with qtbot.waitSignal(feed.refused):
        feed.run(Schedule("x"))
