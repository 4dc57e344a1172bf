"""What management sees for itself and holds for wrong: modules, the way of the journal, the clock.

Pure: worked out anew from what others remember, for the health at every question and every second
for the board of alarms, which hears of some of it only when it has lasted. What only another module
can know, it raises itself.
"""

from collections.abc import Iterator
from typing import Final

from engine.api.services import JournalState, ModulesSnapshot
from engine.control.alarms import Alarm, Severity, alarm

LATE_S: Final = 30.0
"""Age of the oldest journal segment from which on ingest is behind."""

CLOCK_JUMP_S: Final = 5.0
"""Step of the wall clock that is worth a warning."""

KINDS: Final = (
    "switch.down",
    "switch.control",
    "sip.silent",
    "switch.journal",
    "journal.stalled",
    "journal.late",
    "journal.rejected",
    "clock.jumped",
)
"""Kinds of alarms made here."""

_SWITCH: Final = "switch"
_MANAGEMENT: Final = "management"


def conditions(
    modules: ModulesSnapshot, journal: JournalState, jump_s: float, now: float
) -> list[Alarm]:
    """What is wrong at ``now`` (epoch seconds), in the order of a diagnosis."""

    def made(kind: str, severity: Severity, detail: str, source: str) -> Alarm:
        return alarm(kind, severity, now, detail, source)

    found = [*_switch(modules), *_journal(modules, journal), *_clock(jump_s)]
    return [made(*each) for each in found]


_Found = tuple[str, Severity, str, str]


def _switch(modules: ModulesSnapshot) -> Iterator[_Found]:
    """The first thing that is wrong with the switch; the others follow from it."""
    if modules.switch.state != "running":
        text = f"The softswitch is {modules.switch.state}: phones get no answer."
        yield "switch.down", "critical", text, _MANAGEMENT
    elif modules.control_error:
        yield "switch.control", "critical", modules.control_error, _MANAGEMENT
    elif not modules.sip_ok:
        text = "The softswitch runs, but a SIP OPTIONS over loopback was not answered."
        yield "sip.silent", "critical", text, _MANAGEMENT


def _journal(modules: ModulesSnapshot, journal: JournalState) -> Iterator[_Found]:
    if modules.journal_error:
        text = (
            f"The softswitch cannot write to the data folder: {modules.journal_error}. Calls go "
            "on; records and registrations wait in memory and are lost if it stops now. Free some "
            "space."
        )
        yield "switch.journal", "critical", text, _SWITCH
    if journal.error:
        yield "journal.stalled", "critical", journal.error, _MANAGEMENT
    elif journal.oldest_s > LATE_S:
        age = journal.oldest_s // LATE_S * LATE_S  # in steps, or it would be news every second
        text = f"Call records wait for more than {age:.0f} s to be stored."
        yield "journal.late", "critical", text, _MANAGEMENT
    if journal.rejected:
        text = (
            f"{journal.rejected} journal lines could not be read; they are kept in "
            "journal/rejected in the data folder."
        )
        yield "journal.rejected", "warning", text, _MANAGEMENT


def _clock(jump_s: float) -> Iterator[_Found]:
    if abs(jump_s) < CLOCK_JUMP_S:
        return
    text = (
        f"The clock of this machine was set {'forward' if jump_s > 0 else 'back'} by "
        f"{abs(jump_s):.0f} s while the engine ran. Lockouts and registrations last as long as "
        "they should; times of records and sign-ins follow the clock."
    )
    yield "clock.jumped", "warning", text, _MANAGEMENT
