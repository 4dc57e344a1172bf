"""Hanging up: what ended, what had ended, and what goes on."""

from typing import Any, cast

from client.api.errors import ServerFault, Unreachable
from client.models.call_changes import HungUp, hang_up, hung_up_text
from tests.helpers.call_stubs import StubCallApi, call


def api(*numbers: int) -> Any:
    made = StubCallApi()
    made.put(*(call(number) for number in numbers))
    return cast(Any, made)


def test_a_call_that_is_over_is_no_fault() -> None:
    result = hang_up(api(1, 3), ("call-1", "call-2", "call-3"), "fraud")
    assert result == HungUp(("call-1", "call-3"), ("call-2",))
    assert hung_up_text(result) == ("2 calls are hung up. 1 call was over already.", "ok")


def test_nothing_more_is_tried_when_nobody_answers() -> None:
    away = api(1, 2, 3)
    away.fail["hang_up"] = Unreachable("no route")
    result = hang_up(away, ("call-1", "call-2", "call-3"), "")
    assert (result.failed, result.why, len(away.asked)) == (3, "no route", 1)
    assert hung_up_text(result) == ("Not hung up: 3, because no route", "bad")


def test_one_that_fails_does_not_stop_the_rest() -> None:
    broken = api(1, 2)
    broken.fail["hang_up"] = ServerFault("no")
    assert len(broken.asked) == 0
    assert hang_up(broken, ("call-1", "call-2"), "").failed == 2
    assert len(broken.asked) == 2


def test_sentences_for_one_and_many() -> None:
    assert hung_up_text(HungUp(("a",))) == ("The call is hung up.", "ok")
    assert hung_up_text(HungUp((), ("a",))) == ("1 call was over already.", "neutral")
    assert hung_up_text(HungUp((), ("a", "b")))[0] == "2 calls were over already."
