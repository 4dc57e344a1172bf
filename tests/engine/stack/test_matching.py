import pytest

from engine.stack.matching import transaction_key
from tests.helpers.wire import Value, received, request

IP = "192.0.2.10"


def key(method: str = "OPTIONS", ip: str = IP, **changes: Value) -> tuple[object, ...]:
    belongs_to = "INVITE" if method == "ACK" else method
    return transaction_key(received(request(method, headers=changes)), ip, belongs_to)


def test_branch_sent_by_and_method_make_a_transaction() -> None:
    assert key() == key(Call_ID="other", From="<sip:x@y>;tag=9", Max_Forwards="3")


@pytest.mark.parametrize(
    "via",
    [
        "SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bKtwo",
        "SIP/2.0/UDP 192.0.2.11:5062;branch=z9hG4bKone",
        "SIP/2.0/UDP 192.0.2.10:5063;branch=z9hG4bKone",
        "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKone",
    ],
)
def test_another_branch_or_sent_by_is_another_transaction(via: str) -> None:
    assert key(Via=via) != key()


def test_another_method_is_another_transaction_but_ack_is_its_invite() -> None:
    assert key("REGISTER") != key()
    assert key("ACK") == key("INVITE")
    assert key("CANCEL") != key("INVITE")


def test_a_cancel_finds_its_invite() -> None:
    assert transaction_key(received(request("CANCEL")), IP, "INVITE") == key("INVITE")


def test_a_stranger_with_the_same_branch_has_a_transaction_of_his_own() -> None:
    assert key(ip="198.51.100.7") != key()


OLD = "SIP/2.0/UDP 192.0.2.10:5062;branch=1"


@pytest.mark.parametrize("via", [OLD, "SIP/2.0/UDP 192.0.2.10:5062", OLD.replace("=1", "=z9hG4bK")])
def test_without_the_cookie_the_other_headers_make_a_transaction(via: str) -> None:
    assert key(Via=via) == key(Via=via)
    for changes in (
        {"Call-ID": "other"},
        {"CSeq": "2 OPTIONS"},
        {"From": "<sip:1001@example.com>;tag=x"},
        {"To": "<sip:1001@example.com>;tag=x"},
        {"Via": via + ";x"},
    ):
        assert key(**{"Via": via, **changes}) != key(Via=via)


def test_without_the_cookie_an_ack_matches_whatever_tag_its_answer_had() -> None:
    ack = key("ACK", Via=OLD, To="<sip:1001@example.com>;tag=ours")
    assert ack == key("INVITE", Via=OLD)


@pytest.mark.parametrize("via", [OLD, "SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK"])
def test_a_key_is_short_however_long_its_parts_are(via: str) -> None:
    long = "x" * 8_000
    first, second = key(Via=via + long, Call_ID=long), key(Via=via + long + "y", Call_ID=long)
    assert first == key(Via=via + long, Call_ID=long)
    assert first != second
    assert sum(len(part) for part in first if isinstance(part, str)) < 500
