"""Fixtures of the management's tests: stores that are closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.api.hub import EventHub
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from tests.helpers.stores import Wall, cdr_store, config_store


class Told(EventHub):
    """Remembers what was published."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[tuple[str, object]] = []

    def publish(self, name, items) -> None:  # type: ignore[no-untyped-def]
        self.events.append((name, list(items)))


@pytest.fixture
def hub() -> Told:
    return Told()


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def config(tmp_path: Path, wall: Wall) -> Iterator[ConfigStore]:
    opened = config_store(tmp_path, wall)
    yield opened
    opened.close()


@pytest.fixture
def cdrs(tmp_path: Path, wall: Wall) -> Iterator[CdrStore]:
    opened = cdr_store(tmp_path, wall)
    yield opened
    opened.close()
