"""Conditions on addresses: one address, a network, or the beginning of what is written.

Addresses are stored as text in their shortest form (RFC 5952), which is what people read and look
for. A network is therefore asked for by that text: the groups that are the same in all of it as a
beginning, the group in which it ends as a list. Only where an IPv6 network has groups of 0, which
the shortest form leaves out, is the address written out in full, and then only for those that
begin right.
"""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from engine.errors import Invalid
from engine.store.cdr_terms import Term, matching, read_term
from engine.store.clauses import Clause, disjunction, negation

FULL: Final = """array_to_string(list_transform(
    list_concat(
        list_filter(string_split(split_part({0}, '::', 1), ':'), lambda part: part <> ''),
        list_resize(
            []::VARCHAR[],
            CASE WHEN contains({0}, '::') THEN 8 - length(replace(regexp_replace(
                {0}, '[0-9a-f]+', 'x', 'g'), ':', '')) ELSE 0 END,
            '0'
        ),
        list_filter(string_split(split_part({0}, '::', 2), ':'), lambda part: part <> '')
    ),
    lambda part: lpad(part, 4, '0')
), '')"""
"""An IPv6 address as 32 digits, in SQL."""


def addresses(field: str, columns: Sequence[str], values: Sequence[str]) -> list[Clause]:
    """One of the columns is an address that is asked for, and none is one that is excluded.

    Args:
        field: Name of the condition, for errors.
        columns: Of addresses.
        values: An address, a network (``203.0.113.0/24``, ``2001:db8::/48``), or text as in
            :mod:`engine.store.cdr_terms`; each may begin with ``!``.

    Raises:
        Invalid: a network that is none, or an unreadable text.
    """
    texts: list[Term] = []
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for value in values:
        excluded = value.startswith("!")
        if "/" in value:
            network = _network(field, value.removeprefix("!"))
            clauses = (_inside(column, network) for column in columns)
            (unwanted if excluded else wanted).extend(clauses)
        else:
            texts.append(_shortest(read_term(field, value)))
    wanted += matching(columns, [term for term in texts if not term.excluded])
    found = [disjunction(wanted)] if wanted else []
    if unwanted:
        found.append(negation(disjunction(unwanted)))
    return found + matching(columns, [term for term in texts if term.excluded])


def check_addresses(field: str, values: Sequence[str]) -> None:
    """Refuse what is no address, network, part of an address with a star, or empty text.

    It would find nothing, and nobody would know that a digit is wrong.

    Raises:
        Invalid: naming the field.
    """
    for value in values:
        term = read_term(field, value)
        if "/" in value:
            _network(field, value.removeprefix("!"))
        elif term.text and not (term.before or term.after):
            try:
                ip_address(term.text)
            except ValueError:
                detail = f"{term.text[:60]!a} is no address; part of one is written as 203.0.113.*"
                raise Invalid(field, detail) from None


def _network(field: str, text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError:
        detail = f"{text[:60]!a} is no network; write one as 203.0.113.0/24 or 2001:db8::/48"
        raise Invalid(field, detail) from None


def _shortest(term: Term) -> Term:
    """A whole address in the form in which it is stored."""
    if term.before or term.after or ":" not in term.text:
        return term
    try:
        return term._replace(text=str(ip_address(term.text)))
    except ValueError:
        return term


def _inside(column: str, network: IPv4Network | IPv6Network) -> Clause:
    if isinstance(network, IPv4Network):
        return _inside_v4(column, network)
    return _inside_v6(column, network)


def _inside_v4(column: str, network: IPv4Network) -> Clause:
    """The whole octets as a beginning, the octet in which the network ends as a list."""
    whole, rest = divmod(network.prefixlen, 8)
    octets = network.network_address.packed
    same = "".join(f"{octet}." for octet in octets[:whole])
    if whole == 4:
        return f"{column} = ?", [same[:-1]]
    text, values = f"starts_with({column}, ?) AND contains({column}, '.')", [same]
    if not rest:
        return text, [*values]
    first = octets[whole]
    listed = [str(octet) for octet in range(first, first + (1 << (8 - rest)))]
    marks = ", ".join("?" * len(listed))
    return f"{text} AND split_part({column}, '.', {whole + 1}) IN ({marks})", [*values, *listed]


def _inside_v6(column: str, network: IPv6Network) -> Clause:
    """The groups before the first 0 as a beginning; the whole address where that is not all."""
    low = int(network.network_address)
    groups = [low >> shift & 0xFFFF for shift in range(112, -16, -16)]
    whole = network.prefixlen // 16
    known = next((at for at, group in enumerate(groups[:whole]) if not group), whole)
    same = "".join(f"{group:x}:" for group in groups[:known])
    begins = f"starts_with({column}, ?) AND contains({column}, ':')"
    if network.prefixlen == 16 * known and known < len(groups):
        return begins, [same]
    high = int(network.broadcast_address)
    if low == high:
        return f"{column} = ?", [str(network.network_address)]
    full = f"CASE WHEN {begins} THEN {FULL.format(column)} BETWEEN ? AND ? ELSE false END"
    return full, [same, f"{low:032x}", f"{high:032x}"]
