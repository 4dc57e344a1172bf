"""Small tables are searched and sorted by Qt."""

import pytest
from PySide6.QtCore import Qt

from client.models.columns import Column
from client.models.filter_proxy import FilterProxy
from client.models.table import TableModel

Row = tuple[str, int]
COLUMNS = (
    Column[Row]("name", "Name", lambda row: row[0]),
    Column[Row]("number", "Number", lambda row: f"{row[1]:,}", sort_key=lambda row: row[1]),
)


@pytest.fixture
def proxy() -> FilterProxy:
    model = TableModel(COLUMNS, lambda row: row[0])
    model.set_rows([("Front desk", 9), ("front (old)", 1000), ("Sales", 20)])
    made = FilterProxy(model)
    model.setParent(made)
    return made


def shown(proxy: FilterProxy) -> list[str]:
    return [proxy.index(row, 0).data() for row in range(proxy.rowCount())]


def test_a_text_is_found_in_any_column_and_any_case(proxy: FilterProxy) -> None:
    proxy.set_text(" FRONT ")
    assert shown(proxy) == ["Front desk", "front (old)"]
    proxy.set_text("1,000")
    assert shown(proxy) == ["front (old)"]
    proxy.set_text("")
    assert proxy.rowCount() == 3


def test_what_is_typed_is_text_and_no_pattern(proxy: FilterProxy) -> None:
    proxy.set_text("(old")
    assert shown(proxy) == ["front (old)"]
    proxy.set_text(".*")
    assert shown(proxy) == []


def test_numbers_sort_as_numbers(proxy: FilterProxy) -> None:
    proxy.sort(1, Qt.SortOrder.AscendingOrder)
    assert shown(proxy) == ["Front desk", "Sales", "front (old)"]
