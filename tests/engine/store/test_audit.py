from engine.store.audit import By, record, record_many
from engine.store.config_store import ConfigStore
from engine.store.rows import AuditFilter
from tests.helpers.stores import BY, Wall


def test_a_deed_without_a_table_of_its_own_is_kept_whole(store: ConfigStore, wall: Wall) -> None:
    number = store.audit.append(
        **BY,
        action="suspension.clear",
        object="endpoint:1001",
        before={"failures": 6},
        reason="客户来电",
    )
    (row,) = store.audit.page()
    assert (row.id, row.at, row.actor, row.address) == (number, wall.now, "alice", "192.0.2.7")
    assert (row.action, row.object, row.reason) == ("suspension.clear", "endpoint:1001", "客户来电")
    assert (row.before, row.after) == ({"failures": 6}, None)


def test_pages_go_from_new_to_old_without_gap_or_overlap(store: ConfigStore) -> None:
    ids = [store.audit.append(**BY, action="a", object=f"o:{i}") for i in range(25)]
    seen: list[int] = []
    before: int | None = None
    while page := store.audit.page(limit=10, before_id=before):
        seen += [row.id for row in page]
        before = page[-1].id
    assert seen == ids[::-1]


def test_filters_hold_together(store: ConfigStore, wall: Wall) -> None:
    for actor, action in (("alice", "x"), ("bob", "x"), ("bob", "y")):
        wall.now += 10
        store.audit.append(actor=actor, address="", action=action, object=f"o:{actor}")
    page = store.audit.page(filters=AuditFilter(actor="bob", action="x"))
    assert [(row.actor, row.action) for row in page] == [("bob", "x")]
    recent = AuditFilter(since=wall.now, until=wall.now + 1, object="o:bob")
    assert [row.action for row in store.audit.page(filters=recent)] == ["y"]
    assert store.audit.page(filters=AuditFilter(until=wall.now - 100)) == []


def test_a_row_is_part_of_the_transaction_of_the_change(store: ConfigStore) -> None:
    by = By("alice", "", "", 1.0)
    try:
        with store.audit._database.write() as connection:
            record(connection, by, "a", "o:1")
            record_many(connection, by, "a", [("o:2", None), ("o:3", {"x": 1})])
            raise LookupError
    except LookupError:
        pass
    assert store.audit.page() == []
