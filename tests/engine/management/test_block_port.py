"""The lists of the switch, asked for by management."""

from tests.helpers.block_desk import Lists

NOW = 1_790_000_000.0


def test_blocking_changing_and_unblocking() -> None:
    port = Lists(NOW)
    info = port.block("203.0.113.7", "why", "maria", NOW + 60)
    assert (info.value, info.by, info.until) == ("203.0.113.7", "maria", NOW + 60)
    assert port.block_of(info.id) == info
    assert port.block_of("none") is None
    changed = port.block_change(info.id, None, "otto", "for ever")
    assert changed is not None
    assert (changed.until, changed.reason) == (None, "for ever")
    assert port.block_change("none", None, "otto", "") is None
    assert [each.id for each in port.blocks("", 10, kind="ip", q="113")] == [info.id]
    done = port.unblock(info.id, "maria", 60.0)
    assert done.block is not None
    assert done.trust is not None
    assert done.trust.until == NOW + 60
    assert port.unblock(info.id, "maria", 0.0).block is None


def test_trusting_and_taking_it_back() -> None:
    port = Lists(NOW)
    info = port.trust("203.0.113.0/24", "office", "maria", None)
    assert port.trusted("", 10) == [info]
    assert port.behind("203.0.113.9").allowed == info.id
    assert port.distrust(info.id, "maria") == info
    assert port.distrust(info.id, "maria") is None
