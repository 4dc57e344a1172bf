"""Unblocking takes back what the source caused, and what nobody else caused too."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from engine.control.messages import Undone
from engine.control.operations import Op
from engine.errors import ControlError
from engine.registrar.lockout_record import Attempt
from engine.switch import caused
from tests.engine.switch.desk import Desk
from tests.engine.switch.rig import Rig

BAD, OTHER = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def desk(rig: Rig, tmp_path: Path) -> Desk:
    rig.add("1001", "1002")
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=2)
    return Desk(rig, tmp_path)


def fail(desk: Desk, extension: str, *sources: str) -> None:
    rig = desk.rig
    known = extension in rig.registrar.accounts
    for source in sources:
        attempt = Attempt(extension, known, source, "", rig.clock.now())
        rig.registrar.lockouts.fail(attempt, rig.registrar.policy.lockout)


def undo(desk: Desk, value: str) -> Undone:
    found: Any = desk.ask(Op.UNDO, value=value, by="maria")
    assert isinstance(found, Undone)
    return found


def test_what_nobody_else_caused_is_taken_back_and_named(desk: Desk) -> None:
    fail(desk, "1001", BAD, OTHER)  # exists: its owner waits for it
    fail(desk, "1002", OTHER, OTHER)
    fail(desk, "7001", BAD, BAD)
    fail(desk, "7002", BAD, OTHER)  # invented, and another attacks it as well
    fail(desk, "7003", BAD)  # only counted
    done = undo(desk, BAD)
    assert [(each.extension, each.was_suspended) for each in done.removed] == [
        ("1001", True),
        ("7001", True),
        ("7003", False),
    ]
    assert done.count == 3
    lockouts, now = desk.rig.registrar.lockouts, desk.rig.clock.now()
    assert {each.extension for each in lockouts.suspended(now)} == {"1002", "7002"}
    assert undo(desk, BAD) == Undone([], 0)


def test_a_network_undoes_all_within_it_in_slices_and_names_a_bounded_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caused, "SLICE", 2)
    monkeypatch.setattr(caused, "MAX_NAMED", 3)
    for number in range(4):
        fail(desk, f"70{number}", f"198.51.100.{number}", "::ffff:198.51.100.9")
    fail(desk, "800", "2001:db8::1%eth0", "no address")
    done = undo(desk, "198.51.100.0/24")
    assert (len(done.removed), done.count) == (3, 4)
    fail(desk, "801", "2001:db8::1%eth0", "2001:db8::2")
    assert [each.extension for each in undo(desk, "2001:db8::/64").removed] == ["801"]
    with pytest.raises(ControlError):
        asyncio.run(desk.operations(Op.UNDO, {"value": "x"}))
