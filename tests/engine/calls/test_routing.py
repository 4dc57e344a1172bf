from engine.calls.routing import Route, route
from engine.registrar import Endpoint, ha1_pair
from tests.engine.registrar.build import PASSWORD, REALM, Bench


def test_a_number_nobody_has_is_for_the_gateways() -> None:
    bench = Bench()
    assert route("9999", bench.registrar, bench.now) == Route(False)
    off = Endpoint("1002", ha1_pair("1002", REALM, PASSWORD), enabled=False)
    bench.registrar.put_endpoints([off], bench.now)
    assert route("1002", bench.registrar, bench.now) == Route(False)


def test_an_endpoint_that_is_not_registered_is_nowhere() -> None:
    bench = Bench()
    assert route("1002", bench.registrar, bench.now) == Route(True)
    bench.try_register("1002")
    bench.now += 3600
    assert route("1002", bench.registrar, bench.now) == Route(True)


def test_a_registered_endpoint_is_found_with_its_bindings() -> None:
    bench = Bench()
    bench.try_register("1002", contact="<sip:a@b>, <sip:c@d>")
    found = route("1002", bench.registrar, bench.now)
    assert found.endpoint
    assert [binding.contact for binding in found.bindings] == ["sip:a@b", "sip:c@d"]


def test_a_suspended_endpoint_is_called_like_any_other() -> None:  # req 91
    bench = Bench()
    bench.try_register("1001")
    assert bench.guess(times=5)[-1] == 403
    assert len(route("1001", bench.registrar, bench.now).bindings) == 1
