"""How much memory the records may have."""

from pathlib import Path

import duckdb
import pytest

from engine.store.cdr_store import open_cdrs
from engine.store.memory import LEAST_MB, megabytes, own_share


@pytest.mark.parametrize(
    ("size", "expected"),
    [("2.3 GiB", 2355), ("488.2 MiB", 488), ("0 bytes", 0), ("1.5 TiB", 1_572_864)],
)
def test_sizes_are_read_as_duckdb_writes_them(size: str, expected: int) -> None:
    assert megabytes(size) == expected


def test_a_size_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="'plenty'"):
        megabytes("plenty")


def test_the_share_is_a_tenth_of_the_machine_or_the_least_there_must_be() -> None:
    with duckdb.connect(config={"memory_limit": "100%"}) as connection:
        whole = megabytes(
            connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0]
        )
    share = megabytes(own_share().replace("MiB", " MiB"))
    assert share == pytest.approx(max(LEAST_MB, whole / 10), rel=0.05)


def test_the_store_has_that_much(tmp_path: Path) -> None:
    store = open_cdrs(tmp_path / "cdr.duckdb")
    given = open_cdrs(tmp_path / "other.duckdb", memory_limit="300MiB")
    sizes = [
        megabytes(one._database.fetch("SELECT current_setting('memory_limit')")[0][0])
        for one in (store, given)
    ]
    store.close()
    given.close()
    share = megabytes(own_share().replace("MiB", " MiB"))
    assert sizes == [pytest.approx(share, rel=0.05), 300]
