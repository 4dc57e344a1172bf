"""Names on the control socket: operations, events and error codes.

A name used at both ends is written once, here, so that a typing mistake is an import error.
"""

from enum import StrEnum
from typing import Final


class Op(StrEnum):
    """What a client may ask the switch."""

    HELLO = "hello"
    CONFIGURE = "configure"
    PARAMETERS = "parameters"
    ENDPOINTS_PUT = "endpoints_put"
    ENDPOINTS_DELETE = "endpoints_delete"
    GATEWAYS_PUT = "gateways_put"
    GATEWAYS_DELETE = "gateways_delete"
    GATEWAYS_LIVE = "gateways_live"
    GATEWAYS_RESOLVED = "gateways_resolved"
    CALLS = "calls"
    ROUTE = "route"
    HANG_UP = "hang_up"
    TRIAL_BEGIN = "trial_begin"
    TRIAL = "trial"
    TRACE = "trace"
    STATES = "states"
    REGISTERED = "registered"
    TOTALS = "totals"
    SUSPENSIONS = "suspensions"
    CLEAR = "clear"
    UNDO = "undo"
    BLOCKS = "blocks"
    BLOCK = "block"
    UNBLOCK = "unblock"
    BLOCK_CHANGE = "block_change"
    BEHIND = "behind"
    BLOCKS_LOOK = "blocks_look"
    BLOCKS_IMPORT = "blocks_import"
    TRUSTED = "trusted"
    TRUST = "trust"
    DISTRUST = "distrust"
    LIMITS = "limits"
    LIFT = "lift"
    OPERATORS = "operators"
    KERNEL = "kernel"
    COUNTERS = "counters"
    PING = "ping"
    SUBSCRIBE = "subscribe"
    SEAL = "seal"


class Event(StrEnum):
    """What the switch pushes to subscribers."""

    ENDPOINT = "endpoint"
    SUSPENSION = "suspension"
    BLACKLIST = "blacklist"
    RATES = "rates"
    CALL = "call"
    RESYNC = "resync"


class Code(StrEnum):
    """Why a request was refused."""

    UNKNOWN_OPERATION = "unknown_operation"
    BAD_ARGUMENTS = "bad_arguments"
    INTERNAL = "internal"


MAX_EVENT_ITEMS: Final = 1_000
"""Items of one kind held between two pushes; more than that becomes one ``resync``."""

EVENT_INTERVAL: Final = 0.25
"""Seconds over which events are gathered before they are pushed."""
