"""Many places for the blacklist at a time: whom they would hit, and putting them there.

Both are asked for in pieces of :data:`MAX_PLACES`, between which messages are handled. Whom a list
would hit is found from the other side: each live source, gateway and trusted place is looked up
among the places, whatever their number (requirement 132).
"""

from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_network
from typing import Any, Final

import msgspec

from engine.clock import Clock
from engine.control.blocks import Hit
from engine.control.messages import convert
from engine.control.operations import Op
from engine.defence.entries import MAX_TEXT, Block
from engine.defence.places import Network, as_network, place
from engine.errors import ControlError
from engine.registrar import Registrar
from engine.switch.callhost import CallHost
from engine.switch.watch import Watch

MAX_PLACES: Final = 500
"""Places in one message: some 10 ms."""

MAX_NAMED: Final = 20
"""Extensions, and trusted places, named of those that one place would hit."""

_ANYWHERE: Final = (ip_network("0.0.0.0/0"), ip_network("::/0"))


class _Look(msgspec.Struct):
    values: list[str]


class _Row(msgspec.Struct):
    value: str
    reason: str = ""
    until: float | None = None


class _Import(msgspec.Struct):
    rows: list[_Row]
    by: str


class ImportDesk:
    """Looks and imports.

    Args:
        clock: Of the process.
        watch: Whose blacklist it is; knows which addresses are this machine's.
        registrar: Knows which phones stand behind an address.
        calls: Knows the gateways.
        store: Makes a change and writes it down.
        new_id: Makes identities.
    """

    def __init__(
        self,
        clock: Clock,
        watch: Watch,
        registrar: Registrar,
        calls: CallHost,
        store: Callable[[Callable[[], object]], None],
        new_id: Callable[[], str],
    ) -> None:
        self._clock = clock
        self._guard = watch.guard
        self._allowing = watch.allowing
        self._registrar = registrar
        self._calls = calls
        self._store = store
        self._new_id = new_id
        self.operations: dict[str, Callable[[dict[str, Any]], Any]] = {
            Op.BLOCKS_LOOK: self._look,
            Op.BLOCKS_IMPORT: self._import,
        }

    def _look(self, arguments: dict[str, Any]) -> list[Hit]:
        """Those of the places that hit somebody, or are listed already."""
        values = _checked(convert(arguments, _Look).values)
        among = Among(values)
        phones = self._phones(among)
        trusts: dict[str, set[str]] = {}
        for entry in self._guard.trusted:
            for value in among.around(as_network(entry.value)):
                trusts.setdefault(value, set()).add(entry.value)
        found = []
        for value in values:
            around = self._guard.trusted.covering(str(as_network(value).network_address))
            trusted = trusts.get(value, set()) | ({around.value} if around else set())
            gateways = self._calls.gates.gateways_within(value)
            names = sorted(phones.get(value, ()))
            already = self._guard.blocks.places.get(value) is not None
            machine = self._allowing.machine_within(value)
            if names or gateways or trusted or already or machine:
                found.append(
                    Hit(
                        value,
                        len(names),
                        names[:MAX_NAMED],
                        gateways,
                        sorted(trusted)[:MAX_NAMED],
                        already,
                        machine,
                        value in self._guard.exempt,
                    )
                )
        return found

    def _import(self, arguments: dict[str, Any]) -> int:
        """Put places there that are not; answers how many."""
        asked = convert(arguments, _Import)
        _checked([row.value for row in asked.rows])
        now = self._clock.now()
        offset = self._clock.wall() - now
        added = 0

        def change() -> None:
            nonlocal added
            for row in asked.rows:
                if self._guard.blocks.places.get(row.value) is not None:
                    continue
                until = None if row.until is None else row.until - offset
                kind = place(row.value).kind
                reason = row.reason[:MAX_TEXT]
                entry = Block(self._new_id(), kind, row.value, "", reason, asked.by, now, until)
                self._guard.block(entry)
                added += 1

        try:
            self._store(change)
        finally:
            self._store(lambda: None)  # what was put there before it was full is written, too
        return added

    def _phones(self, among: "Among") -> dict[str, set[str]]:
        """Extensions registered from within each of the places."""
        locations, now = self._registrar.locations, self._clock.now()
        hit = {
            source: found
            for network in _ANYWHERE
            for source in locations.sources_within(network)
            if (found := list(among.around(ip_network(source))))
        }
        phones: dict[str, set[str]] = {}
        for name in locations if hit else ():
            for binding in locations.live(name, now):
                for value in hit.get(binding.ip, ()):
                    phones.setdefault(value, set()).add(name)
        return phones


class Among:
    """Finds which of some places lie around an address, by one look for each length in use."""

    def __init__(self, values: Iterable[str]) -> None:
        self._by_bits: dict[tuple[int, int, int], str] = {}
        for value in values:
            network = as_network(value)
            bits = int(network.network_address)
            self._by_bits[network.version, network.prefixlen, bits] = value
        self._lengths = sorted({(version, length) for version, length, _ in self._by_bits})

    def around(self, inner: Network) -> Iterator[str]:
        """Every place that holds all of ``inner``."""
        bits = int(inner.network_address)
        for version, length in self._lengths:
            if version == inner.version and length <= inner.prefixlen:
                shift = inner.max_prefixlen - length
                found = self._by_bits.get((version, length, bits >> shift << shift))
                if found is not None:
                    yield found


def _checked(values: list[str]) -> list[str]:
    """The places, in their one form already.

    Raises:
        ControlError: there are too many, or one is none.
    """
    if len(values) > MAX_PLACES:
        raise ControlError(f"{len(values)} places at a time, {MAX_PLACES} at most")
    for value in values:
        try:
            if place(value).value == value:
                continue
        except ValueError:
            pass
        raise ControlError(f"{value[:60]!a} is no address and no network in its one form")
    return values
