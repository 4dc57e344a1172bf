from typing import Any, cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.api.block_values import Throttle
from client.api.decoding import decode
from client.api.operator_values import Operator, SignedIn
from client.formats import Formats
from client.models.operators import (
    OperatorFeed,
    OperatorTable,
    Staff,
    role_hint,
    role_word,
    session_text,
    state_pill,
    throttle_text,
)
from tests.helpers.client_stubs import StubApi, StubSession
from tests.helpers.fake_operators import LATER, session, staff

FORMATS = Formats("UTC")
PEOPLE = tuple(decode(Operator, item) for item in staff()["operators"])
THROTTLE = decode(
    Throttle,
    {"id": "t", "name": "maria", "address": "203.0.113.9", "failures": 5, "since": LATER,
     "until": LATER, "remaining_s": 1.0},
)  # fmt: skip


def test_what_belongs_to_an_operator_and_who_is_the_last_admin() -> None:
    sessions = tuple(decode(SignedIn, item) for item in staff()["sessions"])
    everybody = Staff(PEOPLE, sessions, (THROTTLE,))
    mine, throttles = everybody.of("maria")
    assert ([each.operator for each in mine], throttles) == (["maria"], [THROTTLE])
    assert everybody.last_admin(PEOPLE[0])
    assert not everybody.last_admin(PEOPLE[2])


def test_operators_in_words(qtbot: QtBot) -> None:
    table = OperatorTable(FORMATS)
    table.set_rows(PEOPLE)
    texts = [table.index(2, number).data(Qt.ItemDataRole.DisplayRole) for number in range(7)]
    assert texts == [
        "maria", "Operator", "Signed in (1)", "2026-11-25 09:30:00", "1", "Good",
        "2026-11-25 09:30:00",
    ]  # fmt: skip
    assert [state_pill(row).word for row in PEOPLE[:2]] == ["Signed in (1)", "Disabled"]
    assert (role_word("admin"), role_word("x"), role_hint("x")) == ("Administrator", "x", "")
    assert session_text(decode(SignedIn, session()), FORMATS).startswith("192.0.2.7 since")
    assert "after 5 wrong passwords" in throttle_text(THROTTLE, FORMATS)


def test_everything_is_read_at_once(qtbot: QtBot) -> None:
    class StaffApi(StubApi):
        def operators(self) -> tuple[Operator, ...]:
            return PEOPLE

        def sessions(self) -> tuple[SignedIn, ...]:
            return ()

        def throttles(self) -> Any:
            return cast(Any, type("L", (), {"items": (THROTTLE,)}))

    feed = OperatorFeed(cast(Any, StubSession(StaffApi())))
    feed.load()
    qtbot.waitUntil(lambda: feed.listing.operators == PEOPLE)
    assert feed.listing.throttles == (THROTTLE,)
