"""The figures that other parts own, read when somebody asks."""

from engine.control.messages import CounterSample
from engine.registrar import Registrar
from engine.stack import Transactions
from engine.switch.counters import Counters, sample
from engine.switch.journal import JournalWriter
from engine.switch.statelog import StateLog


class Gauges:
    """Reads every figure of the switch."""

    def __init__(
        self,
        counters: Counters,
        registrar: Registrar,
        transactions: Transactions,
        journal: JournalWriter,
        state: StateLog,
    ) -> None:
        self._counters = counters
        self._registrar = registrar
        self._transactions = transactions
        self._journal = journal
        self._state = state

    @property
    def disk_error(self) -> str:
        """What the disk says to the journal or to the state log, "" while it takes both."""
        return self._journal.error or self._state.error

    def samples(self, copy_error: str) -> list[CounterSample]:
        """All figures; ``copy_error`` is why the copy of the configuration is behind, or ""."""
        registrar, journal, state = self._registrar, self._journal, self._state
        lockouts = registrar.lockouts
        found = self._counters.samples(
            {
                "transactions": len(self._transactions),
                "transactions_unacknowledged_total": self._transactions.unacknowledged,
                "bindings": registrar.locations.bindings,
                "endpoints_registered": registrar.locations.registered,
                "endpoints_configured": len(registrar.accounts),
                "extensions_tracked": len(lockouts),
                "journal_lines_total": journal.written,
                "journal_failed_writes_total": journal.failed_writes,
                "journal_lost_total": journal.lost,
                "journal_waiting": journal.waiting,
                "journal_write_failed": int(bool(journal.error)),
                "state_failed_writes_total": state.failed_writes,
                "state_snapshots_total": state.snapshots,
                "state_write_failed": int(bool(state.error)),
                "config_write_failed": int(bool(copy_error)),
            }
        )
        found.append(sample("extensions_suspended", lockouts.suspended_known, known="yes"))
        found.append(sample("extensions_suspended", lockouts.suspended_unknown, known="no"))
        return found
