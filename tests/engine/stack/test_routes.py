import pytest

from engine.sip import PeerError, Request
from engine.stack.routes import (
    MAX_ROUTES,
    callable_uri,
    check_routes,
    first_hop,
    recorded_routes,
    target_of,
    way,
)
from tests.helpers.wire import Value, request

CALLER = "sip:caller@u1.example.com"
LOOSE = ("<sip:p2.domain.com;lr>", "<sip:p1.example.com;lr>")
STRICT = ("<sip:p3.middle.com>", "<sip:p1.example.com;lr>")


def invite(**changes: Value) -> Request:
    return Request.parse(request("INVITE", headers=changes))


def test_without_routes_the_target_is_asked_itself() -> None:
    assert way(CALLER, ()) == (CALLER, ())
    assert first_hop(CALLER, ()).host == "u1.example.com"


def test_a_loose_router_leaves_the_target_in_the_request_uri() -> None:
    assert way(CALLER, LOOSE) == (CALLER, LOOSE)  # RFC 3261 §16.12.1.1
    assert first_hop(CALLER, LOOSE).host == "p2.domain.com"


def test_a_strict_router_finds_the_target_last() -> None:
    # RFC 3261 §16.12.1.2, the BYE of the callee
    assert way(CALLER, STRICT) == ("sip:p3.middle.com", (LOOSE[1], f"<{CALLER}>"))
    assert first_hop(CALLER, STRICT).host == "p3.middle.com"


def test_a_strict_router_is_addressed_by_what_a_request_uri_may_hold() -> None:
    routes = ["<sip:p3.middle.com:5070;transport=tcp;method=BYE?Subject=x>;a=b"]
    assert way(CALLER, routes) == ("sip:p3.middle.com:5070;transport=tcp", (f"<{CALLER}>",))
    assert first_hop(CALLER, routes).port == 5070


def test_a_parameter_of_the_header_makes_no_loose_router() -> None:
    assert way(CALLER, ["<sip:p1>;lr"])[0] == "sip:p1"


def test_the_target_is_the_contact() -> None:
    contact = '"A" <sip:a@192.0.2.5:5070;transport=tcp;method=INVITE?Subject=x>;expires=5'
    assert target_of(invite(Contact=contact)) == "sip:a@192.0.2.5:5070;transport=tcp"
    assert target_of(invite()) is None


@pytest.mark.parametrize("text", ["tel:+4930", "mailto:a@b", "sip:", "", "sip:a b@c"])
def test_what_cannot_be_called_is_refused(text: str) -> None:
    with pytest.raises(PeerError) as caught:
        callable_uri(text)
    assert caught.value.status == 400


def test_routes_are_taken_over_all_lines_in_order() -> None:
    lines = ["<sip:p3;lr>, <sip:p2;lr>;x=y", '"P" <sip:p1;lr>']
    found = recorded_routes(invite(Record_Route=lines))
    assert found == ("<sip:p3;lr>", "<sip:p2;lr>;x=y", '"P" <sip:p1;lr>')
    assert recorded_routes(invite()) == ()


@pytest.mark.parametrize("route", ["sip:p1;lr", "<tel:+4930>", "<sip:p1", "nonsense"])
def test_a_route_that_cannot_be_used_is_refused(route: str) -> None:
    with pytest.raises(PeerError):
        check_routes([route])


def test_routes_are_bounded() -> None:
    routes = [f"<sip:p{number};lr>" for number in range(MAX_ROUTES + 1)]
    assert len(recorded_routes(invite(Record_Route=routes[:-1]))) == MAX_ROUTES
    with pytest.raises(PeerError):
        recorded_routes(invite(Record_Route=routes))
