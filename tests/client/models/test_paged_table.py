from __future__ import annotations

from pytestqt.qtbot import QtBot

from client.models.columns import Column
from client.models.paged_table import MOST_ROWS, PagedTable
from client.models.row_model import CellRole

PAGE = 10


def make(count: int, first: int = 0, kept: int = 3) -> PagedTable[int]:
    """Rows whose keys are the numbers they had at first; *first* is that of the top."""
    table = PagedTable[int]((Column("n", "N", str),), lambda row: row, page_rows=PAGE, kept=kept)
    table.begin(range(first, first + PAGE), count)
    return table


def page(number: int, first: int = 0) -> range:
    return range(first + number * PAGE, first + (number + 1) * PAGE)


def test_the_whole_result_has_rows_and_only_the_first_page_is_known() -> None:
    table = make(1_000_000)
    assert table.rowCount() == 1_000_000
    assert (table.at(3), table.at(PAGE), table.at(999_999)) == (3, None, None)
    assert table.index(999_999, 0).data(CellRole).blank
    assert table.missing(PAGE - 1, 4 * PAGE) == [1, 2, 3, 4]
    assert table.missing(999_990, 10**9) == [99_999]


def test_a_page_that_arrives_is_shown_and_found(qtbot: QtBot) -> None:
    table = make(100)
    with qtbot.waitSignal(table.dataChanged) as changed:
        table.put(4, page(4))
    assert (changed.args[0].row(), changed.args[1].row()) == (40, 49)
    assert table.at(45) == 45
    assert table.place(45) == 45
    assert table.place(77) == -1
    assert table.rows() == [*page(0), *page(4)]


def test_the_page_unused_for_longest_is_forgotten() -> None:
    table = make(1000)
    table.put(1, page(1))
    table.put(2, page(2))
    assert table.missing(0, 5) == []  # the first page is used again
    table.put(3, page(3))
    assert (table.at(0), table.at(10), table.at(20), table.at(30)) == (0, None, 20, 30)
    assert table.place(10) == -1
    assert len(table.rows()) == 3 * PAGE


def test_new_rows_go_on_top_without_a_reset(qtbot: QtBot) -> None:
    table = make(100, first=50)
    table.put(1, page(1, 50))
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.rowsInserted) as added:
        table.renew(range(47, 57), 103)
    assert added.args[1:] == [0, 2]
    assert table.rowCount() == 103
    assert (table.at(0), table.at(3), table.at(13)) == (47, 50, None)


def test_rows_may_fall_out_at_the_end_while_new_ones_come() -> None:
    table = make(100, first=50)
    table.renew(range(48, 58), 95)
    assert table.rowCount() == 95
    assert table.at(0) == 48


def test_anything_else_is_shown_anew(qtbot: QtBot) -> None:
    table = make(100, first=50)
    for rows, count in ((range(500, 510), 100), ([48, 50, 49], 102), (range(48, 58), 150), ([], 0)):
        with qtbot.waitSignal(table.modelReset):
            table.renew(list(rows), count)
        assert table.rowCount() == count
        table.begin(range(50, 60), 100)


def test_no_more_rows_than_a_view_can_scroll_to() -> None:
    table = make(MOST_ROWS)
    assert table.rowCount() == MOST_ROWS
    table.set_count(MOST_ROWS + 1)
    assert table.rowCount() == MOST_ROWS
    table.begin([1], MOST_ROWS + 1)
    assert table.rowCount() == MOST_ROWS
    table.renew([0, 1], MOST_ROWS + 2)
    assert table.rowCount() == MOST_ROWS


def test_the_number_of_rows_may_change_at_the_end() -> None:
    table = make(15)
    table.put(1, page(1))
    assert table.at(14) == 14
    assert table.at(15) is None
    table.set_count(12)
    assert (table.rowCount(), table.at(11), table.place(13)) == (12, 11, -1)
    table.set_count(10)
    assert table.missing(0, 20) == []
    table.set_count(40)
    assert table.missing(0, 20) == [1, 2]
    table.put(7, page(7))
    assert table.place(70) == -1, "what is behind the end is not taken"
