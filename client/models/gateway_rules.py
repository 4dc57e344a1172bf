"""What is wrong with a typed gateway, field by field, before it is sent.

The engine decides; this mirrors what it takes so that a mistake is named where it is typed. Only
what can be seen without asking anybody is checked: whether a name resolves is the engine's matter.
"""

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Gateway
from client.models.account_rules import account_problems
from client.models.gateway_draft import NUMBER_LIMITS

LONGEST_NAME = 64
LONGEST_MEMO = 256
#: The least and the greatest value of every number, both allowed; 0 is mostly "no limit", -1 that
#: of the system.
RANGES = {
    "priority": (0, 1000),
    "weight": (1, 1000),
    "capacity": (0, 100_000),
    "calls_per_second": (0, 10_000),
    "max_duration_s": (0, 86_400),
    "no_answer_s": (0, 86_400),
    "register_expires_s": (60, 86_400),
    "probe_interval_s": (0, 3_600),
    **dict.fromkeys(NUMBER_LIMITS, (-1, 10_000)),
}
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}")
_LABEL = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_LAST_OF_ADDRESS = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_PREFIX = re.compile(r"[0-9A-Za-z+*#]{1,32}")
_RULE_PART = re.compile(r"[0-9A-Za-z+*#]{0,64}")
_PORT = range(1, 65536)


def problems(draft: Gateway) -> dict[str, str]:
    """Return a sentence for every field that the engine would refuse; empty when it is fine."""
    address = is_target if draft.kind == "routing" else is_source
    found = {
        "name": "" if _NAME.fullmatch(draft.name) else _name_rule(draft.name),
        "addresses": _addresses(draft, address),
        "prefixes": _list(draft.prefixes, is_prefix, _tr("“{line}” cannot begin a number.")),
        "caller_rewrite": _rules(draft.caller_rewrite),
        "callee_rewrite": _rules(draft.callee_rewrite),
        "memo": _tr("One line only.") if not draft.memo.isprintable() else "",
        **account_problems(draft, is_target),
    }
    return {name: text for name, text in found.items() if text}


def is_source(text: str) -> bool:
    """Say whether calls may come from *text*: an address, a network (CIDR) or a host name."""
    if _is_host(text):
        return True
    length = text.partition("/")[2]
    if "%" in text or ("/" in text and not (length.isascii() and length.isdigit())):
        return False  # a mask in dots would be taken for a length
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def is_target(text: str) -> bool:
    """Say whether calls may go to *text*: ``host``, ``host:port`` or ``[v6]:port``."""
    if text.startswith("["):
        inside, closed, port = text[1:].partition("]")
        return bool(closed) and _is_address(inside, 6) and (not port or _is_port(port))
    host, colon, _rest = text.partition(":")
    if text.count(":") > 1:
        return _is_address(text, 6)
    fine = _is_address(host, 4) or _is_host(host)
    return fine and (not colon or _is_port(text[len(host) :]))


def is_prefix(text: str) -> bool:
    """Say whether a called number may begin like *text*."""
    return _PREFIX.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """Say whether *text* is ``PREFIX:REPLACEMENT``; either side may be empty."""
    before, colon, after = text.partition(":")
    return bool(colon) and all(_RULE_PART.fullmatch(part) for part in (before, after))


def _addresses(draft: Gateway, fine: Callable[[str], bool]) -> str:
    if not draft.addresses:
        return _tr("At least one address.")
    return _list(draft.addresses, fine, _tr("“{line}” is not an address."))


def _rules(lines: Sequence[str]) -> str:
    complaint = _list(lines, is_rule, _tr("“{line}” is not PREFIX:REPLACEMENT."))
    if complaint:
        return complaint
    counted = Counter(line.partition(":")[0] for line in lines)
    twice = next((prefix for prefix, count in counted.items() if count > 1), None)
    if twice is None:
        return ""
    return _tr("Two rules begin with “{prefix}”.").format(prefix=twice)


def _list(lines: Sequence[str], fine: Callable[[str], bool], complaint: str) -> str:
    """Return what is wrong with the first bad line, or that a line is there twice."""
    for line in lines:
        if not fine(line):
            return complaint.format(line=line)
    twice = next((line for line, count in Counter(lines).items() if count > 1), "")
    return _tr("“{line}” is there twice.").format(line=twice) if twice else ""


def _name_rule(name: str) -> str:
    if not name:
        return _tr("A name is needed.")
    return _tr("1 to {count} letters, digits, _ . - and no dot first.").format(count=LONGEST_NAME)


def _is_address(text: str, version: int) -> bool:
    try:
        return "%" not in text and ipaddress.ip_address(text).version == version
    except ValueError:
        return False


def _is_host(text: str) -> bool:
    """A host name; what ends in a number is a mistyped address."""
    last = text.rpartition(".")[2]
    return bool(_HOST.fullmatch(text)) and not _LAST_OF_ADDRESS.fullmatch(last)


def _is_port(text: str) -> bool:
    digits = text.removeprefix(":")
    return (
        text.startswith(":") and digits.isascii() and digits.isdigit() and int(digits[:6]) in _PORT
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayRules", text)
