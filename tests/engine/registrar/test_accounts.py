import pytest

from engine.registrar.accounts import Accounts, Endpoint
from engine.registrar.digest import Ha1, ha1_pair, pack


def test_a_disabled_endpoint_exists_but_has_no_secret() -> None:
    accounts = Accounts()
    pair = ha1_pair("1001", "realm", "secret")
    accounts.put(Endpoint("1001", pair))
    assert accounts.secret("1001") == pack(pair)
    accounts.put(Endpoint("1001", pair, enabled=False))
    assert accounts.secret("1001") is None
    assert not accounts.enabled("1001")
    assert "1001" in accounts
    assert list(accounts) == ["1001"]
    assert len(accounts) == 1


def test_a_removed_endpoint_is_gone() -> None:
    accounts = Accounts()
    accounts.put(Endpoint("1001", ha1_pair("1001", "realm", "secret")))
    accounts.remove("1001")
    accounts.remove("1001")
    assert "1001" not in accounts
    assert accounts.secret("1001") is None


def test_a_damaged_hash_is_refused_and_changes_nothing() -> None:
    accounts = Accounts()
    pair = ha1_pair("1001", "realm", "secret")
    accounts.put(Endpoint("1001", pair))
    with pytest.raises(ValueError, match="HA1"):
        accounts.put(Endpoint("1001", Ha1("00", "00")))
    assert accounts.secret("1001") == pack(pair)


def test_no_secret_is_shown() -> None:
    accounts = Accounts()
    accounts.put(Endpoint("1001", ha1_pair("1001", "realm", "secret")))
    assert repr(accounts) == "Accounts(1 endpoints)"


def test_an_endpoint_comes_back_as_it_was_put() -> None:
    accounts = Accounts()
    enabled = Endpoint("1001", Ha1("a" * 32, "b" * 64))
    disabled = Endpoint("1002", Ha1("c" * 32, "d" * 64), False)
    for endpoint in (enabled, disabled):
        accounts.put(endpoint)
    assert (accounts.get("1001"), accounts.get("1002")) == (enabled, disabled)
    assert accounts.get("1003") is None
    accounts.clear()
    assert len(accounts) == 0
