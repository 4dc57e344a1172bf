"""The table of sources shows figures, countries and hours; it sorts by what they mean."""

from PySide6.QtCore import Qt

from client.api.attack_values import AttackReading
from client.api.decoding import decode
from client.formats import Formats
from client.models.attacks import AttackTable
from client.models.table import CellRole, SortRole
from tests.helpers.fake_data import attack


def filled(language: str = "en") -> AttackTable:
    table = AttackTable(Formats("Asia/Dhaka"), language)
    table.set_rows(decode(AttackReading, attack.reading()).items)
    return table


def texts(table: AttackTable, key: str) -> list[str]:
    return [table.index(row, table.column(key)).data() for row in range(table.rowCount())]


def test_every_source_has_its_figures(qapp: object) -> None:
    table = filled()
    assert texts(table, "source") == ["193.0.6.139", "10.0.0.24", "203.0.113.9"]
    assert texts(table, "country") == ["Netherlands", "Private network", "Reserved range"]
    assert texts(table, "attempts") == ["5,210", "0", "12"]
    assert texts(table, "lockouts") == ["–", "24", "–"]
    assert texts(table, "last") == ["2026-11-23 17:02"] * 3
    assert texts(table, "days") == ["3", "–", "3"]
    tip = table.index(0, table.column("attempts")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "5,200 recorded, 10 counted without a record"
    patterns = table.index(1, table.column("patterns")).data(Qt.ItemDataRole.ToolTipRole)
    assert len(patterns.splitlines()) == 2
    assert texts(filled("zh_CN"), "country")[0] == "荷兰"


def test_hours_are_bars_and_words(qapp: object) -> None:
    table = filled()
    column = table.column("rhythm")
    assert table.index(0, column).data().startswith("Most at 23:00 (460)")
    assert len(table.index(0, column).data(CellRole).strip) == 24
    assert table.index(1, column).data(CellRole).strip == ()
    assert table.index(1, column).data() == "–"


def test_columns_sort_by_figures_and_times(qapp: object) -> None:
    table = filled()
    for key in ("attempts", "lockouts", "first", "last", "days", "rhythm", "patterns"):
        assert isinstance(table.index(0, table.column(key)).data(SortRole), (int, float))
