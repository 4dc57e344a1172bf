"""The account, the registration and the probes of a gateway in the interface."""

from typing import Annotated

from pydantic import Field

from engine.api.models.common import Answer, Stamp
from engine.control.carrier_rules import CONTACT, MAX_PASSWORD, USERNAME
from engine.control.carriers import ProbeState, RegistrationState
from engine.control.gateway_rules import MAX_ADDRESS, RANGES

Username = Annotated[
    str,
    Field(
        pattern=USERNAME,
        description="Of a mapping gateway: whom its calls prove to be by digest (407), besides "
        'coming from its addresses; "" asks for no proof. Of a routing gateway: our account there. '
        "Without it there is no password either",
    ),
]
Password = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_PASSWORD,
        description="Taken and never answered. That of a mapping gateway obeys the password "
        "policy, and is given anew with another user name",
        json_schema_extra={"writeOnly": True, "format": "password"},
    ),
]
Registers = Annotated[bool, Field(description="Whether we register with a routing gateway")]
Registrar = Annotated[
    str,
    Field(max_length=MAX_ADDRESS, description='`host` or `host:port`, "" for its first address'),
]
ExpiresS = Annotated[
    int,
    Field(
        ge=RANGES["register_expires_s"].least,
        le=RANGES["register_expires_s"].most,
        description="Seconds for which we ask to be registered",
    ),
]
ContactNumber = Annotated[
    str, Field(pattern=CONTACT, description='The number we are called at, "" for the user name')
]
ProbeInterval = Annotated[
    int,
    Field(
        ge=RANGES["probe_interval_s"].least,
        le=RANGES["probe_interval_s"].most,
        description="Seconds between two OPTIONS to a routing gateway, 0 for none. Three without "
        "an answer, and it gets no calls until it answers again",
    ),
]


class RegistrationItem(Answer):
    """Our registration at a routing gateway."""

    state: RegistrationState
    since: Stamp | None
    expires_at: Annotated[Stamp | None, Field(description="Until when the carrier keeps it")]
    next_try_at: Annotated[Stamp | None, Field(description="When the next REGISTER is sent")]
    last_status: Annotated[int, Field(description="408 for no answer, 0 before the first")]
    detail: str


class ProbeItem(Answer):
    """Whether a routing gateway answers OPTIONS."""

    state: ProbeState
    since: Stamp | None
    round_trip_ms: float | None
    last_status: Annotated[int, Field(description="408 for no answer, 0 before the first")]
    detail: str
