"""Fixtures of the store's tests: stores that are closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from tests.helpers.stores import Wall, cdr_store, config_store


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def store(tmp_path: Path, wall: Wall) -> Iterator[ConfigStore]:
    opened = config_store(tmp_path, wall)
    yield opened
    opened.close()


@pytest.fixture
def cdrs(tmp_path: Path, wall: Wall) -> Iterator[CdrStore]:
    opened = cdr_store(tmp_path, wall)
    yield opened
    opened.close()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"
