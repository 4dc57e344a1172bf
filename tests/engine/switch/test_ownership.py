"""A folder belongs to one switch until that one ends."""

import os
from pathlib import Path

import pytest

from engine.errors import ConfigError
from engine.switch.ownership import lock


def test_a_folder_is_locked_until_the_descriptor_is_closed(tmp_path: Path) -> None:
    descriptor = lock(tmp_path / "lock")
    with pytest.raises(ConfigError) as caught:
        lock(tmp_path / "lock")
    assert str(tmp_path) in caught.value.detail
    os.close(descriptor)
    os.close(lock(tmp_path / "lock"))


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        lock(tmp_path / "nowhere" / "lock")
