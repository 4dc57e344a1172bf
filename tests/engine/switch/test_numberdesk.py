"""Operators list numbers, change and free them; with the other entries on one list."""

import itertools
from typing import Any

import pytest

from engine.control.operations import Op
from engine.errors import ControlError
from engine.switch.numberdesk import NumberDesk
from tests.engine.switch.rig import Rig
from tests.helpers.block_desk import Lists

NOW = 1_790_000_000.0


@pytest.fixture
def desk(rig: Rig) -> NumberDesk:
    numbers = itertools.count(1)
    return NumberDesk(rig.clock, rig.watch.guard.numbers, lambda: f"{next(numbers):04}")


def test_a_number_is_listed_in_its_one_form(rig: Rig, desk: NumberDesk) -> None:
    entry = desk.block(" 00 49-30", "fraud", "maria", rig.clock.wall() + 60)
    info = desk.shown(entry)
    assert (info.kind, info.value, info.by, info.kernel) == ("number", "0049-30", "maria", "off")
    assert info.until == pytest.approx(rig.clock.wall() + 60)
    assert desk.knows(entry.id)
    assert desk.change(entry.id, None, "otto", "").until is None
    with pytest.raises(ControlError, match="a number has"):
        desk.block("?", "", "maria", None)


def test_numbers_and_addresses_are_one_list() -> None:
    lists = Lists(NOW)
    lists.block("192.0.2.7", "", "maria", None)
    number = lists.block("0099", "fraud", "maria", NOW + 60, "number")
    assert [each.kind for each in lists.blocks("", 10)] == ["number", "ip"]
    assert [each.value for each in lists.blocks("", 10, kind="number", q="FRAUD")] == ["0099"]
    changed = lists.block_change(number.id, None, "otto", "for ever")
    assert changed is not None
    assert (changed.until, changed.reason) == (None, "for ever")
    done: Any = lists.unblock(number.id, "otto", 3_600.0)
    assert (done.block.value, done.trust) == ("0099", None)
    assert lists.ask(Op.BLOCKS, {"kind": "number"}) == []
