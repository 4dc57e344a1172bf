"""A password field: what is missing, how strong it is, and a generated one that is copied once.

The field hides what is typed; the eye shows it. A generated password goes to the clipboard at the
moment it is made, because the engine keeps none that could be shown later.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.models.endpoint_passwords import (
    PasswordPolicy,
    generate,
    problems,
    score,
    strength_tone,
    strength_word,
)
from client.theme import Theme
from client.views.widgets.buttons import IconButton, LinkButton
from client.views.widgets.strength_meter import StrengthMeter

LONGEST = 256


class PasswordField(QWidget):
    """A new password.

    Signals:
        changed: something was typed or generated.
        copied: a generated password is on the clipboard.

    Args:
        theme: the look.
        name: what the password is for, translated.
    """

    changed = Signal()
    copied = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._policy = PasswordPolicy()
        self._known: tuple[str, ...] = ()
        theme.set_property(self, "role", "clear")
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(LONGEST)
        self.edit.setAccessibleName(name)
        self.eye = IconButton(theme, "eye", self.tr("Show the password"))
        self.eye.setCheckable(True)
        self.generate_button = LinkButton(theme, self.tr("Generate and copy"))
        self.meter = StrengthMeter(theme)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.setFocusProxy(self.edit)
        self._arrange(name)
        self.edit.textChanged.connect(self._typed)
        self.eye.toggled.connect(self._show_text)
        self.generate_button.clicked.connect(self.generate)
        self._typed()

    def set_policy(self, policy: PasswordPolicy) -> None:
        """Check against another policy."""
        self._policy = policy
        self._typed()

    def set_known(self, *known: str) -> None:
        """Say what a guesser knows: the extension first, then the name."""
        if known != self._known:
            self._known = known
            if self.text():
                self._typed()

    def text(self) -> str:
        """Return the password."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, and hide again."""
        self.edit.clear()
        self.eye.setChecked(False)

    def acceptable(self) -> bool:
        """Say whether the engine will take it."""
        return bool(self.text()) and not problems(self.text(), self._policy, self._known)

    def generate(self) -> None:
        """Make a password, show it, and copy it once."""
        password = generate(self._policy)
        self.edit.setText(password)
        self.eye.setChecked(True)
        QGuiApplication.clipboard().setText(password)
        self.words.setText(self.tr("Strong, and copied: it is not shown again once it is saved."))
        self.copied.emit()

    def complain(self, text: str) -> None:
        """Say what the engine did not like."""
        self.words.setText(text)
        self._theme.set_tone(self.words, "bad")
        self._theme.set_tone(self.edit, "bad")

    def _typed(self) -> None:
        found = problems(self.text(), self._policy, self._known)
        points = score(self.text(), self._known) if self.text() else None
        self.meter.show_score(points)
        if points is None:
            text, tone = self._rule(), "muted"
        elif found:
            text, tone = self.tr("Missing: {list}").format(list=", ".join(found)), "bad"
        else:
            text, tone = strength_word(points), strength_tone(points)
        self.words.setText(text)
        self._theme.set_tone(self.words, tone)
        self._theme.set_tone(self.edit, "bad" if self.text() and found else "")
        self.edit.setAccessibleDescription(text)
        self.changed.emit()

    def _rule(self) -> str:
        if self._policy.complexity:
            return self.tr(
                "At least %Ln character(s): small, capital, digit and special, not easily guessed",
                "",
                self._policy.length,
            )
        return self.tr("At least %Ln character(s)", "", self._policy.length)

    def _show_text(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._theme.bind_icon(self.eye, "eye-off" if shown else "eye")

    def _arrange(self, name: str) -> None:
        label = QLabel(name)
        self._theme.set_property(label, "role", "label")
        label.setBuddy(self.edit)
        top = QHBoxLayout()
        top.addWidget(label, 1)
        top.addWidget(self.generate_button)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(row)
        column.addWidget(self.meter)
        column.addWidget(self.words)
