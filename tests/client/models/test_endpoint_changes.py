"""Changes to one or many endpoints and the sentences about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, ServerFault, Unreachable
from client.api.values import Cleared
from client.models.endpoint_changes import (
    CLEAR_AT_ONCE,
    Changes,
    changes_text,
    clear,
    cleared_text,
    delete,
    names,
    set_enabled,
)
from tests.helpers.client_samples import endpoint


class Api:
    def __init__(self, **faults: ApiError) -> None:
        self.faults = faults
        self.asked: list[Any] = []

    def _do(self, extension: str) -> None:
        self.asked.append(extension)
        if f"e{extension}" in self.faults:
            raise self.faults[f"e{extension}"]

    def update_endpoint(self, extension: str, **changes: Any) -> Any:
        self._do(extension)
        return endpoint(extension, **changes)

    def delete_endpoint(self, extension: str) -> None:
        self._do(extension)

    def clear_suspensions(self, extensions: Sequence[str], reason: str) -> tuple[Cleared, ...]:
        self.asked.append((len(extensions), reason))
        return tuple(Cleared(name, True, 6) for name in extensions)


def client(api: Api) -> ApiClient:
    return cast("ApiClient", api)


def test_many_are_cleared_in_as_many_requests_as_the_interface_needs() -> None:
    api = Api()
    extensions = [str(number) for number in range(CLEAR_AT_ONCE + 1)]
    assert len(clear(client(api), extensions, "wave")) == CLEAR_AT_ONCE + 1
    assert api.asked == [(CLEAR_AT_ONCE, "wave"), (1, "wave")]


def test_one_that_fails_does_not_stop_the_others() -> None:
    api = Api(e2=ServerFault("broken", status=500))
    changes = set_enabled(client(api), ["1", "2", "3"], enabled=False)
    assert changes.done == ("1", "3")
    assert [name for name, _error in changes.failed] == ["2"]
    assert [item.enabled for item in changes.endpoints] == [False, False]


def test_when_the_engine_is_silent_the_rest_is_reported_undone() -> None:
    api = Api(e2=Unreachable("no route"))
    changes = delete(client(api), ["1", "2", "3"])
    assert changes.done == ("1",)
    assert [name for name, _error in changes.failed] == ["2", "3"]
    assert api.asked == ["1", "2"]


def test_what_is_gone_already_counts_as_deleted() -> None:
    assert delete(client(Api(e1=Missing("gone", status=404))), ["1"]).done == ("1",)


@pytest.mark.parametrize(
    ("removed", "sentence"),
    [
        ([Cleared("1001", True, 6)], "1001 may register again. 6 wrong passwords forgotten."),
        ([Cleared("1001", True, 2, False)], "2 wrong passwords forgotten."),
        ([], "Nothing to clear: the suspension was over already."),
    ],
)
def test_clearing_says_what_was_really_removed(removed: list[Cleared], sentence: str) -> None:
    assert cleared_text(["1001"], removed) == sentence


def test_clearing_many_names_them_and_those_that_were_free_already() -> None:
    removed = [Cleared("1001", True, 6), Cleared("1002", True, 6)]
    text = cleared_text(["1001", "1002", "1003"], removed)
    assert text.startswith("2 suspensions cleared: 1001, 1002.")
    assert text.endswith("1 was not suspended any more.")


def test_a_few_are_named_and_the_rest_is_counted() -> None:
    assert names([str(number) for number in range(7)]) == "0, 1, 2, 3, 4 and 2 more"
    assert names(["1"]) == "1"


def test_what_was_done_and_what_was_not_are_both_said() -> None:
    failed = tuple((str(number), ServerFault("no", status=500)) for number in range(7))
    text, tone = changes_text(Changes(("1001",), failed), "{name} is gone.", "{count}: {names}.")
    assert text.startswith("1001 is gone. 0 was not changed: no")
    assert text.endswith("2 more were not changed.")
    assert tone == "bad"


def test_a_warning_of_the_engine_is_passed_on() -> None:
    changes = Changes(("1", "2"), warning="the switch is away")
    assert changes_text(changes, "{name}", "{count}: {names}.") == (
        "2: 1, 2. the switch is away", "warning",
    )  # fmt: skip
