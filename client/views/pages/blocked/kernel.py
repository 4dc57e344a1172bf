"""The banner that says what of the blacklist the kernel does not enforce."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from client.api.kernel_values import KernelStatus
from client.models.kernel_text import TONES, notice_text
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext


class KernelNotice(Notice):
    """Hidden while the kernel does what it is asked to, or is not asked for anything."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent=parent)
        self._told = False
        self.hide()

    def show_status(self, status: KernelStatus, *, seen: bool) -> None:
        """Say what is amiss; ``seen`` is whether the tab it belongs to is in front."""
        text = notice_text(status)
        self._told = bool(text)
        if text:
            self.set(text, TONES.get(status.state, "neutral"))
        self.set_seen(seen=seen)

    def set_seen(self, *, seen: bool) -> None:
        """Show it with the tab it belongs to."""
        self.setVisible(seen and self._told)
