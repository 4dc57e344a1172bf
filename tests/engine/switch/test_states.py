"""What crosses the control socket has wall clock times and the right word."""

import pytest

from engine.switch.states import endpoint_state, status_of, suspension_info, totals
from tests.engine.switch.rig import Rig


def test_a_registered_extension(rig: Rig) -> None:
    rig.register()
    rig.clock.advance(10)
    state = endpoint_state(rig.registrar, "1001", rig.clock.now(), rig.offset)
    assert (state.status, state.failures, state.suspension) == ("registered", 0, None)
    (binding,) = state.bindings
    assert (binding.source, binding.transport) == ("192.0.2.10:5062", "udp")
    assert state.last_seen == pytest.approx(rig.clock.wall() - 10)
    assert binding.expires_at == pytest.approx(rig.clock.wall() + 590)


def test_suspended_wins_over_registered_and_bindings_stay(rig: Rig) -> None:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    rig.register()
    rig.register(password="wrong")
    rig.clock.advance(30)
    now = rig.clock.now()
    state = endpoint_state(rig.registrar, "1001", now, rig.offset)
    assert state.status == "suspended"
    assert len(state.bindings) == 1
    assert state.suspension is not None
    assert state.suspension.remaining_s == pytest.approx(150)
    assert state.suspension.since == pytest.approx(rig.clock.wall() - 30)
    found = totals(rig.registrar)
    assert (found.registered, found.suspended, found.suspended_unknown) == (1, 1, 0)


def test_an_unknown_extension_under_attack(rig: Rig) -> None:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    rig.register("nobody", password="wrong")
    (lockout,) = rig.registrar.lockouts.suspended(rig.clock.now())
    info = suspension_info(lockout, rig.clock.now(), rig.offset)
    assert (info.extension, info.known, info.sources) == ("nobody", False, ["192.0.2.10"])
    assert totals(rig.registrar).suspended_unknown == 1


def test_an_extension_never_heard_of(rig: Rig) -> None:
    state = endpoint_state(rig.registrar, "1002", rig.clock.now(), rig.offset)
    assert (state.status, state.bindings, state.last_seen) == ("unregistered", [], None)
    assert status_of(rig.registrar, "1002", rig.clock.now()) == "unregistered"
