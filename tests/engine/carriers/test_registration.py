"""One registration from its first REGISTER to its last, and everything a carrier may say."""

from __future__ import annotations

import msgspec
import pytest

from engine.calls.targets import Target
from engine.carriers.policy import CarrierPolicy
from engine.carriers.registration import MAX_EXPIRES, MAX_ROUNDS, SPREAD, domain
from engine.carriers.waits import FIRST_LONG_WAIT, FIRST_WAIT
from engine.control.carriers import GatewaySecret
from tests.engine.carriers.stage import CARRIER, CHALLENGE, Stage

PROXY = ("Proxy-Authenticate", 'Digest realm="proxy", nonce="p1", algorithm=SHA-256, qop="auth"')


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.obey(CARRIER)
    return stage


def live(stage: Stage) -> tuple[str, int, str]:
    found = stage.registrations.live("carrier", stage.now, 0.0)
    return found.state, found.last_status, found.detail


def test_a_registration_is_asked_for_proved_kept_and_renewed(stage: Stage) -> None:
    assert stage.state() == "registering"
    first = stage.register(401, [CHALLENGE])
    assert first.header("authorization") is None
    assert first.uri_text == "sip:192.0.2.9:5070"
    assert first.contacts[0].uri.user == "me"
    second = stage.register(200, [("Expires", "600")])
    given = second.credentials("authorization")[0]
    assert (given.username, given.nc, given.uri) == ("me", "00000001", "sip:192.0.2.9:5070")
    assert (second.call_id, second.cseq.number) == (first.call_id, 2)
    assert live(stage) == ("registered", 200, "registered")
    found = stage.registrations.live("carrier", stage.now, 0.0)
    assert (found.expires_at, found.next_try_at) == (1600.0, 1510.0)
    stage.wait(509)
    assert stage.quiet()
    stage.wait(1)
    third = stage.register(200, [("Expires", "600")])
    assert third.credentials("authorization")[0].nc == "00000002", "no challenge is needed"
    assert stage.registrations.live("carrier", stage.now, 0.0).expires_at == 2110.0
    assert stage.registrations.live("carrier", stage.now, 0.0).since == 1000.0


def test_a_nonce_that_became_old_is_no_wrong_password(stage: Stage) -> None:
    stage.register(401, [CHALLENGE])
    stage.register(200, [("Expires", "600")])
    stage.wait(510)
    fresh = (CHALLENGE[0], CHALLENGE[1].replace("n1", "n2"))
    stage.register(401, [fresh])
    again = stage.register(200, [("Expires", "600")])
    given = again.credentials("authorization")[0]
    assert (given.nonce, given.nc, stage.state()) == ("n2", "00000001", "registered")


def test_stale_is_answered_within_the_same_attempt(stage: Stage) -> None:
    stage.register(401, [CHALLENGE])
    stage.register(401, [(CHALLENGE[0], f"{CHALLENGE[1]}, stale=true")])
    stage.register()
    assert stage.state() == "registered"


def test_a_wrong_password_stops_hammering(stage: Stage) -> None:
    stage.register(401, [CHALLENGE])
    stage.register(401, [CHALLENGE])
    assert live(stage) == ("failed", 401, "wrong user name or password")
    stage.wait(FIRST_LONG_WAIT / 2)
    assert stage.quiet()
    better = msgspec.structs.replace(CARRIER, secret=GatewaySecret("Hakuna Matata"))
    stage.obey(better)
    assert stage.register().method == "REGISTER", "a corrected password does not wait"
    assert stage.state() == "registered"


@pytest.mark.parametrize("status", [403, 404])
def test_who_is_not_wanted_waits_long(stage: Stage, status: int) -> None:
    stage.register(status)
    found = stage.registrations.live("carrier", stage.now, 0.0)
    assert found.next_try_at == stage.now + 0.75 * FIRST_LONG_WAIT


def test_proxy_and_registrar_are_both_answered(stage: Stage) -> None:
    stage.register(407, [PROXY])
    stage.register(401, [CHALLENGE])
    request = stage.register()
    assert request.credentials("authorization")[0].realm == "carrier"
    assert request.credentials("proxy-authorization")[0].algorithm == "SHA-256"
    assert stage.state() == "registered"


def test_endless_challenges_end(stage: Stage) -> None:
    for number in range(MAX_ROUNDS + 1):
        stale = f"{CHALLENGE[1].replace('n1', str(number))}, stale=true"
        stage.register(401, [(CHALLENGE[0], stale)])
    assert (stage.state(), stage.quiet()) == ("failed", True)


@pytest.mark.parametrize(
    "challenge", ["Basic realm=x", 'Digest realm="r", nonce="n", algorithm=SHA-512-256', "Digest"]
)
def test_a_proof_that_is_not_understood_is_denied(stage: Stage, challenge: str) -> None:
    stage.register(401, [("WWW-Authenticate", challenge)])
    assert live(stage) == ("failed", 401, "asks for a proof that is not understood")


def test_a_longer_time_is_asked_for_where_it_is_wanted(stage: Stage) -> None:
    assert stage.register(423, [("Min-Expires", "1800")]).expires == 600
    assert stage.register(200).expires == 1800
    found = stage.registrations.live("carrier", stage.now, 0.0)
    assert found.expires_at == stage.now + 1800


