from client.api.decoding import decode
from client.api.flood_values import FloodGuard
from client.formats import Formats
from client.models.flood_text import banner
from tests.helpers.fake_data import flood

FORMATS = Formats("UTC")


def told(**off: object) -> str:
    return banner(decode(FloodGuard, flood.guard(off=flood.off(**off))), FORMATS)


def test_the_guards_change_says_what_brings_records_back() -> None:
    text = told()
    assert "off since 2026-11-23 12:00:00; not recorded: 41,700." in text
    assert "fewer than 20 calls a second are refused for 2 min, now 3; at the latest" in text
    assert text.endswith("2026-11-24 12:00:00.")


def test_a_change_by_hand_says_by_whom_and_until_when() -> None:
    by_hand = told(by="alice", by_guard=False)
    assert by_hand.endswith("Switched off by alice; it returns by itself at 2026-11-24 12:00:00.")
    assert told(by="alice", by_guard=False, until=None).endswith("until it is switched on.")


def test_nothing_is_said_while_records_are_written_or_nobody_knows() -> None:
    assert banner(None, FORMATS) == banner(decode(FloodGuard, flood.guard()), FORMATS) == ""
