"""The blacklist and the rate limit as a file, for those who manage their own firewall.

Three formats, each for the program that reads it: nft(8), iptables-restore(8) and its twin for
IPv6. A file replaces what an earlier one of ours made and nothing else. Requirement 136: at most so
many registrations a minute of one address at network level, 10 recommended; who registers sends
two datagrams, the second with the answer to the challenge, so twice as many pass. Requirement 138:
whoever stays below gets through to the lockout, and gateways and trusted addresses always do.

Only UDP is limited: over TCP the kernel cannot tell a registration from the rest of a stream.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from engine.defence.nft import FAMILY, LONGEST_S, SetName, outermost
from engine.defence.places import as_network
from engine.defence.wanted import Wanted

TABLE: Final = "switchwarden_rules"
CHAIN: Final = "SWITCHWARDEN"

MAX_SOURCES: Final = 65_535
"""Addresses whose rate the kernel remembers; two minutes after the last packet one is forgotten."""

_REGISTER: Final = "0x5245474953544552"
"""``REGISTER``, the first eight bytes after the UDP header."""

_TRUSTED_SETS: Final = (("4", "ipv4_addr", "ip"), ("6", "ipv6_addr", "ip6"))


class Format(StrEnum):
    """Which program reads the file."""

    NFT = "nft"
    IPTABLES = "iptables"
    IP6TABLES = "ip6tables"


class Ruleset(NamedTuple):
    """What is in the file.

    Attributes:
        ports: Of SIP.
        blocks: Places listed, with the seconds that are left, None for ever.
        spared: Places trusted, and addresses of gateways.
        registrations: A minute of one address; 0 for no limit.
        made: When, for the first line.
    """

    ports: Sequence[int]
    blocks: Sequence[tuple[str, float | None]]
    spared: Sequence[str]
    registrations: int
    made: str


def written(rules: Ruleset, form: Format) -> str:
    """The file."""
    lines = _nft(rules) if form is Format.NFT else _iptables(rules, form is Format.IP6TABLES)
    return "\n".join([*lines, ""])


def _nft(rules: Ruleset) -> Iterator[str]:
    yield f"# Switchwarden, {rules.made}: {len(rules.blocks)} blocked places. Use: nft -f FILE"
    yield "# Entries end by themselves; make the file anew to learn of new ones."
    yield f"add table {FAMILY} {TABLE}"
    yield f"delete table {FAMILY} {TABLE}"
    yield f"table {FAMILY} {TABLE} {{"
    sets = _wanted(rules).sets()
    ends = dict(_elements(rules))
    for name in SetName:
        kind = "ipv4_addr" if name.value.endswith("4") else "ipv6_addr"
        yield from _nft_set(name, kind, [f"{key}{ends.get(key, '')}" for key in sets[name]])
    for version, kind, _ in _TRUSTED_SETS:
        yield from _nft_set(f"spared{version}", kind, list(_spared(rules, int(version))))
        yield f"\tset rates{version} {{"
        yield f"\t\ttype {kind}; size {MAX_SOURCES}; flags dynamic, timeout; timeout 2m;"
        yield "\t}"
    yield from _nft_chain(rules)
    yield "}"


def _nft_set(name: str, kind: str, words: list[str]) -> Iterator[str]:
    interval = name.startswith(("net", "spared"))
    yield f"\tset {name} {{"
    yield f"\t\ttype {kind}; flags {'interval, timeout' if interval else 'timeout'};"
    if words:
        yield f"\t\telements = {{ {', '.join(words)} }}"
    yield "\t}"


def _nft_chain(rules: Ruleset) -> Iterator[str]:
    ports = ", ".join(str(int(port)) for port in sorted(set(rules.ports)))
    yield "\tchain input {"
    yield "\t\ttype filter hook input priority -300; policy accept;"
    if ports:
        yield f"\t\tmeta l4proto {{ tcp, udp }} th dport {{ {ports} }} jump sip"
    yield "\t}"
    yield "\tchain sip {"
    for version, _, family in _TRUSTED_SETS:
        yield f"\t\t{family} saddr @spared{version} return"
    for name in SetName:
        family = "ip" if name.value.endswith("4") else "ip6"
        mask = " & ffff:ffff:ffff:ffff::" if name is SetName.SUBSCRIBERS_6 else ""
        yield f"\t\t{family} saddr{mask} @{name} counter drop"
    if rules.registrations:
        rate = 2 * rules.registrations
        for version, _, family in _TRUSTED_SETS:
            mask = " & ffff:ffff:ffff:ffff::" if version == "6" else ""
            yield (
                f"\t\tmeta l4proto udp @th,64,64 {_REGISTER} update @rates{version} "
                f"{{ {family} saddr{mask} limit rate over {rate}/minute burst {rate} packets }} "
                "counter drop"
            )
    yield "\t}"


def _iptables(rules: Ruleset, six: bool) -> Iterator[str]:
    program = "ip6tables" if six else "iptables"
    version, whole = (6, 64) if six else (4, 32)
    yield f"# Switchwarden, {rules.made}. Use: {program}-restore --noflush FILE"
    yield f"# and once, before every other rule: {program} -I INPUT -j {CHAIN}"
    yield "# Nothing here ends by itself: make the file anew, every minute at best."
    yield "*filter"
    yield f":{CHAIN} - [0:0]"
    yield f"-F {CHAIN}"
    ports = ",".join(str(int(port)) for port in sorted(set(rules.ports))[:15])  # of multiport
    for place in _spared(rules, version):
        yield f"-A {CHAIN} -s {place} -j RETURN"
    networks = {
        str(as_network(value)) for value, _ in _kept(rules) if as_network(value).version == version
    }
    for place in outermost(networks):
        for protocol in ("udp", "tcp") if ports else ():
            match = f"-p {protocol} -m multiport --dports {ports}"
            yield f"-A {CHAIN} -s {place} {match} -j DROP"
    if rules.registrations and ports:
        rate = 2 * rules.registrations
        start = 48 if six else 28  # behind the headers of IP and UDP
        yield (
            f"-A {CHAIN} -p udp -m multiport --dports {ports} "
            f'-m string --algo bm --from {start} --to {start + 8} --string "REGISTER" '
            f"-m hashlimit --hashlimit-name sw-register{version} --hashlimit-mode srcip "
            f"--hashlimit-srcmask {whole} --hashlimit-above {rate}/min --hashlimit-burst {rate} "
            f"--hashlimit-htable-max {MAX_SOURCES} -j DROP"
        )
    yield "COMMIT"


def _wanted(rules: Ruleset) -> Wanted:
    wanted = Wanted()
    for value in rules.spared:
        wanted.trust(value)
    for value, left in rules.blocks:
        wanted.block(value, left)
    return wanted


def _kept(rules: Ruleset) -> Iterable[tuple[str, float | None]]:
    """The blocks that hit nobody who is spared."""
    wanted = _wanted(rules)
    wanted.sets()
    return (each for each in rules.blocks if each[0] not in wanted.withheld)


def _elements(rules: Ruleset) -> Iterator[tuple[str, str]]:
    """The key of each element, and its timeout in words."""
    for within in _wanted(rules).sets().values():
        for key, left in within.items():
            if left is not None and left <= LONGEST_S:
                yield key, f" timeout {max(int(left + 0.999), 1)}s"


def _spared(rules: Ruleset, version: int) -> Iterator[str]:
    networks = (as_network(value) for value in rules.spared)
    return outermost(str(each) for each in networks if each.version == version)
