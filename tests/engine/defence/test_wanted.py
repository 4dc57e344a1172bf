"""Which places get into the kernel, and which are the switch's alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.defence.nft import SetName
from engine.defence.wanted import Wanted


def keys(wanted: Wanted) -> set[str]:
    return {key for within in wanted.sets().values() for key in within}


def test_each_kind_of_place_has_its_set() -> None:
    wanted = Wanted()
    for value in (
        "192.0.2.7",
        "198.51.100.0/24",
        "2001:db8::7",
        "2001:db8:1::/64",
        "2001:db8::/32",
    ):
        wanted.block(value, None)
    assert {name: list(within) for name, within in wanted.sets().items()} == {
        SetName.ADDRESSES_4: ["192.0.2.7"],
        SetName.NETWORKS_4: ["198.51.100.0/24"],
        SetName.ADDRESSES_6: ["2001:db8::7"],
        SetName.SUBSCRIBERS_6: ["2001:db8:1::"],
        SetName.NETWORKS_6: ["2001:db8::/32"],
    }
    wanted.unblock("192.0.2.7")
    wanted.unblock("192.0.2.8")  # never was
    assert "192.0.2.7" not in keys(wanted)
    assert len(wanted) == 4


def test_of_nested_networks_the_outermost_counts_and_the_inner_follows() -> None:
    wanted = Wanted()
    wanted.block("10.1.0.0/16", 50.0)
    wanted.block("10.1.2.0/24", None)
    assert keys(wanted) == {"10.1.0.0/16"}
    wanted.unblock("10.1.0.0/16")
    assert keys(wanted) == {"10.1.2.0/24"}


@pytest.mark.parametrize(
    ("blocked", "trusted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7", "192.0.2.0/24"),
        ("192.0.2.0/24", "192.0.2.200"),
        ("192.0.2.0/24", "192.0.0.0/16"),
        ("2001:db8:1::/64", "2001:db8:1::5"),
    ],
)
def test_what_would_hit_somebody_trusted_is_withheld(blocked: str, trusted: str) -> None:
    wanted = Wanted()
    wanted.block(blocked, None)
    wanted.block("203.0.113.1", None)
    assert len(keys(wanted)) == 2
    wanted.trust(trusted)
    assert keys(wanted) == {"203.0.113.1"}
    assert wanted.withheld == {blocked}
    wanted.block(blocked, 9.0)  # also a new one
    assert keys(wanted) == {"203.0.113.1"}
    wanted.distrust(trusted)
    assert len(keys(wanted)) == 2
    assert wanted.withheld == set()


def test_every_change_is_a_new_version() -> None:
    wanted = Wanted()
    seen = [wanted.version]
    changes: list[Callable[[], None]] = [
        lambda: wanted.block("192.0.2.7", None),
        lambda: wanted.trust("192.0.2.8"),
        lambda: wanted.distrust("192.0.2.8"),
        lambda: wanted.unblock("192.0.2.7"),
    ]
    for change in changes:
        change()
        seen.append(wanted.version)
    assert seen == sorted(set(seen))
    wanted.unblock("192.0.2.7")
    assert wanted.version == seen[-1]
    with pytest.raises(ValueError, match="nowhere"):
        wanted.block("nowhere", None)
