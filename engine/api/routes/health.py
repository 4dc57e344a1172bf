"""Whether the engine works, for people, load balancers and the lamp of the client.

Answers without a sign-in and without asking anybody: everything it says was remembered by others,
so it stays quick when something hangs. ``ok`` means that a loopback OPTIONS came back and nothing
critical is known; whatever is wrong is an alarm with a sentence that says what to do.
"""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from engine.api.conditions import KINDS, conditions
from engine.api.kernel_view import kernel_health
from engine.api.models.system import Alarm, Health, JournalHealth, ModuleHealth, Modules
from engine.api.routing import resource
from engine.api.security import Engine
from engine.api.services import ModuleState
from engine.api.wire import stamp_or_none

router = resource(tag="system")


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
    found = conditions(modules, journal, jump, services.clock.wall())
    found += [each for each in services.alarms.all() if each.kind not in KINDS]
    alarms = [Alarm(code=each.id, severity=each.severity, detail=each.detail) for each in found]
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
        kernel=kernel_health(modules),
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
