"""Media is relayed where the parties could not send to each other."""

import pytest

from engine.calls.relay.choice import Place, RelayPolicy, combined, is_private, wanted
from engine.control.gateways import RelayMode

PUBLIC, CARRIER = Place("198.51.100.7", "198.51.100.7"), Place("203.0.113.9")
NATTED = Place("198.51.100.7", "192.168.1.20")
PRIVATE = Place("10.0.0.5", "10.0.0.5")
SIX = Place("2001:db8::5", "2001:db8::5")


@pytest.mark.parametrize(
    ("caller", "callee", "expected"),
    [
        (PUBLIC, CARRIER, False),
        (NATTED, CARRIER, True),
        (CARRIER, NATTED, True),
        (NATTED, NATTED, True),
        (PRIVATE, CARRIER, True),
        (CARRIER, PRIVATE, True),
        (PRIVATE, Place("192.168.7.7"), False),
        (SIX, CARRIER, True),
        (SIX, Place("2001:db8::6"), False),
        (Place("198.51.100.7"), CARRIER, False),
        (Place("198.51.100.7", "pbx.example.org"), CARRIER, False),
    ],
)
def test_auto_looks_at_where_the_parties_are(caller: Place, callee: Place, expected: bool) -> None:
    assert wanted("auto", caller, callee) is expected
    assert wanted("on", caller, callee)
    assert not wanted("off", caller, callee)


def test_on_counts_first_then_off() -> None:
    assert combined([]) == combined(["auto", "auto"]) == "auto"
    assert combined(["auto", "off"]) == "off"
    assert combined(["off", "on"]) == combined(["on", "auto"]) == "on"


def test_what_is_private() -> None:
    private = ("10.1.2.3", "172.31.0.1", "192.168.0.1", "100.64.0.1", "127.0.0.1", "169.254.1.1",
               "fd00::1", "fe80::1%eth0", "::1", "::ffff:10.0.0.1")  # fmt: skip
    public = ("8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.2.1", "203.0.113.5", "2001:db8::1",
              "2a00::1", "no address", "", "::ffff:8.8.8.8")  # fmt: skip
    assert all(map(is_private, private))
    assert not any(map(is_private, public))


@pytest.mark.parametrize("system", range(4))
@pytest.mark.parametrize("modes", [("auto",), ("on", "auto"), ("off", "auto"), ("on", "off")])
def test_the_mode_of_the_system_decides_for_all_or_leaves_it_to_gateways(
    system: int, modes: tuple[RelayMode, ...]
) -> None:
    usual = combined(modes)
    expected = {0: "off", 1: "off" if "off" in modes else "on", 2: usual, 3: "on"}
    assert combined(modes, system) == expected[system]
    assert RelayPolicy() == (2, 0xA0)
