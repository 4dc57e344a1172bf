"""Mistakes about the account are named where they are typed."""

from typing import Any

import pytest

from client.models.gateway_rules import problems
from tests.helpers.call_stubs import gateway


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"username": "a:b", "password_set": True}, "username", "colon"),
        ({"username": "x" * 129, "password_set": True}, "username", "Printable"),
        ({"username": "me"}, "password", "needed"),
        ({"password": "word"}, "username", "needed"),
        ({"registers": True}, "username", "needed"),
        ({"registrar": "a b"}, "registrar", "a b"),
        ({"contact_number": "1@2"}, "contact_number", "Digits"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str, word: str) -> None:
    found = problems(gateway(**changes))
    assert set(found) == {field}
    assert word in found[field]


@pytest.mark.parametrize(
    "changes",
    [
        {"username": "me", "password": "word", "registers": True, "registrar": "sip.example:5080"},
        {"username": "me", "password_set": True, "contact_number": "+44.20*#"},
        {},
    ],
)
def test_what_is_fine_is_fine(changes: dict[str, Any]) -> None:
    assert problems(gateway(**changes)) == {}
