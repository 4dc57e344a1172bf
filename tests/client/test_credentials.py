"""Passwords go into a real secret store or stay in memory, and nowhere else."""

import logging

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringLocked

from client.credentials import (
    KeyringCredentials,
    MemoryCredentials,
    is_safe,
    open_credentials,
)


class GoodStore(KeyringBackend):
    """A secret store in memory."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        self.kept.pop((service, username), None)

    def _check(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")


class PlaintextKeyring(GoodStore):
    """Looks like the plain text backend of keyrings.alt."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


def chain(*backends: KeyringBackend) -> ChainerBackend:
    class Chain(ChainerBackend):
        pass

    Chain.backends = property(lambda _: list(backends))  # type: ignore[assignment]
    return Chain()


def test_a_real_store_is_safe() -> None:
    assert is_safe(GoodStore())
    assert is_safe(chain(GoodStore()))


@pytest.mark.parametrize(
    "backend",
    [
        keyring.backends.fail.Keyring(),
        keyring.backends.null.Keyring(),
        PlaintextKeyring(),
        chain(),
        chain(GoodStore(), PlaintextKeyring()),
    ],
    ids=["fail", "null", "plaintext", "empty chain", "chain with plaintext"],
)
def test_stores_that_keep_no_secret_are_refused(backend: KeyringBackend) -> None:
    assert not is_safe(backend)


def test_without_a_safe_store_passwords_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    credentials = open_credentials()
    assert not credentials.lasting
    assert credentials.save("http://a", "admin", "secret") is False
    assert credentials.load("http://a", "admin") == "secret"


def test_with_a_safe_store_passwords_last(monkeypatch: pytest.MonkeyPatch) -> None:
    store = GoodStore()
    monkeypatch.setattr(keyring, "get_keyring", lambda: store)
    credentials = open_credentials()
    assert credentials.lasting
    assert credentials.save("http://a", "admin", "secret")
    assert KeyringCredentials(store).load("http://a", "admin") == "secret"
    credentials.forget("http://a", "admin")
    assert credentials.load("http://a", "admin") is None
    assert not store.kept


def test_a_locked_store_is_no_reason_to_fail(caplog: pytest.LogCaptureFixture) -> None:
    store = GoodStore()
    store.locked = True
    credentials = KeyringCredentials(store)
    with caplog.at_level(logging.DEBUG):
        assert credentials.save("http://a", "admin", "secret") is False
        assert credentials.load("http://a", "admin") == "secret"
        credentials.forget("http://a", "admin")
    assert credentials.load("http://a", "admin") is None
    assert "secret" not in caplog.text.replace("secret store", "")


def test_another_user_or_server_has_another_password() -> None:
    credentials = MemoryCredentials()
    credentials.save("http://a", "admin", "one")
    assert credentials.load("http://a", "other") is None
    assert credentials.load("http://b", "admin") is None
