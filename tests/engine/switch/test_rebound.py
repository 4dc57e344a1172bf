"""Which connection took the place of one that has gone."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from engine.calls.call import Leg
from engine.registrar.binding import Binding
from engine.registrar.locations import Locations
from engine.sip.nat import Source
from engine.stack.dialog import Dialog
from engine.switch.reach import Reach
from engine.switch.rebound import Rebound
from tests.engine.switch.talk import Bound
from tests.engine.switch.test_reach import Opener, listener

IP = "203.0.113.5"
BINDING = Binding("sip:1001@10.0.0.5:5062", "", "c", 1, (), f"{IP}:40001", "TCP", "", 10.0, 99.0)
OTHER = replace(BINDING, contact="sip:1001@10.0.0.6:5062", source="203.0.113.6:40002")
HEARD = Source(IP, 40_000, "TCP", 1)


def dialog(target: str, secure: bool = False) -> Dialog:
    return Dialog(
        call_id="c", local_tag="a", remote_tag="b", local_uri="<sip:a@b>", remote_uri="<sip:c@d>",
        remote_target=target, route_set=(), local_cseq=1, remote_cseq=None, invite_cseq=1,
        confirmed=True, secure=secure, encoding="utf-8",
    )  # fmt: skip


def leg(target: str = BINDING.contact, **changes: Any) -> Leg:
    fields = {"heard": HEARD, "aor": "1001", "dialog": dialog(target), **changes}
    return Leg(**fields)


@pytest.fixture
def reach() -> Reach:
    made = Reach()
    made.add(Bound("192.0.2.1", 5060, 0))
    made.tcp = listener((IP, 40_001), ("203.0.113.6", 40_002), (IP, 40_003))
    return made


def bound(reach: Reach, *bindings: Binding) -> Rebound:
    locations = Locations(0.0)
    locations.put("1001", bindings, 1.0)
    return Rebound(locations, reach)


FIRST, SECOND = Source(IP, 40_001, "TCP", 1), Source("203.0.113.6", 40_002, "TCP", 2)
THIRD = Source(IP, 40_003, "TCP", 3)
LATER = replace(BINDING, source=f"{IP}:40003", contact="sip:1001@10.0.0.9:1", registered_at=20.0)


@pytest.mark.parametrize(
    ("target", "bindings", "found"),
    [
        (BINDING.contact, (OTHER, BINDING), FIRST),
        (f"{BINDING.contact};transport=tcp", (OTHER, BINDING), FIRST),
        (OTHER.contact, (OTHER, BINDING), SECOND),
        ("sip:1001@10.0.0.7:5062", (OTHER,), SECOND),
        ("sip:1001@10.0.0.7:5062", (OTHER, BINDING, LATER), THIRD),
        ("sip:1001@10.0.0.7:5062", (OTHER, replace(OTHER, contact="sip:x@y")), None),
        (BINDING.contact, (replace(BINDING, source=f"{IP}:49999"),), None),
        (BINDING.contact, (replace(BINDING, transport="UDP"),), Source(IP, 40_001, "UDP", 0)),
        (BINDING.contact, (), None),
    ],
)
def test_the_device_that_has_the_call_is_found(
    reach: Reach, target: str, bindings: tuple[Binding, ...], found: Source | None
) -> None:
    away = leg(target, heard=HEARD if found != SECOND else HEARD._replace(ip="198.51.100.1"))
    if found is None and len(bindings) > 1:
        away.heard = HEARD._replace(ip="198.51.100.1")
    assert bound(reach, *bindings).newer(away) == found


def test_nothing_of_a_secure_call_leaves_tls(reach: Reach) -> None:
    secure = leg(dialog=dialog(BINDING.contact, secure=True))
    assert bound(reach, BINDING).newer(secure) is None


def test_who_is_no_extension_is_at_none(reach: Reach) -> None:
    assert bound(reach, BINDING).newer(leg(aor="")) is None


@pytest.mark.parametrize(
    ("target", "transport", "asked"),
    [
        ("sip:gw@203.0.113.9", "TCP", [("203.0.113.9", 5060, "TCP")]),
        ("sip:gw@203.0.113.9:5070", "TCP", [("203.0.113.9", 5070, "TCP")]),
        ("sip:gw@carrier.example", "TCP", []),
        ("sip:gw@203.0.113.9", "TLS", []),
    ],
)
def test_a_gateway_is_connected_to_at_its_contact(
    reach: Reach, target: str, transport: str, asked: list[tuple[str, int, str]]
) -> None:
    reach.opener = opener = Opener()  # type: ignore[assignment]
    away = leg(target, fixed=False, aor="", heard=HEARD._replace(transport=transport))
    found = bound(reach).newer(away)
    assert opener.asked == asked
    assert (found is not None) is bool(asked)


def test_what_stands(reach: Reach) -> None:
    rebound = bound(reach)
    assert rebound.stands(Source(IP, 40_001, "TCP", 1))
    assert not rebound.stands(Source(IP, 40_009, "TCP", 1)), "the number is that of another peer"
    assert not rebound.stands(Source(IP, 40_001, "TCP", 0)), "it was another process"
    assert rebound.stands(Source(IP, 5060, "UDP", 0))
    reach.opener = opener = Opener()  # type: ignore[assignment]
    opener.opened.add(7)
    assert rebound.stands(Source(IP, 5060, "TCP", 7)), "ours opens again by itself"
    reach.tcp = None
    assert rebound.stands(Source(IP, 5060, "TCP", 0)), "nobody knows better"
