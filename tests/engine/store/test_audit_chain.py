import json
import sqlite3
from pathlib import Path

import pytest

from engine.store import audit_chain
from engine.store.audit_chain import Checkpoint, Head
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY, Wall, config_store

INSERTED = (
    "INSERT INTO audit SELECT 9, at, actor, address, action, object, before, after, reason, chain "
    "FROM audit WHERE id = 5"
)


def fill(store: ConfigStore, count: int = 5) -> list[int]:
    return [
        store.audit.append(**BY, action="a", object=f"o:{i}", after={"n": i}) for i in range(count)
    ]


def raw(store: ConfigStore, statement: str, *values: object) -> None:
    with sqlite3.connect(store._database.path) as connection:
        connection.execute(statement, values)
    connection.close()


def test_what_was_written_fits_row_by_row(store: ConfigStore) -> None:
    fill(store)
    report = store.audit.verify()
    assert (report.sound, report.rows, report.first_bad, report.removed) == (True, 5, None, 0)
    assert report.head == store.audit.head()
    assert (report.head.id, len(report.head.chain)) == (5, 64)


def test_an_empty_audit_is_sound(store: ConfigStore) -> None:
    assert store.audit.verify().sound
    assert store.audit.head() == Head()


@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE audit SET actor = 'mallory' WHERE id = 3", 3),
        ("UPDATE audit SET at = at + 1 WHERE id = 1", 1),
        ("UPDATE audit SET before = '' WHERE id = 2", 2),
        ("UPDATE audit SET reason = 'b', object = 'o' WHERE id = 5", 5),
        ("DELETE FROM audit WHERE id = 2", 3),
        ("DELETE FROM audit WHERE id = 1", 2),
        ("UPDATE audit SET chain = '' WHERE id = 4", 4),
        (INSERTED, 9),
    ],
)
def test_the_first_row_that_does_not_fit_is_named(
    store: ConfigStore, statement: str, bad: int
) -> None:
    fill(store)
    raw(store, statement)
    report = store.audit.verify()
    assert (report.sound, report.first_bad) == (False, bad)
    assert report.detail


def test_a_head_that_was_noted_stays_a_place_of_the_chain(store: ConfigStore) -> None:
    fill(store)
    noted = store.audit.head()
    fill(store, 1)
    assert store.audit.verify([noted]).sound
    assert store.audit.verify([noted, Head(3, "ab")]).first_bad == 3
    assert store.audit.verify([Head(3, "ab"), Head(2, "cd")]).first_bad == 2


@pytest.mark.parametrize("first", [1, 5])
def test_rows_that_were_cut_off_at_the_end_are_missed(store: ConfigStore, first: int) -> None:
    fill(store)
    raw(store, "DELETE FROM audit WHERE id >= ?", first)
    report = store.audit.verify()
    assert (report.sound, report.rows, report.first_bad) == (False, first - 1, first)
    assert "5 was the last" in report.detail
    assert fill(store, 1) == [6], "what comes later does not fill the hole"
    assert store.audit.verify().first_bad == 6


@pytest.mark.parametrize("forged", ["no JSON", '[4, "ab", "cd"]', "[1]", '[4, "ab", null]'])
def test_who_states_another_last_row_is_found(store: ConfigStore, forged: str) -> None:
    fill(store)
    raw(store, "DELETE FROM audit WHERE id = 5")
    raw(store, "UPDATE meta SET value = ? WHERE name = ?", forged, audit_chain.NEWEST)
    assert "not one of ours" in store.audit.verify().detail


def test_a_last_row_that_is_stated_no_more_is_found_and_noted(tmp_path: Path, wall: Wall) -> None:
    store = config_store(tmp_path, wall)
    fill(store)
    raw(store, "DELETE FROM meta WHERE name = ?", audit_chain.NEWEST)
    raw(store, "DELETE FROM audit WHERE id = 5")
    assert "not stated" in store.audit.verify().detail
    store.close()
    again = config_store(tmp_path, wall)
    (row,) = again.audit.page(limit=1)
    assert (row.action, row.after) == ("audit.adopt", {"rows": 4})
    again.close()


def test_another_key_fits_nothing(store: ConfigStore) -> None:
    fill(store)
    store._database.options |= audit_chain.options(audit_chain.derive(b"another"))
    assert store.audit.verify().first_bad == 1


@pytest.mark.parametrize("forged", ["no JSON", '[3, "ab", 3, "cd"]', "[1]", '[3, "ab", 3, null]'])
def test_a_checkpoint_of_somebody_else_is_found(store: ConfigStore, forged: str) -> None:
    fill(store)
    raw(store, "INSERT INTO meta VALUES (?, ?)", audit_chain.CHECKPOINT, forged)
    report = store.audit.verify()
    assert (report.sound, report.rows) == (False, 0)
    assert "checkpoint" in report.detail


def test_a_checkpoint_says_where_the_chain_begins(store: ConfigStore) -> None:
    fill(store)
    with store._database.write() as connection:
        audit_chain.set_checkpoint(connection, Checkpoint(Head(9, "ab"), 7))
        assert audit_chain.checkpoint(connection) == Checkpoint(Head(9, "ab"), 7)


def test_rows_of_a_release_without_a_chain_are_taken_in_once(tmp_path: Path, wall: Wall) -> None:
    old = config_store(tmp_path, wall)
    fill(old, 3)
    raw(old, "UPDATE audit SET chain = ''")
    raw(old, "DELETE FROM meta WHERE name = ?", audit_chain.NEWEST)
    old.close()
    store = config_store(tmp_path, wall)
    report = store.audit.verify()
    assert (report.sound, report.rows) == (True, 4)
    (row,) = store.audit.page(limit=1)
    assert (row.actor, row.action, row.after) == ("system", "audit.adopt", {"rows": 3})
    raw(store, "UPDATE audit SET chain = '' WHERE id = 1")
    store.close()
    again = config_store(tmp_path, wall)
    assert again.audit.verify().first_bad == 1, "whoever takes a link away gets no new one"
    again.close()


def test_no_two_rows_are_the_same_bytes() -> None:
    rows: list[list[str | None]] = [
        ["a", "b"],
        ["ab", ""],
        ["a", None],
        ["a", "null"],
        ["a", "None"],
        ["", "ab"],
    ]
    links = {audit_chain.link(b"key", "", row) for row in rows}
    assert len(links) == len(rows)
    assert json.dumps(rows)


def test_what_is_no_text_is_a_row_that_was_changed(store: ConfigStore) -> None:
    """It is found, and no fault of ours."""
    fill(store)
    raw(store, "UPDATE audit SET actor = ? WHERE id = 2", b"\x00\xff")
    assert store.audit.verify().first_bad == 2
