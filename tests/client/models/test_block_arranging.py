"""The order of what is blocked, in steps that can be given up."""

from __future__ import annotations

from typing import Any

import pytest

from client.models import block_arranging
from client.models.block_arranging import Wanted, arrange, at_once
from client.models.block_groups import GroupRow
from client.models.block_rows import BlockRow
from tests.helpers.block_stubs import entry, limited, lock, row

HOST = "203.0.113.24"
BLOCK, LOCK, RATE = row(entry(1, HOST, 60, hits=4)), row(lock("1001")), row(limited(3, HOST))
ALONE = row(entry(7, "192.0.2.7"))
ROWS = [RATE, ALONE, LOCK, BLOCK]


def folded(_address: str, count: int) -> bool:
    return count > 2


def test_rows_of_one_address_are_one_group_and_a_lone_row_stays_alone() -> None:
    done = at_once(arrange(ROWS, Wanted(None, down=False, grouped=True, folded=folded)))
    assert list(done.rows.values()) == [GroupRow(HOST, (RATE, LOCK, BLOCK), folded=True), ALONE]
    assert done.groups == [GroupRow(HOST, (RATE, LOCK, BLOCK), folded=True)]
    assert done.inside == dict.fromkeys((RATE.key, LOCK.key, BLOCK.key), HOST)


def test_groups_and_their_members_are_sorted() -> None:
    def name(shown: Any) -> str:
        return shown.what if isinstance(shown, BlockRow) else f"*{shown.address}"

    wanted = Wanted(name, down=True, grouped=True, folded=lambda _address, _count: False)
    done = at_once(arrange(ROWS, wanted))
    assert [name(shown) for shown in done.rows.values()] == [
        "192.0.2.7", f"*{HOST}", HOST, HOST, "1001",
    ]  # fmt: skip
    assert list(done.rows) == [shown.key for shown in done.rows.values()]


def test_a_row_that_is_shown_and_the_same_stays_the_same_object() -> None:
    shown = {ALONE.key: row(entry(7, "192.0.2.7")), BLOCK.key: row(entry(1, HOST, 60, hits=3))}
    wanted = Wanted(None, down=False, grouped=False, folded=folded, known=shown.get)
    done = at_once(arrange([ALONE, BLOCK], wanted))
    assert done.rows[ALONE.key] is shown[ALONE.key]
    assert done.rows[BLOCK.key] is BLOCK


def test_many_rows_take_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_arranging, "STEP", 1)
    many = [row(entry(number, f"192.0.2.{number}")) for number in range(20)]
    steps = arrange(many, Wanted(lambda each: each.key, down=False, grouped=True, folded=folded))
    assert sum(1 for _step in steps) > 5 * len(many)
    assert at_once(arrange([], Wanted(None, down=False, grouped=True, folded=folded))).rows == {}
