from client.api.decoding import decode
from client.api.flood_values import FloodGuard
from tests.helpers.fake_data import flood


def test_a_guard_that_holds_is_read_whole() -> None:
    guard = decode(FloodGuard, flood.guard(state="holding", off=flood.off()))
    assert guard.off is not None
    assert guard.off.until is not None
    assert (guard.state, guard.return_level, guard.off.not_recorded) == ("holding", 20, 41_700)


def test_nothing_is_off_while_it_watches() -> None:
    assert decode(FloodGuard, flood.guard(rate=None)).off is None
