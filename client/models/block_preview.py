"""Who stands behind an address, asked while it is typed, and said in words.

Half an address is asked about by nobody: only what can be read as one is, after a pause, and an
answer that was overtaken by the next letter is dropped.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from client.api.block_values import BlockPreview
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.block_text import rule_word
from client.session import Session

PAUSE_MS = 300
ASK = "blocked.preview"
NAMED = 5


class PreviewFeed(QObject):
    """Asks about one value at a time.

    Signals:
        arrived: the `BlockPreview` of the value that was asked about last.
        failed: it could not be had; carries the error.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._value = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def ask(self, value: str) -> None:
        """Ask about *value* after a pause; about nothing when it is empty."""
        self._value = value
        if value:
            self._pause.start()
        else:
            self._pause.stop()

    def _ask(self) -> None:
        value = self._value

        def take(preview: BlockPreview) -> None:
            if value == self._value:
                self.arrived.emit(preview)

        def refused(error: ApiError) -> None:
            if value == self._value:
                self.failed.emit(error)

        self._session.call(
            ASK,
            lambda api: api.block_preview(value),
            alive(self, take),
            alive(self, refused),
            latest=True,
        )


def preview_text(preview: BlockPreview) -> tuple[str, str]:
    """Return who would be hit, and the tone of that."""
    parts = []
    if preview.already is not None:
        parts.append(_tr("It is blocked already."))
    if preview.own_address:
        parts.append(_tr("You are there yourself: your own phones could not call any more."))
    if preview.live_endpoints:
        text = _tr("%Ln phone(s) are registered from there: {names}.", preview.live_endpoints)
        parts.append(text.format(names=_phones(preview)))
    if preview.gateways:
        names = ", ".join(preview.gateways)
        parts.append(_tr("Gateways that are there: {names}.").format(names=names))
    if preview.allowed is not None:
        parts.append(_tr("It is trusted: no rule blocks it, only you do."))
    if not parts:
        nobody = _tr("Nobody is there: no phone, no gateway, and not you.")
        return " ".join([nobody, *_counted(preview)]), "ok"
    parts += _counted(preview)
    calm = not preview.hurts and preview.allowed is None
    return " ".join(parts), "neutral" if calm else "warning"


def _counted(preview: BlockPreview) -> list[str]:
    """What rules count against it, in one sentence, or nothing."""
    if not preview.counted:
        return []
    one = _tr("{rule} {events} of {limit}")
    told = [
        one.format(rule=rule_word(each.rule), events=each.events, limit=each.limit)
        for each in preview.counted
    ]
    return [_tr("Counted against it: {counts}.").format(counts=", ".join(told))]


def _phones(preview: BlockPreview) -> str:
    shown = ", ".join(preview.extensions[:NAMED])
    rest = preview.live_endpoints - min(NAMED, len(preview.extensions))
    return _tr("{names} and {count} more").format(names=shown, count=rest) if rest > 0 else shown


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("BlockPreview", text, "", count)
