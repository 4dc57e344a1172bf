from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.registrar.binding import Binding, source_text
from engine.registrar.locations import Locations
from engine.sip.nat import Source


def bound(expires_at: float, ip: str = "10.0.0.1", number: int = 0) -> Binding:
    source = source_text(Source(ip, 5062))
    contact = f"sip:{number}@{ip}"
    return Binding(contact, "", "abc", 1, (), source, "UDP", "phone", 0.0, expires_at)


def test_a_binding_ends_with_its_deadline_sweep_or_not() -> None:
    locations = Locations(0.0)
    short, long = bound(10.0), bound(20.0, number=1)
    locations.put("1001", (short, long), 0.0)
    assert locations.live("1001", 9.9) == (short, long)
    assert locations.live("1001", 10.0) == (long,)
    assert locations.live("1002", 0.0) == ()
    assert locations.bindings == 2
    assert locations.sweep(10.0) == ["1001"]
    assert (locations.registered, locations.bindings) == (1, 1)
    assert locations.sweep(20.0) == ["1001"]
    assert (locations.registered, locations.bindings) == (0, 0)
    assert locations.last_seen("1001") == 0.0


def test_only_the_address_of_a_live_binding_is_a_live_source() -> None:
    locations = Locations(0.0)
    locations.put("1001", (bound(10.0), bound(20.0, "2001:db8::1")), 0.0)
    assert locations.is_live_source("1001", "10.0.0.1", 9.0)
    assert not locations.is_live_source("1001", "10.0.0.1", 10.0)
    assert locations.is_live_source("1001", "2001:db8::1", 10.0)
    assert not locations.is_live_source("1001", "10.0.0.2", 9.0)
    assert not locations.is_live_source("1002", "10.0.0.1", 9.0)


def test_renewing_for_ever_schedules_once() -> None:
    locations = Locations(0.0)
    for now in range(500):
        locations.put("1001", (bound(now + 60.0),), float(now))
        assert locations.sweep(float(now)) == []
        assert len(locations._deadlines) == 1
    assert locations.sweep(600.0) == ["1001"]


def test_a_shorter_deadline_is_swept_in_time() -> None:
    locations = Locations(0.0)
    locations.put("1001", (bound(3600.0),), 0.0)
    locations.put("1001", (bound(60.0),), 0.0)
    assert locations.sweep(61.0) == ["1001"]
    assert locations.sweep(4000.0) == []


def test_unbinding_keeps_when_it_was_seen_and_removing_forgets_all() -> None:
    locations = Locations(0.0)
    locations.put("1001", (bound(60.0),), 5.0)
    locations.put("1001", (), 7.0)
    assert locations.last_seen("1001") == 7.0
    assert len(locations._deadlines) == 0
    assert locations.remove("1001")
    assert not locations.remove("1001")
    assert locations.last_seen("1001") is None
    assert list(locations) == []


def test_pages_are_in_order_and_hold_only_the_registered() -> None:
    locations = Locations(0.0)
    for number in (5, 3, 9, 1, 7):
        locations.put(str(number), (bound(100.0 * number),), 0.0)
    locations.put("3", (), 0.0)
    names = [name for name, _ in locations.page("", 3, 150.0)]
    assert names == ["5", "7", "9"]
    assert [name for name, _ in locations.page("5", 1, 150.0)] == ["7"]
    assert locations.page("9", 10, 150.0) == []


def test_names_of_removed_extensions_do_not_pile_up() -> None:
    locations = Locations(0.0)
    for number in range(5000):
        locations.put(str(number), (bound(60.0),), 0.0)
        locations.remove(str(number))
    assert len(locations._order) < 1100
    assert locations.page("", 10, 0.0) == []


def test_locations_survive_a_restart() -> None:
    locations = Locations(0.0)
    locations.put("1001", (bound(60.0), bound(90.0, "10.0.0.2", 1)), 5.0)
    line = json.loads(json.dumps(locations.dump("1001", 1000.0)))
    assert locations.dump("nobody", 1000.0) is None
    other = Locations(20.0)
    other.load(line, 1000.0, 20.0)
    other.load(line, 1000.0, 20.0)
    assert (other.registered, other.bindings, other.last_seen("1001")) == (1, 2, 5.0)
    assert other.is_live_source("1001", "10.0.0.2", 80.0)
    assert other.sweep(95.0) == ["1001"]


@pytest.mark.parametrize(
    "line", [[], ["1001"], [1, None, []], ["1001", "x", []], ["1001", None, [1]], ["1001", 0.0, 5]]
)
def test_a_damaged_line_is_refused_and_changes_nothing(line: list[object]) -> None:
    locations = Locations(0.0)
    with pytest.raises(ValueError):  # noqa: PT011 - some texts are the decoder's
        locations.load(line, 0.0, 0.0)
    assert (list(locations), locations.bindings) == ([], 0)


STEPS = st.lists(
    st.tuples(st.sampled_from("abc"), st.lists(st.integers(1, 50), max_size=3), st.integers(0, 9)),
    max_size=40,
)


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_counts_and_sweeps_agree_with_the_deadlines(
    steps: list[tuple[str, list[int], int]],
) -> None:
    locations, now = Locations(0.0), 0.0
    truth: dict[str, list[float]] = {}
    for name, lengths, wait in steps:
        locations.put(name, tuple(bound(now + length) for length in lengths), now)
        truth[name] = [now + length for length in lengths]
        now += wait
        locations.sweep(now)
        live = {each: [end for end in ends if end > now] for each, ends in truth.items()}
        assert locations.bindings == sum(map(len, live.values()))
        assert locations.registered == sum(map(bool, live.values()))
        assert len(locations._deadlines) == locations.registered
