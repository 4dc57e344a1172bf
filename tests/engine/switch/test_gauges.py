"""The figures of the parts are read from the parts."""

from engine.switch.gauges import Gauges
from tests.engine.switch.rig import ATTACKER, Rig, message


def figures(rig: Rig, copy_error: str = "") -> dict[tuple[str, ...], float]:
    gauges = Gauges(rig.counters, rig.registrar, rig.transactions, rig.journal, rig.state)
    return {(item.name, *item.labels.values()): item.value for item in gauges.samples(copy_error)}


def test_every_figure_of_the_main_job_moves(rig: Rig) -> None:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    before = figures(rig)
    rig.register()
    rig.register("1002", password="wrong")
    rig.register("nobody", password="wrong")
    attack = rig.send(message("INVITE", callee="1"), ATTACKER)
    rig.journal.write("cdr", attack.calls, rig.clock.now())
    rig.send(b"garbage")
    moved = {name for name, value in figures(rig).items() if value > before.get(name, 0)}
    assert moved >= {
        ("sip_requests_total", "REGISTER"),
        ("sip_requests_total", "INVITE"),
        ("sip_responses_total", "2xx"),
        ("sip_responses_total", "4xx"),
        ("sip_malformed_total",),
        ("auth_challenges_total",),
        ("auth_failures_total",),
        ("registrations_total",),
        ("suspensions_total",),
        ("cdr_journaled_total", "9"),
        ("journal_lines_total",),
        ("transactions",),
        ("bindings",),
        ("endpoints_registered",),
        ("extensions_tracked",),
        ("extensions_suspended", "yes"),
        ("extensions_suspended", "no"),
    }


def test_faults_of_the_disk_show(rig: Rig) -> None:
    rig.journal.error = rig.state.error = "No space left on device"
    found = figures(rig, "No space left on device")
    assert found["journal_write_failed",] == 1
    assert found["state_write_failed",] == 1
    assert found["config_write_failed",] == 1
