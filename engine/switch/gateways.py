"""The gateways that are configured: who may hand calls in, and where calls may go.

This is the only place the switch keeps them in. Whoever works with them (routing, the registration
to carriers, the resolving of names) reads them here and is told by :attr:`Gateways.changed` when
one was put, replaced or removed, before the change is acknowledged: the very next call obeys.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from engine.control.gateways import GatewayConfig

Changed = Callable[[list[str]], None]
"""Takes the names of the gateways that are new, different or gone; looks them up itself."""


class Gateways:
    """Gateways by name, enabled or not.

    Attributes:
        changed: Called in their order after every change, with the names; not at all when what was
            put is what there was.
    """

    def __init__(self) -> None:
        self._configs: dict[str, GatewayConfig] = {}
        self.changed: list[Changed] = []

    def __len__(self) -> int:
        return len(self._configs)

    def __iter__(self) -> Iterator[GatewayConfig]:
        return iter(self._configs.values())

    def get(self, name: str) -> GatewayConfig | None:
        """The gateway of that name, None when there is none."""
        return self._configs.get(name)

    def put(self, configs: Iterable[GatewayConfig]) -> None:
        """Create or replace gateways."""
        different = [each for each in configs if self._configs.get(each.name) != each]
        self._configs.update({each.name: each for each in different})
        self._tell([each.name for each in different])

    def delete(self, names: Iterable[str]) -> None:
        """Remove gateways, if they are there."""
        self._tell([name for name in names if self._configs.pop(name, None) is not None])

    def replace(self, configs: Collection[GatewayConfig], keep: Collection[str] = ()) -> None:
        """Exactly these from now on, and those named in ``keep`` as far as they are there."""
        wanted = {each.name for each in configs} | set(keep)
        self.delete([name for name in self._configs if name not in wanted])
        self.put(configs)

    def clear(self) -> None:
        """Remove all."""
        self.replace([])

    def _tell(self, names: list[str]) -> None:
        if names:
            for each in self.changed:
                each(names)
