from datetime import UTC, datetime

import pytest

from engine.errors import Conflict, Invalid, NotFound
from engine.store import holds as holds_module
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.holds import held, in_force
from tests.helpers.stores import START

FULL = CdrFilter(
    from_=datetime(2023, 11, 14, tzinfo=UTC),
    to=datetime(2023, 11, 15, 0, 0, 0, 5000, tzinfo=UTC),
    billing_modes=(9,),
    callers=("100*", "!1001"),
    ips=("203.0.113.0/24",),
    hold_min=0,
    connected=False,
    illegal=True,
    q="Zürich",
)


def test_a_hold_is_kept_as_it_was_asked_for(cdrs: CdrStore) -> None:
    made = [
        cdrs.holds.add(FULL, START + 5, "case 7", "alice", START),
        cdrs.holds.add(CdrFilter(), None, "everything", "bob", START + 1),
    ]
    assert cdrs.holds.all() == made
    assert [hold.filters for hold in made] == [FULL, CdrFilter()]
    assert cdrs.holds.lift(made[0].id) == made[0]
    assert cdrs.holds.all() == made[1:]
    with pytest.raises(NotFound):
        cdrs.holds.lift(made[0].id)


def test_it_is_in_force_until_its_date(cdrs: CdrStore) -> None:  # req 56
    hold = cdrs.holds.add(CdrFilter(), START + 5, "", "alice", START)
    for_ever = cdrs.holds.add(CdrFilter(), None, "", "alice", START + 1)
    with cdrs._database.snapshot() as cursor:
        assert in_force(cursor, START + 4) == [hold, for_ever]
        assert in_force(cursor, START + 5) == [for_ever]
    assert held([]) == ("false", [])
    assert held([for_ever])[0] == "(true)"


def test_holds_are_bounded_and_readable(cdrs: CdrStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holds_module, "MAX_HOLDS", 2)
    for _ in range(2):
        cdrs.holds.add(CdrFilter(), None, "", "alice", START)
    with pytest.raises(Conflict, match="2 holds"):
        cdrs.holds.add(CdrFilter(), None, "", "alice", START)
    with pytest.raises(Invalid, match="network"):
        cdrs.holds.add(CdrFilter(ips=("1.2.3.4/99",)), None, "", "alice", START)
