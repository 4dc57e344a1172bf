"""Gathers what the checklist judges, and what the security report writes down."""

from typing import Final

from engine.api.checklist import Facts
from engine.api.services import Services
from engine.errors import ControlError
from engine.parameters.catalogue import CATALOGUE, Group
from engine.store.rows import ParameterRow

REPORT_FACT: Final = "security-report"
"""Name of the fact that says when the settings were written down last."""

MAX_TRUSTED: Final = 1_000
"""Entries of the allow list that are looked at."""

_MORE: Final = (
    "SERVER_BILLING_RECORD_ILLEGAL_CALL",
    "SERVER_BILLING_RECORD_ZERO_HOLD_TIME",
    "SS_ENDPOINT_CALL_LIMIT",
    "SS_ENDPOINT_REGISTER_REPLACE",
    "SS_REPLY_UNAUTHORIZED",
    "SS_SIP_AUTHENTICATION_STRONG_FIRST",
    "SS_SIP_AUTHENTICATION_TIMEOUT",
)


def security_names() -> list[str]:
    """The parameters that security rests on, alphabetically."""
    return [
        name
        for name, entry in CATALOGUE.items()
        if entry.group is Group.SECURITY or name.startswith("SS_ENDPOINTREGISTER") or name in _MORE
    ]


def security_rows(services: Services) -> list[ParameterRow]:
    """Those parameters as they are."""
    wanted = set(security_names())
    return [row for row in services.config.parameters.all() if row.name in wanted]


def gather(services: Services) -> Facts:
    """What is so now; what cannot be asked is left open."""
    config = services.config
    counts = [config.passwords.counts("endpoint"), config.passwords.counts("operator")]
    made = config.facts.get(REPORT_FACT).get("at")
    return Facts(
        values=config.parameters.values(),
        now=services.clock.wall(),
        trusted=_trusted(services),
        weak=sum(each["weak"] for each in counts),
        unjudged=sum(each["unknown"] for each in counts),
        last_lockout=_last_lockout(services),
        documented=made if isinstance(made, float) else None,
        changed=max(
            (row.changed_at for row in security_rows(services) if row.changed_at), default=None
        ),
    )


def _trusted(services: Services) -> int | None:
    try:
        return len(services.switch.trusted("", MAX_TRUSTED))
    except ControlError:
        return None


def _last_lockout(services: Services) -> float | None:
    """When a lockout began last, epoch seconds."""
    rows, _ = services.cdrs.suspension_history(limit=100)
    return next((row.at / 1000 for row in rows if row.action == "suspended"), None)
