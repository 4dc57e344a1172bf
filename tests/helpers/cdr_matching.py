"""The filter of call records in plain Python, to compare the store's with."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from engine.billing.reasons import REASON_CLASSES
from engine.billing.records import CdrRecord
from engine.store.cdr_filter import CdrFilter, milliseconds

Met = Callable[[str, str], bool]


def matches(record: CdrRecord, filters: CdrFilter) -> bool:
    """Whether the record is one of the filter."""
    checks = (_in_range, _codes, _texts, _addresses, _rest)
    return all(check(record, filters) for check in checks)


def _in_range(record: CdrRecord, filters: CdrFilter) -> bool:
    begun = filters.from_ is None or record.start >= milliseconds(filters.from_)
    return begun and (filters.to is None or record.start < milliseconds(filters.to))


def _codes(record: CdrRecord, filters: CdrFilter) -> bool:
    pairs = (
        (filters.billing_modes, record.billing_mode),
        (filters.end_reasons, record.end_reason),
        (filters.sip_statuses, record.sip_status),
        (filters.end_directions, record.end_direction),
    )
    ranges = [REASON_CLASSES[name] for name in filters.reason_classes]
    in_class = not ranges or any(low <= record.end_reason <= high for low, high in ranges)
    listed = all(not wanted or code in wanted for wanted, code in pairs)
    return listed and in_class and record.end_reason not in filters.not_end_reasons


def _texts(record: CdrRecord, filters: CdrFilter) -> bool:
    gateways = (record.caller_gateway, record.callee_gateway)
    pairs = (
        (filters.callers, (record.caller,)),
        (filters.callees, (record.callee,)),
        (filters.numbers, (record.caller, record.callee)),
        (filters.caller_gateways, gateways[:1]),
        (filters.callee_gateways, gateways[1:]),
        (filters.gateways, gateways),
        (filters.accounts, (record.account,)),
        (filters.call_ids, (record.call_id,)),
    )
    agents = tuple(value.lower() for value in filters.user_agents)
    plain = all(_any(values, cells, _written) for values, cells in pairs)
    return plain and _any(agents, (record.user_agent.lower(),), _written)


def _addresses(record: CdrRecord, filters: CdrFilter) -> bool:
    both = (record.caller_ip, record.callee_ip)
    pairs = ((filters.ips, both), (filters.caller_ips, both[:1]), (filters.callee_ips, both[1:]))
    return all(_any(values, cells, _located) for values, cells in pairs)


def _rest(record: CdrRecord, filters: CdrFilter) -> bool:
    held, low, high = record.hold_time_s, filters.hold_min, filters.hold_max
    long_enough = (low is None or held >= low) and (high is None or held <= high)
    connected = filters.connected in (None, record.hold_ms > 0)
    illegal = filters.illegal in (None, record.billing_mode == 9)
    texts = (record.caller, record.callee, record.caller_ip, record.callee_ip)
    cells = (*texts, record.call_id, record.user_agent)
    found = any(filters.q.lower() in cell.lower() for cell in cells)
    return long_enough and connected and illegal and found


def _any(values: tuple[str, ...], cells: tuple[str, ...], met: Met) -> bool:
    wanted = [value for value in values if not value.startswith("!")]
    unwanted = [value[1:] for value in values if value.startswith("!")]
    asked = not wanted or any(met(value, cell) for value in wanted for cell in cells)
    return asked and not any(met(value, cell) for value in unwanted for cell in cells)


def _written(value: str, cell: str) -> bool:
    if value == '""':
        return not cell
    if value.startswith("*") and value.endswith("*") and len(value) > 1:
        return value[1:-1] in cell
    if value.endswith("*"):
        return cell.startswith(value[:-1])
    return cell.endswith(value[1:]) if value.startswith("*") else cell == value


def _located(value: str, cell: str) -> bool:
    if "/" not in value:
        return _written(value, cell)
    return bool(cell) and ip_address(cell) in ip_network(value)
