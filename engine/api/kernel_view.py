"""From what the helper of the kernel says of itself to what a client gets."""

from engine.api.models.kernel import KernelHealth, KernelStatus
from engine.api.services import ModulesSnapshot

SWITCH_AWAY = "the softswitch does not run; what was in the kernel is dropped there until its end"


def kernel_health(modules: ModulesSnapshot) -> KernelHealth:
    """In short."""
    report = modules.kernel
    if report.state != "off" and modules.switch.state != "running":
        return KernelHealth(state="unavailable", reason=SWITCH_AWAY)
    return KernelHealth(state=report.state, reason=report.reason)


def kernel_status(modules: ModulesSnapshot) -> KernelStatus:
    """With its figures."""
    report, short = modules.kernel, kernel_health(modules)
    return KernelStatus(
        state=short.state,
        reason=short.reason,
        elements=report.elements,
        waiting=report.waiting,
        withheld=report.withheld_count,
        drift=report.drift,
        dropped_packets=report.dropped_packets,
        dropped_bytes=report.dropped_bytes,
        batches=report.batches,
        failures=report.failures,
        pid=report.pid or None,
        restarts=modules.helper.restarts,
    )
