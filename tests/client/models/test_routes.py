"""The table of a routing analysis numbers the attempts and leaves out nobody."""

from PySide6.QtCore import Qt

from client.api.call_values import RouteStep
from client.models.routes import RouteTable

STEPS = (
    RouteStep("full", "capacity", "has 3 calls, may have 3", "0044", 1, 5, "1001", "447"),
    RouteStep("first", "candidate", "fits", "0044", 2, 10, "1001", "447"),
    RouteStep("second", "candidate", "fits", "", 1, 1, "1001", "00447"),
    RouteStep("other", "no prefix"),
)


def texts(table: RouteTable, key: str) -> list[str]:
    column = table.column(key)
    return [table.index(row, column).data() for row in range(table.rowCount())]


def test_the_attempts_are_numbered_and_the_others_are_not(qapp: object) -> None:
    table = RouteTable()
    table.show(STEPS)
    assert texts(table, "order") == ["–", "1", "2", "–"]
    assert texts(table, "gateway") == ["full", "first", "second", "other"]
    assert texts(table, "verdict") == ["Full", "Takes it", "Takes it", "Does not fit"]
    assert texts(table, "prefix") == ["0044", "0044", "–", "–"]
    assert texts(table, "rank") == ["1 / 5", "2 / 10", "1 / 1", "1 / 1"]
    assert texts(table, "callee") == ["447", "447", "00447", "–"]
    why = table.index(0, table.column("why"))
    assert why.data() == "It has as many calls as it may have."
    assert why.data(Qt.ItemDataRole.ToolTipRole) == "has 3 calls, may have 3"
