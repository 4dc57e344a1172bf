from hypothesis import given
from hypothesis import strategies as st

from engine.api.throttle import Policy, Throttle

POLICY = Policy(limit=3, seconds=60)


def fail(throttle: Throttle, times: int, name: str = "admin", address: str = "192.0.2.1") -> None:
    for _ in range(times):
        throttle.failed(name, address, 100.0, POLICY)


def test_the_limit_closes_and_time_opens() -> None:
    throttle = Throttle()
    fail(throttle, 2)
    assert throttle.wait("admin", "192.0.2.1", 100, POLICY) == 0
    assert throttle.failed("admin", "192.0.2.1", 100, POLICY) is True
    assert throttle.wait("admin", "192.0.2.1", 100, POLICY) == 60
    assert throttle.wait("admin", "192.0.2.1", 159.5, POLICY) == 1
    assert throttle.wait("admin", "192.0.2.1", 160, POLICY) == 0


def test_after_the_time_counting_begins_anew() -> None:
    throttle = Throttle()
    fail(throttle, 3)
    assert throttle.failed("admin", "192.0.2.1", 161, POLICY) is False
    assert throttle.wait("admin", "192.0.2.1", 161, POLICY) == 0


def test_an_address_is_closed_for_every_name() -> None:
    throttle = Throttle()
    for name in ("a", "b", "c"):
        fail(throttle, 1, name)
    assert throttle.wait("never-tried", "192.0.2.1", 100, POLICY) == 60
    assert throttle.wait("a", "192.0.2.2", 100, POLICY) == 0


def test_a_name_stays_closed_though_another_name_succeeded_from_there() -> None:
    throttle = Throttle()
    fail(throttle, 3)
    throttle.succeeded("maria", "192.0.2.1")
    assert throttle.wait("admin", "192.0.2.1", 100, POLICY) == 60
    assert throttle.wait("maria", "192.0.2.1", 100, POLICY) == 0


def test_a_success_resets() -> None:
    throttle = Throttle()
    fail(throttle, 2)
    throttle.succeeded("admin", "192.0.2.1")
    fail(throttle, 2)
    assert throttle.wait("admin", "192.0.2.1", 100, POLICY) == 0
    assert len(throttle) == 2


def test_addresses_of_one_ipv6_network_count_together() -> None:
    throttle = Throttle()
    for last in range(3):
        fail(throttle, 1, address=f"2001:db8::{last}")
    assert throttle.wait("admin", "2001:db8::ffff", 100, POLICY) == 60
    assert throttle.wait("admin", "2001:db8:0:1::1", 100, POLICY) == 0


@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=20)), max_size=60))
def test_the_table_never_outgrows_its_bound(attempts: list[tuple[str, str]]) -> None:
    throttle = Throttle(max_keys=10)
    for name, address in attempts:
        throttle.failed(name, address, 100, POLICY)
    assert len(throttle) <= 10


def test_a_socket_without_address_is_a_place_of_its_own() -> None:
    throttle = Throttle()
    fail(throttle, 3, address="")
    assert throttle.wait("admin", "", 100, POLICY) == 60


def test_what_is_closed_is_listed_and_opened() -> None:
    throttle = Throttle()
    fail(throttle, 3)
    throttle.failed("admin", "192.0.2.1", 110.0, POLICY)
    found = throttle.closed(120.0, POLICY)
    assert {(each.name, each.network) for each in found} == {
        ("admin", "192.0.2.1"),
        ("", "192.0.2.1"),
    }
    assert {(each.failures, each.since, each.until) for each in found} == {(4, 100.0, 170.0)}
    assert all(throttle.open(each) for each in found)
    assert not throttle.open(found[0])
    assert throttle.wait("admin", "192.0.2.1", 120, POLICY) == 0
    assert throttle.closed(120.0, POLICY) == []
