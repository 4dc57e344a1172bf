"""What the registrar decides is stored, counted and told, once each."""

import msgspec
import pytest

from engine.control.frames import Decoder
from engine.registrar import Endpoint, Ha1
from tests.engine.switch.rig import PHONE, Rig, contact, message, status_of
from tests.engine.switch.talk import Talk, kinds, phone_talk, prepare, proof, records


@pytest.fixture
def told(rig: Rig) -> Rig:
    rig.hub.listening = True
    return rig


def events(rig: Rig) -> dict[str, list[dict[str, object]]]:
    return {frame["event"]: frame["items"] for frame in Decoder().feed(rig.hub.take())}


def lock(rig: Rig, extension: str = "1001") -> bytes:
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=2)
    for _ in range(2):
        batch = rig.register(extension, password="wrong")
    return batch.sends[0][0]


def test_a_new_registration_is_told_and_a_renewed_one_is_not(told: Rig) -> None:
    told.register()
    assert events(told) == {
        "endpoint": [{"extension": "1001", "status": "registered", "failures": 0}]
    }
    told.register()
    assert events(told) == {}
    assert told.counters.registrations == 2


def test_a_wrong_password_is_counted_stored_and_told(told: Rig) -> None:
    told.set(SS_ENDPOINTREGISTERSUSPEND=1)
    batch = told.register(password="wrong")
    assert status_of(batch.sends[0][0]) == 401
    (line,) = map(msgspec.json.decode, batch.state)
    assert line[0] == "lock"
    assert told.counters.auth_failures == 1
    assert events(told) == {
        "endpoint": [{"extension": "1001", "status": "unregistered", "failures": 1}]
    }


def test_a_suspension_goes_into_the_history_before_the_answer(told: Rig) -> None:
    told.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    batch = told.register(password="wrong")
    assert status_of(batch.sends[0][0]) == 403  # req 81
    (record,) = map(msgspec.json.decode, batch.history)  # req 104
    assert (record["action"], record["extension"], record["known"]) == ("suspended", "1001", True)
    found = events(told)
    assert found["endpoint"][0]["status"] == "suspended"
    assert found["suspension"][0]["source"] == "192.0.2.10"
    assert told.counters.suspensions == 1


def test_a_suspended_extension_is_refused_unseen_and_counted(told: Rig) -> None:
    assert status_of(lock(told)) == 403
    answer = told.ask(message("REGISTER", extra=contact()))
    assert status_of(answer) == 403
    assert told.counters.auth_refused_suspended == 1


def test_the_sweep_ends_bindings_and_suspensions(told: Rig) -> None:
    lock(told, "1002")
    told.register()
    events(told)
    told.clock.advance(601.5)
    batch = told.batch()
    told.registrations.sweep(batch)
    kinds = [msgspec.json.decode(line)[0] for line in batch.state]
    assert sorted(kinds) == ["loc", "lock"]
    found = events(told)
    assert {item["status"] for item in found["endpoint"]} == {"unregistered"}
    assert [item["action"] for item in found["suspension"]] == ["expired"]
    assert told.counters.suspensions_expired == 1


def test_a_disabled_endpoint_loses_its_bindings_on_disk_too(told: Rig) -> None:
    told.register()
    batch = told.batch()
    disabled = Endpoint("1001", Ha1("0" * 32, "0" * 64), False)
    told.registrations.swept(told.registrar.put_endpoints([disabled], batch.now), batch)
    ((kind, stored),) = map(msgspec.json.decode, batch.state)
    assert (kind, stored[0], stored[2]) == ("loc", "1001", [])


def test_a_query_stores_nothing(rig: Rig) -> None:
    rig.register()
    before = rig.counters.registrations
    challenge = rig.send(message("REGISTER"))
    assert challenge.state == []
    assert rig.counters.registrations == before


def guess(talk: Talk) -> list[int]:
    """The statuses of one call with a wrong password."""
    batch = talk.begin(proof(talk, "wrong"))
    talk.script.number += 100_000
    return [int(status) for status, _ in kinds(batch) if status.isdigit()]


def test_a_wrong_password_of_a_call_counts_like_one_of_a_registration(told: Rig) -> None:
    """Or whoever shares the address of a phone could guess without end (req 78, 81, 96)."""
    prepare(told)
    told.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=3)
    talk = phone_talk(told)
    assert guess(talk) == [403]
    assert told.counters.auth_failures == 1
    lockout = told.registrar.lockouts.get("1001")
    assert lockout is not None
    assert (lockout.failures, lockout.sources) == (1, (PHONE.ip,))
    told.register(password="wrong")
    events(told)
    batch = talk.begin(proof(talk, "wrong"))
    assert [record["action"] for record in map(msgspec.json.decode, batch.history)] == ["suspended"]
    assert [record["end_reason"] for record in records(batch)] == [-9], "and it is an illegal call"
    assert msgspec.json.decode(batch.state[-1])[0] == "lock"
    assert events(told)["suspension"][0]["source"] == PHONE.ip
    assert status_of(told.ask(message("REGISTER", extra=contact()))) == 403  # req 83
    assert told.registrar.locations.live("1001", told.clock.now()), "it can be called (req 91)"


def test_who_guessed_by_calls_learns_nothing_more_while_the_lockout_lasts(rig: Rig) -> None:
    prepare(rig)
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=2)
    talk = phone_talk(rig)
    header = proof(talk)
    for _ in range(2):
        guess(talk)
    failures = rig.counters.auth_failures
    assert [status for status, _ in kinds(talk.begin(header))] == ["403"], "right as it is (req 85)"
    assert rig.counters.auth_failures == failures == 2, "no digest is computed (req 84)"
    rig.clock.advance(181.0)
    rig.driver.tick(rig.clock.now())
    rig.register()
    talk.script.number += 100_000
    assert "INVITE" in dict(kinds(talk.begin(proof(talk))))


def test_a_lockout_that_others_caused_leaves_the_phone_its_calls(rig: Rig) -> None:
    """It is of registrations (req 91, 92); but one wrong password of a call is the last then."""
    prepare(rig)
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=2)
    talk = phone_talk(rig)
    for _ in range(2):
        rig.register(password="wrong")
    assert rig.registrar.lockouts.remaining("1001", rig.clock.now())
    assert "INVITE" in dict(kinds(talk.begin(proof(talk))))
    talk.script.number += 100_000
    header = proof(talk)
    assert guess(talk) == [403]
    assert [status for status, _ in kinds(talk.begin(header))] == ["403"]
    assert rig.counters.auth_failures == 2, "what is given while it lasts is no failure more"


def test_without_the_lockout_wrong_passwords_of_calls_are_seen_all_the_same(rig: Rig) -> None:
    prepare(rig)
    talk = phone_talk(rig)  # req 65
    batch = talk.begin(proof(talk, "wrong"))
    assert batch.history == []
    assert rig.registrar.lockouts.get("1001") is None
    assert rig.counters.auth_failures == 1
    assert ("1001", PHONE.ip) in [(each.extension, each.source) for each in batch.seen]
