from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.registrar import (
    Endpoint,
    ExpiryPolicy,
    LockoutPolicy,
    Outcome,
    RegistrarPolicy,
    Result,
    ha1_pair,
)
from engine.sip.nat import Source
from engine.sip.request import Request
from tests.engine.registrar.build import (
    ON,
    PASSWORD,
    REALM,
    Bench,
    authorization,
    nonce_of,
    register,
)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def header(outcome: Outcome, name: str) -> list[str]:
    return [value for key, value in outcome.headers if key == name]


def names(outcome: Outcome) -> list[str]:
    return [name for name, _ in outcome.headers]


def failures(bench: Bench, extension: str = "1001") -> int:
    lockout = bench.registrar.lockouts.get(extension)
    return 0 if lockout is None else lockout.failures


def test_a_request_without_credentials_is_challenged_and_not_counted(bench: Bench) -> None:
    """Requirements 75, 79."""
    for _ in range(20):
        outcome = bench.send(register())
        assert (outcome.status, outcome.result) == (401, Result.CHALLENGED)
    assert names(outcome) == ["WWW-Authenticate", "WWW-Authenticate"]
    assert "stale" not in outcome.headers[0][1]
    assert failures(bench) == 0


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_the_right_password_registers(bench: Bench, algorithm: str) -> None:  # req 76
    nonce = nonce_of(bench.send(register()).headers)
    line = authorization(nonce, algorithm=algorithm)
    outcome = bench.send(register(cseq=2, extra=f"{line}Expires: 600\r\n"))
    assert (outcome.status, outcome.result, outcome.extension) == (200, Result.REGISTERED, "1001")
    assert header(outcome, "Contact") == ["<sip:1001@10.0.0.1:5062>;expires=600"]
    assert outcome.bindings_changed
    assert outcome.lockouts == ()
    assert bench.registrar.locations.is_live_source("1001", "10.0.0.1", bench.now)
    assert bench.registrar.locations.last_seen("1001") == bench.now


def test_the_fifth_failure_is_403_and_so_is_everything_after_it(bench: Bench) -> None:
    """Requirements 77, 78, 80-85, 95, 123."""
    for _ in range(4):
        outcome = bench.try_register(password="wrong")
        assert (outcome.status, outcome.result) == (401, Result.WRONG)
        assert "stale" not in outcome.headers[0][1]
        assert outcome.lockouts == ("1001",)
    outcome = bench.try_register(password="wrong")
    assert (outcome.status, outcome.result) == (403, Result.LOCKED)
    assert outcome.headers == (("Retry-After", "600"),)
    assert [event.action for event in outcome.events] == ["suspended"]
    bench.now += 100.5
    outcome = bench.try_register()
    assert (outcome.status, outcome.result) == (403, Result.SUSPENDED)
    assert outcome.headers == (("Retry-After", "500"),)
    assert (outcome.lockouts, outcome.events) == ((), ())
    assert bench.send(register()).status == 403


def test_while_suspended_no_digest_is_computed(bench: Bench) -> None:  # req 84
    bench.guess(times=5)
    nonce = bench.nonce()
    line = authorization(nonce)
    assert bench.send(register(cseq=50, extra=line)).status == 403
    bench.registrar.lockouts.clear("1001", bench.now, "alice")
    assert bench.send(register(cseq=50, extra=line)).status == 200  # the nonce was not spent


def test_a_malformed_request_of_a_suspended_extension_is_403_too(bench: Bench) -> None:
    bench.guess(times=5)
    assert bench.send(register(extra="Authorization: Digest =\r\n")).status == 403
    assert bench.send(register(contact="<broken")).status == 403


def test_after_the_time_the_phone_registers_again(bench: Bench) -> None:  # req 86, 87
    bench.guess(times=5)
    bench.now += 600
    outcome = bench.try_register()
    assert outcome.status == 200
    assert [event.action for event in outcome.events] == ["expired"]
    assert failures(bench) == 0


def test_success_resets_the_count(bench: Bench) -> None:  # req 88, 89
    assert bench.guess(times=2) == [401, 401]
    outcome = bench.try_register()
    assert (outcome.status, outcome.lockouts) == (200, ("1001",))
    bench.guess()
    assert failures(bench) == 1


