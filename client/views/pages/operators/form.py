"""What is typed about an operator: name, role and password of a new one, or changes of one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from client.api.errors import ApiError, Rejected
from client.api.operator_values import Operator
from client.models.endpoint_passwords import PasswordPolicy
from client.models.operators import ROLES, role_hint, role_word
from client.theme import Theme
from client.views.pages.endpoint_management.password import PasswordField
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.reason_line import ReasonLine
from client.views.widgets.select import Select

LONGEST_NAME = 64


class OperatorForm(QWidget):
    """Fields of a new operator, or of *row*.

    Signals:
        add_wanted: name, password, role and the reason.
        role_wanted: another role.
        password_wanted: a new password.
        copied: a generated password is on the clipboard.
    """

    add_wanted = Signal(str, str, str, str)
    role_wanted = Signal(str)
    password_wanted = Signal(str)
    copied = Signal()

    def __init__(
        self, theme: Theme, policy: PasswordPolicy, row: Operator | None,
        parent: QWidget | None = None, *, keeps_role: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self._row = row
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name_field = Field(theme, self.tr("Name"), self.name)
        self.role = Select(theme, [(role, role_word(role)) for role in ROLES])
        self.role.set_value(row.role if row else "operator")
        self.role.setEnabled(not keeps_role)
        self.role_field = Field(theme, self.tr("Role"), self.role)
        words = self.tr("New password") if row else self.tr("Password")
        self.password = PasswordField(theme, words)
        self.password.set_policy(policy)
        self.why = ReasonLine(theme)
        self.problem = Notice(theme, tone="bad")
        self.problem.hide()
        self.role_button = Button(theme, self.tr("Change the role"))
        text = self.tr("Set the password") if row else self.tr("Add the operator")
        self.button = Button(theme, text, primary=row is None)
        self._arrange()
        self._wire()
        self._check()

    def dirty(self) -> bool:
        """Say whether something was typed that is not sent yet."""
        other = self._row is not None and self.role.value() != self._row.role
        return other or bool(self.name.text() or self.password.text())

    def complain(self, error: ApiError) -> None:
        """Say what the engine did not take, beside its field."""
        fields = error.fields if isinstance(error, Rejected) else {}
        self.name_field.complain(fields.get("name", ""))
        if "password" in fields:
            self.password.complain(fields["password"])
        if not {"name", "password"} & set(fields):
            self.problem.set(advice(error))
            self.problem.show()

    def clear(self) -> None:
        """Forget what was typed."""
        self.name.clear()
        self.why.edit.clear()
        self.password.clear()
        self.problem.hide()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if self._row is None:
            parts: tuple[QWidget, ...] = (
                self.name_field, self.role_field, self.password, self.why, self.problem,
                self.button,
            )  # fmt: skip
            self.role_button.hide()
        else:
            self.name_field.hide()  # what is changed of one is asked about, with the reason
            self.why.hide()
            parts = (
                self.role_field, self.role_button, self.password, self.problem, self.button,
            )  # fmt: skip
        for part in parts:
            column.addWidget(part)

    def _wire(self) -> None:
        self.name.textChanged.connect(lambda _text: self._check())
        self.role.currentIndexChanged.connect(lambda _place: self._check())
        self.password.changed.connect(self._check)
        self.password.copied.connect(self.copied)
        self.role_button.clicked.connect(lambda: self.role_wanted.emit(self.role.value()))
        self.button.clicked.connect(self._send)

    def _check(self) -> None:
        name = self.name.text().strip() if self._row is None else self._row.name
        self.password.set_known(name)
        self.role_field.hint(role_hint(self.role.value()))
        self.button.setEnabled(bool(name) and self.password.acceptable())
        changed = self._row is not None and self.role.value() != self._row.role
        self.role_button.setVisible(changed)

    def _send(self) -> None:
        self.problem.hide()
        if self._row is None:
            name = self.name.text().strip()
            self.add_wanted.emit(name, self.password.text(), self.role.value(), self.why.text())
        else:
            self.password_wanted.emit(self.password.text())
