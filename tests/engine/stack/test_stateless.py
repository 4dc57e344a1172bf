from engine.stack import stateless_tag
from tests.helpers.wire import received, request

KEY = "k" * 16


def test_a_retransmission_gets_the_same_tag() -> None:
    assert stateless_tag(received(request()), KEY) == stateless_tag(received(request()), KEY)


def test_the_ack_of_a_refused_invite_gets_the_tag_of_the_invite() -> None:
    invite, ack = received(request("INVITE")), received(request("ACK"))
    assert stateless_tag(invite, KEY) == stateless_tag(ack, KEY)


def test_other_requests_and_other_keys_give_other_tags() -> None:
    tags = {
        stateless_tag(received(request()), KEY),
        stateless_tag(received(request()), "x" * 16),
        stateless_tag(received(request(Call_ID="other")), KEY),
        stateless_tag(received(request(From="<sip:1001@example.com>;tag=2")), KEY),
        stateless_tag(received(request(CSeq="2 OPTIONS")), KEY),
    }
    assert len(tags) == 5


def test_a_tag_is_a_token_of_16_digits_whatever_the_peer_sent() -> None:
    odd = received(request().replace(b"call1", b"call\xff"))
    assert len(stateless_tag(odd, KEY)) == 16
    assert stateless_tag(odd, KEY).isalnum()
