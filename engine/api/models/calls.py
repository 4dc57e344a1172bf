"""Running calls: which to list, how they are shown, why one is ended."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import Answer, Body, Page, Reason, Search, Stamp, Text

CallStateName = Literal["connecting", "ringing", "answered"]


class CallQuery(Page):
    """Which calls; ``q`` occurs in a number, an address, the account or the Call-ID.

    ``gateway`` is the name of the gateway a call comes from or goes to.
    """

    q: Search = ""
    gateway: Annotated[Text, Field(max_length=64, examples=["carrier-a"])] = ""
    state: CallStateName | None = None


class HangUp(Body):
    """Why a call is ended."""

    reason: Reason = ""


class CallItem(Answer):
    """One running call; its record will have the same id."""

    id: Annotated[str, Field(examples=["01900000-0000-7000-8000-000000000001"])]
    caller: Annotated[str, Field(description="Calling number as received")]
    callee: Annotated[str, Field(description="Called number as received")]
    caller_ip: str
    callee_ip: Annotated[str, Field(description='"" before it was sent anywhere')]
    caller_gateway: Annotated[str, Field(description='"" when an endpoint calls')]
    callee_gateway: Annotated[str, Field(description='"" when an endpoint is called')]
    account: Annotated[str, Field(description='Extension that calls, "" for a gateway')]
    state: CallStateName
    start: Stamp
    answer: Stamp | None
    duration_s: Annotated[
        float, Field(ge=0, description="Since the answer; since the start while there is none")
    ]
    codec: Annotated[str, Field(description='"" before both sides agreed on one')]
    call_id: Annotated[str, Field(description="Call-ID of the caller's leg")]
    relayed: Annotated[bool, Field(description="Whether its media goes through a relay")]


class CallPage(Answer):
    """Running calls by id, the oldest first."""

    items: list[CallItem]
    next_cursor: str | None
