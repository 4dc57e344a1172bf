"""Strangers share all but a quarter of the places; what proved something gives none up."""

import pytest

from engine.sip.nat import Source
from engine.switch.crowd import LOOK
from engine.switch.places import SLICE, ConnectionPlaces

OWN = "192.0.2.1"


class Table:
    """The connections that a listener would hold."""

    def __init__(self, limit: int = 8) -> None:
        self.time = 0.0
        self.places = ConnectionPlaces(limit, lambda: self.time)
        self.own = {OWN}
        self.places.ours = lambda ip: ip in self.own
        self.held: dict[int, Source] = {}
        self.flow = 0

    def come(self, ip: str, *, own: bool = False) -> int:
        """A newcomer; his number, 0 when there is no place."""
        there_is, given_up = self.places.make_room(len(self.held), ip, self.held.__getitem__,
                                                   own=own)  # fmt: skip
        if given_up is not None:
            self.go(given_up)
        if not there_is:
            return 0
        self.flow += 1
        self.held[self.flow] = Source(ip, 5060, "TCP", self.flow)
        self.places.take(self.held[self.flow], own=own)
        return self.flow

    def go(self, flow: int) -> None:
        del self.held[flow]
        self.places.give_back(flow)

    def of(self, ip: str) -> list[int]:
        return [flow for flow, source in self.held.items() if source.ip == ip]


def test_strangers_get_three_quarters_and_then_each_others_places() -> None:
    table = Table()
    for number in range(20):
        assert table.come(f"198.51.100.{number % 2}")
    assert sorted(table.held) == list(range(15, 21))
    assert table.places.unproved == 6


def test_the_quarter_that_is_left_is_for_our_own() -> None:
    table = Table()
    for _ in range(6):
        table.come("198.51.100.1")
    assert [table.come(OWN), table.come("198.51.100.9", own=True)] == [7, 8]
    assert len(table.held) == 8
    assert table.come(OWN) == 9, "then a stranger gives way"
    assert 1 not in table.held
    assert 7 in table.held
    assert table.places.unproved == 5


def test_our_own_never_give_way() -> None:
    table = Table()
    for _ in range(8):
        assert table.come(OWN)
    assert table.come("198.51.100.1") == 0
    assert table.come(OWN) == 0
    assert table.come(OWN, own=True) == 0
    assert len(table.held) == 8


def test_who_registers_is_no_stranger_any_more() -> None:
    """He need not have been looked at since: it is found when a place is needed."""
    table = Table()
    phone = table.come("203.0.113.5")
    for _ in range(5):
        table.come("198.51.100.1")
    table.own.add("203.0.113.5")
    for _ in range(50):
        assert table.come("198.51.100.2")
    assert phone in table.held
    table.places.review(list(table.held.values()))
    assert table.come("198.51.100.2")
    assert len(table.held) == 7, "the strangers' share is theirs again"


def test_many_who_registered_at_once_make_room_without_anybody_giving_way() -> None:
    table = Table(limit=4 * LOOK)
    phones = [table.come(f"203.0.113.{number}") for number in range(3 * LOOK)]
    table.own |= {source.ip for source in table.held.values()}
    newcomers = [table.come(f"198.51.100.{number}") for number in range(LOOK)]
    assert all(newcomers)
    assert set(phones + newcomers) == set(table.held)
    came = [table.come("198.51.100.200") for _ in range(3)]
    assert came[:2] == [0, 0], "when all is full, so many are looked at for each who comes"
    assert came[2]
    assert set(phones) <= set(table.held)


def test_looking_for_one_that_proved_nothing_is_bounded() -> None:
    """Then the newcomer has to come again; what was looked at is out of the way."""
    table = Table(limit=2 * LOOK + 2)
    table.places.ours = lambda _: False
    for number in range(2 * LOOK):
        table.come(f"203.0.113.{number}", own=number % 2 == 0)
    asked: list[str] = []

    def ours(ip: str) -> bool:
        asked.append(ip)
        return not ip.startswith("198")

    table.places.ours = ours
    table.come("198.51.100.1")
    assert len(asked) <= LOOK + 2


def test_a_connection_with_a_call_does_not_give_way() -> None:
    table, asked = Table(), []

    def calling() -> list[int]:
        asked.append(table.time)
        return [1]

    table.places.calling = calling
    talking = table.come("203.0.113.5")
    for _ in range(20):
        assert table.come("198.51.100.1")
    assert talking in table.held
    assert asked == [0.0], "once a second, whatever comes"
    table.time = 1.0
    table.come("198.51.100.1")
    table.come("198.51.100.1")
    assert asked == [0.0, 1.0]


def test_who_proves_nothing_any_more_is_a_stranger_again() -> None:
    table = Table()
    flow = table.come(OWN)
    assert table.places.unproved == 0
    table.own.clear()
    table.places.review(list(table.held.values()))
    assert table.places.unproved == 1
    table.own.add(OWN)
    table.places.review(list(table.held.values()))
    assert table.places.unproved == 0
    assert flow in table.held


@pytest.mark.parametrize("count", [SLICE, SLICE + 1])
def test_connections_are_looked_at_again_in_slices(count: int) -> None:
    places = ConnectionPlaces(10_000, lambda: 0.0)
    sources = [Source(f"10.0.{n // 256}.{n % 256}", 5060, "TCP", n + 1) for n in range(count)]
    places.review(sources)
    assert places.unproved == SLICE
    places.review(sources)
    assert places.unproved == count
    places.review(sources[:1])
    assert places.unproved == count


def test_who_is_heard_gives_way_later() -> None:
    table = Table()
    flows = [table.come(f"198.51.100.{number}") for number in range(6)]
    table.places.heard(flows[0])
    table.come("198.51.100.9")
    assert flows[0] in table.held
    assert flows[1] not in table.held
