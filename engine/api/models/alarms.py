"""Alarms: what stands now."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import Answer, Stamp


class AlarmItem(Answer):
    """One condition that somebody should look at."""

    id: Annotated[
        str,
        Field(
            description="Kind and subject; the same whenever this condition stands",
            examples=["relay.gone:127.0.0.1:2223"],
        ),
    ]
    kind: Annotated[str, Field(examples=["relay.gone"])]
    severity: Literal["warning", "critical"]
    since: Stamp
    detail: Annotated[str, Field(description="What is wrong and what to do")]
    source: Annotated[str, Field(description="The module that knows", examples=["switch"])]


class AlarmPage(Answer):
    """Everything that stands now: critical alarms first, the oldest first among equals."""

    items: list[AlarmItem]
    next_cursor: None = None
