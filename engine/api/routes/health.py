"""Whether the engine works, for people, load balancers and the lamp of the client.

Answers without a sign-in and without asking anybody: everything it says was remembered by others,
so it stays quick when something hangs. ``ok`` means that a loopback OPTIONS came back and nothing
critical is known; whatever is wrong is an alarm with a sentence that says what to do.
"""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from fastapi import APIRouter

from engine.api.models.system import Alarm, Health, JournalHealth, ModuleHealth, Modules
from engine.api.security import Engine
from engine.api.services import JournalState, ModulesSnapshot, ModuleState
from engine.api.wire import stamp_or_none

LATE_S: Final = 30.0
"""Age of the oldest journal segment from which on ingest is behind."""

CLOCK_JUMP_S: Final = 5.0
"""Step of the wall clock that is worth a warning."""

router = APIRouter(tags=["system"])


def product_version() -> str:
    """The installed version; "0" when running from a plain copy of the sources."""
    try:
        return version("switchwarden")
    except PackageNotFoundError:
        return "0"


_VERSION: Final = product_version()


@router.get("/health")
def health(services: Engine) -> Health:
    """The state of the engine; always 200, see ``status``."""
    modules, journal = services.modules.snapshot(), services.journal.snapshot()
    jump = services.clock.jumped()
    alarms = [
        *_switch_alarms(modules),
        *_journal_alarms(modules, journal),
        *_clock_alarms(jump),
    ]
    critical = any(alarm.severity == "critical" for alarm in alarms)
    return Health(
        status="degraded" if critical else "ok",
        modules=Modules(switch=_module(modules.switch), management=_module(modules.management)),
        journal=JournalHealth(
            pending_segments=journal.pending_segments,
            oldest_s=round(journal.oldest_s, 3),
            rejected=journal.rejected,
        ),
        sip_ok=modules.sip_ok,
        clock_jump_s=round(jump, 3) + 0.0,  # no "-0.0"
        version=_VERSION,
        alarms=alarms,
    )


def _module(module: ModuleState) -> ModuleHealth:
    return ModuleHealth(
        state=module.state,
        pid=None if module.state == "stopped" else module.pid,
        since=stamp_or_none(module.since),
        restarts=module.restarts,
    )


def _switch_alarms(modules: ModulesSnapshot) -> list[Alarm]:
    """The first thing that is wrong with the switch; the others follow from it."""
    if modules.switch.state != "running":
        text = f"The softswitch is {modules.switch.state}: phones get no answer."
        return [_critical("switch.down", text)]
    if modules.control_error:
        return [_critical("switch.control", modules.control_error)]
    if not modules.sip_ok:
        text = "The softswitch runs, but a SIP OPTIONS over loopback was not answered."
        return [_critical("sip.silent", text)]
    return []


def _journal_alarms(modules: ModulesSnapshot, journal: JournalState) -> list[Alarm]:
    alarms = []
    if modules.journal_error:
        text = (
            f"The softswitch cannot write to the data folder: {modules.journal_error}. Records "
            "and registrations wait in memory and are lost if it stops now; free some space."
        )
        alarms.append(_critical("switch.journal", text))
    if journal.error:
        alarms.append(_critical("journal.stalled", journal.error))
    elif journal.oldest_s > LATE_S:
        text = f"Call records wait for {journal.oldest_s:.0f} s to be stored."
        alarms.append(_critical("journal.late", text))
    if journal.rejected:
        text = (
            f"{journal.rejected} journal lines could not be read; they are kept in "
            "journal/rejected in the data folder."
        )
        alarms.append(Alarm(code="journal.rejected", severity="warning", detail=text))
    return alarms


def _clock_alarms(jump: float) -> list[Alarm]:
    if abs(jump) < CLOCK_JUMP_S:
        return []
    text = (
        f"The clock of this machine was set {'forward' if jump > 0 else 'back'} by "
        f"{abs(jump):.0f} s while the engine ran. Lockouts and registrations last as long as "
        "they should; times of records and sign-ins follow the clock."
    )
    return [Alarm(code="clock.jumped", severity="warning", detail=text)]


def _critical(code: str, detail: str) -> Alarm:
    return Alarm(code=code, severity="critical", detail=detail)
