"""The parts of the switch that operations work on, and how parameters reach each of them."""

from dataclasses import dataclass

from engine.clock import Clock
from engine.control.alarms import AlarmSet
from engine.control.messages import NO_CONFIG
from engine.defence.number_rules import NumberPolicy
from engine.registrar import Registrar
from engine.switch.blockdesk import BlockDesk
from engine.switch.calldesk import CallDesk
from engine.switch.configcopy import ConfigCopy, Configuration
from engine.switch.core import Core
from engine.switch.driver import Driver
from engine.switch.gateways import Gateways
from engine.switch.gauges import Gauges
from engine.switch.journal import JournalWriter
from engine.switch.number_policy import own_numbers
from engine.switch.policies import Policies
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations
from engine.switch.trialbench import TrialBench


@dataclass(slots=True)
class Parts:
    """All of them."""

    clock: Clock
    registrar: Registrar
    core: Core
    recorder: Recorder
    registrations: Registrations
    driver: Driver
    journal: JournalWriter
    gauges: Gauges
    copy: ConfigCopy
    configuration: Configuration
    gateways: Gateways
    desk: CallDesk
    alarms: AlarmSet
    bench: TrialBench
    blocks: BlockDesk

    def obey(self, wanted: Policies) -> None:
        """Make ``wanted`` what is in force; the very next message is judged by it."""
        batch = self.driver.begin()
        stated = self.configuration.version != NO_CONFIG or bool(self.configuration.parameters)
        changes = self.registrar.set_policy(wanted.registrar, batch.now, stated)
        self.recorder.policy, self.recorder.rating = wanted.record, wanted.rating
        self.recorder.reply_unauthorised = wanted.reply_unauthorised
        host = self.core.calls
        host.gates.policy = wanted.calls
        host.trace.policy = wanted.trace
        host.keepalives.policy = wanted.keepalive
        host.carriers.policy = wanted.carriers
        host.calls.media.policy = wanted.relay
        host.clients.obey(wanted.resending)
        self.blocks.guard.policy = wanted.defence
        self.blocks.limits.policy = wanted.rates
        self.obey_numbers(wanted.numbers)
        self.blocks.kernel.policy = wanted.kernel
        self.blocks.allowing.only = wanted.allow_only
        self.driver.mark(wanted.tos)
        self.registrations.changed(changes, batch)
        self.driver.commit(batch)

    def obey_numbers(self, wanted: NumberPolicy | None = None) -> None:
        """Obey this policy, or the one there is, with what gateways have of their own."""
        guard = self.blocks.guard.numbers
        guard.policy = (wanted or guard.policy)._replace(own=own_numbers(self.gateways))
