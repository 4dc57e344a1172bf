"""What is remembered, and what happens to nonsense in the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from client.settings import (
    COMPACT,
    DECLARED,
    TABS,
    THEME,
    Profile,
    Setting,
    Settings,
    UnknownSettingError,
    settings_path,
)


def test_what_was_set_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "client.ini"
    settings = Settings(path)
    settings.set(THEME, "dark")
    settings.set(COMPACT, True)
    settings.set(TABS, ["cdr"])
    again = Settings(path)
    assert again.get(THEME) == "dark"
    assert again.get(COMPACT) is True
    assert again.get(TABS) == ["cdr"]


def test_every_setting_has_its_default_in_an_empty_file(settings: Settings) -> None:
    for setting in DECLARED.values():
        assert settings.get(setting) == setting.default
        assert setting.description


def test_a_key_that_is_not_declared_raises(settings: Settings) -> None:
    with pytest.raises(UnknownSettingError):
        settings.get(Setting("look/them", "auto", "misspelt"))
    with pytest.raises(UnknownSettingError):
        settings.set(Setting("look/theme", "auto", "another object with the key"), "dark")


def test_junk_in_the_file_gives_defaults(tmp_path: Path) -> None:
    path = tmp_path / "client.ini"
    path.write_text("[page1]\ncdr=@@@\nprofiles=[1]\n[layout1]\nwindow=junk\n[look]\ncompact=x\n")
    settings = Settings(path)
    assert settings.page_state("cdr") == {}
    assert settings.profiles() == []
    assert settings.layout("window").isEmpty()
    assert settings.get(COMPACT) is False


def test_a_page_remembers_its_filters(settings: Settings) -> None:
    settings.save_page_state("cdr", {"modes": [9], "text": "1001"})
    assert settings.page_state("cdr") == {"modes": [9], "text": "1001"}
    assert settings.page_state("endpoints") == {}


def test_a_layout_comes_back_as_it_was(settings: Settings) -> None:
    settings.save_layout("window", QByteArray(b"\x01\x02"))
    assert settings.layout("window") == QByteArray(b"\x01\x02")


def test_the_server_used_last_comes_first_and_only_once(settings: Settings) -> None:
    one, two = Profile("a", "http://a", "admin"), Profile("b", "http://b", "admin")
    settings.save_profile(one)
    settings.save_profile(two)
    settings.save_profile(Profile("renamed", "http://a", "admin"))
    assert [profile.name for profile in settings.profiles()] == ["renamed", "b"]
    settings.forget_profile(two)
    assert [profile.name for profile in settings.profiles()] == ["renamed"]


def test_settings_live_in_the_configuration_folder() -> None:
    assert settings_path().name == "client.ini"


def test_what_is_stored_already_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "client.ini"
    settings = Settings(path)
    settings.set(COMPACT, False)
    settings.flush()
    assert path.is_file()
    path.unlink()
    settings.set(COMPACT, False)
    settings.flush()
    assert not path.exists()
    settings.set(COMPACT, True)
    settings.flush()
    assert path.is_file()
