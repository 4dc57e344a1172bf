"""Building blocks of the models: strict bases, times, numbers and texts.

Requests are strict: an unknown field is refused, because a misspelt one would silently do nothing,
and a value of another type is refused instead of converted. Query values arrive as text, so whole
numbers there, and in the filters of an export, which repeat a query, may be written in digits.
"""

import re
from datetime import datetime
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

_RFC3339: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)
_DIGITS: Final = re.compile(r"-?[0-9]{1,19}", re.ASCII)
_YEARS: Final = range(1970, 9999)
DATE_TIME: Final = {"type": "string", "format": "date-time"}
_EXAMPLE: Final = "2026-11-23T13:20:00.000Z"


class Body(BaseModel):
    """What a client sends."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Answer(BaseModel):
    """What a client gets; documented as complete."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _moment(value: object) -> datetime:
    """A moment written with its offset; anything else would be a guess."""
    if isinstance(value, str) and _RFC3339.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value.upper())
        except ValueError:
            pass
        else:
            if moment.year in _YEARS:
                return moment
    raise ValueError(f"must be a time with its offset, such as {_EXAMPLE}")


def _whole(value: object) -> object:
    """Digits as the number they are; everything else as it was."""
    return int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value


def _flag(value: object) -> object:
    """The words of a query as the truth values they are; everything else as it was."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must not hold control characters")
    return text


Moment = Annotated[
    datetime, BeforeValidator(_moment), WithJsonSchema({**DATE_TIME, "examples": [_EXAMPLE]})
]
"""A time in a request: RFC 3339 with offset, from 1970 on."""

Stamp = Annotated[str, WithJsonSchema({**DATE_TIME, "examples": [_EXAMPLE]})]
"""A time in an answer: RFC 3339 in UTC with milliseconds."""

Text = Annotated[str, AfterValidator(_printable)]
"""One line of text."""

Reason = Annotated[Text, Field(max_length=500, description="Why; kept in the audit")]
Search = Annotated[Text, Field(max_length=100)]
Cursor = Annotated[str, Field(max_length=512, description="`next_cursor` of the page before")]
Password = Annotated[str, Field(min_length=1, max_length=256, examples=["Correct-Horse-7!"])]


WHOLE: Final = BeforeValidator(_whole)
"""Goes behind the range of a whole number that may be written in digits. In front of it the range
would be checked all the same, but be missing in the description."""

Flag = Annotated[bool, BeforeValidator(_flag), Field(strict=True)]
"""True or false, or these words as text."""


class Page(Body):
    """What every list by pages takes."""

    limit: Annotated[int, Field(strict=True, ge=1, le=1000), WHOLE] = 100
    cursor: Cursor = ""


class Effect(Answer):
    """When a change took effect at the switch.

    ``effective_at`` is null and ``warning`` says why while the softswitch is away: the change is
    stored and applies when it is back.
    """

    effective_at: Stamp | None
    warning: str | None
