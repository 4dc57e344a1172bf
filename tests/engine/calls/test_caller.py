"""Who calls, and who is told (RFC 3323, RFC 3325)."""

from __future__ import annotations

from typing import Any

import pytest

from engine.calls.call import Place, Who
from engine.calls.caller import named, shown_to, who_calls
from engine.calls.events import Setup
from engine.calls.invite import Admitted
from engine.calls.messages import number_uri
from engine.sip.errors import PeerError
from engine.sip.identity import ANONYMOUS
from engine.sip.nat import Source
from engine.sip.request import Request
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value, request

CARRIER = Source("192.0.2.1", 5060)
WHO = Who(display="Ann")
NAME = '"Ann" <sip:1001@203.0.113.1>'
HIDDEN = f'"Anonymous" <{ANONYMOUS}>'


def said(**headers: Value) -> Request:
    named_ = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request.parse(request("INVITE", **{"From": '"Ann" <sip:1001@x>;tag=1', **named_}))  # type: ignore[arg-type]


def to(who: Who, **changes: Any) -> tuple[str, list[tuple[str, str]]]:
    one = Place(number_uri("2002", CARRIER), CARRIER, "1001", "2002", "one", **changes)
    return tuple(shown_to(one, who, "203.0.113.1"))  # type: ignore[return-value]


def test_a_caller_is_shown_and_nothing_is_asserted_unless_that_is_wanted() -> None:
    assert to(WHO) == (NAME, [])
    assert to(WHO, asserted="caller") == (NAME, [("P-Asserted-Identity", NAME)])
    assert to(WHO, asserted="pass") == (NAME, [])
    assert to(Who("Ann", asserted="1001"), asserted="pass") == (
        NAME,
        [("P-Asserted-Identity", NAME)],
    )
    assert to(WHO, preferred="caller") == (NAME, [("P-Preferred-Identity", NAME)])


def test_in_the_domain_of_a_carrier_a_caller_is_one_of_its_own() -> None:
    ours = '"Ann" <sip:1001@carrier.example>'
    assert to(WHO, domain="carrier.example", asserted="caller") == (
        ours,
        [("P-Asserted-Identity", ours)],
    )
    hidden = Who("Ann", hidden=True)
    assert to(hidden, domain="carrier.example") == (HIDDEN, [("Privacy", "id")])


def test_a_withheld_number_reaches_only_who_is_trusted_with_it() -> None:
    who = Who("Ann", hidden=True)
    assert to(who) == (HIDDEN, [("Privacy", "id")])
    assert to(who, asserted="caller") == (
        HIDDEN,
        [("P-Asserted-Identity", NAME), ("Privacy", "id")],
    )


def test_a_gateway_may_get_no_number_at_all() -> None:
    assert to(WHO, privacy="id") == (HIDDEN, [("Privacy", "id")])


def test_nobody_is_asserted_of_whom_nothing_is_known() -> None:
    who = Who(hidden=True, known=False)
    assert to(who, asserted="caller", preferred="caller") == (HIDDEN, [("Privacy", "id")])


@pytest.mark.parametrize(
    ("privacy", "hidden"),
    [(None, False), ("none", False), ("id", True), ("user;header", True), ("none;id", False),
     ("critical", False), ("id;critical", True), ("history", False), ("", True)],
)  # fmt: skip
def test_a_privacy_header_is_honoured_whoever_sends_it(privacy: Value, hidden: bool) -> None:
    for trusted in (True, False):
        assert who_calls(said(Privacy=privacy), trusted=trusted).hidden is hidden


def test_privacy_that_there_is_not_is_refused_when_it_is_critical() -> None:
    assert who_calls(said(Privacy="session"), trusted=False).hidden
    with pytest.raises(PeerError) as refused:
        who_calls(said(Privacy="session;critical"), trusted=False)
    assert refused.value.status == 500


@pytest.mark.parametrize("trusted", [True, False])
def test_an_assertion_counts_when_its_source_is_trusted(trusted: bool) -> None:
    asserted = {"P_Asserted_Identity": '"Bell" <sip:+4420@carrier>'}
    who = who_calls(said(From=f"<{ANONYMOUS}>;tag=1", **asserted), trusted=trusted)
    assert who.hidden
    assert (who.known, who.asserted, who.display) == (
        (True, "+4420", "Bell") if trusted else (False, "", "")
    )


def test_who_proved_his_name_is_known_behind_an_anonymous_from() -> None:
    request_ = said(From=f"<{ANONYMOUS}>;tag=1")
    assert who_calls(request_, trusted=False, proven=True).known
    assert not who_calls(request_, trusted=False).known


def test_the_record_has_the_number_that_was_asserted() -> None:
    setup = Setup("anonymous", "2002", "192.0.2.9", "id", "", 1.0)
    assert named(Admitted(setup, "", "in"), Who(asserted="+4420")).setup.caller == "+4420"
    assert named(Admitted(setup, "", "in"), Who()).setup.caller == "anonymous"
    assert named(Admitted(setup, "1001", ""), Who(asserted="+4420")).setup.caller == "anonymous"


@pytest.mark.parametrize(
    "header", ["P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID"]
)
def test_no_identity_of_the_caller_is_passed_as_it_came(header: str) -> None:
    play = Play()
    play.caller.call([place(play.one)], headers={header: "<sip:forged@evil.example>"})
    play.one.answer(200)
    assert not any(b"forged" in data for data in play.one.raw)


def test_a_hidden_caller_stays_hidden_within_the_call() -> None:
    play = Play()
    play.caller.call([place(play.one)], headers={"Privacy": "id"})
    play.one.answer(200)
    play.caller.ack()
    play.caller.send("BYE")
    for data in play.one.raw:
        assert b"1001" not in data
    assert str(play.one.last("BYE").from_.uri) == ANONYMOUS


def test_the_callee_tells_the_caller_nothing_either() -> None:
    play = Play()
    play.call()
    play.one.answer(200, headers={"P-Asserted-Identity": "<sip:secret@inside.example>"})
    assert not any(b"secret" in data for data in play.caller.raw)
