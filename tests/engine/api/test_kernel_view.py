"""What a client is told of the kernel."""

from __future__ import annotations

from engine.api.kernel_view import SWITCH_AWAY, kernel_health, kernel_status
from engine.api.services import ModulesSnapshot, ModuleState
from engine.control.kernel import KernelReport

RUNNING = ModuleState("running", 1, 1.0)


def test_the_report_of_the_helper_is_passed_on_with_its_restarts() -> None:
    report = KernelReport(
        "enforced", elements=3, withheld_count=1, drift=2, dropped_packets=9, pid=7
    )
    helper = ModuleState("running", 7, 1.0, 4)
    modules = ModulesSnapshot(RUNNING, RUNNING, True, helper=helper, kernel=report)
    found = kernel_status(modules)
    assert (found.state, found.elements, found.withheld, found.drift) == ("enforced", 3, 1, 2)
    assert (found.dropped_packets, found.pid, found.restarts) == (9, 7, 4)
    assert kernel_health(modules).reason == ""


def test_nothing_is_known_without_the_switch() -> None:
    away = ModuleState("stopped", None, None)
    on = ModulesSnapshot(away, RUNNING, False, kernel=KernelReport("enforced"))
    assert (kernel_health(on).state, kernel_health(on).reason) == ("unavailable", SWITCH_AWAY)
    assert kernel_health(ModulesSnapshot(away, RUNNING, False)).state == "off"
    assert kernel_status(ModulesSnapshot(RUNNING, RUNNING, True)).pid is None
