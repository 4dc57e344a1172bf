"""Trying proposed limits on what sources tried lately."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.dry_run import Verdict
from engine.api.models.common import Answer, Body, Stamp
from engine.api.models.parameters import Value

MAX_HOURS = 720


class DryRunStart(Body):
    """What to try, on how many of the last hours.

    ``values`` are those of the lockout (`SS_ENDPOINTREGISTER...`), of the blacklist of addresses
    (`SS_BLACK_LIST_IP...`) and of the rate limits (`SS_RATE_LIMIT...`); what is not given stays as
    it is in force.
    """

    hours: Annotated[int, Field(ge=1, le=MAX_HOURS)] = 24
    values: Annotated[
        dict[str, bool | int | str],
        Field(max_length=50, examples=[{"SS_ENDPOINTREGISTERRETRY": 3}]),
    ]


class HitItem(Answer):
    """One endpoint, address or gateway; ``first_at`` is null when it would not be hit."""

    kind: Literal["endpoint", "address", "gateway"]
    name: str
    verdict: Verdict
    known: bool
    customer: Annotated[bool, Field(description="Somebody registered rightly from there")]
    rule: Annotated[
        str,
        Field(description="`lockout`, a rule of the blacklist, `spared`, or `rate_` and a limit"),
    ]
    times: int
    first_at: Stamp | None
    did_times: Annotated[int, Field(description="How often it really was hit")]
    earlier_s: Annotated[int, Field(ge=0)]
    attempts: int
    stopped: Annotated[int, Field(description="Attempts that would not have been let through")]
    refused: Annotated[int, Field(description="Right passwords that would have been refused")]


class DryRunItem(Answer):
    """What it came to; ``hits`` are the first of them, customers first, the counts are whole."""

    began_at: Annotated[Stamp, Field(description="Since when events are known")]
    until: Stamp
    complete: Annotated[bool, Field(description="False when time did not suffice for all of it")]
    attempts: int
    stopped: int
    missed: Annotated[int, Field(description="Events that were not written down or told apart")]
    endpoints: int
    addresses: int
    gateways: Annotated[int, Field(description="Gateways that reached a limit and are spared")]
    customers: int
    did: Annotated[int, Field(description="Endpoints and addresses that really were hit")]
    hits: list[HitItem]
    values: dict[str, Value]
