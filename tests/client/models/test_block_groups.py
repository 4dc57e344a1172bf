"""What is blocked, gathered under addresses."""

from client.models.block_groups import (
    FOREVER,
    GroupRow,
    end_of_row,
    group_key,
    home,
    members_of,
    place_of,
)
from client.models.block_rows import Layer
from tests.helpers.block_stubs import NOW, entry, limited, lock, row

BLOCK, LOCK, RATE = (
    row(entry(1, "203.0.113.24", 60, hits=4)), row(lock("1001")), row(limited(3, "203.0.113.24")),
)  # fmt: skip
GROUP = GroupRow("203.0.113.24", (RATE, LOCK, BLOCK))


def test_a_heading_is_known_by_its_address() -> None:
    assert GROUP.key == group_key("203.0.113.24") == ("group", "203.0.113.24")


def test_a_heading_sums_up_what_is_beneath() -> None:
    assert GROUP.worst is BLOCK
    assert GROUP.last is LOCK
    assert GROUP.since == NOW.replace(hour=11, minute=59)
    assert dict(GROUP.layers) == {Layer.ADDRESS: 1, Layer.EXTENSION: 1, Layer.RATE: 1}
    assert next(iter(GROUP.layers)) is Layer.ADDRESS


def test_a_heading_stands_for_all_beneath_it_once() -> None:
    assert members_of([LOCK, GROUP]) == [LOCK, RATE, BLOCK]


def test_ends_sort_a_limit_first_and_for_good_last() -> None:
    assert end_of_row(RATE) < end_of_row(BLOCK) < end_of_row(row(entry(2, "::1"))) == FOREVER


def test_an_address_of_ipv6_belongs_to_its_64() -> None:
    assert home("2001:db8::1") == home("2001:db8::/64") == "2001:db8::/64"
    assert home("2001:db8::/48") == "2001:db8::/48"
    assert (home("203.0.113.9"), home("203.0.113.0/24"), home("")) == (
        "203.0.113.9", "203.0.113.0/24", "",
    )  # fmt: skip
    assert place_of("9.0.0.1") < place_of("10.0.0.1") < place_of("")
