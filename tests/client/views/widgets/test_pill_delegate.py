"""The delegate paints text, pills and selections; a pill keeps the room of its words."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from client.models.columns import Column, Pill
from client.models.table import TableModel
from client.settings import Settings
from client.theme import Theme
from client.views.widgets.pill_delegate import PILL_HEIGHT, paint_bar, paint_pill, pill_width
from client.views.widgets.table_view import TableView

PILL = Pill("lock", "Suspended", "bad")
COLUMNS = (
    Column[str]("state", "State", lambda _: "", pill=lambda _: PILL, width=160),
    Column[str]("name", "Name", lambda row: row, tone=lambda _: "muted"),
)


@pytest.fixture
def view(theme: Theme, settings: Settings, qtbot: QtBot) -> TableView:
    made = TableView(theme, "pills", settings)
    model = TableModel(COLUMNS, lambda row: row, made)
    model.set_rows(["a", "b", "a very long name that does not fit into its column at all" * 3])
    made.setModel(model)
    qtbot.addWidget(made)
    made.resize(320, 200)
    made.show()
    return made


def colours(pixmap: QPixmap) -> set[str]:
    image = pixmap.toImage()
    return {image.pixelColor(x, y).name().upper()
            for x in range(image.width()) for y in range(image.height())}  # fmt: skip


def test_a_pill_is_painted_in_its_tone(view: TableView, theme: Theme) -> None:
    seen = colours(view.grab())
    assert theme.palette.bad_ground in seen
    assert theme.palette.stripe in seen


def test_a_selected_row_has_the_colour_of_the_selection(view: TableView, theme: Theme) -> None:
    assert theme.palette.selection not in colours(view.grab())
    view.selectRow(0)
    assert theme.palette.selection in colours(view.grab())


def test_fitting_a_column_leaves_room_for_the_whole_pill(view: TableView, theme: Theme) -> None:
    hint = view.itemDelegate().sizeHint(QStyleOptionViewItem(), view.model().index(0, 0))
    assert hint.width() > pill_width(theme, PILL)
    text = view.itemDelegate().sizeHint(QStyleOptionViewItem(), view.model().index(2, 1))
    assert text.width() > 300


def test_markup_in_a_text_is_painted_as_it_is_written(view: TableView, theme: Theme) -> None:
    def picture(text: str) -> QImage:
        model = TableModel(COLUMNS[1:], lambda row: row, view)
        model.set_rows([text])
        view.setModel(model)
        return view.viewport().grab().toImage()

    plain = picture("bold")
    assert picture("<span>bold</span>") != plain
    assert picture("bold") == plain


def test_texts_are_not_kept_without_end(view: TableView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.views.widgets.pill_delegate.LAID_OUT", 2)
    before = view.grab().toImage()
    assert view.grab().toImage() == before


def test_a_pill_never_leaves_its_place(theme: Theme, qtbot: QtBot) -> None:
    pixmap = QPixmap(200, 40)
    pixmap.fill(theme.colour("surface"))
    painter = QPainter(pixmap)
    paint_pill(painter, theme, PILL, QRect(0, 0, 60, 40), 1.0)
    painter.end()
    assert colours(pixmap.copy(62, 0, 138, 40)) == {theme.palette.surface}
    assert PILL_HEIGHT < 26


@pytest.mark.parametrize(("share", "tone"), [(0.5, "accent"), (0.85, "warning"), (1.0, "bad")])
def test_a_bar_has_the_tone_of_how_full_it_is(theme: Theme, share: float, tone: str) -> None:
    pixmap = QPixmap(160, 32)
    pixmap.fill(theme.colour("surface"))
    painter = QPainter(pixmap)
    rest = paint_bar(painter, theme, share, QRect(10, 0, 140, 32))
    painter.end()
    assert getattr(theme.palette, tone) in colours(pixmap)
    assert colours(pixmap.copy(rest.left(), 0, 90, 32)) == {theme.palette.surface}


def test_counts_are_painted_as_small_bars(view: TableView, theme: Theme) -> None:
    column = Column[str]("hours", "Hours", lambda row: row, strip=lambda _: (1, 0, 3))
    model = TableModel((column,), lambda row: row, view)
    model.set_rows(["Most at 02:00"])
    view.setModel(model)
    assert theme.palette.accent in colours(view.viewport().grab())


def test_fitting_a_column_leaves_room_for_the_bar(view: TableView) -> None:
    def width(share: float | None) -> int:
        column = Column[str]("load", "Load", lambda row: row, bar=lambda _: share)
        model = TableModel((column,), lambda row: row, view)
        model.set_rows(["45 / 60"])
        option = QStyleOptionViewItem()
        return int(view.itemDelegate().sizeHint(option, model.index(0, 0)).width())

    assert width(0.75) > width(None)
