"""The first window: sign in to a server, or start the engine on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.api.errors import ApiError, Throttled, Unauthorised
from client.settings import Profile
from client.theme import Theme
from client.views.login.form import LoginForm
from client.views.widgets.buttons import Button
from client.views.widgets.cards import Card
from client.views.widgets.error_texts import advice, title_of
from client.views.widgets.notice import Notice
from client.views.widgets.spinner import Spinner

SIZE = (560, 700)
CARD_WIDTH = 420
LOGO = 36


class LoginWindow(QWidget):
    """Asks who signs in where; it signs nobody in itself.

    Signals:
        sign_in_wanted: the `Profile`, the password, and whether it may be kept.
        local_wanted: start (or find) the engine on this computer and sign in to it.
        closed: the operator closed the window.
    """

    sign_in_wanted = Signal(object, str, bool)
    local_wanted = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, profiles: list[Profile], *, lasting: bool, local: bool = True
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle("Switchwarden")
        self.resize(*SIZE)
        self.setAutoFillBackground(True)
        self.form = LoginForm(theme, lasting=lasting)
        self.form.submitted.connect(self._submit)
        self.notice = Notice(theme, tone="bad")
        self.notice.hide()
        self._logo = QLabel()
        self.spinner = Spinner(theme, 18)
        self.progress = QLabel()
        theme.set_property(self.progress, "role", "muted")
        self.sign_in = Button(theme, self.tr("Sign in"), primary=True)
        self.sign_in.clicked.connect(self.form.submit)
        self.local = Button(theme, self.tr("Start the engine on this computer"), "device-desktop")
        self.local.clicked.connect(lambda _checked=False: self.local_wanted.emit())
        self.local.setVisible(local)
        self._build(local=local)
        self.set_busy("")
        self.form.set_profiles(profiles)
        self.form.focus_first()

    def set_busy(self, text: str) -> None:
        """Say what is going on and lock the form; an empty text unlocks it."""
        busy = bool(text)
        self.spinner.setVisible(busy)
        self.progress.setText(text)
        self.progress.setVisible(busy)
        self.form.set_editable(editable=not busy)
        self.sign_in.setEnabled(not busy)
        self.local.setEnabled(not busy)
        if busy:
            self.notice.hide()

    def show_error(self, error: ApiError) -> None:
        """Say why nobody was signed in."""
        self.set_busy("")
        self.notice.set(self._words(error), "bad")
        self.notice.show()
        if isinstance(error, Unauthorised):
            self.form.password.selectAll()
            self.form.password.setFocus()

    def show_reason(self, text: str) -> None:
        """Say why this window is shown again."""
        self.set_busy("")
        self.notice.set(text, "warning")
        self.notice.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the operator does not want to sign in."""
        event.accept()
        self.closed.emit()

    def _words(self, error: ApiError) -> str:
        if isinstance(error, Throttled):
            return self.tr(
                "Too many failed attempts. The server looks at the next one in {seconds} s."
            ).format(seconds=error.retry_after_s)
        if isinstance(error, Unauthorised):
            return self.tr(
                "Wrong user or password. After several attempts the server makes you wait."
            )
        return f"{title_of(error)}. {advice(error)}"

    def _submit(self) -> None:
        form = self.form
        self.sign_in_wanted.emit(form.profile(), form.password.text(), form.remember.isChecked())

    def _build(self, *, local: bool) -> None:
        card = Card(self._theme)
        card.setFixedWidth(CARD_WIDTH)
        card.box.setContentsMargins(28, 26, 28, 26)
        card.box.setSpacing(12)
        card.box.addLayout(self._heading())
        card.box.addSpacing(4)
        card.box.addWidget(self.notice)
        card.box.addWidget(self.form)
        card.box.addSpacing(2)
        card.box.addWidget(self.sign_in)
        if local:
            line = QFrame()
            self._theme.set_property(line, "role", "line")
            card.box.addSpacing(4)
            card.box.addWidget(line)
            card.box.addSpacing(4)
        card.box.addWidget(self.local)
        waiting = QHBoxLayout()
        waiting.addWidget(self.spinner)
        waiting.addWidget(self.progress, 1)
        card.box.addLayout(waiting)
        column = QVBoxLayout(self)
        column.addStretch(1)
        # Stretches instead of an alignment: aligned items do not get the height of wrapped text.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)

    def _heading(self) -> QHBoxLayout:
        self._logo.setFixedSize(LOGO, LOGO)
        self._draw_logo()
        self._theme.changed.connect(self._draw_logo)
        title = QLabel("Switchwarden")
        self._theme.set_property(title, "role", "title")
        text = QLabel(self.tr("Sign in to a softswitch"))
        self._theme.set_property(text, "role", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._logo)
        row.addLayout(words, 1)
        return row

    def _draw_logo(self) -> None:
        ratio = self.devicePixelRatioF()
        self._logo.setPixmap(self._theme.pixmap("shield-check", "accent", LOGO, ratio))
