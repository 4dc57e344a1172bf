"""The routes of exports, against a stand-in on a real socket that breaks off when it is told to."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from client.api.cdr_values import CdrQuery, Export
from client.api.client import ApiClient
from client.api.errors import Cancelled, LocalDisk, LocalDiskFull, Unreachable
from client.api.export_routes import CHUNK
from tests.helpers.fake_api import FakeApi

DAY = CdrQuery(
    datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC), billing_modes=(9,)
)


@pytest.fixture
def done(api: ApiClient) -> Export:
    return api.export(api.create_export(DAY).id)


def fetch(api: ApiClient, export: Export, part: Path) -> list[int]:
    seen: list[int] = []
    api.download_export(export, part, seen.append, lambda: False)
    return seen


def whole(part: Path, export: Export) -> bool:
    return hashlib.sha256(part.read_bytes()).hexdigest() == export.sha256


def test_an_export_is_made_looked_at_and_fetched(
    api: ApiClient, fake: FakeApi, tmp_path: Path
) -> None:
    made = api.create_export(DAY, ("start",), "Asia/Dhaka", "parquet", oldest=True, by="fee")
    body = fake.requests[-1].body
    assert (body["sort"], body["order"]) == ("fee", "oldest")
    assert (body["format"], body["columns"], body["timezone"]) == (
        "parquet", ["start"], "Asia/Dhaka",
    )  # fmt: skip
    assert body["filters"]["billing_mode"] == ["9"]
    assert made.status == "queued"
    export = api.export(made.id)
    seen = fetch(api, export, tmp_path / "a.part")
    assert seen[-1] == export.bytes == (tmp_path / "a.part").stat().st_size
    assert "Range" not in fake.requests[-1].headers
    assert [item.id for item in api.exports()] == [made.id]
    api.cancel_export(made.id)
    assert api.exports() == ()


def test_an_export_is_made_again_over_other_dates(
    api: ApiClient, fake: FakeApi, done: Export
) -> None:
    again = api.repeat_export(done.id, DAY.start, DAY.end)
    assert fake.requests[-1].path == f"/cdrs/exports/{done.id}/again"
    assert fake.requests[-1].body == {
        "from": "2026-11-23T00:00:00.000Z", "to": "2026-11-24T00:00:00.000Z",
    }  # fmt: skip
    assert again.id != done.id


def test_a_download_goes_on_where_it_broke_off(
    api: ApiClient, fake: FakeApi, done: Export, tmp_path: Path
) -> None:
    part = tmp_path / "a.part"
    fake.cuts[:] = [CHUNK + 1000]
    with pytest.raises(Unreachable, match="broke"):
        fetch(api, done, part)
    assert part.stat().st_size == CHUNK
    fetch(api, done, part)
    headers = fake.requests[-1].headers
    assert headers["Range"] == f"bytes={CHUNK}-"
    assert headers["If-Range"] == f'"{done.sha256}"'
    assert whole(part, done)
    asked = len(fake.requests)
    assert api.download_export(done, part, lambda _: None, lambda: False) == done.bytes
    assert len(fake.requests) == asked, "nothing is missing"


@pytest.mark.parametrize("there", [b"x" * 50, b"x" * 1_000_000])
def test_what_is_of_another_file_is_fetched_anew(
    api: ApiClient, fake: FakeApi, done: Export, tmp_path: Path, there: bytes
) -> None:
    part = tmp_path / "a.part"
    part.write_bytes(there)
    fake.exports[done.id]["sha256"] = "f" * 64  # the engine has another file now
    fetch(api, done, part)
    assert whole(part, done)


def test_a_download_can_be_stopped(api: ApiClient, done: Export, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        api.download_export(done, tmp_path / "a.part", lambda _: None, lambda: True)


def test_what_goes_wrong_here_is_told_as_such(api: ApiClient, done: Export, tmp_path: Path) -> None:
    with pytest.raises(LocalDisk, match="No such file"):
        fetch(api, done, tmp_path / "no" / "a.part")
    with pytest.raises(LocalDiskFull, match="No space left"):
        fetch(api, done, Path("/dev/full"))


def test_what_an_export_holds_is_fetched_as_the_engine_wrote_it(
    api: ApiClient, fake: FakeApi, done: Export
) -> None:
    fake.answers[f"GET /cdrs/exports/{done.id}/meta"] = (200, {"rows": 400, "timezone": "UTC"})
    assert json.loads(api.export_description(done.id)) == {"rows": 400, "timezone": "UTC"}
