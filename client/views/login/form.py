"""The fields of a sign-in and what is said about them before anything is sent."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from client.settings import Profile
from client.theme import Theme
from client.views.widgets.fields import Field
from client.views.widgets.select import Select

DEFAULT_URL = "http://127.0.0.1:9090"


def normal_url(text: str) -> str:
    """Return *text* as the address of a server, or an empty text when it is none.

    ``http`` is assumed where no scheme is given, because that is what an engine speaks by itself.
    """
    address = text.strip()
    if not address:
        return ""
    if "://" not in address:
        address = f"http://{address}"
    address = address.rstrip("/")
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and not parts.query
    return address if usable else ""


def is_exposed(url: str) -> bool:
    """Say whether a password would travel to *url* unencrypted over a network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https" or host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


class LoginForm(QWidget):
    """Server, user and password.

    Signals:
        submitted: all fields are usable and the operator wants to sign in.
    """

    submitted = Signal()

    def __init__(self, theme: Theme, *, lasting: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._profiles: list[Profile] = []
        self.known = Select(theme, [], self.tr("Known servers"))
        self.known.chosen.connect(self._take_profile)
        self.url = QLineEdit(DEFAULT_URL)
        self.user = QLineEdit("admin")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._add_eye()
        self.remember = QCheckBox(self.tr("Keep the password in the keyring of this computer"))
        self.remember.setChecked(lasting)
        if not lasting:
            self.remember.setText(self.tr("Keep the password until the client is closed"))
            self.remember.setToolTip(
                self.tr(
                    "This computer has no safe secret store, so nothing is written to the disk."
                )
            )
        self.known_field = Field(theme, self.tr("Server"), self.known)
        self.url_field = Field(theme, self.tr("Address"), self.url)
        self.user_field = Field(theme, self.tr("User"), self.user)
        self.password_field = Field(theme, self.tr("Password"), self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (
            self.known_field, self.url_field, self.user_field, self.password_field, self.remember,
        ):  # fmt: skip
            column.addWidget(widget)
        for edit in (self.url, self.user, self.password):
            edit.returnPressed.connect(self.submit)
        self.url.editingFinished.connect(self._check_url)
        self.set_profiles([])

    def set_profiles(self, profiles: list[Profile]) -> None:
        """Offer the known servers; the first one is taken."""
        self._profiles = profiles
        self.known.clear()
        for place, profile in enumerate(profiles):
            self.known.addItem(f"{profile.name}  ·  {profile.user}", place)
        self.known.addItem(self.tr("Another server…"), -1)
        self.known_field.setVisible(bool(profiles))
        if profiles:
            self._take_profile(0)

    def profile(self) -> Profile:
        """Return what is filled in; the name is that of the known server or its address."""
        url = normal_url(self.url.text())
        place = self.known.value()
        known = self._profiles[place] if isinstance(place, int) and place >= 0 else None
        name = known.name if known and known.url == url else urlsplit(url).netloc
        return Profile(name or url, url, self.user.text().strip())

    def submit(self) -> None:
        """Check the fields and, if they are usable, say so."""
        url = normal_url(self.url.text())
        missing = self.tr("Needed to sign in")
        wrong = self.tr("An address looks like http://192.0.2.1:9090")
        self.url_field.complain("" if url else wrong)
        self.user_field.complain("" if self.user.text().strip() else missing)
        self.password_field.complain("" if self.password.text() else missing)
        for one in (self.url_field, self.user_field, self.password_field):
            if one.complaint():
                one.control.setFocus()
                return
        self.submitted.emit()

    def focus_first(self) -> None:
        """Put the cursor where something is missing."""
        empty = self.user if not self.user.text() else self.password
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_editable(self, *, editable: bool) -> None:
        """Let the fields be changed, or not while a sign-in is on its way."""
        for widget in (self.known, self.url, self.user, self.password, self.remember):
            widget.setEnabled(editable)

    def _take_profile(self, place: int) -> None:
        if place < 0:
            self.url.clear()
            self.user.clear()
            self.url.setFocus()
        else:
            self.url.setText(self._profiles[place].url)
            self.user.setText(self._profiles[place].user)
        self.password.clear()
        self._check_url()

    def _check_url(self) -> None:
        url = normal_url(self.url.text())
        exposed = bool(url) and is_exposed(url)
        self.url_field.complain("")
        self.url_field.hint(
            self.tr("Unencrypted: the password can be read on the way. Use https if you can.")
            if exposed
            else ""
        )

    def _add_eye(self) -> None:
        eye = QAction(self.tr("Show or hide the password"), self)
        self._theme.bind_icon(eye, "eye", "faint")

        def toggle() -> None:
            hidden = self.password.echoMode() is QLineEdit.EchoMode.Password
            mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
            self.password.setEchoMode(mode)
            self._theme.bind_icon(eye, "eye-off" if hidden else "eye", "faint")

        eye.triggered.connect(toggle)
        self.password.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)
