"""A call that may not have been answered is answered again, and written down once."""

import json
from pathlib import Path

import pytest

from engine.billing.journal import encode
from engine.identifiers import marked_uuid7, uuid7
from engine.switch import doubtful as module
from engine.switch.doubtful import (
    FILE,
    KEEP,
    NONE,
    Doubtful,
    DoubtfulCalls,
    find,
    mark_in,
    mark_of,
    recorded_ids,
)
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, contact, message, status_of
from tests.engine.switch.running import RunningSwitch
from tests.engine.switch.talk import Talk, prepare
from tests.helpers.phone import Phone
from tests.helpers.stores import cdr

NOW = 1_790_000_000.0


def segment(folder: Path, *marks: int, at: float = NOW, torn: bytes = b"") -> Path:
    moment = int(at * 1000)
    records = [cdr(id=marked_uuid7(moment, 0, mark), start=moment, stop=moment) for mark in marks]
    lines = [encode(record) for record in records]
    path = folder / f"cdr-{uuid7(moment)}.open"
    path.write_bytes(b"".join(lines) + torn)
    return path


def marks(calls: list[Doubtful]) -> list[int]:
    return sorted(call.mark for call in calls)


def test_the_mark_of_a_transaction_is_in_the_identity_of_its_record(rig: Rig) -> None:
    key = ("z9hG4bK1", "192.0.2.10", 5062, "INVITE", ATTACKER.ip)
    batch = rig.send(message("INVITE", callee="0044", branch="z9hG4bK1"), ATTACKER)
    assert mark_in(json.loads(batch.calls[0])["id"]) == mark_of(key)


def test_marks_tell_transactions_apart() -> None:
    keys = [("z9hG4bK1", "h", 5060, "INVITE", ip) for ip in ("192.0.2.1", "192.0.2.2")]
    assert len({mark_of(key) for key in keys}) == 2
    assert mark_of(("\ud800", None)) < 2**62


def test_open_segments_are_read_back_and_bad_lines_passed_over(tmp_path: Path) -> None:
    segment(tmp_path, 1, 2, torn=b'{"id": "half')
    assert marks(find(tmp_path, tmp_path, NOW)) == [1, 2]


def test_marks_outlive_several_crashes(tmp_path: Path) -> None:
    first = segment(tmp_path, 1)
    find(tmp_path, tmp_path, NOW)
    first.unlink()
    segment(tmp_path, 2, at=NOW + 1)
    assert marks(find(tmp_path, tmp_path, NOW + 1)) == [1, 2]
    assert marks(find(tmp_path, tmp_path, NOW + KEEP + 0.5)) == [2]


def test_what_is_old_is_forgotten_with_its_file(tmp_path: Path) -> None:
    segment(tmp_path, 1)
    find(tmp_path, tmp_path, NOW)
    assert (tmp_path / FILE).exists()
    assert find(tmp_path, tmp_path, NOW + KEEP + 1) == []
    assert not (tmp_path / FILE).exists()


def test_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CALLS", 2)
    for number in range(3):
        segment(tmp_path, number, at=NOW + number)
    assert marks(find(tmp_path, tmp_path, NOW + 3)) == [1, 2]


def test_a_damaged_file_and_a_disk_that_refuses_keep_nobody_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\x00")
    segment(tmp_path, 7)

    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert marks(find(tmp_path, tmp_path, NOW)) == [7]


def test_a_mark_is_taken_once_and_not_too_late() -> None:
    key: tuple[object, ...] = ("z9hG4bK1", "h", None, "INVITE", "192.0.2.1")
    call = Doubtful(mark_of(key), 403, True, 0)
    calls = DoubtfulCalls([call], until=64.0)
    assert calls.take(("another",), 1.0) is None
    assert calls.take(key, 1.0) == call
    assert calls.take(key, 1.0) is None
    late = DoubtfulCalls([call], until=64.0)
    assert late.take(key, 64.0) is None
    assert len(late) == 0
    assert NONE.take(key, 0.0) is None


