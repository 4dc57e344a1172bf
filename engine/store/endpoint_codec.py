"""What of an endpoint is checked and sealed before it is stored.

An extension becomes part of SIP URIs, file names, CSV cells and SQL, so its alphabet is narrow.
The two digest hashes of an endpoint are as good as its password; they are stored as one ciphertext
bound to the extension, so that swapping two rows of the file does not swap two passwords.
"""

import re
from typing import Any, Final

from sqlalchemy import RowMapping

from engine.errors import Invalid, StoreError, SwitchwardenError
from engine.secretfile import Cipher
from engine.store.rows import EndpointRow, NewEndpoint

MAX_DISPLAY_NAME: Final = 128
_EXTENSION: Final = re.compile(r"[A-Za-z0-9_.+-]{1,32}")
_MD5: Final = re.compile(r"[0-9a-f]{32}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MD5_BYTES: Final = 16


def check(new: NewEndpoint) -> None:
    """Refuse what must not be stored.

    Raises:
        Invalid: names the field.
    """
    check_extension(new.extension)
    check_display_name(new.display_name)
    check_hashes(new.ha1_md5, new.ha1_sha256)


def check_extension(extension: str) -> None:
    """1 to 32 characters of ``A-Za-z0-9_.+-``.

    Raises:
        Invalid: anything else.
    """
    if not _EXTENSION.fullmatch(extension):
        raise Invalid(
            "extension", "an extension is 1 to 32 letters, digits or the characters _ . + -"
        )


def check_display_name(text: str) -> None:
    """Printable text of bounded length.

    Raises:
        Invalid: too long, or with control characters.
    """
    if len(text) > MAX_DISPLAY_NAME or not text.isprintable():
        raise Invalid(
            "display_name", f"a display name is at most {MAX_DISPLAY_NAME} printable characters"
        )


def check_hashes(md5: str, sha256: str) -> None:
    """Two digest hashes as lower-case hex.

    Raises:
        Invalid: not of that form; the hash itself is not repeated.
    """
    if not _MD5.fullmatch(md5) or not _SHA256.fullmatch(sha256):
        raise Invalid("password", "the digest hashes are 32 and 64 lower-case hex digits")


def seal(cipher: Cipher, extension: str, md5: str, sha256: str) -> bytes:
    """The two hashes as one ciphertext that belongs to this extension."""
    return cipher.encrypt(bytes.fromhex(md5) + bytes.fromhex(sha256), _purpose(extension))


def unseal(cipher: Cipher, extension: str, sealed: bytes) -> tuple[str, str]:
    """The hashes as hex, MD5 first.

    Raises:
        StoreError: the key file is not the one they were sealed with.
    """
    try:
        plain = cipher.decrypt(sealed, _purpose(extension))
    except SwitchwardenError as error:
        raise StoreError(error.detail) from error
    return plain[:_MD5_BYTES].hex(), plain[_MD5_BYTES:].hex()


def columns(cipher: Cipher, new: NewEndpoint, now: float) -> dict[str, Any]:
    """The stored columns of a new endpoint."""
    return {
        "extension": new.extension,
        "display_name": new.display_name,
        "enabled": new.enabled,
        "ha1": seal(cipher, new.extension, new.ha1_md5, new.ha1_sha256),
        "created_at": now,
        "password_changed_at": now,
        "password_score": new.password_score,
    }


def row(cipher: Cipher, stored: RowMapping) -> EndpointRow:
    """An endpoint from its stored columns."""
    md5, sha256 = unseal(cipher, stored["extension"], stored["ha1"])
    return EndpointRow(
        extension=stored["extension"],
        display_name=stored["display_name"],
        enabled=stored["enabled"],
        ha1_md5=md5,
        ha1_sha256=sha256,
        created_at=stored["created_at"],
        password_changed_at=stored["password_changed_at"],
        password_score=stored["password_score"],
    )


def _purpose(extension: str) -> bytes:
    return f"endpoint:{extension}".encode()
