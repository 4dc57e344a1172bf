from engine.store.audit import By, record
from engine.store.config_store import ConfigStore
from engine.store.reasons import given, given_reason
from tests.helpers.stores import BY


def test_a_row_without_a_reason_takes_the_one_of_the_request(store: ConfigStore) -> None:
    with given("a ticket"):
        store.audit.append(**BY, action="a", object="o:1")
        store.audit.append(**BY, action="a", object="o:2", reason="its own")
    store.audit.append(**BY, action="a", object="o:3")
    assert [row.reason for row in store.audit.page()] == ["", "its own", "a ticket"]
    assert given_reason() == ""


def test_the_reason_of_the_request_is_part_of_the_chain(store: ConfigStore) -> None:
    with given("why"), store.audit._database.write() as connection:
        record(connection, By("alice", "", "", 1.0), "a", "o:1")
    assert store.audit.verify().sound
    with store.audit._database.write() as connection:
        connection.exec_driver_sql("UPDATE audit SET reason = ''")
    assert not store.audit.verify().sound
