"""Privacy and the P-headers, as they are read."""

from __future__ import annotations

import pytest

from engine.sip.identity import MAX_TOKENS, identity_of, is_anonymous, privacy_of
from engine.sip.request import Request
from engine.sip.uri import Uri
from tests.helpers.wire import Value, request

PAI = "p-asserted-identity"


def read(**headers: Value) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request.parse(request("INVITE", **named))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, set()),
        ("id", {"id"}),
        ("ID ; Critical", {"id", "critical"}),
        ("header;session;user", {"header", "session", "user"}),
        (["id", "user"], {"id", "user"}),
        ("none", {"none"}),
        ("", {"id"}),
        (";;", {"id"}),
        (";".join(["none"] * MAX_TOKENS), {"none"}),
        (";".join(["none"] * (MAX_TOKENS + 1)), {"id"}),
    ],
)
def test_privacy(value: Value, expected: set[str]) -> None:
    assert privacy_of(read(Privacy=value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<sip:+4420@carrier.example>", "+4420"),
        ('"Ann" <sip:1001@x>, <tel:+44201001>', "1001"),
        ("<tel:+44201001>", "+44201001"),
        (["<http://x>", "<sip:7@x>"], "7"),
    ],
)
def test_the_first_identity_that_has_a_number_counts(value: Value, expected: str) -> None:
    found = identity_of(read(P_Asserted_Identity=value), PAI)
    assert found is not None
    assert found.uri.user == expected


@pytest.mark.parametrize(
    "value",
    [None, "", "<sip:", "<sip:carrier.example>", "<http://a>", "<sip:1@a>,<sip:2@a>,<sip:3@a>"],
)
def test_what_cannot_be_read_is_no_identity(value: Value) -> None:
    assert identity_of(read(P_Asserted_Identity=value), PAI) is None


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("sip:anonymous@anonymous.invalid", True),
        ("sip:+4420@Anonymous.Invalid.", True),
        ("sip:x@carrier.anonymous.invalid", True),
        ("sip:Anonymous@switch.example", True),
        ("sip:1001@switch.example", False),
        ("sip:1001@notanonymous.invalid", False),
        ("sip:switch.example", False),
    ],
)
def test_an_anonymous_from(uri: str, expected: bool) -> None:
    assert is_anonymous(Uri.parse(uri)) is expected
