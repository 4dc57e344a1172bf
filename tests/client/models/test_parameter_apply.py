"""Sending edits and what becomes of each."""

from __future__ import annotations

from typing import Any, cast

import pytest

from client.api.client import ApiClient
from client.api.errors import ApiError, Rejected, SwitchDown, Unreachable
from client.models.parameter_apply import Outcome, apply_edits
from client.models.parameter_edits import EditBook
from tests.helpers.client_samples import catalogue, parameter, switch
from tests.helpers.client_stubs import StubApi

RETRY, SUSPEND = "SS_ENDPOINTREGISTERRETRY", "SS_ENDPOINTREGISTERSUSPEND"


@pytest.fixture
def api() -> StubApi:
    api = StubApi()
    api.stored = {item.name: item for item in catalogue()}
    return api


@pytest.fixture
def book() -> EditBook:
    book = EditBook()
    book.type_text(parameter(), "5")
    book.type_text(switch(value=1), "0")
    return book


def run(api: StubApi, book: EditBook, reason: str = "") -> tuple[Outcome, ...]:
    return apply_edits(cast("ApiClient", api), book.edits(), reason)


def test_every_edit_is_sent_with_reason_and_time_to_keep(api: StubApi, book: EditBook) -> None:
    book.keep_for(RETRY, 1800)
    outcomes = run(api, book, "scanner wave")
    assert api.asked == [
        ("set_parameter", RETRY, 5, "scanner wave", 1800),
        ("set_parameter", SUSPEND, 0, "scanner wave", None),
    ]
    assert all(outcome.applied for outcome in outcomes)
    assert api.stored[RETRY].value == 5


def test_what_is_not_acceptable_is_never_sent(api: StubApi, book: EditBook) -> None:
    book.type_text(parameter(), "500")
    assert [outcome.edit.name for outcome in run(api, book)] == [SUSPEND]


def test_a_conflict_brings_the_other_value(api: StubApi, book: EditBook) -> None:
    api.stored[RETRY] = parameter(value=9, version=2)
    first, second = run(api, book)
    assert first.conflicting
    assert first.stored is not None
    assert first.stored.value == 9
    assert second.applied


def test_a_conflict_whose_other_value_cannot_be_read_is_still_one(
    api: StubApi, book: EditBook
) -> None:
    api.stored[RETRY] = parameter(value=9, version=2)
    api.fail["parameter"] = SwitchDown("down", status=503)
    first = run(api, book)[0]
    assert first.conflicting
    assert first.stored is None


@pytest.mark.parametrize(
    "error", [Rejected("range", status=422, fields={}), SwitchDown("down", status=503)]
)
def test_one_refusal_does_not_stop_the_others(
    api: StubApi, book: EditBook, error: ApiError
) -> None:
    api.fail[f"set {RETRY}"] = error
    first, second = run(api, book)
    assert (first.applied, first.error) == (False, error)
    assert second.applied


def test_when_the_engine_is_silent_nothing_more_is_sent(api: StubApi, book: EditBook) -> None:
    api.fail["set_parameter"] = Unreachable("no route")
    outcomes: Any = run(api, book)
    assert len(outcomes) == 2
    assert len(api.asked) == 1
    assert not any(outcome.applied for outcome in outcomes)