def test_a_cleared_extension_registers_at_once_and_is_locked_again(bench: Bench) -> None:
    """Requirements 117, 118, 122."""
    bench.guess(times=5)
    bench.registrar.lockouts.clear("1001", bench.now, "alice")
    assert bench.try_register().status == 200
    assert bench.guess(times=5) == [401, 401, 401, 401, 403]


def test_another_extension_of_the_same_address_is_unaffected(bench: Bench) -> None:
    """Requirements 90, 92, 97."""
    bench.guess(times=5)
    assert bench.try_register("1002").status == 200


def test_bindings_of_a_suspended_extension_stay(bench: Bench) -> None:  # req 91
    bench.try_register()
    bench.guess(times=5)
    assert len(bench.registrar.locations.live("1001", bench.now)) == 1


def test_unknown_extensions_are_answered_alike_and_locked(bench: Bench) -> None:
    """Requirements 93, 94: statuses, header names and their order, values but for the nonce."""

    def walk(user: str) -> list[tuple[int, list[str], list[int]]]:
        outcomes = [bench.send(register(user))]
        outcomes += [bench.try_register(user, "wrong") for _ in range(6)]
        return [(o.status, names(o), [len(value) for _, value in o.headers]) for o in outcomes]

    assert walk("1001") == walk("7777")
    lockout = bench.registrar.lockouts.get("7777")
    assert lockout is not None
    assert not lockout.known
    assert bench.registrar.lockouts.suspended_unknown == 1


def test_the_right_password_of_an_unknown_extension_does_not_exist(bench: Bench) -> None:
    assert {bench.try_register("7777").status for _ in range(4)} == {401}


def test_a_stale_or_replayed_nonce_is_not_counted(bench: Bench) -> None:  # req 79, 100
    nonce = bench.nonce()
    line = authorization(nonce, password="wrong")
    assert bench.send(register(extra=line)).result is Result.WRONG
    for _ in range(10):
        replayed = bench.send(register(extra=line))
        assert (replayed.status, replayed.result) == (401, Result.STALE)
        assert all("stale=true" in value for value in header(replayed, "WWW-Authenticate"))
    bench.now += 61
    assert bench.send(register(extra=authorization(bench.nonce()[:-1] + "x"))).status == 401
    assert bench.send(register(extra=authorization(nonce, nc="00000009"))).result is Result.STALE
    assert failures(bench) == 1


def test_a_replayed_success_does_not_register(bench: Bench) -> None:  # req 100
    line = authorization(bench.nonce())
    assert bench.send(register(extra=line)).status == 200
    assert bench.send(register(cseq=2, call_id="thief", extra=line)).status == 401


def test_malformed_credentials_are_400_and_not_counted(bench: Bench) -> None:
    for user in ("1001", "7777"):
        outcome = bench.send(register(user, extra="Authorization: Digest realm\r\n"))
        assert (outcome.status, outcome.result) == (400, Result.REJECTED)
    assert len(bench.registrar.lockouts) == 0


def test_credentials_of_another_user_are_a_failure_of_the_extension(bench: Bench) -> None:
    line = authorization(bench.nonce(), "1002")
    assert bench.send(register("1001", extra=line)).result is Result.WRONG
    assert (failures(bench, "1001"), failures(bench, "1002")) == (1, 0)


def test_a_query_lists_the_bindings_and_changes_nothing(bench: Bench) -> None:
    """RFC 3261 §10.2.3."""
    bench.try_register(contact="<sip:a@b>;q=0.5, <sip:c@d>")
    bench.now += 600
    outcome = bench.try_register(contact=None)
    assert (outcome.status, outcome.result) == (200, Result.QUERIED)
    assert not outcome.bindings_changed
    expected = ["<sip:a@b>;q=0.5;expires=3000", "<sip:c@d>;expires=3000"]
    assert header(outcome, "Contact") == expected


def test_removing_the_last_binding_is_told_apart(bench: Bench) -> None:
    bench.try_register()
    outcome = bench.try_register(contact="*", extra="Expires: 0\r\n")
    assert (outcome.status, outcome.result, outcome.headers) == (200, Result.UNREGISTERED, ())
    assert outcome.bindings_changed
    assert bench.registrar.locations.registered == 0


