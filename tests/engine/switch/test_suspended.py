"""A page of lockouts in order, however many there are, without holding anybody up."""

import asyncio
from typing import Any

import pytest

from engine.registrar import LockoutPolicy
from engine.registrar.lockout_record import Attempt
from engine.switch import suspended as module
from engine.switch.suspended import Wanted, page
from tests.engine.switch.rig import Rig

POLICY = LockoutPolicy(enabled=True, retry=1, duration=60)


@pytest.fixture
def siege(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Rig:
    """Thirty strangers from two addresses, and 1001; five to a slice."""
    monkeypatch.setattr(module, "SLICE", 5)
    for number in reversed(range(30)):
        lock(rig, f"X{number:02d}", f"192.0.2.{number % 2}")
    lock(rig, "1001", "198.51.100.7", known=True)
    return rig


def lock(rig: Rig, extension: str, source: str, *, known: bool = False) -> None:
    attempt = Attempt(extension, known, source, "scanner", rig.clock.now())
    rig.registrar.lockouts.fail(attempt, POLICY)


def names(rig: Rig, **wanted: Any) -> list[str]:
    asked = page(Wanted(**wanted), rig.registrar, rig.clock.now(), rig.offset)
    return [info.extension for info in asyncio.run(asked)]


def test_pages_follow_each_other_in_order(siege: Rig) -> None:
    everybody = ["1001", *(f"X{number:02d}" for number in range(30))]
    assert names(siege) == everybody
    assert names(siege, limit=7) == everybody[:7]
    assert names(siege, after="X04", limit=3) == ["X05", "X06", "X07"]
    assert names(siege, after="X29") == []


def test_known_ones_and_texts_are_picked_out(siege: Rig) -> None:
    assert names(siege, known=True) == ["1001"]
    assert names(siege, known=False, limit=1) == ["X00"]
    assert names(siege, q="x1", limit=2) == ["X10", "X11"]
    assert names(siege, q="192.0.2.1", limit=2) == ["X01", "X03"]
    assert names(siege, q="nobody") == []


def test_a_page_is_bounded(siege: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PAGE", 4)
    assert len(names(siege, limit=1_000)) == 4
    assert len(names(siege, limit=-1)) == 1


def test_others_get_their_turn_and_what_ends_meanwhile_is_left_out(siege: Rig) -> None:
    turns = 0

    async def run() -> list[str]:
        nonlocal turns
        wanted = page(Wanted(), siege.registrar, siege.clock.now(), siege.offset)
        search = asyncio.get_running_loop().create_task(wanted)
        while not search.done():
            turns += 1
            if turns == 2:
                siege.registrar.lockouts.clear("X00", siege.clock.now(), "maria")
            await asyncio.sleep(0)
        return [info.extension for info in search.result()]

    found = asyncio.run(run())
    assert turns >= 31 / 5
    assert "X00" not in found
    assert len(found) == 30
