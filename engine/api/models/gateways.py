"""Gateways: what is configured, and what the switch knows of them at the moment."""

from typing import Annotated, Final, Literal

from pydantic import Field

from engine.api.models.carriers import (
    ContactNumber,
    ExpiresS,
    Password,
    ProbeInterval,
    ProbeItem,
    Registers,
    Registrar,
    RegistrationItem,
    Username,
)
from engine.api.models.common import Answer, Body, Effect, Flag, Page, Reason, Search, Stamp, Text
from engine.api.models.identities import Asserted, CallerDomain, Preferred, Privacy
from engine.api.models.number_limits import NumberLimit, Watch
from engine.control.gateway_rules import (
    MAX_ADDRESS,
    MAX_ADDRESSES,
    MAX_MEMO,
    MAX_PREFIXES,
    MAX_RULES,
    NAME,
    PREFIX,
    RANGES,
    RULE,
)

Kind = Literal["mapping", "routing"]
Transport = Literal["udp", "tcp", "tls"]
TlsVerify = Annotated[
    bool,
    Field(
        description="Over TLS: the gateway has to show a certificate for its host, of an authority "
        "that is trusted"
    ),
]
Name = Annotated[str, Field(pattern=NAME, examples=["carrier-a"])]
Addresses = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=MAX_ADDRESS)]],
    Field(
        min_length=1,
        max_length=MAX_ADDRESSES,
        description="Of a mapping gateway addresses, networks (CIDR) or host names its calls come "
        "from; of a routing gateway `host`, `host:port` or `[v6]:port`, tried in this order",
        examples=[["192.0.2.9:5060", "sip.example.org"]],
    ),
]
Prefixes = Annotated[
    list[Annotated[str, Field(pattern=PREFIX)]],
    Field(
        max_length=MAX_PREFIXES,
        description="Beginnings of called numbers it serves, the longest decides; none for all",
        examples=[["0044", "+44"]],
    ),
]
Rules = Annotated[
    list[Annotated[str, Field(pattern=RULE)]],
    Field(
        max_length=MAX_RULES,
        description="`PREFIX:REPLACEMENT`; the rule with the longest prefix that fits is applied",
        examples=[["00:+"]],
    ),
]
Memo = Annotated[Text, Field(max_length=MAX_MEMO, description="A note for people")]
Priority = Annotated[
    int,
    Field(
        ge=RANGES["priority"].least,
        le=RANGES["priority"].most,
        description="With equally long prefixes the lowest comes first",
    ),
]
Weight = Annotated[
    int,
    Field(
        ge=RANGES["weight"].least,
        le=RANGES["weight"].most,
        description="Share of calls among gateways of equal priority",
    ),
]
Capacity = Annotated[
    int,
    Field(
        ge=RANGES["capacity"].least,
        le=RANGES["capacity"].most,
        description="Most calls at a time, 0 for no limit",
    ),
]
CallsPerSecond = Annotated[
    int,
    Field(
        ge=RANGES["calls_per_second"].least,
        le=RANGES["calls_per_second"].most,
        description="Most new calls within a second, 0 for no limit",
    ),
]
MaxDuration = Annotated[
    int,
    Field(
        ge=RANGES["max_duration_s"].least,
        le=RANGES["max_duration_s"].most,
        description="Longest call in seconds, 0 for the limit of the system",
    ),
]
NoAnswer = Annotated[
    int,
    Field(
        ge=RANGES["no_answer_s"].least,
        le=RANGES["no_answer_s"].most,
        description="Seconds an answer is waited for, 0 for the limit of the system",
    ),
]
Relay = Annotated[
    Literal["auto", "on", "off"],
    Field(
        description="Whether media of its calls goes through the media relay: never, always, or "
        "where the parties could not send to each other"
    ),
]
NOTHING_ASKED: Final = "At least one field besides the reason is needed."


class GatewayQuery(Page):
    """Which gateways; ``q`` occurs in the name, the memo, an address or a prefix."""

    kind: Kind | None = None
    enabled: Flag | None = None
    q: Search = ""


class NewGateway(Body):
    """A gateway to be created."""

    name: Name
    kind: Kind
    addresses: Addresses
    transport: Transport = "udp"
    prefixes: Prefixes = Field(default=[])
    priority: Priority = 1
    weight: Weight = 1
    capacity: Capacity = 0
    calls_per_second: CallsPerSecond = 0
    caller_rewrite: Rules = Field(default=[])
    callee_rewrite: Rules = Field(default=[])
    max_duration_s: MaxDuration = 0
    no_answer_s: NoAnswer = 0
    relay: Relay = "auto"
    enabled: bool = True
    memo: Memo = ""
    username: Username = ""
    password: Password | None = None
    registers: Registers = False
    registrar: Registrar = ""
    register_expires_s: ExpiresS = 3600
    contact_number: ContactNumber = ""
    probe_interval_s: ProbeInterval = 0
    tls_verify: TlsVerify = True
    sip_caller_e164_domain: CallerDomain = "from"
    sip_privacy: Privacy = "pass"
    sip_p_asserted_identity: Asserted = "none"
    sip_p_preferred_identity: Preferred = "none"
    number_watch: Watch = "inherit"
    malicious_callee_limit: NumberLimit = -1
    malicious_caller_limit: NumberLimit = -1
    no_answer_limit: NumberLimit = -1
    concurrent_limit: NumberLimit = -1
    reason: Reason = ""


