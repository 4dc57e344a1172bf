"""The line of filters: time range, billing modes, what else is active, and a field for more.

The range is always there. Everything else is a chip that is taken away by a click. Where it is
narrow the field shrinks, then the line goes on in another: what is cut says nothing. What is typed
into the field is understood by ``cdr_terms``; a word that is not is named under the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.formats import Formats
from client.models.cdr_chips import chip_text, chip_tip, range_names, range_text
from client.models.cdr_filter import MAX_VALUES, CdrFilter, Range
from client.models.cdr_terms import (
    NotUnderstoodError,
    TooManyError,
    UnknownFieldError,
    add_terms,
)
from client.models.cdr_vocabulary import CdrWords
from client.theme import Theme
from client.views.pages.cdr.more_filters import more_menu
from client.views.widgets.chip import Chip
from client.views.widgets.flow import FlowLayout
from client.views.widgets.hinted_field import HintedField
from client.views.widgets.menu import Menu, popup
from client.views.widgets.notice import Notice

LEAST_ENTRY = 170
LONGEST_WORD = 60
MAX_TYPED = 1 << 17  # a thousand values of the longest kind


class FilterBar(QWidget):
    """Chips and a field.

    Signals:
        changed: the new `CdrFilter`.
        custom_wanted: the operator wants to set a range of one's own.
        shown: the `CdrFilter` that is shown from now on, whoever wanted it.
    """

    changed = Signal(object)
    custom_wanted = Signal()
    shown = Signal(object)

    def __init__(
        self, theme: Theme, formats: Formats, words: Callable[[], CdrWords],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        self._words = words
        self._filter = CdrFilter()
        self._parts: dict[str, Chip] = {}
        self._lead: QWidget | None = None
        self.clear_chip: Chip | None = None
        theme.set_property(self, "role", "clear")
        self.range_chip = Chip(theme, "", "accent", icon="calendar")
        self.range_chip.clicked.connect(lambda: self._drop_down(self.range_menu(), self.range_chip))
        self.mode_chip = Chip(theme, "", "neutral", icon="filter")
        self.mode_chip.clicked.connect(lambda: self._drop_down(self.mode_menu(), self.mode_chip))
        self.more_chip = Chip(theme, self.tr("Add filter"), "neutral", icon="plus")
        self.more_chip.clicked.connect(lambda: self._drop_down(self.more_menu(), self.more_chip))
        self.entry = HintedField(
            (
                self.tr("Number, address, hold>30, -9, account:1001…"),
                self.tr("Number, address, hold>30…"),
                self.tr("Number, address, -9…"),
            )
        )
        self._lay_out()
        self.show_filter(self._filter)

    def show_filter(self, wanted: CdrFilter) -> None:
        """Show another filter, without saying that it changed."""
        self._filter = wanted
        self.range_chip.set_text(range_text(wanted, self._formats))
        modes = [self._words().mode(mode) for mode in wanted.billing_modes]
        named = self.tr("Billing mode: {names}").format(names=", ".join(modes))
        self.mode_chip.set_text(named if modes else self.tr("All billing modes"))
        self._theme.set_tone(self.mode_chip, "accent" if modes else "neutral")
        self._show_parts()
        self.shown.emit(wanted)

    def filter(self) -> CdrFilter:
        """The filter that is shown."""
        return self._filter

    def lead_with(self, widget: QWidget) -> None:
        """Put a widget in front of the line."""
        self._line.lead_with(widget)
        self._lead = widget

    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is read."""
        chips = [*self._parts.values(), self.clear_chip]
        line = [self._lead, self.range_chip, self.mode_chip, self.more_chip, self.entry, *chips]
        return [widget for widget in line if widget is not None]

    def chips(self) -> dict[str, Chip]:
        """The chips that can be taken away, by the part of the filter."""
        return dict(self._parts)

    def range_menu(self) -> Menu:
        """The ranges by name, and one's own."""
        menu = Menu(self._theme, self)
        for wanted, name in range_names().items():
            if wanted is Range.CUSTOM:
                menu.addSeparator()
                menu.add(name, self.custom_wanted.emit, "calendar")
            else:
                menu.add(name, partial(self._take_range, wanted))
        return menu

    def mode_menu(self) -> Menu:
        """The billing modes, any number of which may be on."""
        menu = Menu(self._theme, self)
        for mode in sorted(self._words().modes):
            action = QAction(self._words().mode(mode), menu)
            action.setCheckable(True)
            action.setChecked(mode in self._filter.billing_modes)
            action.toggled.connect(lambda on, mode=mode: self._choose_mode(mode, on=on))
            menu.addAction(action)
        menu.addSeparator()
        menu.add(
            self.tr("All billing modes"), lambda: self._take(self._filter.without("billing_modes"))
        )
        return menu

    def more_menu(self) -> Menu:
        """Everything else that can be asked for, by name."""
        return more_menu(self._theme, self._filter, self._take, self._begin, self)

    def add_typed(self) -> None:
        """Understand what is in the field; what is not understood stays there."""
        try:
            wanted = add_terms(self._filter, self.entry.text())
        except UnknownFieldError as error:
            self._complain(self._unknown(error))
            return
        except NotUnderstoodError as error:
            text = self.tr("“{word}” is not understood. Examples: {examples}")
            examples = (
                "8801*  !1001  10.0.0.0/8  callee:*77*  hold>30  -9  486  account:1001  "
                'device:"Zoiper 5.6"  mapping:""'
            )
            self._complain(text.format(word=str(error)[:LONGEST_WORD], examples=examples))
            return
        except TooManyError:
            self._complain(
                self.tr("At most %Ln value(s) can be asked for at once.", "", MAX_VALUES)
            )
            return
        self._complaint.hide()
        self.entry.clear()
        self._take(wanted)

    def _unknown(self, error: UnknownFieldError) -> str:
        name, _, _ = str(error).lstrip("!").partition(":")
        text = self.tr("There is no field “{name}” in a call record.")
        if error.nearest:
            text = self.tr("There is no field “{name}” in a call record. Is {nearest}: meant?")
        text = text.format(name=name[:LONGEST_WORD], nearest=error.nearest)
        return f"{text} " + self.tr("In quotes it is a text that occurs somewhere.")

    def complaint(self) -> str:
        """What was not understood, or an empty text."""
        return "" if self._complaint.isHidden() else self._complaint.text()

    # inside

    def _lay_out(self) -> None:
        self.entry.setMaxLength(MAX_TYPED)
        self.entry.setMinimumWidth(LEAST_ENTRY)
        self.entry.returnPressed.connect(self.add_typed)
        self._complaint = Notice(self._theme, tone="warning")
        self._complaint.hide()
        self.entry.textChanged.connect(lambda text: None if text else self._complaint.hide())
        self._line = FlowLayout()
        for widget in (self.range_chip, self.mode_chip, self.more_chip, self.entry):
            self._line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._line)
        self._chips = FlowLayout()
        self._chip_line = QWidget()
        self._theme.set_property(self._chip_line, "role", "clear")
        self._chip_line.setLayout(self._chips)
        column.addWidget(self._chip_line)
        column.addWidget(self._complaint)

    def _show_parts(self) -> None:
        for chip in (*self._parts.values(), *filter(None, [self.clear_chip])):
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._parts, self.clear_chip = {}, None
        for name in self._filter.active():
            if name == "billing_modes":
                continue
            text = chip_text(self._filter, name, self._words())
            chip = Chip(self._theme, text, "accent", closable=True)
            chip.closed.connect(lambda name=name: self._take(self._filter.without(name)))
            if tip := chip_tip(self._filter, name, self._words()):
                chip.set_tip(f"{chip.accessibleName()}\n{tip}")
            self._chips.addWidget(chip)
            self._parts[name] = chip
        if len(self._filter.active()) > 1 and self._parts:
            self.clear_chip = Chip(self._theme, self.tr("Clear all"), "neutral", icon="x")
            self.clear_chip.set_tip(self.tr("Clear all filters but the time (Ctrl+Shift+F)"))
            self.clear_chip.clicked.connect(lambda: self._take(self._filter.only_range()))
            self._chips.addWidget(self.clear_chip)
        self._chip_line.setVisible(bool(self._parts))

    def _begin(self, word: str) -> None:
        """Begin a word in the field for the operator to finish."""
        text = self.entry.text().rstrip()
        self.entry.setText(f"{text} {word}".lstrip())
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complain(self, text: str) -> None:
        self._complaint.set(text, "warning")
        self._complaint.show()

    def _choose_mode(self, mode: int, *, on: bool) -> None:
        modes = set(self._filter.billing_modes) ^ {mode}
        if on == (mode in modes):
            self._take(replace(self._filter, billing_modes=tuple(sorted(modes))))

    def _take_range(self, wanted: Range) -> None:
        self._take(replace(self._filter, range=wanted))

    def _take(self, wanted: CdrFilter) -> None:
        if wanted != self._filter:
            self.show_filter(wanted)
            self.changed.emit(wanted)

    def _drop_down(self, menu: Menu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup(menu, under.mapToGlobal(QPoint(0, under.height() + 4)))
