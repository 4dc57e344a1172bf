"""Reads what the switch wrote down, and replays it with proposed values, one trial at a time.

A trial ends after :data:`LONGEST_S`, says how far it came, and runs in the thread that asked; the
process has a low priority, so no call waits for it.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Final

from engine.api.dry_run import DryRun, Hit
from engine.api.switch_port import SwitchPort
from engine.control.attempts import Attempts, began, decode
from engine.control.gateways import GatewayConfig
from engine.defence.settings import defence_policy, rate_policy
from engine.errors import Conflict, ControlError
from engine.management.replay import Replay, Tally, feed_all
from engine.management.self_proofs import PREFIX
from engine.registrar.settings import lockout_policy
from engine.store.config_store import ConfigStore

LONGEST_S: Final = 20.0
MAX_HITS: Final = 300
"""Hits that are answered one by one; all are counted."""

MAX_TRUSTED: Final = 10_000


class DryRuns:
    """Implements :class:`engine.api.dry_run.DryRunPort`.

    Args:
        folder: Where the switch writes.
        config: Values in force, and the gateways.
        switch: Who is trusted, and what the names of gateways stand for.
        wall: Present time, epoch seconds.
        clock: Seconds that a trial takes.
    """

    def __init__(
        self,
        folder: Path,
        config: ConfigStore,
        switch: SwitchPort,
        wall: Callable[[], float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._config, self._switch = folder, config, switch
        self._wall, self._clock = wall, clock
        self._running = threading.Lock()

    def run(self, hours: int, values: Mapping[str, int | str]) -> DryRun:
        """Try values on the last hours; those that are not given are the ones in force.

        Raises:
            Conflict: another trial goes on.
        """
        if not self._running.acquire(blocking=False):
            raise Conflict("Other values are being tried just now; try again in some seconds.")
        try:
            return self._run(hours, values)
        finally:
            self._running.release()

    def _run(self, hours: int, values: Mapping[str, int | str]) -> DryRun:
        end, every = self._wall(), {**self._config.parameters.values(), **values}

        def number(name: str) -> int:
            return int(every[name])

        replay = Replay(
            lockout_policy(number),
            defence_policy(number),
            gateway_of(self._config.gateways.all(), self._resolved()),
            self._trusted(),
            rate_policy(number),
        )
        since = int(end) - hours * 3600
        deadline = self._clock() + LONGEST_S
        rows = (row for row in _read(self._folder, since) if not _is_proof(row))
        first = next(rows, None)
        reached = None
        if first is not None:
            replay.feed(first)
            reached = feed_all(replay, rows, lambda: self._clock() > deadline)
        tried = {name: every[name] for name in values}
        began_at = float(first.at) if first is not None else end
        if reached is not None:
            end = float(reached)
        return _summary(replay, began_at, end, tried, complete=reached is None)

    def _resolved(self) -> Mapping[str, Sequence[str]]:
        try:
            return self._switch.gateways_resolved()
        except ControlError:
            return {}

    def _trusted(self) -> Callable[[str], bool]:
        try:
            entries = self._switch.trusted("", MAX_TRUSTED)
        except ControlError:
            return lambda _address: False
        networks = [found for entry in entries for found in _network(entry.value)]
        return lambda address: any(ip_address(address) in network for network in networks)


def gateway_of(
    gateways: list[GatewayConfig], resolved: Mapping[str, Sequence[str]]
) -> Callable[[str], str]:
    """What answers the name of the enabled gateway that an address belongs to, "" for none.

    Args:
        gateways: All of them.
        resolved: What host names stand for now; what they meant at the time is not known.
    """
    places = [
        (network, gateway.name)
        for gateway in gateways
        if gateway.enabled
        for written in gateway.addresses
        for address in _addresses(written, resolved)
        for network in _network(address)
    ]

    def name(address: str) -> str:
        try:
            parsed = ip_address(address)
        except ValueError:
            return ""
        return next((name for network, name in places if parsed in network), "")

    return name


def _addresses(written: str, resolved: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What an address of a gateway stands for: itself, or what its host name is resolved to."""
    name = written.lower()
    return resolved.get(name) or resolved.get(name.partition(":")[0]) or (written,)


def _is_proof(row: Attempts) -> bool:
    """Whether it was an attack of our own, for the proof of the lockout."""
    return row.extension.startswith(PREFIX) and row.source.startswith("127.")


def _network(text: str) -> list[IPv4Network | IPv6Network]:
    """An address, a network, or either with a port, as a network; nothing for a host name."""
    bare = text.removeprefix("[").partition("]")[0] if text.startswith("[") else text
    for each in (bare, bare.rpartition(":")[0]):
        try:
            return [ip_network(each, strict=False)]
        except ValueError:
            continue
    return []


def _read(folder: Path, since: int) -> Iterator[Attempts]:
    """Lines since then, oldest first; a segment that vanishes meanwhile was too old anyway."""
    try:
        named = sorted((at, path) for path in folder.iterdir() if (at := began(path.name)))
    except OSError:
        return
    for place, (_, path) in enumerate(named):
        if place + 1 < len(named) and named[place + 1][0] <= since:
            continue
        try:
            with path.open("rb") as file:
                for line in file:
                    row = decode(line)
                    if row is not None and row.at >= since:
                        yield row
        except OSError:
            continue


def _summary(
    replay: Replay,
    began_at: float,
    until: float,
    values: Mapping[str, int | str],
    *,
    complete: bool,
) -> DryRun:
    found = replay.result()
    people = [each for each in found if each.kind != "gateway"]
    return DryRun(
        began_at=began_at,
        until=until,
        complete=complete,
        attempts=replay.attempts,
        stopped=replay.stopped,
        missed=replay.missed + replay.others,
        endpoints=sum(each.kind == "endpoint" and each.hits > 0 for each in found),
        addresses=sum(each.kind == "address" and each.hits > 0 for each in found),
        gateways=sum(each.kind == "gateway" for each in found),
        customers=sum(each.registered and each.hits > 0 for each in people),
        did=sum(each.did > 0 for each in people),
        hits=tuple(_hit(each) for each in found[:MAX_HITS]),
        values=dict(values),
    )


def _hit(tally: Tally) -> Hit:
    both = tally.hits and tally.did
    return Hit(
        kind=tally.kind,
        name=tally.name,
        verdict="same" if both else "new" if tally.hits else "gone",
        known=tally.known,
        customer=tally.registered,
        rule=tally.rule,
        times=tally.hits,
        first_at=float(tally.first) if tally.hits else None,
        did_times=tally.did,
        earlier_s=max(0, tally.did_first - tally.first) if both else 0,
        attempts=tally.attempts,
        stopped=tally.stopped,
        refused=tally.refused,
    )
