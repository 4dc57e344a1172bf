"""Routing analysis: which call is asked about, and where it would go."""

from typing import Annotated, Final, Literal

from pydantic import Field

from engine.api.models.common import Answer, Body
from engine.control.gateway_rules import NAME

NUMBER: Final = r"^[0-9A-Za-z_.+*#-]{1,64}$"
"""What a phone or a switch may send as a number, and every extension."""

Number = Annotated[str, Field(pattern=NUMBER)]
Verdict = Literal[
    "candidate", "disabled", "unreachable", "quarantined", "capacity", "rate", "number", "no prefix"
]
Refusal = Literal["", "disabled", "capacity", "rate", "prefix", "number", "busy"]


class RouteQuery(Body):
    """The call in question; without ``gateway`` it comes from an endpoint."""

    caller: Annotated[Number, Field(description="Calling number as received", examples=["1001"])]
    callee: Annotated[
        Number, Field(description="Called number as received", examples=["00442071234567"])
    ]
    gateway: Annotated[
        str | None,
        Field(
            pattern=NAME,
            description="Mapping gateway it comes from; left out for an endpoint that calls",
            examples=["customer-a"],
        ),
    ] = None


class RouteStepItem(Answer):
    """One routing gateway, in the order of the attempts."""

    gateway: str
    verdict: Annotated[
        Verdict, Field(description="`candidate`: it is offered the call; otherwise why it is not")
    ]
    text: Annotated[str, Field(description="The verdict in a sentence with its numbers")]
    prefix: Annotated[str, Field(description='Prefix that fits; "" also when it serves all')]
    priority: int
    weight: int
    caller: Annotated[str, Field(description='Calling number as sent, "" when none would be')]
    callee: Annotated[str, Field(description='Called number as sent, "" when none would be')]


class RouteAnswer(Answer):
    """Where the call would go at this moment; of equal gateways the greater weight comes first."""

    caller: Annotated[str, Field(description="After the rewriting of the mapping gateway")]
    callee: Annotated[str, Field(description="After the rewriting of the mapping gateway")]
    refused: Annotated[
        Refusal,
        Field(
            description='Why it would be sent nowhere, "" otherwise: the mapping gateway is '
            "disabled, full (`capacity`), too quick (`rate`), may not call the number (`prefix`) "
            "or makes it too long (`number`); the endpoint has all its calls (`busy`)"
        ),
    ]
    extension: Annotated[str, Field(description='Endpoint that is called, "" for none')]
    contacts: Annotated[int, Field(ge=0, description="Where that endpoint is registered now")]
    steps: list[RouteStepItem]
