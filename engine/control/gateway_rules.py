"""What a gateway may look like: one place for the store, the interface and the switch.

The limits are named, so that the description of the interface says the same. Checking names the
field that is wrong, an entry of a list by its place (``addresses.1``), and never asks the network:
whether a name resolves is found out when it is used.
"""

import re
from collections.abc import Iterable, Iterator
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final, NamedTuple, get_args

from engine.control.carrier_rules import check_account
from engine.control.gateways import GatewayConfig, RelayMode
from engine.control.identities import CHOICES
from engine.control.number_limits import FIELDS, INHERIT, MAX_LIMIT, WATCHES
from engine.errors import Invalid

SIP_PORT: Final = 5060
MAX_ADDRESSES: Final = 100
"""Addresses of one gateway: a customer with more has a network."""
MAX_ADDRESS: Final = 262
"""Characters of one: a host name of 253, brackets or a colon, and a port."""
MAX_PREFIXES: Final = 1_000
MAX_RULES: Final = 100
MAX_MEMO: Final = 256

NAME: Final = r"^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}$"
"""A name is part of a path, so it does not begin with a dot."""
PREFIX: Final = r"^[0-9A-Za-z+*#]{1,32}$"
RULE: Final = r"^[0-9A-Za-z+*#]{0,64}:[0-9A-Za-z+*#]{0,64}$"


class Range(NamedTuple):
    """The least and the greatest value, both allowed."""

    least: int
    most: int


RELAY_MODES: Final = get_args(RelayMode)

RANGES: Final = {
    "priority": Range(0, 1_000),
    "weight": Range(1, 1_000),
    "capacity": Range(0, 100_000),
    "calls_per_second": Range(0, 10_000),
    "max_duration_s": Range(0, 86_400),
    "no_answer_s": Range(0, 86_400),
    "register_expires_s": Range(60, 86_400),
    "probe_interval_s": Range(0, 3_600),
    **dict.fromkeys(FIELDS.values(), Range(INHERIT, MAX_LIMIT)),
}

_LABEL: Final = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
_HOST: Final = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_LAST_LABEL: Final = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_PORT: Final = re.compile(r"[0-9]{1,5}")
_SOURCE: Final = "an address, a network such as 192.0.2.0/24, or a host name"
_TARGET: Final = "a host name or address, with or without a port: host:5060, [2001:db8::1]:5060"


def check(config: GatewayConfig) -> None:
    """Refuse what must not be stored.

    Raises:
        Invalid: names the first field that is wrong and says what it takes.
    """
    _fits("name", [config.name], NAME, "1 to 64 letters, digits, _ . - and no dot first")
    for name, (least, most) in RANGES.items():
        if not least <= getattr(config, name) <= most:
            raise Invalid(name, f"{name} is a whole number from {least} to {most}")
    for name, choices in CHOICES.items():
        if getattr(config, name) not in choices:
            raise Invalid(name, f"{name} is one of {', '.join(choices)}")
    if config.number_watch not in WATCHES:
        raise Invalid("number_watch", f"number_watch is one of {', '.join(WATCHES)}")
    if config.relay not in RELAY_MODES:
        raise Invalid("relay", f"relay is one of {', '.join(RELAY_MODES)}")
    _addresses(config)
    _size("prefixes", config.prefixes, MAX_PREFIXES)
    _fits("prefixes", config.prefixes, PREFIX, "1 to 32 digits, letters, + * #")
    _once("prefixes", config.prefixes)
    for name in ("caller_rewrite", "callee_rewrite"):
        rules = getattr(config, name)
        _size(name, rules, MAX_RULES)
        _fits(name, rules, RULE, "PREFIX:REPLACEMENT of digits, letters, + * #, 64 a side at most")
        _once(name, [rule.partition(":")[0] for rule in rules])
    if len(config.memo) > MAX_MEMO or not config.memo.isprintable():
        raise Invalid("memo", f"a memo is at most {MAX_MEMO} printable characters")
    check_account(config, target)


