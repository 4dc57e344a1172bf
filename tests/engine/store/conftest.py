"""Fixtures of the store's tests: stores that are closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.billing.records import CdrRecord
from engine.store import cdr_store as cdr_store_module
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from tests.helpers.stores import Wall, cdr_store, config_store, fill_with
from tests.helpers.text_records import text_records


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


@pytest.fixture
def filled(cdrs: CdrStore, journal: Path, monkeypatch: pytest.MonkeyPatch) -> list[CdrRecord]:
    """Five blocks of texts and a rest, in a store that indexes only when told to."""
    monkeypatch.setattr(cdr_store_module, "_BLOCKS_BESIDES", 0)
    records = text_records(5 * BLOCK_ROWS + 500)
    fill_with(cdrs, journal, *records)
    return records


@pytest.fixture
def indexed(cdrs: CdrStore, filled: list[CdrRecord]) -> list[CdrRecord]:
    """The same; the five blocks have bits, the rest has none."""
    cdrs.index_texts(100)
    return filled
