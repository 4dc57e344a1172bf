"""A call of SIPp to SIPp, looked at with the client: both legs in one ladder, secrets covered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.api.client import ApiClient
from client.formats import Formats
from client.models.trace_ladder import TraceLadder
from tests.helpers.api import Api
from tests.helpers.calls import MAPPING, carriers, configure, records
from tests.helpers.engine_process import EngineProcess
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
SECRET = "Correct-Horse-77!"


def place(api: Api, folder: Path, port: int) -> str:
    """A call whose caller proves a password; the id of its record."""
    program = need("sipp")
    body = {"username": "acme", "password": SECRET}
    api.call("PATCH", f"/gateways/{MAPPING}", body)
    with (
        Sipp(program, "uas_answer", folder, "-d", 200) as callee,
        carriers(api, "45", callee.port),
    ):
        given = ("-au", "acme", "-ap", SECRET, "-d", 200)
        with Sipp(program, "uac_proved", folder, *given, to=port, number="4501") as caller:
            caller.succeeded(1)
            callee.succeeded(1)
    (record,) = records(api, "4501", 1)
    return str(record["id"])


def test_both_legs_are_in_one_ladder_and_no_digest_is(tmp_path: Path, qtbot: QtBot) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        name = place(api, tmp_path, engine.sip_port)
        client = ApiClient(engine.http_url)
        client.sign_in("admin", engine.admin_password)
        ladder = TraceLadder(Formats("UTC"))
        ladder.show(client.trace(name))
        by_call_id = client.trace(ladder.legs[1].call_id)
        text, capture = client.trace_file(name, "txt"), client.trace_file(name, "pcap")
        client.close()
        api.close()
    arrows = [ladder.arrow(row) for row in range(ladder.rowCount())]
    seen = {(each.message.leg, each.incoming, each.label) for each in arrows}
    assert len(ladder.legs) == 2
    assert {(0, True, "INVITE"), (1, False, "INVITE"), (1, True, "200 OK"), (0, True, "BYE"),
            (0, False, "200 OK"), (1, False, "BYE")} <= seen  # fmt: skip
    assert ladder.trace is not None
    assert by_call_id.id == ladder.trace.id
    proofs = [
        line
        for each in arrows
        for line in each.message.text.split("\n")
        if line.lower().startswith(("authorization:", "proxy-authorization:"))
    ]
    assert proofs
    assert all("*" in line for line in proofs)
    digest = b'response="'
    assert all(not part.lstrip(b"*").partition(b'"')[0] for part in text.split(digest)[1:])
    assert capture.count(b"INVITE sip:") >= 2
