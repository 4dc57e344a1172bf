from datetime import UTC, datetime
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError

from engine.api.models.common import WHOLE, Body, Effect, Flag, Moment, Page, Stamp, Text
from engine.api.wire import stamp_ms

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
NUMBER: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(strict=True), WHOLE])
FLAG: TypeAdapter[bool] = TypeAdapter(Flag)
TEXT: TypeAdapter[str] = TypeAdapter(Text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T13:20:00Z",
        "2026-11-23t13:20:00.000z",
        "2026-11-23T14:20:00+01:00",
        "2026-11-23T13:20:00.000000000Z",
    ],
)
def test_one_moment_in_its_spellings(text: str) -> None:
    assert MOMENT.validate_python(text) == datetime(2026, 11, 23, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-23",
        "2026-11-23T13:20:00",
        "2026-11-23 13:20:00Z",
        "20261123T132000Z",
        "2026-13-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "٢٠٢٦-11-23T13:20:00Z",
        1_790_000_000,
        None,
    ],
)
def test_no_moment_is_guessed(value: object) -> None:
    with pytest.raises(ValidationError, match="with its offset"):
        MOMENT.validate_python(value)


@given(st.integers(0, 4_000_000_000_000))
def test_what_is_answered_can_be_asked(milliseconds: int) -> None:
    found = MOMENT.validate_python(stamp_ms(milliseconds))
    assert round(found.timestamp() * 1000) == milliseconds


def test_numbers_and_flags_may_come_as_text_and_nothing_else() -> None:
    assert NUMBER.validate_python("-12") == NUMBER.validate_python(-12) == -12
    assert FLAG.validate_python("true") is FLAG.validate_python(True) is True
    for value in ("1.5", "", " 1", "1e3", "9" * 20, "²", 1.0, True, None):
        with pytest.raises(ValidationError):
            NUMBER.validate_python(value)
    for value in ("yes", "1", "TRUE", 1, 0, None):
        with pytest.raises(ValidationError):
            FLAG.validate_python(value)


def test_text_is_one_printable_line() -> None:
    assert TEXT.validate_python("前台 – é") == "前台 – é"
    for value in ("a\nb", "a\x00", "\x1b[31m", "\u2028", "\ud800"):
        with pytest.raises(ValidationError):
            TEXT.validate_python(value)


def test_bodies_are_strict_and_closed() -> None:
    class Thing(Body):
        count: int = 0

    with pytest.raises(ValidationError):
        Thing.model_validate({"count": "1"})
    with pytest.raises(ValidationError):
        Thing.model_validate({"coutn": 1})
    assert Page.model_validate({"limit": "7"}).limit == 7


def test_times_are_described_as_times() -> None:
    expected = "date-time"
    assert TypeAdapter(Stamp).json_schema()["format"] == expected
    assert MOMENT.json_schema()["format"] == expected
    assert Effect(effective_at=None, warning="away").warning == "away"
