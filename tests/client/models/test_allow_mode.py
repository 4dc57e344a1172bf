"""The two switches of serving listed addresses alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import ApiError, Conflict
from client.api.values import Parameter
from client.formats import Formats
from client.models.allow_mode import (
    HTTP,
    NAMES,
    SIP,
    AllowModes,
    meaning_of,
    state_text,
    step_text,
    title_of,
)
from tests.helpers.block_stubs import NOW, clock
from tests.helpers.client_stubs import StubSession


class StubModes:
    def __init__(self) -> None:
        self.items = {
            name: Parameter(name, 0, 0, "boolean", 0, 1, "", "security", "", "") for name in NAMES
        }
        self.fail: ApiError | None = None
        self.reasons: list[str] = []

    def parameter(self, name: str) -> Parameter:
        return self.items[name]

    def set_parameter(self, name: str, value: int, *, reason: str) -> Parameter:
        self.reasons.append(reason)
        if self.fail is not None:
            raise self.fail
        before = self.items[name]
        waits = value == 1 and before.value == 0
        end = NOW + timedelta(seconds=60) if waits else None
        self.items[name] = replace(before, value=value, revert_at=end)
        return self.items[name]


@pytest.fixture
def api() -> StubModes:
    return StubModes()


@pytest.fixture
def modes(api: StubModes, qtbot: QtBot) -> AllowModes:
    made = AllowModes(cast(Any, StubSession(cast(Any, api))), clock())
    made.load()
    return made


def words(modes: AllowModes, name: str) -> tuple[str, str]:
    return state_text(modes, name, Formats("UTC")), step_text(modes, name)


def test_switched_on_it_waits_and_is_confirmed_by_doing_it_again(modes: AllowModes) -> None:
    assert words(modes, SIP) == ("Off: everybody may try.", "Switch on")
    modes.turn(SIP, on=True)
    assert modes.left(SIP) == 60
    text, step = words(modes, SIP)
    assert "returns to off by itself" in text
    assert step == "Confirm"
    assert not modes.is_on(HTTP)
    modes.turn(SIP, on=True)
    assert words(modes, SIP) == ("On: nobody else is served.", "Switch off")
    modes.turn(SIP, on=False)
    assert not modes.is_on(SIP)


def test_a_refusal_is_told_and_the_truth_is_read_again(
    modes: AllowModes, api: StubModes, qtbot: QtBot
) -> None:
    api.fail = Conflict("maria has to confirm it")
    api.items[HTTP] = replace(api.items[HTTP], value=1)
    with qtbot.waitSignal(modes.failed) as heard:
        modes.turn(HTTP, on=True)
    assert heard.args is not None
    assert heard.args[0] is api.fail
    assert modes.is_on(HTTP)


def test_what_others_do_is_followed(modes: AllowModes, api: StubModes) -> None:
    api.items[SIP] = replace(api.items[SIP], value=1)
    modes._session.happened.emit("parameter", [{"name": "SS_BLACK_LIST_IP"}])
    assert not modes.is_on(SIP)
    modes._session.happened.emit("parameter", [{"name": SIP}])
    assert modes.is_on(SIP)


def test_before_anything_is_known_nothing_is_said(qtbot: QtBot) -> None:
    fresh = AllowModes(cast(Any, StubSession(cast(Any, StubModes()))), clock())
    assert words(fresh, SIP) == ("", "Switch on")
    assert title_of(SIP) != title_of(HTTP)
    assert "gateways" in meaning_of(SIP)
    assert "you included" in meaning_of(HTTP)
