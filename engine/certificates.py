"""Certificates of SIP over TLS: a self-signed one made on request, and what a file of one says.

A self-signed certificate proves nothing to a stranger; phones have to be given it, or told not to
ask. It encrypts all the same, and an engine can be tried with it before a certificate authority was
asked for a better one. The key is of the curve P-256: small, known to every device of the last ten
years, and its handshake costs a tenth of one with RSA.
"""

import contextlib
import datetime as dt
import os
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from engine.datapaths import sync_folder
from engine.errors import ConfigError

DEFAULT_DAYS: Final = 825
"""Days a certificate lasts: the most Apple's devices accept of one they were told to trust."""

MAX_DAYS: Final = 7_300
MAX_NAMES: Final = 50

_BACKDATED: Final = dt.timedelta(hours=1)
"""For devices whose clocks are behind."""

_MAX_COMMON_NAME: Final = 64


class Facts(NamedTuple):
    """What a certificate says of itself.

    Attributes:
        names: Host names and addresses it is for.
        not_after: Epoch seconds at which it ends.
        fingerprint: SHA-256, pairs of hexadecimal digits with colons.
    """

    names: tuple[str, ...]
    not_after: float
    fingerprint: str


def create(certificate: Path, key: Path, names: Sequence[str], days: int, now: float) -> Facts:
    """Make a key and a certificate signed by it, mode 0600 both; what was there is replaced.

    Args:
        certificate: File of the certificate, PEM.
        key: File of the key, PEM; PKCS 8 without a password, since the switch starts by itself.
        names: Host names and addresses it is for, at least one.
        days: How long it lasts, 1 to :data:`MAX_DAYS`.
        now: Epoch seconds.

    Raises:
        ConfigError: a name is none, there are too many, or a file cannot be written.
    """
    if not 0 < len(names) <= MAX_NAMES or not 1 <= days <= MAX_DAYS:
        raise ConfigError(f"1 to {MAX_NAMES} names and 1 to {MAX_DAYS} days are possible")
    secret = ec.generate_private_key(ec.SECP256R1())
    made = _signed(secret, [_name(each) for each in names], names[0], days, now)
    written = secret.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _replace(key, written)
    _replace(certificate, made.public_bytes(serialization.Encoding.PEM))
    return _facts(made)


def facts(certificate: Path) -> Facts:
    """What the first certificate of a PEM file says.

    Raises:
        ConfigError: the file cannot be read, or holds none.
    """
    try:
        return _facts(x509.load_pem_x509_certificate(certificate.read_bytes()))
    except OSError as error:
        raise ConfigError(f"cannot read {certificate}: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{certificate} holds no certificate in PEM form") from error


def _facts(certificate: x509.Certificate) -> Facts:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        names: tuple[str, ...] = ()
    else:
        names = (
            *found.get_values_for_type(x509.DNSName),
            *map(str, found.get_values_for_type(x509.IPAddress)),
        )
    digest = certificate.fingerprint(hashes.SHA256()).hex(":").upper()
    return Facts(names, certificate.not_valid_after_utc.timestamp(), digest)


def _signed(
    secret: ec.EllipticCurvePrivateKey,
    names: list[x509.GeneralName],
    first: str,
    days: int,
    now: float,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, first[:_MAX_COMMON_NAME])])
    begin = dt.datetime.fromtimestamp(now, dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - _BACKDATED)
        .not_valid_after(begin + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        # Its own authority, so that a device which is given the file can trust exactly this one.
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage(
                [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            ),
            critical=False,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(secret.public_key()), critical=False
        )
    )
    return builder.sign(secret, hashes.SHA256())


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(text.strip("[]")))
    except ValueError:
        pass
    labels = text.split(".")
    plain = text.isascii() and set(text) <= set(_NAME_SIGNS) and all(labels) and len(text) < 254
    if not plain:
        raise ConfigError(f"{text[:80]!a} is no host name and no address")
    return x509.DNSName(text)


_NAME_SIGNS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-*_"


def _replace(path: Path, data: bytes) -> None:
    """Write a private file whole, then put it in place."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(temporary, data)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
