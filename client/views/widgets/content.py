"""The content of a page with the states that every page has, designed once.

Content, loading, empty, error and forbidden are pages of a stack. The spinner appears only after
300 ms, so that fast answers do not flicker, and never in place of content that is already there:
that stays, is greyed when it has become stale, and says its age.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QStackedLayout, QVBoxLayout, QWidget

from client.api.errors import ApiError, Forbidden
from client.formats import Formats
from client.theme import Theme
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.error_texts import advice, title_of
from client.views.widgets.notice import Notice
from client.views.widgets.spinner import Spinner

SPINNER_MS = 300
STALE_OPACITY = 0.55


class ContentStack(QWidget):
    """Holds the content widget of a page and shows its state.

    Attributes:
        holder: to be the parent of the content from the start: a widget with all its children is
            styled anew whenever it gets another parent.
    """

    def __init__(
        self, theme: Theme, formats: Formats | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = formats or Formats()
        theme.set_property(self, "role", "clear")
        self._content: QWidget | None = None
        self._state: QWidget | None = None
        self._stale = Notice(theme, tone="warning", icon="plug-connected-x", parent=self)
        self._stale.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stale)
        self.holder = QWidget(self)
        theme.set_property(self.holder, "role", "clear")
        self._stack = QStackedLayout(self.holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.holder, 1)
        self._waiting: QWidget | None = None
        self._blank = QWidget(self.holder)
        self._stack.addWidget(self._blank)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SPINNER_MS)
        self._delay.timeout.connect(self._show_spinner)
        self._shown = False

    def set_widget(self, widget: QWidget) -> None:
        """Say what the content is; shown from the first `show_content` on."""
        self._content = widget
        self._stack.addWidget(widget)

    def show_content(self) -> None:
        """Show the content, fresh."""
        self._delay.stop()
        self._shown = True
        self.set_stale(None)
        if self._content is not None:
            self._switch(self._content)

    def show_loading(self) -> None:
        """Say that the content is on its way, unless some is already shown."""
        if not (self._shown and self._stack.currentWidget() is self._content):
            if self._waiting is None or self._stack.currentWidget() is not self._waiting:
                self._switch(self._blank)
            self._delay.start()

    def show_empty(
        self,
        icon: str,
        title: str,
        text: str,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> EmptyState:
        """Say that there is nothing, why, and what to do."""
        state = EmptyState(self._theme, icon, title, text)
        if action is not None:
            state.add_button(action[0], action[1], primary=True)
        self._show_state(state)
        return state

    def show_error(self, error: ApiError, retry: Callable[[], object] | None = None) -> None:
        """Say what went wrong; content that is shown stays and is only marked as stale."""
        if isinstance(error, Forbidden):
            self.show_forbidden(error.detail)
            return
        if self._shown and self._stack.currentWidget() is self._content:
            self._delay.stop()
            why = advice(error)
            self.set_stale_text(f"{title_of(error)}. {why[:1].upper()}{why[1:]}")
            return
        state = EmptyState(self._theme, "alert-circle", title_of(error), advice(error), tone="bad")
        if retry is not None:
            state.add_button(self.tr("Try again"), retry, primary=True)
        self._show_state(state)

    def show_forbidden(self, text: str = "") -> None:
        """Say that the role of the operator does not allow this."""
        words = text or self.tr("Ask an administrator for the right, or sign in as somebody else.")
        self._show_state(
            EmptyState(self._theme, "lock", self.tr("Not allowed for your role"), words)
        )

    def set_stale(self, since: datetime | None) -> None:
        """Grey the content and say since when it is old; None: it is fresh again."""
        if since is None:
            self._stale.hide()
            self._grey(on=False)
            return
        moment = self._formats.time(since)
        self.set_stale_text(self.tr("Not live: this was true at {time}.").format(time=moment))

    def set_stale_text(self, text: str) -> None:
        """Grey the content and say why."""
        self._stale.set(text)
        self._stale.show()
        self._grey(on=True)

    def is_stale(self) -> bool:
        """Say whether the content is marked as old."""
        return not self._stale.isHidden()

    def state_widget(self) -> QWidget | None:
        """Return what the stack shows now."""
        return self._stack.currentWidget()

    def _grey(self, *, on: bool) -> None:
        if self._content is None:
            return
        if on and self._content.graphicsEffect() is None:
            effect = QGraphicsOpacityEffect(self._content)
            effect.setOpacity(STALE_OPACITY)
            self._content.setGraphicsEffect(effect)
        elif not on and self._content.graphicsEffect() is not None:
            self._content.setGraphicsEffect(None)  # type: ignore[arg-type]

    def _make_loading(self) -> QWidget:
        holder = QWidget(self.holder)
        column = QVBoxLayout(holder)
        column.addWidget(
            Spinner(self._theme, parent=holder), alignment=Qt.AlignmentFlag.AlignCenter
        )
        self._stack.addWidget(holder)
        return holder

    def _show_spinner(self) -> None:
        if self._waiting is None:
            self._waiting = self._make_loading()
        self._switch(self._waiting)

    def _show_state(self, state: QWidget) -> None:
        self._delay.stop()
        self._shown = False
        self._stale.hide()
        self._stack.addWidget(state)
        self._switch(state)
        self._state = state

    def _switch(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        if self._state is not None and self._state is not widget:
            self._stack.removeWidget(self._state)
            self._state.deleteLater()
            self._state = None
