"""Pages of endpoints as rows."""

from __future__ import annotations

from typing import cast

import pytest

from client.api.client import ApiClient
from client.models.endpoint_pages import Shows, fetch, fetch_each
from tests.helpers.client_samples import endpoint, suspension
from tests.helpers.client_stubs import StubApi


@pytest.fixture
def api() -> StubApi:
    api = StubApi()
    lock = suspension("1001")
    api.known = {name: endpoint(name) for name in ("1001", "1002", "1003")}
    api.known["1001"] = endpoint("1001", status="suspended", suspension=lock)
    api.locked = {
        "1001": lock,
        "9001": suspension("9001", known=False),
        "9002": suspension("9002", known=False, sources=("198.51.100.7",)),
    }
    return api


def client(api: StubApi) -> ApiClient:
    return cast("ApiClient", api)


def test_a_page_has_rows_totals_and_the_next_cursor(api: StubApi) -> None:
    api.page_size = 2
    page = fetch(client(api), Shows.ALL, "")
    assert [row.extension for row in page.rows] == ["1001", "1002"]
    assert page.counts["total"] == 3
    following = fetch(client(api), Shows.ALL, "", page.cursor)
    assert [row.extension for row in following.rows] == ["1003"]
    assert following.cursor == ""


def test_states_and_text_are_filtered_by_the_engine(api: StubApi) -> None:
    page = fetch(client(api), Shows.SUSPENDED, "100")
    assert api.asked[-1][1:3] == ("suspended", "100")
    assert [row.extension for row in page.rows] == ["1001"]
    assert page.suspensions == (api.locked["1001"],)


def test_unknown_extensions_are_the_lockouts_without_an_endpoint(api: StubApi) -> None:  # req 93
    page = fetch(client(api), Shows.UNKNOWN, "")
    assert [row.extension for row in page.rows] == ["9001", "9002"]
    assert all(not row.known for row in page.rows)
    assert page.counts["total"] == 3


def test_unknown_extensions_are_searched_by_number_and_source(api: StubApi) -> None:
    assert [row.extension for row in fetch(client(api), Shows.UNKNOWN, "198.51.100.7").rows] == [
        "9002"
    ]
    assert [row.extension for row in fetch(client(api), Shows.UNKNOWN, "9001").rows] == ["9001"]


def test_rows_are_asked_one_by_one_and_those_gone_are_named(api: StubApi) -> None:
    rows, gone = fetch_each(client(api), ["1002", "7777"])
    assert [row.extension for row in rows] == ["1002"]
    assert gone == ("7777",)


def test_a_hundred_thousand_unknown_extensions_come_page_by_page(api: StubApi) -> None:
    api.page_size = 1
    page = fetch(client(api), Shows.UNKNOWN, "")
    assert [row.extension for row in page.rows] == ["9001"]
    following = fetch(client(api), Shows.UNKNOWN, "", page.cursor)
    assert [row.extension for row in following.rows] == ["9002"]
    assert following.cursor == ""
