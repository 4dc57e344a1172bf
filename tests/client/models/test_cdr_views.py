from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import Conflict
from client.models.cdr_filter import CdrFilter
from client.models.cdr_view import Shown
from client.models.cdr_views import CdrViews
from client.session import Session
from client.settings import Settings
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_views import make

SHOWN = Shown(CdrFilter(illegal=True), ("start", "caller"))


@pytest.fixture
def views(signed_in: Session, settings: Settings, fake: FakeApi, qtbot: QtBot) -> CdrViews:
    fake.views = {"v1": make("v1", "Night"), "v2": make("v2", "all day", "maria")}
    made = CdrViews(signed_in, settings)
    with qtbot.waitSignal(made.changed):
        made.load()
    return made


def names(views: CdrViews) -> list[str]:
    return [view.name for view in views.all]


def again(views: CdrViews, signed_in: Session, settings: Settings, qtbot: QtBot) -> CdrViews:
    made = CdrViews(signed_in, settings)
    with qtbot.waitSignal(made.changed):
        made.load()
    return made


def unexpected(error: Any) -> None:
    raise AssertionError(error)


def test_a_new_view_is_in_use_and_stays_so(
    views: CdrViews, signed_in: Session, settings: Settings, qtbot: QtBot
) -> None:
    assert (names(views), views.active) == (["all day", "Night"], None)
    with qtbot.waitSignal(views.saved):
        views.save_as("Mine", SHOWN, shared=True, failed=unexpected)
    assert views.active is not None
    assert (views.active.name, views.active.shared) == ("Mine", True)
    later = again(views, signed_in, settings, qtbot)
    assert later.active == views.active
    later.use(None)
    assert later.active is None


def test_views_are_saved_renamed_shared_and_deleted(
    views: CdrViews, fake: FakeApi, qtbot: QtBot
) -> None:
    view = views.all[1]
    with qtbot.waitSignal(views.saved):
        views.save(view, SHOWN)
    assert fake.views["v1"]["columns"] == ["start", "caller"]
    with qtbot.waitSignal(views.saved):
        views.rename(views.all[1], "Nights", unexpected)
    with qtbot.waitSignal(views.saved):
        views.share(views.all[1], shared=True)
    assert (fake.views["v1"]["name"], fake.views["v1"]["shared"]) == ("Nights", True)
    with qtbot.waitSignal(views.changed):
        views.delete(views.all[1])
    assert (names(views), views.active) == (["all day"], None)


def test_a_name_that_is_taken_is_told_to_whoever_asked(views: CdrViews, qtbot: QtBot) -> None:
    refused: list[Any] = []
    views.save_as("Night", SHOWN, shared=False, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Conflict)


def test_a_view_that_somebody_else_changed_is_loaded_again(
    views: CdrViews, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.views["v1"] |= {"version": 7}
    with qtbot.waitSignals([views.failed, views.changed]):
        views.save(views.all[1], SHOWN)
    assert views.all[1].version == 7


def test_the_page_begins_with_the_view_that_was_chosen(
    views: CdrViews, signed_in: Session, settings: Settings, qtbot: QtBot
) -> None:
    views.begin_with(views.all[0])
    later = CdrViews(signed_in, settings)
    with qtbot.waitSignal(later.begun) as begun:
        later.load()
    assert begun.args == [views.all[0]]
    assert later.active == views.all[0]
    hurried = CdrViews(signed_in, settings)
    heard: list[Any] = []
    hurried.begun.connect(heard.append)
    hurried.wait_no_more()
    with qtbot.waitSignal(hurried.changed):
        hurried.load()
    later.begin_with(None)
    assert (heard, CdrViews(signed_in, settings).start) == ([], "")


def test_what_another_user_chose_is_not_ours(
    views: CdrViews, signed_in: Session, settings: Settings
) -> None:
    views.begin_with(views.all[0])
    signed_in.user = "maria"
    assert CdrViews(signed_in, settings).start == ""


def test_a_view_that_others_share_arrives_by_itself(
    views: CdrViews, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.views["v3"] = make("v3", "News", "maria")
    qtbot.waitUntil(lambda: bool(fake.listeners))
    with qtbot.waitSignal(views.changed):
        fake.push("view", {"id": "v3", "action": "stored"})
    assert "News" in names(views)
