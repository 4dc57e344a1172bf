"""Endpoints as a CSV file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import pytest

from client.api.client import ApiClient
from client.api.errors import Unreachable
from client.formats import Formats
from client.models.endpoint_listing import HEADINGS, export_csv
from client.models.endpoint_pages import Shows
from tests.helpers.client_samples import binding, endpoint, suspension
from tests.helpers.client_stubs import StubApi


@pytest.fixture
def api() -> StubApi:
    api = StubApi()
    api.page_size = 2
    api.known = {str(number): endpoint(str(number)) for number in range(1001, 1006)}
    lock = suspension("1001", repeats=2)
    api.known["1001"] = endpoint("1001", status="suspended", suspension=lock, failures=6)
    api.known["1002"] = endpoint("1002", status="registered", bindings=(binding(),))
    api.known["1003"] = endpoint("1003", display_name="=cmd|'/c calc'!A1")
    return api


def export(api: StubApi, path: Path, shows: Shows = Shows.ALL) -> int:
    return export_csv(cast("ApiClient", api), shows, "", Formats("UTC"), path)


def test_every_page_is_written(api: StubApi, tmp_path: Path) -> None:
    path = tmp_path / "endpoints.csv"
    assert export(api, path) == 5
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert tuple(rows[0]) == HEADINGS
    assert [row["extension"] for row in rows] == [str(number) for number in range(1001, 1006)]
    assert (rows[0]["status"], rows[0]["failures"], rows[0]["suspended_before"]) == (
        "suspended", "6", "2",
    )  # fmt: skip
    assert rows[1]["device"] == "Yealink SIP-T46S"


def test_a_name_that_looks_like_a_formula_is_none(api: StubApi, tmp_path: Path) -> None:
    path = tmp_path / "endpoints.csv"
    export(api, path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[2]["display_name"].startswith("'=")


def test_only_what_passes_the_filter_is_written(api: StubApi, tmp_path: Path) -> None:
    assert export(api, tmp_path / "some.csv", Shows.SUSPENDED) == 1


def test_a_failure_half_way_leaves_no_file(api: StubApi, tmp_path: Path) -> None:
    path = tmp_path / "endpoints.csv"
    fetched = api.endpoints

    def failing(*given: object, **more: object) -> object:
        if len(api.asked) == 2:
            raise Unreachable("no route")
        return fetched(*given, **more)  # type: ignore[arg-type]

    api.endpoints = failing  # type: ignore[method-assign, assignment]
    with pytest.raises(Unreachable):
        export(api, path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_of_the_system(api: StubApi, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        export(api, tmp_path / "nowhere" / "endpoints.csv")
