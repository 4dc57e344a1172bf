"""A self-signed certificate is for the names that were asked for, and its key stays private."""

import ssl
import stat
import time
from pathlib import Path

import pytest

from engine.certificates import MAX_DAYS, MAX_NAMES, create, facts
from engine.errors import ConfigError
from tests.helpers.certificates import certified


def test_it_is_for_the_names_and_days_that_were_asked_for(tmp_path: Path) -> None:
    now = time.time()
    made = create(tmp_path / "c", tmp_path / "k", ["sip.example.org", "::1"], 10, now)
    assert made.names == ("sip.example.org", "::1")
    assert made.not_after == pytest.approx(now + 10 * 86_400, abs=1)
    assert facts(tmp_path / "c") == made
    assert len(made.fingerprint.split(":")) == 32


def test_both_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    for path in certified(tmp_path / "tls"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700


def test_files_that_were_there_are_replaced_and_belong_together(tmp_path: Path) -> None:
    before = certified(tmp_path).certificate.read_bytes()
    made = certified(tmp_path)
    assert made.certificate.read_bytes() != before
    assert isinstance(made.serving(), ssl.SSLContext), "the key fits"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["certificate.pem", "key.pem"]


@pytest.mark.parametrize("name", ["", "a b", "sip:x", "müller.example", "a..b", "x" * 254, "."])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="no host name"):
        create(tmp_path / "c", tmp_path / "k", [name], 1, 0.0)
    assert not list(tmp_path.iterdir())


def test_names_and_days_are_bounded(tmp_path: Path) -> None:
    create(tmp_path / "c", tmp_path / "k", ["a"] * MAX_NAMES, MAX_DAYS, time.time())
    for names, days in ((["a"] * (MAX_NAMES + 1), 1), ([], 1), (["a"], 0), (["a"], MAX_DAYS + 1)):
        with pytest.raises(ConfigError, match="are possible"):
            create(tmp_path / "c", tmp_path / "k", names, days, time.time())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cannot write"):
        create(tmp_path / "file" / "c", tmp_path / "file" / "k", ["a"], 1, 0.0)


def test_a_file_that_holds_no_certificate_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        facts(tmp_path / "none")
    (tmp_path / "garbage").write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n")
    with pytest.raises(ConfigError, match="no certificate in PEM form"):
        facts(tmp_path / "garbage")
