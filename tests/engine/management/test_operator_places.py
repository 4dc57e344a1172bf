"""The switch hears from where operators are signed in: at once, now and then, never loopback."""

from pathlib import Path

import pytest

from engine.errors import ControlError
from engine.management.operator_places import AGAIN, OperatorPlaces, is_elsewhere
from tests.helpers.stores import BY, Wall, config_store


class Port:
    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.away = False

    def operators(self, addresses: list[str]) -> None:
        if self.away:
            raise ControlError("away")
        self.told.append(addresses)


def test_what_is_new_is_told_and_the_same_only_now_and_then(tmp_path: Path) -> None:
    wall, port = Wall(), Port()
    store = config_store(tmp_path)
    try:
        store.operators.add("bob", "password", "operator", **BY)
        places = OperatorPlaces(store, port, lambda: wall.now)
        for number, address in enumerate(("192.0.2.7", "127.0.0.1", "192.0.2.7", "2001:db8::5")):
            store.sessions.create(
                f"t{number}", operator="bob", role="operator", expires_at=wall.now + 60,
                address=address,
            )  # fmt: skip
        places.tell()
        places.tell()
        assert port.told == [["192.0.2.7", "2001:db8::5"]]
        wall.now += AGAIN
        places.tell()
        assert len(port.told) == 2
        wall.now += 60
        places.tell()
        assert port.told[-1] == []
        port.away = True
        wall.now += AGAIN
        places.tell()
        port.away = False
        places.tell()
        assert len(port.told) == 4
    finally:
        store.close()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "", "x"])
def test_this_machine_is_not_elsewhere(address: str) -> None:
    assert not is_elsewhere(address)
    assert is_elsewhere("192.0.2.7")
