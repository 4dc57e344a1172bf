"""One key for both processes, created by whoever comes first, and never half written."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import ConfigError
from engine.secretfile import KEY_BYTES, Cipher, load_or_create_key


def test_the_first_call_creates_a_private_key_and_later_calls_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    key = load_or_create_key(path)
    assert len(key) == KEY_BYTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_key(path) == key
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret.key"]


def test_starters_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(load_or_create_key, [path] * 32))
    assert len(keys) == 1


def test_a_damaged_key_file_is_an_error_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_bytes(b"short")
    with pytest.raises(ConfigError):
        load_or_create_key(path)
    assert path.read_bytes() == b"short"


def test_an_unusable_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ConfigError):
        load_or_create_key(tmp_path / "file" / "secret.key")


def test_what_is_encrypted_comes_back_only_with_the_same_key_and_purpose() -> None:
    cipher = Cipher(b"k" * KEY_BYTES)
    sealed = cipher.encrypt(b"ha1", b"endpoints")
    assert b"ha1" not in sealed
    assert cipher.decrypt(sealed, b"endpoints") == b"ha1"
    for other, purpose in ((cipher, b"operators"), (Cipher(b"x" * KEY_BYTES), b"endpoints")):
        with pytest.raises(ConfigError):
            other.decrypt(sealed, purpose)


@pytest.mark.parametrize("damaged", [b"", b"short", b"x" * 40])
def test_damaged_bytes_are_refused(damaged: bytes) -> None:
    with pytest.raises(ConfigError):
        Cipher(b"k" * KEY_BYTES).decrypt(damaged, b"endpoints")


def test_the_same_text_never_encrypts_to_the_same_bytes() -> None:
    cipher = Cipher(b"k" * KEY_BYTES)
    assert cipher.encrypt(b"x", b"p") != cipher.encrypt(b"x", b"p")
