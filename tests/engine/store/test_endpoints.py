import time
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Conflict, Invalid, NotFound, StoreError
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY, Wall, config_store, endpoint


def test_an_endpoint_comes_back_as_it_was_given(store: ConfigStore, wall: Wall) -> None:
    row = store.endpoints.create(endpoint("1001", display_name="王芳", enabled=False), **BY)
    assert row == store.endpoints.get("1001")
    assert (row.display_name, row.enabled, row.created_at) == ("王芳", False, wall.now)
    assert (row.ha1_md5, row.ha1_sha256) == ("a1" * 16, "b2" * 32)


def test_hashes_are_not_in_the_file(store: ConfigStore, tmp_path: Path) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("config.sqlite*"))
    assert b"1001" in stored
    for secret in ("a1" * 16, "b2" * 32):
        assert secret.encode() not in stored
        assert bytes.fromhex(secret) not in stored


def test_a_taken_extension_is_a_conflict(store: ConfigStore) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    with pytest.raises(Conflict, match="1001"):
        store.endpoints.create(endpoint("1001"), **BY)
    assert store.version == 1


def test_an_unacceptable_one_among_many_leaves_all_out(store: ConfigStore) -> None:
    with pytest.raises(Invalid):
        store.endpoints.create_many([endpoint("1001"), endpoint("no good")], **BY)
    assert store.endpoints.count() == 0


def test_an_import_creates_new_ones_and_skips_known_and_repeated_ones(store: ConfigStore) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    first = endpoint("1002", display_name="first")
    rows = [endpoint("1001"), first, endpoint("1002", display_name="again")]
    assert store.endpoints.create_many(rows, **BY) == (["1002"], ["1001", "1002"])
    assert store.endpoints.get("1002").display_name == "first"


def test_ten_thousand_are_imported_in_a_few_seconds(store: ConfigStore) -> None:
    rows = [endpoint(str(10_000 + number)) for number in range(10_000)]
    before = time.perf_counter()
    created, skipped = store.endpoints.create_many(rows, reason="import", **BY)
    assert time.perf_counter() - before < 5
    assert (len(created), skipped) == (10_000, [])
    assert store.version == 1
    assert len(store.endpoints.all_credentials()) == 10_000
    newest = store.audit.page(limit=1)[0]
    assert (newest.action, newest.object) == ("endpoint.create", "endpoint:19999")


def test_pages_are_sorted_without_gap_or_overlap(store: ConfigStore) -> None:
    names = [f"{number:03}" for number in range(25)]
    store.endpoints.create_many([endpoint(name) for name in reversed(names)], **BY)
    seen: list[str] = []
    while page := store.endpoints.page(limit=10, after=seen[-1] if seen else ""):
        seen += [row.extension for row in page]
    assert seen == names


@pytest.mark.parametrize(
    ("q", "found"),
    [("100", ["1001", "1002"]), ("ALICE", ["1001"]), ("%", ["2_00"]), ("_", ["2_00"]), ("zz", [])],
)
def test_text_is_searched_in_extension_and_name(
    store: ConfigStore, q: str, found: list[str]
) -> None:
    store.endpoints.create(endpoint("1001", display_name="Alice"), **BY)
    store.endpoints.create(endpoint("1002", display_name="Bob"), **BY)
    store.endpoints.create(endpoint("2_00", display_name="50%"), **BY)
    assert [row.extension for row in store.endpoints.page(q=q)] == found


def test_a_page_is_restricted_by_any_number_of_extensions(store: ConfigStore) -> None:
    store.endpoints.create_many([endpoint(f"{number:05}") for number in range(100)], **BY)
    many = [f"{number:05}" for number in range(50, 50_050)]
    assert len(store.endpoints.page(only=many, limit=1000)) == 50
    assert len(store.endpoints.page(exclude=many, limit=1000)) == 50
    assert store.endpoints.page(only=[]) == []
    assert len(store.endpoints.page(exclude=[])) == 100


def test_known_are_those_that_exist(store: ConfigStore) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    assert list(store.endpoints.known(["1001", "9999", "' OR 1=1"])) == ["1001"]


def test_an_update_changes_what_is_given_and_nothing_else(store: ConfigStore, wall: Wall) -> None:
    before = store.endpoints.create(endpoint("1001", display_name="Alice"), **BY)
    wall.now += 100
    row = store.endpoints.update("1001", enabled=False, **BY)
    assert (row.enabled, row.display_name, row.ha1_md5) == (False, "Alice", before.ha1_md5)
    assert row.password_changed_at == before.password_changed_at
    assert store.version == 2


def test_a_new_password_is_noted_without_being_shown(store: ConfigStore, wall: Wall) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    wall.now += 100
    row = store.endpoints.update("1001", ha1=("c3" * 16, "d4" * 32), **BY)
    assert (row.ha1_md5, row.password_changed_at) == ("c3" * 16, wall.now)
    audit = store.audit.page(limit=1)[0]
    assert audit.after["password"] == "changed"
    assert "c3c3" not in repr(audit)


def test_an_update_of_nothing_is_no_change(store: ConfigStore) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    store.endpoints.update("1001", **BY)
    assert store.version == 1


@pytest.mark.parametrize("changes", [{"display_name": "a\nb"}, {"ha1": ("x", "y")}])
def test_an_unacceptable_update_is_refused(store: ConfigStore, changes: Any) -> None:
    store.endpoints.create(endpoint("1001"), **BY)
    with pytest.raises(Invalid):
        store.endpoints.update("1001", **changes, **BY)
    assert store.version == 1


def test_a_deleted_endpoint_is_gone_and_the_audit_knows(store: ConfigStore) -> None:
    store.endpoints.create(endpoint("1001", display_name="Alice"), **BY)
    assert store.endpoints.delete("1001", reason="left", **BY).display_name == "Alice"
    for ask in (store.endpoints.get, store.endpoints.delete):
        with pytest.raises(NotFound):
            ask("1001", **({} if ask == store.endpoints.get else BY))
    row = store.audit.page(limit=1)[0]
    assert (row.action, row.before["display_name"], row.reason) == (
        "endpoint.delete",
        "Alice",
        "left",
    )


def test_the_switch_gets_every_endpoint_with_its_hashes(store: ConfigStore) -> None:
    store.endpoints.create(endpoint("1002", enabled=False), **BY)
    store.endpoints.create(endpoint("1001"), **BY)
    first, second = store.endpoints.all_credentials()
    assert (first.extension, first.ha1_sha256, first.enabled) == ("1001", "b2" * 32, True)
    assert (second.extension, second.enabled) == ("1002", False)


def test_hashes_cannot_be_read_with_another_key(tmp_path: Path) -> None:
    store = config_store(tmp_path)
    store.endpoints.create(endpoint("1001"), **BY)
    store.close()
    (tmp_path / "secret.key").write_bytes(b"x" * 32)
    other = config_store(tmp_path)
    with pytest.raises(StoreError, match=r"secret\.key"):
        other.endpoints.get("1001")
    other.close()
