"""Columns that step aside."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.models.columns import Column
from client.models.table import TableModel
from client.settings import Settings
from client.theme import Theme
from client.views.pages.fitting_table import FittingTable

WIDTHS = {"name": 200, "unit": 60, "range": 100, "text": 300}


class Table:
    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        qtbot: QtBot,
        lesser: tuple[str, ...] = ("unit", "range"),
    ) -> None:
        columns: list[Column[str]] = [Column(key, key, str, width) for key, width in WIDTHS.items()]
        self.model: TableModel[str] = TableModel(columns, str)
        self.model.set_rows(["a", "b"])
        self.view = FittingTable(theme, "test", settings, lesser, 150)
        qtbot.addWidget(self.view)
        self.view.setModel(self.model)
        self.view.show()

    def hidden(self) -> list[str]:
        return [key for key in WIDTHS if self.view.isColumnHidden(self.model.column(key))]

    def resize(self, width: int) -> None:
        self.view.resize(width + self.view.width() - self.view.viewport().width(), 300)


@pytest.fixture
def table(theme: Theme, settings: Settings, qtbot: QtBot) -> Table:
    return Table(theme, settings, qtbot)


@pytest.mark.parametrize(
    ("width", "hidden"),
    [
        (510, []),
        (509, ["unit"]),
        (450, ["unit"]),
        (449, ["unit", "range"]),
        (200, ["unit", "range"]),
    ],
)
def test_columns_step_aside_one_by_one_and_come_back(
    table: Table, width: int, hidden: list[str]
) -> None:
    for given in (1000, width, 1000, width):
        table.resize(given)
        assert table.hidden() == ([] if given == 1000 else hidden)


@pytest.mark.parametrize("width", [1000, 510, 450, 360])
def test_the_last_column_takes_exactly_what_is_left(table: Table, width: int) -> None:
    table.resize(width)
    assert table.view.horizontalHeader().length() == table.view.viewport().width()


def test_what_was_hidden_by_hand_stays_hidden(table: Table) -> None:
    table.resize(1000)
    table.view.setColumnHidden(table.model.column("range"), True)
    table.resize(300)
    table.resize(1000)
    assert table.hidden() == ["range"]


def test_it_is_told_when_columns_step_aside(table: Table, qtbot: QtBot) -> None:
    table.resize(1000)
    with qtbot.waitSignal(table.view.fitted):
        table.resize(300)
    assert table.view.aside() == ["unit", "range"]


def test_what_steps_aside_is_not_remembered_but_all_else_is(
    table: Table, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    """On a narrow screen columns are aside all the time: choices made there are kept as well."""
    table.resize(300)
    assert table.hidden() == ["unit", "range"]
    header = table.view.horizontalHeader()
    header.moveSection(3, 0)
    table.view.setColumnWidth(0, 177)
    table.view._save_columns()
    assert table.hidden() == ["unit", "range"]
    again = Table(theme, settings, qtbot)
    again.resize(1000)
    assert again.hidden() == []
    assert again.view.shown_columns() == ("text", "name", "unit", "range")
    assert [again.view.columnWidth(number) for number in (0, 1)] == [177, 60]


def test_a_column_that_was_the_last_for_a_while_keeps_its_width(
    theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    table = Table(theme, settings, qtbot, lesser=("text", "unit"))
    number = table.model.column("range")
    table.resize(1000)
    for narrow in (310, 330, 320):
        table.resize(narrow)
        assert table.hidden() == ["unit", "text"]
        table.resize(1000)
        assert (table.hidden(), table.view.columnWidth(number)) == ([], WIDTHS["range"])


def test_a_column_that_stepped_aside_is_still_wanted(table: Table) -> None:
    table.resize(450)
    assert table.hidden() == ["unit"]
    assert table.view.shown_columns() == tuple(WIDTHS)
    table.view.show_columns(("unit", "name"))
    assert (table.hidden(), table.view.shown_columns()) == (["range", "text"], ("unit", "name"))


def test_a_column_that_comes_back_as_the_last_one_keeps_its_own_width(
    theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    table = Table(theme, settings, qtbot, ("text", "range", "unit"))
    for width in (200, 290, 370, 1000):  # one more column at each step, the last one stretched
        table.resize(width)
    widths = {key: table.view.columnWidth(table.model.column(key)) for key in WIDTHS}
    assert {key: widths[key] for key in ("name", "unit", "range")} == {
        "name": 200, "unit": 60, "range": 100,
    }  # fmt: skip


def test_other_columns_and_back_leave_every_width_as_it_was(table: Table) -> None:
    """Whatever is the last for a while is stretched; that is no width of its own."""
    table.resize(1000)
    before = [table.view._own_width(number) for number in range(len(WIDTHS))]
    for keys in (("name", "range"), ("text", "unit"), tuple(WIDTHS)):
        table.view.show_columns(keys)
        assert table.view.shown_columns() == keys
        assert table.view.aside() == []
    assert [table.view._own_width(number) for number in range(len(WIDTHS))] == before


def test_a_column_that_stepped_aside_can_be_taken_away_for_good(table: Table) -> None:
    table.resize(450)
    assert table.view.aside() == ["unit"]
    unit = next(a for a in table.view.columns_menu().actions() if a.text() == "unit")
    assert unit.isChecked()
    unit.toggle()
    assert table.view.aside() == []
    table.resize(1000)
    assert table.hidden() == ["unit"]


def test_a_column_that_stepped_aside_is_copied_as_well(table: Table) -> None:
    table.resize(300)
    table.view._show_column(table.model.column("name"), shown=False)
    assert table.hidden() == ["name", "unit"]
    assert table.view.text_of([0], ",") == "unit,range,text\na,a,a"


@pytest.mark.parametrize("own", [160, 400])
def test_a_wide_last_column_counts_with_what_it_must_have(
    theme: Theme, settings: Settings, qtbot: QtBot, own: int
) -> None:
    """Whatever it has of its own: by as much less is needed when it steps aside."""
    table = Table(theme, settings, qtbot, ("text", "range"))
    hidden = table.model.column("unit")
    header = table.view.horizontalHeader()
    header.moveSection(header.visualIndex(hidden), 3)
    table.view._show_column(hidden, shown=False)
    table.resize(1000)
    table.view._stretched = table.model.column("text"), own
    table.resize(280)  # 200 + 100 do not fit
    assert table.view.aside() == ["text", "range"]
    assert table.view.horizontalScrollBar().maximum() == 0


def test_the_width_of_a_last_column_is_remembered_as_its_own(
    theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    table = Table(theme, settings, qtbot)
    table.resize(1500)
    assert table.view.columnWidth(3) > 1000
    table.view._save_columns()
    again = Table(theme, settings, qtbot)
    assert again.view._own_width(3) == WIDTHS["text"]
