"""All of one operator: facts, who is signed in, failed sign-ins, and what can be changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from client.api.operator_values import Operator
from client.formats import Formats
from client.models.endpoint_passwords import strength_word
from client.models.operators import Staff, role_word, session_text, state_pill, throttle_text
from client.theme import Theme
from client.views.pages.operators.form import OperatorForm
from client.views.widgets.buttons import Button, LinkButton
from client.views.widgets.details_pane import DetailsPane


class OperatorPane(DetailsPane):
    """The operator that is looked at, or a new one.

    Signals:
        made: carries the `OperatorForm` that is shown now, to be listened to.
        sign_out_wanted: carries the `SignedIn`.
        let_in_wanted: carries the `Throttle`.
        enable_wanted: carries whether sign-in is to be allowed.
        remove_wanted: the operator is to be removed.
        close_wanted: seen enough.
    """

    made = Signal(object)
    sign_out_wanted = Signal(object)
    let_in_wanted = Signal(object)
    enable_wanted = Signal(bool)
    remove_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._formats = formats
        self.row: Operator | None = None
        self.form: OperatorForm | None = None

    def show_new(self, staff: Staff) -> None:
        """Ask for a new operator."""
        self.clear()
        self.row = None
        self.set_title(self.tr("New operator"))
        self._add_form(OperatorForm(self._theme, staff.policy, None))
        self._add_close()

    def show_operator(self, row: Operator, staff: Staff, user: str) -> None:
        """Show an operator; *user* is who looks."""
        self.clear()
        self.row = row
        fixed = row.name == user or staff.last_admin(row)
        self.set_title(row.name)
        self.set_subtitle(self._why_fixed(row, user) if fixed else "")
        self.add_pill(state_pill(row))
        self._add_facts(row)
        self._add_sessions(row, staff)
        self.add_section(self.tr("Change"))
        self._add_form(OperatorForm(self._theme, staff.policy, row, keeps_role=fixed))
        self._add_buttons(row, fixed=fixed)
        self._add_close()
        self.set_footer(self.tr("Times in {zone}").format(zone=self._formats.zone_name))

    def _why_fixed(self, row: Operator, user: str) -> str:
        if row.name == user:
            return self.tr("This is you: another administrator changes your role.")
        return self.tr("The last administrator: add another one first.")

    def _add_facts(self, row: Operator) -> None:
        moment = self._formats.date_time
        self.add_field(self.tr("Role"), role_word(row.role))
        self.add_field(self.tr("Last sign-in"), moment(row.last_login_at))
        self.add_field(self.tr("Created"), moment(row.created_at))
        self.add_field(self.tr("Password set"), moment(row.password_changed_at))
        self.add_field(self.tr("Strength"), strength_word(row.password_score))
        self.add_field(self.tr("Failed sign-ins"), self._formats.count(row.failures))

    def _add_sessions(self, row: Operator, staff: Staff) -> None:
        sessions, throttles = staff.of(row.name)
        if sessions:
            self.add_section(self.tr("Signed in"))
        for session in sessions:
            words = self.tr("this client") if session.current else self.tr("Sign out")
            out = partial(self.sign_out_wanted.emit, session)
            self._add_line(session_text(session, self._formats), words, out,
                           usable=not session.current)  # fmt: skip
        if throttles:
            self.add_section(self.tr("Sign-in is refused"))
        for throttle in throttles:
            let_in = partial(self.let_in_wanted.emit, throttle)
            self._add_line(throttle_text(throttle, self._formats), self.tr("Let in"), let_in)
        if row.failed:
            self.add_section(self.tr("Wrong passwords since the last sign-in"))
        for failure in row.failed:
            self.add_field(self._formats.date_time(failure.at), failure.address)

    def _add_line(
        self, text: str, word: str, run: Callable[[], object], *, usable: bool = True
    ) -> None:
        line = QWidget()
        self._theme.set_property(line, "role", "clear")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        button = LinkButton(self._theme, word)
        button.setEnabled(usable)
        button.clicked.connect(lambda _on=False: run())
        row.addWidget(button)
        self.add_widget(line)

    def _add_form(self, form: OperatorForm) -> None:
        self.form = form
        self.add_widget(form)
        self.made.emit(form)

    def _add_buttons(self, row: Operator, *, fixed: bool) -> None:
        words = self.tr("Disable") if row.enabled else self.tr("Enable")
        switch = Button(self._theme, words, "user-off" if row.enabled else "user")
        switch.clicked.connect(lambda _on=False: self.enable_wanted.emit(not row.enabled))
        remove = Button(self._theme, self.tr("Remove…"), "trash", danger=True)
        remove.clicked.connect(lambda _on=False: self.remove_wanted.emit())
        for button in (switch, remove):
            button.setEnabled(not fixed)
            self.add_widget(button)

    def _add_close(self) -> None:
        close = LinkButton(self._theme, self.tr("Close the details"))
        close.clicked.connect(lambda _on=False: self.close_wanted.emit())
        self.add_widget(close)
