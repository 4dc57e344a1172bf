from engine.calls.gatedesk import GateDesk
from engine.calls.gateways import CallGates


def test_the_gateways_are_what_the_call_machine_asks_for() -> None:
    desk: GateDesk = CallGates(lambda: 0.5)
    names = [name for name in vars(GateDesk) if not name.startswith("_")]
    assert {"take", "leave", "answered", "responded", "ended"} <= set(names)
    assert not [name for name in names if not hasattr(desk, name)]


def test_nothing_is_taken_where_nothing_is_configured() -> None:
    desk: GateDesk = CallGates(lambda: 0.5)
    assert not desk.take("one", 1.0)
    desk.leave("1001", "one", "2002")
    desk.answered("")
    desk.responded("")
    desk.ended("one", 1.0, 503, None, None, 30)