@pytest.mark.parametrize("least", ["600", "0", str(MAX_EXPIRES + 1), "soon"])
def test_a_time_that_makes_no_sense_is_a_refusal(stage: Stage, least: str) -> None:
    stage.register(423, [("Min-Expires", least)])
    assert (stage.state(), stage.quiet()) == ("failed", True)


def test_failures_are_tried_again_after_growing_waits_and_what_the_carrier_wants(
    stage: Stage,
) -> None:
    stage.register(500)
    assert live(stage) == ("failed", 500, "answered 500 Server Internal Error")
    stage.wait(0.75 * FIRST_WAIT)
    stage.register(503, [("Retry-After", "120")])
    stage.wait(119)
    assert stage.quiet()
    stage.wait(1)
    stage.register(200)
    assert stage.state() == "registered"


@pytest.mark.parametrize("longest", [30, 60])
def test_no_wait_is_longer_than_the_operator_wants(stage: Stage, longest: int) -> None:
    stage.registrations.policy = CarrierPolicy(retry_s=longest)
    waits = []
    for _ in range(8):
        stage.register(500)
        begun = stage.now
        while stage.quiet():
            stage.wait(1)
        waits.append(stage.now - begun)
    assert waits[:3] == [3, 6, 12]
    assert longest / 2 <= waits[-1] <= longest, "drawn from the upper half"


def test_the_operators_time_stands_in_place_of_each_gateways(stage: Stage) -> None:
    assert stage.register(200).expires == 600
    stage.wait(100)
    stage.registrations.policy = CarrierPolicy(expires_s=120)
    stage.wait(SPREAD)
    assert stage.register(200).expires == 120, "it does not wait for the end of the one before"
    stage.registrations.policy = CarrierPolicy()
    stage.wait(SPREAD)
    assert stage.register(200).expires == 600


def test_what_a_carrier_wants_at_least_is_remembered(stage: Stage) -> None:
    stage.registrations.policy = CarrierPolicy(expires_s=60)
    stage.register(200)
    stage.wait(SPREAD)
    assert stage.register(423, [("Min-Expires", "300")]).expires == 60
    assert stage.register(200).expires == 300
    stage.wait(255)
    assert stage.register(200).expires == 300


def test_silence_is_a_failure_and_the_next_address_is_asked() -> None:
    stage = Stage()
    stage.addresses["sip.example"] = ("192.0.2.9", "192.0.2.10")
    stage.obey(msgspec.structs.replace(CARRIER, registrar="sip.example"))
    assert stage.take().uri_text == "sip:sip.example"
    stage.wait(33)
    assert live(stage)[:3] == ("failed", 408, "no answer")
    stage.heard.clear()
    stage.wait(4)
    assert [to.ip for _, to in stage.heard[:1]] == ["192.0.2.10"]


def test_no_address_no_way_and_no_room_are_failures() -> None:
    stage = Stage()
    stage.obey(msgspec.structs.replace(CARRIER, registrar="unknown.example"))
    assert live(stage) == ("failed", 503, "its name has no address")
    for broken in (Stage(), Stage(room=0)):
        broken.reachable = broken.means.clients is None
        broken.obey(CARRIER)
        assert live(broken)[:2] == ("failed", 503)


def test_a_renewal_that_fails_keeps_what_the_carrier_still_has(stage: Stage) -> None:
    stage.register(200, [("Expires", "600")])
    stage.wait(510)
    stage.register(503)
    found = stage.registrations.live("carrier", stage.now, 0.0)
    assert (found.state, found.expires_at) == ("failed", 1600.0)
    stage.obey()
    assert stage.register().expires == 0, "it signs off all the same"


def test_accepted_for_no_time_is_no_registration(stage: Stage) -> None:
    stage.register(200, [("Expires", "0")])
    assert live(stage)[::2] == ("failed", "accepted for no time at all")


def test_it_signs_off_with_the_proof_that_is_known(stage: Stage) -> None:
    stage.register(401, [CHALLENGE])
    stage.register()
    stage.obey()
    farewell = stage.register(200)
    assert (farewell.expires, farewell.credentials("authorization")[0].nc) == (0, "00000002")
    assert stage.state() == "off"
    assert stage.registrations.leaving == 0


def test_a_provisional_answer_says_nothing(stage: Stage) -> None:
    stage.register(100)
    assert stage.state() == "registering"
    stage.answer(200)
    assert stage.state() == "registered"


def test_who_answers_from_elsewhere_is_not_believed(stage: Stage) -> None:
    stage.take()
    stage.answer(200, source="198.51.100.66")
    assert stage.state() == "registering"


@pytest.mark.parametrize(
    ("target", "uri"),
    [
        (Target("sip.example", 5060), "sip:sip.example"),
        (Target("sip.example", 5070), "sip:sip.example:5070"),
        (Target("2001:db8::1", 5060), "sip:[2001:db8::1]"),
    ],
)
def test_the_domain_of_a_registrar(target: Target, uri: str) -> None:
    assert domain(target) == uri
