"""What a form says about a gateway: the fields to send, and only those that are different.

A draft is a `Gateway` without live figures, so that a stored gateway and a typed one compare field
by field.
"""

from collections.abc import Mapping
from dataclasses import replace

from client.api.call_values import Gateway

#: Limits of the blacklist of numbers that a customer may have of its own.
NUMBER_LIMITS = (
    "malicious_callee_limit", "malicious_caller_limit", "no_answer_limit", "concurrent_limit",
)  # fmt: skip
#: What an operator configures. Name and kind are given once, when it is created.
FIELDS = (
    "addresses", "transport", "prefixes", "priority", "weight", "capacity", "calls_per_second",
    "caller_rewrite", "callee_rewrite", "max_duration_s", "no_answer_s", "relay", "enabled",
    "memo", "username", "password", "registers", "registrar", "register_expires_s",
    "contact_number", "probe_interval_s", "sip_caller_e164_domain", "sip_privacy",
    "sip_p_asserted_identity", "sip_p_preferred_identity", "tls_verify", "number_watch",
    *NUMBER_LIMITS,
)  # fmt: skip
#: What has a meaning only where calls go.
ROUTING_ONLY = (
    "transport", "tls_verify", "priority", "weight", "registers", "registrar", "register_expires_s",
    "contact_number", "probe_interval_s", "sip_privacy", "sip_p_asserted_identity",
    "sip_p_preferred_identity",
)  # fmt: skip
#: What has a meaning only where calls come from.
MAPPING_ONLY = ("sip_caller_e164_domain", "number_watch", *NUMBER_LIMITS)


def fields_of(draft: Gateway) -> dict[str, object]:
    """Return the configuration of a new gateway as the interface takes it."""
    left_out = MAPPING_ONLY if draft.kind == "routing" else ROUTING_ONLY
    values = {name: _plain(getattr(draft, name)) for name in FIELDS if name not in left_out}
    if not draft.password:
        del values["password"]
    return {"name": draft.name, "kind": draft.kind} | values


def changes_between(stored: Gateway, draft: Gateway) -> dict[str, object]:
    """Return the fields of *draft* that differ from what is stored."""
    return {
        name: _plain(getattr(draft, name))
        for name in FIELDS
        if getattr(draft, name) != getattr(stored, name)
    }


def same_configuration(one: Gateway, other: Gateway) -> bool:
    """Say whether two differ at most in their live figures."""
    return one.name == other.name and not changes_between(one, other)


def as_shown(answer: Gateway, known: Gateway | None) -> Gateway:
    """Return a gateway that was just stored with the live figures there were, as a list has it."""
    live = answer.live or (known.live if known is not None else None)
    return replace(answer, live=live, effective_at=None, warning="")


def lines_in(text: str) -> tuple[str, ...]:
    """Return what was typed line by line, or between commas, without what is empty."""
    parts = text.replace(",", "\n").splitlines()
    return tuple(part.strip() for part in parts if part.strip())


def refusals(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what the engine refused by the field of the form; ``prefixes.0`` is ``prefixes``."""
    found: dict[str, str] = {}
    for name, detail in fields.items():
        parts = [part for part in name.replace("[", ".").split(".") if part not in ("body", "")]
        field = next((part for part in parts if part in (*FIELDS, "name")), "")
        found[field] = f"{found[field]} {detail}" if field in found else detail
    return found


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
