"""From where the operator is seen."""

from typing import Any, cast

from client.api.errors import Forbidden
from client.models.own_address import ADDRESSES, own_address
from tests.helpers.block_stubs import StubBlockApi


def ask(api: StubBlockApi) -> str:
    return own_address(cast(Any, api), "maria")


def test_the_sign_in_that_is_mine_is_the_one_the_engine_says_so_of() -> None:
    api = StubBlockApi()
    api.signed_in_from = ("192.0.2.1", "192.0.2.1", "", api.own, "192.0.2.9")
    assert ask(api) == api.own
    assert api.asked == [
        ("audit", {"actor": "maria", "action": "session.create"}),
        ("block_preview", "192.0.2.1"), ("block_preview", api.own),
    ]  # fmt: skip


def test_only_a_few_addresses_are_asked_about() -> None:
    api = StubBlockApi()
    api.signed_in_from = (*(f"192.0.2.{number}" for number in range(ADDRESSES)), api.own)
    assert ask(api) == ""
    assert len(api.asked) == 1 + ADDRESSES


def test_who_may_not_ask_is_told_nothing() -> None:
    api = StubBlockApi()
    api.signed_in_from = (api.own,)
    api.fail["block_preview"] = Forbidden("no", status=403)
    assert ask(api) == ""
