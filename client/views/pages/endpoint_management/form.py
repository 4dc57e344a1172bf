"""Creating an endpoint, or changing one: the same fields, in the pane, never in a modal window.

What the engine refuses is said at the field it refused. When an endpoint is changed, an empty
password field keeps the password there is.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from client.api.errors import ApiError, Conflict, Rejected
from client.models.endpoint_passwords import PasswordPolicy
from client.models.endpoint_rows import EndpointRow
from client.theme import Theme
from client.views.pages.endpoint_management.password import PasswordField
from client.views.widgets.buttons import Button
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.reason_line import ReasonLine

LONGEST_EXTENSION = 64
LONGEST_NAME = 128


class EndpointForm(QWidget):
    """The fields of one endpoint.

    Signals:
        create_wanted: extension, password, name, enabled, and the reason.
        change_wanted: extension, a dictionary of what is different, and the reason.
        cancelled: the operator gave it up.
    """

    create_wanted = Signal(str, str, str, bool, str)
    change_wanted = Signal(str, dict, str)
    cancelled = Signal()

    def __init__(self, theme: Theme, *, new: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self._new = new
        self._row: EndpointRow | None = None
        self.extension, self.name = QLineEdit(), QLineEdit()
        self.extension.setMaxLength(LONGEST_EXTENSION)
        self.name.setMaxLength(LONGEST_NAME)
        self.extension_field = Field(theme, self.tr("Extension"), self.extension)
        self.name_field = Field(theme, self.tr("Name"), self.name)
        password = self.tr("Password") if new else self.tr("New password")
        self.password = PasswordField(theme, password)
        self.enabled = QCheckBox(self.tr("May register"))
        self.enabled.setAccessibleName(self.tr("May register"))
        self.enabled.setChecked(True)
        self.why = ReasonLine(theme)
        self.problem = Notice(theme, tone="bad")
        self.problem.hide()
        words = self.tr("Create the endpoint") if new else self.tr("Save")
        self.save = Button(theme, words, "check", primary=True)
        self.cancel = Button(theme, self.tr("Cancel") if new else self.tr("Discard"))
        self._arrange()
        self._wire()
        self._check()

    def set_policy(self, policy: PasswordPolicy) -> None:
        """Check passwords against another policy."""
        self.password.set_policy(policy)

    def show_row(self, row: EndpointRow, *, force: bool = False) -> None:
        """Show an endpoint; what was typed for the same one stays, unless *force* d."""
        same = self._row is not None and self._row.extension == row.extension
        if same and self.edited() and not force:
            self._row = row
            return
        self._row = row
        self.extension.setText(row.extension)
        self.name.setText(row.name)
        self.enabled.setChecked(row.enabled)
        self.password.clear()
        self.why.edit.clear()
        self._complain_nothing()
        self._check()

    def begin(self) -> None:
        """Begin a new endpoint."""
        for edit in (self.extension, self.name):
            edit.clear()
        self.password.clear()
        self.why.edit.clear()
        self.enabled.setChecked(True)
        self._complain_nothing()
        self._check()
        self.extension.setFocus(Qt.FocusReason.OtherFocusReason)

    def changes(self) -> dict[str, object]:
        """Return what is different from the endpoint that is shown."""
        row = self._row
        if row is None:
            return {}
        found: dict[str, object] = {}
        if self.name.text().strip() != row.name:
            found["display_name"] = self.name.text().strip()
        if self.enabled.isChecked() != row.enabled:
            found["enabled"] = self.enabled.isChecked()
        if self.password.text():
            found["password"] = self.password.text()
        return found

    def edited(self) -> bool:
        """Say whether something would be lost."""
        return (
            bool(self.extension.text() or self.password.text())
            if self._new
            else bool(self.changes())
        )

    def set_busy(self, *, busy: bool) -> None:
        """Keep the fields from being changed while they are sent."""
        for widget in (self.name, self.password, self.enabled, self.cancel, self.extension):
            widget.setEnabled(not busy)
        self._check(busy=busy)

    def refuse(self, error: ApiError) -> None:
        """Say at the fields what the engine refused."""
        self._complain_nothing()
        fields = error.fields if isinstance(error, Rejected) else {}
        known = {"extension", "display_name", "password"}
        self.extension_field.complain(fields.get("extension", ""))
        self.name_field.complain(fields.get("display_name", ""))
        if "password" in fields:
            self.password.complain(fields["password"])
        if isinstance(error, Conflict):
            self.extension_field.complain(error.detail)
        elif not fields.keys() & known:
            self.problem.set(error.detail)
            self.problem.show()

    def _complain_nothing(self) -> None:
        self.extension_field.complain("")
        self.name_field.complain("")
        self.problem.hide()

    def _check(self, *, busy: bool = False) -> None:
        password = self.password
        password.set_known(self.extension.text().strip(), self.name.text().strip())
        if self._new:
            ready = bool(self.extension.text().strip()) and password.acceptable()
        else:
            ready = bool(self.changes()) and (not password.text() or password.acceptable())
        self.save.setEnabled(ready and not busy)
        self.cancel.setVisible(self._new or self.edited())
        self.why.setVisible(self._new or self.edited())

    def _send(self) -> None:
        if not self.save.isEnabled():
            return
        if self._new:
            self.create_wanted.emit(
                self.extension.text().strip(), self.password.text(), self.name.text().strip(),
                self.enabled.isChecked(), self.why.text(),
            )  # fmt: skip
        elif self._row is not None:
            self.change_wanted.emit(self._row.extension, self.changes(), self.why.text())

    def _give_up(self) -> None:
        if self._row is not None and not self._new:
            self.show_row(self._row, force=True)
        self.cancelled.emit()

    def _wire(self) -> None:
        for edit in (self.extension, self.name, self.password.edit):
            edit.textEdited.connect(lambda _text: self._complain_nothing())
            edit.textChanged.connect(lambda _text: self._check())
            edit.returnPressed.connect(self._send)
        self.why.edit.returnPressed.connect(self._send)
        self.enabled.toggled.connect(lambda _on: self._check())
        self.save.clicked.connect(self._send)
        self.cancel.clicked.connect(self._give_up)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (
            self.extension_field, self.name_field, self.password, self.enabled, self.why,
            self.problem,
        ):  # fmt: skip
            column.addWidget(widget)
        self.extension_field.setVisible(self._new)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)
