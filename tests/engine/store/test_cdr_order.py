from pathlib import Path

import pytest

from engine.errors import Invalid
from engine.store import cdr_order
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import NUMBERS, TEXTS, RowOrder, check_size, order_of
from engine.store.cdr_store import CdrStore
from engine.store.clauses import conjunction
from tests.helpers.stores import START, cdr, fill_with

ALL = CdrFilter()


@pytest.mark.parametrize("name", ["start", *NUMBERS, *TEXTS])
@pytest.mark.parametrize("ascending", [True, False])
def test_a_key_parts_the_records_in_two(
    cdrs: CdrStore, journal: Path, name: str, ascending: bool
) -> None:
    if not cdrs.count(ALL):
        held = [cdr(start=START + n // 2, hold_ms=n % 3, caller=str(n % 2)) for n in range(6)]
        fill_with(cdrs, journal, *held)
    order = order_of(name, ascending=ascending)

    def flows(reading_by: RowOrder, *clauses: tuple[str, list[object]]) -> list[int]:
        condition, values = conjunction(clauses)
        statement = f"SELECT cdr.flow_no FROM cdr WHERE {condition} {reading_by.by}"  # noqa: S608
        return [row[0] for row in cdrs._database.fetch(statement, values)]

    everything = flows(order)
    keys = cdrs._database.fetch(f"SELECT {order.names} FROM cdr {order.by}")  # noqa: S608
    for place, key in enumerate(keys):
        assert flows(order, *order.upto(key)) == everything[: place + 1]
        assert flows(order, *order.behind(key)) == everything[place + 1 :]
    assert order.behind(None) == order.upto(None) == []


def test_only_known_orders_have_a_statement() -> None:
    with pytest.raises(Invalid, match="cannot be sorted by"):
        order_of("hold_ms; DROP TABLE cdr", ascending=True)


def test_each_order_has_its_limit_and_that_of_time_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_order, "MOST", 3)
    monkeypatch.setattr(cdr_order, "MOST_TEXTS", 2)
    check_size(order_of("start", ascending=False), 1 << 40)
    for name, most in (("fee", 3), ("caller", 2)):
        order = order_of(name, ascending=False)
        check_size(order, most)
        with pytest.raises(Invalid, match=f"{most + 1} records match, and at most {most} are"):
            check_size(order, most + 1)
