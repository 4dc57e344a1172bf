from __future__ import annotations

import pytest

from engine.calls.admission import Decision, Guard, Verdict, admit
from engine.registrar import Endpoint, ha1_pair
from engine.registrar.digest import pack
from engine.sip.nat import Source
from engine.sip.request import Request
from tests.engine.calls.build import STRANGER, invite, proof
from tests.engine.registrar.build import PASSWORD, REALM, Bench


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    bench.try_register()
    return bench


def verdict(bench: Bench, request: Request, source: Source | None = None) -> Verdict:
    return admit(request, source or bench.source, bench.registrar, bench.now).verdict


def test_a_stranger_is_illegal_and_not_challenged(bench: Bench) -> None:  # req 38, 39
    assert verdict(bench, invite("1001"), STRANGER) is Verdict.ILLEGAL
    assert verdict(bench, invite("7777"), STRANGER) is Verdict.ILLEGAL


def test_a_stranger_with_the_right_password_is_illegal(bench: Bench) -> None:
    """He has to register from where he calls."""
    assert verdict(bench, invite(extra=proof(bench)), STRANGER) is Verdict.ILLEGAL


def test_the_address_of_a_binding_is_challenged(bench: Bench) -> None:
    decision = admit(invite(), bench.source, bench.registrar, bench.now)
    assert decision.verdict is Verdict.CHALLENGE
    assert [name for name, _ in decision.headers] == ["Proxy-Authenticate"] * 2
    assert "stale" not in decision.headers[0][1]


def test_the_right_answer_is_authorised_from_any_port(bench: Bench) -> None:
    assert verdict(bench, invite(extra=proof(bench))) is Verdict.AUTHORISED
    other_port = bench.source._replace(port=6000)
    assert verdict(bench, invite(extra=proof(bench)), other_port) is Verdict.AUTHORISED


def test_a_wrong_answer_is_illegal_and_to_be_held_against_its_extension(bench: Bench) -> None:
    decision = admit(
        invite(extra=proof(bench, password="guess")), bench.source, bench.registrar, bench.now
    )
    assert decision == Decision(Verdict.ILLEGAL, caller="1001", wrong=True)
    assert bench.registrar.lockouts.get("1001") is None, "that is for who asked"
    unread = admit(invite(extra="Proxy-Authorization: Digest =\r\n"), bench.source,
                   bench.registrar, bench.now)  # fmt: skip
    assert not unread.wrong, "only a complete response is a guess (req 79)"


@pytest.mark.parametrize("place", ["", "198.51.100.9"])
def test_a_challenge_of_somebody_else_is_none(bench: Bench, place: str) -> None:
    """Who forges the address of a phone hears no challenge there, and must not lock it out."""
    for password in ("guess", PASSWORD):
        request = invite(extra=proof(bench, password=password, place=place))
        decision = admit(request, bench.source, bench.registrar, bench.now)
        assert (decision.verdict, decision.wrong) == (Verdict.CHALLENGE, False)
        assert decision.headers[0][1].endswith("stale=true")


def test_who_guessed_by_calls_is_not_looked_at_while_the_lockout_lasts(bench: Bench) -> None:
    """Nor is the right password, which would tell him that it is (req 84, 85, 96)."""
    registrar = bench.registrar
    for _ in range(bench.registrar.policy.lockout.retry):
        registrar.guessed("1001", bench.source, "phone", bench.now)
    assert registrar.lockouts.remaining("1001", bench.now)
    request = invite(extra=proof(bench))
    decision = admit(request, bench.source, registrar, bench.now)
    assert decision == Decision(Verdict.ILLEGAL, caller="1001")
    assert verdict(bench, invite()) is Verdict.ILLEGAL, "without a challenge"
    registrar.lockouts.clear("1001", bench.now, "maria")
    assert verdict(bench, request) is Verdict.AUTHORISED, "the nonce was not spent"


def test_a_used_nonce_is_challenged_again_as_stale(bench: Bench) -> None:
    request = invite(extra=proof(bench))
    assert verdict(bench, request) is Verdict.AUTHORISED
    decision = admit(request, bench.source, bench.registrar, bench.now)
    assert decision.verdict is Verdict.CHALLENGE
    assert decision.headers[0][1].endswith("stale=true")


def test_unreadable_credentials_are_illegal(bench: Bench) -> None:
    request = invite(extra="Proxy-Authorization: Digest =\r\n")
    assert verdict(bench, request) is Verdict.ILLEGAL


def test_another_extension_from_the_same_address_is_illegal(bench: Bench) -> None:
    request = invite("1002", extra=proof(bench, "1002"))
    assert verdict(bench, request) is Verdict.ILLEGAL


def test_an_ended_binding_authorises_nobody(bench: Bench) -> None:
    bench.now += 3600
    assert verdict(bench, invite(extra=proof(bench))) is Verdict.ILLEGAL


