"""Removing records by the parameters, with what was removed in the audit; by hand or at night."""

from collections.abc import Callable
from typing import Any, Final

from engine.api.services import JournalState
from engine.errors import Conflict
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from engine.store.retention import Run
from engine.store.retention_plan import EVIDENCE_DAYS, KEEP_DAYS, Rules, rules_of

NIGHTLY: Final = "system"
"""Who runs it at night, in the audit and in the history."""

PATIENCE_S: Final = 3600.0
"""A segment that waits longer may have records of days that are over."""


def drained(journal: JournalState) -> bool:
    """Whether all records of days that are over have been taken in."""
    return journal.oldest_s < PATIENCE_S


def rules(config: ConfigStore) -> Rules:
    """How long records are kept now."""
    return rules_of(number_of(config))


def changed(config: ConfigStore) -> float:
    """When it was last said how long records are kept, epoch seconds; 0 if never."""
    names = (EVIDENCE_DAYS, *KEEP_DAYS.values())
    return max(config.parameters.get(name).changed_at or 0.0 for name in names)


def number_of(config: ConfigStore) -> Callable[[str], int]:
    """The present values of parameters that are numbers."""
    return lambda name: int(config.parameters.get(name).value)


def run(
    config: ConfigStore, cdrs: CdrStore, journal: JournalState, now: float, actor: str, address: str
) -> Run:
    """Remove what the parameters say, now (epoch seconds).

    Raises:
        Conflict: another run is at work, or records still wait to be taken in.
        StoreError: it could not be written down.
    """
    if not drained(journal):
        raise Conflict(
            "call records wait to be taken in, see the health of the engine; nothing is removed "
            "before they are"
        )
    done = cdrs.retention.run(rules(config), int(now * 1000), actor)
    config.audit.append(
        actor=actor,
        address=address,
        action="retention.run",
        object="cdrs",
        after=_after(done, cdrs.seals.head()),
    )
    return done


def _after(done: Run, head: tuple[int, str]) -> dict[str, Any]:
    """What the audit says of a run."""
    return {
        "removed": {str(mode): rows for mode, rows in done.removed.items()},
        "files_rewritten": done.rewritten,
        "files_removed": done.deleted,
        "error": done.error,
        "seal": {"number": head[0], "chain": head[1]},
    }
