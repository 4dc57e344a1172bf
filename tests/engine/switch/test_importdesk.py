"""Lists for the blacklist: whom they hit, and what is put there."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from engine.control.operations import Op
from engine.defence import guard as guards
from engine.errors import ControlError
from engine.switch.importdesk import MAX_PLACES, Among
from tests.helpers.block_desk import Lists


@pytest.fixture
def lists() -> Lists:
    return Lists(1_000_000.0)


def rows(*values: str) -> list[dict[str, object]]:
    return [{"value": value, "reason": "abuse", "until": 1_000_060.0} for value in values]


def test_every_place_that_hits_somebody_is_named(lists: Lists) -> None:
    lists.register("1001", "192.0.2.7")
    lists.register("1002", "192.0.2.8")
    lists.trust("198.51.100.9", "", "maria", None)
    lists.trust("203.0.112.0/22", "", "maria", None)
    lists.block("203.0.113.200", "", "maria", None)
    values = ["192.0.2.0/24", "192.0.2.7", "198.51.100.0/24", "203.0.113.4", "203.0.113.200"]
    found = {each.value: each for each in lists.blocks_look([*values, "10.0.0.1", "2001:db8::1"])}
    assert sorted(found) == sorted(values)
    assert (found["192.0.2.0/24"].live_endpoints, found["192.0.2.7"].extensions) == (2, ["1001"])
    assert found["198.51.100.0/24"].trusted == ["198.51.100.9"]
    assert found["203.0.113.4"].trusted == ["203.0.112.0/22"]
    assert found["203.0.113.200"].already
    lists.gateways = ["carrier"]
    assert lists.blocks_look(["10.0.0.1"])[0].gateways == ["carrier"]


def test_what_is_not_listed_yet_is_put_there_and_told(lists: Lists) -> None:
    lists.block("192.0.2.7", "mine", "maria", None)
    before = lists.ask(Op.KERNEL, {})
    assert lists.blocks_import(rows("192.0.2.7", "192.0.2.8", "2001:db8::/32"), "paul") == 2
    found = {each.value: each for each in lists.blocks("", 10)}
    assert (found["192.0.2.7"].by, found["192.0.2.8"].by) == ("maria", "paul")
    assert (found["192.0.2.8"].reason, found["192.0.2.8"].until) == ("abuse", 1_000_060.0)
    assert found["2001:db8::/32"].kind == "network"
    assert before.number == 1
    assert lists.kernel._number == 3


def test_a_list_that_is_full_keeps_what_fitted(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "MAX_MANUAL", 1)
    with pytest.raises(ControlError, match="already"):
        lists.blocks_import(rows("192.0.2.7", "192.0.2.8"), "paul")
    assert [each.value for each in lists.blocks("", 10)] == ["192.0.2.7"]


def test_a_message_holds_so_many_places_and_nothing_else(lists: Lists) -> None:
    many = [f"10.0.{at >> 8}.{at & 255}" for at in range(MAX_PLACES + 1)]
    assert lists.blocks_look(many[:-1]) == []
    with pytest.raises(ControlError, match="at most"):
        lists.blocks_look(many)
    for text in ("nowhere", "192.0.2.7/24", "0.0.0.0/0"):
        with pytest.raises(ControlError, match="no address"):
            lists.blocks_look([text])


def test_every_place_around_an_address_is_found() -> None:
    among = Among(["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "11.0.0.0/8", "2001:db8::/32"])
    assert list(among.around(ip_network("10.1.2.3"))) == ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3"]
    assert list(among.around(ip_network("10.1.2.0/24"))) == ["10.0.0.0/8", "10.1.0.0/16"]
    assert list(among.around(ip_network("2001:db8::1"))) == ["2001:db8::/32"]
