"""The table of gateways: columns by kind, order by figures, rows that change in place."""

import pytest

from client.formats import DASH, Formats
from client.models.filter_proxy import FilterProxy
from client.models.gateways import GatewayTable
from client.models.server_time import ServerTime
from client.models.table import CellRole, SortRole
from tests.helpers.call_stubs import gateway, live


def table(kind: str = "routing") -> GatewayTable:
    return GatewayTable(kind, Formats("UTC"), ServerTime())


def test_routing_gateways_have_what_routing_needs() -> None:
    keys = [column.key for column in table().columns]
    assert keys == ["state", "name", "addresses", "prefixes", "priority", "registration",
                    "calls", "rate", "asr", "acd", "pdd", "failure"]  # fmt: skip
    assert {"prefixes", "priority"}.isdisjoint(column.key for column in table("mapping").columns)


@pytest.mark.parametrize("kind", ["mapping", "routing"])
@pytest.mark.parametrize("figures", [None, live(), live(3, asr=0.5, acd_s=9.0, pdd_ms=100.0)])
def test_every_cell_can_be_shown_and_sorted(kind: str, figures: object) -> None:
    made = table(kind)
    made.show([gateway(kind=kind, live=figures, capacity=10)])
    for number in range(made.columnCount()):
        index = made.index(0, number)
        assert isinstance(index.data(), str)
        assert index.data(SortRole) is not None
        assert index.data(CellRole) is not None


def test_the_load_is_a_bar_beside_its_figures() -> None:
    made = table()
    made.show([gateway(capacity=60, live=live(45)), gateway("b", live=live(45))])
    column = made.column("calls")
    assert made.index(0, column).data(CellRole).share == 0.75
    assert made.index(1, column).data(CellRole).share is None


def test_a_gateway_without_prefixes_serves_every_number() -> None:
    made = table()
    made.show([gateway()])
    assert made.index(0, made.column("prefixes")).data() == "all"


def test_the_lowest_priority_comes_first_then_the_heaviest() -> None:
    made = table()
    made.show([
        gateway("late", priority=2), gateway("light", weight=30), gateway("heavy", weight=70),
    ])  # fmt: skip
    proxy = FilterProxy(made)
    proxy.sort(made.column("priority"))
    name = made.column("name")
    assert [proxy.index(row, name).data() for row in range(3)] == ["heavy", "light", "late"]


def test_unknown_figures_sort_below_zero() -> None:
    made = table()
    made.show([gateway("none"), gateway("zero", live=live(asr=0.0))])
    column = made.column("asr")
    assert made.index(0, column).data(SortRole) < made.index(1, column).data(SortRole)
    assert made.index(0, column).data() == DASH


def test_fresh_figures_do_not_reset_the_table() -> None:
    made = table()
    made.show([gateway("a"), gateway("b")])
    resets: list[int] = []
    made.modelReset.connect(lambda: resets.append(1))
    made.show([gateway("a", live=live(4)), gateway("b")])
    assert (resets, made.calls()) == ([], 4)
    made.show([gateway("a", live=None), gateway("b", live=None)])
    assert made.calls() is None
