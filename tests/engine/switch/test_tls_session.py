"""Two sessions speak to each other, byte by byte if need be, and to others that speak no TLS."""

import ssl
import warnings

import pytest

from engine.switch.tls_files import server_context
from engine.switch.tls_session import READ, TlsSession
from engine.switch.tls_trust import client_context
from tests.helpers.certificates import Certified, certified


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certified(tmp_path_factory.mktemp("certificate"))


def carry(one: TlsSession, other: TlsSession, piece: int = 1_000_000) -> bytes:
    """Hand over what ``one`` has to say, in pieces; what the other understands of it."""
    wire, plain = one.outgoing(), b""
    for at in range(0, len(wire), piece):
        plain += other.receive(wire[at : at + piece])
    return plain


def shaken(files: Certified, name: str = "localhost", piece: int = 1_000_000) -> list[TlsSession]:
    """A client and a server that know each other."""
    client, server = TlsSession(files.trusting(), name), TlsSession(files.serving())
    client.begin()
    for _ in range(3):
        carry(client, server, piece)
        carry(server, client, piece)
    return [client, server]


@pytest.mark.parametrize("piece", [1, 7, 1_000_000])
def test_messages_go_both_ways_however_they_are_cut(files: Certified, piece: int) -> None:
    client, server = shaken(files, piece=piece)
    assert client.up
    assert server.up
    client.send(b"INVITE")
    assert carry(client, server, piece) == b"INVITE"
    server.send(b"x" * (2 * READ))
    assert carry(server, client) == b"x" * (2 * READ)


def test_a_peer_that_is_somebody_else_is_refused(files: Certified) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(files, "other.example.org")


def test_an_authority_that_nobody_knows_is_refused(files: Certified) -> None:
    client = TlsSession(client_context(verified=True), "localhost")
    server = TlsSession(files.serving())
    client.begin()
    carry(client, server)
    with pytest.raises(ssl.SSLCertVerificationError):
        carry(server, client)


def test_without_verification_anybody_will_do(files: Certified) -> None:
    client = TlsSession(client_context(verified=False), "other.example.org")
    server = TlsSession(files.serving())
    client.begin()
    for _ in range(3):
        carry(client, server)
        carry(server, client)
    assert client.up
    assert server.up


@pytest.mark.parametrize("data", [b"OPTIONS sip:x SIP/2.0\r\n\r\n", b"\x00" * 100, b"\r\n\r\n\r\n"])
def test_what_is_no_tls_is_refused(files: Certified, data: bytes) -> None:
    server = TlsSession(files.serving())
    with pytest.raises(ssl.SSLError):
        server.receive(data)
    assert not server.up


def test_a_farewell_is_noticed(files: Certified) -> None:
    client, server = shaken(files)
    client.end()
    assert carry(client, server) == b""
    assert server.ended


def test_a_record_that_was_tampered_with_is_refused(files: Certified) -> None:
    client, server = shaken(files)
    client.send(b"BYE")
    wire = bytearray(client.outgoing())
    wire[-1] ^= 1
    with pytest.raises(ssl.SSLError):
        server.receive(bytes(wire))


def test_old_versions_are_refused(files: Certified) -> None:
    old = files.trusting()
    with warnings.catch_warnings(action="ignore"):
        old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.deprecated_call():
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    client, server = (
        TlsSession(old, "localhost"),
        TlsSession(server_context(files.certificate, files.key)),
    )
    client.begin()
    with pytest.raises(ssl.SSLError):
        carry(client, server)
    assert not server.up