def test_a_refused_update_changes_nothing_but_the_counter(bench: Bench) -> None:
    bench.guess()
    outcome = bench.try_register(extra="Expires: 5\r\n")
    assert (outcome.status, outcome.reason) == (423, "Interval Too Brief")
    assert outcome.headers == (("Min-Expires", "60"),)
    assert outcome.lockouts == ("1001",)
    assert not outcome.bindings_changed
    assert failures(bench) == 0
    assert bench.registrar.locations.bindings == 0


def test_a_path_is_returned_as_it_came(bench: Bench) -> None:
    """RFC 3327 §5.3."""
    lines = "Path: <sip:p1;lr>, <sip:p2;lr>\r\nPath: <sip:p3>\r\nSupported: path\r\n"
    outcome = bench.try_register(extra=lines)
    assert header(outcome, "Path") == ["<sip:p1;lr>, <sip:p2;lr>", "<sip:p3>"]
    outcome = bench.try_register(extra="Path: <sip:p1;lr>\r\n")
    assert (outcome.status, header(outcome, "Unsupported")) == (420, ["path"])


def test_with_the_switch_off_nobody_is_locked_out() -> None:  # req 64, 65
    bench = Bench(lockout=LockoutPolicy(enabled=False, retry=1, duration=600))
    assert set(bench.guess(times=30)) == {401}
    assert len(bench.registrar.lockouts) == 0


def test_the_policy_acts_on_the_very_next_request(bench: Bench) -> None:
    """Requirements 66, 74, 121, 195."""
    registrar = bench.registrar
    bench.guess(times=4)
    registrar.set_policy(registrar.policy._replace(lockout=ON._replace(retry=10)), bench.now)
    assert bench.guess(times=2) == [401, 401]
    registrar.set_policy(registrar.policy._replace(lockout=ON._replace(retry=3)), bench.now)
    assert bench.guess(times=2) == [403, 403]
    off = registrar.policy._replace(lockout=ON._replace(enabled=False))
    changes = registrar.set_policy(off, bench.now)
    assert [event.action for event in changes.events] == ["lifted"]
    assert bench.try_register().status == 200
    assert registrar.set_policy(RegistrarPolicy(), bench.now).events == ()


def test_stored_lockouts_are_lifted_when_the_switch_is_off_at_the_start(bench: Bench) -> None:
    bench.guess(times=5)
    line = bench.registrar.lockouts.dump("1001", 0.0)
    again = Bench(lockout=ON._replace(enabled=False))
    assert line is not None
    again.registrar.lockouts.load(line, 0.0, again.now)
    assert again.registrar.set_policy(again.registrar.policy, again.now, stated=False).events == ()
    changes = again.registrar.set_policy(again.registrar.policy, again.now)
    assert [event.action for event in changes.events] == ["lifted"]
    assert again.try_register().status == 200


def test_a_new_contact_replaces_the_others_if_so_set() -> None:
    bench = Bench(expiry=ExpiryPolicy(replace=True))
    bench.try_register(contact="<sip:a@b>")
    outcome = bench.try_register(contact="<sip:c@d>")
    assert header(outcome, "Contact") == ["<sip:c@d>;expires=3600"]


def test_a_disabled_endpoint_is_answered_like_an_unknown_one(bench: Bench) -> None:
    bench.try_register()
    disabled = Endpoint("1001", ha1_pair("1001", REALM, PASSWORD), enabled=False)
    swept = bench.registrar.put_endpoints([disabled], bench.now)
    assert swept.locations == ["1001"]
    assert bench.registrar.locations.live("1001", bench.now) == ()
    assert bench.try_register().result is Result.WRONG
    lockout = bench.registrar.lockouts.get("1001")
    assert lockout is not None
    assert lockout.known


def test_deleting_an_endpoint_removes_its_bindings_and_keeps_its_lockout(bench: Bench) -> None:
    bench.try_register("1002")
    bench.guess("1002", times=5)
    swept = bench.registrar.remove_endpoints(["1002"])
    assert swept.locations == ["1002"]
    assert swept.lockouts.extensions == ("1002",)
    assert "1002" not in bench.registrar.accounts
    assert bench.try_register("1002").status == 403
    assert bench.registrar.lockouts.suspended_unknown == 1


def test_configuring_makes_the_given_endpoints_all_there_are(bench: Bench) -> None:
    bench.try_register("1001")
    bench.guess("7777")
    wanted = [Endpoint(user, ha1_pair(user, REALM, PASSWORD)) for user in ("1002", "7777")]
    swept = bench.registrar.configure(wanted, bench.now)
    assert swept.locations == ["1001"]
    assert swept.lockouts.extensions == ("7777",)
    assert sorted(bench.registrar.accounts) == ["1002", "7777"]
    assert bench.registrar.locations.registered == 0
    assert bench.try_register("7777").status == 200


