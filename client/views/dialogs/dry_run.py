"""Proposed limits tried on what happened, before they are applied."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.errors import ApiError
from client.api.proving_values import DryRun
from client.models.alive import alive
from client.models.dry_runs import HitTable, summary, tone
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.table_view import TableView

KEY = "dry-run"
SIZE = (1100, 560)


class DryRunDialog(DialogFrame):
    """Tries values on the last day, week or month, and lists whom they would hit."""

    def __init__(
        self, context: PageContext, values: Mapping[str, int | str], parent: QWidget
    ) -> None:
        shown = ", ".join(f"{name} = {value}" for name, value in sorted(values.items()))
        super().__init__(
            context.theme,
            self.tr("Try before applying"),
            self.tr("What these values would have done to what was really tried: {values}").format(
                values=shown
            ),
            parent,
        )
        self.resize(*SIZE)
        self._context, self._values = context, dict(values)
        self.table = HitTable(context.formats, self)
        self.view = TableView(context.theme, "dry-run", context.settings)
        self.view.setModel(self.table)
        self.view.setAccessibleName(self.tr("Whom the values would have hit"))
        self.notice = Notice(context.theme)
        self.buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(8)
        for hours, text in (
            (24, self.tr("Last 24 hours")),
            (168, self.tr("Last 7 days")),
            (720, self.tr("Last 30 days")),
        ):
            button = Button(context.theme, text)
            button.clicked.connect(lambda _on=False, span=hours: self.try_on(span))
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        self.box.addLayout(row)
        self.box.addWidget(self.notice)
        self.box.addWidget(self.view, 1)
        self.add_button(self.tr("Close")).clicked.connect(self.reject)

    def try_on(self, hours: int) -> None:
        """Try the values on the last hours."""
        self._enable(on=False)
        self.notice.set(self.tr("Replaying what happened…"), "accent", "loader-2")
        self._context.session.call(
            KEY, lambda api: api.try_values(self._values, hours),
            alive(self, self._show), alive(self, self._failed), latest=True,
        )  # fmt: skip

    def _show(self, run: DryRun) -> None:
        self._enable(on=True)
        shade = tone(run)
        icon = "circle-check" if shade == "ok" else "alert-triangle"
        self.notice.set(summary(run, self._context.formats), shade, icon)
        self.table.set_rows(run.hits)

    def _failed(self, error: ApiError) -> None:
        self._enable(on=True)
        self.notice.set(error.detail or advice(error), "bad", "alert-circle")

    def _enable(self, *, on: bool) -> None:
        for button in self.buttons:
            button.setEnabled(on)


def open_dry_run(
    context: PageContext, values: Mapping[str, int | str], parent: QWidget
) -> DryRunDialog:
    """Open the dialog over the window of *parent*, and try the last day at once."""
    dialog = DryRunDialog(context, values, parent.window())
    dialog.open()
    dialog.try_on(24)
    return dialog
