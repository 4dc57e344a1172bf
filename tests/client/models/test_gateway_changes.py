"""Changes to several gateways: what was done and what was not are both said."""

from typing import Any, cast

from client.api.errors import Conflict, Unreachable
from client.formats import Formats
from client.models.gateway_changes import (
    GatewayChanges,
    changes_text,
    delete,
    set_enabled,
    stored_text,
)
from tests.helpers.call_stubs import NOON, StubCallApi, gateway


def api(*names: str) -> Any:
    made = StubCallApi()
    made.put(*(gateway(name) for name in names))
    return cast(Any, made)


def test_one_that_fails_does_not_stop_the_rest() -> None:
    changes = set_enabled(api("a", "c"), ("a", "b", "c"), "maintenance", enabled=False)
    assert changes.done == ("a", "c")
    assert [name for name, _error in changes.failed] == ["b"]
    assert not any(item.enabled for item in changes.gateways)
    text, tone = changes_text(changes, "{name} off.", "{count} off: {names}.")
    assert (text, tone) == ("2 off: a, c. b was not changed: no such gateway", "bad")


def test_nothing_more_is_tried_when_nobody_answers() -> None:
    away = api("a", "b")
    away.fail["update_gateway"] = Unreachable("no route")
    changes = set_enabled(away, ("a", "b"), "", enabled=True)
    assert (changes.done, len(changes.failed), len(away.asked)) == ((), 2, 1)


def test_one_that_is_gone_counts_as_deleted() -> None:
    stub = api("a")
    assert delete(stub, ("a", "b"), "moved").done == ("a", "b")
    assert stub.asked == [("delete_gateway", "a", "moved"), ("delete_gateway", "b", "moved")]


def test_sentences_name_a_few_and_count_the_rest() -> None:
    names = tuple("abcdefg")
    text, tone = changes_text(GatewayChanges(names), "{name}", "{count}: {names}")
    assert (text, tone) == ("7: a, b, c, d, e and 2 more", "ok")
    warned = GatewayChanges(("a",), gateways=(gateway("a", warning="the softswitch is away"),))
    assert changes_text(warned, "{name} on.", "") == ("a on. the softswitch is away", "warning")
    refused = GatewayChanges((), (("a", Conflict("in use", status=409)),))
    assert changes_text(refused, "", "")[1] == "bad"


def test_what_was_stored_says_since_when_it_acts() -> None:
    formats = Formats("UTC")
    stored = gateway(effective_at=NOON)
    assert stored_text(stored, formats) == ("carrier-a is stored, in effect since 12:00:00.", "ok")
    assert stored_text(gateway(warning="later"), formats)[1] == "warning"
    assert stored_text(gateway(), formats) == ("carrier-a is stored.", "ok")