class GatewayChange(Body):
    """What may change of a gateway; a list is replaced as a whole. Name and kind stay."""

    addresses: Addresses | None = None
    transport: Transport | None = None
    prefixes: Prefixes | None = None
    priority: Priority | None = None
    weight: Weight | None = None
    capacity: Capacity | None = None
    calls_per_second: CallsPerSecond | None = None
    caller_rewrite: Rules | None = None
    callee_rewrite: Rules | None = None
    max_duration_s: MaxDuration | None = None
    no_answer_s: NoAnswer | None = None
    relay: Relay | None = None
    enabled: bool | None = None
    memo: Memo | None = None
    username: Username | None = None
    password: Password | None = None
    registers: Registers | None = None
    registrar: Registrar | None = None
    register_expires_s: ExpiresS | None = None
    contact_number: ContactNumber | None = None
    probe_interval_s: ProbeInterval | None = None
    tls_verify: TlsVerify | None = None
    sip_caller_e164_domain: CallerDomain | None = None
    sip_privacy: Privacy | None = None
    sip_p_asserted_identity: Asserted | None = None
    sip_p_preferred_identity: Preferred | None = None
    number_watch: Watch | None = None
    malicious_callee_limit: NumberLimit | None = None
    malicious_caller_limit: NumberLimit | None = None
    no_answer_limit: NumberLimit | None = None
    concurrent_limit: NumberLimit | None = None
    reason: Reason = ""


class GatewayRemoval(Body):
    """Why a gateway is removed."""

    reason: Reason = ""


class LiveItem(Answer):
    """What the softswitch knows of a gateway since it was started.

    ``asr``, ``acd_s`` and ``pdd_ms`` are of the last 100 calls that ended, null before the first.
    """

    calls: Annotated[int, Field(description="Calls through it now")]
    attempts: int
    answered: int
    asr: Annotated[float | None, Field(description="Answered share, 0 to 1")]
    acd_s: Annotated[float | None, Field(description="Mean talk time in seconds")]
    pdd_ms: Annotated[float | None, Field(description="Mean post-dial delay in milliseconds")]
    calls_in_last_second: int
    quarantined_until: Annotated[
        Stamp | None, Field(description="It gets no calls until then; null while it is used")
    ]
    last_failure: Annotated[str, Field(description='Why the latest one failed, "" when none did')]
    last_failure_at: Stamp | None
    registration: RegistrationItem
    probe: ProbeItem


class GatewayItem(Answer):
    """One gateway; ``live`` is null while the softswitch cannot be asked."""

    name: str
    kind: Kind
    addresses: list[str]
    transport: Transport
    prefixes: list[str]
    priority: int
    weight: int
    capacity: int
    calls_per_second: int
    caller_rewrite: list[str]
    callee_rewrite: list[str]
    max_duration_s: int
    no_answer_s: int
    relay: Relay
    enabled: bool
    memo: str
    username: str
    password_set: Annotated[bool, Field(description="The password itself is never answered")]
    registers: bool
    registrar: str
    register_expires_s: int
    contact_number: str
    probe_interval_s: int
    tls_verify: bool
    sip_caller_e164_domain: CallerDomain
    sip_privacy: Privacy
    sip_p_asserted_identity: Asserted
    sip_p_preferred_identity: Preferred
    number_watch: Watch
    malicious_callee_limit: NumberLimit
    malicious_caller_limit: NumberLimit
    no_answer_limit: NumberLimit
    concurrent_limit: NumberLimit
    live: LiveItem | None


class GatewayDetail(GatewayItem):
    """One gateway; ``degraded`` says why the switch could not be asked."""

    stale: bool
    degraded: str | None


class GatewayChanged(GatewayItem):
    """The stored gateway, and since when the switch obeys."""

    effective_at: Stamp | None
    warning: str | None


class GatewayDeleted(Effect):
    """The gateway that is gone; its running calls go on."""

    name: str


class GatewayPage(Answer):
    """Gateways by name."""

    items: list[GatewayItem]
    next_cursor: str | None
    stale: bool
    degraded: str | None
