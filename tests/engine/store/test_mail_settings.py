import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import Invalid, StoreError
from engine.store.config_store import ConfigStore
from engine.store.mail_settings import MailSettings
from tests.helpers.stores import Wall, config_store

SECRET = "Sehr-Geheim-9!"
WHO = {"actor": "root", "address": ""}
GIVEN = MailSettings("mail.example.org", 587, "starttls", "pbx", sender="pbx@example.org")


@pytest.fixture
def config(tmp_path: Path) -> Iterator[ConfigStore]:
    opened = config_store(tmp_path, Wall())
    yield opened
    opened.close()


def test_the_password_is_nowhere_to_be_read(config: ConfigStore, tmp_path: Path) -> None:
    assert config.mail.get() == MailSettings()
    assert not config.mail.get().ready
    stored = config.mail.set(GIVEN, SECRET, **WHO)
    assert config.mail.get() == stored == replace(GIVEN, password=SECRET)
    assert stored.ready
    assert SECRET not in repr(stored)
    audit = config.audit.page()[0]
    assert SECRET not in json.dumps([audit.before, audit.after])
    assert audit.after["password"] == "changed"
    assert audit.action == "mail.set"
    config.close()
    for path in tmp_path.glob("config.sqlite*"):
        assert SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    "changes",
    [{"host": "evil.example"}, {"port": 25}, {"security": "none"}, {"username": "other"}],
)
def test_the_password_is_for_the_server_it_was_given_for(
    config: ConfigStore, changes: dict[str, object]
) -> None:
    config.mail.set(GIVEN, SECRET, **WHO)
    with pytest.raises(Invalid) as raised:
        config.mail.set(replace(GIVEN, **changes), None, **WHO)  # type: ignore[arg-type]
    assert raised.value.field == "password"
    assert config.mail.get().password == SECRET


def test_it_stays_when_nothing_of_that_changes_and_goes_with_the_user(config: ConfigStore) -> None:
    config.mail.set(GIVEN, SECRET, **WHO)
    assert config.mail.set(replace(GIVEN, max_attachment_mb=3), None, **WHO).password == SECRET
    assert config.mail.set(replace(GIVEN, username=""), None, **WHO).password == ""
    assert config.mail.get().password == ""


def test_another_key_file_is_told(config: ConfigStore, tmp_path: Path) -> None:
    config.mail.set(GIVEN, SECRET, **WHO)
    config.close()
    (tmp_path / "secret.key").write_bytes(b"k" * 32)
    other = config_store(tmp_path, Wall())
    with pytest.raises(StoreError, match=r"secret\.key"):
        other.mail.get()
    other.close()