def test_the_repetition_is_answered_as_recorded_and_not_recorded_again(rig: Rig) -> None:
    rig.register()
    key = ("z9hG4bKlost", "192.0.2.10", 5062, "INVITE", PHONE.ip)
    rig.recorder.doubtful = DoubtfulCalls([Doubtful(mark_of(key), 480, False, 0)], until=1e9)
    batch = rig.send(message("INVITE", callee="1002", branch="z9hG4bKlost"))
    assert [status_of(data) for data, _ in batch.sends] == [480]
    assert batch.calls == []
    again = rig.send(message("INVITE", callee="1002", branch="z9hG4bKlost", extra=contact()))
    assert again.calls == []


@pytest.mark.parametrize(("illegal", "answers"), [(True, 0), (False, 1)])
def test_silence_stays_silence(rig: Rig, illegal: bool, answers: int) -> None:
    rig.set(SS_REPLY_UNAUTHORIZED=0)
    key = ("z9hG4bKlost", "192.0.2.10", 5062, "INVITE", ATTACKER.ip)
    rig.recorder.doubtful = DoubtfulCalls([Doubtful(mark_of(key), 403, illegal, 0)], until=1e9)
    batch = rig.send(message("INVITE", callee="1", branch="z9hG4bKlost"), ATTACKER)
    assert (len(batch.sends), batch.calls) == (answers, [])


@pytest.mark.slow
def test_an_invite_repeated_over_two_crashes_is_one_record(tmp_path: Path) -> None:
    """The caller did not hear the 403: the switch was killed when it had written it down."""
    with (
        RunningSwitch(tmp_path / "data") as switch,
        Phone("100", "x", switch.port, source="127.0.0.66") as caller,
    ):
        invite = caller.request("INVITE", "sip:0044@127.0.0.1", "0044")
        for _ in range(3):
            assert caller.exchange(invite).status == 403
            switch.kill()
            switch.start()
        assert caller.exchange(caller.request("INVITE", "sip:0044@127.0.0.1", "0044")).status == 403
        assert [record["sip_status"] for record in switch.records()] == [403, 403]


def test_open_segments_tell_which_calls_are_recorded(tmp_path: Path) -> None:
    path = segment(tmp_path, 1, 2, torn=b'{"id": "half')
    ids = {json.loads(line)["id"] for line in path.read_bytes().splitlines()[:2]}
    assert recorded_ids(tmp_path) == ids
    path.rename(path.with_suffix(".ndjson"))
    assert recorded_ids(tmp_path) == set()


def test_an_old_record_counts_as_one(tmp_path: Path) -> None:
    """A call may have begun hours ago, and its state line is there whatever its age."""
    segment(tmp_path, 1, at=NOW - 86_400)
    assert find(tmp_path, tmp_path, NOW) == []
    assert len(recorded_ids(tmp_path)) == 1


def test_a_connected_call_is_in_no_doubt(tmp_path: Path) -> None:
    """Its caller was answered; a repetition of its INVITE must not get a 200 without a session."""
    moment = int(NOW * 1000)
    record = cdr(id=marked_uuid7(moment, 0, 7), start=moment, stop=moment, sip_status=200)
    (tmp_path / f"cdr-{uuid7(moment)}.open").write_bytes(encode(record))
    assert find(tmp_path, tmp_path, NOW) == []
    assert recorded_ids(tmp_path) == {record.id}


def test_a_call_that_was_sent_on_and_refused_is_in_doubt_too(rig: Rig, tmp_path: Path) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.begin()
    lines = talk.answer(486).calls
    (tmp_path / f"cdr-{uuid7(0)}.open").write_bytes(b"".join(lines))
    (call,) = find(tmp_path, tmp_path, rig.clock.wall())
    key = (talk.script.branch, talk.source.ip, 5060, "INVITE", talk.source.ip)
    assert (call.mark, call.status, call.illegal) == (mark_of(key), 486, False)
