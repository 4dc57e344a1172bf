"""Undoing and keeping, one row or many, and what is said about it."""

from typing import Any, cast

from client.api.block_values import RemovedPart, Trusted
from client.api.errors import Forbidden, Missing, Unreachable
from client.formats import Formats
from client.models.block_changes import (
    Undone,
    distrust,
    distrusted_text,
    kept_text,
    make_permanent,
    unblock,
    undone_text,
)
from tests.helpers.block_stubs import NOW, StubBlockApi, entry, limited, lock, row, throttled

FORMATS = Formats("UTC")


def stub() -> StubBlockApi:
    return StubBlockApi(
        entry(1, "203.0.113.9"), entry(2, "198.51.100.0/24", 60), locks=(lock("1001"),)
    )


def rows_in(api: StubBlockApi) -> list[Any]:
    return [*map(row, api.locks.values()), *map(row, api.blocks.values())]


def test_both_layers_are_undone_and_said() -> None:
    api = stub()
    done = unblock(cast(Any, api), rows_in(api), 3600, "mistake")
    assert api.asked == [
        ("clear_suspensions", "1001", "mistake"), ("unblock", 1, 3600), ("unblock", 2, 3600),
    ]  # fmt: skip
    assert done.done == ("1001", "203.0.113.9", "198.51.100.0/24")
    text, tone = undone_text(done, FORMATS)
    assert tone == "ok"
    assert text.startswith("3 are not blocked any more: 1001, 203.0.113.9, 198.51.100.0/24.")
    assert "Removed: lockout: 1001; blacklist: 203.0.113.9; counters: 3 failures;" in text
    assert text.endswith("Trusted until 2026-11-23 13:00:00.")


def test_what_is_gone_already_counts_as_undone() -> None:
    api = stub()
    chosen = rows_in(api)[1:2]
    api.blocks.clear()
    done = unblock(cast(Any, api), chosen, 0, "")
    assert undone_text(done, FORMATS) == ("203.0.113.9 is not blocked any more.", "ok")


def test_one_failure_does_not_stop_the_rest_but_silence_does() -> None:
    api = stub()
    chosen = rows_in(api)
    api.fail["clear_suspensions"] = Forbidden("not yours", status=403)
    done = unblock(cast(Any, api), chosen, 0, "")
    assert done.done == ("203.0.113.9", "198.51.100.0/24")
    text, tone = undone_text(done, FORMATS)
    assert tone == "bad"
    assert "1001 was not changed: not yours" in text
    api = stub()
    api.fail["unblock"] = Unreachable("nobody answers")
    done = unblock(cast(Any, api), rows_in(api), 0, "")
    assert [name for name, _error in done.failed] == ["203.0.113.9", "198.51.100.0/24"]
    assert sum(name == "unblock" for name, *_ in api.asked) == 1
    api.fail["unblock"] = Forbidden("not yours", status=403)
    done = unblock(cast(Any, api), rows_in(api), 0, "")
    assert len(done.failed) == 2


def test_many_parts_and_failures_are_counted_not_listed() -> None:
    parts = tuple(RemovedPart("counters", f"{number} failures") for number in range(7))
    text, _tone = undone_text(Undone(done=("a",), removed=parts), FORMATS)
    assert text.endswith("counters: 4 failures; 2 more.")
    failed = tuple((str(number), Forbidden("no", status=403)) for number in range(7))
    text, _tone = undone_text(Undone(failed=failed), FORMATS)
    assert text.endswith("2 more were not changed.")


def test_addresses_are_kept_for_good() -> None:
    api = stub()
    kept = make_permanent(cast(Any, api), rows_in(api))
    assert api.asked == [("keep_blocked", 1, None), ("keep_blocked", 2, None)]
    assert kept_text(kept) == ("Blocked for good: 203.0.113.9, 198.51.100.0/24.", "ok")
    api.fail["keep_blocked"] = Forbidden("no", status=403)
    assert kept_text(make_permanent(cast(Any, api), rows_in(api)))[1] == "bad"


def test_addresses_are_not_trusted_any_more() -> None:
    api = stub()
    chosen = [Trusted(number, f"192.0.2.{number}", "ip", NOW) for number in (1, 2)]
    done = distrust(cast(Any, api), chosen)
    assert distrusted_text(done) == ("Not trusted any more: 192.0.2.1, 192.0.2.2.", "ok")
    api.fail["distrust"] = Missing("gone", status=404)
    assert distrust(cast(Any, api), chosen).done == ("192.0.2.1", "192.0.2.2")
    api.fail["distrust"] = Forbidden("no", status=403)
    assert distrusted_text(distrust(cast(Any, api), chosen))[1] == "bad"


def test_limits_and_refused_sign_ins_are_undone() -> None:
    api = stub()
    api.rates[7], api.refused[8] = limited(7, "192.0.2.7"), throttled(8, "192.0.2.8")
    rows = [row(api.rates[7]), row(api.refused[8])]
    done = unblock(cast(Any, api), rows, 60, "")
    assert [name for name, *_ in api.asked] == ["lift_limit", "trust", "open_throttle"]
    assert {(part.layer, part.what) for part in done.removed} == {
        ("rate", "192.0.2.7"),
        ("sign_in", "maria"),
    }
    assert done.trusted_until is not None
    assert "rate limit: 192.0.2.7; sign-in: maria" in undone_text(done, FORMATS)[0]
    assert unblock(cast(Any, api), rows[:1], 0, "").done == ("192.0.2.7",), "gone already"