def test_a_disabled_endpoint_is_illegal(bench: Bench) -> None:
    disabled = Endpoint("1001", ha1_pair("1001", REALM, PASSWORD), enabled=False)
    bench.registrar.put_endpoints([disabled], bench.now)
    assert verdict(bench, invite(extra=proof(bench))) is Verdict.ILLEGAL


def test_a_suspended_extension_still_calls_from_its_binding(bench: Bench) -> None:  # req 91, 92
    assert bench.guess(times=5)[-1] == 403
    assert verdict(bench, invite(extra=proof(bench))) is Verdict.AUTHORISED


def test_a_mapping_gateway_calls_by_its_address(bench: Bench) -> None:
    """Whatever number it calls from, and without a password."""
    decision = admit(invite("7777"), STRANGER, bench.registrar, bench.now, lambda _: "in")
    assert (decision.verdict, decision.gateway) == (Verdict.AUTHORISED, "in")
    decision = admit(invite("7777"), STRANGER, bench.registrar, bench.now, lambda _: None)
    assert (decision.verdict, decision.gateway) == (Verdict.ILLEGAL, "")


def guarded(password: str = PASSWORD) -> Guard:
    return Guard("trunk", pack(ha1_pair("trunk", REALM, password)))


def test_a_gateway_with_a_password_is_challenged_and_proves_it(bench: Bench) -> None:
    def decide(request: Request, guard: Guard) -> Decision:
        return admit(request, STRANGER, bench.registrar, bench.now, lambda _: "in", lambda _: guard)

    asked = decide(invite("7777"), guarded())
    assert (asked.verdict, asked.gateway) == (Verdict.CHALLENGE, "in")
    assert [name for name, _ in asked.headers] == ["Proxy-Authenticate"] * 2
    right = decide(invite("7777", extra=proof(bench, "trunk", place="")), guarded())
    assert (right.verdict, right.gateway) == (Verdict.AUTHORISED, "in")
    wrong = decide(invite("7777", extra=proof(bench, "trunk", place="")), guarded("another"))
    assert (wrong.verdict, wrong.gateway) == (Verdict.ILLEGAL, "in")
    other = decide(invite("7777", extra=proof(bench, "1001", place="")), guarded())
    assert other.verdict is Verdict.ILLEGAL, "an endpoint's password is none of a gateway"
    assert not wrong.wrong, "there is no extension to hold it against"


def test_the_proof_of_a_gateway_is_good_for_one_call(bench: Bench) -> None:
    request = invite("7777", extra=proof(bench, "trunk", place=""))
    verdicts = [
        admit(
            request, STRANGER, bench.registrar, bench.now, lambda _: "in", lambda _: guarded()
        ).verdict
        for _ in range(2)
    ]
    assert verdicts == [Verdict.AUTHORISED, Verdict.CHALLENGE]


def test_the_guard_of_a_gateway_does_not_show_its_secret() -> None:
    assert repr(guarded()) == "Guard(username='trunk')"


ANONYMOUS = "sip:anonymous@anonymous.invalid"


def hidden(request: Request, preferred: str = "1001") -> Request:
    """``request`` as a phone sends it that withholds its number (RFC 3325 section 6)."""
    fields = {**request.fields, "from": f"<{ANONYMOUS}>;tag=1"}
    if preferred:
        fields["p-preferred-identity"] = f"<sip:{preferred}@switch.example>"
    return Request(
        fields, request.body, method="INVITE", uri_text=request.uri_text, via_line=request.via_line
    )


def test_a_phone_that_withholds_its_number_proves_whose_it_is(bench: Bench) -> None:
    decision = admit(hidden(invite(extra=proof(bench))), bench.source, bench.registrar, bench.now)
    assert (decision.verdict, decision.caller) == (Verdict.AUTHORISED, "1001")
    assert verdict(bench, hidden(invite())) is Verdict.CHALLENGE


def test_what_a_phone_prefers_is_no_proof(bench: Bench) -> None:
    assert verdict(bench, hidden(invite(), ""), bench.source) is Verdict.ILLEGAL
    assert verdict(bench, hidden(invite(), "1002"), bench.source) is Verdict.ILLEGAL
    assert verdict(bench, hidden(invite(extra=proof(bench))), STRANGER) is Verdict.ILLEGAL
    wrong = hidden(invite(extra=proof(bench, password="guess")))
    assert verdict(bench, wrong) is Verdict.ILLEGAL


def test_an_open_from_is_not_overruled_by_what_is_preferred(bench: Bench) -> None:
    request = invite("1001")
    request.fields["p-preferred-identity"] = "<sip:1002@switch.example>"
    decision = admit(request, bench.source, bench.registrar, bench.now)
    assert decision.verdict is Verdict.CHALLENGE
    assert decision.caller == "1001"
