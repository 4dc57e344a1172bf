from typing import Any

import pytest
from pydantic import ValidationError

from engine.api.models.schedules import MAX_RECIPIENTS, NewSchedule


def schedule(**changes: Any) -> NewSchedule:
    return NewSchedule.model_validate({"name": "Daily", "folder": "audit", **changes})


@pytest.mark.parametrize("folder", ["audit", "audit/daily 1", "a/b/c/d", "A_1.x"])
def test_a_folder_is_a_name_below_the_root(folder: str) -> None:
    assert schedule(folder=folder).folder == folder


@pytest.mark.parametrize(
    "folder",
    ["..", "../x", "a/../b", "/etc", "a//b", "a/", ".hidden", "a\\b", "a\x00b", "a\n", "a/b/c/d/e"],
)
def test_no_other_folder_can_be_named(folder: str) -> None:
    with pytest.raises(ValidationError):
        schedule(folder=folder)


@pytest.mark.parametrize(
    "address",
    ["a@b\r\nBcc: x@y", "a b@c", "<a@b.c>", "a@b,c@d", "-x@y", "a@", "@b", 'a"b@c', "a@b.c\n"],
)
def test_only_a_plain_address_is_a_recipient(address: str) -> None:
    with pytest.raises(ValidationError):
        schedule(recipients=[address])


def test_recipients_have_a_number() -> None:
    some = [f"a{number}@example.org" for number in range(MAX_RECIPIENTS)]
    assert schedule(recipients=some).recipients == some
    with pytest.raises(ValidationError):
        schedule(recipients=[*some, "b@example.org"])


@pytest.mark.parametrize(
    "changes",
    [
        {"folder": ""},
        {"format": "xlsx"},
        {"kind": "cdrs", "format": "pdf"},
        {"kind": "cdrs", "format": "csv", "columns": ["nothing"]},
        {"columns": ["caller"]},
        {"filters": {"from": "2026-11-23T00:00:00Z"}},
        {"filters": {"illegal": False}},
        {"timezone": "Mars/Olympus"},
        {"hour": 24},
        {"minute": 60},
        {"weekday": 0},
        {"day": 32},
        {"name": " x"},
        {"name": "a\nb"},
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        schedule(**changes)
