from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import open_cdrs
from tests.helpers.stores import cdr, segment


def test_a_reopened_store_holds_what_was_ingested(tmp_path: Path) -> None:
    path = tmp_path / "cdr.duckdb"
    first = open_cdrs(path)
    first.ingest(segment(tmp_path / "journal", "cdr", cdr()))
    first.close()
    second = open_cdrs(path)
    assert second.count(CdrFilter()) == 1
    second.close()
    with pytest.raises(StoreError, match="stopping"):
        second.count(CdrFilter())
