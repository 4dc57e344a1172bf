"""Call trace: shown to whoever sees records, exported by operators, and audited then."""

from __future__ import annotations

import struct
from urllib.parse import quote

import pytest
from msgspec import structs

from engine.errors import StoreError
from tests.helpers.api_app import Stage
from tests.helpers.stores import START, cdr
from tests.helpers.switch_port import NOW, call, trace

CALL = call(1)


@pytest.fixture
def traced(stage: Stage) -> Stage:
    stage.clock.set_wall(NOW + 10)
    stage.switch.traces[CALL.id] = stage.switch.traces["leg1@phone"] = trace(CALL)
    return stage


def test_all_messages_are_shown_to_everybody_who_sees_records(traced: Stage) -> None:
    found = traced.expect("GET", f"/calls/{CALL.id}/trace", role="auditor")
    assert [each["number"] for each in found["messages"]] == [1, 2, 3, 4, 5, 6]
    assert [leg["name"] for leg in found["legs"]] == ["1001", "carrier-a"]
    assert (found["caller"], found["callee"], found["running"]) == ("1001", "00441", True)
    first = found["messages"][0]
    assert (first["method"], first["status"], first["sdp"]) == ("INVITE", None, True)
    assert (first["direction"], first["from"]) == ("in", "192.0.2.10:5062")
    assert "\nCSeq: 1 INVITE\n" in first["text"]
    later = traced.expect("GET", f"/calls/{CALL.id}/trace", params={"after": 4})
    assert [each["number"] for each in later["messages"]] == [5, 6]


def test_any_call_id_names_it_whatever_is_in_it(traced: Stage) -> None:
    traced.expect("GET", "/calls/leg1@phone/trace")
    strange = "a/b?c#d%e@[::1]/trace"
    traced.switch.traces[strange] = trace(CALL)
    for path in ("trace", "trace.txt", "trace.pcap"):
        traced.request("GET", f"/calls/{quote(strange, safe='')}/{path}").raise_for_status()


def test_what_is_gone_says_how_long_it_would_have_been_kept(traced: Stage) -> None:
    problem = traced.must_fail(404, "GET", "/calls/never/trace")
    assert "15 minutes" in problem["detail"]
    assert "SS_SIP_TRACE_MINUTES" in problem["detail"]
    traced.switch.tracing = False
    problem = traced.must_fail(404, "GET", "/calls/never/trace.pcap")
    assert "Set SS_SIP_TRACE to 1" in problem["detail"]
    traced.must_fail(422, "GET", f"/calls/{'x' * 1_001}/trace")
    traced.must_fail(422, "GET", f"/calls/{CALL.id}/trace", params={"after": -1})


def test_a_refused_call_is_found_by_its_record(traced: Stage) -> None:
    record = cdr(call_id="bad-1", start=START)
    traced.ingest("cdr", record)
    first = structs.replace(trace(CALL).messages[0], at=START / 1000 + 1)
    traced.switch.traces["bad-1"] = trace(CALL, id="", messages=[first])
    found = traced.expect("GET", f"/calls/{record.id}/trace")
    assert len(found["messages"]) == 1
    other = structs.replace(first, at=first.at + 1_000)
    traced.switch.traces["bad-1"] = trace(CALL, id="", messages=[other])
    traced.must_fail(404, "GET", f"/calls/{record.id}/trace")


def test_an_export_is_a_file_and_audited(traced: Stage) -> None:
    answer = traced.request("GET", f"/calls/{CALL.id}/trace.txt", role="operator")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="call-trace-20260921-141320-000000000001.txt"'
    )
    assert "    INVITE sip:2002@example.org SIP/2.0\n" in answer.text
    answer = traced.request("GET", f"/calls/{CALL.id}/trace.pcap", role="operator")
    assert struct.unpack("<I", answer.content[:4]) == (0xA1B2C3D4,)
    entries = traced.expect("GET", "/audit", params={"limit": 2})["items"]
    assert [entry["action"] for entry in entries] == ["call.trace_export"] * 2
    assert {entry["after"]["format"] for entry in entries} == {"txt", "pcap"}
    assert entries[0]["object"] == f"call:{CALL.id}"


@pytest.mark.parametrize("path", ["trace.txt", "trace.pcap"])
def test_who_only_reads_exports_nothing(traced: Stage, path: str) -> None:
    traced.must_fail(403, "GET", f"/calls/{CALL.id}/{path}", role="auditor")
    traced.must_fail(401, "GET", f"/calls/{CALL.id}/{path}", role=None)
    traced.must_fail(401, "GET", f"/calls/{CALL.id}/trace", role=None)


def test_nothing_leaves_that_cannot_be_audited(
    traced: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(traced.services.config.audit, "append", refuse)
    traced.must_fail(503, "GET", f"/calls/{CALL.id}/trace.txt")


def test_without_a_switch_there_is_no_trace(traced: Stage) -> None:
    traced.switch.away = True
    traced.must_fail(503, "GET", f"/calls/{CALL.id}/trace")
