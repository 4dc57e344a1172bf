"""The picture of attacks: what the engine measured, and what it tells every second.

The last quarter of an hour is drawn out of the events, by seconds; what was before the first of
them is drawn by minutes. Everything older is asked for, and asked again once a minute.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from client.api.attack_picture_values import AttackPicture, Figures, LockoutPattern
from client.api.decoding import decode
from client.api.errors import ServerFault
from client.formats import Formats, countable
from client.models.alive import alive
from client.models.event_items import items_of
from client.models.gathering import Gathering
from client.session import Session

LOAD = "attack-picture.load"
LIVE_S = 900
#: Rates that are kept: one a second, for a quarter of an hour.
MOST_LIVE = LIVE_S + 30
ANYWAY_MS = 60_000
SOON_MS = 1_500
FIGURES = ("registrations", "failures", "suspensions", "illegal", "dropped")
TONES = {
    "registrations": "ok", "failures": "warning", "suspensions": "bad", "illegal": "bad",
    "dropped": "accent",
}  # fmt: skip
#: Hours of each choice; 0 is the live quarter of an hour, whose patterns are those of an hour.
SPANS = (0, 3, 24, 168)


class PictureFeed(QObject):
    """Asks, listens, and hands out curves.

    Signals:
        loaded: figures and patterns are there.
        told: a new second is there.
        failed: they could not be read; carries the error.
    """

    loaded = Signal()
    told = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.hours = 0
        self.picture: AttackPicture | None = None
        self.live: deque[Figures] = deque(maxlen=MOST_LIVE)
        self._anyway = QTimer(self)
        self._anyway.setInterval(ANYWAY_MS)
        self._anyway.timeout.connect(self.load)
        self._soon = Gathering(SOON_MS, self.load, self)
        session.happened.connect(self._heard)

    def set_seen(self, *, seen: bool) -> None:
        """Ask once a minute while somebody looks."""
        if seen:
            self._anyway.start()
        else:
            self._anyway.stop()

    def choose(self, hours: int) -> None:
        """Look at so many hours, or with 0 at the live quarter of one."""
        self.hours = hours
        self.load()

    def load(self) -> None:
        """Ask now."""
        hours = max(1, self.hours)
        taken, failed = alive(self, self._take), alive(self, self.failed.emit)
        self._session.call(LOAD, lambda api: api.attack_picture(hours), taken, failed, latest=True)

    def curve(self, name: str, now: datetime) -> tuple[list[float], list[float]]:
        """Moments (epoch seconds) and rates a second of a figure, over what is looked at."""
        end = now.timestamp()
        if not self.hours:
            seen = [each for each in self.live if end - each.at.timestamp() <= LIVE_S]
            moments, rates = self._before(name, end, seen[0].at.timestamp() if seen else end)
            moments += [each.at.timestamp() for each in seen]
            return moments, rates + [getattr(each, name) for each in seen]
        if self.picture is None:
            return [], []
        step = self.picture.step_s
        sums = {int(each.at.timestamp()) // step: getattr(each, name)
                for each in self.picture.figures}  # fmt: skip
        last = int(end) // step
        places = range(last - self.hours * 3600 // step + 1, last + 1)
        return [float(n * step) for n in places], [sums.get(n, 0) / step for n in places]

    def _before(self, name: str, end: float, first: float) -> tuple[list[float], list[float]]:
        """What is known of the minutes before the first second that was heard."""
        if self.picture is None:
            return [], []
        step = self.picture.step_s
        known = [
            (each.at.timestamp() + step / 2, getattr(each, name) / step)
            for each in self.picture.figures
            if end - LIVE_S <= each.at.timestamp() and each.at.timestamp() + step <= first
        ]
        return [moment for moment, _ in known], [rate for _, rate in known]

    def span(self, now: datetime) -> tuple[float, float]:
        """First and last moment that is looked at, epoch seconds."""
        end = now.timestamp()
        return end - (self.hours * 3600 or LIVE_S), end

    def _take(self, picture: AttackPicture) -> None:
        self.picture = picture
        self.loaded.emit()

    def _heard(self, kind: str, data: object) -> None:
        if kind == "attack":
            for item in items_of(data):
                self._second(item)
            self.told.emit()
        elif kind == "suspension":
            self._soon.ask()

    def _second(self, item: Mapping[str, Any]) -> None:
        try:
            self.live.append(decode(Figures, dict(item)))
        except ServerFault:
            return


def now_utc() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def figure_word(name: str) -> str:
    """Return what a figure counts."""
    return {
        "registrations": _tr("Registrations"),
        "failures": _tr("Wrong passwords"),
        "suspensions": _tr("Lockouts"),
        "illegal": _tr("Illegal calls"),
        "dropped": _tr("Dropped unread"),
    }[name]


def span_word(hours: int) -> str:
    """Return a choice of time in words."""
    return {
        0: _tr("Live, 15 minutes"), 3: _tr("3 hours"), 24: _tr("24 hours"), 168: _tr("7 days"),
    }[hours]  # fmt: skip


def rate_text(rate: float) -> str:
    """Return a rate: whole from ten on, else with what matters of its decimals."""
    if rate >= 10 or rate == 0:
        text = f"{rate:,.0f}"
    elif rate >= 1:
        text = f"{rate:.1f}"
    else:
        text = f"{rate:.2g}"
    return _tr("{rate} a second").format(rate=text)


def pattern_title(pattern: LockoutPattern, formats: Formats) -> str:
    """Return the name of a pattern with what is concerned."""
    first, last = (pattern.extensions or ("?",))[0], (pattern.extensions or ("?",))[-1]
    if pattern.name == "sequential" and pattern.extension_count > len(pattern.extensions):
        last = _tr("{first} and the {count} after it").format(
            first=first, count=pattern.extension_count - 1
        )
        return _tr("Neighbouring extensions: {last}").format(last=last)
    words = {
        "same_source": _tr("Many extensions from {source}"),
        "sequential": _tr("Neighbouring extensions: {first} to {last}"),
        "repeated": _tr("Extension {first} again and again"),
        "many": _tr("{count} lockout(s) within an hour", countable(pattern.lockouts)),
    }
    source = (pattern.sources or ("?",))[0]
    count = formats.count(pattern.lockouts)
    text = words.get(pattern.name, pattern.name)
    return text.format(source=source, first=first, last=last, count=count)


def pattern_meaning(name: str) -> str:
    """Return what a pattern means and what to do about it."""
    return {
        "same_source": _tr(
            "Somebody scans your extensions from there. Block the address; if it is an office of "
            "yours, look at its phones and trust it for a time."
        ),
        "sequential": _tr(
            "A program goes along your numbering plan. Block where it comes from; extensions that "
            "cannot be guessed in a row help for good."
        ),
        "repeated": _tr(
            "One account is aimed at, or a phone has an old password. Look at the endpoint: the "
            "address it is usually registered from tells which."
        ),
        "many": _tr(
            "An attack over many extensions at once. Switch the dynamic blacklist on, lower the "
            "number of tries to three while it lasts, and block the worst sources."
        ),
    }.get(name, "")


def pattern_facts(pattern: LockoutPattern, formats: Formats) -> str:
    """Return how many lockouts and extensions, from how many sources, and from when to when."""
    return _tr(
        "Lockouts: {lockouts} · extensions: {extensions} · sources: {sources}\n{first} to {last}"
    ).format(
        lockouts=formats.count(pattern.lockouts),
        extensions=formats.count(pattern.extension_count),
        sources=formats.count(pattern.source_count),
        first=formats.date_time(pattern.first),
        last=formats.date_time(pattern.last),
    )


def listed(values: tuple[str, ...], count: int, shown: int = 8) -> str:
    """Return the first values, and how many more there are."""
    text = ", ".join(values[:shown])
    rest = count - min(shown, len(values))
    return _tr("{list} and {rest} more").format(list=text, rest=rest) if rest > 0 else text


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("AttackPicture", text, "", count)
