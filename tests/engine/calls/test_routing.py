from engine.calls.events import Cause
from engine.calls.routing import Route, route
from engine.registrar import Endpoint, ha1_pair
from tests.engine.registrar.build import PASSWORD, REALM, Bench


def test_a_number_nobody_has_is_404() -> None:
    bench = Bench()
    assert route("9999", bench.registrar, bench.now) == Route(404, Cause.STATUS)
    off = Endpoint("1002", ha1_pair("1002", REALM, PASSWORD), enabled=False)
    bench.registrar.put_endpoints([off], bench.now)
    assert route("1002", bench.registrar, bench.now).status == 404


def test_an_endpoint_that_is_not_registered_is_480() -> None:
    bench = Bench()
    assert route("1002", bench.registrar, bench.now) == Route(480, Cause.STATUS)
    bench.try_register("1002")
    bench.now += 3600
    assert route("1002", bench.registrar, bench.now) == Route(480, Cause.STATUS)


def test_a_registered_endpoint_is_found_with_its_bindings() -> None:
    bench = Bench()
    bench.try_register("1002", contact="<sip:a@b>, <sip:c@d>")
    found = route("1002", bench.registrar, bench.now)
    assert (found.status, found.cause) == (480, Cause.NOT_CONNECTED)
    assert [binding.contact for binding in found.bindings] == ["sip:a@b", "sip:c@d"]
