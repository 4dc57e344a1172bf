"""Alarms: what stands now."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import Answer, Body, Stamp, Text
from engine.api.models.schedules import MailAddress


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
    acknowledged_by: Annotated[str, Field(description="Who has taken it on, empty for nobody")]
    acknowledged_at: Stamp | None


class AlarmPage(Answer):
    """Everything that stands now: critical alarms first, the oldest first among equals."""

    items: list[AlarmItem]
    next_cursor: None = None


class Acknowledge(Body):
    """An alarm that stands now, by its id."""

    id: Annotated[Text, Field(min_length=1, max_length=300, examples=["relay.gone:127.0.0.1:2223"])]


class AlarmRuleBody(Body):
    """A rule over a figure of `/metrics`; all figures whose labels fit are added up.

    `level` and `below` compare the value with the threshold, `rise` what it has grown by within
    `window_s`, `absence` waits for a figure that is missing. It must hold for `hold_s` seconds;
    nobody is told of it twice within `quiet_s`.
    """

    figure: Annotated[
        str,
        Field(
            # It bounds the length too, to 1,094 characters.
            pattern=r'^[a-zA-Z_:][a-zA-Z0-9_:]{0,99}(\{([a-z_]{1,40}="[^"\\{}]{0,80}",?){0,8}\})?$',
            examples=['switchwarden_module_up{module="switch"}'],
        ),
    ]
    kind: Literal["level", "below", "rise", "absence"]
    threshold: Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)] = 0.0
    window_s: Annotated[int, Field(ge=10, le=3600)] = 300
    hold_s: Annotated[int, Field(ge=0, le=604_800)] = 0
    severity: Literal["warning", "critical"] = "warning"
    quiet_s: Annotated[int, Field(ge=0, le=604_800)] = 3600
    enabled: bool = True
    mail: Annotated[list[MailAddress], Field(max_length=20, default_factory=list)]
    webhook: bool = False
    reason: Annotated[Text, Field(max_length=500, description="Why; kept in the audit")] = ""


class AlarmRuleItem(Answer):
    """A rule as it is stored."""

    name: str
    figure: str
    kind: Literal["level", "below", "rise", "absence"]
    threshold: float
    window_s: int
    hold_s: int
    severity: Literal["warning", "critical"]
    quiet_s: int
    enabled: bool
    mail: list[str]
    webhook: bool


class AlarmRuleList(Answer):
    """All rules by name."""

    items: list[AlarmRuleItem]
    next_cursor: None = None


class AlarmRuleTest(Answer):
    """What a rule would find now (null for no such figure), and whom the test reached."""

    measured: float | None
    told: list[str]


class WebhookPut(Body):
    """Where alarms are posted to, empty for nowhere; a secret that is left out stays."""

    url: Annotated[
        str,
        Field(
            max_length=500,
            pattern=r"^(https?://[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]{0,253}(/[!-~]{0,240})?)?$",
            examples=["https://chat.example.org/hooks/alarms"],
        ),
    ]
    secret: Annotated[Text, Field(min_length=16, max_length=256)] | None = None


class WebhookItem(Answer):
    """The webhook, but for its secret."""

    url: str
    has_secret: bool


class FigureLabel(Answer):
    """A label of a figure and the values it has now; other values are possible."""

    name: Annotated[str, Field(examples=["module"])]
    values: list[str]


class FigureItem(Answer):
    """A figure that a rule may be about.

    ``value`` is the sum over all labels now, null while there is none. One that ``grows`` is a
    count since its process began: ask for its rise.
    """

    figure: Annotated[str, Field(examples=["switchwarden_illegal_calls_total"])]
    unit: Annotated[str, Field(examples=["calls"])]
    description: str
    grows: bool
    labels: list[FigureLabel]
    value: float | None


class FigureList(Answer):
    """All figures by name."""

    items: list[FigureItem]
    next_cursor: None = None
