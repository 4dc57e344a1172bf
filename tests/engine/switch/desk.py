"""Operations on a rig, asked as the control socket asks them."""

import asyncio
from pathlib import Path
from typing import Any

from engine.control.alarms import AlarmSet
from engine.registrar import ha1_pair
from engine.registrar.accounts import Accounts
from engine.secretfile import KEY_BYTES, Cipher
from engine.switch.blockdesk import BlockDesk
from engine.switch.configcopy import ConfigCopy, Configuration
from engine.switch.endpoints import StoredEndpoints
from engine.switch.gateways import Gateways
from engine.switch.gauges import Gauges
from engine.switch.kerneldesk import KernelDesk
from engine.switch.livecalls import LiveCalls
from engine.switch.operations import Operations
from engine.switch.parts import Parts
from engine.switch.trialbench import TrialBench
from tests.engine.switch.rig import PASSWORD, REALM, Rig


def endpoint(extension: str, password: str = PASSWORD, enabled: bool = True) -> dict[str, Any]:
    hashes = ha1_pair(extension, REALM, password)
    return {
        "extension": extension,
        "ha1_md5": hashes.md5,
        "ha1_sha256": hashes.sha256,
        "enabled": enabled,
    }


class Desk:
    """Operations on a rig, asked as the control socket asks them."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self.rig = rig
        self.folder = folder
        self.copy = ConfigCopy(folder, Cipher(b"k" * KEY_BYTES))
        self.configuration = Configuration()
        self.gateways = Gateways()
        gauges = Gauges(rig.counters, rig.registrar, rig.transactions, rig.journal, rig.state)
        self.alarms = AlarmSet("switch", rig.clock.wall)
        kernel = KernelDesk(rig.clock, rig.watch.guard, [], self.alarms, str)
        self.parts = Parts(
            rig.clock,
            rig.registrar,
            rig.core,
            rig.recorder,
            rig.registrations,
            rig.driver,
            rig.journal,
            gauges,
            self.copy,
            self.configuration,
            self.gateways,
            LiveCalls(rig.host, rig.driver),
            self.alarms,
            TrialBench(rig.clock, rig.recorder.trials, ["udp:127.0.0.1:5060"], str),
            BlockDesk(rig.clock, rig.watch, rig.driver, rig.registrar, rig.host, str, kernel),
        )
        self.operations = Operations(self.parts, ["udp:127.0.0.1:5060"])

    def ask(self, operation: str, **arguments: Any) -> Any:
        return asyncio.run(self.operations(operation, arguments))

    def stored(self) -> Configuration:
        return self._load()[0]

    def stored_endpoints(self) -> set[str]:
        return set(self._load()[1])

    def stored_gateways(self) -> set[str]:
        return {gateway.name for gateway in self._load()[2]}

    def _load(self) -> tuple[Configuration, Accounts, Gateways]:
        accounts, gateways = Accounts(), Gateways()
        copy = ConfigCopy(self.folder, Cipher(b"k" * KEY_BYTES))
        return copy.load(StoredEndpoints(accounts), gateways)[0], accounts, gateways
