from engine.billing.history import block_history, history
from engine.defence.entries import Block
from engine.registrar.lockout_record import LockoutEvent
from tests.engine.billing.build import ID, OFFSET


def test_an_event_becomes_a_line_of_the_history() -> None:  # req 104
    event = LockoutEvent(
        *("cleared", 20.5, "1001", True, 10.0, 190.0, "5 wrong passwords in a row", 5),
        *(("192.0.2.1", "192.0.2.2"), 2, "sip\x1bvicious", "alice"),
    )
    line = history(event, record_id=ID, wall_offset=OFFSET)
    assert (line.id, line.action, line.extension, line.known) == (ID, "cleared", "1001", True)
    assert (line.at, line.since, line.until) == (
        1_790_000_020_500,
        1_790_000_010_000,
        1_790_000_190_000,
    )
    assert (line.failures, line.repeats, line.by) == (5, 2, "alice")
    assert line.sources == ["192.0.2.1", "192.0.2.2"]
    assert line.reason == "5 wrong passwords in a row"
    assert line.user_agent == "sip?vicious"


def test_what_happens_to_a_block_becomes_a_line_too() -> None:
    entry = Block(
        ID, "ip", "192.0.2.1", "scanner", "a scanner", "", 10.0, 70.0, 2, "sip\x1bvicious"
    )
    line = block_history(entry, "removed", "bob", at=20.5, record_id=ID, wall_offset=OFFSET)
    assert (line.action, line.layer, line.value, line.by) == ("removed", "ip", "192.0.2.1", "bob")
    assert (line.at, line.until) == (1_790_000_020_500, 1_790_000_070_000)
    assert (line.repeats, line.evidence) == (2, "sip?vicious")
    entry.until = None
    again = block_history(entry, "added", "", at=20.5, record_id=ID, wall_offset=OFFSET)
    assert again.until is None
