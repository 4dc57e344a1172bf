import pytest

from engine.errors import Conflict, NotFound, ParameterError
from engine.parameters.catalogue import CATALOGUE
from engine.store.config_store import ConfigStore
from engine.store.parameters import MAX_TIMED_S
from tests.helpers.stores import BY, Wall

RETRY = "SS_ENDPOINTREGISTERRETRY"
ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"


def test_a_fresh_store_has_the_catalogue_with_its_defaults(store: ConfigStore) -> None:
    rows = store.parameters.all()
    assert [row.name for row in rows] == sorted(CATALOGUE)  # req 72
    assert all(row.value == CATALOGUE[row.name].default for row in rows)  # req 2, 35, 64, 67, 69
    assert all(row.version == 0 and row.changed_at is None for row in rows)
    assert store.parameters.values()[ZERO] == 1


def test_a_change_is_stored_versioned_and_audited(store: ConfigStore, wall: Wall) -> None:
    row = store.parameters.set(RETRY, "5", reason="attack", **BY)
    assert (row.value, row.version, row.changed_by, row.changed_at) == (5, 1, "alice", wall.now)
    assert store.parameters.get(RETRY) == row
    (change,) = store.parameters.history(RETRY)
    assert (change.before["value"], change.after["value"]) == (6, 5)
    assert (change.actor, change.address, change.reason) == ("alice", "192.0.2.7", "attack")


@pytest.mark.parametrize(
    ("name", "value"), [(RETRY, 0), (RETRY, 101), (RETRY, "x"), (ZERO, 2), (ZERO, None)]
)
def test_a_value_out_of_range_changes_nothing(store: ConfigStore, name: str, value: object) -> None:
    with pytest.raises(ParameterError):  # req 24, 68
        store.parameters.set(name, value, **BY)
    assert store.parameters.get(name).version == 0
    assert store.audit.page() == []


def test_an_unknown_name_is_not_found(store: ConfigStore) -> None:
    for ask in (store.parameters.get, store.parameters.history):
        with pytest.raises(NotFound, match="NO_SUCH"):
            ask("NO_SUCH")


def test_a_change_of_somebody_else_is_noticed(store: ConfigStore) -> None:
    store.parameters.set(RETRY, 5, expected_version=0, **BY)
    with pytest.raises(Conflict, match="by alice"):
        store.parameters.set(RETRY, 4, expected_version=0, **BY)
    assert store.parameters.get(RETRY).value == 5


def test_a_timed_change_is_known_until_it_returns(store: ConfigStore, wall: Wall) -> None:
    row = store.parameters.set(ZERO, 0, revert_at=wall.now + 60, **BY)
    assert (row.revert_at, row.revert_to) == (wall.now + 60, 1)
    assert store.parameters.timed() == [row]
    back = store.parameters.revert(ZERO, expected_version=row.version)
    assert (back.value, back.version, back.changed_by) == (1, 2, "timer")
    assert (back.revert_at, back.revert_to) == (None, None)
    assert store.parameters.history(ZERO)[0].actor == "timer"
    assert store.parameters.timed() == []


def test_a_longer_time_does_not_make_the_passing_value_permanent(
    store: ConfigStore, wall: Wall
) -> None:
    store.parameters.set(RETRY, 3, revert_at=wall.now + 60, **BY)
    second = store.parameters.set(RETRY, 2, revert_at=wall.now + 600, **BY)
    assert second.revert_to == 6


def test_a_change_for_good_ends_the_timed_one(store: ConfigStore, wall: Wall) -> None:
    first = store.parameters.set(ZERO, 0, revert_at=wall.now + 60, **BY)
    second = store.parameters.set(ZERO, 0, **BY)
    assert (second.revert_at, second.revert_to) == (None, None)
    for version in (first.version, second.version):
        with pytest.raises(Conflict):
            store.parameters.revert(ZERO, expected_version=version)


def test_history_is_of_one_parameter_newest_first(store: ConfigStore) -> None:
    for value in (5, 4, 3):
        store.parameters.set(RETRY, value, **BY)
    store.parameters.set(ZERO, 0, **BY)
    rows = store.parameters.history(RETRY, limit=2)
    assert [row.after["value"] for row in rows] == [3, 4]
    older = store.parameters.history(RETRY, before_id=rows[-1].id)
    assert [row.after["value"] for row in older] == [5]


def test_a_timed_change_is_prolonged_and_keeps_what_it_returns_to(
    store: ConfigStore, wall: Wall
) -> None:
    store.parameters.set(RETRY, 3, revert_at=wall.now + 60, **BY)
    longer = store.parameters.extend(RETRY, 900, reason="still going on", **BY)
    assert (longer.value, longer.revert_at, longer.revert_to) == (3, wall.now + 960, 6)
    assert store.parameters.history(RETRY)[0].reason == "still going on"
    wall.now += 2000
    assert store.parameters.extend(RETRY, 60, **BY).revert_at == wall.now + 60, "it was overdue"
    with pytest.raises(Conflict, match="30 days"):
        store.parameters.extend(RETRY, MAX_TIMED_S, **BY)


def test_a_timed_change_returns_when_somebody_wants_it(store: ConfigStore, wall: Wall) -> None:
    store.parameters.set(ZERO, 0, revert_at=wall.now + 60, **BY)
    back = store.parameters.return_now(ZERO, reason="over", **BY)
    assert (back.value, back.revert_at, back.changed_by) == (1, None, "alice")
    for change in (
        store.parameters.return_now,
        lambda name, **by: store.parameters.extend(name, 1, **by),
    ):
        with pytest.raises(Conflict, match="no timed change"):
            change(ZERO, **BY)
        with pytest.raises(NotFound):
            change("NO_SUCH", **BY)


def test_timed_changes_stand_in_the_order_of_their_return(store: ConfigStore, wall: Wall) -> None:
    store.parameters.set(ZERO, 0, revert_at=wall.now + 60, **BY)
    store.parameters.set(RETRY, 3, revert_at=wall.now + 30, **BY)
    store.parameters.set("SS_ENDPOINT_EXPIRE", 300, **BY)
    assert [row.name for row in store.parameters.timed()] == [RETRY, ZERO]
