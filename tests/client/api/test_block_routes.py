"""The routes of blocked and trusted addresses, against a stand-in on a real socket."""

from datetime import UTC, datetime

import pytest

from client.api.client import ApiClient
from client.api.errors import Conflict, Missing, Rejected
from tests.helpers.fake_api import FakeApi

UNTIL = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_what_is_blocked_is_listed_page_by_page(api: ApiClient, fake: FakeApi) -> None:
    first = api.blacklist(limit=3)
    assert [item.value for item in first.items] == [
        "203.0.113.24", "2001:db8:7::/64", "198.51.100.0/24",
    ]  # fmt: skip
    rest = api.blacklist(cursor=first.next_cursor, limit=3)
    assert ([item.value for item in rest.items], rest.next_cursor) == (["192.0.2.77"], "")
    api.blacklist("network", "carrier")
    assert fake.requests[-1].query == {"kind": ["network"], "q": ["carrier"], "limit": ["1000"]}


def test_an_address_is_blocked_kept_and_unblocked(api: ApiClient, fake: FakeApi) -> None:
    made = api.block("ip", "203.0.113.99", "scans", UNTIL)
    assert (made.value, made.reason, made.until) == ("203.0.113.99", "scans", UNTIL)
    assert fake.requests[-1].body["until"] == "2030-01-02T03:04:05.000Z"
    assert "force" not in fake.requests[-1].body
    assert api.keep_blocked(made.id, None).until is None
    done = api.unblock(made.id, 3600)
    assert fake.requests[-1].query == {"trust_s": ["3600"]}
    assert [part.layer for part in done.removed] == ["blacklist", "counters"]
    assert done.trusted_until is not None
    with pytest.raises(Missing):
        api.unblock(made.id)


def test_who_would_be_hit_is_said_unless_it_is_forced(api: ApiClient) -> None:
    with pytest.raises(Conflict, match="carrier-b"):
        api.block("ip", "198.51.100.7", "", None)
    assert api.block("ip", "198.51.100.7", "", None, force=True).value == "198.51.100.7"
    with pytest.raises(Rejected):
        api.block("ip", "nonsense", "", None)


def test_a_preview_says_who_stands_behind_an_address(api: ApiClient) -> None:
    found = api.block_preview("192.0.2.0/24")
    assert (found.live_endpoints, found.extensions) == (3, ("1001", "1002", "1003"))
    assert (found.gateways, found.own_address, found.already) == ((), False, None)
    assert api.block_preview("198.51.100.65").already == 3
    assert api.block_preview("127.0.0.0/8").own_address
    with pytest.raises(Rejected):
        api.block_preview("x")


def test_addresses_are_trusted_and_not_any_more(api: ApiClient) -> None:
    made = api.trust("192.0.2.30", "new office", None)
    assert (made.comment, made.until, made.by) == ("new office", None, "admin")
    assert [item.value for item in api.allowlist()][-1] == "192.0.2.30"
    assert len(api.allowlist(limit=1)) == 3
    api.distrust(made.id)
    assert "192.0.2.30" not in [item.value for item in api.allowlist()]


def test_limits_and_refused_sign_ins_are_listed_and_undone(api: ApiClient, fake: FakeApi) -> None:
    assert (api.limits().items, api.throttles().items) == ((), ())
    for undo in (api.lift_limit, api.open_throttle):
        with pytest.raises(Missing):
            undo("a/b")
    assert fake.requests[-1].path.endswith("/throttles/a%2Fb")


def test_a_list_is_checked_and_imported(api: ApiClient, fake: FakeApi) -> None:
    content = b"203.0.113.90\n192.0.2.21\nnonsense\n203.0.113.24\n"
    seen = api.import_blocks(content, dry_run=True)
    assert (seen.added, seen.already, seen.hit_count, seen.fault_count) == (1, 1, 1, 1)
    assert (seen.hits[0].line, seen.hits[0].extensions) == (2, ("1003",))
    assert seen.errors[0].line == 3
    assert fake.requests[-1].query == {"dry_run": ["true"], "on_hit": ["refuse"]}
    with pytest.raises(Conflict):
        api.import_blocks(content)
    done = api.import_blocks(content, on_hit="skip", until=UNTIL, reason="abuse desk")
    assert (done.added, done.skipped, done.dry_run) == (1, 1, False)
    assert fake.requests[-1].query == {
        "on_hit": ["skip"], "until": ["2030-01-02T03:04:05.000Z"], "reason": ["abuse desk"],
    }  # fmt: skip
    assert fake.requests[-1].headers["Content-Type"] == "text/plain; charset=utf-8"
