"""Gateways and running calls, as frozen values.

A mapping gateway is where calls come from, a routing gateway where they go. What the softswitch
knows of a gateway at the moment is apart from its configuration and missing while it is away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from client.api.carrier_values import NO_PROBE, NO_REGISTRATION, ProbeLive, RegistrationLive


@dataclass(frozen=True, slots=True)
class GatewayLive:
    """What the softswitch knows of one gateway since it was started.

    Attributes:
        calls: calls through it now.
        attempts: calls offered to it, or come from it.
        answered: those of them that were answered.
        asr: answered share of 1 of the last 100 ended calls; None before the first.
        acd_s: mean talk time of the answered ones among them, seconds.
        pdd_ms: mean post-dial delay among them, milliseconds.
        calls_in_last_second: new calls in the second before.
        quarantined_until: until then it gets no calls; None while it is used.
        last_failure: why its latest failed call failed, for a person.
        last_failure_at: when.
        registration: ours with a routing gateway.
        probe: whether a routing gateway answers OPTIONS.
    """

    calls: int
    attempts: int = 0
    answered: int = 0
    asr: float | None = None
    acd_s: float | None = None
    pdd_ms: float | None = None
    calls_in_last_second: int = 0
    quarantined_until: datetime | None = None
    last_failure: str = ""
    last_failure_at: datetime | None = None
    registration: RegistrationLive = NO_REGISTRATION
    probe: ProbeLive = NO_PROBE


@dataclass(frozen=True, slots=True)
class Gateway:
    """A gateway; ``kind`` is ``mapping`` or ``routing``, 0 is no limit or that of the system.

    ``number_watch`` is ``inherit``, ``on`` or ``off``; of the limits behind it -1 is that of the
    system and 0 is off. Rewriting rules are ``PREFIX:REPLACEMENT``; ``relay`` is ``auto``, ``on``
    or ``off``; ``live`` is None while the softswitch is away. A ``password`` is only ever typed: no
    answer holds one,
    ``password_set`` says whether there is.
    """

    name: str
    kind: str
    addresses: tuple[str, ...] = ()
    transport: str = "udp"
    prefixes: tuple[str, ...] = ()
    priority: int = 1
    weight: int = 1
    capacity: int = 0
    calls_per_second: int = 0
    caller_rewrite: tuple[str, ...] = ()
    callee_rewrite: tuple[str, ...] = ()
    max_duration_s: int = 0
    no_answer_s: int = 0
    relay: str = "auto"
    enabled: bool = True
    memo: str = ""
    username: str = ""
    password: str = field(default="", repr=False)
    password_set: bool = False
    registers: bool = False
    registrar: str = ""
    register_expires_s: int = 3600
    contact_number: str = ""
    probe_interval_s: int = 0
    sip_caller_e164_domain: str = "from"
    sip_privacy: str = "pass"
    sip_p_asserted_identity: str = "none"
    sip_p_preferred_identity: str = "none"
    tls_verify: bool = True
    number_watch: str = "inherit"
    malicious_callee_limit: int = -1
    malicious_caller_limit: int = -1
    no_answer_limit: int = -1
    concurrent_limit: int = -1
    live: GatewayLive | None = None
    effective_at: datetime | None = None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A running call; ``state`` is ``connecting``, ``ringing`` or ``answered``.

    A gateway is empty where an endpoint is the party; ``account`` is the extension that calls.
    ``relayed`` says that media goes through the relay.
    """

    id: str
    caller: str
    callee: str
    state: str
    start: datetime
    caller_ip: str = ""
    callee_ip: str = ""
    caller_gateway: str = ""
    callee_gateway: str = ""
    account: str = ""
    answer: datetime | None = None
    duration_s: float = 0.0
    codec: str = ""
    call_id: str = ""
    relayed: bool = False


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One routing gateway in a routing analysis; ``verdict`` is ``candidate``, or why it is not.

    Attributes:
        text: the verdict in the words of the engine, with its numbers.
        prefix: the one that fits; empty also for a gateway that serves every number.
        caller: calling number as sent, empty when none would be; ``callee`` likewise.
    """

    gateway: str
    verdict: str
    text: str = ""
    prefix: str = ""
    priority: int = 1
    weight: int = 1
    caller: str = ""
    callee: str = ""


@dataclass(frozen=True, slots=True)
class RouteAnalysis:
    """Where a call would go: to an extension with so many contacts, or through the gateways.

    ``refused`` says why it would go nowhere; the numbers are those after the mapping gateway.
    """

    caller: str
    callee: str
    refused: str = ""
    extension: str = ""
    contacts: int = 0
    steps: tuple[RouteStep, ...] = ()
