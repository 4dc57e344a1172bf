from pathlib import Path

import pytest

from engine.store.config_store import ConfigStore
from engine.store.sessions import session_id
from tests.helpers.stores import BY, Wall


@pytest.fixture(autouse=True)
def bob(store: ConfigStore) -> None:
    store.operators.add("bob", "password", "operator", **BY)


def start(store: ConfigStore, token: str, expires_at: float) -> None:
    store.sessions.create(
        token, operator="bob", role="operator", expires_at=expires_at, address="192.0.2.7"
    )


def test_a_session_is_found_by_its_token_until_it_expires(store: ConfigStore, wall: Wall) -> None:
    start(store, "token", wall.now + 60)
    session = store.sessions.get("token", wall.now + 59)
    assert session is not None
    assert (session.operator, session.role, session.address) == ("bob", "operator", "192.0.2.7")
    assert store.sessions.get("token", wall.now + 60) is None
    assert store.sessions.get("another", wall.now) is None


def test_the_token_is_not_in_the_file(store: ConfigStore, wall: Wall, tmp_path: Path) -> None:
    start(store, "very-secret-token", wall.now + 60)
    files = list(tmp_path.glob("config.sqlite*"))
    assert files
    assert not any(b"very-secret-token" in path.read_bytes() for path in files)


def test_sessions_end_one_by_one_by_operator_and_by_age(store: ConfigStore, wall: Wall) -> None:
    for number in range(6):
        start(store, f"token{number}", wall.now + 10 * number)
    assert store.sessions.delete("token5")
    assert not store.sessions.delete("token5")
    assert store.sessions.purge(wall.now + 20) == 3
    assert store.sessions.delete_for("bob") == 2
    assert store.sessions.get("token4", wall.now) is None


def test_a_session_made_while_its_operator_was_disabled_is_of_no_use(
    store: ConfigStore, wall: Wall
) -> None:
    store.operators.add("eve", "password", "admin", **BY)
    store.operators.set_enabled("bob", False, **BY)
    start(store, "just too late", wall.now + 60)
    assert store.sessions.get("just too late", wall.now) is None


def test_addresses_of_the_sessions_that_run(store: ConfigStore, wall: Wall) -> None:
    start(store, "one", wall.now + 60)
    start(store, "two", wall.now + 60)
    start(store, "over", wall.now - 1)
    assert store.sessions.addresses(wall.now) == ["192.0.2.7"]
    assert store.sessions.addresses(wall.now + 60) == []


def test_sessions_are_listed_and_ended_by_an_id_that_opens_nothing(
    store: ConfigStore, wall: Wall
) -> None:
    start(store, "one", wall.now + 60)
    wall.now += 1
    start(store, "two", wall.now + 60)
    start(store, "over", wall.now - 1)
    newest, oldest = store.sessions.all(wall.now, 10)
    assert (newest.id, oldest.id) == (session_id("two"), session_id("one"))
    assert store.sessions.all(wall.now, 1) == [newest]
    assert store.sessions.get(newest.id, wall.now) is None
    assert store.sessions.end(newest.id)
    assert not store.sessions.end(newest.id)
    assert store.sessions.all(wall.now, 10) == [oldest]
