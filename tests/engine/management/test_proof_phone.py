"""The phone of the self-proof against a socket that answers what a test wants."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from engine.addresses import PROOF, Listening
from engine.errors import ControlError
from engine.management import proof_phone
from engine.management.proof_phone import ProofPhone

NONCE = "c2VjcmV0LW5vbmNl"


@contextmanager
def answering(*statuses: str) -> Iterator[tuple[Listening, list[bytes]]]:
    """A switch that gives these answers, one for each datagram; "" gives none."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(20)

        def serve() -> None:
            for status in statuses:
                data, peer = sock.recvfrom(65535)
                heard.append(data)
                if status:
                    cseq = next(one for one in data.split(b"\r\n") if one.startswith(b"CSeq"))
                    head = f"SIP/2.0 {status}\r\n".encode() + cseq
                    digest = f'Digest realm="sw", nonce="{NONCE}", qop="auth"'
                    more = f"\r\nWWW-Authenticate: {digest}\r\nRetry-After: 60\r\n\r\n"
                    sock.sendto(head + more.encode(), peer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Listening("udp", *sock.getsockname()), heard
        finally:
            thread.join(30)


def test_it_answers_a_challenge_and_shows_no_secret() -> None:
    with answering("401 Unauthorized", "403 Forbidden") as (switch, heard):
        phone = ProofPhone(switch, "self-proof-1", lambda: 1.5)
        challenge = phone.register(None, None)
        answer = phone.register("wrong", challenge)
        phone.close()
    assert (challenge.status, answer.status, phone.source) == (401, 403, PROOF)
    assert b"Authorization" not in heard[0]
    assert b'username="self-proof-1"' in heard[1]
    assert [(step.kind, step.text) for step in phone.steps] == [
        ("sent", "REGISTER"),
        ("received", "401 Unauthorized, Retry-After 60"),
        ("sent", "REGISTER with a password"),
        ("received", "403 Forbidden, Retry-After 60"),
    ]
    shown = "".join(step.message for step in phone.steps)
    assert NONCE not in shown
    assert 'response="*' in shown or "response=*" in shown


def test_a_lost_datagram_is_sent_again() -> None:
    with answering("", "200 OK") as (switch, heard):
        phone = ProofPhone(switch, "self-proof-1", lambda: 1.5)
        assert phone.register(None, None).status == 200
        phone.close()
    assert heard[0] == heard[1]


def test_silence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_phone, "PATIENCE_S", 0.01)
    monkeypatch.setattr(proof_phone, "AGAIN_S", 0.01)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        phone = ProofPhone(Listening("udp", *silent.getsockname()), "self-proof-1", lambda: 1.5)
        with pytest.raises(ControlError, match="no answer"):
            phone.register(None, None)
        phone.close()
    assert isinstance(phone.steps[0].message, str)
