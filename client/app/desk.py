"""Which window is on the desk: the sign-in, or the main window of a session.

The desk moves between the two: it signs in with what the form or the keyring gives, starts the
engine on this computer when that is wanted, builds the main window anew when the language changes,
and ends the client when the window in front is closed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from client.api.errors import ApiError, Unauthorised
from client.credentials import Credentials
from client.formats import Formats
from client.i18n import Translations
from client.session import Session, State
from client.session.local_engine import LocalEngine, Place
from client.settings import KEEP_ENGINE, LANGUAGE, ZONE, Profile, Settings
from client.tasks import Tasks
from client.theme import Theme
from client.views.dialogs.prompter import Prompter
from client.views.login.window import LoginWindow
from client.views.main_window.window import MainWindow, Surroundings
from client.views.widgets.page import PageSpec
from client.views.widgets.prompts import Question

_log = logging.getLogger(__name__)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Desk", text)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the desk works with."""

    tasks: Tasks
    session: Session
    settings: Settings
    credentials: Credentials
    theme: Theme
    translations: Translations
    prompter: Prompter
    engine: LocalEngine
    specs: Sequence[PageSpec]


class Desk(QObject):
    """Shows one window at a time.

    Signals:
        finished: the operator has left; everything that was started has been stopped.
    """

    finished = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._pending: tuple[Profile, str, bool] | None = None
        self._leaving = False
        self.window: QWidget | None = None
        parts.session.state_changed.connect(self._state_changed)

    def start(self, *, server: str = "", user: str = "", local: bool = False) -> None:
        """Show the first window.

        Args:
            server: address of the engine to sign in to.
            user: user to offer for it.
            local: start the engine on this computer and sign in to it.
        """
        profiles = self._parts.settings.profiles()
        if server:
            known = [profile for profile in profiles if profile.url == server.rstrip("/")]
            profiles = known or [Profile(urlsplit(server).netloc or server, server, user)]
        login = self.show_login(profiles)
        if local:
            self.start_local()
        elif server and profiles[0].user:
            self._sign_in_from_keyring(login, profiles[0])

    def show_login(self, profiles: list[Profile], reason: str = "") -> LoginWindow:
        """Show the sign-in, saying why if there is a reason."""
        login = LoginWindow(self._parts.theme, profiles, lasting=self._parts.credentials.lasting)
        login.sign_in_wanted.connect(self._sign_in)
        login.local_wanted.connect(self.start_local)
        login.closed.connect(self.leave)
        self._put(login)
        if reason:
            login.show_reason(reason)
        return login

    def show_main(self) -> MainWindow:
        """Show the main window of the session."""
        parts = self._parts
        around = Surroundings(
            parts.session, parts.settings, parts.theme, Formats(parts.settings.get(ZONE)),
            parts.prompter, parts.specs,
        )  # fmt: skip
        window = MainWindow(around)
        window.language_wanted.connect(self.change_language)
        window.zone_wanted.connect(self.change_zone)
        window.sign_out_wanted.connect(self._ask_sign_out)
        window.sign_in_wanted.connect(self._ask_sign_in_again)
        window.closed.connect(self.leave)
        self._put(window)
        return window

    def start_local(self) -> None:
        """Start the engine on this computer, or find it running, and sign in to it."""
        login = self.window
        if isinstance(login, LoginWindow):
            login.set_busy(_tr("Starting the engine on this computer…"))
        self._parts.tasks.start(
            "local-engine", self._parts.engine.ensure,
            on_done=self._local_ready, on_error=self._show_error,
        )  # fmt: skip

    def change_language(self, code: str) -> None:
        """Speak another language: the main window is built anew, with the same pages."""
        self._unless_lost(
            _tr("Change the language now?"),
            _tr("Change all the same"),
            lambda: self._speak(code),
        )

    def change_zone(self, name: str) -> None:
        """Show times in another zone: the main window is built anew, with the same pages."""
        self._unless_lost(
            _tr("Change the time zone now?"),
            _tr("Change all the same"),
            lambda: self._live_in(name),
        )

    def leave(self) -> None:
        """End the client: stop what was started, then say that it is finished."""
        if self._leaving:
            return
        self._leaving = True
        parts = self._parts
        parts.session.close()
        if parts.engine.started_here and not parts.settings.get(KEEP_ENGINE):
            parts.tasks.start(
                "stop-engine", parts.engine.stop, on_done=self._stopped, on_error=self._stopped
            )
        else:
            parts.engine.leave_running()
            self.finished.emit()

    def show_error(self, error: ApiError) -> None:
        """Show an error over the window in front."""
        if self.window is not None:
            self._parts.prompter.error(self.window, error)

    # inside

    def _put(self, window: QWidget) -> None:
        """Put *window* on the desk in place of the one before."""
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.blockSignals(True)
            before.hide()
            before.deleteLater()

    def _sign_in(self, profile: Profile, password: str, remember: bool) -> None:
        login = self.window
        if isinstance(login, LoginWindow):
            login.set_busy(_tr("Signing in…"))
        self._pending = (profile, password, remember)
        self._parts.session.sign_in(
            profile.url, profile.user, password,
            server_name=profile.name, failed=self._show_error,
        )  # fmt: skip

    def _sign_in_from_keyring(self, login: LoginWindow, profile: Profile) -> None:
        password = self._parts.credentials.load(profile.url, profile.user)
        if password:
            login.form.password.setText(password)
            self._sign_in(profile, password, remember=False)

    def _local_ready(self, place: Place) -> None:
        profile = Profile(_tr("this computer"), place.url, place.user)
        kept = self._parts.credentials.load(profile.url, profile.user)
        password = kept or place.password
        if password:
            self._sign_in(profile, password, remember=False)
        elif isinstance(self.window, LoginWindow):
            self.window.form.set_profiles([profile])
            self.window.show_reason(
                _tr("The engine runs. Its first password was changed: sign in with yours.")
            )

    def _show_error(self, error: Exception) -> None:
        if not isinstance(error, ApiError):
            raise error
        pending, self._pending = self._pending, None
        if isinstance(error, Unauthorised) and pending is not None:
            self._parts.credentials.forget(pending[0].url, pending[0].user)
            if isinstance(self.window, LoginWindow):
                self.window.form.set_profiles([pending[0]])
        if isinstance(self.window, LoginWindow):
            self.window.show_error(error)
        else:
            self.show_error(error)

    def _state_changed(self, state: State) -> None:
        if state is not State.SIGNED_IN:
            return
        if self._pending is not None:
            (profile, password, remember), self._pending = self._pending, None
            self._parts.settings.save_profile(profile)
            if remember:
                self._parts.credentials.save(profile.url, profile.user, password)
        if not isinstance(self.window, MainWindow):
            self.show_main()

    def _unless_lost(self, title: str, button: str, go_on: Callable[[], object]) -> None:
        """Go on with what takes the main window away, after asking if something would be lost."""
        window = self.window
        losses = window.losses() if isinstance(window, MainWindow) else ""
        if window is None or not losses:
            go_on()
            return
        question = Question(title, losses, button, tone="bad", ask_reason=False)
        self._parts.prompter.confirm(
            window, question, lambda answer: go_on() if answer.accepted else None
        )

    def _ask_sign_out(self) -> None:
        self._unless_lost(_tr("Sign out?"), _tr("Sign out all the same"), self._sign_out)

    def _ask_sign_in_again(self) -> None:
        self._unless_lost(_tr("Sign in again?"), _tr("Sign in all the same"), self._sign_in_again)

    def _sign_out(self) -> None:
        window = self.window
        if isinstance(window, MainWindow):
            window.remember()
        self._parts.session.sign_out()
        self.show_login(self._parts.settings.profiles())

    def _sign_in_again(self) -> None:
        session = self._parts.session
        profile = Profile(session.server_name, session.url, session.user)
        session.sign_out()
        self.show_login([profile], _tr("Your session has expired. Sign in to go on."))

    def _speak(self, code: str) -> None:
        self._parts.settings.set(LANGUAGE, code)
        self._parts.session.set_language(self._parts.translations.use(code))
        self._build_anew()

    def _live_in(self, zone: str) -> None:
        self._parts.settings.set(ZONE, zone)
        self._build_anew()

    def _build_anew(self) -> None:
        window = self.window
        if isinstance(window, MainWindow):
            window.remember()
            self.show_main()

    def _stopped(self, outcome: object) -> None:
        if outcome is not True:
            _log.warning("the engine on this computer did not stop in order: %s", outcome)
        self.finished.emit()
