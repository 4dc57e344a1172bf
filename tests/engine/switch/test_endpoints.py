"""An endpoint survives the way from the wire into the registrar and back."""

import pytest

from engine.control.messages import EndpointConfig
from engine.errors import ControlError
from engine.registrar.accounts import Accounts
from engine.switch.endpoints import StoredEndpoints, configs_of, endpoint_of

ONE = EndpointConfig("1001", "a" * 32, "b" * 64)
TWO = EndpointConfig("1002", "c" * 32, "d" * 64, False)


def test_what_is_put_is_what_will_be_stored() -> None:
    accounts = Accounts()
    stored = StoredEndpoints(accounts)
    stored.put([ONE, TWO])
    assert list(configs_of(accounts)) == [ONE, TWO]
    stored.delete(["1001", "never"])
    assert list(configs_of(accounts)) == [TWO]
    stored.clear()
    assert list(configs_of(accounts)) == []


def test_capital_digits_are_the_same_hash() -> None:
    capital = EndpointConfig("1001", "A" * 32, "B" * 64)
    assert endpoint_of(capital) == endpoint_of(ONE)


@pytest.mark.parametrize(
    ("md5", "sha256"), [("a" * 31, "b" * 64), ("a" * 32, "b" * 65), ("g" * 32, "b" * 64), ("", "")]
)
def test_a_hash_that_is_none_is_refused_and_not_repeated(md5: str, sha256: str) -> None:
    with pytest.raises(ControlError) as caught:
        endpoint_of(EndpointConfig("1001", md5, sha256))
    assert not md5 or md5 not in caught.value.detail
