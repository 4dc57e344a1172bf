"""The process grows by no more than a slice of an export and what the database keeps of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.bench_store import ingest
from engine.store.cdr_store import open_cdrs

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
RECORDS = 200_000
CACHED_MB = 20
"""What the database keeps of so many records that it read."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    cdrs = open_cdrs(folder / "cdr.duckdb")
    ingest(cdrs, folder, RECORDS)
    cdrs.close()
    return folder


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "jsonl", "parquet"])
@pytest.mark.parametrize("sort", ["start", "hold_time_s"])
def test_an_export_takes_no_more_memory_than_a_slice(
    store: Path, file_format: str, sort: str
) -> None:
    command = [sys.executable, "-m", "benchmarks.bench_export_memory", "--data", str(store)]
    command += ["--rows", str(RECORDS), "--one", f"{file_format}:{sort}"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    rows, _before, growth_mb, *_ = json.loads(done.stdout)
    assert rows == RECORDS
    assert CACHED_MB < growth_mb < 110
