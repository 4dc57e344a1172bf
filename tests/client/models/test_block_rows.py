"""One row of everything that is blocked."""

from dataclasses import replace

from client.models.block_rows import (
    Layer,
    blocking,
    key_of_block,
    key_of_lock,
    key_of_rate,
    rows_of,
)
from client.models.block_text import why
from tests.helpers.block_stubs import entry, limited, lock, row, throttled


def test_both_layers_are_rows_the_newest_first() -> None:
    rows = rows_of([entry(2, "198.51.100.0/24"), entry(1, "203.0.113.9")], [lock("1001")])
    assert [item.what for item in rows] == ["1001", "203.0.113.9", "198.51.100.0/24"]
    assert [item.layer for item in rows] == [Layer.EXTENSION, Layer.ADDRESS, Layer.ADDRESS]
    assert [item.key for item in rows[:2]] == [key_of_lock("1001"), key_of_block(1)]


def test_the_address_behind_a_lockout_has_no_port() -> None:
    assert row(lock("1001")).address == "203.0.113.24"
    assert row(entry(1, "203.0.113.0/24")).address == "203.0.113.0/24"


def test_a_search_finds_words_and_the_network_of_an_address() -> None:
    net = row(entry(1, "203.0.113.0/24", reason="Scans", by="maria"))
    assert net.matches("")
    assert net.matches("scans")
    assert net.matches("MARIA")
    assert net.matches(" 203.0.113.9 ")  # not in the text: in the network
    assert not net.matches("203.0.114.9")
    assert row(lock("1001")).matches("203.0.113.24")
    assert not row(lock("1001")).matches("1002")


def test_one_s_own_address_is_found_among_the_addresses_only() -> None:
    rows = rows_of([entry(1, "203.0.113.0/24"), entry(2, "198.51.100.1")], [lock("1001")])
    found = blocking(rows, "203.0.113.77")
    assert found is not None
    assert found.what == "203.0.113.0/24"
    assert blocking(rows, "192.0.2.1") is None
    assert blocking(rows, "") is None


def test_limits_and_refused_sign_ins_are_rows_too() -> None:
    rows = rows_of((), (), [limited(1, "192.0.2.7")], [throttled(2, "192.0.2.8")])
    assert {(each.layer, each.what, each.address) for each in rows} == {
        (Layer.RATE, "192.0.2.7", "192.0.2.7"),
        (Layer.SIGN_IN, "maria", "192.0.2.8"),
    }
    assert row(limited(1, "192.0.2.7")).key == key_of_rate(1)
    assert row(limited(1, "192.0.2.7")).matches("invite")
    assert row(throttled(2, "192.0.2.8", None)).matches("192.0.2.8")


def test_the_worst_of_what_restricts_one_s_own_address_is_told() -> None:
    rows = rows_of([], [], [limited(1, "192.0.2.7")], [throttled(2, "192.0.2.7")])
    found = blocking(rows, "192.0.2.7")
    assert found is not None
    assert found.layer is Layer.SIGN_IN


def test_a_number_is_no_address() -> None:
    number = row(replace(entry(5, "008613800", rule="no_answer"), kind="number"))
    assert (number.layer, number.what, number.address) == (Layer.NUMBER, "008613800", "")
    assert number.key == key_of_block(5)
    assert why(number) == "Never answers"
