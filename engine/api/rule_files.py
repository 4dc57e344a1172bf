"""Gathers what goes into a file for the firewall."""

from collections.abc import Callable, Iterator
from ipaddress import ip_network

from engine.api.services import Services
from engine.api.wire import stamp
from engine.control.blocks import BlockInfo, TrustInfo
from engine.defence.places import place
from engine.defence.rule_file import Ruleset

_PAGE = 10_000
_RECOMMENDED = 10
"""Registrations a minute of one address (requirement 136), unless the parameter says otherwise."""


def ruleset(services: Services) -> Ruleset:
    """What is listed, who is spared and what is allowed a minute, as it stands now."""
    now, switch = services.clock.wall(), services.switch
    blocks = [
        (each.value, None if each.until is None else max(each.until - now, 1.0))
        for each in _all(switch.blocks)
        if each.kind in ("ip", "network")
    ]
    spared = {each.value for each in _all(switch.trusted)} | set(_gateways(services))
    values = services.config.parameters.values()
    return Ruleset(
        ports=sorted({int(each.rpartition(":")[2]) for each in switch.hello().sip}),
        blocks=blocks,
        spared=sorted(spared),
        registrations=int(values["SS_RATE_LIMIT_REGISTER"]) or _RECOMMENDED,
        made=stamp(now),
    )


def _all(ask: Callable[[str, int], list[BlockInfo] | list[TrustInfo]]) -> Iterator:  # type: ignore[type-arg]
    """Every entry, page by page."""
    before = ""
    while page := ask(before, _PAGE):
        yield from page
        if len(page) < _PAGE:
            return
        before = page[-1].id


def _gateways(services: Services) -> Iterator[str]:
    """Addresses of enabled gateways; a host name is left to the switch, which resolves it."""
    for gateway in services.config.gateways.all():
        for text in gateway.addresses if gateway.enabled else ():
            try:
                yield place(str(ip_network(text, strict=False))).value
            except ValueError:
                continue
