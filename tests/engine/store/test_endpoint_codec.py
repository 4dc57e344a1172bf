import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid, StoreError
from engine.secretfile import Cipher
from engine.store.endpoint_codec import (
    check,
    check_display_name,
    check_extension,
    check_hashes,
    seal,
    unseal,
)
from tests.helpers.stores import endpoint

CIPHER = Cipher(b"k" * 32)


@given(st.text(max_size=40))
def test_only_the_narrow_alphabet_is_an_extension(text: str) -> None:
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-")
    if 1 <= len(text) <= 32 and set(text) <= allowed:
        check_extension(text)
    else:
        with pytest.raises(Invalid) as caught:
            check_extension(text)
        assert caught.value.field == "extension"


@pytest.mark.parametrize("text", ["1001\n", "1001 ", "", "a" * 33, "1001;drop", "%s", "\u0661"])
def test_what_could_be_read_as_something_else_is_no_extension(text: str) -> None:
    with pytest.raises(Invalid):
        check_extension(text)


@pytest.mark.parametrize("text", ["x" * 129, "line\nbreak", "\x1b[31m"])
def test_display_names_are_short_and_printable(text: str) -> None:
    with pytest.raises(Invalid):
        check_display_name(text)
    check_display_name("王芳 (front desk)")


@pytest.mark.parametrize(
    ("md5", "sha256"), [("", "b2" * 32), ("A1" * 16, "b2" * 32), ("a1" * 16, "zz" * 32)]
)
def test_hashes_are_hashes(md5: str, sha256: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_hashes(md5, sha256)
    assert sha256 not in caught.value.detail


def test_a_whole_endpoint_is_checked() -> None:
    check(endpoint("1001"))
    with pytest.raises(Invalid):
        check(endpoint("1001", ha1_md5="x"))


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=32, max_size=32))
def test_hashes_come_back_as_they_went(md5: bytes, sha256: bytes) -> None:
    sealed = seal(CIPHER, "1001", md5.hex(), sha256.hex())
    assert md5 not in sealed
    assert unseal(CIPHER, "1001", sealed) == (md5.hex(), sha256.hex())


def test_hashes_belong_to_their_extension() -> None:
    sealed = seal(CIPHER, "1001", "a1" * 16, "b2" * 32)
    with pytest.raises(StoreError, match=r"secret\.key"):
        unseal(CIPHER, "1002", sealed)
