"""Entries on their way to disk and back."""

import msgspec
import pytest

from engine.defence.entries import Block, Trust, dump, load_block, load_trust, not_longer

BLOCK = Block("1", "ip", "203.0.113.7", "scanner", "why", "", 10.0, 20.0, 2, "INVITE", 7, 15.0)
TRUST = Trust("2", "network", "203.0.113.0/24", "office", "admin", 10.0, None)


def test_an_entry_survives_into_a_process_with_another_clock() -> None:
    stored = msgspec.json.decode(msgspec.json.encode(dump(BLOCK, 1_000.0)))
    assert (stored["since"], stored["until"], stored["last_hit"]) == (1_010.0, 1_020.0, 1_015.0)
    again = load_block(stored, 900.0)
    assert (again.since, again.until, again.last_hit) == (110.0, 120.0, 115.0)
    assert (again.value, again.hits, again.repeats) == ("203.0.113.7", 7, 2)
    assert load_trust(dump(TRUST, 1_000.0), 1_000.0) == TRUST


@pytest.mark.parametrize("value", ["203.0.113.7/24", "x", "0.0.0.0/0"])
def test_a_damaged_entry_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_trust({**dump(TRUST, 0.0), "value": value}, 0.0)
    with pytest.raises(ValueError, match=r"."):
        load_block({"id": 1}, 0.0)


def test_a_clock_set_back_between_two_runs_makes_nothing_longer() -> None:
    assert not_longer(BLOCK, 10.0) is BLOCK
    again = not_longer(BLOCK, 4.0)
    assert (again.since, again.until) == (4.0, 14.0)
    assert not_longer(TRUST, 4.0).until is None
