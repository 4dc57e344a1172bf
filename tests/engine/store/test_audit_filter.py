import pytest

from engine.store import audit_filter
from engine.store.config_store import ConfigStore
from engine.store.rows import AuditFilter
from tests.helpers.stores import BY, Wall


def fill(store: ConfigStore) -> None:
    add = store.audit.append
    add(**BY, action="endpoint.update", object="endpoint:1001", after={"name": "50% off_x"})
    add(**BY, action="endpoint.delete", object="endpoint:10011", reason="Left the house")
    add(actor="bob", address="192.0.2.9", action="parameter.set", object="parameter:SS_X")
    add(actor="bob", address="192.0.2.9", action="audit.verify", object="audit")


def objects(store: ConfigStore, **chosen: str) -> list[str]:
    return [row.object for row in store.audit.page(filters=AuditFilter(**chosen))]  # type: ignore[arg-type]


def test_a_group_of_actions_and_a_kind_of_objects(store: ConfigStore) -> None:
    fill(store)
    assert objects(store, action="endpoint.") == ["endpoint:10011", "endpoint:1001"]
    assert objects(store, action="endpoint") == []
    assert objects(store, object="endpoint:") == ["endpoint:10011", "endpoint:1001"]
    assert objects(store, object="endpoint:1001") == ["endpoint:1001"]


def test_a_text_is_found_in_every_field_and_is_no_pattern(store: ConfigStore) -> None:
    fill(store)
    assert objects(store, q="HOUSE") == ["endpoint:10011"]
    assert objects(store, q="192.0.2.9") == ["audit", "parameter:SS_X"]
    assert objects(store, q="50% off_x") == ["endpoint:1001"]
    assert objects(store, q="50%x") == []
    assert objects(store, q="\\") == []


def test_one_row_by_its_number(store: ConfigStore) -> None:
    fill(store)
    (row,) = store.audit.page(filters=AuditFilter(number=2))
    assert (row.id, row.object) == (2, "endpoint:10011")


def test_choices_are_what_occurs(store: ConfigStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.audit.choices().actors == ()
    fill(store)
    found = store.audit.choices()
    assert found.actors == ("alice", "bob")
    assert found.actions == ("audit.verify", "endpoint.delete", "endpoint.update", "parameter.set")
    assert found.kinds == ("endpoint:", "parameter:")
    monkeypatch.setattr(audit_filter, "MAX_CHOICES", 1)
    assert store.audit.choices().actors == ("alice",)


def test_all_rows_of_a_filter_and_their_number(store: ConfigStore, wall: Wall) -> None:
    fill(store)
    wanted = AuditFilter(actor="bob", since=wall.now)
    assert store.audit.count(wanted) == 2
    assert [row.action for row in store.audit.all(wanted, 9)] == ["audit.verify", "parameter.set"]
    assert [row.action for row in store.audit.all(wanted, 1)] == ["audit.verify"]
