"""The checklist: asked for, asked again when something changes, and its points put right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from client.api.checklist_values import Checklist, Fix, Point
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.columns import Pill
from client.models.gathering import Gathering
from client.session import Session

LOAD, FIX, REPORT = "checklist.load", "checklist.fix", "checklist.report"
#: Milliseconds that changes are gathered before the list is asked for again.
SOON_MS = 400
LOOKS = {
    "ok": ("circle-check", "ok"),
    "warning": ("alert-circle", "warning"),
    "wrong": ("alert-triangle", "bad"),
}


class ChecklistFeed(QObject):
    """Asks the engine, and tells it what to change.

    Signals:
        loaded: the list is there.
        failed: it could not be read; carries the error.
        fixed: a point was put right; carries the `Point`.
        refused: a change or a report was refused; carries the error.
        saved: a report lies on the disk; carries the `Path`.
    """

    loaded = Signal()
    failed = Signal(object)
    fixed = Signal(object)
    refused = Signal(object)
    saved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.checklist: Checklist | None = None
        self._soon = Gathering(SOON_MS, self.load, self)
        session.happened.connect(self._heard)

    def load(self) -> None:
        """Ask now."""
        taken, failed = alive(self, self._take), alive(self, self.failed.emit)
        self._session.call(LOAD, lambda api: api.checklist(), taken, failed, latest=True)

    def fix(self, point: Point, reason: str) -> bool:
        """Change the parameters of a point; False while another one is being changed."""

        def change(api: ApiClient) -> Point:
            for each in point.fixes:
                api.set_parameter(each.name, each.wanted, reason=reason)
            return point

        return self._session.call(FIX, change, alive(self, self._fixed), self._refuser())

    def save_report(self, path: Path, reason: str = "") -> bool:
        """Have the report made and write it to *path*, by whose ending it is PDF or JSON."""
        kind = "json" if path.suffix.lower() == ".json" else "pdf"

        def save(api: ApiClient) -> Path:
            content = api.security_report(kind, reason)
            try:
                path.write_bytes(content)
            except OSError as error:
                raise ApiError(f"{path}: {error.strerror}") from error
            return path

        return self._session.call(REPORT, save, alive(self, self._saved), self._refuser())

    def _take(self, found: Checklist) -> None:
        self.checklist = found
        self.loaded.emit()

    def _fixed(self, point: Point) -> None:
        self.fixed.emit(point)
        self.load()

    def _saved(self, path: Path) -> None:
        self.saved.emit(path)
        self.load()

    def _refuser(self) -> Callable[[ApiError], object]:
        def refused(error: ApiError) -> None:
            self.refused.emit(error)
            self.load()

        return alive(self, refused)

    def _heard(self, kind: str, data: object) -> None:  # noqa: ARG002 - one list, loaded whole
        if kind in ("parameter", "endpoint", "suspension"):
            self._soon.ask()


def state_pill(state: str) -> Pill:
    """Return a state as icon, word and tone."""
    icon, tone = LOOKS.get(state, LOOKS["warning"])
    words = {"ok": _tr("In order"), "warning": _tr("Warning"), "wrong": _tr("Wrong")}
    return Pill(icon, words.get(state, state), tone)


def fix_text(fix: Fix) -> str:
    """Return a change in one line: the parameter, from what, to what."""
    return f"{fix.name}: {fix.value} → {fix.wanted}"


def summary(checklist: Checklist) -> str:
    """Return in a sentence how many points are in order, and what is not."""
    states = [point.state for point in checklist.items]
    good, wrong = states.count("ok"), states.count("wrong")
    if good == len(states):
        return _tr("All %Ln point(s) are in order.", len(states))
    return _tr("In order: {good} of {count}. Could be better: {warnings}. Wrong: "
               "{wrong}.").format(good=good, count=len(states),
                                warnings=states.count("warning"), wrong=wrong)  # fmt: skip


def worst_tone(checklist: Checklist) -> str:
    """Return the colour name of the whole list."""
    return LOOKS.get(checklist.state, LOOKS["warning"])[1]


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Checklist", text, "", count)