def source(text: str) -> str:
    """Where calls come from, in the one form in which it can be compared.

    Returns:
        A network with its prefix length (``192.0.2.9/32``) or a host name in lower case.

    Raises:
        ValueError: it is no address, network or host name.
    """
    if "%" in text or len(text) > MAX_ADDRESS:
        raise ValueError(_SOURCE)
    address, slash, length = text.partition("/")
    if not slash and is_host(text):
        return text.lower()
    if slash and not _PORT.fullmatch(length):  # a mask in dots would be taken for a length
        raise ValueError(_SOURCE)
    plain = ip_address(address)
    mapped = plain.ipv4_mapped if isinstance(plain, IPv6Address) and not slash else None
    return str(ip_network(f"{mapped or plain}{slash}{length}", strict=False))


def target(text: str) -> tuple[str, int]:
    """Where calls go: a host without brackets, and a port (5060 when none is written).

    Raises:
        ValueError: it is not of that form, or its port is not 1 to 65535.
    """
    if text.startswith("["):
        host, closed, port = text[1:].partition("]")
        if not closed or not _is_address(host, 6):
            raise ValueError(_TARGET)
    elif _is_address(text, 6):
        return text, SIP_PORT
    else:
        host = text.partition(":")[0]
        port = text[len(host) :]
        if not _is_address(host, 4) and not is_host(host):
            raise ValueError(_TARGET)
    return host, _port(port)


def is_host(text: str) -> bool:
    """Whether it is a host name (RFC 1123 section 2.1); what ends in a number is an address."""
    return bool(_HOST.fullmatch(text)) and not _LAST_LABEL.fullmatch(text.rpartition(".")[2])


def clash(config: GatewayConfig, others: Iterable[GatewayConfig]) -> str:
    """Why ``config`` cannot stand beside the others, "" when it can.

    A call from an address belongs to one mapping gateway, so two enabled ones cannot have the same
    address or network. One may lie within the network of another: the longer prefix wins.
    """
    own = set(_sources(config))
    for other in others if own else ():
        if other.name != config.name and not own.isdisjoint(_sources(other)):
            return (
                f"the mapping gateway {other.name} has the same address; change it there or here, "
                "or disable one of the two"
            )
    return ""


def _sources(config: GatewayConfig) -> Iterator[str]:
    if config.enabled and config.kind == "mapping":
        yield from map(source, config.addresses)


def _addresses(config: GatewayConfig) -> None:
    if not config.addresses:
        raise Invalid("addresses", f"a {config.kind} gateway needs at least one address")
    _size("addresses", config.addresses, MAX_ADDRESSES)
    found: list[object] = []
    for number, text in enumerate(config.addresses):
        try:
            found.append(source(text) if config.kind == "mapping" else target(text))
        except ValueError:
            form = _SOURCE if config.kind == "mapping" else _TARGET
            raise Invalid(f"addresses.{number}", f"must be {form}") from None
    _once("addresses", found)


def _size(field: str, entries: tuple[str, ...], most: int) -> None:
    if len(entries) > most:
        raise Invalid(field, f"at most {most} entries")


def _fits(field: str, entries: Iterable[str], pattern: str, form: str) -> None:
    for number, text in enumerate(entries):
        if not re.fullmatch(pattern.strip("^$"), text):
            raise Invalid(field if field == "name" else f"{field}.{number}", f"must be {form}")


def _once(field: str, entries: Iterable[object]) -> None:
    """Refuse an entry that is there twice: which of the two counts would be a guess."""
    seen: set[object] = set()
    for number, entry in enumerate(entries):
        if entry in seen:
            raise Invalid(f"{field}.{number}", "is there twice; keep one of the two")
        seen.add(entry)


def _is_address(text: str, version: int) -> bool:
    try:
        return "%" not in text and ip_address(text).version == version
    except ValueError:
        return False


def _port(text: str) -> int:
    """The port of ``:5060``, the usual one of "".

    Raises:
        ValueError: it is none.
    """
    if not text:
        return SIP_PORT
    digits = text.removeprefix(":")
    if digits == text or not _PORT.fullmatch(digits) or not 1 <= int(digits) <= 65_535:
        raise ValueError(_TARGET)
    return int(digits)