def test_configuring_forgets_stored_bindings_of_endpoints_that_are_gone(bench: Bench) -> None:
    """A binding read back from disk before the configuration says who exists."""
    bench.try_register("1001")
    line = bench.registrar.locations.dump("1001", 0.0)
    assert line is not None
    line[0] = "gone"
    bench.registrar.locations.load(line, 0.0, bench.now)
    assert bench.registrar.configure([], bench.now).locations == ["1001", "gone"]
    assert bench.registrar.locations.bindings == 0


def test_a_sweep_ends_bindings_and_suspensions(bench: Bench) -> None:
    bench.try_register("1002", extra="Expires: 60\r\n")
    bench.guess(times=5)
    bench.now += 601
    swept = bench.registrar.sweep(bench.now)
    assert swept.locations == ["1002"]
    assert [event.extension for event in swept.lockouts.events] == ["1001"]


def test_sources_and_device_of_an_attack_are_kept(bench: Bench) -> None:  # req 112
    for number in range(3):
        bench.source = Source(f"192.0.2.{number}", 40_000)
        bench.guess()
    lockout = bench.registrar.lockouts.get("1001")
    assert lockout is not None
    assert lockout.sources == ("192.0.2.0", "192.0.2.1", "192.0.2.2")
    assert lockout.user_agent == "test phone"


def test_fifty_attacked_extensions_give_250_tries_in_ten_minutes() -> None:  # req 101
    bench = Bench()
    counted = 0
    for second in range(0, 600, 60):
        bench.now = 1000.0 + second
        for number in range(50):
            outcome = bench.try_register(f"2{number:03d}", "guess")
            counted += outcome.result in (Result.WRONG, Result.LOCKED)
    assert counted == 250


def test_what_an_attacker_names_himself_is_bounded(bench: Bench) -> None:
    outcome = bench.try_register("9" * 500, "guess")
    assert outcome.status == 401
    assert len(outcome.extension) == 64


def test_a_request_without_a_readable_to_is_400(bench: Bench) -> None:
    outcome = bench.send(
        Request.parse(
            b"REGISTER sip:x SIP/2.0\r\nVia: SIP/2.0/UDP x\r\nFrom: <sip:a@b>\r\nTo: <broken\r\n"
            b"Call-ID: 1\r\nCSeq: 1 REGISTER\r\n\r\n"
        )
    )
    assert (outcome.status, outcome.result, outcome.extension) == (400, Result.REJECTED, "")


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=40)
FRAGMENT = st.sampled_from(
    [
        *('realm="switchwarden"', 'nonce="NONCE"', 'username="1001"', 'uri="sip:x"'),
        *('response="0"', "qop=auth", "nc=00000001", 'cnonce="é"', "algorithm=MD5"),
        *('uri="sip:é"', "nc=١١١١١١١١"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(FRAGMENT | LINE, max_size=12), LINE, LINE)
def test_nothing_a_peer_writes_raises(parts: list[str], contact: str, expires: str) -> None:
    bench = Bench()
    for right in (False, True):
        value = ", ".join(parts).replace("NONCE", bench.nonce())
        extra = f"Authorization: Digest {value}\r\nContact: {contact}\r\nExpires: {expires}\r\n"
        if right:
            extra = authorization(bench.nonce()) + extra.partition("\r\n")[2]
        outcome = bench.send(register(contact=None, extra=extra))
        assert outcome.status in (200, 400, 401, 414, 423)
        assert all("\r" not in value and "\n" not in value for _, value in outcome.headers)


def test_a_guess_by_a_call_is_one_of_the_same_count(bench: Bench) -> None:  # req 78, 96
    registrar, source = bench.registrar, bench.source

    def guess() -> Result:
        return registrar.guessed("1001", source, "phone", bench.now)[0]

    retry = registrar.policy.lockout.retry
    bench.guess(times=retry - 2)
    assert guess() is Result.WRONG
    assert guess() is Result.LOCKED
    assert guess() is Result.SUSPENDED
    assert bench.try_register().status == 403
    assert registrar.lockouts.bars_calls("1001", source.ip, bench.now)
