import pytest

from engine.errors import Conflict, Invalid, NotFound
from engine.store.config_store import ConfigStore
from engine.store.views import MAX_BYTES, MAX_OWN, MAX_SHARED, ViewContent
from tests.helpers.stores import Wall

ALICE = {"actor": "alice", "address": "192.0.2.7"}
BOB = {"actor": "bob", "address": "192.0.2.8"}


def content(name: str, *, shared: bool = False, **filters: object) -> ViewContent:
    return ViewContent(name, shared, "today", filters, ("start", "caller"))


def names(store: ConfigStore, operator: str) -> list[str]:
    return [row.content.name for row in store.views.visible(operator)]


def test_a_view_is_read_back_as_it_was_saved(store: ConfigStore, wall: Wall) -> None:
    wanted = content("Night", caller=["8801*"], illegal=True)
    row = store.views.create("v1", wanted, **ALICE)
    assert store.views.find("v1") == row
    assert (row.content, row.owner, row.version, row.changed_at) == (wanted, "alice", 1, wall.now)


def test_private_views_are_seen_by_their_owner_only(store: ConfigStore) -> None:
    store.views.create("v1", content("b"), **ALICE)
    store.views.create("v2", content("A", shared=True), **ALICE)
    store.views.create("v3", content("c"), **BOB)
    assert names(store, "alice") == ["A", "b"]
    assert names(store, "bob") == ["A", "c"]


def test_a_name_is_given_once_by_each_owner(store: ConfigStore) -> None:
    store.views.create("v1", content("Night"), **ALICE)
    with pytest.raises(Conflict, match="NIGHT"):
        store.views.create("v2", content("NIGHT"), **ALICE)
    with pytest.raises(Conflict, match="of that id"):
        store.views.create("v1", content("Day"), **ALICE)
    store.views.create("v2", content("Night"), **BOB)
    second = store.views.create("v3", content("Day"), **ALICE)
    with pytest.raises(Conflict):
        store.views.change(second, content("night"), **ALICE)


def test_a_change_keeps_the_owner_and_counts(store: ConfigStore) -> None:
    first = store.views.create("v1", content("Night"), **ALICE)
    row = store.views.change(first, content("NIGHT", shared=True), **BOB)
    assert (row.owner, row.version, row.changed_by) == ("alice", 2, "bob")
    assert store.views.find("v1") == row
    with pytest.raises(Conflict, match="meanwhile"):
        store.views.change(first, content("Day"), **ALICE)
    store.views.delete("v1", **ALICE)
    with pytest.raises(Conflict, match="meanwhile"):
        store.views.change(row, content("Day"), **ALICE)
    with pytest.raises(NotFound):
        store.views.delete("v1", **ALICE)


def test_only_what_others_see_is_audited(store: ConfigStore) -> None:
    private = store.views.create("v1", content("Mine"), **ALICE)
    private = store.views.change(private, content("Still mine"), **ALICE)
    assert store.audit.page() == []
    shared = store.views.change(private, content("Ours", shared=True), **ALICE)
    hidden = store.views.change(shared, content("Secret"), **ALICE)
    store.views.change(hidden, content("Ours", shared=True), **ALICE)
    store.views.delete("v1", **BOB)
    rows = store.audit.page()
    assert [row.action for row in rows] == ["view.delete", *["view.update"] * 3]
    assert (rows[0].object, rows[0].actor) == ("view:v1", "bob")
    assert (rows[0].before["name"], rows[0].after) == ("Ours", None)
    assert rows[3].before == {"shared": False}
    assert "Mine" not in repr(rows)
    assert "Secret" not in repr(rows)


def test_an_operator_has_a_bounded_number_of_views(store: ConfigStore) -> None:
    for number in range(MAX_OWN):
        row = store.views.create(f"v{number}", content(str(number)), **ALICE)
    with pytest.raises(Conflict, match=f"{MAX_OWN} views"):
        store.views.create("one more", content("one more"), **ALICE)
    store.views.change(row, content("renamed"), **ALICE)
    store.views.create("another", content("another"), **BOB)


def test_shared_views_are_bounded_for_all_together(store: ConfigStore) -> None:
    for number in range(MAX_SHARED):
        who = {"actor": f"operator{number % 3}", "address": ""}
        store.views.create(f"v{number}", content(str(number), shared=True), **who)
    with pytest.raises(Conflict, match=f"{MAX_SHARED} views are shared"):
        store.views.create("one more", content("one more", shared=True), **ALICE)
    store.views.create("private", content("private"), **ALICE)


def test_the_filters_of_a_view_are_bounded(store: ConfigStore) -> None:
    room = MAX_BYTES - len('{"q": ""}')
    store.views.create("v1", content("fits", q="x" * room), **ALICE)
    with pytest.raises(Invalid, match="32 KiB"):
        store.views.create("v2", content("does not", q="x" * (room + 1)), **ALICE)
